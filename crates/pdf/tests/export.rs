//! The PDF as a reader gets it: nothing of the document is lost, nothing is torn, the attachment is whole, and no text makes it fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod specimen;

use std::io::Read;

use pomscope_core::answers::{Answer, Assessment, Rating};
use pomscope_core::json::{Value, object};
use pomscope_core::owner::Owner;
use pomscope_core::report::document::{
    BOX, Block, CoverPage, Direction, Document, Figure, List, ListItem, ListKind, PageWords, Pages,
    Paragraph, Section, Start, Voice,
};
use pomscope_core::report::drawing::{Anchor, Drawing, Ink, Mark, Weight};
use pomscope_core::report::{Column, Fact, Row, Table, Telling, tell};
use pomscope_pdf::layout::{Kind, Layout, Shape, lay};
use pomscope_pdf::{Attachment, Packing, Paper, draw, draw_packed};
use proptest::prelude::*;

fn documents() -> Vec<(String, Document)> {
    let content = specimen::content();
    let mut documents = Vec::new();
    for (name, assessment) in specimen::all(&content) {
        for telling in Telling::ALL {
            let document = specimen::told(&content, &assessment, telling);
            documents.push((format!("{name} {}", telling.as_str()), document));
        }
    }
    documents
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != '\u{AD}').collect()
}

/// Every text of the document is on a page, or told with a figure; the cover's figure gives way where a page has no room for it.
fn assert_all_there(name: &str, document: &Document, layout: &Layout) {
    let laid = squeezed(&layout.whole_text());
    let told: Vec<String> = layout.tree.alternatives().map(squeezed).collect();
    let alternatives: Vec<&str> = document.figures().map(|figure| figure.alternative.as_str()).collect();
    let cover = document.cover.figure.iter().map(|figure| figure.alternative.as_str());
    let given_way: Vec<&str> = cover.filter(|_| name.starts_with("extreme")).collect();
    for text in document.texts().into_iter().filter(|text| !given_way.contains(text)) {
        let shown = squeezed(&layout.shown(text));
        let there = laid.contains(&shown) || (alternatives.contains(&text) && told.contains(&squeezed(text)));
        assert!(there, "{name}: {text:?} is not in the PDF");
    }
}

/// No heading ends a page, no paragraph leaves a single line behind, no table's head stands alone, and everything is on paper.
fn assert_nothing_torn(name: &str, layout: &Layout) {
    let bottom = layout.foot + 0.1;
    for (at, page) in layout.pages.iter().enumerate() {
        for strip in &page.strips {
            assert!(strip.bottom <= bottom, "{name}: page {} runs over: {strip:?}", at + 1);
        }
        for pair in page.strips.windows(2) {
            assert!(pair[0].bottom <= pair[1].top + 0.01, "{name}: page {} overlaps: {pair:?}", at + 1);
        }
        for item in &page.items {
            let wide = item.x >= 0.0 && item.x + item.width <= layout.paper.0;
            assert!(wide, "{name}: page {}: {item:?} is off the paper", at + 1);
        }
        let (first, last) = (page.strips.first().unwrap(), page.strips.last().unwrap());
        let stranded =
            matches!(last.kind, Kind::Heading(_) | Kind::Caption | Kind::TableHead | Kind::HeadAgain);
        assert!(!stranded, "{name}: page {} ends with {last:?}", at + 1);
        if let Kind::Line(line, count) = last.kind {
            assert!(count == 1 || line > 0, "{name}: page {} ends with a first line", at + 1);
        }
        if let Kind::Line(line, count) = first.kind {
            assert!(count == 1 || line + 1 < count, "{name}: page {} begins with a last line", at + 1);
        }
    }
}

#[test]
fn every_text_of_a_report_is_in_its_pdf() {
    for (name, document) in documents() {
        for paper in [Paper::A4, Paper::Letter] {
            assert_all_there(&name, &document, &lay(&document, paper).unwrap());
        }
    }
}

#[test]
fn no_page_ends_in_the_wrong_place() {
    for (name, document) in documents() {
        for paper in [Paper::A4, Paper::Letter] {
            assert_nothing_torn(&name, &lay(&document, paper).unwrap());
        }
    }
}

