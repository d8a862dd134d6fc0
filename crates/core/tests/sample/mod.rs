//! Packs and assessments that several tests build on: the real pack, small packs made on the spot, answers in short.
#![allow(dead_code)]

use std::sync::LazyLock;

use pomscope_core::answers::{Answer, Assessment, Rating};
use pomscope_core::content::Wording;
use pomscope_core::json;
use pomscope_core::lens::{Lens, Lenses};
use pomscope_core::method::{Score, Sheet, score};
use pomscope_core::pack::{ItemId, Pack};
use serde_json::{Value, json};

pub const PACK: &str =
    include_str!("../../../../content/packs/relationship-management-methodology/pack.json");
pub const WORDING: &str =
    include_str!("../../../../content/packs/relationship-management-methodology/en.json");

/// The same JSON as the core's own value; the tests build theirs with serde_json.
pub fn own(value: &Value) -> json::Value {
    json::parse(&value.to_string()).unwrap()
}

/// The real pack's structure.
pub fn real() -> &'static Pack {
    static REAL: LazyLock<Pack> = LazyLock::new(|| Pack::from_json(&json::parse(PACK).unwrap()).unwrap());
    &REAL
}

/// The lenses beside it, with their English wording, in the order in which they are offered.
pub fn lenses() -> Lenses {
    let lens = |pack: &str, wording: &str| {
        Lens::from_json(&json::parse(pack).unwrap(), &json::parse(wording).unwrap()).unwrap()
    };
    macro_rules! lens {
        ($id:literal) => {
            lens(
                include_str!(concat!("../../../../content/packs/", $id, "/pack.json")),
                include_str!(concat!("../../../../content/packs/", $id, "/en.json")),
            )
        };
    }
    vec![
        lens!("framework"),
        lens!("principles"),
        lens!("duties"),
        lens!("watermelon"),
        lens!("conversations"),
    ]
    .into()
}

/// The real pack's English wording.
pub fn real_wording() -> Wording {
    Wording::from_json(&json::parse(WORDING).unwrap(), real()).unwrap()
}

/// A pack's JSON of one group per thread and level with `practices` and `outcomes` items each; ids are `T1.2.P1`.
pub fn plain_pack(
    threads: usize,
    levels: usize,
    descriptive: bool,
    practices: usize,
    outcomes: usize,
) -> Value {
    let names: Vec<String> = (1..=threads).map(|n| format!("T{n}")).collect();
    let mut groups = Vec::new();
    for level in 1..=levels {
        for thread in &names {
            let items = |letter: &str, count: usize| -> Vec<Value> {
                (1..=count).map(|n| json!({"id": format!("{thread}.{level}.{letter}{n}")})).collect()
            };
            groups.push(json!({
                "id": format!("{thread}.{level}"), "thread": thread, "level": level,
                "practices": items("P", practices), "outcomes": items("O", outcomes), "metrics": [],
            }));
        }
    }
    let levels: Vec<Value> =
        (1..=levels).map(|level| json!({"level": level, "descriptive": descriptive && level == 1})).collect();
    json!({
        "format": "pomscope-pack", "formatVersion": 1, "id": "sample", "version": "1.0.0",
        "levels": levels, "threads": names, "groups": groups, "metrics": [],
    })
}

/// Reads a pack that must be sound.
pub fn pack(value: &Value) -> Pack {
    Pack::from_json(&own(value)).unwrap()
}

/// An empty assessment of a pack.
pub fn empty(pack: &Pack) -> Assessment {
    Assessment::new("0000000000".into(), pack, "2026-11-22T10:00:00.000Z".into())
}

/// Every item of the scored levels with one rating.
pub fn all(pack: &Pack, rating: Rating) -> Assessment {
    let mut assessment = empty(pack);
    for item in pack.asked.iter().filter(|item| !item.descriptive) {
        rate(&mut assessment, item.id.as_str(), rating);
    }
    assessment
}

/// Sets one rating.
pub fn rate(assessment: &mut Assessment, item: &str, rating: Rating) {
    assessment.answers.insert(ItemId::from(item), Answer { rating: Some(rating), ..Answer::default() });
}

/// Everything `base`, with the exceptions.
pub fn all_but(pack: &Pack, base: Rating, exceptions: &[(&str, Option<Rating>)]) -> Assessment {
    let mut assessment = all(pack, base);
    for (item, rating) in exceptions {
        match rating {
            Some(rating) => rate(&mut assessment, item, *rating),
            None => {
                assessment.answers.remove(*item);
            }
        }
    }
    assessment
}

/// The score of an assessment that can be scored.
pub fn scored(pack: &Pack, assessment: &Assessment) -> Score {
    score(pack, assessment).unwrap()
}

/// The ratings of an assessment.
pub fn sheet(pack: &Pack, assessment: &Assessment) -> Sheet {
    Sheet::of(pack, assessment)
}

/// Equal to within what arithmetic in another order can make of it.
pub fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

/// A wording of any block: every text says where it stands, and is put as wanted.
pub fn worded(pack: &Pack, put: &dyn Fn(String) -> String) -> Value {
    let all = |names: Vec<String>, fields: &[&str]| {
        let entry = |name: String| {
            let texts =
                fields.iter().map(|field| ((*field).to_owned(), json!(put(format!("{field}-of-{name}")))));
            (name.clone(), Value::Object(texts.collect()))
        };
        Value::Object(names.into_iter().map(entry).collect())
    };
    let numbers: Vec<String> = pack.levels.iter().map(|level| level.number.to_string()).collect();
    let threads: Vec<String> = pack.threads.iter().map(ToString::to_string).collect();
    let fields: Vec<&str> = numbers.iter().map(String::as_str).collect();
    json!({
        "format": "pomscope-wording", "formatVersion": 1, "pack": pack.id, "version": pack.version, "lang": "en",
        "name": put("A sample".into()), "subject": put("Samples.".into()), "credit": put("Nobody's.".into()), "notes": [],
        "levels": all(numbers.clone(), &["name", "text"]),
        "threads": all(threads.clone(), &["name", "about", "question", "probe", "probeHint"]),
        "placement": all(threads, &fields),
        "groups": all(pack.groups.iter().map(|group| group.id.to_string()).collect(), &["title", "have", "lack"]),
        "items": all(pack.asked.iter().map(|item| item.id.to_string()).collect(), &["text", "help", "step"]),
        "metrics": all(pack.metrics.iter().map(|metric| metric.id.to_string()).collect(), &["text", "help"]),
    })
}
