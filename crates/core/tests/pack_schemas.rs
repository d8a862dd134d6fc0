//! The schemas of packs, lenses, wordings, prompts and bundles hold what Pomscope carries and the example, refuse what is broken, and never refuse what the reader takes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;
mod schema;

use std::path::{Path, PathBuf};

use pomscope_core::bundle::{Bundle, wording_of};
use pomscope_core::kit::Prompts;
use pomscope_core::pack::Pack;
use sample::own;
use schema::{Schema, Undescribed};
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema(name: &str, undescribed: Undescribed) -> Schema {
    let file = root().join("docs/schemas").join(format!("{name}.schema.json"));
    Schema::read(&std::fs::read_to_string(file).unwrap(), undescribed)
}

fn value(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The folders of all packs: those that Pomscope carries, and the example.
fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root().join("content/packs"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .chain([root().join("examples/pack")])
        .collect();
    folders.sort();
    folders
}

/// The JSON files of a folder, with the schema that each has to hold.
fn files(folder: &Path) -> Vec<(PathBuf, &'static str)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let read = value(&path);
        let name = match (read["format"].as_str().unwrap(), read["kind"].as_str()) {
            ("pomscope-pack", Some("lens")) => "lens",
            ("pomscope-pack", _) => "pack",
            ("pomscope-wording", _) => "wording",
            ("pomscope-prompts", _) => "prompts",
            ("pomscope-bundle", _) => "bundle",
            _ => continue,
        };
        found.push((path, name));
    }
    found
}

#[test]
fn every_pack_that_is_carried_and_the_example_are_what_their_schemas_say() {
    let mut seen: Vec<&str> = Vec::new();
    for folder in folders() {
        for (path, name) in files(&folder).into_iter().chain(files(&folder.join("kit"))) {
            assert_eq!(schema(name, Undescribed::Refused).check(&value(&path)), Ok(()), "{}", path.display());
            seen.push(name);
        }
    }
    for (name, least) in [("pack", 2), ("lens", 5), ("wording", 8), ("prompts", 1)] {
        assert!(seen.iter().filter(|seen| **seen == name).count() >= least, "{name}: {seen:?}");
    }
    let small = sample::plain_pack(2, 3, true, 1, 1);
    assert_eq!(schema("pack", Undescribed::Refused).check(&small), Ok(()));
}

/// Whether the reader takes a value of this kind.
fn reads(name: &str, value: &Value, folder: &Path) -> bool {
    let read = |file: &str| own(&self::value(&folder.join(file)));
    match name {
        "pack" | "lens" => Pack::from_json(&own(value)).is_ok(),
        "wording" => {
            let structure = read("pack.json");
            wording_of(&structure, &Pack::from_json(&structure).unwrap(), &own(value)).is_ok()
        }
        "prompts" => Prompts::from_json(&own(value), &Pack::from_json(&read("pack.json")).unwrap()).is_ok(),
        _ => Bundle::from_json(&own(value)).is_ok(),
    }
}

