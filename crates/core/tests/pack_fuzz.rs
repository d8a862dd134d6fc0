//! Packs that mean harm or were broken by chance: whatever comes is refused with a sentence or goes the whole way to a report, without a panic and within bounded memory. `POMSCOPE_PACK_FUZZ=100000 cargo test -p pomscope-core --test pack_fuzz` tries more, `POMSCOPE_PACK_FUZZ_SEED` others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;
mod sample;

use std::path::Path;
use std::sync::LazyLock;

use pomscope_core::answers::Rating;
use pomscope_core::bundle::{Bundle, wording_of};
use pomscope_core::code::{Kind, decode, encode};
use pomscope_core::content::{Content, Wording};
use pomscope_core::group::{Part, Response, ResponseId, Rule, Shown};
use pomscope_core::json::{self, parse};
use pomscope_core::kit::plan::Form;
use pomscope_core::kit::{Kit, Prompts, paper_form, prompts, slides};
use pomscope_core::lens::Lenses;
use pomscope_core::method::{Sheet, score};
use pomscope_core::owner::Owner;
use pomscope_core::pack::{Fault, Pack, PackKind};
use pomscope_core::report::csv::Sheet as Table;
use pomscope_core::report::export::{Format, export};
use pomscope_core::report::{Telling, markdown, tell};
use pomscope_core::style;
use pomscope_core::text::Texts;
use random::HOSTILE;
use sample::{empty, rate, worded};
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

fn texts(path: &str) -> Texts {
    Texts::from_json(&parse(&file(path)).unwrap()).unwrap()
}

static INTERFACE: LazyLock<Texts> = LazyLock::new(|| texts("content/interface/en.json"));
static KIT: LazyLock<Texts> = LazyLock::new(|| texts("content/kit/en.json"));

/// Chance that comes out the same for the same seed.
struct Dice(u64);

impl Dice {
    fn next(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % most.max(1)
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.next(of.len())]
    }
}

/// What was seen of an input.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    refused: bool,
    sound: bool,
    reported: bool,
}

fn told(faults: &[Fault]) {
    assert!(!faults.is_empty(), "refused without a word");
    for fault in faults {
        let (what, help) = fault.parts();
        assert!(!what.trim().is_empty() && !help.trim().is_empty(), "{fault:?}");
        assert!(!fault.code.is_warning(), "{fault:?}");
    }
}

/// Takes a text as far as it goes.
fn whole_way(text: &str, dice: &mut Dice) -> Seen {
    let Ok(read) = parse(text) else { return Seen { refused: true, ..Seen::default() } };
    let mut seen = Seen::default();
    match Bundle::from_json(&read) {
        Ok(bundle) => {
            seen.sound = true;
            for wording in bundle.wordings.into_iter().take(1) {
                seen.reported |= used(bundle.pack.clone(), wording, dice);
            }
        }
        Err(faults) => told(&faults),
    }
    let structure = read.get("pack").unwrap_or(&read);
    let _ = style::pack_keys(structure);
    match Pack::from_json(structure) {
        Err(faults) => {
            told(&faults);
            seen.refused = true;
        }
        Ok(pack) => {
            seen.sound = true;
            let _ = style::pack(structure, &pack);
            let put = |text: String| format!("{text} {}", HOSTILE[text.len() % HOSTILE.len()]);
            let own = worded(&pack, &put);
            let own = json::parse(&own.to_string()).unwrap();
            if pack.kind == PackKind::Block {
                let wording = Wording::from_json(&own, &pack).unwrap();
                let _ = style::wording(&own, &wording, &pack);
                seen.reported |= used(pack.clone(), wording, dice);
            }
            for (_, value) in read.get("wordings").and_then(json::Value::as_object).into_iter().flatten() {
                match wording_of(structure, &pack, value) {
                    Ok(wording) => drop(style::wording(value, &wording, &pack)),
                    Err(faults) => told(&faults),
                }
                let _ = style::between(&[value, &own]);
            }
        }
    }
    let real = sample::real();
    for faults in [Wording::from_json(&read, real).err(), Prompts::from_json(&read, real).err()] {
        faults.iter().for_each(|faults| told(faults));
    }
    seen
}

/// Markdown says with a backslash that a sign is one.
fn no_markup(markdown: &str) {
    assert!(!markdown.replace("\\<", "").contains("<script"), "markup came through: {markdown}");
}

