//! Versions of a pack: answers to an older one come to the newer one whole, what needs another look is named, codes of older versions open.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;
mod site;

use std::cmp::Ordering;
use std::rc::Rc;

use pomscope_core::answers::{Answer, Assessment, PlanEntry, Previous, Rating};
use pomscope_core::code::{CodeError, Kind, encode};
use pomscope_core::compare::{Compared, compare};
use pomscope_core::content::Content;
use pomscope_core::group::{Part, RawResponse};
use pomscope_core::json::{Map, parse};
use pomscope_core::method::score;
use pomscope_core::next::next_assessment;
use pomscope_core::pack::{ItemId, MetricId, Pack};
use pomscope_core::state::{
    Action, DeskAction, Dialog, Effect, Event, Form, Loaded, PacksAction, PacksWish, Picked, Record, Source,
    State, Step, StoreStatus, Surroundings, desk_part, start, update,
};
use pomscope_core::table::Table;
use pomscope_core::time::Moment;
use pomscope_core::versions::{
    Order, Standing, Why, bring, compare_versions, looked_at, looks, met, read_code, standing,
};
use pomscope_core::view::{other_packs, version_looks};
use pomscope_core::wire;
use proptest::prelude::*;
use sample::{own, pack, plain_pack};
use serde_json::{Value, json};
use site::site;

const NOW: &str = "2026-12-01T09:00:00.000Z";

/// The first version: two threads, three levels, two practices and an outcome each, and a metric.
fn first() -> Value {
    let mut first = plain_pack(2, 3, false, 2, 1);
    first["metrics"] = json!([{"id": "m1", "unit": "count"}]);
    first
}

/// The same with one id for another, wherever items are listed.
fn renamed(mut pack: Value, old: &str, new: &[&str]) -> Value {
    for group in pack["groups"].as_array_mut().unwrap() {
        for list in ["practices", "outcomes"] {
            let items = group[list].as_array().unwrap().clone();
            group[list] = items
                .into_iter()
                .flat_map(|item| {
                    if item["id"] == old {
                        new.iter().map(|id| json!({"id": id})).collect()
                    } else {
                        vec![item]
                    }
                })
                .collect::<Vec<_>>()
                .into();
        }
    }
    pack
}

/// The third version: one practice renamed twice, one split, two joined, one gone, one new, one with other words, a metric renamed.
fn third() -> Value {
    let mut third = renamed(first(), "T1.1.P1", &["T1.1.P9"]);
    third = renamed(third, "T1.2.P1", &["T1.2.P3", "T1.2.P4"]);
    third = renamed(third, "T2.1.P1", &["T2.1.P5"]);
    third = renamed(third, "T2.1.P2", &[]);
    third = renamed(third, "T2.2.P2", &["T2.2.P7"]);
    third["version"] = json!("3.0.0");
    third["metrics"] = json!([{"id": "m2", "unit": "count"}]);
    third["moves"] = json!([
        {"from": "1.0.0", "items": {"T1.1.P1": "T1.1.P8", "T2.1.P1": "T2.1.P5", "T2.1.P2": "T2.1.P5"}, "metrics": {"m1": "m2"}},
        {"from": "2.0.0", "items": {"T1.1.P8": "T1.1.P9", "T1.2.P1": ["T1.2.P3", "T1.2.P4"], "T2.2.P2": null},
         "review": ["T1.3.P1"], "new": ["T2.2.P7"]},
    ]);
    third["orders"] = json!([own_order(&pack(&first()))]);
    third
}

fn own_order(pack: &Pack) -> Value {
    serde_json::from_str(&Order::of(pack).to_json().to_string()).unwrap()
}

fn answer(rating: Rating, note: &str) -> Answer {
    Answer {
        rating: Some(rating),
        note: note.into(),
        at: "2026-11-01T08:00:00.000Z".into(),
        ..Answer::default()
    }
}

