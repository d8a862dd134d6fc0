//! A bundle is a pack and its wordings in one: read as they are read alone, with their faults at their places.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use pomscope_core::bundle::{Bundle, bundle};
use pomscope_core::json::parse;
use sample::{PACK, WORDING, own, real, real_wording};
use serde_json::{Value, json};

fn whole() -> Value {
    let part = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let mut german = part(WORDING);
    german["lang"] = json!("de");
    json!({"format": "pomscope-bundle", "formatVersion": 1, "pack": part(PACK),
        "wordings": {"en": part(WORDING), "de": german}})
}

#[test]
fn a_bundle_holds_its_pack_and_every_wording() {
    let read = Bundle::from_json(&own(&whole())).unwrap();
    assert_eq!(&read.pack, real());
    assert_eq!(read.wordings.iter().map(|wording| wording.lang.as_str()).collect::<Vec<_>>(), ["de", "en"]);
    assert_eq!(read.wording("en"), Some(&real_wording()));
    for (asked, got) in [("de", "de"), ("de-CH", "de"), ("DE", "de"), ("en-GB", "en"), ("fr", "en")] {
        assert_eq!(read.wording(asked).unwrap().lang, got, "{asked}");
    }
    let mut german = whole();
    german["wordings"].as_object_mut().unwrap().remove("en");
    assert_eq!(Bundle::from_json(&own(&german)).unwrap().wording("fr").unwrap().lang, "de");
}

#[test]
fn what_is_bundled_is_read_again_as_it_was() {
    let made = bundle(parse(PACK).unwrap(), vec![("en".into(), parse(WORDING).unwrap())]);
    let read = Bundle::from_json(&parse(&made.to_string()).unwrap()).unwrap();
    assert_eq!((&read.pack, &read.wordings[0]), (real(), &real_wording()));
}

#[test]
fn the_faults_of_a_bundle_name_the_part_that_they_are_in() {
    let mut value = whole();
    value["pack"]["groups"][3]["thread"] = json!("NONE");
    let faults = Bundle::from_json(&own(&value)).unwrap_err();
    assert!(faults.iter().all(|fault| fault.place.starts_with("pack.groups")), "{faults:?}");

    let mut value = whole();
    value["wordings"]["de"]["items"]["A2.L2.GOAL.P1"]["text"] = json!("");
    value["wordings"]["fr"] = value["wordings"]["en"].clone();
    let faults = Bundle::from_json(&own(&value)).unwrap_err();
    let places: Vec<&str> = faults.iter().map(|fault| fault.place.as_str()).collect();
    assert_eq!(places, ["wordings.de.items.A2.L2.GOAL.P1.text", "wordings.fr.lang"]);

    for (pointer, wrong, what) in [
        ("/format", json!("pomscope-pack"), "no bundle"),
        ("/formatVersion", json!(2), "newer"),
        ("/formatVersion", json!("1"), "must be 1"),
        ("/pack", json!(null), "object"),
        ("/wordings", json!({}), "no wording"),
        ("/wordings", json!([1]), "no wording"),
    ] {
        let mut value = whole();
        *value.pointer_mut(pointer).unwrap() = wrong;
        let faults = Bundle::from_json(&own(&value)).unwrap_err();
        assert!(faults[0].what.contains(what), "{pointer}: {faults:?}");
    }
    assert!(Bundle::from_json(&own(&json!([]))).is_err());
}
