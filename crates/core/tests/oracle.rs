//! The scoring against an independent implementation: every number of tests/method/oracle.json; how that file was made stands in the README beside it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use pomscope_core::json;
use pomscope_core::method::{ScoreError, score};
use pomscope_core::pack::Pack;
use pomscope_core::text::Texts;
use pomscope_core::wire::{read_value, score_json};
use serde_json::{Map, Value, json};

const THREAD: [&str; 10] = [
    "score",
    "low",
    "high",
    "ungated",
    "unsupported",
    "attained",
    "ceiling",
    "coverage",
    "provisional",
    "residue",
];
const OVERALL: [&str; 10] = [
    "score",
    "low",
    "high",
    "ungated",
    "unsupported",
    "attained",
    "ceiling",
    "coverage",
    "provisional",
    "confidence",
];
const LEVEL: [&str; 5] = ["status", "achievement", "practice", "outcome", "band"];

/// The same JSON as the core's own value.
fn own(value: &Value) -> json::Value {
    json::parse(&value.to_string()).unwrap()
}

fn real_pack() -> Value {
    serde_json::from_str(include_str!("../../../content/packs/relationship-management-methodology/pack.json"))
        .unwrap()
}

/// The answer that a letter of the fixture stands for; none where the item has no entry at all.
fn answer(letter: char) -> Option<Value> {
    Some(match letter {
        'n' => json!({"rating": "not"}),
        'p' => json!({"rating": "partly"}),
        'l' => json!({"rating": "largely"}),
        'f' => json!({"rating": "fully"}),
        'b' => json!({"rating": "beyond"}),
        'u' => json!({"rating": "unknown"}),
        'a' => json!({"rating": "na"}),
        '0' => json!({"rating": null}),
        '1' => json!({"rating": "Fully"}),
        '2' => json!({"rating": 3}),
        '3' => json!("fully"),
        '4' => json!({"note": "only a note"}),
        '5' => json!({"rating": ["not"]}),
        '.' => return None,
        other => panic!("the fixture holds the letter {other}"),
    })
}

fn document(pack: &Pack, case: &Value) -> Value {
    let mut answers: Map<String, Value> = pack
        .asked
        .iter()
        .zip(case["answers"].as_str().unwrap().chars())
        .filter_map(|(item, letter)| Some((item.id.0.clone(), answer(letter)?)))
        .collect();
    if case.get("extra").is_some() {
        answers.insert("no.such.item".into(), json!({"rating": "fully"}));
        for item in pack.groups.iter().flat_map(|group| group.items()).filter(|item| item.same_as.is_some()) {
            answers.insert(item.id.0.clone(), json!({"rating": "not"}));
        }
    }
    let mut document = json!({
        "format": "pomscope-assessment", "formatVersion": 1,
        "pack": {"id": pack.id, "version": pack.version}, "answers": answers,
    });
    for key in ["side", "timings", "metrics"] {
        if let Some(value) = case.get(key) {
            document[key] = value.clone();
        }
    }
    document
}

/// The score's JSON in the arrangement of the fixture.
fn arranged(score: &Value) -> Value {
    let pick = |object: &Value, fields: &[&str]| -> Vec<Value> {
        fields
            .iter()
            .map(|field| object.get(*field).unwrap_or_else(|| panic!("{field} is missing")).clone())
            .collect()
    };
    let threads: Map<String, Value> = score["threads"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(id, thread)| {
            let mut row = pick(thread, &THREAD);
            row.extend(
                thread["levels"].as_object().unwrap().values().map(|level| Value::from(pick(level, &LEVEL))),
            );
            (id.clone(), Value::from(row))
        })
        .collect();
    let overall = &score["overall"];
    let mut row = pick(overall, &OVERALL);
    row.push(json!(overall["confidenceReasons"].as_array().unwrap().len()));
    row.push(overall["heldBackBy"].clone());
    json!({"threads": threads, "overall": row})
}

/// Where the two part: numbers by more than 1e-9, all else at all.
fn differences(place: &str, expect: &Value, got: &Value, found: &mut Vec<String>) {
    match (expect, got) {
        (Value::Number(a), Value::Number(b)) => {
            if (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() > 1e-9 {
                found.push(format!("{place}: expected {a}, got {b}"));
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                differences(&format!("{place}[{at}]"), a, b, found);
            }
        }
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            for (key, a) in a {
                differences(&format!("{place}.{key}"), a, &b[key], found);
            }
        }
        (a, b) if a == b => {}
        (a, b) => found.push(format!("{place}: expected {a}, got {b}")),
    }
}

/// Compares all cases of a fixture; returns how many there were and what differed.
fn compare(fixture: &Value) -> (usize, Vec<String>) {
    let packs: Vec<Pack> = fixture["packs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pack| Pack::from_json(&own(&if pack.is_null() { real_pack() } else { pack.clone() })).unwrap())
        .collect();
    let texts = Texts::from_json(&own(&json!({"lang": "en"}))).unwrap();
    let cases = fixture["cases"].as_array().unwrap();
    let mut found = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let pack = &packs[usize::try_from(case["pack"].as_u64().unwrap()).unwrap()];
        let assessment = read_value(own(&document(pack, case))).unwrap().assessment;
        let got = match score(pack, &assessment) {
            Ok(score) => {
                arranged(&serde_json::from_str(&score_json(pack, &score, &texts).to_string()).unwrap())
            }
            Err(ScoreError::ThreadDoesNotApply(thread)) => json!({"refused": thread.as_str()}),
            Err(ScoreError::OtherPack { given }) => panic!("case {at} names the pack {given}"),
        };
        let mut here = Vec::new();
        differences("", &case["expect"], &got, &mut here);
        if !here.is_empty() {
            found.push(format!("case {at} ({}): {}", case["answers"], here.join("; ")));
        }
    }
    (cases.len(), found)
}

#[test]
fn every_number_agrees_with_the_independent_implementation() {
    let fixture: Value = serde_json::from_str(include_str!("method/oracle.json")).unwrap();
    let (count, found) = compare(&fixture);
    assert!(count >= 400, "only {count} cases");
    assert!(
        found.is_empty(),
        "{} of {count} cases differ:\n{}",
        found.len(),
        found[..found.len().min(20)].join("\n")
    );
}

/// A larger fixture than the repository carries, for whoever has made one: its path in POMSCOPE_ORACLE.
#[test]
fn a_fixture_named_in_the_environment_agrees_too() {
    let Some(path) = std::env::var_os("POMSCOPE_ORACLE") else { return };
    let fixture: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (count, found) = compare(&fixture);
    println!("{count} cases compared");
    assert!(
        found.is_empty(),
        "{} of {count} cases differ:\n{}",
        found.len(),
        found[..found.len().min(20)].join("\n")
    );
}

#[test]
fn the_comparison_notices_a_number_that_is_off() {
    let mut fixture: Value = serde_json::from_str(include_str!("method/oracle.json")).unwrap();
    let scored = fixture["cases"]
        .as_array()
        .unwrap()
        .iter()
        .position(|case| case["expect"].get("overall").is_some())
        .unwrap();
    let number = &mut fixture["cases"][scored]["expect"]["overall"][0];
    *number = json!(number.as_f64().unwrap() + 1e-6);
    assert_eq!(compare(&fixture).1.len(), 1);
}