/// Answers to the first version: everything largely.
fn answered() -> Assessment {
    let first = pack(&first());
    let mut assessment = sample::all(&first, Rating::Largely);
    for (id, answer) in assessment.answers.iter_mut() {
        answer.note = format!("on {id}");
        answer.at = "2026-11-01T08:00:00.000Z".into();
    }
    assessment
}

fn whys(pack: &Pack, assessment: &Assessment) -> Vec<(String, Why)> {
    looks(pack, assessment).into_iter().map(|look| (look.item.0, look.why)).collect()
}

#[test]
fn versions_are_in_the_order_of_their_numbers() {
    for (one, other, order) in [
        ("1.0.0", "1.0.0", Ordering::Equal),
        ("1.9.0", "1.10.0", Ordering::Less),
        ("2", "1.9", Ordering::Greater),
        ("1.0", "1.0.1", Ordering::Less),
        ("2.0.0-draft", "2.0.0", Ordering::Less),
        ("2.0.0-draft2", "2.0.0-draft1", Ordering::Greater),
        ("", "0.1", Ordering::Less),
        ("2026-11", "2026-9", Ordering::Greater),
    ] {
        assert_eq!(compare_versions(one, other), order, "{one} {other}");
        assert_eq!(compare_versions(other, one), order.reverse(), "{other} {one}");
    }
    let third = pack(&third());
    let told = |version| standing(&third, version);
    assert_eq!(
        (told("3.0.0"), told("2.9"), told("3.0.1")),
        (Standing::Same, Standing::Older, Standing::Newer)
    );
}

#[test]
fn answers_of_an_older_version_stand_where_they_moved_to_and_say_from_where() {
    let third = pack(&third());
    let before = answered();
    let brought = bring(&third, &before, NOW).unwrap();
    let after = &brought.assessment;
    assert_eq!((after.pack_version.as_str(), brought.from.as_str()), ("3.0.0", "1.0.0"));
    // Moved twice, from where it was first given.
    let moved = &after.answers["T1.1.P9"];
    assert_eq!((moved.rating, moved.note.as_str()), (Some(Rating::Largely), "on T1.1.P1"));
    assert_eq!(moved.extra.get("from").unwrap().as_str(), Some("T1.1.P1"));
    assert!(!after.answers.contains_key("T1.1.P1") && !after.answers.contains_key("T1.1.P8"));
    for part in ["T1.2.P3", "T1.2.P4"] {
        assert_eq!(after.answers[part].note, "on T1.2.P1", "{part}");
    }
    // Joined, and answered alike; both notes stay in the file.
    assert_eq!(after.answers["T2.1.P5"].rating, Some(Rating::Largely));
    assert_eq!(after.answers["T2.1.P1"].note, "on T2.1.P1");
    assert_eq!(after.answers["T2.1.P2"].note, "on T2.1.P2");
    // Gone, and kept.
    assert_eq!(after.answers["T2.2.P2"], {
        let mut kept = before.answers["T2.2.P2"].clone();
        kept.extra = Map::new();
        kept
    });
    let expect = [
        ("T1.1.P9", Why::Moved),
        ("T2.1.P5", Why::Merged),
        ("T1.2.P3", Why::Split),
        ("T1.2.P4", Why::Split),
        ("T2.2.P7", Why::New),
        ("T1.3.P1", Why::Review),
        ("T2.2.P2", Why::Gone),
    ];
    assert_eq!(whys(&third, after), expect.map(|(id, why)| (id.to_owned(), why)));
    // The file says from where it came, reads back the same, and nothing more becomes of it.
    let text = wire::write(after);
    let read = wire::read(&text).unwrap();
    assert_eq!(&read.assessment, after);
    let file = parse(&text).unwrap();
    let from = file.get("pack").unwrap().get("from").unwrap().as_array().unwrap().clone();
    assert_eq!(from[0].get("version").unwrap().as_str(), Some("1.0.0"));
    assert_eq!(bring(&third, &read.assessment, NOW), None);
}

