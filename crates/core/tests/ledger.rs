//! The ledger of docs/ACCESSIBILITY.md: every criterion of WCAG 2.2, A and AA, stands in it, and what holds it exists. What is measured there is the suites' business.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The criteria of levels A and AA with their names; 4.1.1 is no longer one.
const CRITERIA: [(&str, &str, &str); 55] = [
    ("1.1.1", "Non-text Content", "A"),
    ("1.2.1", "Audio-only and Video-only (Prerecorded)", "A"),
    ("1.2.2", "Captions (Prerecorded)", "A"),
    ("1.2.3", "Audio Description or Media Alternative (Prerecorded)", "A"),
    ("1.2.4", "Captions (Live)", "AA"),
    ("1.2.5", "Audio Description (Prerecorded)", "AA"),
    ("1.3.1", "Info and Relationships", "A"),
    ("1.3.2", "Meaningful Sequence", "A"),
    ("1.3.3", "Sensory Characteristics", "A"),
    ("1.3.4", "Orientation", "AA"),
    ("1.3.5", "Identify Input Purpose", "AA"),
    ("1.4.1", "Use of Color", "A"),
    ("1.4.2", "Audio Control", "A"),
    ("1.4.3", "Contrast (Minimum)", "AA"),
    ("1.4.4", "Resize Text", "AA"),
    ("1.4.5", "Images of Text", "AA"),
    ("1.4.10", "Reflow", "AA"),
    ("1.4.11", "Non-text Contrast", "AA"),
    ("1.4.12", "Text Spacing", "AA"),
    ("1.4.13", "Content on Hover or Focus", "AA"),
    ("2.1.1", "Keyboard", "A"),
    ("2.1.2", "No Keyboard Trap", "A"),
    ("2.1.4", "Character Key Shortcuts", "A"),
    ("2.2.1", "Timing Adjustable", "A"),
    ("2.2.2", "Pause, Stop, Hide", "A"),
    ("2.3.1", "Three Flashes or Below Threshold", "A"),
    ("2.4.1", "Bypass Blocks", "A"),
    ("2.4.2", "Page Titled", "A"),
    ("2.4.3", "Focus Order", "A"),
    ("2.4.4", "Link Purpose (In Context)", "A"),
    ("2.4.5", "Multiple Ways", "AA"),
    ("2.4.6", "Headings and Labels", "AA"),
    ("2.4.7", "Focus Visible", "AA"),
    ("2.4.11", "Focus Not Obscured (Minimum)", "AA"),
    ("2.5.1", "Pointer Gestures", "A"),
    ("2.5.2", "Pointer Cancellation", "A"),
    ("2.5.3", "Label in Name", "A"),
    ("2.5.4", "Motion Actuation", "A"),
    ("2.5.7", "Dragging Movements", "AA"),
    ("2.5.8", "Target Size (Minimum)", "AA"),
    ("3.1.1", "Language of Page", "A"),
    ("3.1.2", "Language of Parts", "AA"),
    ("3.2.1", "On Focus", "A"),
    ("3.2.2", "On Input", "A"),
    ("3.2.3", "Consistent Navigation", "AA"),
    ("3.2.4", "Consistent Identification", "AA"),
    ("3.2.6", "Consistent Help", "A"),
    ("3.3.1", "Error Identification", "A"),
    ("3.3.2", "Labels or Instructions", "A"),
    ("3.3.3", "Error Suggestion", "AA"),
    ("3.3.4", "Error Prevention (Legal, Financial, Data)", "AA"),
    ("3.3.7", "Redundant Entry", "A"),
    ("3.3.8", "Accessible Authentication (Minimum)", "AA"),
    ("4.1.2", "Name, Role, Value", "A"),
    ("4.1.3", "Status Messages", "AA"),
];

/// How the last column begins where only people can tell.
const BY_PEOPLE: &str = "people alone:";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

struct Row {
    criterion: String,
    name: String,
    level: String,
    how: String,
    held: String,
}

fn rows(page: &str) -> Vec<Row> {
    page.lines()
        .filter(|line| line.starts_with("| ") && line.as_bytes().get(2).is_some_and(u8::is_ascii_digit))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [criterion, name, level, how, held] = cells[..] else { panic!("five cells: {line}") };
            let own = |cell: &str| cell.trim_end_matches(" |").to_owned();
            Row {
                criterion: own(criterion),
                name: own(name),
                level: own(level),
                how: own(how),
                held: own(held),
            }
        })
        .collect()
}

