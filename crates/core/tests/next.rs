//! The next assessment: what is carried into it and what is not, that a file holds it, and when the last rating shows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;
mod site;

use std::rc::Rc;

use pomscope_core::answers::{
    Answer, Assessment, Choice, MetricAnswer, MetricStatus, PlanEntry, Previous, Rating, Side, StepStatus,
};
use pomscope_core::json::Value;
use pomscope_core::next::{Carried, last_rating, next_assessment};
use pomscope_core::pack::{ItemId, MetricId, ThreadId};
use pomscope_core::state::{
    Action, DeskAction, Effect, Event, Loaded, Record, Source, State, Step, desk_part, start, update,
};
use pomscope_core::table::Table;
use pomscope_core::time::Moment;
use pomscope_core::view::{group_screen, shelved};
use pomscope_core::wire;
use proptest::prelude::*;
use random::{any_assessment, content};
use site::site;

const NOW: &str = "2026-11-22T10:00:00.000Z";

fn rated(rating: Rating) -> Answer {
    Answer {
        rating: Some(rating),
        note: "why".into(),
        at: "2026-05-01T10:00:00.000Z".into(),
        ..Answer::default()
    }
}

/// An assessment with something in every place.
fn last() -> Assessment {
    let pack = &content().pack;
    let mut last = Assessment::new("lastlastlast".into(), pack, "2026-05-01T09:00:00.000Z".into());
    last.title = "Sales and logistics".into();
    last.updated_at = "2026-05-02T09:00:00.000Z".into();
    last.rev = 41;
    last.side = Some(Side::It);
    last.scope = "the eight largest".into();
    last.key_relationships = Some(8);
    last.pack_version = "0.9.0".into();
    for item in &pack.asked {
        last.answers.insert(item.id.clone(), rated(Rating::Partly));
    }
    last.answers.insert(ItemId::from("A2.L9.GOAL.P1"), rated(Rating::Fully));
    last.answers
        .insert(ItemId::from("A2.L2.GOAL.P1"), Answer { note: "only a note".into(), ..Answer::default() });
    last.targets.insert(ThreadId::from("GOAL"), 3.5);
    last.importance.insert(ThreadId::from("PRIO"), 5);
    last.placement.insert(ThreadId::from("GOAL"), 2);
    last.probes.insert(ThreadId::from("GOAL"), true);
    last.kept_as_said.insert(ItemId::from("A2.L2.PRIO.O1"), ());
    last.timings.insert(ItemId::from("A2.L2.PRIO.O1"), 3.0);
    last.lenses.insert("duties".into(), Default::default());
    last.context_extra.insert("other".into(), Value::Bool(true));
    last.extra.insert("newer".into(), Value::Bool(true));
    let entry = PlanEntry {
        choice: Some(Choice::Taken),
        owner: "Ada".into(),
        due: "2026-09-30".into(),
        status: StepStatus::Done,
        note: "signed".into(),
        at: "2026-08-01T09:00:00.000Z".into(),
        ..PlanEntry::default()
    };
    last.plan.insert("A2.L2.GOAL.P2".into(), entry);
    last.plan.insert("own-1".into(), PlanEntry { title: "Hire".into(), ..PlanEntry::default() });
    let measured = |value: f64| MetricAnswer {
        status: Some(MetricStatus::Measured),
        value: Some(value),
        as_of: "2026-04-30".into(),
        source: "the list".into(),
        ..MetricAnswer::default()
    };
    let started = MetricAnswer {
        baseline: Some(2.0),
        target: Some(9.0),
        target_date: "2027-01-31".into(),
        ..measured(5.0)
    };
    last.metrics.insert(MetricId::from("m01"), started);
    last.metrics.insert(MetricId::from("m06"), measured(4.0));
    last.metrics.insert(MetricId::from("m03"), measured(250.0));
    last.metrics.insert(
        MetricId::from("m02"),
        MetricAnswer { status: Some(MetricStatus::NotMeasured), ..MetricAnswer::default() },
    );
    last.metrics.insert(MetricId::from("m99"), measured(7.0));
    let row = |key: &str| Value::Object([(key.to_owned(), Value::from("Sales"))].into_iter().collect());
    last.relationships.insert("r1".into(), row("name"));
    last.relationships.insert("r2".into(), row("at"));
    last.commitments.insert("c1".into(), row("later"));
    last
}

