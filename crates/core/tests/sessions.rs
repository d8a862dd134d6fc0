//! The working file of a session: what is written is read again, what is not understood is kept, two devices' files become one in any order, and what was agreed is scored.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;
mod schema;

use std::path::Path;

use pomscope_core::answers::{Assessment, Rating, Side};
use pomscope_core::group::{
    Agreed, Conflict, Form, HeadCounts, NotMerged, Part, RawResponse, ResponseId, Rule, Session, Shown,
    Signed, Threshold, agreed_profile, as_assessment, merge,
};
use pomscope_core::json::{self, Map};
use pomscope_core::lens::By;
use pomscope_core::method::score;
use pomscope_core::pack::{ItemId, Pack};
use pomscope_core::table::Table;
use pomscope_core::wire::session_v1::{SessionError, read, write, write_pretty};
use pomscope_core::wire::{combined_v1, session_v1};
use proptest::prelude::*;
use proptest::sample::select;
use schema::{Schema, Undescribed};
use serde_json::{Value, json};

fn pack() -> Pack {
    let text = include_str!("../../../content/packs/relationship-management-methodology/pack.json");
    Pack::from_json(&json::parse(text).unwrap()).unwrap()
}

fn schema(name: &str) -> Schema {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas").join(name);
    Schema::read(&std::fs::read_to_string(file).unwrap(), Undescribed::Refused)
}

fn value(of: &json::Value) -> Value {
    serde_json::from_str(&of.to_string()).unwrap()
}

fn any_id() -> impl Strategy<Value = ResponseId> {
    // Few enough that two sessions share some.
    (0u32..12).prop_map(|number| ResponseId::parse(&format!("r{number:03}")).unwrap())
}

fn any_item() -> impl Strategy<Value = ItemId> {
    let mut ids: Vec<ItemId> = pack().asked.into_iter().map(|item| item.id).collect();
    ids.push(ItemId::from("no.such.item"));
    select(ids)
}

fn any_text() -> impl Strategy<Value = String> {
    select(vec!["", "Spring", "<b>=1+1</b>", "Zwölf \u{202e}Leute", "a\nb"]).prop_map(str::to_owned)
}

fn any_extra() -> impl Strategy<Value = Map> {
    prop_oneof![
        4 => Just(Map::new()),
        1 => select(vec![1u8, 2]).prop_map(|n| Map::from_entries(vec![("later".into(), n.into())])),
    ]
}

fn any_response() -> impl Strategy<Value = RawResponse> {
    let rated = prop::collection::vec((any_item(), select(Rating::ALL.to_vec())), 0..5);
    let named = prop::collection::vec((any_item(), select(By::ALL.to_vec())), 0..3);
    (select(Part::ALL.to_vec()), rated, named, any_extra()).prop_map(|(part, rated, named, extra)| {
        RawResponse { part, ratings: Table::from_entries(rated), by: Table::from_entries(named), extra }
    })
}

fn any_session() -> impl Strategy<Value = Session> {
    let pack = pack();
    let rule = select(vec![
        Rule::Open,
        Rule::Anonymous(Threshold::LEAST),
        Rule::Anonymous(Threshold::USUAL),
        Rule::Anonymous(Threshold::new(9).unwrap()),
    ]);
    let agreed = (any_item(), select(Rating::ALL.to_vec()), any_text(), any_extra())
        .prop_map(|(item, rating, dissent, extra)| (item, Agreed { rating, dissent, extra }));
    (
        any_text(),
        rule,
        select(vec![Form::Full, Form::Short]),
        prop::option::of((0u32..9, 0u32..9).prop_map(|(it, business)| HeadCounts { it, business })),
        prop::collection::vec((any_id(), any_response()), 0..6),
        prop::collection::vec(prop::collection::vec(any_id(), 1..4), 0..3),
        prop::collection::vec(agreed, 0..4),
        (any_extra(), any_text(), any_text()),
    )
        .prop_map(
            move |(title, rule, form, heads, responses, reveals, agreed, (extra, it, business))| Session {
                id: "session1".into(),
                title,
                pack_id: pack.id.clone(),
                pack_version: pack.version.clone(),
                rule,
                form,
                heads,
                responses: Table::from_entries(responses),
                reveals,
                agreed: Table::from_entries(agreed),
                signed: Signed { it, business, on: String::new() },
                extra,
            },
        )
}

