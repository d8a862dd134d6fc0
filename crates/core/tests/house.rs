//! House rules of the core that its code alone does not enforce: what it may depend on, and how every file of it opens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

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

/// What the core may link, each with the reason; it depends on nothing itself.
const ALLOWED: [&str; 1] = [
    // Draws QR codes: plain arithmetic, no web, clock, chance, input or output (docs/decisions/014-qr.md).
    "qrcodegen",
];

#[test]
fn the_core_depends_on_nothing_but_what_is_allowed() {
    let manifest = std::fs::read_to_string(root().join("crates/core/Cargo.toml")).unwrap();
    assert_eq!(
        dependencies(&manifest, "[dependencies]"),
        ALLOWED,
        "the core must not reach the web, a clock or chance, and needs nobody else for the rest"
    );
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for name in ALLOWED {
        let entry =
            lock.split("[[package]]").find(|entry| entry.contains(&format!("name = \"{name}\""))).unwrap();
        assert!(!entry.contains("dependencies"), "{name} brings others along");
    }
    for table in ["[target.", "[build-dependencies", "[dependencies."] {
        assert!(!manifest.contains(table), "{table} would pass this test unseen");
    }
    assert_eq!(
        dependencies(
            "[dependencies]\n# why\nserde = \"1\"\nb.workspace = true\n[x]\nc = 1",
            "[dependencies]"
        ),
        ["serde", "b"]
    );
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
