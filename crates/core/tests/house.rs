//! House rules of the core that its code alone does not enforce: what it may depend on, and how every file of it opens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What the core's tree may hold: the JSON reader and what that itself needs.
const ALLOWED: [&str; 6] = ["pomscope-core", "serde_json", "serde_core", "itoa", "memchr", "zmij"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The keys of one table of a manifest, as written at the start of its lines.
fn dependencies(manifest: &str, table: &str) -> Vec<String> {
    manifest
        .lines()
        .skip_while(|line| line.trim() != table)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split(['.', '=', ' ']).next())
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// What each package of the lock file depends on.
fn locked(lock: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut packages = BTreeMap::new();
    for part in lock.split("[[package]]").skip(1) {
        let quoted =
            |line: &str| line.split('"').nth(1).map(|text| text.split(' ').next().unwrap().to_owned());
        let name = part.lines().find(|line| line.starts_with("name")).and_then(quoted).unwrap();
        let inside = part
            .lines()
            .skip_while(|line| !line.starts_with("dependencies"))
            .skip(1)
            .take_while(|line| *line != "]");
        packages.entry(name).or_insert_with(BTreeSet::new).extend(inside.filter_map(quoted));
    }
    packages
}

/// All that `names` bring along, themselves included.
fn tree(packages: &BTreeMap<String, BTreeSet<String>>, names: &[String]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut open = names.to_vec();
    while let Some(name) = open.pop() {
        if seen.insert(name.clone()) {
            open.extend(
                packages.get(&name).unwrap_or_else(|| panic!("{name} is not in Cargo.lock")).iter().cloned(),
            );
        }
    }
    seen
}

#[test]
fn the_core_depends_on_the_json_reader_alone() {
    let manifest = std::fs::read_to_string(root().join("crates/core/Cargo.toml")).unwrap();
    assert_eq!(dependencies(&manifest, "[dependencies]"), ["serde_json"]);
    assert!(!manifest.contains("[target."), "a dependency of one target alone would pass this test unseen");
    let lock = locked(&std::fs::read_to_string(root().join("Cargo.lock")).unwrap());
    let mut names = tree(&lock, &["serde_json".to_owned()]);
    // Cargo.lock also names what serde_core would need with features that are off here.
    for macros in ["serde_derive", "serde", "proc-macro2", "quote", "syn", "unicode-ident"] {
        names.remove(macros);
    }
    let foreign: Vec<_> = names.iter().filter(|name| !ALLOWED.contains(&name.as_str())).collect();
    assert!(
        foreign.is_empty(),
        "the core must not reach the web, a clock or chance; new in its tree: {foreign:?}"
    );
}

#[test]
fn the_reading_of_the_lock_file_notices_what_comes_along() {
    let lock = "[[package]]\nname = \"a\"\ndependencies = [\n \"b 1.0\",\n]\n[[package]]\nname = \"b\"\ndependencies = [\n \"web-sys\",\n]\n[[package]]\nname = \"web-sys\"\n";
    assert!(tree(&locked(lock), &["a".into()]).contains("web-sys"));
}

#[test]
fn every_source_file_opens_with_one_sentence_on_what_lives_there() {
    let mut open = vec![root().join("crates"), root().join("src")];
    let mut bare = Vec::new();
    let mut read = 0;
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|end| end == "rs") {
            read += 1;
            let text = std::fs::read_to_string(&path).unwrap();
            let first = text.lines().next().unwrap_or_default();
            if !(first.starts_with("//! ") && first.ends_with('.')) {
                bare.push(path.display().to_string());
            }
        }
    }
    assert!(read > 20, "only {read} files were read");
    assert!(
        bare.is_empty(),
        "these need a first line `//! …` that ends as a sentence does:\n{}",
        bare.join("\n")
    );
}