/// Sessions that ask a lens which asks who does it, and one with a trust index.
fn any_lens_session() -> impl Strategy<Value = Session> {
    select(vec!["duties", "conversations", "watermelon"]).prop_flat_map(|id| {
        let pack = sample::lenses().find(id).unwrap().pack.clone();
        let count = pack.asked.len();
        let rated = prop::collection::vec(prop::option::weighted(0.8, select(Rating::ALL.to_vec())), count);
        let named = prop::collection::vec(prop::option::weighted(0.7, select(By::ALL.to_vec())), count);
        let people = prop::collection::vec((select(Part::ALL.to_vec()), rated, named), 0..14);
        (people, select(vec![Rule::Open, Rule::Anonymous(Threshold::LEAST)])).prop_map(
            move |(people, rule)| {
                let given =
                    |(part, rated, named): (Part, Vec<Option<Rating>>, Vec<Option<By>>)| RawResponse {
                        part,
                        ratings: pack
                            .asked
                            .iter()
                            .zip(rated)
                            .filter_map(|(item, rating)| Some((item.id.clone(), rating?)))
                            .collect(),
                        by: pack
                            .asked
                            .iter()
                            .zip(named)
                            .filter_map(|(item, by)| Some((item.id.clone(), by?)))
                            .collect(),
                        extra: Map::new(),
                    };
                let numbered = people.into_iter().enumerate();
                let responses = numbered
                    .map(|(at, person)| (ResponseId::parse(&format!("r{at:03}")).unwrap(), given(person)));
                Session {
                    id: "session1".into(),
                    pack_id: pack.id.clone(),
                    pack_version: pack.version.clone(),
                    rule,
                    responses: responses.collect(),
                    ..Session::default()
                }
            },
        )
    })
}

fn merged(one: &Session, other: &Session) -> (Session, Vec<Conflict>) {
    let merged = merge(one, other).unwrap();
    let mut conflicts = merged.conflicts;
    conflicts.sort();
    (merged.session, conflicts)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(session in any_session()) {
        for text in [write(&session).to_string(), write_pretty(&session)] {
            let again = read(&text).unwrap();
            prop_assert_eq!(&again.session, &session);
            prop_assert!(again.problems.is_empty(), "{:?}", again.problems);
        }
    }

    #[test]
    fn what_is_written_is_what_its_schema_says(mut session in any_session()) {
        session.extra = Map::new();
        let plain = |raw: &RawResponse| RawResponse { extra: Map::new(), ..raw.clone() };
        session.responses = session.responses.iter().map(|(id, raw)| (id.clone(), plain(raw))).collect();
        let plain = |agreed: &Agreed| Agreed { extra: Map::new(), ..agreed.clone() };
        session.agreed = session.agreed.iter().map(|(id, agreed)| (id.clone(), plain(agreed))).collect();
        prop_assert_eq!(schema("session.schema.json").check(&value(&write(&session))), Ok(()));
        let pack = pack();
        let (people, _) = session.scored(&pack);
        let shown = Shown::of(&pack, &people, session.rule);
        prop_assert_eq!(schema("combined.schema.json").check(&value(&combined_v1::write(&pack, &shown))), Ok(()));
    }

    #[test]
    fn what_is_written_of_a_lens_is_what_its_schema_says(session in any_lens_session()) {
        prop_assert_eq!(schema("session.schema.json").check(&value(&write(&session))), Ok(()));
        prop_assert_eq!(&read(&write(&session).to_string()).unwrap().session, &session);
        let pack = sample::lenses().find(&session.pack_id).unwrap().pack.clone();
        let (mut people, refused) = session.scored(&pack);
        prop_assert!(refused.is_empty());
        let shown = Shown::of(&pack, &people, session.rule);
        let written = value(&combined_v1::write(&pack, &shown));
        prop_assert_eq!(schema("combined.schema.json").check(&written), Ok(()));
        people.reverse();
        prop_assert_eq!(Shown::of(&pack, &people, session.rule), shown);
        // Never a level.
        for item in written["items"].as_array().unwrap() {
            prop_assert!(item["level"].is_null());
        }
    }

    #[test]
    fn merging_is_commutative_idempotent_and_associative(a in any_session(), b in any_session(), c in any_session()) {
        let (ab, conflicts) = merged(&a, &b);
        prop_assert_eq!(&merged(&b, &a), &(ab.clone(), conflicts));
        prop_assert_eq!(&merged(&ab, &b).0, &ab);
        prop_assert_eq!(merged(&a, &a), (a.clone(), Vec::new()));
        prop_assert_eq!(merged(&ab, &c).0, merged(&a, &merged(&b, &c).0).0);
        for (id, response) in &a.responses {
            prop_assert!(ab.responses.get(id) == Some(response) || b.responses.contains_key(id));
        }
    }

    #[test]
    fn the_order_of_responses_is_irrelevant(session in any_session()) {
        let pack = pack();
        let (mut people, _) = session.scored(&pack);
        let one = Shown::of(&pack, &people, session.rule);
        people.reverse();
        prop_assert_eq!(Shown::of(&pack, &people, session.rule), one);
    }
}

