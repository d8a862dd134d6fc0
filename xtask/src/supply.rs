//! What dependencies may be, checked: the rules of deny.toml over what cargo resolves and links, and the reasons in docs/DEPENDENCIES.md. What is in a built site, tests/supply looks at.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::licences::met;
use crate::linked::{Linked, linked, list, word};
use crate::project::{self, Project};

const RULES: &str = "deny.toml";
const REASONS: &str = "docs/DEPENDENCIES.md";
/// How cargo marks what comes from a registry.
const REGISTRY: &str = "registry+";

/// What came of it.
#[derive(Default)]
pub struct Outcome {
    pub passed: usize,
    pub failed: usize,
    /// What could not be checked here, and why.
    pub skipped: Vec<String>,
}

impl Outcome {
    fn add(&mut self, rule: &str, faults: &[String]) {
        let held = faults.is_empty();
        self.passed += usize::from(held);
        self.failed += usize::from(!held);
        println!("{} {rule}", if held { "ok  " } else { "FAIL" });
        for fault in faults {
            println!("       {fault}");
        }
    }
}

/// Checks everything that needs no built site.
///
/// # Errors
/// Where cargo, or a file that says what is allowed, cannot be read.
pub fn check(project: &Project) -> Result<Outcome> {
    let rules: toml::Table =
        toml::from_str(&project.read(RULES)?).with_context(|| format!("{RULES} is not valid TOML"))?;
    let mut cargo = project.cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    for target in words(rules.get("graph").and_then(|graph| graph.get("targets"))) {
        cargo.args(["--filter-platform", target]);
    }
    let told = project::capture(&mut cargo, "asking cargo for all dependencies")?;
    let told: Value =
        serde_json::from_str(&told).context("what cargo says of the dependencies is no JSON")?;
    let graph = Graph::read(&told).context("cargo tells of the dependencies in another way than before")?;
    let linked = linked(project)?;
    let npm: Value =
        serde_json::from_str(&project.read("package-lock.json")?).context("package-lock.json is no JSON")?;

    let mut outcome = Outcome::default();
    outcome.add("every licence is allowed, and every allowance is used", &licences(&rules, &graph, &linked));
    outcome.add(
        "every crate comes from the registry or stands here, at a version that is asked for",
        &sources(&graph),
    );
    outcome.add("no crate that is banned is brought by anybody who may not", &bans(&rules, &graph));
    outcome.add("no program that ships links one of them in another way", &links(&rules, &linked));
    let direct = [graph.direct(), packages(&npm)].concat();
    outcome.add(
        "every direct dependency has its reason, and every reason its dependency",
        &reasons(&project.read(REASONS)?, &direct),
    );
    deny(project, &mut outcome)?;
    Ok(outcome)
}

/// `cargo deny` itself, where it is there: it also reads licence texts, and knows what was found to be unsafe.
fn deny(project: &Project, outcome: &mut Outcome) -> Result<()> {
    let install = "it is not installed here; to have it: cargo install --locked cargo-deny";
    let is_there = project::on_path("cargo-deny").is_some();
    if !is_there {
        outcome.skipped.push(format!("cargo deny, whose rules were checked without it, since {install}"));
        outcome.skipped.push(format!("advisories, since cargo deny looks them up and {install}"));
        return Ok(());
    }
    let run = |checks: &[&str]| {
        let mut cargo = project.cargo();
        cargo.args(["deny", "--workspace", "--locked", "--log-level", "error", "check"]);
        cargo.args(["-D", "license-not-encountered"]).args(checks);
        cargo.output().context("cargo deny could not be started")
    };
    let rules = run(&["licenses", "sources", "bans"])?;
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
    let faults = if rules.status.success() { Vec::new() } else { said(&rules.stderr) };
    outcome.add("cargo deny says the same", &faults);
    let advisories = run(&["advisories"])?;
    let told = String::from_utf8_lossy(&advisories.stderr).into_owned();
    if told.contains("failed to fetch advisory database") {
        outcome.skipped.push("advisories, since their database cannot be reached from here".to_owned());
    } else {
        let faults = if advisories.status.success() { Vec::new() } else { said(&advisories.stderr) };
        outcome.add("no crate has an advisory", &faults);
    }
    Ok(())
}

