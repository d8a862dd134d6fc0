//! What makes the site work without a network: its service worker, told which files belong to this build. What the worker does stands in web/worker.js.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::node::digest;

/// The worker's name, beside the page.
pub const WORKER: &str = "worker.js";
/// What the page asks for when it is opened by its folder's address.
const PAGE: &str = "index.html";
/// The line of the worker that is written anew.
const PLACE: &str = "const KEPT = { hash: \"dev\", files: [] };";

/// The worker's source for a build of these files. Its bytes change whenever one of them does, which is how browsers notice.
///
/// # Errors
/// Where the source has no place for the list.
pub fn worker(source: &str, files: &BTreeMap<String, Vec<u8>>) -> Result<String> {
    let mut all = Vec::new();
    let mut list = vec!["\"./\"".to_owned()];
    for (name, bytes) in files {
        // The page is kept under its folder's address alone; the worker itself is the browser's to keep.
        if name == WORKER {
            continue;
        }
        all.extend_from_slice(name.as_bytes());
        all.extend_from_slice(digest(bytes).as_bytes());
        if name != PAGE {
            list.push(format!("\"./{name}\""));
        }
    }
    let hash: String = digest(&all).chars().take(10).collect();
    if !source.contains(PLACE) {
        bail!("web/{WORKER} has no line {PLACE:?} for the build to write its files in");
    }
    Ok(source.replace(PLACE, &format!("const KEPT = {{ hash: \"{hash}\", files: [{}] }};", list.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "// x\nconst KEPT = { hash: \"dev\", files: [] };\n";

    fn files(page: &str) -> BTreeMap<String, Vec<u8>> {
        [("index.html", page), ("app-0.wasm", "asm"), ("worker.js", "old")]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .into()
    }

    #[test]
    fn a_worker_names_every_file_but_itself() {
        let made = worker(SOURCE, &files("a")).unwrap();
        assert!(made.contains("files: [\"./\", \"./app-0.wasm\"]"), "{made}");
    }

    #[test]
    fn a_change_in_any_file_makes_another_worker() {
        assert_eq!(worker(SOURCE, &files("a")).unwrap(), worker(SOURCE, &files("a")).unwrap());
        assert_ne!(worker(SOURCE, &files("a")).unwrap(), worker(SOURCE, &files("b")).unwrap());
    }

    #[test]
    fn a_worker_without_a_place_for_the_files_is_refused() {
        assert!(worker("const KEPT = 1;", &files("a")).is_err());
    }
}
