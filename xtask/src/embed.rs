//! The folder for other people's pages and for npm: the site's files without the site, with types, licences and hashes. How those files are made is site's.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha384};

use crate::base64::base64;
use crate::node::Node;
use crate::project::{self, Project};
use crate::site::Site;

/// What a page asks for by name; everything else is found because one of these names it.
const ROOTS: [&str; 3] = ["pomscope.js", "pomscope-frame.js", "frame.html"];

/// What the site alone may do on a page: a host page gets no service worker.
const SITE_ALONE: &str = "offline.js";

/// What is taken as it stands: where it lies in the repository, and its name in the package.
const TAKEN: [(&str, &str); 8] = [
    ("xtask/package/index.d.ts", "index.d.ts"),
    ("xtask/package/element.d.ts", "element.d.ts"),
    ("web/pomscope.d.ts", "pomscope.d.ts"),
    ("web/pomscope-frame.d.ts", "pomscope-frame.d.ts"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("crates/pdf/fonts/OFL.txt", "LICENSE-NOTO-SANS"),
    ("CHANGELOG.md", "CHANGELOG.md"),
];

/// In package.json and README.md, the place of the version, and in README.md that of the hash of pomscope.js.
const VERSION: &str = "{version}";
const HASH: &str = "{integrity}";

/// The folder, and the hashes that a page may name.
pub struct Package {
    pub folder: Site,
    /// File and `sha384-…`, of the scripts that a page loads itself.
    pub integrity: Vec<(String, String)>,
}

/// Puts the package together from a built site.
pub fn package(project: &Project, node: &Node, site: &Site) -> Result<Package> {
    let mut files = named_by(&site.files, &ROOTS)?;
    files.insert("element.js".to_owned(), element(project, node)?);
    let hashes: BTreeMap<&String, String> =
        files.iter().map(|(name, bytes)| (name, integrity(bytes))).collect();
    let list = serde_json::to_string_pretty(&hashes).context("the hashes could not be listed")? + "\n";
    let told: Vec<(String, String)> = ["pomscope.js", "element.js", "pomscope-frame.js"]
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), hashes.get(&(*name).to_owned())?.clone())))
        .collect();
    let hash = told.first().map(|(_, hash)| hash.clone()).unwrap_or_default();
    files.insert("integrity.json".to_owned(), list.into_bytes());
    for (from, name) in TAKEN {
        files.insert(name.to_owned(), project.read(from)?.into_bytes());
    }
    for name in ["package.json", "README.md"] {
        let text = project.read(&format!("xtask/package/{name}"))?;
        let text = text.replace(VERSION, env!("CARGO_PKG_VERSION")).replace(HASH, &hash);
        files.insert(name.to_owned(), text.into_bytes());
    }
    Ok(Package { folder: Site { files, first: Vec::new() }, integrity: told })
}

/// The files that these roots name, and those that these name in turn: what belongs to the site alone stays there.
pub fn named_by(site: &BTreeMap<String, Vec<u8>>, roots: &[&str]) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut left: Vec<String> = roots.iter().map(|&root| root.to_owned()).collect();
    while let Some(name) = left.pop() {
        let Some(bytes) = site.get(&name) else {
            bail!("the site has no {name}, which the package needs");
        };
        if name.ends_with(".js") || name.ends_with(".html") {
            let text = String::from_utf8_lossy(bytes);
            let next = |other: &&String| {
                **other != name
                    && **other != SITE_ALONE
                    && !found.contains_key(*other)
                    && text.contains(other.as_str())
            };
            left.extend(site.keys().filter(next).cloned());
        }
        found.insert(name, bytes.clone());
    }
    Ok(found)
}

/// The element's class without the line that defines the tag, for whoever names it otherwise or later.
fn element(project: &Project, node: &Node) -> Result<Vec<u8>> {
    let mut command = node.esbuild(project);
    command.args(["--bundle", "--format=esm", "--target=es2022", "--external:./offline.js"]);
    command.arg(project.target.join("stage/web/element.js"));
    Ok(project::capture(&mut command, "esbuild on web/element.js")?.into_bytes())
}

/// What a page writes into `integrity`.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_what_browsers_compare_with() {
        // The example of the Subresource Integrity specification.
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }

    #[test]
    fn only_what_the_roots_name_is_packed() {
        let site: BTreeMap<String, Vec<u8>> = [
            ("pomscope.js", "load('./app-1.js')"),
            ("app-1.js", "fetch('./app-2.wasm')"),
            ("app-2.wasm", "pomscope.js index.html"),
            ("pomscope-frame.js", ""),
            ("frame.html", "<script src=\"framed-3.js\">"),
            ("framed-3.js", ""),
            ("index.html", "pomscope.js"),
            ("site-4.css", ""),
        ]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .into();
        let packed = named_by(&site, &ROOTS).unwrap();
        let names: Vec<&str> = packed.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            ["app-1.js", "app-2.wasm", "frame.html", "framed-3.js", "pomscope-frame.js", "pomscope.js"]
        );
    }

    #[test]
    fn a_missing_root_is_told() {
        assert!(
            named_by(&BTreeMap::new(), &ROOTS).is_err_and(|error| error.to_string().contains("frame.html"))
        );
    }

    #[test]
    fn package_json_names_only_files_that_are_packed() {
        let package: serde_json::Value =
            serde_json::from_str(include_str!("../package/package.json")).unwrap();
        assert_eq!(package["version"], VERSION);
        let exports = package["exports"].as_object().unwrap();
        let made = ["pomscope.js", "element.js", "pomscope-frame.js", "integrity.json", "package.json"];
        let mut seen = 0;
        let mut left: Vec<&serde_json::Value> = exports.values().collect();
        while let Some(target) = left.pop() {
            match target {
                serde_json::Value::String(path) if path.contains('*') => {}
                serde_json::Value::String(path) => {
                    let name = path.strip_prefix("./").unwrap();
                    assert!(made.contains(&name) || TAKEN.iter().any(|(_, taken)| *taken == name), "{name}");
                    seen += 1;
                }
                other => left.extend(other.as_object().unwrap().values()),
            }
        }
        assert!(seen > 6, "{seen}");
    }
}
