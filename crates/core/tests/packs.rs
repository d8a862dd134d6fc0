//! What a pack must hold and how its faults are told: the real pack against the inventory's numbers, broken packs and wordings.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use pomscope_core::content::{Content, Wording};
use pomscope_core::pack::{Fault, Kind, Pack};
use sample::{PACK, WORDING, own, plain_pack, real, real_wording};
use serde_json::{Value, json};

#[test]
fn the_real_pack_holds_what_the_inventory_counts() {
    let real = real();
    let items = || real.groups.iter().flat_map(|group| group.items());
    let count = |kind: Kind| items().filter(|item| item.kind == kind).count();
    assert_eq!((real.id.as_str(), real.version.as_str()), ("relationship-management-methodology", "1.0.0"));
    assert_eq!(real.groups.len(), 15);
    assert_eq!((count(Kind::Practice), count(Kind::Outcome)), (17, 20));
    assert_eq!(real.metrics.len(), 16);
    assert_eq!(real.groups.iter().map(|group| group.metrics.len()).sum::<usize>(), 25);
    let asked = |descriptive: bool| real.asked.iter().filter(|item| item.descriptive == descriptive).count();
    assert_eq!((asked(false), asked(true)), (28, 7));
    let same: Vec<_> =
        items().filter_map(|item| Some((item.id.as_str(), item.same_as.as_ref()?.as_str()))).collect();
    assert_eq!(same, [("A2.L4.GOAL.O1", "A2.L3.GOAL.O1"), ("A2.L5.GOAL.O1", "A2.L3.GOAL.O1")]);
    assert_eq!((real.base(), real.top(), real.weights.practice, real.weights.outcome), (1, 5, 2.0, 1.0));
}

#[test]
fn the_surpassable_items_are_those_of_the_method() {
    let mut expect: Vec<&str> = real()
        .groups
        .iter()
        .filter(|group| group.level.number == 2)
        .flat_map(|group| group.items())
        .map(|item| item.id.as_str())
        .collect();
    expect.extend([
        "A2.L3.GOAL.P1",
        "A2.L3.ROLE.P1",
        "A2.L3.ROLE.O1",
        "A2.L4.GOAL.P1",
        "A2.L4.ROLE.P1",
        "A2.L4.ROLE.P2",
        "A2.L4.ROLE.O1",
    ]);
    let mut got: Vec<_> =
        real().asked.iter().filter(|item| item.surpassable).map(|item| item.id.as_str()).collect();
    expect.sort_unstable();
    got.sort_unstable();
    assert_eq!(got, expect);
}

#[test]
fn the_real_wording_has_every_text() {
    let wording = real_wording();
    assert_eq!(wording.lang, "en");
    for item in &real().asked {
        assert!(
            !wording.item(&item.id).text.is_empty() && !wording.item(&item.id).help.is_empty(),
            "{}",
            item.id
        );
    }
}

/// Every fault is there, each at its place, and no more of them.
fn names_all(faults: Vec<Fault>, expect: &[(&str, &str)]) {
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    for (place, what) in expect {
        let found = faults.iter().any(|fault| fault.place.contains(place) && fault.what.contains(what));
        assert!(found, "no fault at {place} says {what:?}; told: {told:#?}");
    }
    assert_eq!(told.len(), expect.len(), "{told:#?}");
}

