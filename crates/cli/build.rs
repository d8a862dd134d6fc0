//! Lists the texts that the command carries, by what stands in the content folder: a language is added by adding its files. What is read out of them is `embedded`'s.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A build that cannot go on stops here and says why.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    println!("cargo::rerun-if-changed={}", content.display());
    let mut code = String::new();
    for (name, folder) in [("INTERFACES", "interface"), ("KITS", "kit"), ("SESSIONS", "session")] {
        let about = format!("The sentences of `content/{folder}`: language and text, English first.");
        writeln!(code, "/// {about}\npub const {name}: Texts = {};", by_language(&content.join(folder)))
            .unwrap();
    }
    for folder in inside(&content.join("packs")).into_iter().filter(|path| path.join("pack.json").is_file()) {
        let id = name_of(&folder);
        let name = id.to_uppercase().replace('-', "_");
        writeln!(
            code,
            "/// `content/packs/{id}`.\npub const {name}: Embedded = Embedded {{ id: {id:?}, pack: {}, wordings: {}, prompts: {} }};",
            included(&folder.join("pack.json")),
            by_language(&folder),
            by_language(&folder.join("kit")),
        )
        .unwrap();
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder for what is built"));
    std::fs::write(out.join("carried.rs"), code).expect("the list could not be written");
}

/// The files of a folder that are named by a language, as a Rust list; empty where there is no folder.
fn by_language(folder: &Path) -> String {
    let mut files: Vec<PathBuf> = inside(folder);
    files.retain(|path| path.extension().is_some_and(|end| end == "json") && name_of(path) != "pack");
    files.sort_by_key(|path| (name_of(path) != "en", name_of(path)));
    let pairs: Vec<String> =
        files.iter().map(|path| format!("({:?}, {})", name_of(path), included(path))).collect();
    format!("&[{}]", pairs.join(", "))
}

fn included(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    format!("include_str!({:?})", path.display().to_string())
}

fn inside(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