#[test]
fn every_text_of_the_kit_is_in_its_pdf_and_no_row_of_it_is_torn() {
    for (name, document) in specimen::kit() {
        for paper in Paper::ALL {
            let layout = lay(&document, paper).unwrap();
            assert_all_there(name, &document, &layout);
            assert_nothing_torn(name, &layout);
            assert!(!layout.whole_text().contains(&document.words.annex), "{name}: the fonts lack a sign");
            let torn =
                layout.pages.iter().flat_map(|page| &page.strips).any(|strip| strip.kind == Kind::RowPart);
            assert!(!torn, "{name}: a row is cut by the end of a page");
        }
    }
}

#[test]
fn a_slide_lies_on_one_page_in_letters_to_be_read_from_afar() {
    let (_, slides) = specimen::kit().into_iter().find(|(name, _)| *name == "slides").unwrap();
    for paper in Paper::ALL {
        let layout = lay(&slides, paper).unwrap();
        assert!(layout.paper.0 > layout.paper.1, "a slide lies");
        // The cover, then a page for each section; no list of contents between.
        assert_eq!(layout.pages.len(), slides.sections.len() + 1, "{paper:?}");
        for (at, section) in slides.sections.iter().enumerate() {
            assert!(squeezed(&layout.text(at + 1)).contains(&squeezed(&layout.shown(&section.title))));
        }
        let sizes =
            layout.pages.iter().skip(1).flat_map(|page| &page.items).filter_map(|item| match &item.shape {
                Shape::Text { size, .. } if item.owner.is_some() => Some(*size),
                _ => None,
            });
        assert!(sizes.fold(f32::MAX, f32::min) > 14.0);
    }
}

#[test]
fn the_pages_of_a_form_have_boxes_that_a_pen_finds() {
    for (name, form) in specimen::kit().into_iter().filter(|(name, _)| name.starts_with("form")) {
        let layout = lay(&form, Paper::Letter).unwrap();
        let wanted: usize = form
            .tables()
            .flat_map(|table| &table.rows)
            .flat_map(|row| &row.cells)
            .filter(|cell| *cell == BOX)
            .count();
        let sizes = layout.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.shape {
            Shape::Text { text, size, .. } if text.trim() == BOX => Some(*size),
            _ => None,
        });
        let sizes: Vec<f32> = sizes.collect();
        assert_eq!(sizes.len(), wanted, "{name}");
        assert!(sizes.iter().all(|size| *size >= 14.0), "{name}");
        assert_eq!(layout.pages.len(), if name == "form" { 4 } else { 3 }, "{name}");
    }
}

#[test]
fn a_row_is_torn_only_where_no_page_could_hold_it() {
    let content = specimen::content();
    let torn = |document: &Document| {
        let layout = lay(document, Paper::A4).unwrap();
        layout
            .pages
            .iter()
            .flat_map(|page| page.strips.clone())
            .filter(|strip| strip.kind == Kind::RowPart)
            .count()
    };
    assert_eq!(torn(&specimen::told(&content, &specimen::full(&content), Telling::Client)), 0);
    // Among the extreme's notes one is four times 2,000 characters long.
    let count = torn(&specimen::told(&content, &specimen::extreme(&content), Telling::Client));
    assert!((50..150).contains(&count), "{count}");
}

#[test]
fn a_table_that_runs_over_shows_its_head_again_as_decoration() {
    let content = specimen::content();
    let document = specimen::told(&content, &specimen::extreme(&content), Telling::Client);
    let layout = lay(&document, Paper::A4).unwrap();
    let mut again = 0;
    for page in &layout.pages {
        for strip in page.strips.iter().filter(|strip| strip.kind == Kind::HeadAgain) {
            again += 1;
            let inside = |y: f32| strip.top <= y && y <= strip.bottom;
            assert!(page.items.iter().filter(|item| inside(item.y)).all(|item| item.owner.is_none()));
        }
        // Rows are never on a page without the head of their table above them.
        let row = page.strips.iter().position(|strip| matches!(strip.kind, Kind::RowPart));
        let head = |kind: Kind| matches!(kind, Kind::TableHead | Kind::HeadAgain);
        if let Some(row) = row {
            assert!(page.strips[..row].iter().any(|strip| head(strip.kind)));
        }
    }
    assert!(again > 3, "{again}");
}