#[test]
fn what_was_joined_and_answered_differently_is_open_and_named() {
    let third = pack(&third());
    let mut before = answered();
    before.answers.insert(ItemId::from("T2.1.P2"), answer(Rating::Not, "no"));
    let after = bring(&third, &before, NOW).unwrap().assessment;
    assert!(after.answers.get("T2.1.P5").is_none());
    assert!(whys(&third, &after).contains(&("T2.1.P5".into(), Why::Parted)));
    assert_eq!(after.answers["T2.1.P2"].note, "no");
}

#[test]
fn a_version_that_is_no_text_is_kept_where_the_assessment_came_from() {
    let third = pack(&third());
    let mut before = answered();
    before.pack_version.clear();
    before.extra.insert("pack".into(), parse(r#"{"version": {"major": 1}}"#).unwrap());
    let brought = bring(&third, &before, NOW).unwrap().assessment;
    let written = wire::write(&brought);
    assert!(
        written.contains(r#""from":[{"at":"2026-12-01T09:00:00.000Z","version":{"major":1}}]"#),
        "{written}"
    );
    assert_eq!(wire::read(&written).unwrap().assessment, brought);
}

#[test]
fn a_version_in_between_takes_only_what_came_after_it() {
    let third = pack(&third());
    let mut before = sample::empty(&third);
    before.pack_version = "2.1.0".into();
    before.answers.insert(ItemId::from("T1.1.P8"), answer(Rating::Fully, ""));
    before.answers.insert(ItemId::from("T2.1.P5"), answer(Rating::Fully, ""));
    let after = bring(&third, &before, NOW).unwrap().assessment;
    assert_eq!(after.answers["T1.1.P9"].rating, Some(Rating::Fully));
    assert!(whys(&third, &after).iter().all(|(id, _)| id != "T2.1.P5"));
}

#[test]
fn a_newer_version_and_another_pack_are_left_as_they_are() {
    let third = pack(&third());
    for change in [
        (|it: &mut Assessment| it.pack_version = "4.0.0".into()) as fn(&mut Assessment),
        |it| it.pack_id = "other".into(),
        |it| it.pack_version = "3.0.0".into(),
    ] {
        let mut given = answered();
        change(&mut given);
        assert_eq!(bring(&third, &given, NOW), None);
        assert_eq!(*met(&third, &given), given);
    }
}

#[test]
fn a_look_is_had_once_it_is_ticked_or_answered_again() {
    let third = pack(&third());
    let mut after = bring(&third, &answered(), NOW).unwrap().assessment;
    looked_at(&mut after, &ItemId::from("T2.2.P2"));
    after.answers.get_mut("T1.1.P9").unwrap().at = "2026-12-02T08:00:00.000Z".into();
    after.answers.insert(ItemId::from("T2.2.P7"), answer(Rating::Not, ""));
    let left: Vec<String> = whys(&third, &after).into_iter().map(|(id, _)| id).collect();
    assert_eq!(left, ["T2.1.P5", "T1.2.P3", "T1.2.P4", "T1.3.P1"]);
    for id in left {
        looked_at(&mut after, &ItemId::from(id.as_str()));
    }
    assert_eq!(whys(&third, &after), []);
}

#[test]
fn what_hangs_on_an_answer_goes_with_it() {
    let third = pack(&third());
    let mut before = answered();
    before.timings.insert(ItemId::from("T1.1.P1"), 4.5);
    before.kept_as_said.insert(ItemId::from("T1.1.P1"), ());
    before.plan.insert("T1.1.P1".into(), PlanEntry { owner: "us".into(), ..PlanEntry::default() });
    before.metrics.insert(MetricId::from("m1"), Default::default());
    before.previous = Some(Box::new(Previous {
        pack_version: "1.0.0".into(),
        ratings: Table::from_entries(vec![(ItemId::from("T1.1.P1"), Rating::Partly)]),
        values: Table::from_entries(vec![(MetricId::from("m1"), 3.0)]),
        ..Previous::default()
    }));
    let after = bring(&third, &before, NOW).unwrap().assessment;
    assert_eq!(after.timings.get("T1.1.P9"), Some(&4.5));
    assert!(after.kept_as_said.contains_key("T1.1.P9"));
    assert_eq!(after.plan["T1.1.P9"].owner, "us");
    assert!(after.metrics.contains_key("m2"));
    let previous = after.previous.unwrap();
    assert_eq!(previous.ratings.get("T1.1.P9"), Some(&Rating::Partly));
    assert_eq!(previous.values.get("m2"), Some(&3.0));
}

#[test]
fn scores_comparisons_and_the_next_assessment_go_by_moves() {
    let third = pack(&third());
    let old = answered();
    let brought = bring(&third, &old, NOW).unwrap().assessment;
    assert_eq!(score(&third, &met(&third, &old)), score(&third, &brought));
    let next = next_assessment(&third, &old, "11111111".into(), NOW);
    assert_eq!(next.previous.unwrap().ratings.get("T1.1.P9"), Some(&Rating::Largely));
    let both = vec![Compared::whole(&old).met(&third), Compared::whole(&brought)];
    let comparison = compare(&third, both).unwrap();
    assert!(comparison.score.difference().abs() < 1e-9);
}

#[test]
fn a_response_to_an_older_version_counts_where_it_moved_to_and_stays_as_it_was() {
    let third = pack(&third());
    let raw = RawResponse::of(&answered());
    let kept = raw.clone();
    let sheet = raw.sheet(&third);
    let at = |id: &str| sheet.get(third.slot(id).unwrap());
    assert_eq!(at("T1.1.P9"), Some(Rating::Largely));
    assert_eq!(at("T1.2.P4"), Some(Rating::Largely));
    assert_eq!(at("T2.1.P5"), Some(Rating::Largely));
    assert_eq!(at("T2.2.P7"), None);
    assert_eq!((raw, kept.part), (kept.clone(), Part::Neither));
}

#[test]
fn codes_of_an_older_version_open_where_its_order_is_carried_and_are_told_where_not() {
    let (first, third_json) = (pack(&first()), third());
    let third = pack(&third_json);
    let code = encode(&first, &answered(), Kind::InSession(7)).code;
    let read = read_code(&third, &code.grouped()).unwrap();
    assert_eq!((read.kind, read.older.as_deref()), (Kind::InSession(7), Some("1.0.0")));
    assert_eq!(read.code, code);
    assert_eq!(read.assessment.answers["T1.1.P9"].rating, Some(Rating::Largely));
    let mut without = third_json;
    without["orders"] = json!([]);
    assert_eq!(read_code(&pack(&without), code.plain()), Err(CodeError::OtherPack));
    let own = encode(&third, &read.assessment, Kind::Single).code;
    assert_eq!(read_code(&third, own.plain()).unwrap().older, None);
}

#[test]
fn faults_of_moves_and_orders_are_told_with_their_place_and_mend() {
    let broken = |change: fn(&mut Value)| {
        let mut third = third();
        change(&mut third);
        let faults = Pack::from_json(&own(&third)).unwrap_err();
        assert!(faults.iter().all(|fault| fault.what.len() > 20), "{faults:?}");
        faults.into_iter().map(|fault| fault.place).collect::<Vec<_>>()
    };
    assert_eq!(
        broken(|it| it["moves"] = json!({})),
        ["moves", "orders[0]", "orders[0]", "orders[0]", "orders[0]", "orders[0]"]
    );
    assert_eq!(broken(|it| it["moves"][0]["from"] = json!("3.0.0"))[0], "moves[0]");
    assert_eq!(broken(|it| it["moves"][1]["from"] = json!("1.0.0")), ["moves[1]"]);
    assert_eq!(
        broken(|it| it["moves"][1]["items"]["T1.3.P1"] = json!("T1.3.P2")),
        ["moves[1].items.T1.3.P1"]
    );
    assert_eq!(
        broken(|it| it["moves"][1]["items"]["T1.1.P8"] = json!("nowhere")),
        ["moves[1].items.T1.1.P8"]
    );
    assert_eq!(broken(|it| it["moves"][1]["items"]["T1.1.P8"] = json!(7))[0], "moves[1].items.T1.1.P8");
    assert_eq!(
        broken(|it| it["moves"][1]["items"]["T1.2.P1"] = json!(["T1.2.P3", "T1.2.P3"])),
        ["moves[1].items.T1.2.P1"]
    );
    assert_eq!(broken(|it| it["moves"][1]["review"] = json!(["nowhere"])), ["moves[1]"]);
    assert_eq!(broken(|it| it["moves"][0]["metrics"] = json!({"m1": "m9"})), ["moves[0].metrics.m1"]);
    assert_eq!(broken(|it| it["orders"][0]["version"] = json!("3.0.0")), ["orders[0]"]);
    assert_eq!(broken(|it| it["orders"][0]["levels"] = json!(9)), ["orders[0]"]);
    assert_eq!(broken(|it| it["orders"][0]["items"][0]["id"] = json!("nowhere")), ["orders[0]"]);
    let twice = |it: &mut Value| it["orders"] = json!([it["orders"][0], it["orders"][0]]);
    assert_eq!(broken(twice), ["orders[1]", "orders[1]"]);
}

// At the desk

/// A wording for any pack: as few words as it takes.
fn wording(pack: &Value) -> Value {
    let read = sample::pack(pack);
    let per = |keys: Vec<String>, value: Value| -> Value {
        Value::Object(keys.into_iter().map(|key| (key, value.clone())).collect())
    };
    let levels: Vec<String> = read.levels.iter().map(|level| level.number.to_string()).collect();
    let threads: Vec<String> = read.threads.iter().map(|thread| thread.0.clone()).collect();
    let groups = read.groups.iter().map(|group| group.id.0.clone()).collect();
    let items = read.asked.iter().map(|item| item.id.0.clone()).collect();
    let metrics = read.metrics.iter().map(|metric| metric.id.0.clone()).collect();
    let thread = json!({"name": "N", "about": "A", "question": "Q", "probe": "P", "probeHint": "H"});
    json!({
        "format": "pomscope-wording", "formatVersion": 1, "lang": "en", "pack": read.id, "version": read.version,
        "name": "Mine", "subject": "S", "credit": "C",
        "levels": per(levels.clone(), json!({"name": "L", "text": "T"})),
        "threads": per(threads.clone(), thread),
        "placement": per(threads, per(levels, json!("D"))),
        "groups": per(groups, json!({"title": "G", "have": "H", "lack": "L"})),
        "items": per(items, json!({"text": "I", "help": "H", "step": "S"})),
        "metrics": per(metrics, json!({"text": "M", "help": "H"})),
    })
}

fn content(pack: &Value) -> Rc<Content> {
    let interface = parse(include_str!("../../../content/interface/en.json")).unwrap();
    Rc::new(Content::from_parts(&interface, &own(pack), &own(&wording(pack))).unwrap())
}

fn visit(pack: &Value, records: &[&Assessment], desk: bool, form: Form) -> State {
    let surroundings = Surroundings { form, ..site("2026-12-01") };
    let records = records
        .iter()
        .map(|it| Record { id: it.id.clone(), source: Source::Local, text: wire::write(it) })
        .collect();
    let loaded = Loaded { records, ..Loaded::default() };
    start(content(pack), surroundings, loaded, None, "", Moment(1_796_000_000_000.0), desk.then(desk_part)).0
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let now = Moment(1_796_000_000_000.0);
    update(state, Event { action, now, random: "0123456789abcdef0123456789abcdef".into() })
}

fn packs(action: PacksAction) -> Action {
    Action::desk(DeskAction::Packs(action))
}

#[test]
fn an_older_assessment_is_brought_along_as_it_opens_which_is_said() {
    let mut old = answered();
    old.rev = 3;
    let mut desk = visit(&third(), &[&old], true, Form::Site);
    let effects = act(&mut desk, Action::Open(old.id.clone()));
    let open = desk.assessment().unwrap();
    assert_eq!((open.pack_version.as_str(), open.rev), ("3.0.0", 4));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Save { text, .. } if text.contains("\"3.0.0\"")))
    );
    let notice = desk.notice.clone().unwrap();
    assert_eq!(notice.message.key, "version.brought");
    assert_eq!(notice.details.last().unwrap().key, "version.where");
    let all = version_looks(&desk);
    assert_eq!(all.len(), 7);
    assert!(all[..6].iter().all(|look| look.screen.is_some()) && all[6].screen.is_none());
    act(&mut desk, Action::desk(DeskAction::LookedAt(all[0].item.clone())));
    assert_eq!(version_looks(&desk).len(), 6);
    act(&mut desk, Action::Rate(ItemId::from("T2.2.P7"), Rating::Partly));
    assert_eq!(version_looks(&desk).len(), 5);
    act(&mut desk, Action::desk(DeskAction::LookedAtAll));
    assert_eq!(version_looks(&desk), []);
    assert_eq!(desk.assessment().unwrap().extra.get("looks"), None);
}

