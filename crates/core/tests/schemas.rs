//! What is written against its schema: every report and every assessment passes, with no key that the schema does not describe, and what was tampered with does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;
mod schema;

use std::path::Path;

use pomscope_core::answers::{Assessment, Rating};
use pomscope_core::json;
use pomscope_core::owner::Owner;
use pomscope_core::report::{Telling, tell};
use pomscope_core::wire::{self, document_v1, report_v1};
use proptest::prelude::*;
use random::{HOSTILE, TODAY, any_assessment, content};
use schema::{Schema, Undescribed};
use serde_json::{Value, json};

fn read(name: &str, undescribed: Undescribed) -> Schema {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas").join(name);
    Schema::read(&std::fs::read_to_string(file).unwrap(), undescribed)
}

fn made(assessment: &Assessment, telling: Telling) -> Option<Value> {
    let value = report_v1::write(content(), assessment, TODAY, telling, &Owner::default()).ok()?;
    Some(serde_json::from_str(&value.to_string()).unwrap())
}

fn blank() -> Assessment {
    Assessment::new("schema00".into(), &content().pack, "2026-11-20T10:00:00.000Z".into())
}

fn full(rating: Rating) -> Assessment {
    let mut assessment = blank();
    for item in content().pack.asked.iter().filter(|item| rating.allowed(item)) {
        let text = HOSTILE[item.id.as_str().len() % HOSTILE.len()].to_owned();
        let answer =
            pomscope_core::answers::Answer { rating: Some(rating), note: text, ..Default::default() };
        assessment.answers.insert(item.id.clone(), answer);
    }
    assessment
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_report_is_what_its_schema_says(assessment in any_assessment(content()), telling in 0usize..3) {
        let telling = Telling::ALL[telling];
        let Some(value) = made(&assessment, telling) else { return Ok(()) };
        prop_assert_eq!(read("report.schema.json", Undescribed::Refused).check(&value), Ok(()));
        let document = json::parse(&value["document"].to_string()).unwrap();
        let told = tell(content(), &assessment, TODAY, telling).unwrap();
        prop_assert_eq!(document_v1::write(&document_v1::read(&document).unwrap()), document_v1::write(&told));
    }

    #[test]
    fn any_assessment_is_what_its_schema_says(assessment in any_assessment(content())) {
        let written = wire::write(&assessment);
        let value: Value = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(read("assessment.schema.json", Undescribed::Refused).check(&value), Ok(()));
        let again = wire::read(&written).unwrap();
        prop_assert_eq!((again.assessment, again.problems.len()), (assessment, 0));
    }
}

#[test]
fn empty_and_full_reports_are_what_their_schema_says() {
    let schema = read("report.schema.json", Undescribed::Refused);
    let assessments =
        [blank(), full(Rating::Not), full(Rating::Partly), full(Rating::Fully), full(Rating::Unknown)];
    for assessment in &assessments {
        for telling in Telling::ALL {
            assert_eq!(schema.check(&made(assessment, telling).unwrap()), Ok(()));
        }
    }
}

#[test]
fn the_example_and_the_smallest_file_are_assessments() {
    let schema = read("assessment.schema.json", Undescribed::Refused);
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/assessment.json");
    let example: Value = serde_json::from_str(&std::fs::read_to_string(example).unwrap()).unwrap();
    assert_eq!(schema.check(&example), Ok(()));
    let least = json!({"format": "pomscope-assessment", "formatVersion": 1, "pack": {"id": "x"}});
    assert_eq!(schema.check(&least), Ok(()));
    let open = read("assessment.schema.json", Undescribed::Allowed);
    for (pointer, wrong) in [
        ("/format", json!("pomscope-report")),
        ("/formatVersion", json!(2)),
        ("/pack", json!({})),
        ("/side", json!("above")),
        ("/answers/A2.L2.GOAL.P1/rating", json!("mostly")),
        ("/targets/PRIO", json!(3.25)),
        ("/importance/PRIO", json!(6)),
        ("/metrics/m03/asOf", json!("soon")),
        ("/metrics/m03/value", json!(-1)),
    ] {
        let mut broken = example.clone();
        *broken.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is not in the example")) = wrong;
        assert!(open.check(&broken).is_err(), "{pointer}");
    }
    let mut more = example;
    more["later"] = json!(1);
    assert!(open.check(&more).is_ok() && schema.check(&more).is_err());
}

/// The pointers to everything in a value.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    let mut inside = |key: &str, value: &Value| {
        let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        all.push(at.clone());
        pointers(value, &at, all);
    };
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| inside(key, value)),
        Value::Array(list) => list.iter().enumerate().for_each(|(at, value)| inside(&at.to_string(), value)),
        _ => {}
    }
}

#[test]
fn a_report_that_was_tampered_with_is_refused() {
    const EACH: usize = 23;
    let schema = read("report.schema.json", Undescribed::Allowed);
    let whole = made(&full(Rating::Partly), Telling::Client).unwrap();
    let mut all = Vec::new();
    pointers(&whole, "", &mut all);
    assert!(all.len() > 1_000);
    let kept: Vec<&String> = all.iter().filter(|at| at.matches('/').count() < 3).collect();
    let mut refused = 0;
    for pointer in kept.into_iter().chain(all.iter().step_by(EACH)) {
        let mut broken = whole.clone();
        *broken.pointer_mut(pointer).unwrap() = json!([[[]]]);
        assert!(schema.check(&broken).is_err(), "{pointer} may be anything");
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let mut broken = whole.clone();
        let lost = broken.pointer_mut(parent).unwrap().as_object_mut().and_then(|object| object.remove(key));
        // A thread or a level by its name is no key that must be there.
        let by_name = parent.ends_with("/threads") || parent.ends_with("/levels");
        if lost.is_some() && !by_name {
            assert!(schema.check(&broken).is_err(), "{pointer} may be missing");
        }
        refused += 1;
    }
    assert!(refused > 100, "{refused}");
    for (pointer, wrong) in [
        ("/format", json!("pomscope-assessment")),
        ("/madeOn", json!("today")),
        ("/telling", json!("public")),
        ("/score/overall/score", json!("3.1")),
        ("/score/overall/coverage", json!(1.5)),
        ("/score/threads/GOAL/levels/2/band", json!("A")),
        ("/answers/0/rating", json!("mostly")),
        ("/plan/0/lift", json!(-0.1)),
        ("/document/sections/0/blocks/0/kind", json!("chart")),
    ] {
        let mut broken = whole.clone();
        *broken.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is not there")) = wrong;
        assert!(schema.check(&broken).is_err(), "{pointer}");
    }
}