#[test]
fn the_contents_name_the_pages_on_which_headings_stand() {
    for (name, document) in documents() {
        let layout = lay(&document, Paper::A4).unwrap();
        // The board's page comes without.
        if name.ends_with("board") {
            assert!(!layout.whole_text().contains(&document.words.contents), "{name}");
            continue;
        }
        let figures = layout.tree.alternatives().map(squeezed).collect::<Vec<_>>();
        let cover = document.cover.figure.as_ref().map(|figure| squeezed(&figure.alternative));
        assert_eq!(
            cover.is_some_and(|cover| figures.contains(&cover)),
            !name.starts_with("extreme"),
            "{name}"
        );
        let contents = layout.text(1);
        assert!(contents.starts_with(&document.words.contents), "{name}");
        for heading in layout.headings.iter().filter(|heading| heading.level == 2) {
            let shown = layout.shown(&heading.title);
            assert!(squeezed(&layout.text(heading.page)).contains(&squeezed(&shown)), "{name}: {shown}");
            let entry = format!("{shown} \n{}\n", heading.page + 1);
            assert!(contents.contains(&entry), "{name}: the contents lack {entry:?}");
        }
    }
}

/// An owner of a page with the longest name there can be.
fn owner() -> Owner {
    let told: Vec<(&str, Value)> =
        vec![("name", "Sommer & Partners ".repeat(9).into()), ("contact", "hello@example.org".into())];
    Owner::read(&object(told))
}

#[test]
fn the_board_gets_one_page() {
    let content = specimen::content();
    for assessment in [specimen::empty(&content), specimen::partial(&content), specimen::full(&content)] {
        let document = specimen::told(&content, &assessment, Telling::Board);
        // With the longest name that a page may give.
        let offered = document.clone().offered_by(owner().line(&content.texts));
        for (document, paper) in [&document, &offered].into_iter().zip([Paper::A4, Paper::Letter].repeat(2)) {
            let layout = lay(document, paper).unwrap();
            assert_eq!(layout.pages.len(), 1, "{paper:?}: {}", layout.whole_text());
        }
    }
}

#[test]
fn a_report_in_another_language_is_whole_says_its_language_and_needs_no_letter_that_the_fonts_lack() {
    let languages = specimen::translated();
    assert!(!languages.is_empty());
    for content in languages {
        let lang = content.texts.lang();
        for telling in Telling::ALL {
            let document = specimen::told(&content, &specimen::full(&content), telling);
            let name = format!("{lang} {}", telling.as_str());
            let layout = lay(&document, Paper::A4).unwrap();
            assert_all_there(&name, &document, &layout);
            assert_nothing_torn(&name, &layout);
            assert!(!layout.whole_text().contains("[U+"), "{name}: a letter is missing");
            if telling == Telling::Board {
                assert_eq!(layout.pages.len(), 1, "{name}");
            }
            let drawn = draw_packed(&document, None, Paper::A4, Packing::Open).unwrap();
            let said = format!("/Lang({lang})");
            assert!(drawn.windows(said.len()).any(|bytes| bytes == said.as_bytes()), "{name}: no {said}");
        }
    }
}

#[test]
fn every_page_but_the_cover_has_its_number_at_its_foot() {
    let content = specimen::content();
    let document = specimen::told(&content, &specimen::full(&content), Telling::Client);
    let layout = lay(&document, Paper::A4).unwrap();
    let count = layout.pages.len();
    let foots = |at: usize| {
        let texts = layout.pages[at].items.iter().filter_map(|item| match &item.shape {
            Shape::Text { text, .. } if item.owner.is_none() => Some(text.clone()),
            _ => None,
        });
        texts.collect::<Vec<_>>()
    };
    assert!(foots(0).is_empty());
    for page in 1..count {
        assert!(foots(page).contains(&format!("Page {} of {count}", page + 1)));
        assert!(foots(page).contains(&document.title));
    }
}

