//! Documents as JSON: what is written is read back, and whatever is handed over is read or refused with its place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;

use pomscope_core::json::{self, Value};
use pomscope_core::report::document::{Block, Document};
use pomscope_core::report::drawing::{Drawing, Ink, Mark};
use pomscope_core::report::{Telling, tell};
use pomscope_core::wire::document_v1::{read, write};
use proptest::prelude::*;
use random::{TODAY, any_assessment, any_document, content};

/// The document as another program can have it: nothing opens.
fn shut(mut document: Document) -> Document {
    for section in &mut document.sections {
        for block in &mut section.blocks {
            if let Block::Table(table) = block {
                table.opens_at = None;
                table.rows.iter_mut().for_each(|row| row.opens = None);
            }
        }
    }
    document
}

/// Puts `with` in the place of the value that is met after `steps` others.
fn replaced(value: &Value, steps: &mut usize, with: &Value) -> Value {
    if *steps == 0 {
        *steps = usize::MAX;
        return with.clone();
    }
    *steps = steps.saturating_sub(1);
    match value {
        Value::Array(list) => Value::Array(list.iter().map(|value| replaced(value, steps, with)).collect()),
        Value::Object(object) => Value::Object(
            object.iter().map(|(key, value)| (key.clone(), replaced(value, steps, with))).collect(),
        ),
        other => other.clone(),
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(Value::from(true)),
        Just(Value::from(-1.5)),
        Just(json::parse("1e999").unwrap()),
        Just(Value::from("figure")),
        Just(Value::Array(Vec::new())),
        Just(json::parse("[[],{},null,[1,2,3]]").unwrap()),
        Just(json::parse("{}").unwrap()),
        Just(json::parse("{\"kind\":\"list\",\"items\":[{}],\"marks\":[{\"kind\":\"text\"}]}").unwrap()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_read_back_as_it_was_written(document in any_document()) {
        let text = write(&document).to_string();
        prop_assert_eq!(read(&json::parse(&text).unwrap()), Ok(document));
    }

    #[test]
    fn any_report_is_read_back_as_it_was_told(assessment in any_assessment(content()), telling in 0usize..3) {
        let Ok(document) = tell(content(), &assessment, TODAY, Telling::ALL[telling]) else { return Ok(()) };
        prop_assert_eq!(read(&write(&document)), Ok(shut(document)));
    }

    #[test]
    fn whatever_stands_in_a_documents_place_is_read_or_refused(document in any_document(), at in 0usize..200, with in any_value()) {
        let broken = replaced(&write(&document), &mut { at }, &with);
        if let Ok(again) = read(&broken) {
            prop_assert_eq!(read(&write(&again)), Ok(again));
        }
        let _ = read(&with);
    }
}

#[test]
fn what_is_no_document_is_refused_with_its_place() {
    for (text, place) in [
        ("[]", ""),
        ("null", ""),
        (r#"{"title": 3}"#, "title"),
        (r#"{"direction": "up"}"#, "direction"),
        (r#"{"cover": []}"#, "cover"),
        (r#"{"cover": {"score": "2.6"}}"#, "cover.score"),
        (r#"{"sections": {}}"#, "sections"),
        (r#"{"sections": [{}, 7]}"#, "sections.1"),
        (
            r#"{"sections": [{"blocks": [{"kind": "heading"}, {"kind": "chart"}]}]}"#,
            "sections.0.blocks.1.kind",
        ),
        (
            r#"{"sections": [{"blocks": [{"kind": "table", "rows": [["a"], ["b", 1]]}]}]}"#,
            "sections.0.blocks.0.rows.1.1",
        ),
        (
            r#"{"sections": [{"blocks": [{"kind": "figure", "drawing": {"width": 1, "height": 1, "marks": [{"kind": "dot", "at": [1, 2, 3]}]}}]}]}"#,
            "sections.0.blocks.0.drawing.marks.0.at",
        ),
    ] {
        let error = read(&json::parse(text).unwrap()).unwrap_err();
        assert_eq!(error.place, place, "{text}");
        assert!(error.to_string().contains(if place.is_empty() { "the whole" } else { place }));
    }
    assert_eq!(read(&json::parse("{\"later\": [1]}").unwrap()), Ok(Document::default()));
}

#[test]
fn a_length_that_is_not_finite_is_written_as_0() {
    let mark = Mark::Rect { x: f64::NAN, y: f64::INFINITY, width: 1.0, height: 2.0, fill: Ink::Text };
    let figure = pomscope_core::report::document::Figure {
        drawing: Drawing { width: 10.0, height: 10.0, marks: vec![mark] },
        ..Default::default()
    };
    let section = pomscope_core::report::document::Section {
        blocks: vec![Block::Figure(figure)],
        ..Default::default()
    };
    let document = Document { sections: vec![section], ..Document::default() };
    let back = read(&write(&document)).unwrap();
    let Some(figure) = back.figures().next() else { panic!("the figure is gone") };
    assert_eq!(
        figure.drawing.marks,
        [Mark::Rect { x: 0.0, y: 0.0, width: 1.0, height: 2.0, fill: Ink::Text }]
    );
}
