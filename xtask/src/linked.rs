//! What the programs that ship are made of: the crates that cargo links into each, as cargo itself says, with where they come from. What may be among them is supply's, their licences are licences'.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::project::{self, Project};
use crate::wasm::{self, SHIPPED};

/// Under which licence most of the standard library is; its crates that say nothing of it are part of that.
const RUST: &str = "MIT OR Apache-2.0";

/// Where a crate comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// This repository.
    Own,
    /// The sources of the standard library that the compiler brings.
    Rust,
    /// The registry, with the SHA-256 of its archive as the lock file keeps it.
    Registry(String),
}

/// A crate in one version.
#[derive(Clone, Debug)]
pub struct Crate {
    pub name: String,
    pub version: String,
    /// As its manifest says, an expression of SPDX.
    pub licence: String,
    pub origin: Origin,
    /// Where its manifest lies.
    pub folder: PathBuf,
    /// The programs that it is linked into, by their stems; none where it only took part in the build.
    pub programs: BTreeSet<&'static str>,
    /// The crates that it needs there, by name and version.
    pub needs: BTreeSet<String>,
}

impl Crate {
    /// Name and version, which nothing else has.
    pub fn id(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }
}

/// All crates, by name and version: those that ship, and those that cargo compiled to make them.
pub struct Linked {
    pub crates: BTreeMap<String, Crate>,
    /// The release of the compiler and of its standard library.
    pub rust: String,
}

impl Linked {
    /// Those that are in what ships.
    pub fn shipped(&self) -> impl Iterator<Item = &Crate> {
        self.crates.values().filter(|each| !each.programs.is_empty())
    }
}

/// Asks cargo. Takes less than a second a program: nothing is compiled.
///
/// # Errors
/// Where cargo cannot say, or a crate's manifest does not tell what it must.
pub fn linked(project: &Project) -> Result<Linked> {
    let library = wasm::sysroot(project)?.join("lib/rustlib/src/rust/library");
    let release = project::capture(project.command("rustc").arg("--version"), "asking rustc its version")?;
    let rust = release.split(' ').nth(1).context("rustc tells no version")?.to_owned();
    let sums = Sums::read(&project.path("Cargo.lock"), &library.join("Cargo.lock"))?;
    let reader = Reader { project, library, rust: &rust, sums };
    let mut crates = BTreeMap::new();
    for program in SHIPPED {
        let graph = wasm::units(project, program)?;
        reader.take(&graph, program.stem(), &mut crates)?;
    }
    Ok(Linked { crates, rust })
}

struct Reader<'a> {
    project: &'a Project,
    library: PathBuf,
    rust: &'a str,
    sums: Sums,
}

impl Reader<'_> {
    /// Adds what one program is made of.
    fn take(&self, graph: &Value, program: &'static str, all: &mut BTreeMap<String, Crate>) -> Result<()> {
        let units = list(graph, "/units").context("cargo lists no units")?;
        let at = |index: &Value| index.as_u64().and_then(|index| units.get(usize::try_from(index).ok()?));
        let mut read = Vec::new();
        for unit in units {
            read.push(if is_code(unit) { Some(self.read(unit)?) } else { None });
        }
        for (unit, found) in units.iter().zip(&read) {
            let Some(found) = found else { continue };
            let entry = all.entry(found.id()).or_insert_with(|| found.clone());
            // Those without a platform run where the build runs: procedural macros, and what these need.
            if !is_shipped(unit) {
                continue;
            }
            entry.programs.insert(program);
            for needed in list(unit, "/dependencies").into_iter().flatten() {
                let Some(other) = needed.get("index").and_then(at) else {
                    bail!("cargo names a unit that it does not list")
                };
                if is_code(other) && is_shipped(other) {
                    entry.needs.insert(self.read(other)?.id());
                }
            }
        }
        Ok(())
    }

    fn read(&self, unit: &Value) -> Result<Crate> {
        let id = word(unit, "/pkg_id").context("a unit of cargo's has no package")?;
        let source = word(unit, "/target/src_path").context("a unit of cargo's has no source")?;
        let folder = Path::new(source)
            .ancestors()
            .find(|folder| folder.join("Cargo.toml").is_file())
            .with_context(|| format!("{source} belongs to no crate"))?;
        let (name, version) = named(id).with_context(|| format!("cargo names a package {id:?}"))?;
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml"))
            .with_context(|| format!("the manifest of {name} could not be read"))?;
        let manifest: toml::Table =
            toml::from_str(&manifest).with_context(|| format!("the manifest of {name} is no TOML"))?;
        let said = manifest.get("package").and_then(|package| package.get("license"));
        let said = said.and_then(toml::Value::as_str).map(str::to_owned);
        let (origin, version, licence) = if folder.starts_with(&self.library) {
            (Origin::Rust, self.rust.to_owned(), said.unwrap_or_else(|| RUST.to_owned()))
        } else if id.starts_with("path+") && folder.starts_with(&self.project.root) {
            (Origin::Own, version, said.unwrap_or_else(|| crate::licences::OWN.to_owned()))
        } else if id.starts_with("registry+") {
            let sum = self.sums.of(&name, &version);
            let sum = sum.with_context(|| format!("no lock file has a checksum of {name} {version}"))?;
            let licence = said.with_context(|| format!("{name} {version} names no licence"))?;
            (Origin::Registry(sum), version, licence)
        } else {
            bail!("{name} comes from neither this repository nor the registry: {id}");
        };
        // Older manifests write a slash.
        let licence = licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ");
        Ok(Crate {
            name,
            version,
            licence,
            origin,
            folder: folder.to_owned(),
            programs: BTreeSet::new(),
            needs: BTreeSet::new(),
        })
    }
}