#[test]
fn characters_that_the_font_lacks_are_counted_in_an_annex() {
    let content = specimen::content();
    let document = specimen::told(&content, &specimen::extreme(&content), Telling::Client);
    let layout = lay(&document, Paper::A4).unwrap();
    let text = layout.whole_text();
    let annex = text.rfind(&document.words.annex_intro[..30]).unwrap();
    let (body, annex) = text.split_at(annex);
    // The contents repeat headings and nothing else; here no heading holds such a character.
    for number in ["U+05D5", "U+202E"] {
        let shown = body.matches(&format!("[{number}]")).count();
        let row = format!("[{number}]\n{number}\n");
        let (_, counted) = annex.split_once(&row).unwrap();
        let counted: usize = counted.split('\n').next().unwrap().parse().unwrap();
        // What turns the direction of writing stands as its number within sentences, too, whatever the font has.
        let turns = number == "U+202E";
        assert!(
            if turns { counted > 0 && counted <= shown } else { counted > 1 && counted == shown },
            "{counted} of {shown} {annex}"
        );
    }
    let plain = specimen::told(&content, &specimen::full(&content), Telling::Client);
    let layout = lay(&plain, Paper::A4).unwrap();
    assert!(!layout.whole_text().contains(&plain.words.annex));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let content = specimen::content();
    let document = specimen::told(&content, &specimen::extreme(&content), Telling::Client);
    let attachment = Attachment { name: "a.json", media_type: "application/json", bytes: b"{}" };
    let once = draw(&document, Some(attachment), Paper::A4).unwrap();
    assert_eq!(once, draw(&document, Some(attachment), Paper::A4).unwrap());
    assert!(once.starts_with(b"%PDF-1.7"));
}

#[test]
fn the_attachment_comes_back_as_it_was() {
    let content = specimen::content();
    let full = specimen::full(&content);
    let document = specimen::told(&content, &full, Telling::Client);
    let bytes = specimen::file(&full);
    let attachment = Attachment { name: "a.json", media_type: "application/json", bytes: &bytes };
    let tight = draw(&document, Some(attachment), Paper::A4).unwrap();
    let at = |from: usize, what: &str| {
        from + tight[from..].windows(what.len()).position(|window| window == what.as_bytes()).unwrap()
    };
    let begins = at(at(0, "/Type/EmbeddedFile"), "stream") + "stream".len();
    let mut packed = tight[begins..at(begins, "endstream")].trim_ascii_start();
    let mut back = Vec::new();
    flate2::read::ZlibDecoder::new(&mut packed).read_to_end(&mut back).unwrap();
    assert_eq!(back, bytes);

    let open = draw_packed(&document, Some(attachment), Paper::A4, Packing::Open).unwrap();
    assert!(open.windows(bytes.len()).any(|window| window == bytes));
    let text = String::from_utf8_lossy(&open);
    for part in ["/AFRelationship/Source", "(a.json)", "/Subtype/application#2Fjson"] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn what_runs_from_right_to_left_is_mirrored() {
    let content = specimen::content();
    let document = specimen::told(&content, &specimen::full(&content), Telling::Client);
    let turned = Document { direction: Direction::RightToLeft, ..document.clone() };
    let (one, other) = (lay(&document, Paper::A4).unwrap(), lay(&turned, Paper::A4).unwrap());
    assert_eq!(one.pages.len(), other.pages.len());
    for (page, mirror) in one.pages.iter().zip(&other.pages) {
        for (item, turned) in page.items.iter().zip(&mirror.items) {
            assert!((item.x + item.width + turned.x - one.paper.0).abs() < 0.01);
            assert_eq!(item.shape, turned.shape);
        }
    }
}

#[test]
fn eight_pages_weigh_less_than_their_budget() {
    let budgets = include_str!("../../../budgets.toml");
    let section = budgets.split("[pdf-8-pages]").nth(1).expect("budgets.toml has [pdf-8-pages]");
    let budget: usize = section
        .lines()
        .find_map(|line| line.strip_prefix("bytes = "))
        .expect("[pdf-8-pages] says how many bytes")
        .parse()
        .unwrap();
    let content = specimen::content();
    let full = specimen::full(&content);
    let bytes = specimen::file(&full);
    let document = specimen::of_pages(&content, &full, 8);
    assert_eq!(lay(&document, Paper::A4).unwrap().pages.len(), 8);
    let attachment = Attachment { name: "a.json", media_type: "application/json", bytes: &bytes };
    let size = draw(&document, Some(attachment), Paper::A4).unwrap().len();
    assert!(size <= budget, "{size} bytes");
}

/// Text of all kinds: plain words, any characters, long words, line breaks, and what printers dread.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z ]{0,40}",
        3 => any::<String>(),
        2 => "\\PC{0,80}",
        1 => "[a-zA-Z]{60,300}",
        1 => "[\\n\\r\\t \u{AD}\u{A0}\u{200B}\u{2028}-]{0,12}[a-z]{0,5}",
        2 => proptest::sample::select(&specimen::DREADED[..]).prop_map(str::to_owned),
        1 => ("[a-z ,.]{20,60}", 1_usize..120).prop_map(|(text, times)| text.repeat(times)),
    ]
}

