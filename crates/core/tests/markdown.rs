//! The report as Markdown, read by a CommonMark reader that others wrote: every text is found again as text, and nothing that a person entered becomes markup.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;

use pomscope_core::report::document::{Block, Document, List, ListItem, ListKind, Paragraph, Section};
use pomscope_core::report::{Column, Row, Table, Telling, markdown, tell};
use pomscope_core::visible::visible;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use random::{HOSTILE, TODAY, any_assessment, any_document, content};

/// What a reader made of a text.
#[derive(Debug, Default)]
struct Read {
    /// All of its text, in order, white space as one space.
    text: String,
    /// Its headings by their rank.
    headings: Vec<(usize, String)>,
    /// Its tables: cells by rows, the heading row first.
    tables: Vec<Vec<Vec<String>>>,
    /// How many lists of each kind there are at the outermost place: bullets and numbers.
    lists: [usize; 2],
}

/// White space as one space each, none at the ends.
fn spaced(text: &str) -> String {
    text.split(|c: char| c.is_whitespace()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Reads Markdown; fails on everything that the report does not write itself.
fn understood(markdown: &str, options: Options) -> Result<Read, String> {
    let mut read = Read::default();
    let mut piece: Option<String> = None;
    let mut depth = 0;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) => {
                read.text.push_str(&text);
                piece.iter_mut().for_each(|piece| piece.push_str(&text));
            }
            Event::SoftBreak | Event::HardBreak => {
                read.text.push('\n');
                piece.iter_mut().for_each(|piece| piece.push('\n'));
            }
            Event::InlineHtml(tag) if &*tag == "<br>" => {
                read.text.push('\n');
                piece.iter_mut().for_each(|piece| piece.push('\n'));
            }
            Event::Start(tag) => match tag {
                Tag::Heading { .. } | Tag::TableCell => piece = Some(String::new()),
                Tag::Table(_) => read.tables.push(Vec::new()),
                Tag::TableHead | Tag::TableRow => read.tables.last_mut().unwrap().push(Vec::new()),
                Tag::List(first) => {
                    if depth == 0 {
                        read.lists[usize::from(first.is_some())] += 1;
                    }
                    depth += 1;
                    if first.is_some_and(|first| first != 1) {
                        return Err("a list that does not begin at 1".to_owned());
                    }
                }
                Tag::Paragraph | Tag::BlockQuote(None) | Tag::Item | Tag::Emphasis | Tag::Strong => {}
                other => return Err(format!("{other:?}")),
            },
            Event::End(end) => {
                match end {
                    TagEnd::Heading(rank) => {
                        read.headings.push((rank as usize, spaced(&piece.take().unwrap())))
                    }
                    TagEnd::TableCell => {
                        let row = read.tables.last_mut().unwrap().last_mut().unwrap();
                        row.push(spaced(&piece.take().unwrap()));
                    }
                    TagEnd::List(_) => depth -= 1,
                    _ => {}
                }
                if !matches!(end, TagEnd::Emphasis | TagEnd::Strong) {
                    read.text.push('\n');
                }
            }
            other => return Err(format!("{other:?}")),
        }
    }
    read.text = spaced(&read.text);
    Ok(read)
}

/// GitHub's Markdown, and all that a reader can take besides.
fn dialects() -> [Options; 2] {
    [Options::ENABLE_TABLES, {
        let mut all = Options::all();
        // They change quotation marks and dashes of any text, ours too, and read a block in front of everything.
        all.remove(Options::ENABLE_SMART_PUNCTUATION);
        all
    }]
}

fn shown(text: &str) -> String {
    // A new line first: what stands for a character's number has none.
    spaced(&visible(&spaced(&text.replace(['\u{b}', '\u{c}', '\u{85}'], "\n"))))
}

/// Holds a document's Markdown against the document.
fn check(document: &Document) -> Result<(), String> {
    let written = markdown(document);
    for options in dialects() {
        let read = understood(&written, options).map_err(|what| format!("{what} in\n{written}"))?;
        for text in document.texts() {
            let text = shown(text);
            if !read.text.contains(&text) {
                return Err(format!("{text:?} is not in\n{}\nof\n{written}", read.text));
            }
        }
        let mut headings = vec![(1, shown(&document.cover.title))];
        for section in &document.sections {
            headings.push((2, shown(&section.title)));
            for block in &section.blocks {
                if let Block::Heading(title) = block {
                    headings.push((3, shown(title)));
                }
            }
        }
        headings.retain(|(_, title)| !title.is_empty());
        if headings != read.headings {
            return Err(format!("{:?} instead of {headings:?} in\n{written}", read.headings));
        }
        let tables: Vec<Vec<Vec<String>>> = document
            .tables()
            .map(|table| {
                let head = table.columns.iter().map(|column| shown(&column.title)).collect();
                let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| shown(cell)).collect());
                std::iter::once(head).chain(rows).collect()
            })
            .collect();
        if tables != read.tables {
            return Err(format!("{:?} instead of {tables:?} in\n{written}", read.tables));
        }
    }
    unescaped(&written, document)
}

/// Holds what needs no reader: the only tag is ours, and each row of a table has its pipes.
fn unescaped(written: &str, document: &Document) -> Result<(), String> {
    for line in written.lines() {
        let mut escaped = false;
        let mut bare = String::new();
        for c in line.chars() {
            if !escaped {
                bare.push(c);
            }
            escaped = c == '\\' && !escaped;
        }
        if bare.replace("<br>", "").contains('<') {
            return Err(format!("a bare < in {line}"));
        }
        let pipes = bare.matches('|').count();
        let allowed: Vec<usize> = document.tables().map(|table| table.columns.len() + 1).collect();
        if pipes > 0 && !(line.starts_with('|') && line.ends_with('|') && allowed.contains(&pipes)) {
            return Err(format!("{pipes} pipes in {line}"));
        }
        if line.chars().any(pomscope_core::visible::turns) {
            return Err(format!("the direction turns in {line}"));
        }
    }
    let ends = written.is_empty() || written.ends_with('\n') && !written.ends_with("\n\n");
    if ends { Ok(()) } else { Err("it does not end with one line feed".to_owned()) }
}

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
