//! What a build is known by: the hash of the program, which the program itself can show, and the list of all files with their hashes. What is built is not decided here.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::embed;
use crate::node::digest;
use crate::project::Project;
use crate::site;

/// The script that every page loads. It names all other files of the program, and holds the program's hash.
const ROOT: &str = "pomscope.js";
/// As long as a hash: what stands in its place while the hash is made.
pub const BLANK: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// The list of the program's files, whose own hash is the program's.
pub const PROGRAM: &str = "dist/PROGRAM";
/// The list of all files of a build, in the form that `sha256sum -c` reads.
pub const SUMS: &str = "dist/SHA256SUMS";

/// A program's hash, and the list that it is the hash of.
pub struct Seal {
    pub hash: String,
    pub list: String,
}

/// Makes the hash of the program among the files of a site, and writes it where its place was left blank.
///
/// # Errors
/// Where a file is missing, or none has a place for the hash.
pub fn seal(files: &mut BTreeMap<String, Vec<u8>>) -> Result<Seal> {
    let program = embed::named_by(files, &[ROOT])?;
    let list = list(&program);
    let hash = digest(list.as_bytes());
    let mut places = 0;
    for name in program.keys() {
        let Some(bytes) = files.get_mut(name).filter(|_| name.ends_with(".js")) else { continue };
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        places += text.matches(BLANK).count();
        if text.contains(BLANK) {
            *bytes = text.replace(BLANK, &hash).into_bytes();
        }
    }
    if places != 1 {
        bail!("the program has {places} places for its hash; exactly one is needed, in web/build.js");
    }
    Ok(Seal { hash, list })
}

/// A line a file, in the order of their names: its SHA-256, two spaces, its name.
fn list(files: &BTreeMap<String, Vec<u8>>) -> String {
    files.iter().map(|(name, bytes)| format!("{}  {name}\n", digest(bytes))).collect()
}

/// Writes both lists beside the files that they name, and gives the hash of the whole build.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn write(project: &Project, seal: &Seal) -> Result<String> {
    let put = |path: &str, text: &str| {
        std::fs::write(project.path(path), text).with_context(|| format!("{path} could not be written"))
    };
    put(PROGRAM, &seal.list)?;
    let sums = list(&all(&project.path("dist"), SUMS.rsplit('/').next().unwrap_or_default())?);
    put(SUMS, &sums)?;
    Ok(digest(sums.as_bytes()))
}

/// Every file of a folder but one, by its path in it, with slashes.
pub fn all(folder: &Path, but: &str) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for path in site::files_under(folder)? {
        let inside = path.strip_prefix(folder).context("a file of a folder is in it")?;
        let name = inside.to_string_lossy().replace('\\', "/");
        if name != but {
            files.insert(name, site::read(&path)?);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(wasm: &str, script: &str) -> BTreeMap<String, Vec<u8>> {
        [("pomscope.js", script), ("app-1.wasm", wasm), ("index.html", "pomscope.js")]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .into()
    }

    fn script() -> String {
        format!("const BUILD = {{ hash: \"{BLANK}\", wasm: \"./app-1.wasm\" }}")
    }

    #[test]
    fn the_program_is_told_its_hash_and_anybody_can_make_it_again() {
        let mut site = files("asm", &script());
        let seal = seal(&mut site).unwrap();
        let told = String::from_utf8(site.get("pomscope.js").unwrap().clone()).unwrap();
        assert!(told.contains(&seal.hash) && !told.contains(BLANK), "{told}");
        let blank = told.replace(&seal.hash, BLANK);
        let again = format!("{}  app-1.wasm\n{}  pomscope.js\n", digest(b"asm"), digest(blank.as_bytes()));
        assert_eq!((seal.list.as_str(), seal.hash), (again.as_str(), digest(again.as_bytes())));
    }

    #[test]
    fn every_file_of_the_program_counts_and_no_other() {
        let of = |mut site| seal(&mut site).unwrap().hash;
        let plain = of(files("asm", &script()));
        assert_ne!(plain, of(files("asn", &script())));
        assert_ne!(plain, of(files("asm", &format!("{} ", script()))));
        let mut other = files("asm", &script());
        other.insert("index.html".into(), Vec::new());
        assert_eq!(plain, of(other));
    }

    #[test]
    fn a_program_without_one_place_for_its_hash_is_refused() {
        assert!(seal(&mut files("asm", "./app-1.wasm")).is_err());
        assert!(seal(&mut files("asm", &format!("{BLANK} {BLANK}"))).is_err());
    }
}