fn fact() -> impl Strategy<Value = Fact> {
    (text(), text()).prop_map(|(term, value)| Fact { term, value })
}

fn table() -> impl Strategy<Value = Table> {
    (0_usize..7, 0_usize..6).prop_flat_map(|(columns, rows)| {
        let column = (text(), any::<bool>()).prop_map(|(title, number)| Column { title, number });
        // Rows may be shorter or longer than the head: a file from elsewhere can hold anything.
        let row = proptest::collection::vec(text(), 0..columns + 2);
        (
            text(),
            proptest::collection::vec(column, columns),
            proptest::collection::vec(row.prop_map(|cells| Row { cells, opens: None }), rows),
        )
            .prop_map(|(caption, columns, rows)| Table { caption, columns, rows, opens_at: None })
    })
}

fn length() -> impl Strategy<Value = f64> {
    prop_oneof![8 => -50.0..500.0, 1 => any::<f64>()]
}

fn mark() -> impl Strategy<Value = Mark> {
    let point = || (length(), length());
    let ink = || proptest::sample::select(&Ink::ALL[..]);
    prop_oneof![
        (point(), point(), ink()).prop_map(|((x, y), (width, height), fill)| Mark::Rect {
            x,
            y,
            width,
            height,
            fill
        }),
        (point(), length(), text(), ink()).prop_map(|(at, size, text, ink)| Mark::Text {
            at,
            size,
            anchor: Anchor::Middle,
            weight: Weight::Bold,
            ink,
            text
        }),
        (point(), length(), ink(), ink()).prop_map(|(at, r, fill, edge)| Mark::Dot { at, r, fill, edge }),
        (point(), point(), length(), ink()).prop_map(|(from, to, width, ink)| Mark::Line {
            from,
            to,
            width,
            ink,
            stroke: pomscope_core::report::drawing::Stroke::Dashed
        }),
    ]
}

fn figure() -> impl Strategy<Value = Figure> {
    let drawing = (length(), length(), proptest::collection::vec(mark(), 0..6));
    (text(), text(), drawing).prop_map(|(caption, alternative, (width, height, marks))| Figure {
        id: String::new(),
        caption,
        alternative,
        drawing: Drawing { width, height, marks },
    })
}

fn block() -> impl Strategy<Value = Block> {
    let voice = proptest::sample::select(vec![Voice::Plain, Voice::Lead, Voice::Small, Voice::Notice]);
    let item = (text(), text(), text(), proptest::collection::vec(text(), 0..3))
        .prop_map(|(strong, text, end, lines)| ListItem { strong, text, end, lines });
    let kind = proptest::sample::select(vec![ListKind::Bullets, ListKind::Numbers]);
    prop_oneof![
        text().prop_map(Block::Heading),
        (voice, text(), text()).prop_map(|(voice, strong, text)| Block::Paragraph(Paragraph {
            voice,
            strong,
            text
        })),
        (kind, proptest::collection::vec(item, 0..4))
            .prop_map(|(kind, items)| Block::List(List { kind, items })),
        proptest::collection::vec(fact(), 0..4).prop_map(Block::Facts),
        table().prop_map(Block::Table),
        figure().prop_map(Block::Figure),
    ]
}

