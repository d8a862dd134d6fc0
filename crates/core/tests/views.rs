//! Every screen, dialog and stage of core has a view in tests/views.mjs, which the browser tests and the pictures go through; what they find there is theirs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::path::Path;

/// Where the enums stand, and by which names the views call them.
const ENUMS: [(&str, &str, &str); 6] = [
    ("src/state/step.rs", "Step", "state::Step"),
    ("src/state/mod.rs", "Dialog", "state::Dialog"),
    ("src/room/step.rs", "Step", "room::Step"),
    ("src/room/mod.rs", "Dialog", "room::Dialog"),
    ("src/room/mod.rs", "Purpose", "room::Purpose"),
    ("src/room/kiosk.rs", "Stage", "room::Stage"),
];

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The variants of an enum, as its source has them.
fn variants(source: &str, name: &str) -> Vec<String> {
    let start = source.find(&format!("pub enum {name} {{")).unwrap_or_else(|| panic!("no enum {name}"));
    source[start..]
        .lines()
        .skip(1)
        .take_while(|line| *line != "}")
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()))
        .map(|line| line.split(|part: char| !part.is_alphanumeric()).next().unwrap_or_default().to_owned())
        .collect()
}

/// The lines `"name": "view",` of the views' table.
fn shows(views: &str) -> Vec<(String, String)> {
    let table = views.split("export const SHOWS = {\n").nth(1).unwrap().split("\n};").next().unwrap();
    table
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\",")?.split_once("\": \""))
        .map(|(name, view)| (name.to_owned(), view.to_owned()))
        .collect()
}

#[test]
fn every_screen_dialog_and_stage_has_a_view() {
    let wanted: BTreeSet<String> = ENUMS
        .iter()
        .flat_map(|(path, name, called)| {
            variants(&read(path), name).into_iter().map(move |variant| format!("{called}::{variant}"))
        })
        .collect();
    let shown: BTreeSet<String> =
        shows(&read("../../tests/views.mjs")).into_iter().map(|(name, _)| name).collect();
    let missing: Vec<_> = wanted.difference(&shown).collect();
    let gone: Vec<_> = shown.difference(&wanted).collect();
    assert!(missing.is_empty(), "no view shows {missing:?}: add one to VIEWS, and its name to SHOWS");
    assert!(gone.is_empty(), "there is no {gone:?} any more");
}

#[test]
fn every_view_that_shows_something_exists() {
    let views = read("../../tests/views.mjs");
    for (name, view) in shows(&views) {
        assert!(views.contains(&format!("{{ name: \"{view}\",")), "{name}: there is no view {view}");
    }
}

#[test]
fn variants_are_read_with_and_without_fields() {
    let source = "/// What.\npub enum Step {\n    /// One.\n    #[default]\n    One,\n    Two(usize),\n    Three {\n        id: String,\n    },\n}\n    Four,\n";
    assert_eq!(variants(source, "Step"), ["One", "Two", "Three"]);
}
