//! What the fuzz targets found worth keeping, tried again at every entrance: `fuzz/corpus` has a folder for each, and docs/FUZZING.md says how they came about.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod hostile;

use std::path::{Path, PathBuf};

use hostile::{ENTRANCES, take};

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Every file of a folder at its entrance; each that fails is named.
fn replayed(name: &str) {
    let (_, entrance) = ENTRANCES.iter().find(|(other, _)| *other == name).unwrap();
    let folder = fuzz().join("corpus").join(name);
    let files = names(&folder);
    assert!(files.len() >= 10, "{} files in {}", files.len(), folder.display());
    let fails = |file: &&String| {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        std::panic::catch_unwind(|| take(*entrance, &bytes)).is_err()
    };
    let failed: Vec<&String> = files.iter().filter(fails).collect();
    assert!(failed.is_empty(), "{name}: {failed:?}");
}

#[test]
fn files_of_assessments() {
    replayed("assessment");
}

#[test]
fn answer_codes() {
    replayed("code");
}

#[test]
fn links() {
    replayed("link");
}

#[test]
fn questionnaires() {
    replayed("pack");
}

#[test]
fn files_of_rows() {
    replayed("rows");
}

#[test]
fn files_of_workshops() {
    replayed("session");
}

#[test]
fn every_entrance_has_a_target_and_a_corpus_and_is_tried_above() {
    let here = include_str!("corpora.rs");
    let entrances: Vec<&str> = ENTRANCES.iter().map(|(name, _)| *name).collect();
    assert_eq!(names(&fuzz().join("corpus")), entrances);
    let targets: Vec<String> = entrances.iter().map(|name| format!("{name}.rs")).collect();
    assert_eq!(names(&fuzz().join("fuzz_targets")), targets);
    let manifest = std::fs::read_to_string(fuzz().join("Cargo.toml")).unwrap();
    for name in entrances {
        assert!(here.contains(&format!("replayed(\"{name}\")")), "{name} is not tried");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is no target");
        let target = std::fs::read_to_string(fuzz().join(format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(target.contains(&format!("hostile::{name}::takes")), "{name} takes something else");
    }
}