#[test]
fn all_faults_of_a_pack_are_named_at_once() {
    let mut pack = plain_pack(2, 4, true, 1, 1);
    pack["scale"] = json!("stars");
    pack["weights"] = json!({"practice": 0, "outcome": 1});
    pack["metrics"] = json!([
        {"id": "m1", "unit": "count"}, {"id": "m1", "unit": "count"}, {"id": "m2", "unit": "litres"},
        {"id": "m3", "unit": "count", "notAbove": "m9"}, {"id": "m4", "unit": "count", "better": "maybe"},
        {"id": "m5", "unit": "percent", "about": "weather"}, {"id": "m6", "unit": "count", "better": "up", "about": "satisfaction"},
    ]);
    pack["groups"][2]["metrics"] = json!(["m8"]);
    pack["groups"][3]["practices"][0]["id"] = json!("T1.2.P1");
    pack["groups"][4]["practices"][0]["sameAs"] = json!("T9.9.P9");
    pack["groups"][5]["outcomes"][0]["sameAs"] = json!("T1.1.O1");
    pack["groups"][5]["practices"][0]["surpassable"] = json!("yes");
    pack["groups"][6]["thread"] = json!("T7");
    pack["groups"][7]["level"] = json!(9);
    let faults = Pack::from_json(&own(&pack)).unwrap_err();
    names_all(
        faults,
        &[
            ("scale", "must be extent"),
            ("weights", "practice"),
            ("metrics[1].id", "two metrics have the id m1"),
            ("metrics[2]", "count or percent"),
            ("metrics[4]", "up, down or none"),
            ("metrics[5]", "satisfaction, or left out"),
            ("metrics[6]", "percentage of the satisfied"),
            ("metrics[3].notAbove", "m9"),
            ("groups[2]", "m8"),
            ("groups[3].practices[0].id", "two items have the id T1.2.P1"),
            ("groups[4].practices[0].sameAs", "T9.9.P9"),
            ("groups[5].outcomes[0].sameAs", "T1.1.O1"),
            ("groups[5].practices[0]", "true or false"),
            ("groups[6]", "T7"),
            ("groups[7]", "level"),
        ],
    );
}

#[test]
fn a_pack_has_two_to_six_levels_and_only_the_lowest_can_be_descriptive() {
    for levels in [1, 7] {
        assert!(Pack::from_json(&own(&plain_pack(1, levels, false, 1, 1))).is_err(), "{levels} levels");
    }
    for levels in 2..=6 {
        assert!(Pack::from_json(&own(&plain_pack(1, levels, true, 1, 1))).is_ok(), "{levels} levels");
    }
    let mut pack = plain_pack(1, 3, true, 1, 1);
    pack["levels"][1]["descriptive"] = json!(true);
    names_all(Pack::from_json(&own(&pack)).unwrap_err(), &[("levels[1]", "only the lowest")]);
}

#[test]
fn a_thread_may_lack_a_level_but_no_level_all_threads_and_no_thread_all_levels() {
    let without = |ids: &[&str]| {
        let mut pack = plain_pack(2, 3, true, 1, 1);
        let groups = pack["groups"].as_array_mut().unwrap();
        groups.retain(|group| !ids.contains(&group["id"].as_str().unwrap()));
        Pack::from_json(&own(&pack))
    };
    assert!(without(&["T1.1", "T1.2"]).is_ok());
    names_all(without(&["T1.3", "T2.3"]).unwrap_err(), &[("groups", "no thread has a group at level 3")]);
    names_all(without(&["T2.2", "T2.3"]).unwrap_err(), &[("groups", "T2 has no group at a scored level")]);
}

#[test]
fn an_item_that_is_the_same_as_itself_or_as_one_that_is_not_asked_is_a_fault() {
    let mut pack = plain_pack(1, 3, false, 1, 1);
    pack["groups"][0]["outcomes"][0]["sameAs"] = json!("T1.1.O1");
    pack["groups"][1]["outcomes"][0]["sameAs"] = json!("T1.3.O1");
    pack["groups"][2]["outcomes"][0]["sameAs"] = json!("T1.2.O1");
    names_all(
        Pack::from_json(&own(&pack)).unwrap_err(),
        &[
            ("groups[0].outcomes[0].sameAs", "T1.1.O1"),
            ("groups[1].outcomes[0].sameAs", "T1.3.O1"),
            ("groups[2].outcomes[0].sameAs", "T1.2.O1"),
        ],
    );
}

#[test]
fn a_pack_of_a_newer_format_or_none_at_all_is_refused() {
    for (value, what) in [
        (json!({"format": "pomscope-pack", "formatVersion": 2}), "newer"),
        (json!({"format": "pomscope-assessment"}), "no pack"),
        (json!([]), "object"),
        (json!(null), "object"),
    ] {
        let faults = Pack::from_json(&own(&value)).unwrap_err();
        assert!(faults[0].what.contains(what), "{value}: {faults:?}");
    }
}