#[test]
fn scope_targets_plan_and_aims_are_carried_and_answers_begin_blank() {
    let content = content();
    let last = last();
    let next = next_assessment(&content.pack, &last, "nextnextnext".into(), NOW);
    let mut expect = Assessment::new("nextnextnext".into(), &content.pack, NOW.into());
    expect.title = last.title.clone();
    expect.side = last.side;
    expect.scope = last.scope.clone();
    expect.key_relationships = last.key_relationships;
    expect.targets = last.targets.clone();
    expect.importance = last.importance.clone();
    expect.plan = last.plan.clone();
    expect.relationships = last.relationships.clone();
    expect.commitments = last.commitments.clone();
    let aims = |baseline: f64| MetricAnswer { baseline: Some(baseline), ..MetricAnswer::default() };
    expect.metrics.insert(
        MetricId::from("m01"),
        MetricAnswer { target: Some(9.0), target_date: "2027-01-31".into(), ..aims(2.0) },
    );
    expect.metrics.insert(MetricId::from("m06"), aims(4.0));
    expect.metrics.insert(MetricId::from("m99"), aims(7.0));
    let ratings: Table<ItemId, Rating> =
        last.answers.iter().filter_map(|(item, answer)| Some((item.clone(), answer.rating?))).collect();
    assert_eq!(ratings.len(), content.pack.asked.len());
    expect.previous = Some(Box::new(Previous {
        id: "lastlastlast".into(),
        title: "Sales and logistics".into(),
        updated_at: last.updated_at.clone(),
        pack_version: "0.9.0".into(),
        side: Some(Side::It),
        ratings,
        values: [("m01", 5.0), ("m06", 4.0), ("m99", 7.0)]
            .map(|(id, value)| (MetricId::from(id), value))
            .into_iter()
            .collect(),
        ..Previous::default()
    }));
    assert_eq!(next, expect);
    let carried = Carried::of(&next);
    let ratings = content.pack.asked.len();
    let told = Carried { threads: 2, steps: 2, metrics: 3, relationships: 1, commitments: 1, ratings };
    assert_eq!(carried, told, "a row that says nothing is not counted");
}

#[test]
fn the_next_of_a_next_carries_one_back_only() {
    let content = content();
    let first = next_assessment(&content.pack, &last(), "nextnextnext".into(), NOW);
    let second = next_assessment(&content.pack, &first, "thirdthird00".into(), NOW);
    let previous = second.previous.unwrap();
    assert_eq!((previous.id.as_str(), previous.ratings.len(), previous.values.len()), ("nextnextnext", 0, 0));
    assert_eq!(second.metrics, first.metrics, "where a metric started stays where it was");
    assert_eq!(second.plan, first.plan);
}

#[test]
fn what_is_not_known_of_the_one_before_stays_in_the_file() {
    let text = r#"{"format":"pomscope-assessment","formatVersion":1,"pack":{"id":"relationship-management-methodology"},
        "previous":{"id":"a","ratings":{"x":"fully","y":"superb","z":3},"values":{"m01":4,"m02":"many"},"side":"them","later":[1]}}"#;
    let read = wire::read(text).unwrap();
    assert_eq!(read.problems.len(), 4, "{:?}", read.problems);
    let previous = read.assessment.previous.as_ref().unwrap();
    assert_eq!((previous.ratings.len(), previous.values.len(), previous.side), (1, 1, None));
    let written: serde_json::Value = serde_json::from_str(&wire::write(&read.assessment)).unwrap();
    let given: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(written["previous"], given["previous"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_file_holds_the_next_assessment_whole(last in any_assessment(content())) {
        let next = next_assessment(&content().pack, &last, "nextnextnext".into(), NOW);
        let read = wire::read(&wire::write(&next)).unwrap();
        prop_assert_eq!(&read.problems, &vec![]);
        prop_assert_eq!(&read.assessment, &next);
        prop_assert!(next.answers.is_empty() && next.lenses.is_empty() && next.extra.is_empty());
        prop_assert!(next.metrics.values().all(|metric| metric.status.is_none() && metric.value.is_none() && metric.as_of.is_empty()));
    }
}

// The interface

const LATER: Moment = Moment(1_795_342_000_000.0);

fn visit(saved: &Assessment) -> State {
    let record = Record { id: saved.id.clone(), source: Source::Local, text: wire::write(saved) };
    let surroundings = site("2026-11-22");
    let loaded = Loaded { records: vec![record], ..Loaded::default() };
    start(Rc::new(content().clone()), surroundings, loaded, None, "", LATER, Some(desk_part())).0
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, Event { action, now: LATER, random: "0123456789abcdef0123456789abcdef".into() })
}