/// An answer code holds no more than ratings and side: entered beside the response that it was made of, it is the same response.
#[test]
fn a_response_without_who_does_it_is_no_other_response() {
    let item = ItemId::from("duties.standard.1");
    let response = |rating, by: &[By]| RawResponse {
        part: Part::It,
        ratings: Table::from_entries(vec![(item.clone(), rating)]),
        by: by.iter().map(|by| (item.clone(), *by)).collect(),
        extra: Map::new(),
    };
    let session = |response| Session {
        id: "s".into(),
        pack_id: "duties".into(),
        responses: Table::from_entries(vec![(ResponseId::parse("00abc").unwrap(), response)]),
        ..Session::default()
    };
    let (bare, named) = (session(response(Rating::Fully, &[])), session(response(Rating::Fully, &[By::It])));
    for (one, other) in [(&bare, &named), (&named, &bare)] {
        assert_eq!(merged(one, other), (named.clone(), Vec::new()));
    }
    for other in [response(Rating::Fully, &[By::Both]), response(Rating::Not, &[])] {
        assert_eq!(merged(&named, &session(other)).1.len(), 1);
    }
}

#[test]
fn who_does_it_is_kept_where_it_is_not_understood() {
    let text = small(json!({"responses": [
        {"id": "good1", "side": "it", "ratings": {"x": "fully"}, "by": {"x": "nobody", "y": "somebody", "z": null}}
    ]}));
    let read = read(&text).unwrap();
    let response = read.session.responses.values().next().unwrap();
    assert_eq!(response.by.get("x"), Some(&By::Nobody));
    assert_eq!(read.problems.len(), 1);
    assert_eq!(value(&write(&read.session))["responses"][0]["by"], json!({"x": "nobody", "y": "somebody"}));
}

fn small(value: Value) -> String {
    let mut file = json!({"format": "pomscope-session", "formatVersion": 1,
        "pack": {"id": "relationship-management-methodology", "version": "1.0.0"}});
    file.as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
    file.to_string()
}

/// A file of the first version, which every later program must read.
#[test]
fn the_committed_file_of_version_1_is_read_and_written_the_same() {
    let text = include_str!("sessions/session-v1.json");
    let session = read(text).unwrap();
    assert_eq!((session.session.responses.len(), session.problems.len()), (3, 0));
    assert_eq!(session.session.rule, Rule::Anonymous(Threshold::LEAST));
    assert_eq!(session.session.agreed["A2.L2.GOAL.P1"].dissent, "IT would say largely.");
    assert_eq!(write_pretty(&session.session) + "\n", text);
}