#[test]
fn a_newer_assessment_opens_with_a_word_and_stays_what_it_was() {
    let mut new = answered();
    new.pack_version = "9.0.0".into();
    new.rev = 3;
    let mut desk = visit(&third(), &[&new], true, Form::Site);
    act(&mut desk, Action::Open(new.id.clone()));
    assert_eq!(desk.notice.as_ref().unwrap().message.key, "version.newer");
    act(&mut desk, Action::Rate(ItemId::from("T1.3.P1"), Rating::Fully));
    assert_eq!(desk.assessment().unwrap().pack_version, "9.0.0");
    act(&mut desk, Action::DismissNotice);
    act(&mut desk, Action::Go(Step::Review));
    assert_eq!(desk.notice, None);
}

#[test]
fn an_imported_file_of_an_older_version_says_both_that_it_is_here_and_what_became_of_it() {
    let mut desk = visit(&third(), &[], true, Form::Site);
    let file = Picked {
        name: "old.json".into(),
        text: Some(wire::write(&Assessment { id: "abcdefgh".into(), ..answered() })),
    };
    act(&mut desk, Action::Picked(Some(file)));
    let notice = desk.notice.clone().unwrap();
    let said: Vec<String> =
        std::iter::once(&notice.message).chain(&notice.details).map(|it| it.key.to_string()).collect();
    assert!(
        said.iter().any(|key| key.starts_with("import.done"))
            && said.iter().any(|key| key == "version.brought"),
        "{said:?}"
    );
}