fn begun() -> (State, Vec<Effect>) {
    let mut state = visit(&last());
    let effects = act(&mut state, Action::desk(DeskAction::StartNext("lastlastlast".into())));
    (state, effects)
}

#[test]
fn the_next_one_is_saved_and_opens_at_the_scope_with_what_was_carried() {
    let (state, effects) = begun();
    let next = state.assessment().unwrap();
    assert_eq!(state.step, Step::Scope);
    assert_eq!(next.title, "Sales and logistics, 22 November 2026");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Save { id, .. } if *id == next.id)));
    let notice = state.notice.as_ref().unwrap();
    let said = state.texts().say(&notice.message);
    assert!(
        said.contains("Sales and logistics, 22 November 2026") && said.contains("“Sales and logistics”"),
        "{said}"
    );
    let details: Vec<String> = notice.details.iter().map(|detail| state.texts().say(detail)).collect();
    assert_eq!(details.len(), 7, "{details:?}");
    assert!(details[4].contains("register") && details[5].contains("commitments"), "{details:?}");
    assert!(details[2].starts_with("2 steps"), "{details:?}");
    assert_eq!(*state.shelf["lastlastlast"].assessment, last(), "the last one stays as it was");
}

#[test]
fn the_date_in_a_name_gives_way_to_the_next_one() {
    let mut last = last();
    for (title, expect) in [
        ("Sales, 1 May 2026", "Sales, 22 November 2026"),
        ("Sales, 2 May 2026", "Sales, 2 May 2026, 22 November 2026"),
        (", 1 May 2026", ", 1 May 2026, 22 November 2026"),
        ("  ", ""),
    ] {
        last.title = title.into();
        let mut state = visit(&last);
        act(&mut state, Action::desk(DeskAction::StartNext("lastlastlast".into())));
        assert_eq!(state.assessment().unwrap().title, expect, "{title}");
    }
}

#[test]
fn the_next_one_of_something_that_is_gone_is_not_begun() {
    let mut state = visit(&last());
    assert!(act(&mut state, Action::desk(DeskAction::StartNext("nowherenow".into()))).is_empty());
    assert_eq!((state.step, state.shelf.len()), (Step::Start, 1));
}

#[test]
fn the_last_answer_shows_only_once_the_statement_is_answered_again() {
    let (mut state, _) = begun();
    let item = ItemId::from("A2.L2.PRIO.P1");
    let screen =
        state.content.pack.groups.iter().position(|group| group.id.as_str() == "A2.L2.PRIO").unwrap();
    let order = pomscope_core::state::group_order(&state.content.pack);
    let at = order.iter().position(|group| *group == screen).unwrap();
    let shown = |state: &State| {
        let cards = group_screen(state, at).unwrap().cards;
        cards.into_iter().find(|card| card.id == item).unwrap().last
    };
    assert_eq!(shown(&state), None);
    act(&mut state, Action::SetNote(item.clone(), "a thought".into()));
    assert_eq!(shown(&state), None, "a note is no answer");
    for (rating, expect) in [
        (Rating::Partly, "Last time: Partly, as now."),
        (Rating::Fully, "Last time: Partly. Now: Fully."),
        (Rating::Unknown, "Last time: Partly. Now: Don't know."),
    ] {
        act(&mut state, Action::Rate(item.clone(), rating));
        assert_eq!(shown(&state).as_deref(), Some(expect));
    }
    act(&mut state, Action::Clear(item.clone()));
    assert_eq!(shown(&state), None);
}

#[test]
fn a_last_rating_that_the_statement_does_not_offer_is_not_shown() {
    let content = content();
    let asked = content.pack.asked.iter().find(|item| !item.surpassable && !item.descriptive).unwrap();
    let mut next = next_assessment(&content.pack, &last(), "nextnextnext".into(), NOW);
    next.answers.insert(asked.id.clone(), rated(Rating::Fully));
    assert_eq!(last_rating(&next, asked), Some(Rating::Partly));
    next.previous.as_mut().unwrap().ratings.insert(asked.id.clone(), Rating::Beyond);
    assert_eq!(last_rating(&next, asked), None);
}

#[test]
fn only_a_finished_assessment_offers_the_next() {
    let mut whole = last();
    for item in &content().pack.asked {
        whole.answers.insert(item.id.clone(), rated(Rating::Partly));
    }
    assert!(shelved(&visit(&whole))[0].finished);
    assert!(!shelved(&visit(&last()))[0].finished, "one statement is open");
}