/// A package as cargo resolved it.
struct Package {
    name: String,
    version: String,
    licence: String,
    source: Option<String>,
    /// The names and requirements of what it asks for, if it stands in this repository.
    asks: Vec<(String, String, bool)>,
    needs: BTreeSet<String>,
}

struct Graph {
    packages: BTreeMap<String, Package>,
}

impl Graph {
    fn read(told: &Value) -> Option<Self> {
        let own: BTreeSet<&str> =
            list(told, "/workspace_members")?.iter().filter_map(Value::as_str).collect();
        let mut packages = BTreeMap::new();
        for package in list(told, "/packages")? {
            let id = word(package, "/id")?;
            let owned = |path: &str| word(package, path).map(str::to_owned);
            let asks = list(package, "/dependencies")?.iter().filter(|_| own.contains(id));
            let asks = asks.filter_map(|asked| {
                let name = word(asked, "/name")?.to_owned();
                Some((name, word(asked, "/req")?.to_owned(), word(asked, "/path").is_some()))
            });
            let package = Package {
                name: owned("/name")?,
                version: owned("/version")?,
                licence: owned("/license")
                    .unwrap_or_default()
                    .split('/')
                    .map(str::trim)
                    .collect::<Vec<_>>()
                    .join(" OR "),
                source: owned("/source"),
                asks: asks.collect(),
                needs: BTreeSet::new(),
            };
            packages.insert(id.to_owned(), package);
        }
        for node in list(told, "/resolve/nodes")? {
            let needs =
                list(node, "/deps")?.iter().filter_map(|needed| word(needed, "/pkg").map(str::to_owned));
            packages.get_mut(word(node, "/id")?)?.needs = needs.collect();
        }
        Some(Self { packages })
    }

    /// What packages of this repository ask for by name, but each other.
    fn direct(&self) -> Vec<Direct> {
        let mut found: BTreeMap<&str, Direct> = BTreeMap::new();
        for asking in self.packages.values().filter(|package| package.source.is_none()) {
            for (name, ..) in asking.asks.iter().filter(|(.., path)| !path) {
                let Some(id) =
                    asking.needs.iter().find(|id| self.packages.get(*id).is_some_and(|at| at.name == *name))
                else {
                    continue;
                };
                let Some(package) = self.packages.get(id) else { continue };
                let direct = found.entry(&package.name).or_insert_with(|| Direct {
                    name: name.clone(),
                    users: BTreeSet::new(),
                    licence: package.licence.clone(),
                    brings: self.brings(id),
                });
                direct.users.insert(asking.name.clone());
            }
        }
        found.into_values().collect()
    }

    /// How many packages come along with one, of those that are resolved for our targets.
    fn brings(&self, id: &str) -> usize {
        let mut found = BTreeSet::new();
        let mut left = vec![id];
        while let Some(id) = left.pop() {
            for needed in self.packages.get(id).into_iter().flat_map(|package| &package.needs) {
                if found.insert(needed.as_str()) {
                    left.push(needed);
                }
            }
        }
        found.len()
    }
}

/// A dependency that somebody here asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direct {
    name: String,
    users: BTreeSet<String>,
    licence: String,
    brings: usize,
}

/// What package.json asks for: nothing of it ships.
fn packages(lock: &Value) -> Vec<Direct> {
    let installed = lock.get("packages").and_then(Value::as_object);
    let at = |name: &str| installed.and_then(|all| all.get(&format!("node_modules/{name}")));
    let names = |package: Option<&'_ Value>, key: &str| -> Vec<String> {
        let list = package.and_then(|package| package.get(key)).and_then(Value::as_object);
        list.into_iter().flatten().map(|(name, _)| name.clone()).collect()
    };
    names(installed.and_then(|all| all.get("")), "devDependencies")
        .into_iter()
        .map(|name| {
            let mut found = BTreeSet::new();
            let mut left = vec![name.clone()];
            while let Some(next) = left.pop() {
                for needed in names(at(&next), "dependencies") {
                    if found.insert(needed.clone()) {
                        left.push(needed);
                    }
                }
            }
            let licence =
                at(&name).and_then(|package| word(package, "/license")).unwrap_or_default().to_owned();
            Direct { name, users: BTreeSet::from(["npm".to_owned()]), licence, brings: found.len() }
        })
        .collect()
}

fn words(list: Option<&toml::Value>) -> Vec<&str> {
    list.and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str).collect()
}