#[test]
fn assessments_of_another_pack_are_listed_kept_and_opened_with_theirs() {
    let mut other = answered();
    other.pack_id = "another".into();
    other.rev = 2;
    let mut state = visit(&third(), &[&other], true, Form::Site);
    assert_eq!((state.shelf.len(), state.notice.clone()), (0, None));
    let listed = other_packs(&state);
    assert_eq!((listed.len(), listed[0].here, listed[0].name.as_str()), (1, false, "another 1.0.0"));
    let json = r#"[{"id":"sample","version":"3.0.0","name":"Sample","own":false,"used":true},
        {"id":"another","version":"1.0.0","name":"Another one","own":true,"used":false}]"#;
    act(&mut state, packs(PacksAction::Listed(json.into())));
    let listed = other_packs(&state);
    assert_eq!((listed[0].here, listed[0].name.as_str()), (true, "Another one"));
    let effects = act(&mut state, packs(PacksAction::Open("another".into(), other.id.clone())));
    let place = effects.iter().find_map(|effect| match effect {
        Effect::Packs(PacksWish::Use { id, place }) if id == "another" => Some(place.clone()),
        _ => None,
    });
    let place = place.unwrap();
    // The same tab, begun anew with the other one.
    let mut theirs = first();
    theirs["id"] = json!("another");
    let saved = Loaded {
        records: vec![Record { id: other.id.clone(), source: Source::Local, text: wire::write(&other) }],
        ..Loaded::default()
    };
    let surroundings = (*state.surroundings).clone();
    let (begun, _) =
        start(content(&theirs), surroundings, saved, Some(&place), "#/", Moment(0.0), Some(desk_part()));
    assert_eq!(begun.current.as_deref(), Some(other.id.as_str()));
    assert!(begun.step.needs_assessment());
}