#[test]
fn what_is_broken_is_refused_by_schema_and_reader_alike() {
    let block = root().join("content/packs/relationship-management-methodology");
    let lens = root().join("content/packs/conversations");
    let bundle = json!({"format": "pomscope-bundle", "formatVersion": 1,
        "pack": value(&block.join("pack.json")), "wordings": {"en": value(&block.join("en.json"))}});
    let base = |name: &str| match name {
        "pack" => value(&block.join("pack.json")),
        "lens" => value(&lens.join("pack.json")),
        "wording" => value(&block.join("en.json")),
        "prompts" => value(&block.join("kit/en.json")),
        _ => bundle.clone(),
    };
    for (name, pointer, wrong) in [
        ("pack", "/format", json!("pomscope-wording")),
        ("pack", "/formatVersion", json!(2)),
        ("pack", "/formatVersion", json!("1")),
        ("pack", "/id", json!("")),
        ("pack", "/id", json!("two words")),
        ("pack", "/id", json!("x".repeat(81))),
        ("pack", "/version", json!(1)),
        ("pack", "/block", json!(["A2"])),
        ("pack", "/scale", json!("stars")),
        ("pack", "/weights", json!(2)),
        ("pack", "/weights/practice", json!(0)),
        ("pack", "/weights/outcome", json!(100.5)),
        ("pack", "/levels", json!([{"level": 1}])),
        ("pack", "/levels/0", json!(1)),
        ("pack", "/levels/0/descriptive", json!("yes")),
        ("pack", "/threads", json!([])),
        ("pack", "/threads/0", json!(7)),
        ("pack", "/groups", json!({})),
        ("pack", "/groups/0", json!("A2.L1.GOAL")),
        ("pack", "/groups/0/id", json!("é")),
        ("pack", "/groups/0/thread", json!("")),
        ("pack", "/groups/0/level", json!("1")),
        ("pack", "/groups/0/practices", json!("none")),
        ("pack", "/groups/3/practices/0", json!("A2")),
        ("pack", "/groups/3/practices/0/surpassable", json!(1)),
        ("pack", "/groups/3/metrics", json!("m01")),
        ("pack", "/groups/3/metrics/0", json!(1)),
        ("pack", "/metrics/0/unit", json!("litres")),
        ("pack", "/metrics/0/better", json!("maybe")),
        ("pack", "/metrics/0/better", json!([])),
        ("pack", "/metrics/0/kind", json!(3)),
        ("pack", "/metrics/0/ratio", json!("yes")),
        ("pack", "/metrics/0/notAbove", json!(5)),
        ("pack", "/metrics/0/queryAbove", json!(-1)),
        ("pack", "/metrics/2/about", json!("weather")),
        ("lens", "/kind", json!("prism")),
        ("lens", "/facets", json!([])),
        ("lens", "/facets/0/receiver", json!("both")),
        ("lens", "/facets/0/na", json!("never")),
        ("lens", "/facets/0/items", json!([])),
        ("lens", "/facets/0/items/0/perSide", json!("yes")),
        ("lens", "/trust/met", json!(4)),
        ("lens", "/reflection/0", json!(1)),
        ("wording", "/lang", json!("English, please")),
        ("wording", "/name", json!(" ")),
        ("wording", "/levels/2/text", json!(2)),
        ("wording", "/threads/GOAL/probe", json!("")),
        ("wording", "/items/A2.L2.GOAL.P1/text", json!("x".repeat(4_001))),
        ("wording", "/notes/0", json!(1)),
        ("wording", "/metrics/m01", json!([])),
        ("prompts", "/format", json!("pomscope-pack")),
        ("prompts", "/groups/A2.L2.GOAL/questions", json!(["one"])),
        ("prompts", "/groups/A2.L2.GOAL/evidence", json!([])),
        ("prompts", "/groups/A2.L2.GOAL/theme", json!("")),
        ("bundle", "/format", json!("pomscope-pack")),
        ("bundle", "/formatVersion", json!(2)),
        ("bundle", "/pack", json!([])),
        ("bundle", "/wordings", json!({})),
        ("bundle", "/wordings/en", json!(null)),
    ] {
        let mut broken = base(name);
        let folder = if name == "lens" { &lens } else { &block };
        assert!(reads(name, &broken, folder), "{name} is broken already");
        // What is not there is put there.
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match broken.pointer_mut(parent).unwrap_or_else(|| panic!("{name}{parent}")) {
            Value::Object(object) => drop(object.insert(key.into(), wrong.clone())),
            Value::Array(list) => list[key.parse::<usize>().unwrap()] = wrong.clone(),
            _ => panic!("{name}{pointer}"),
        }
        assert!(
            schema(name, Undescribed::Allowed).check(&broken).is_err(),
            "the schema of {name} takes {wrong} at {pointer}"
        );
        assert!(!reads(name, &broken, folder), "the reader takes {wrong} at {name}{pointer}");
    }
}

/// The pointers to everything in a value.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    let mut inside = |key: &str, value: &Value| {
        let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        all.push(at.clone());
        pointers(value, &at, all);
    };
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| inside(key, value)),
        Value::Array(list) => list.iter().enumerate().for_each(|(at, value)| inside(&at.to_string(), value)),
        _ => {}
    }
}

#[test]
fn a_schema_never_refuses_what_the_reader_takes() {
    let mut taken = 0;
    for folder in [root().join("examples/pack"), root().join("content/packs/conversations")] {
        for (path, name) in files(&folder) {
            let (whole, schema) = (value(&path), schema(name, Undescribed::Allowed));
            let mut all = Vec::new();
            pointers(&whole, "", &mut all);
            for pointer in &all {
                for wrong in [json!([[[]]]), json!(null), json!("x"), json!(3), json!({})] {
                    let mut broken = whole.clone();
                    *broken.pointer_mut(pointer).unwrap() = wrong.clone();
                    if reads(name, &broken, &folder) {
                        taken += 1;
                        assert_eq!(schema.check(&broken), Ok(()), "{}{pointer}: {wrong}", path.display());
                    }
                }
                let (parent, key) = pointer.rsplit_once('/').unwrap();
                let mut broken = whole.clone();
                match broken.pointer_mut(parent).unwrap() {
                    Value::Object(object) => drop(object.remove(key)),
                    Value::Array(list) => drop(list.remove(key.parse().unwrap())),
                    _ => {}
                }
                if reads(name, &broken, &folder) {
                    taken += 1;
                    assert_eq!(schema.check(&broken), Ok(()), "{} without {pointer}", path.display());
                }
            }
        }
    }
    assert!(taken > 300, "{taken}");
}
