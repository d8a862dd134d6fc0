//! Packs that mean harm or were broken by chance: whatever comes is refused with a sentence or goes the whole way to a report, without a panic and within bounded memory. `POMSCOPE_PACK_FUZZ=100000 cargo test -p pomscope-core --test pack_fuzz` tries more, `POMSCOPE_PACK_FUZZ_SEED` others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod hostile;

use std::path::Path;

use hostile::mutate::{mutate, scramble};
use hostile::pack::whole_way;
use hostile::{Dice, sample};
use serde_json::{Map, Value, json};

/// How many inputs are tried without being asked for more.
const INPUTS: usize = 120;
/// The most memory that this whole test program may ever have taken, in kilobytes: some hundred times the largest input.
const MOST_MEMORY: u64 = 900_000;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs")
}

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap()
}

fn value(path: &str) -> Value {
    serde_json::from_str(&file(path)).unwrap()
}

/// The packs and bundles that inputs are made of.
fn stock() -> Vec<Value> {
    let bundle = |pack: &str| {
        json!({"format": "pomscope-bundle", "formatVersion": 1, "pack": value(&format!("{pack}/pack.json")),
            "wordings": {"en": value(&format!("{pack}/en.json"))}})
    };
    let mut all: Vec<Value> = [
        "relationship-management-methodology",
        "framework",
        "principles",
        "duties",
        "watermelon",
        "conversations",
    ]
    .map(|id| bundle(&format!("content/packs/{id}")))
    .into();
    all.push(bundle("examples/pack"));
    all.extend([sample::plain_pack(1, 2, false, 1, 0), sample::plain_pack(3, 6, true, 1, 2)]);
    all
}

/// The most memory that this program ever had, in kilobytes; none where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn asked(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn whatever_becomes_of_a_pack_it_is_refused_or_goes_the_whole_way() {
    let inputs = asked("POMSCOPE_PACK_FUZZ").unwrap_or(INPUTS);
    let seed = asked("POMSCOPE_PACK_FUZZ_SEED").unwrap_or(7);
    let mut dice =
        Dice(0x9e37_79b9_7f4a_7c15 ^ u64::try_from(seed).unwrap().wrapping_mul(0x2545_f491_4f6c_dd1d));
    let stock = stock();
    let (mut refused, mut sound, mut reported) = (0, 0, 0);
    for _ in 0..inputs {
        let mut whole = dice.one(&stock).clone();
        for _ in 0..=dice.next(6) {
            mutate(&mut whole, &mut dice);
        }
        let mut text = whole.to_string();
        if dice.next(6) == 0 {
            text = scramble(&text, &mut dice);
        }
        let seen = whole_way(&text, &mut dice);
        refused += usize::from(seen.refused);
        sound += usize::from(seen.sound);
        reported += usize::from(seen.reported);
    }
    let peak = peak();
    println!(
        "{inputs} inputs, {refused} refused somewhere, {sound} sound somewhere, {reported} reported, {peak:?} kB at most"
    );
    assert!(
        refused * 10 > inputs && sound * 10 > inputs && reported * 20 > inputs,
        "the inputs are too much alike"
    );
    assert!(peak.is_none_or(|peak| peak < MOST_MEMORY), "{peak:?} kB");
}

#[test]
fn what_once_meant_harm_is_refused_or_shown_as_text() {
    let mut names: Vec<_> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    assert!(names.len() >= 12, "{}", names.len());
    for path in names {
        let text = std::fs::read_to_string(&path).unwrap();
        let seen = whole_way(&text, &mut Dice(11));
        let name = path.file_name().unwrap().to_str().unwrap();
        let refused = name.starts_with("refused-");
        assert!(refused || name.starts_with("shown-"), "{name}: a file is called refused-… or shown-…");
        assert_eq!((seen.sound, seen.reported), (!refused, !refused), "{name}: {seen:?}");
    }
}

#[test]
fn what_is_huge_or_deep_is_refused_at_once() {
    let wide: Map<String, Value> = (0..200_000).map(|n| (format!("k{n}"), json!(n))).collect();
    let group = |n: usize| json!({"id": format!("g{n}"), "thread": "T", "level": 1 + n % 2, "practices": [{"id": format!("p{n}")}]});
    let pack = |groups: Vec<Value>| {
        json!({"format": "pomscope-pack", "formatVersion": 1, "id": "x", "version": "1", "levels": [{"level": 1}, {"level": 2}],
            "threads": ["T"], "groups": groups})
    };
    let items: Vec<Value> = (0..60_000).map(|n| json!({"id": format!("p{n}")})).collect();
    let many = vec![json!({"id": "a", "thread": "T", "level": 1, "practices": items}), group(1)];
    for text in [
        Value::Object(wide).to_string(),
        pack((0..30_000).map(group).collect()).to_string(),
        pack(many).to_string(),
        "[".repeat(5_000_000),
        format!("{{\"format\":\"pomscope-pack\",\"x\":\"{}\"}}", "y".repeat(4_900_000)),
        format!("[{}]", "{\"a\":1},".repeat(300_000)),
    ] {
        let seen = whole_way(&text, &mut Dice(3));
        assert!(seen.refused && !seen.sound, "{}", &text[..60]);
    }
    assert!(peak().is_none_or(|peak| peak < MOST_MEMORY), "{:?} kB", peak());
}