#[test]
fn a_file_of_another_pack_is_kept_and_handed_out_as_it_came() {
    let mut questions = visit(&third(), &[], false, Form::Site);
    let mut other = answered();
    other.pack_id = "another".into();
    other.id = "abcdefgh".into();
    let file = Picked { name: "other.json".into(), text: Some(wire::write(&other)) };
    let effects = act(&mut questions, Action::Picked(Some(file)));
    let Some(Effect::OpenDesk { place, saved }) = effects.last() else { panic!("{effects:?}") };
    let surroundings = (*questions.surroundings).clone();
    let (desk, effects) = start(
        content(&third()),
        surroundings,
        Loaded::from_json(saved),
        Some(place),
        "",
        Moment(0.0),
        Some(desk_part()),
    );
    assert_eq!(desk.notice.as_ref().unwrap().message.key, "packs.foreign");
    let kept = effects.iter().find_map(|effect| match effect {
        Effect::Save { text, .. } => Some(wire::read(text).unwrap().assessment),
        _ => None,
    });
    assert_eq!(kept, Some(other));
    assert_eq!(other_packs(&desk).len(), 1);
}

fn bundle_of(pack: &Value) -> Value {
    json!({"format": "pomscope-bundle", "formatVersion": 1, "pack": pack, "wordings": {"en": wording(pack)}})
}