#[test]
fn what_is_not_understood_is_named_and_kept() {
    let text = small(json!({
        "threshold": 2, "form": "long", "heads": {"it": -1}, "later": [1], "reveals": "all",
        "responses": [
            {"id": "Not An Id", "side": "it", "ratings": {}},
            {"id": "good1", "side": "above"},
            {"id": "good2", "side": "business", "ratings": {"A2.L2.GOAL.P1": "mostly", "A2.L2.GOAL.O1": "fully"}, "mood": 3},
            7
        ],
        "agreed": {"A2.L2.GOAL.P1": {"rating": "mostly"}, "A2.L2.GOAL.O1": {"rating": "fully", "dissent": 4}}
    }));
    let first = read(&text).unwrap();
    assert_eq!(first.session.rule, Rule::default());
    assert_eq!(first.session.responses.len(), 1);
    assert_eq!(first.problems.len(), 10, "{:?}", first.problems);
    let written = value(&write(&first.session));
    for (pointer, kept) in [
        ("/later", json!([1])),
        ("/threshold", json!(2)),
        ("/form", json!("long")),
        ("/reveals", json!("all")),
        ("/heads", json!({"it": -1})),
        ("/responses/0/mood", json!(3)),
        ("/responses/0/ratings/A2.L2.GOAL.P1", json!("mostly")),
        ("/responses/1/id", json!("Not An Id")),
        ("/responses/3", json!(7)),
        ("/agreed/A2.L2.GOAL.P1/rating", json!("mostly")),
        ("/agreed/A2.L2.GOAL.O1/dissent", json!(4)),
    ] {
        assert_eq!(written.pointer(pointer), Some(&kept), "{pointer}");
    }
    let again = read(&written.to_string()).unwrap();
    assert_eq!(again.session.responses, first.session.responses);
}

#[test]
fn what_stands_where_an_object_is_wanted_is_named_and_makes_room_for_one() {
    let text = small(json!({
        "agreed": ["later"], "responses": [{"id": "good1", "side": "it", "ratings": "none", "by": 3}]
    }));
    let first = read(&text).unwrap();
    assert_eq!(first.problems.len(), 1, "{:?}", first.problems);
    let mut session = first.session;
    let written = value(&write(&session));
    assert_eq!(written["agreed"], json!(["later"]));
    let response = json!({"id": "good1", "side": "it", "ratings": "none", "by": 3});
    assert_eq!(written["responses"], json!([response]));
    let agreed = Agreed { rating: Rating::Fully, dissent: String::new(), extra: Map::new() };
    session.agreed.insert(ItemId::from("A2.L2.GOAL.P1"), agreed);
    let written = value(&write(&session));
    assert_eq!(written["agreed"], json!({"A2.L2.GOAL.P1": {"rating": "fully"}}));
    assert_eq!(written["agreed.setAside"], json!(["later"]));
}

#[test]
fn of_two_responses_with_one_id_the_first_counts_and_the_other_is_kept_apart() {
    let response = |side: &str| json!({"id": "good1", "side": side, "ratings": {}});
    let text = small(json!({
        "responses": [response("it"), response("business"), response("it"), {"id": "good0", "side": "it", "ratings": {}}],
        "doubles": ["from before"]
    }));
    let first = read(&text).unwrap();
    assert_eq!(first.problems.len(), 1, "{:?}", first.problems);
    let parts: Vec<Part> = first.session.responses.values().map(|response| response.part).collect();
    assert_eq!(parts, [Part::It, Part::It]);
    let written = value(&write(&first.session));
    assert_eq!(written["doubles"], json!(["from before", response("business")]));
    assert_eq!(read(&written.to_string()).unwrap().session, first.session);
}