#[test]
fn all_faults_of_a_wording_are_named_at_once() {
    let mut value: Value = serde_json::from_str(WORDING).unwrap();
    value["version"] = json!("2.0.0");
    value["items"]["A2.L2.GOAL.P1"]["text"] = json!(" ");
    value["items"].as_object_mut().unwrap().remove("A2.L5.ROLE.O2");
    value["items"]["A2.L4.GOAL.O1"] = json!({"text": "a text for an item that is not asked"});
    value["metrics"]["m99"] = json!({"text": "none", "help": "none"});
    value["placement"]["PRIO"].as_object_mut().unwrap().remove("3");
    names_all(
        Wording::from_json(&own(&value), real()).unwrap_err(),
        &[
            ("version", "1.0.0"),
            ("items.A2.L2.GOAL.P1.text", "missing"),
            ("items.A2.L5.ROLE.O2.text", "missing"),
            ("items.A2.L5.ROLE.O2.help", "missing"),
            ("items.A2.L4.GOAL.O1", "holds nothing"),
            ("metrics.m99", "holds nothing"),
            ("placement.PRIO.3", "missing"),
        ],
    );
}

#[test]
fn the_joined_content_is_read_from_its_three_parts() {
    let part = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let joined = json!({"interface": {"lang": "en"}, "pack": part(PACK), "wording": part(WORDING)});
    let content = Content::from_json_list(&format!("[{joined}]")).unwrap();
    assert_eq!((&content.pack, content.texts.lang(), content.statements), (real(), "en", real().asked.len()));
    assert!(Content::from_json_list("{").is_none());
}

#[test]
fn the_questions_read_what_the_quick_check_asks_and_no_more() {
    let part = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let mut whole =
        json!({"interface": {"lang": "en"}, "pack": part(PACK), "wording": part(WORDING), "statements": 35});
    let of = |whole: &Value| Content::of_questions(&whole.to_string());
    let read = of(&whole).unwrap();
    let real = real();
    assert_eq!((&read.pack.id, &read.pack.version), (&real.id, &real.version));
    assert_eq!((&read.pack.levels, &read.pack.threads), (&real.levels, &real.threads));
    assert!(read.pack.groups.is_empty() && read.pack.asked.is_empty() && read.pack.metrics.is_empty());
    assert_eq!(read.statements, 35);
    let all = real_wording();
    for thread in &real.threads {
        let (one, other) = (read.wording.thread(thread), all.thread(thread));
        assert_eq!((one.name, one.question, one.probe), (other.name, other.question, other.probe));
        for level in &real.levels {
            assert_eq!(read.wording.placement(thread, level.number), all.placement(thread, level.number));
            assert_eq!(read.wording.level_name(level.number), all.level_name(level.number));
        }
    }
    // What comes with the desk is not missed, what is asked is.
    for key in ["groups", "items", "metrics", "subject"] {
        whole["wording"].as_object_mut().unwrap().remove(key);
    }
    for key in ["groups", "metrics", "weights"] {
        whole["pack"].as_object_mut().unwrap().remove(key);
    }
    assert!(of(&whole).is_some());
    whole["wording"]["placement"]["PRIO"].as_object_mut().unwrap().remove("3");
    assert!(of(&whole).is_none());
}

#[test]
fn what_the_desk_adds_in_a_file_of_its_own_is_missed_only_without_it() {
    let part = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let (mut pack, mut wording) = (part(PACK), part(WORDING));
    let plain = json!({"interface": {"lang": "en"}, "pack": &pack, "wording": &wording});
    let plain = Content::from_json_list(&format!("[{plain}]")).unwrap();
    let group = wording["groups"]["A2.L2.GOAL"].as_object_mut().unwrap();
    let more = json!({
        "interface": {"late": "later"},
        "pack": {"groups": pack.as_object_mut().unwrap().remove("groups")},
        "wording": {"groups": {"A2.L2.GOAL": {"have": group.remove("have")}}},
    });
    let first = json!({"interface": {"lang": "en"}, "pack": &pack, "wording": &wording}).to_string();
    assert!(Content::of_questions(&first).is_some());
    assert!(Content::from_json_list(&format!("[{first}]")).is_none());
    let whole = Content::from_json_list(&format!("[{first},{more}]")).unwrap();
    assert_eq!(
        (&whole.pack, &whole.wording, whole.texts.get("late")),
        (&plain.pack, &plain.wording, "later")
    );
    let without = more.to_string().replace("have", "title");
    assert!(Content::from_json_list(&format!("[{first},{without}]")).is_none());
}