/// Whether a unit is a library that is compiled, and not a build script or its run.
fn is_code(unit: &Value) -> bool {
    let script =
        list(unit, "/target/kind").is_some_and(|kinds| kinds.iter().any(|kind| kind == "custom-build"));
    word(unit, "/mode") == Some("build") && !script
}

/// Whether a unit is compiled for the browser, and not for where the build runs.
fn is_shipped(unit: &Value) -> bool {
    word(unit, "/platform").is_some()
}

/// A text in what cargo says, by its path.
pub fn word<'a>(told: &'a Value, path: &str) -> Option<&'a str> {
    told.pointer(path)?.as_str()
}

/// A list in what cargo says, by its path.
pub fn list<'a>(told: &'a Value, path: &str) -> Option<&'a Vec<Value>> {
    told.pointer(path)?.as_array()
}

/// Name and version of a package, of which cargo leaves the name out where the folder has it.
fn named(id: &str) -> Option<(String, String)> {
    let (source, end) = id.rsplit_once('#')?;
    let (name, version) = match end.split_once('@') {
        Some((name, version)) => (name, version),
        None => (source.rsplit('/').next()?, end),
    };
    Some((name.to_owned(), version.to_owned()))
}

/// The checksums of two lock files: ours, and that of the standard library.
struct Sums(BTreeMap<(String, String), String>);

impl Sums {
    fn read(ours: &Path, library: &Path) -> Result<Self> {
        let mut sums = BTreeMap::new();
        for path in [library, ours] {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("{} could not be read", path.display()))?;
            let lock: toml::Table =
                toml::from_str(&text).with_context(|| format!("{} is no TOML", path.display()))?;
            for package in lock.get("package").and_then(toml::Value::as_array).into_iter().flatten() {
                let word = |key: &str| package.get(key)?.as_str().map(str::to_owned);
                if let (Some(name), Some(version), Some(sum)) =
                    (word("name"), word("version"), word("checksum"))
                {
                    sums.insert((name, version), sum);
                }
            }
        }
        Ok(Self(sums))
    }

    fn of(&self, name: &str, version: &str) -> Option<String> {
        self.0.get(&(name.to_owned(), version.to_owned())).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_named_with_or_without_its_name() {
        let of = |id| named(id).map(|(name, version)| format!("{name} {version}"));
        assert_eq!(of("registry+https://example.org/index#yew@0.23.0").as_deref(), Some("yew 0.23.0"));
        assert_eq!(of("path+file:///a/library/core#0.0.0").as_deref(), Some("core 0.0.0"));
        assert_eq!(
            of("path+file:///a/crates/core#pomscope-core@0.1.0").as_deref(),
            Some("pomscope-core 0.1.0")
        );
        assert_eq!(of("nothing"), None);
    }

    #[test]
    fn build_scripts_are_no_part_of_a_program() {
        let unit = |mode: &str, kind: &str| serde_json::json!({ "mode": mode, "target": { "kind": [kind] } });
        assert!(is_code(&unit("build", "lib")) && is_code(&unit("build", "proc-macro")));
        assert!(
            !is_code(&unit("build", "custom-build")) && !is_code(&unit("run-custom-build", "custom-build"))
        );
    }
}