#[test]
fn what_is_no_working_file_is_refused_with_its_reason() {
    let newer = small(json!({"formatVersion": 2}));
    for (text, expect) in [
        ("{", SessionError::NotJson { line: 1, column: 1 }),
        ("[]", SessionError::NotSession),
        (r#"{"format":"pomscope-assessment","formatVersion":1,"pack":{"id":"x"}}"#, SessionError::NotSession),
        (r#"{"format":"pomscope-session","formatVersion":1}"#, SessionError::NotSession),
        (newer.as_str(), SessionError::Newer { version: 2 }),
    ] {
        assert_eq!(read(text).unwrap_err(), expect, "{text}");
    }
}

#[test]
fn a_working_file_carries_ratings_and_nothing_else_of_an_assessment() {
    let text = include_str!("../../../docs/examples/assessment.json");
    let assessment = pomscope_core::wire::read(text).unwrap().assessment;
    let raw = RawResponse::of(&assessment);
    let id = ResponseId::parse("r4nd0m").unwrap();
    let written = session_v1::response_value(&id, &raw).to_string();
    for (item, answer) in &assessment.answers {
        assert_eq!(raw.ratings.get(item.as_str()).copied(), answer.rating);
        for secret in [&answer.note, &answer.evidence, &answer.reason, &answer.at] {
            assert!(secret.is_empty() || !written.contains(secret.as_str()), "{secret}");
        }
    }
    assert!(!written.contains(&assessment.id) && !written.contains(&assessment.updated_at));
}

#[test]
fn conflicts_are_named_and_the_stricter_holds() {
    let session = |k, rating| {
        let response = RawResponse {
            part: Part::It,
            ratings: Table::from_entries(vec![(ItemId::from("A2.L2.GOAL.P1"), rating)]),
            by: Table::new(),
            extra: Map::new(),
        };
        Session {
            id: "s".into(),
            pack_id: "p".into(),
            rule: Threshold::new(k).map_or(Rule::Open, Rule::Anonymous),
            responses: Table::from_entries(vec![(ResponseId::parse("same").unwrap(), response)]),
            ..Session::default()
        }
    };
    let (one, other) = (session(4, Rating::Not), session(7, Rating::Fully));
    let merged = merge(&one, &other).unwrap();
    assert_eq!(merged.session.rule, Rule::Anonymous(Threshold::new(7).unwrap()));
    let same = ResponseId::parse("same").unwrap();
    assert_eq!(merged.conflicts, [Conflict::Rule, Conflict::Response(same)]);
    assert_eq!(merge(&one, &session(0, Rating::Not)).unwrap().session.rule, one.rule);
    assert_eq!(merge(&one, &Session { id: "t".into(), ..other.clone() }), Err(NotMerged::OtherSession));
    assert_eq!(merge(&one, &Session { pack_id: "q".into(), ..other }), Err(NotMerged::OtherPack));
}

#[test]
fn what_was_agreed_is_scored_like_any_assessment() {
    let pack = pack();
    let mut agreed = Table::new();
    let mut twin = Assessment::new("twin0000".into(), &pack, String::new());
    twin.side = Some(Side::Both);
    for (at, item) in pack.asked.iter().filter(|item| !item.descriptive).enumerate().take(20) {
        let rating = [Rating::Fully, Rating::Largely, Rating::Partly][at % 3];
        let dissent = if at % 5 == 0 { "Two saw it otherwise.".to_owned() } else { " ".to_owned() };
        agreed.insert(item.id.clone(), Agreed { rating, dissent, extra: Map::new() });
        twin.answers.insert(
            item.id.clone(),
            pomscope_core::answers::Answer { rating: Some(rating), ..Default::default() },
        );
    }
    // Not offered at a level that describes absence: it counts as none, with its dissent.
    let odd = pack.asked.iter().find(|item| item.descriptive).unwrap();
    agreed.insert(
        odd.id.clone(),
        Agreed { rating: Rating::NotApplicable, dissent: "!".into(), extra: Map::new() },
    );
    let profile = agreed_profile(&pack, &agreed).unwrap();
    assert_eq!(profile.score, score(&pack, &twin).unwrap());
    assert_eq!((profile.agreed, profile.dissent), (20, 4));
    assert_eq!(profile.share_of_dissent(), Some(0.2));
    assert_eq!(agreed_profile(&pack, &Table::new()).unwrap().share_of_dissent(), None);
    let assessment = as_assessment(&pack, &agreed, "agreed00".into(), "2026-11-22T10:00:00.000Z".into());
    assert_eq!((assessment.side, assessment.answers.len()), (Some(Side::Both), 21));
}