fn licences(rules: &toml::Table, graph: &Graph, linked: &Linked) -> Vec<String> {
    let allowed = words(rules.get("licenses").and_then(|table| table.get("allow")));
    let mut used = BTreeSet::new();
    let mut faults = Vec::new();
    let resolved = graph.packages.values().map(|package| (&package.name, &package.version, &package.licence));
    // The standard library's crates are in no lock file of ours.
    let shipped = linked.shipped().map(|each| (&each.name, &each.version, &each.licence));
    for (name, version, licence) in resolved.chain(shipped) {
        match met(licence, &allowed) {
            Some(found) => used.extend(found),
            None => faults
                .push(format!("{name} {version} is licensed as {licence:?}, which {RULES} does not allow")),
        }
    }
    faults.extend(
        allowed
            .iter()
            .filter(|name| !used.contains(*name))
            .map(|name| format!("{RULES} allows {name}, which nobody needs")),
    );
    faults
}

fn sources(graph: &Graph) -> Vec<String> {
    let mut faults = Vec::new();
    let registries = graph.packages.values().filter_map(|package| package.source.as_deref());
    // All from one: a second would be a way in for another crate of the same name.
    let registry = registries.filter(|source| source.starts_with(REGISTRY)).min();
    for package in graph.packages.values() {
        if let Some(source) = package.source.as_ref().filter(|source| Some(source.as_str()) != registry) {
            faults.push(format!("{} {} comes from {source}", package.name, package.version));
        }
        for (name, asked, path) in &package.asks {
            if asked == "*" && !path {
                faults.push(format!("{} asks for any version of {name}", package.name));
            }
        }
    }
    faults
}