fn document() -> impl Strategy<Value = Document> {
    let start = proptest::sample::select(vec![Start::Here, Start::NewPage]);
    let section = (text(), start, proptest::collection::vec(block(), 0..5))
        .prop_map(|(title, start, blocks)| Section { id: String::new(), title, start, blocks });
    let cover = (
        proptest::collection::vec(text(), 4),
        proptest::collection::vec(fact(), 0..3),
        proptest::option::of((text(), text())),
        proptest::collection::vec(text(), 0..3),
        proptest::option::of(figure()),
        proptest::collection::vec(text(), 0..3),
    )
        .prop_map(|(names, facts, score, lines, figure, made)| CoverPage {
            mark: names[0].clone(),
            over: names[1].clone(),
            title: names[2].clone(),
            about: names[3].clone(),
            facts,
            score,
            lines,
            figure,
            made,
        });
    let words = proptest::collection::vec(text(), 9).prop_map(|words| PageWords {
        contents: words[0].clone(),
        page: words[1].clone(),
        annex: words[2].clone(),
        annex_intro: words[3].clone(),
        annex_columns: [words[4].clone(), words[5].clone(), words[6].clone()],
        figure: words[7].clone(),
        attachment: words[8].clone(),
    });
    let direction = proptest::sample::select(vec![Direction::LeftToRight, Direction::RightToLeft]);
    (
        (text(), direction, text(), text(), prop_oneof![Just("2026-11-22".to_owned()), text()]),
        proptest::sample::select(vec![Pages::Report, Pages::Slides, Pages::Form]),
        cover,
        proptest::collection::vec(section, 0..5),
        words,
    )
        .prop_map(|((lang, direction, title, subject, date), pages, cover, sections, words)| Document {
            lang,
            direction,
            title,
            subject,
            date,
            pages,
            cover,
            sections,
            words,
        })
}

/// Ratings for every item of the pack; what an item does not offer is left out.
fn ratings() -> impl Strategy<Value = Vec<Option<Rating>>> {
    let rating = prop::sample::select(vec![
        None,
        Some(Rating::Not),
        Some(Rating::Partly),
        Some(Rating::Largely),
        Some(Rating::Fully),
        Some(Rating::Beyond),
        Some(Rating::Unknown),
        Some(Rating::NotApplicable),
    ]);
    prop::collection::vec(rating, specimen::content().pack.asked.len())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    /// So the PDF agrees with the document on every score, and the document with the score (core's `renderers.rs`).
    #[test]
    fn whatever_was_answered_every_number_of_the_report_is_in_its_pdf_and_nothing_is_torn(ratings in ratings()) {
        let content = specimen::content();
        let mut assessment = Assessment::new("report00".into(), &content.pack, "2026-11-20T10:00:00.000Z".into());
        for (item, rating) in content.pack.asked.iter().zip(ratings) {
            if let Some(rating) = rating.filter(|rating| rating.allowed(item)) {
                assessment.answers.insert(item.id.clone(), Answer { rating: Some(rating), ..Answer::default() });
            }
        }
        for telling in Telling::ALL {
            // A thread of nothing but "does not apply" has no report.
            let Ok(document) = tell(&content, &assessment, specimen::TODAY, telling) else { continue };
            let layout = lay(&document, Paper::A4).unwrap();
            assert_all_there(telling.as_str(), &document, &layout);
            assert_nothing_torn(telling.as_str(), &layout);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_export_fail(document in document(), name in text(), media in text()) {
        let attachment = Attachment { name: &name, media_type: &media, bytes: name.as_bytes() };
        let drawn = draw(&document, Some(attachment), Paper::Letter);
        prop_assert!(drawn.is_ok(), "{:?}", drawn.err());
    }
}
