//! Hostile texts in every text that comes in, and the PDF of it: each is there as text, what is not seen by its number, and nothing of it is more than text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod specimen;
#[path = "../../core/tests/hostile/texts.rs"]
mod texts;
#[path = "../../core/tests/hostile/written.rs"]
mod written;

use pomscope_core::report::document::Document;
use pomscope_core::report::{Telling, tell};
use pomscope_core::visible::turns;
use pomscope_pdf::layout::lay;
use pomscope_pdf::{Attachment, Packing, Paper, draw_packed};
use texts::HOSTILE;
use written::Pen;

fn documents() -> Vec<Document> {
    let content = specimen::content();
    let turn = |(at, telling)| {
        let assessment = written::assessment(&content, &mut Pen::from(HOSTILE, at));
        tell(&content, &assessment, specimen::TODAY, telling).unwrap()
    };
    (0..HOSTILE.len()).step_by(23).zip(Telling::ALL.into_iter().cycle()).map(turn).collect()
}

/// Without what a line of print does not keep: white space, and the places where a word may part.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}

#[test]
fn hostile_texts_are_printed_as_they_are_and_what_turns_is_printed_as_its_number() {
    let mut numbers = 0;
    for document in documents() {
        let layout = lay(&document, Paper::A4).unwrap();
        let printed = squeezed(&layout.whole_text());
        assert!(!printed.chars().any(turns));
        // The cover's figure gives way where its page has no room for it.
        let cover: Vec<&str> =
            document.cover.figure.iter().map(|figure| figure.alternative.as_str()).collect();
        let told: Vec<String> = layout.tree.alternatives().map(squeezed).collect();
        for text in document.texts().into_iter().filter(|text| !cover.contains(text)) {
            let shown = squeezed(&layout.shown(text));
            assert!(printed.contains(&shown) || told.contains(&squeezed(text)), "{text:?} is not printed");
            numbers += usize::from(shown.contains("[U+202E]"));
        }
    }
    assert!(numbers > 10, "{numbers} texts that turn");
}

/// Nothing in the file is an action, a link or a script, whatever the texts and the attachment's name say.
#[test]
fn a_hostile_text_is_no_object_of_the_file() {
    for document in documents() {
        let bytes = "(a) Tj /JS (app.alert(1)) >> endobj".as_bytes();
        let name = "x) /JS (app.alert\\(1\\)) ..\u{202e}fdp.exe";
        let attachment = Attachment { name, media_type: "text/plain", bytes };
        let plain = draw_packed(&document, Some(attachment), Paper::A4, Packing::Open).unwrap();
        let file: String = plain.iter().map(|byte| char::from(*byte)).collect();
        let objects: String = without_texts(&file);
        for sign in ["/JS", "/JavaScript", "/URI", "/Launch", "/OpenAction", "/AA", "/SubmitForm"] {
            assert!(!objects.contains(sign), "{sign} in the file");
        }
        assert!(objects.contains("/Type/Page") || objects.contains("/Type /Page"), "no page was read");
    }
}

/// The file without its strings and streams: what is left is what a reader acts by.
fn without_texts(file: &str) -> String {
    let mut left = String::new();
    let (mut depth, mut escaped) = (0, false);
    let mut rest = file;
    while let Some(c) = rest.chars().next() {
        if depth == 0 && rest.starts_with("stream") {
            rest = rest.find("endstream").map_or("", |at| &rest[at + "endstream".len()..]);
            continue;
        }
        match (c, escaped) {
            ('(', false) => depth += 1,
            (')', false) if depth > 0 => depth -= 1,
            (c, _) if depth == 0 => left.push(c),
            _ => {}
        }
        escaped = depth > 0 && c == '\\' && !escaped;
        rest = &rest[c.len_utf8()..];
    }
    left
}
