//! The report as Markdown, read by a CommonMark reader that others wrote: every text is found again as text, and nothing that a person entered becomes markup.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod commonmark;
mod random;

use commonmark::{check, understood, unescaped};
use pomscope_core::report::document::{Block, Document, List, ListItem, ListKind, Paragraph, Section};
use pomscope_core::report::{Column, Row, Table, Telling, markdown, tell};
use proptest::prelude::*;
use pulldown_cmark::Options;
use random::{HOSTILE, TODAY, any_assessment, any_document, content};

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_of_any_document_is_found_again_as_text(document in any_document()) {
        prop_assert_eq!(check(&document), Ok(()));
    }

    #[test]
    fn every_text_of_any_report_is_found_again_as_text(assessment in any_assessment(content()), telling in 0usize..3) {
        let Ok(document) = tell(content(), &assessment, TODAY, Telling::ALL[telling]) else { return Ok(()) };
        prop_assert_eq!(check(&document), Ok(()));
    }
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        sections: vec![Section { title: "Section".into(), blocks, ..Section::default() }],
        ..Document::default()
    }
}

/// Every hostile text in every place.
#[test]
fn hostile_texts_stay_texts_wherever_they_stand() {
    for text in HOSTILE {
        let text = (*text).to_owned();
        let item = |strong: &str, words: &str| ListItem {
            strong: strong.into(),
            text: words.into(),
            end: text.clone(),
            lines: vec![text.clone(), "between".into(), text.clone()],
        };
        let column = |number| Column { title: text.clone(), number };
        let row = |cells: [&str; 2]| Row { cells: cells.map(str::to_owned).to_vec(), opens: None };
        let blocks = vec![
            Block::Heading(text.clone()),
            Block::Paragraph(Paragraph { text: text.clone(), ..Paragraph::default() }),
            Block::Paragraph(Paragraph { strong: text.clone(), text: text.clone(), ..Paragraph::default() }),
            Block::List(List { kind: ListKind::Bullets, items: vec![item("", &text), item(&text, "")] }),
            Block::List(List { kind: ListKind::Numbers, items: vec![item("", ""), item(&text, &text)] }),
            Block::Table(Table {
                caption: text.clone(),
                columns: vec![column(false), column(true)],
                rows: vec![row([&text, "1"]), row(["", &text]), row([&format!("{text}\n{text}"), ""])],
                opens_at: None,
            }),
        ];
        check(&document(blocks)).unwrap_or_else(|what| panic!("{text:?}: {what}"));
    }
}

#[test]
fn lists_in_a_row_stay_lists_of_their_own() {
    let list = |kind, count: usize| {
        let item = |at: usize| ListItem { text: format!("item {at}"), ..ListItem::default() };
        Block::List(List { kind, items: (1..=count).map(item).collect() })
    };
    let (bullets, numbers) = (ListKind::Bullets, ListKind::Numbers);
    let lists = vec![
        list(bullets, 2),
        list(bullets, 1),
        list(bullets, 1),
        list(numbers, 12),
        list(numbers, 2),
        list(numbers, 1),
    ];
    let written = markdown(&document(lists));
    let read = understood(&written, Options::ENABLE_TABLES).unwrap();
    assert_eq!(read.lists, [3, 3], "{written}");
    assert!(written.contains("\n12. item 12\n\n1) item 1\n2) item 2\n\n1. item 1\n"), "{written}");
}

#[test]
fn a_report_reads_as_a_document_of_its_own() {
    let table = Table {
        caption: "The numbers".into(),
        columns: vec![
            Column { title: "Thread".into(), number: false },
            Column { title: "Score".into(), number: true },
        ],
        rows: vec![Row { cells: vec!["Goals | aims\nand targets".into(), "2.6".into()], opens: None }],
        opens_at: None,
    };
    let step = ListItem {
        strong: "Draw a map.".into(),
        end: "+0.3 levels".into(),
        lines: vec!["Why: it comes first.".into(), "1. of several".into()],
        ..ListItem::default()
    };
    let blocks = vec![
        Block::Paragraph(Paragraph {
            strong: "Note:".into(),
            text: "R&D, 3 < 4 & &amp;".into(),
            ..Paragraph::default()
        }),
        Block::List(List { kind: ListKind::Numbers, items: vec![step] }),
        Block::Table(table),
    ];
    let mut document = document(blocks);
    document.cover.title = "Spring *review*".into();
    document.cover.score = Some(("2.6".into(), "of 5".into()));
    assert_eq!(
        markdown(&document),
        "# Spring \\*review\\*\n\n**2.6** of 5\n\n## Section\n\n**Note:** R&D, 3 \\< 4 & \\&amp;\n\n\
         1. **Draw a map.** *+0.3 levels*\n   - Why: it comes first.\n   - 1\\. of several\n\n\
         **The numbers**\n\n| Thread | Score |\n| --- | --: |\n| Goals \\| aims<br>and targets | 2.6 |\n"
    );
}

#[test]
fn the_check_notices_a_text_that_is_lost_or_becomes_markup() {
    let document =
        document(vec![Block::Paragraph(Paragraph { text: "a number: 2.6".into(), ..Paragraph::default() })]);
    let read = |written: &str| understood(written, Options::all());
    assert!(read(&markdown(&document)).unwrap().text.contains("a number: 2.6"));
    assert!(!read(&markdown(&document).replace("2.6", "2.7")).unwrap().text.contains("a number: 2.6"));
    for markup in [
        "<b>x</b>",
        "[a](b)",
        "`x`",
        "    x",
        "---",
        "<https://x.invalid>",
        "~~x~~",
        "3. x",
        "![a](b)",
        "$x$",
    ] {
        assert!(read(markup).is_err(), "{markup}");
    }
    assert!(unescaped("| a | b | c |\n", &document).is_err() && unescaped("a <b\n", &document).is_err());
}
