//! No wording shares a run of eight words with the source of its model; the list of hashes is made and explained in tests/wording.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

const RUN: usize = 8;

fn listed() -> BTreeSet<String> {
    let list = include_str!("wording/source-shingles.txt");
    list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(str::to_owned).collect()
}

/// Every run of eight words of a text with its hash, by the rule in the head of the list.
fn runs(text: &str) -> Vec<(String, String)> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words
        .windows(RUN)
        .map(|run| {
            let run = run.join(" ");
            let hash = Sha256::digest(run.as_bytes()).iter().take(8).fold(String::new(), |mut hex, byte| {
                write!(hex, "{byte:02x}").unwrap();
                hex
            });
            (run, hash)
        })
        .collect()
}

/// All texts of a JSON file with their places.
fn texts(value: &Value, place: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((place.to_owned(), text.clone())),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, value)| texts(value, &format!("{place}[{at}]"), found))
        }
        Value::Object(object) => {
            object.iter().for_each(|(key, value)| texts(value, &format!("{place}.{key}"), found))
        }
        _ => {}
    }
}

fn hits(value: &Value, list: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    texts(value, "", &mut found);
    let hit = |(place, text): &(String, String)| {
        runs(text).into_iter().find(|(_, hash)| list.contains(hash)).map(|(run, _)| format!("{place}: {run}"))
    };
    found.iter().filter_map(hit).collect()
}

#[test]
fn no_text_of_the_content_folder_shares_eight_words_in_a_row_with_the_source() {
    let list = listed();
    assert!(list.len() > 100, "the list of the source's hashes is empty or cut");
    let mut files = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")];
    let mut read = 0;
    let mut found = Vec::new();
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|end| end == "json") {
            read += 1;
            let value: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            found.extend(hits(&value, &list).into_iter().map(|hit| format!("{}{hit}", path.display())));
        }
    }
    assert!(read >= 3, "only {read} files were read");
    assert!(found.is_empty(), "write these anew, in words of our own:\n{}", found.join("\n"));
}

#[test]
fn a_text_whose_run_is_listed_is_found() {
    let text = "One two THREE, four; five-six seven: eight nine.";
    let list = BTreeSet::from([runs("two three four five six seven eight nine")[0].1.clone()]);
    let value = serde_json::json!({"items": [{"text": text}]});
    assert_eq!(hits(&value, &list), [".items[0].text: two three four five six seven eight nine"]);
    assert!(
        hits(&serde_json::json!({"text": "two three four five six seven eight"}), &list).is_empty(),
        "seven words are too few"
    );
}

#[test]
fn the_hash_is_the_one_that_the_list_was_made_with() {
    // SHA-256 of "a b c d e f g h" begins with these eight bytes.
    assert_eq!(runs("A b, c d e f g H!")[0].1, "1b6548f6b3c51dba");
}
