//! The lenses that come with the program against the inventory's numbers, and how the faults of a lens are told; their scores are held elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use std::path::Path;

use pomscope_core::answers::{Rating, Side};
use pomscope_core::json;
use pomscope_core::lens::{Lens, Lenses, NotApplicable};
use pomscope_core::pack::{Fault, Pack, PackKind, Scale};
use sample::own;
use serde_json::{Value, json};

const IDS: [&str; 5] = ["framework", "principles", "duties", "watermelon", "conversations"];

fn file(lens: &str, name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/packs").join(lens).join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn lens(id: &str) -> Lens {
    Lens::from_json(&own(&file(id, "pack.json")), &own(&file(id, "en.json"))).unwrap()
}

#[test]
fn each_lens_holds_what_the_inventory_counts() {
    type Counts = (&'static str, Scale, &'static [(&'static str, usize)]);
    let counts: [Counts; 5] = [
        ("framework", Scale::Build, &[("elements", 9), ("operation", 8)]),
        (
            "principles",
            Scale::Extent,
            &[
                ("model", 3),
                ("measurement", 3),
                ("purpose", 2),
                ("reputation", 4),
                ("governance", 4),
                ("boundaries", 3),
            ],
        ),
        ("duties", Scale::Extent, &[("standard", 6), ("extended", 13)]),
        ("watermelon", Scale::Extent, &[("pairs", 6)]),
        ("conversations", Scale::Met, &[("buyers", 4), ("suppliers", 3), ("commitments", 4)]),
    ];
    let mut all = 0;
    for (id, scale, facets) in counts {
        let lens = lens(id);
        assert_eq!((lens.id(), lens.pack.version.as_str(), lens.pack.scale), (id, "1.0.0", scale));
        assert_eq!(lens.pack.kind, PackKind::Lens);
        assert!(lens.pack.levels.is_empty() && lens.pack.metrics.is_empty(), "{id}");
        let got: Vec<_> =
            lens.pack.groups.iter().map(|group| (group.id.as_str(), group.practices.len())).collect();
        assert_eq!(got, facets, "{id}");
        let ids: Vec<_> = lens.pack.asked.iter().map(|item| item.id.0.clone()).collect();
        let expect: Vec<_> = facets
            .iter()
            .flat_map(|(facet, count)| (1..=*count).map(move |n| format!("{id}.{facet}.{n}")))
            .collect();
        assert_eq!(ids, expect);
        all += ids.len();
    }
    assert_eq!(all, 17 + 19 + 19 + 6 + 11);
}

#[test]
fn each_lens_has_what_the_inventory_says_of_it() {
    let duties = lens("duties");
    assert!(duties.traits.facets.iter().all(|facet| facet.asks_by) && duties.asks_by());
    let put: Vec<_> = duties.traits.facets.iter().map(|facet| facet.not_applicable).collect();
    assert_eq!(put, [NotApplicable::WithReason, NotApplicable::NotOurRole]);
    assert!(
        duties
            .wording
            .notes
            .iter()
            .any(|note| note.contains("older edition") && note.contains("no conformity"))
    );
    let framework = lens("framework");
    let shared: Vec<_> =
        framework.traits.also_in.iter().map(|(id, block)| (id.as_str(), block.as_str())).collect();
    let at = |n: usize| format!("framework.elements.{n}");
    let shared_ids = [3, 4, 5, 6, 9].map(at);
    assert_eq!(shared, shared_ids.each_ref().map(|id| (id.as_str(), "A2")));
    for only_here in [2, 7, 9] {
        assert!(!framework.wording.item_note(&at(only_here).as_str().into()).is_empty(), "{only_here}");
    }
    assert!(framework.wording.notes[0].contains("open"), "the list of elements is open");
    let watermelon = lens("watermelon");
    assert!(watermelon.is_two_sided() && watermelon.pack.asked.iter().all(|item| item.per_side));
    assert_ne!(
        watermelon.wording.item_for(&"watermelon.pairs.1".into(), Some(Side::It)).text,
        watermelon.wording.item_for(&"watermelon.pairs.1".into(), Some(Side::Business)).text,
    );
    let conversations = lens("conversations");
    let receivers: Vec<_> = conversations.traits.facets.iter().map(|facet| facet.receiver).collect();
    assert_eq!(receivers, [Some(Side::Business), Some(Side::It), None]);
    let trust = conversations.traits.trust.clone().unwrap();
    assert_eq!(trust.wants, [0, 1]);
    assert_eq!(conversations.pack.asked[trust.met].id.as_str(), "conversations.commitments.4");
    assert_eq!(conversations.traits.reflection.len(), 5);
    for id in &conversations.traits.reflection {
        assert!(conversations.wording.reflection(id).ends_with('?'), "{id}");
    }
    for id in ["framework", "principles", "duties"] {
        assert!(!lens(id).is_two_sided() && lens(id).traits.trust.is_none(), "{id}");
    }
}

#[test]
fn every_item_has_a_statement_a_help_and_what_to_do_next_for_each_side() {
    for id in IDS {
        let lens = lens(id);
        for item in &lens.pack.asked {
            for side in [None, Some(Side::It), Some(Side::Business), Some(Side::Both)] {
                let texts = lens.wording.item_for(&item.id, side);
                assert!(
                    !texts.text.is_empty() && !texts.help.is_empty() && !texts.step.is_empty(),
                    "{}",
                    item.id
                );
            }
            let (it, business) = (
                lens.wording.item_for(&item.id, Some(Side::It)),
                lens.wording.item_for(&item.id, Some(Side::Business)),
            );
            assert_eq!(it != business, item.per_side, "{}", item.id);
        }
        for group in &lens.pack.groups {
            let facet = lens.wording.thread(&group.thread);
            assert!(!facet.name.is_empty() && !facet.about.is_empty(), "{}", group.id);
        }
    }
}

#[test]
fn an_item_of_a_lens_offers_all_but_beyond() {
    for id in IDS {
        for item in &lens(id).pack.asked {
            for rating in Rating::ALL {
                assert_eq!(rating.allowed(item), rating != Rating::Beyond, "{} {rating:?}", item.id);
            }
        }
    }
}

#[test]
fn lenses_are_offered_in_their_order_and_take_two_to_four_minutes() {
    let list: Vec<Value> =
        IDS.iter().map(|id| json!({"pack": file(id, "pack.json"), "wording": file(id, "en.json")})).collect();
    let lenses = Lenses::from_json(&own(&Value::Array(list))).unwrap();
    let ids: Vec<_> = lenses.iter().map(Lens::id).collect();
    assert_eq!(ids, IDS);
    assert_eq!(lenses.position("duties"), Some(2));
    let minutes: Vec<_> = lenses.iter().map(Lens::minutes).collect();
    assert_eq!(minutes, [4, 4, 4, 2, 3]);
    assert!(Lenses::from_json(&json::Value::Null).unwrap().is_empty());
    assert!(Lenses::from_json(&own(&json!([{"pack": {}, "wording": {}}]))).is_none());
}

fn small() -> Value {
    json!({
        "format": "pomscope-pack", "formatVersion": 1, "kind": "lens", "id": "small", "version": "1.0.0",
        "facets": [{"id": "one", "items": [{"id": "small.1"}]}],
    })
}

fn told(faults: Vec<Fault>, expect: &[(&str, &str)]) {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    for (place, what) in expect {
        let found = faults.iter().any(|fault| fault.place.contains(place) && fault.what.contains(what));
        assert!(found, "no fault at {place} says {what:?}; told: {lines:#?}");
    }
    assert_eq!(lines.len(), expect.len(), "{lines:#?}");
}

#[test]
fn all_faults_of_a_lens_are_named_at_once() {
    let mut pack = small();
    pack["scale"] = json!("stars");
    pack["by"] = json!("yes");
    pack["levels"] = json!([{"level": 1}]);
    pack["facets"] = json!([
        {"id": "one", "receiver": "us", "na": "never", "items": [{"id": "small.1", "perSide": 1}, {"id": "small.1"}]},
        {"id": "one", "items": []},
        {"id": "three", "receiver": "it", "items": [{"id": "small.2", "sameAs": "small.1"}, {"id": "small.3", "alsoIn": ""}]},
    ]);
    pack["trust"] = json!({"wants": ["four"], "met": "small.9"});
    pack["reflection"] = json!(["small.1", "ask", "ask"]);
    told(
        Pack::from_json(&own(&pack)).unwrap_err(),
        &[
            ("scale", "must be extent"),
            ("by", "true or false"),
            ("levels", "a lens has none"),
            ("facets[0]", "it or business"),
            ("facets[0]", "notOurRole"),
            ("facets[0].items[0]", "true or false"),
            ("facets[0].items[1].id", "two items have the id small.1"),
            ("facets[1].id", "two facets have the id one"),
            ("facets[1]", "has no item"),
            ("facets[2].items[0]", "sameAs"),
            ("facets[2].items[1]", "needs a text under \"alsoIn\""),
            ("facets[2]", "perSide"),
            ("trust", "four"),
            ("trust.wants", "names no facet"),
            ("trust", "small.9"),
            ("reflection", "none of them an item's"),
            ("reflection", "none of them an item's"),
        ],
    );
    let mut other = small();
    other["kind"] = json!("prism");
    told(Pack::from_json(&own(&other)).unwrap_err(), &[("kind", "block or lens")]);
    let mut none = small();
    none["facets"] = json!([]);
    told(Pack::from_json(&own(&none)).unwrap_err(), &[("facets", "at least one facet")]);
}

#[test]
fn a_wording_of_a_lens_must_hold_every_text_and_no_other() {
    let mut pack = small();
    pack["facets"][0]["items"] = json!([{"id": "small.1"}, {"id": "small.2", "perSide": true}]);
    pack["reflection"] = json!(["ask.1"]);
    let wording = json!({
        "format": "pomscope-wording", "formatVersion": 1, "pack": "small", "version": "1.0.0", "lang": "en",
        "name": "Small", "subject": "S", "credit": "C",
        "facets": {"one": {"name": "One", "about": "A"}},
        "items": {
            "small.1": {"text": "T", "help": "H"},
            "small.2": {"it": {"text": "T", "help": "H"}, "business": {"text": "T", "help": "H"}, "next": "N"},
        },
        "reflection": {"about": "A", "questions": {"ask.1": "Q?"}},
    });
    let read = |wording: &Value| Lens::from_json(&own(&pack), &own(wording));
    assert!(read(&wording).is_ok());
    let mut broken = wording.clone();
    broken["facets"] = json!({"one": {"name": "One"}, "two": {}});
    broken["items"]["small.1"] = json!({"text": "T", "next": ""});
    broken["items"]["small.2"] = json!({"text": "T", "help": "H", "business": {"text": "T", "help": "H"}});
    broken["reflection"] = json!({"questions": {"ask.1": ""}});
    told(
        read(&broken).unwrap_err(),
        &[
            ("facets.two", "nothing of this id"),
            ("facets.one.about", "missing"),
            ("items.small.1.help", "missing"),
            ("items.small.1.next", "missing"),
            ("items.small.2.it.text", "missing"),
            ("items.small.2.it.help", "missing"),
            ("reflection.about", "missing"),
            ("reflection.questions.ask.1", "missing"),
        ],
    );
    let mut without = wording;
    without["reflection"]["questions"] = json!({});
    told(read(&without).unwrap_err(), &[("reflection.questions.ask.1", "missing")]);
}
