//! Code and catalogues hold the same keys: every key in the code stands in one of the catalogues of content/, and no sentence there is left over.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Which catalogue a family of keys has to itself; these stand apart since neither the questions nor the desk are given them.
const APART: [(&str, &str); 4] = [
    ("kiosk.", "content/room/en.json"),
    ("kit.", "content/kit/en.json"),
    ("room.", "content/room/en.json"),
    ("session.", "content/session/en.json"),
];

/// The sentences of the interface, and those of the facilitator's kit and of a group's result.
fn catalogue() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for path in ["content/interface/en.json"].into_iter().chain(APART.map(|(_, path)| path)) {
        let value: Value =
            serde_json::from_str(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap();
        for (key, text) in value.as_object().unwrap() {
            assert!(key == "lang" || home(key) == path, "{key} stands in the wrong catalogue, {path}");
            all.insert(key.clone(), text.as_str().unwrap().to_owned());
        }
    }
    all
}

/// The catalogue in which a key belongs.
fn home(key: &str) -> &'static str {
    let apart = APART.iter().find(|(stem, _)| key.starts_with(stem));
    apart.map_or("content/interface/en.json", |(_, path)| path)
}

/// The code that ships, tests cut off: path and text.
fn sources() -> Vec<(PathBuf, String)> {
    let mut open = ["crates/core/src", "crates/cli/src", "src"].map(|folder| root().join(folder)).to_vec();
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap().to_owned();
            found.push((path, code));
        }
    }
    found
}

