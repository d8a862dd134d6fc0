//! What the page calls to have a PDF drawn: JSON in, bytes out. Drawing is pomscope-pdf's, reading the core's.

use pomscope_core::json::parse;
use pomscope_core::wire::document_v1;
use pomscope_pdf::{Attachment, Paper};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// The PDF of a document with a JSON file inside; `document` is a document as JSON (docs/FORMATS.md), `paper` is `a4` or `letter`. An attachment without a name is left out.
///
/// # Errors
/// What is wrong with the document, the paper or the drawing.
#[wasm_bindgen]
pub fn draw(document: &str, name: &str, attachment: &str, paper: &str) -> Result<Vec<u8>, JsError> {
    drawn(document, name, attachment, paper).map_err(|what| JsError::new(&what))
}

/// As [`draw`], the error as text.
///
/// # Errors
/// What is wrong with the document, the paper or the drawing.
pub fn drawn(document: &str, name: &str, attachment: &str, paper: &str) -> Result<Vec<u8>, String> {
    let value = parse(document)
        .map_err(|error| format!("the document is no JSON: line {}, column {}", error.line, error.column))?;
    let document = document_v1::read(&value).map_err(|error| error.to_string())?;
    let paper = Paper::parse(paper).ok_or_else(|| format!("there is no paper called {paper}"))?;
    let attachment = (!name.is_empty()).then_some(Attachment {
        name,
        media_type: "application/json",
        bytes: attachment.as_bytes(),
    });
    pomscope_pdf::draw(&document, attachment, paper).map_err(|error| error.to_string())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use pomscope_core::report::document::{Block, Document, Paragraph, Section};

    use super::*;

    #[test]
    fn what_comes_as_json_is_drawn_as_if_it_had_come_as_a_document() {
        let paragraph = Paragraph { text: "Zażółć 😀".into(), ..Paragraph::default() };
        let section =
            Section { title: "One".into(), blocks: vec![Block::Paragraph(paragraph)], ..Section::default() };
        let document = Document {
            lang: "en".into(),
            title: "A report".into(),
            date: "2026-11-22".into(),
            sections: vec![section],
            ..Document::default()
        };
        let json = document_v1::write(&document).to_string();
        let attachment = Attachment { name: "a.json", media_type: "application/json", bytes: b"{}" };
        let drawn = drawn(&json, "a.json", "{}", "letter").unwrap();
        assert_eq!(drawn, pomscope_pdf::draw(&document, Some(attachment), Paper::Letter).unwrap());
        let bare = super::drawn(&json, "", "{}", "a4").unwrap();
        assert_eq!(bare, pomscope_pdf::draw(&document, None, Paper::A4).unwrap());
    }

    #[test]
    fn what_is_no_document_is_refused_by_name() {
        assert!(drawn("{", "", "", "a4").unwrap_err().contains("no JSON"));
        assert!(drawn("[]", "", "", "a4").unwrap_err().contains("no document"));
        assert!(drawn("{}", "", "", "napkin").unwrap_err().contains("napkin"));
    }
}