/// What tests are called: the text of each browser suite by its name, and the names of the native tests.
struct Tests {
    suites: BTreeMap<String, String>,
    native: BTreeSet<String>,
}

fn tests() -> Tests {
    let mut suites = BTreeMap::new();
    for entry in std::fs::read_dir(root().join("tests/browser")).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(suite) = name.strip_suffix(".suite.mjs") {
            suites.insert(suite.to_owned(), std::fs::read_to_string(entry.path()).unwrap());
        }
    }
    let mut native = BTreeSet::new();
    for member in ["core", "cli", "pdf"] {
        for entry in std::fs::read_dir(root().join("crates").join(member).join("tests")).unwrap().flatten() {
            let path = entry.path();
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            for piece in text.split("#[test]\n").skip(1) {
                if let Some(name) = piece.strip_prefix("fn ").and_then(|rest| rest.split('(').next()) {
                    native.insert(name.to_owned());
                }
            }
        }
    }
    Tests { suites, native }
}

/// What is wrong with a last column: a suite, a test of it, or a native test that is not there. It reads
/// `` `suite`: "words of a test …", "of another" ``; an ellipsis stands for anything.
fn faults(held: &str, tests: &Tests) -> Vec<String> {
    let mut found = Vec::new();
    let mut suite: Option<&String> = None;
    let mut named = 0;
    for (at, piece) in held.split('`').enumerate() {
        if at % 2 == 1 {
            named += 1;
            suite = tests.suites.get(piece);
            if suite.is_none() && !tests.native.contains(piece) {
                found.push(format!("there is no suite and no native test called {piece}"));
            }
            continue;
        }
        for quoted in piece.split('"').skip(1).step_by(2) {
            let Some(text) = suite else {
                found.push(format!("no suite before \"{quoted}\""));
                continue;
            };
            let mut rest = text.as_str();
            for part in quoted.split('…').map(str::trim).filter(|part| !part.is_empty()) {
                match rest.split_once(part) {
                    Some((_, after)) => rest = after,
                    None => found.push(format!("no test says \"{part}\"")),
                }
            }
        }
    }
    if named == 0 && held != "–" && !held.starts_with(BY_PEOPLE) {
        found.push(format!("neither a test, nor \"{BY_PEOPLE} …\": {held}"));
    }
    found
}

#[test]
fn every_criterion_stands_in_the_ledger_once_with_its_name_and_level_and_in_order() {
    let page = std::fs::read_to_string(root().join("docs/ACCESSIBILITY.md")).unwrap();
    let rows = rows(&page);
    let found: Vec<(&str, &str, &str)> =
        rows.iter().map(|row| (row.criterion.as_str(), row.name.as_str(), row.level.as_str())).collect();
    assert_eq!(found, CRITERIA);
}

#[test]
fn every_row_of_the_ledger_names_what_holds_it_and_that_exists() {
    let page = std::fs::read_to_string(root().join("docs/ACCESSIBILITY.md")).unwrap();
    let tests = tests();
    let wrong: Vec<String> = rows(&page)
        .iter()
        .flat_map(|row| {
            let mut wrong = faults(&row.held, &tests);
            if row.held == "–" && !row.how.starts_with("does not apply") {
                wrong.push("nothing holds it".to_owned());
            }
            wrong.into_iter().map(|fault| format!("{}: {fault}", row.criterion)).collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for word in ["not yet checked", "by reading"] {
        assert!(!page.to_lowercase().contains(word), "\"{word}\" is no answer");
    }
}

#[test]
fn a_row_that_names_what_is_not_there_is_found() {
    let tests = Tests {
        suites: BTreeMap::from([("axe".to_owned(), "test(\"each view: no violation\")".to_owned())]),
        native: BTreeSet::from(["all_is_well".to_owned()]),
    };
    for (held, wanted) in [
        ("`axe`", 0),
        ("`axe`: \"each … no violation\"; `all_is_well`", 0),
        ("people alone: whether it helps", 0),
        ("–", 0),
        ("`ax`", 1),
        ("`axe`: \"no violation … each\"", 1),
        ("`all_is_well`: \"each\"", 1),
        ("by reading", 1),
        ("", 1),
    ] {
        assert_eq!(faults(held, &tests).len(), wanted, "{held}: {:?}", faults(held, &tests));
    }
}