/// The string literals of Rust code, comments left out, each with what stands before it.
fn literals(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let bytes: Vec<char> = code.chars().collect();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            '/' if bytes.get(at + 1) == Some(&'/') => {
                while at < bytes.len() && bytes[at] != '\n' {
                    at += 1;
                }
            }
            '\'' if bytes.get(at + 2) == Some(&'\'') => at += 2,
            '\'' if bytes.get(at + 1) == Some(&'\\') && bytes.get(at + 3) == Some(&'\'') => at += 3,
            '"' => {
                let before: String = bytes[at.saturating_sub(40)..at].iter().collect();
                let mut text = String::new();
                at += 1;
                while at < bytes.len() && bytes[at] != '"' {
                    if bytes[at] == '\\' {
                        at += 1;
                    }
                    text.push(bytes[at]);
                    at += 1;
                }
                found.push((before, text));
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// What has the shape of a key: lower-case words with dots between them.
fn is_key(text: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    text.contains('.') && text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('.').all(part)
}

/// Literals that are handed to the catalogue in so many words.
fn is_call(before: &str) -> bool {
    let before = before.trim_end();
    ["Message::new(", ".get(", ".fill(", "texts.get(", "say(", "t("].iter().any(|call| before.ends_with(call))
}

#[test]
fn every_key_in_the_code_stands_in_the_catalogue() {
    let catalogue = catalogue();
    let stands = |key: &str| {
        catalogue.contains_key(key)
            || catalogue.contains_key(&format!("{key}#one"))
                && catalogue.contains_key(&format!("{key}#other"))
    };
    // A key that is used in one place in so many words proves that its first word is a family of the catalogue's;
    // whatever else has the shape of a key of such a family must stand there too (match arms that choose a key).
    let sources = sources();
    let families: BTreeSet<String> = sources
        .iter()
        .flat_map(|(_, code)| literals(code))
        .filter(|(before, text)| before.trim_end().ends_with("Message::new(") && is_key(text))
        .map(|(_, text)| text.split('.').next().unwrap().to_owned())
        .chain(catalogue.keys().filter_map(|key| key.split('.').next()).map(str::to_owned))
        .collect();
    let mut missing: BTreeMap<String, String> = BTreeMap::new();
    for (path, code) in &sources {
        for (before, text) in literals(code) {
            let family = text.split('.').next().unwrap_or_default();
            let wanted = before.trim_end().ends_with("Message::new(")
                || is_key(&text) && (is_call(&before) || families.contains(family));
            if wanted && is_key(&text) && !stands(&text) && !is_file(&text) {
                missing.insert(text, path.strip_prefix(root()).unwrap_or(path).display().to_string());
            }
        }
    }
    let list: Vec<String> = missing.iter().map(|(key, path)| format!("{key}  ({path})")).collect();
    assert!(
        list.is_empty(),
        "{} keys are missing from content/interface/en.json:\n{}",
        list.len(),
        list.join("\n")
    );
}

/// Names of files have the shape of keys too.
fn is_file(text: &str) -> bool {
    [".json", ".csv", ".md", ".pdf", ".css", ".js", ".html"].iter().any(|end| text.ends_with(end))
}

#[test]
fn every_plural_has_both_forms_and_every_place_is_closed() {
    let catalogue = catalogue();
    let mut wrong = Vec::new();
    for (key, text) in &catalogue {
        if let Some(stem) = key.strip_suffix("#one")
            && !catalogue.contains_key(&format!("{stem}#other"))
        {
            wrong.push(format!("{key}: there is no {stem}#other"));
        }
        if let Some(stem) = key.strip_suffix("#other")
            && !catalogue.contains_key(&format!("{stem}#one"))
        {
            wrong.push(format!("{key}: there is no {stem}#one"));
        }
        if text.matches('{').count() != text.matches('}').count() {
            wrong.push(format!("{key}: a brace is left open"));
        }
        if text.trim().is_empty() {
            wrong.push(format!("{key}: there is no text"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_sentence_of_the_catalogue_is_left_over() {
    let code: String = sources().into_iter().map(|(_, code)| code).collect();
    let all: BTreeSet<String> = literals(&code).into_iter().map(|(_, text)| text).collect();
    // A key may be put together: `format!("month.{month}")`, `format!("rating.{scale}.{rating}")`.
    let stems: Vec<&str> = all
        .iter()
        .filter_map(|text| text.split_once('{').map(|(stem, _)| stem))
        .filter(|stem| stem.contains('.') && is_key(stem.trim_end_matches('.')) || stem.ends_with('.'))
        .collect();
    // Or it is another key with an ending: `format!("{key}.text")`.
    let ends: Vec<&str> =
        all.iter().filter_map(|text| text.strip_prefix('{')?.split_once('}')).map(|(_, end)| end).collect();
    let ended = |key: &str| {
        ends.iter().any(|end| end.len() > 1 && key.strip_suffix(end).is_some_and(|stem| all.contains(stem)))
    };
    // What stands around the program says a little, too.
    let element = std::fs::read_to_string(root().join("web/element.js")).unwrap();
    let left: Vec<String> = catalogue()
        .into_keys()
        .filter(|key| key != "lang")
        .filter(|key| {
            let stem = key.split('#').next().unwrap();
            !all.contains(stem)
                && !element.contains(&format!("\"{stem}\""))
                && !ended(stem)
                && !stems.iter().any(|start| stem.starts_with(start))
        })
        .collect();
    assert!(left.is_empty(), "no code uses these keys of content/interface/en.json:\n{}", left.join("\n"));
}

#[test]
fn keys_are_found_in_code_and_told_from_other_texts() {
    let code = "let a = Message::new(\"read.newer\"); // \"not.this\"\nlet b = '\"'; let c = t.get(\"x.y\"); let d = \"v1.0\";";
    let found: Vec<_> = literals(code)
        .into_iter()
        .filter(|(before, text)| is_key(text) && is_call(before))
        .map(|(_, text)| text)
        .collect();
    assert_eq!(found, ["read.newer", "x.y"]);
    for (text, key) in [
        ("read.newer", true),
        ("A2.L2", false),
        ("1.0", false),
        ("a b.c", false),
        ("a..b", false),
        ("rating.extent.not", true),
    ] {
        assert_eq!(is_key(text), key, "{text}");
    }
}
