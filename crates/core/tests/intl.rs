//! What core says of numbers, counts, dates and lists in each language, written down for the browser test that holds it against `Intl` (`tests/browser/languages.suite.mjs`). What is right is decided there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

use pomscope_core::json;
use pomscope_core::text::{Message, Texts};
use serde_json::{Value, json};

/// Set it to write the file anew.
const WRITE: &str = "POMSCOPE_WRITE";

const NUMBERS: [f64; 16] = [
    0.0,
    0.5,
    1.0,
    1.25,
    2.5,
    3.45,
    9.96,
    10.0,
    99.9,
    100.0,
    999.0,
    1000.0,
    1234.5,
    9999.0,
    12345.0,
    1_000_000.0,
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn languages() -> Vec<String> {
    let entries = std::fs::read_dir(root().join("content/interface")).unwrap();
    let mut found: Vec<String> = entries
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    found.sort();
    found
}

fn texts(lang: &str) -> Texts {
    let file = std::fs::read_to_string(root().join(format!("content/interface/{lang}.json"))).unwrap();
    Texts::from_json(&json::parse(&file).unwrap()).unwrap()
}

/// The plural form that is chosen for a count.
fn form(lang: &str, n: usize) -> String {
    let all = json!({ "lang": lang, "n#one": "one", "n#many": "many", "n#other": "other" }).to_string();
    Texts::from_json(&json::parse(&all).unwrap()).unwrap().say(&Message::new("n").count("n", n))
}

fn said(lang: &str) -> Value {
    let texts = texts(lang);
    let counts = (0..=120).chain([200, 999, 1000, 1001, 1_000_000, 1_000_001, 2_000_000, 10_000_000]);
    let months = (1..=12).map(|month| format!("2026-{month:02}-{:02}", month * 2 + 1));
    let dates = months.chain(["2027-01-01".to_owned(), "2024-02-29".to_owned()]);
    let names = ["Ana", "Berta", "Inés", "hielo", "Hilda", "Ívar"];
    let lists = (1..=names.len()).map(|n| &names[..n]).chain(names.iter().map(std::slice::from_ref));
    let pairs = names.iter().map(|name| vec!["Ana", name]);
    let lists = lists.map(<[&str]>::to_vec).chain(pairs).map(|list| {
        let owned: Vec<String> = list.iter().map(|name| (*name).to_owned()).collect();
        json!([list, texts.list(&owned)])
    });
    let number = |n: &f64, digits: usize| json!([n, digits, texts.number(*n, digits)]);
    let numbers = NUMBERS.iter().flat_map(|n| [0, 1, 2].map(|digits| number(n, digits)));
    let percents = [0.0, 0.01, 0.5, 0.996, 1.0].map(|n| json!([n, texts.percent(n)]));
    json!({
        "plurals": counts.map(|n| json!([n, form(lang, n)])).collect::<Vec<_>>(),
        "numbers": numbers.collect::<Vec<_>>(),
        "negative": texts.number(-1.5, 1),
        "percents": percents,
        "dates": dates.map(|date| json!([date, texts.date(&date)])).collect::<Vec<_>>(),
        "lists": lists.collect::<Vec<_>>(),
    })
}

#[test]
fn what_the_browser_holds_against_intl_is_what_core_says() {
    let all: serde_json::Map<String, Value> =
        languages().into_iter().map(|lang| (lang.clone(), said(&lang))).collect();
    let text = serde_json::to_string(&Value::Object(all)).unwrap().replace("]],", "]],\n") + "\n";
    let path = root().join("tests/intl.json");
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == text,
        "tests/intl.json is not what core says now; {WRITE}=1 with this test writes it anew"
    );
}