fn drop_file(form: Form, text: String) -> State {
    let mut state = visit(&first(), &[], true, form);
    act(&mut state, Action::Picked(Some(Picked { name: "mine.json".into(), text: Some(text) })));
    state
}

#[test]
fn a_bundle_is_summed_up_and_used_after_a_question() {
    let mut mine = plain_pack(1, 2, false, 1, 0);
    mine["id"] = json!("mine");
    let mut state = drop_file(Form::Site, bundle_of(&mine).to_string());
    let Some(Dialog::Pack(offer)) = &state.dialog else { panic!("{:?}", state.notice) };
    assert_eq!((offer.name.as_str(), offer.statements, offer.levels), ("Mine", 2, 2));
    assert_eq!((&offer.languages, &offer.threads), (&vec!["en".to_owned()], &vec!["N".to_owned()]));
    let effects = act(&mut state, packs(PacksAction::Take));
    assert!(
        matches!(&effects[..], [Effect::Packs(PacksWish::Keep { id, .. })] if id == "mine"),
        "{effects:?}"
    );
    let effects =
        act(&mut state, packs(PacksAction::Kept("mine".into(), StoreStatus::Full, StoreStatus::Ok)));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Packs(PacksWish::Use { id, .. }) if id == "mine"))
    );
    let mut state = drop_file(Form::Site, bundle_of(&mine).to_string());
    act(&mut state, packs(PacksAction::Kept("mine".into(), StoreStatus::Full, StoreStatus::Full)));
    assert_eq!(state.notice.unwrap().message.key, "packs.notKept");
}