/// Uses a sound pack for all that packs are for.
fn used(pack: Pack, wording: Wording, dice: &mut Dice) -> bool {
    if pack.kind == PackKind::Lens {
        return false;
    }
    let content = Content::of_own(pack, wording, &INTERFACE, Lenses::default());
    let ratings =
        [Rating::Not, Rating::Partly, Rating::Largely, Rating::Fully, Rating::Unknown, Rating::NotApplicable];
    let mut assessment = empty(&content.pack);
    for item in &content.pack.asked {
        let rating = *dice.one(&ratings);
        if dice.next(5) > 0 && rating.allowed(item) {
            rate(&mut assessment, item.id.as_str(), rating);
        }
    }
    let encoded = encode(&content.pack, &assessment, Kind::Single);
    let decoded = decode(&[&content.pack], encoded.code.plain()).unwrap();
    assert_eq!(Sheet::of(&content.pack, &decoded.assessment), Sheet::of(&content.pack, &assessment));
    let Ok(scored) = score(&content.pack, &assessment) else { return false };
    assert!(scored.overall.low <= scored.overall.high && scored.overall.score.is_finite());
    let telling = *dice.one(&Telling::ALL);
    let document = tell(&content, &assessment, "2026-11-22", telling).unwrap();
    no_markup(&markdown(&document));
    for format in [Format::Csv(*dice.one(&Table::ALL)), Format::Json] {
        export(&content, &assessment, "2026-11-22", telling, format, &Owner::default()).unwrap();
    }
    let people: Vec<Response> = (0..6)
        .filter_map(|number| {
            let part = if number % 2 == 0 { Part::It } else { Part::Business };
            let id = ResponseId::parse(&format!("someone{number:02}")).unwrap();
            Response::new(&content.pack, id, part, Sheet::of(&content.pack, &assessment)).ok()
        })
        .collect();
    let _ = Shown::of(&content.pack, &people, Rule::default());
    let kit = Kit { content, texts: KIT.clone(), beside: Default::default(), prompts: Prompts::default() };
    for document in [paper_form(&kit, None, Form::Full), slides(&kit), prompts(&kit)] {
        no_markup(&markdown(&document));
    }
    true
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

fn anything(dice: &mut Dice) -> Value {
    match dice.next(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(dice.next(8)),
        3 => json!(-1),
        4 => json!(1e308),
        5 => json!([]),
        6 => json!({}),
        7 => json!("__proto__"),
        8 => json!("x".repeat(1 << dice.next(14))),
        9 => (0..dice.next(120)).fold(json!(1), |inner, _| json!([inner])),
        10 => json!(["T1", "T1", 3, null]),
        _ => json!(*dice.one(HOSTILE)),
    }
}

/// Changes a value in one place.
fn mutate(whole: &mut Value, dice: &mut Dice) {
    let mut all = Vec::new();
    pointers(whole, "", &mut all);
    if all.is_empty() {
        return;
    }
    let pointer = dice.one(&all).clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    let from: &String = dice.one(&all);
    let other = whole.pointer(from).cloned().unwrap_or_default();
    match dice.next(8) {
        0 => *whole.pointer_mut(&pointer).unwrap() = anything(dice),
        1 => *whole.pointer_mut(&pointer).unwrap() = other,
        2 | 3 => match whole.pointer_mut(parent) {
            Some(Value::Object(object)) => drop(object.remove(&key)),
            Some(Value::Array(list)) => drop(list.remove(key.parse().unwrap())),
            _ => {}
        },
        4 => match whole.pointer_mut(parent) {
            Some(Value::Array(list)) => {
                let twice = list[key.parse::<usize>().unwrap()].clone();
                list.push(twice);
            }
            Some(Value::Object(object)) => {
                let value = object.get(&key).cloned().unwrap_or_default();
                object.insert(format!("{key}{}", dice.one(HOSTILE)), value);
            }
            _ => {}
        },
        5 => {
            if let Some(Value::Array(list)) = whole.pointer_mut(parent) {
                let (a, b) = (dice.next(list.len()), dice.next(list.len()));
                list.swap(a, b);
            }
        }
        6 => {
            // A group as it could be written: without practices, outcomes or metrics, at another level, of another thread.
            let groups = if whole.get("pack").is_some() { "/pack/groups" } else { "/groups" };
            if let Some(Value::Array(list)) = whole.pointer_mut(groups)
                && !list.is_empty()
            {
                let at = dice.next(list.len());
                let turn = if list[at].is_object() { dice.next(5) } else { 0 };
                match turn {
                    0 => drop(list.remove(at)),
                    1 => list[at]["practices"] = json!([]),
                    2 => list[at]["outcomes"] = json!([]),
                    3 => list[at]["level"] = json!(dice.next(7)),
                    _ => {
                        let target = list[dice.next(list.len())]["outcomes"][0]["id"].clone();
                        list[at]["outcomes"] = json!([{"id": format!("new.{at}"), "sameAs": target}]);
                    }
                }
            }
        }
        _ => {
            if let Some(Value::Object(object)) = whole.pointer_mut(parent) {
                object.insert(
                    (*dice.one(&[
                        "sameAs",
                        "surpassable",
                        "descriptive",
                        "kind",
                        "perSide",
                        "by",
                        "receiver",
                        "trust",
                        "moves",
                        "interface",
                    ]))
                    .into(),
                    anything(dice),
                );
            }
        }
    }
}

/// A text that may be no JSON any more.
fn scramble(text: &str, dice: &mut Dice) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=dice.next(4) {
        let at = dice.next(text.len());
        match dice.next(4) {
            0 => text.truncate(at),
            1 => drop(text.splice(at..at, dice.one(HOSTILE).chars())),
            2 => text
                .insert(at, *dice.one(&['{', '}', '[', ']', '"', ',', ':', '\\', '\u{0}', '\u{202e}', '0'])),
            _ => {
                let end = (at + dice.next(60)).min(text.len());
                let part: Vec<char> = text[at..end].to_vec();
                text.splice(at..at, part);
            }
        }
        if text.is_empty() {
            break;
        }
    }
    text.into_iter().collect()
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