/// Crate → who may bring it.
fn banned(rules: &toml::Table) -> BTreeMap<&str, Vec<&str>> {
    let list = rules.get("bans").and_then(|bans| bans.get("deny")).and_then(toml::Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(|ban| Some((ban.get("crate")?.as_str()?, words(ban.get("wrappers")))))
        .collect()
}

fn bans(rules: &toml::Table, graph: &Graph) -> Vec<String> {
    let banned = banned(rules);
    let mut faults = Vec::new();
    let mut met = BTreeSet::new();
    for package in graph.packages.values() {
        for needed in package.needs.iter().filter_map(|id| graph.packages.get(id)) {
            let Some((name, wrappers)) = banned.get_key_value(needed.name.as_str()) else { continue };
            if wrappers.contains(&package.name.as_str()) {
                met.insert((*name, package.name.as_str()));
            } else {
                faults.push(format!("{} {} brings {name}", package.name, package.version));
            }
        }
    }
    for (name, wrappers) in &banned {
        let idle = wrappers.iter().filter(|wrapper| !met.contains(&(*name, **wrapper)));
        faults.extend(idle.map(|wrapper| format!("{RULES} lets {wrapper} bring {name}, which it does not")));
    }
    faults
}

fn links(rules: &toml::Table, linked: &Linked) -> Vec<String> {
    let banned = banned(rules);
    let mut faults = Vec::new();
    for each in linked.shipped() {
        for needed in each.needs.iter().filter_map(|id| linked.crates.get(id)) {
            if let Some(wrappers) = banned.get(needed.name.as_str())
                && !wrappers.contains(&each.name.as_str())
            {
                let programs: Vec<&str> = each.programs.iter().copied().collect();
                faults.push(format!("{} links {} into {}", each.name, needed.name, programs.join(", ")));
            }
        }
    }
    faults
}

/// The table's rows: | `name` | used by | licence | brings | what for | why not our own |.
fn reasons(page: &str, direct: &[Direct]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut told = BTreeSet::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [name, users, licence, brings, purpose, own] = cells.as_slice() else {
            faults.push(format!("a row has another number of cells: {line}"));
            continue;
        };
        let name = name.trim_matches('`');
        if !told.insert(name) {
            faults.push(format!("{name} has two rows"));
        }
        let Some(found) = direct.iter().find(|found| found.name == name) else {
            faults.push(format!("{name} has a row, and nobody asks for it"));
            continue;
        };
        let real = found.users.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        for (what, said, is) in [
            ("is used by", *users, real),
            ("is licensed as", *licence, found.licence.clone()),
            ("brings along", *brings, found.brings.to_string()),
        ] {
            if said != is {
                faults.push(format!("{name} {what} {is}, and its row says {said}"));
            }
        }
        if purpose.len() < 10 || own.len() < 10 {
            faults.push(format!("{name} lacks what it is for, or why it is not our own"));
        }
    }
    let missing = direct.iter().filter(|found| !told.contains(found.name.as_str()));
    faults.extend(missing.map(|found| format!("{} has no row", found.name)));
    if !faults.is_empty() {
        faults.push(format!("see {REASONS}"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ALLOW: &str =
        "[licenses]\nallow = [\"MIT\"]\n[bans]\ndeny = [{ crate = \"clock\", wrappers = [\"frame\"] }]\n";

    fn rules(text: &str) -> toml::Table {
        toml::from_str(text).unwrap()
    }

    /// app → frame → clock, and the app asks for the frame at some version.
    fn graph(asked: &str, licence: &str, source: &str, app_needs: &[&str]) -> Graph {
        let package = |name: &str, source: Option<&str>, asks: Value| json!({ "id": name, "name": name, "version": "1.0.0", "license": licence, "source": source, "dependencies": asks });
        let deps = |names: &[&str]| names.iter().map(|name| json!({ "pkg": name })).collect::<Vec<_>>();
        Graph::read(&json!({
            "workspace_members": ["app"],
            "packages": [
                package("app", None, json!([{ "name": "frame", "req": asked }])),
                package("frame", Some(source), json!([])),
                package("clock", Some(REGISTRY), json!([])),
            ],
            "resolve": { "nodes": [
                { "id": "app", "deps": deps(app_needs) },
                { "id": "frame", "deps": deps(&["clock"]) },
                { "id": "clock", "deps": [] },
            ] },
        }))
        .unwrap()
    }

    fn plain() -> Graph {
        graph("^1", "MIT", REGISTRY, &["frame"])
    }

    fn nothing() -> Linked {
        Linked { crates: BTreeMap::new(), rust: "1".into() }
    }

    #[test]
    fn a_licence_that_is_not_allowed_and_an_allowance_that_nobody_needs_are_faults() {
        let rules = rules(ALLOW);
        assert_eq!(licences(&rules, &plain(), &nothing()), Vec::<String>::new());
        let other = licences(&rules, &graph("^1", "GPL-3.0-only", REGISTRY, &[]), &nothing());
        assert_eq!(other.len(), 4, "three crates, and MIT for nobody: {other:?}");
    }

    #[test]
    fn another_source_and_any_version_are_faults() {
        assert_eq!(sources(&plain()), Vec::<String>::new());
        assert_eq!(sources(&graph("^1", "MIT", "git+https://example.org/frame", &["frame"])).len(), 1);
        assert_eq!(sources(&graph("^1", "MIT", "registry+other", &["frame"])).len(), 1);
        assert_eq!(sources(&graph("*", "MIT", REGISTRY, &["frame"])), ["app asks for any version of frame"]);
    }

    #[test]
    fn a_banned_crate_comes_by_those_alone_who_may_bring_it() {
        assert_eq!(bans(&rules(ALLOW), &plain()), Vec::<String>::new());
        assert_eq!(
            bans(&rules(ALLOW), &graph("^1", "MIT", REGISTRY, &["frame", "clock"])),
            ["app 1.0.0 brings clock"]
        );
        let idle = rules("[bans]\ndeny = [{ crate = \"clock\", wrappers = [\"frame\", \"other\"] }]\n");
        assert_eq!(bans(&idle, &plain()), ["deny.toml lets other bring clock, which it does not"]);
    }

    #[test]
    fn reasons_and_dependencies_are_held_against_each_other() {
        let row = |text: &str| reasons(text, &plain().direct()).len();
        let good = "| `frame` | app | MIT | 1 | holds the screen together | a year of work |\n";
        assert_eq!(row(good), 0);
        assert_eq!(row(""), 2, "no row");
        for (from, to) in [("app", "cli"), ("MIT", "ISC"), ("| 1 |", "| 2 |"), ("a year of work", "-")] {
            assert_eq!(row(&good.replace(from, to)), 2, "{from} → {to}");
        }
        assert_eq!(row(&format!("{good}{good}")), 2, "twice");
        assert_eq!(row(&format!("{good}{}", good.replace("frame", "other"))), 2, "left over");
    }
}