#[test]
fn a_bundle_that_is_not_sound_is_refused_with_its_first_faults() {
    let mut mine = plain_pack(1, 2, false, 1, 0);
    mine["id"] = json!("mine");
    let sound = bundle_of(&mine);
    let refused = |form: Form, change: &dyn Fn(&mut Value)| {
        let mut bundle = sound.clone();
        change(&mut bundle);
        let state = drop_file(form, bundle.to_string());
        assert_eq!(state.dialog, None);
        let notice = state.notice.clone().unwrap();
        assert_eq!(notice.message.key, "import.failed");
        notice.details.iter().map(|detail| state.texts().say(detail)).collect::<Vec<_>>().join(" | ")
    };
    for (change, said) in [
        (&(|it: &mut Value| it["pack"]["groups"] = json!([])) as &dyn Fn(&mut Value), "has no group at"),
        (&|it| it["wordings"]["en"]["items"]["T1.1.P1"] = json!({}), "the text is missing"),
        (&|it| it["wordings"] = json!({}), "wording"),
        (&|it| it["pack"]["kind"] = json!("lens"), "lens"),
        (&|it| it["format"] = json!("pomscope-pack"), "one file"),
        (&|it| it["wordings"]["en"]["name"] = json!("a\u{202e}b"), "characters that are not seen"),
        (
            &|it| it["wordings"]["en"]["items"]["T1.1.P1"]["text"] = json!("\u{0}"),
            "characters that are not seen",
        ),
        (&|it| it["pack"]["block"] = json!("x".repeat(2 * 1024 * 1024)), "larger than 2 MB"),
        (&|it| it["deep"] = (0..40).fold(json!(1), |inner, _| json!([inner])), "nested too deep"),
        (
            &|it| {
                let twice = it["pack"]["groups"][0].clone();
                it["pack"]["groups"].as_array_mut().unwrap().push(twice);
            },
            "have the id",
        ),
    ] {
        let told = refused(Form::Site, change);
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(refused(Form::Embed, &|_| {}).contains("whoever made this page"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever was rated and written under an older version is in the file afterwards, and a second time changes nothing.
    #[test]
    fn nothing_is_dropped_and_twice_is_once(
        given in prop::collection::vec((0..18_usize, prop::option::of(prop::sample::select(Rating::ALL.to_vec())), "[a-z]{0,3}"), 0..24),
        version in prop::sample::select(vec!["", "0.9", "1.0.0", "1.5", "2.0.0", "2.2"]),
    ) {
        let (first, third) = (pack(&first()), pack(&third()));
        let mut before = sample::empty(&third);
        before.pack_version = version.into();
        let mut ids: Vec<String> = first.asked.iter().map(|item| item.id.0.clone()).collect();
        ids.extend(["T1.1.P8".into(), "T1.1.P9".into(), "unheard".into()]);
        for (at, rating, note) in given {
            let id = ItemId::from(ids[at % ids.len()].as_str());
            before.answers.insert(id, Answer { rating, note, ..Answer::default() });
        }
        let brought = bring(&third, &before, NOW).unwrap().assessment;
        for (id, answer) in before.answers.iter().filter(|(_, answer)| !answer.is_empty()) {
            let there = brought.answers.values().chain(brought.answers.get(id));
            let same = |other: &Answer| other.rating == answer.rating && other.note == answer.note;
            prop_assert!(there.into_iter().any(same), "{id} {answer:?} {:?}", brought.answers);
            // What this version asks under the same id stays where it is.
            if third.slot(id.as_str()).is_some() {
                prop_assert_eq!(&brought.answers[id.as_str()].rating, &answer.rating);
            }
        }
        prop_assert_eq!(bring(&third, &brought, NOW), None);
        let mut again = brought.clone();
        again.pack_version = "2.9".into();
        let again = bring(&third, &again, NOW).unwrap().assessment;
        let ratings = |it: &Assessment| -> Vec<(ItemId, Option<Rating>)> {
            it.answers.iter().map(|(id, answer)| (id.clone(), answer.rating)).collect()
        };
        prop_assert_eq!(ratings(&again), ratings(&brought));
        let text = wire::write(&brought);
        prop_assert_eq!(wire::read(&text).unwrap().assessment, brought);
    }
}
