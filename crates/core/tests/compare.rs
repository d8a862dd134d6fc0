//! Comparing assessments, by example and over random answers: what is a change, what became of plan and metrics, what could not be matched, and that the pages tell all of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;
mod site;

use std::rc::Rc;

use pomscope_core::answers::{
    Answer, Assessment, Choice, MetricAnswer, MetricStatus, PlanEntry, Rating, Side, StepStatus,
};
use pomscope_core::compare::{
    Compared, Comparison, Course, Move, Origin, Refused, Verdict, choices, chosen, compare, compared, moved,
};
use pomscope_core::content::Content;
use pomscope_core::method::score;
use pomscope_core::next::next_assessment;
use pomscope_core::pack::{ItemId, MetricId};
use pomscope_core::report::compare_page::{comparison_document, moved_lines, sections};
use pomscope_core::report::document::{Block, Document, Section};
use pomscope_core::report::drawing::Mark;
use pomscope_core::state::{
    Action, DeskAction, Effect, Event, ImportChoice, Loaded, Picked, Record, Source, State, Step, desk_part,
    start, update,
};
use pomscope_core::time::Moment;
use pomscope_core::wire;
use proptest::prelude::*;
use random::{TODAY, any_assessment, content};
use site::site;

const OLD: &str = "2026-05-01T10:00:00.000Z";
const NEW: &str = "2026-11-01T10:00:00.000Z";

/// Every scored statement rated alike, at a moment.
fn all(content: &Content, id: &str, at: &str, rating: Rating) -> Assessment {
    let mut assessment = Assessment::new(id.into(), &content.pack, at.into());
    assessment.rev = 1;
    for item in content.pack.asked.iter().filter(|item| !item.descriptive) {
        rate(&mut assessment, item.id.as_str(), Some(rating));
    }
    assessment
}

fn rate(assessment: &mut Assessment, item: &str, rating: Option<Rating>) {
    let at = assessment.updated_at.clone();
    assessment.answers.insert(ItemId::from(item), Answer { rating, at, ..Answer::default() });
}

fn pair<'a>(content: &Content, before: &'a Assessment, after: &'a Assessment) -> Comparison<'a> {
    compare(&content.pack, vec![Compared::whole(before), Compared::whole(after)]).unwrap()
}

fn texts(sections: Vec<Section>) -> String {
    Document { sections, ..Document::default() }.texts().join("\n")
}

fn told(content: &Content, list: Vec<Compared<'_>>) -> String {
    texts(sections(content, list).unwrap())
}

fn both<'a>(before: &'a Assessment, after: &'a Assessment) -> Vec<Compared<'a>> {
    vec![Compared::whole(before), Compared::whole(after)]
}

#[test]
fn the_older_stands_first_by_its_answers_whatever_was_touched_later() {
    let content = content();
    let mut old = all(content, "oldoldoldold", OLD, Rating::Partly);
    let new = all(content, "newnewnewnew", NEW, Rating::Largely);
    // Its plan was worked on long after.
    old.updated_at = "2027-01-01T00:00:00.000Z".into();
    for list in [both(&old, &new), both(&new, &old)] {
        let comparison = compare(&content.pack, list).unwrap();
        let ids: Vec<&str> = comparison.standings.iter().map(|s| s.assessment().id.as_str()).collect();
        assert_eq!(ids, ["oldoldoldold", "newnewnewnew"]);
        assert_eq!(comparison.score.verdict(), Verdict::Up);
    }
}

#[test]
fn open_answers_keep_a_difference_from_being_called_a_change() {
    let content = content();
    let old = all(content, "oldoldoldold", OLD, Rating::Partly);
    let mut new = all(content, "newnewnewnew", NEW, Rating::Largely);
    assert_eq!(pair(content, &old, &new).score.verdict(), Verdict::Up);
    for item in content.pack.asked.iter().filter(|item| item.id.as_str().contains(".P")) {
        rate(&mut new, item.id.as_str(), Some(Rating::Unknown));
    }
    let comparison = pair(content, &old, &new);
    assert!(comparison.score.after.at > comparison.score.before.at);
    assert_eq!(comparison.score.verdict(), Verdict::Open);
    let told = told(content, both(&old, &new));
    assert!(told.contains("so it is not called a change"), "{told}");
    assert!(!told.contains("That is a change"), "{told}");
}

#[test]
fn statements_are_counted_by_how_they_moved() {
    let content = content();
    let mut old = all(content, "oldoldoldold", OLD, Rating::Partly);
    let mut new = all(content, "newnewnewnew", NEW, Rating::Partly);
    for (item, before, after) in [
        ("A2.L2.GOAL.P1", Some(Rating::Not), Some(Rating::Fully)),
        ("A2.L2.PRIO.P1", Some(Rating::Fully), Some(Rating::Largely)),
        ("A2.L2.PRIO.O1", Some(Rating::Fully), Some(Rating::Beyond)),
        ("A2.L3.PRIO.P1", Some(Rating::Unknown), Some(Rating::Largely)),
        ("A2.L3.PRIO.P2", None, Some(Rating::Not)),
        ("A2.L3.PRIO.O1", Some(Rating::NotApplicable), None),
        ("A2.L4.PRIO.P1", None, None),
        ("A2.L1.GOAL.O1", Some(Rating::Fully), Some(Rating::Not)),
    ] {
        rate(&mut old, item, before);
        rate(&mut new, item, after);
    }
    let statements = pair(content, &old, &new).statements;
    let all = [Move::Up, Move::Down, Move::Otherwise, Move::Gained, Move::Lost, Move::Open, Move::Stayed];
    let counts = all.map(|moved| statements.scored(moved).count());
    assert_eq!(counts, [1, 1, 2, 1, 1, 1, 21]);
    let told = told(content, both(&old, &new));
    for line in [
        "Goals, level 2: “Not in place” before, “Fully” now.",
        "Prioritization, level 2: “Fully” before, “We have moved beyond this” now.",
        "Prioritization, level 3: “Don't know” before, “Largely” now.",
        "Prioritization, level 3: “Not answered” before, “Not in place” now.",
        "Prioritization, level 3: “Does not apply” before, “Not answered” now.",
        "Goals, level 1: “Fully” before, “Does not describe us” now.",
    ] {
        assert!(told.contains(line), "{line} is missing in\n{told}");
    }
}

#[test]
fn the_plan_tells_what_was_done_since() {
    let content = content();
    let mut old = all(content, "oldoldoldold", OLD, Rating::Partly);
    let mut new = all(content, "newnewnewnew", NEW, Rating::Partly);
    let entry = |status: StepStatus, at: &str| PlanEntry {
        choice: Some(Choice::Taken),
        owner: "Ada".into(),
        status,
        at: at.into(),
        ..PlanEntry::default()
    };
    let (early, between) = ("2026-04-01T00:00:00.000Z", "2026-08-01T00:00:00.000Z");
    // Ticked off in the older file after the newer one was begun, as it may be.
    old.plan.insert("A2.L2.GOAL.P1".into(), entry(StepStatus::Done, between));
    new.plan.insert("A2.L2.GOAL.P1".into(), entry(StepStatus::Open, early));
    new.plan.insert("A2.L2.PRIO.P1".into(), entry(StepStatus::Done, between));
    new.plan.insert("A2.L2.ROLE.P1".into(), entry(StepStatus::Done, early));
    old.plan.insert(
        "own-1".into(),
        PlanEntry { title: "Hire <b>two</b>".into(), ..entry(StepStatus::Started, early) },
    );
    new.plan.insert(
        "A2.L3.GOAL.P1".into(),
        PlanEntry { choice: Some(Choice::Left), ..entry(StepStatus::Open, between) },
    );
    new.plan.insert("A2.L9.GOAL.P1".into(), entry(StepStatus::Open, between));
    let plan = pair(content, &old, &new).plan;
    let ids =
        |list: &[pomscope_core::compare::Since]| list.iter().map(|step| step.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&plan.done), ["A2.L2.GOAL.P1", "A2.L2.PRIO.P1"]);
    assert_eq!(ids(&plan.open), ["A2.L9.GOAL.P1", "own-1"]);
    assert_eq!(plan.done_before, 1);
    let told = told(content, both(&old, &new));
    for text in ["Hire <b>two</b>", "Seen to by Ada", "Begun", "A2.L9.GOAL.P1"] {
        assert!(told.contains(text), "{text}");
    }
}

#[test]
fn a_metric_goes_the_better_way_by_its_own_direction() {
    let content = content();
    let mut old = all(content, "oldoldoldold", OLD, Rating::Partly);
    let mut new = all(content, "newnewnewnew", NEW, Rating::Partly);
    let measured = |value: f64| MetricAnswer {
        status: Some(MetricStatus::Measured),
        value: Some(value),
        ..MetricAnswer::default()
    };
    // m01 is better when higher, m14 when lower, m02 has no direction.
    for (id, before, after) in [("m01", 4.0, 7.0), ("m14", 4.0, 7.0), ("m02", 4.0, 7.0), ("m06", 5.0, 5.0)] {
        old.metrics.insert(MetricId::from(id), measured(before));
        new.metrics.insert(MetricId::from(id), measured(after));
    }
    new.metrics.get_mut("m01").unwrap().target = Some(10.0);
    new.metrics.get_mut("m01").unwrap().baseline = Some(1.0);
    new.metrics.get_mut("m01").unwrap().target_date = "2027-06-30".into();
    new.metrics.get_mut("m14").unwrap().target = Some(1.0);
    new.metrics.get_mut("m06").unwrap().target = Some(5.0);
    new.metrics.insert(MetricId::from("m09"), measured(3.0));
    let shifts = pair(content, &old, &new).metrics;
    let of = |id: &str| shifts.iter().find(|shift| shift.metric.as_str() == id).unwrap();
    assert_eq!((of("m01").course, of("m01").reached), (Course::Better, Some(false)));
    assert!((of("m01").progress.unwrap() - 6.0 / 9.0).abs() < 1e-12);
    assert_eq!((of("m14").course, of("m14").reached), (Course::Worse, Some(false)));
    assert!((of("m14").progress.unwrap() + 1.0).abs() < 1e-12, "it went as far the other way");
    assert_eq!((of("m02").course, of("m02").progress, of("m02").reached), (Course::Changed, None, None));
    assert_eq!((of("m06").course, of("m06").reached), (Course::Same, Some(true)));
    assert_eq!((of("m09").course, of("m09").before, of("m09").after), (Course::Unknown, None, Some(3.0)));
    let told = told(content, both(&old, &new));
    for text in [
        "10 by 30 June 2027\nstarted from 1\n66 % of the way",
        "farther away than at the start",
        "5\nstarted from 5\nreached",
    ] {
        assert!(told.contains(text), "{text} is missing in\n{told}");
    }
}

#[test]
fn what_else_differs_is_named_and_what_is_the_same_is_not() {
    let content = content();
    let mut old = all(content, "oldoldoldold", OLD, Rating::Partly);
    let mut new = all(content, "newnewnewnew", NEW, Rating::Largely);
    assert!(told(content, both(&old, &new)).contains("are the same."));
    old.side = Some(Side::It);
    new.side = Some(Side::Business);
    new.key_relationships = Some(12);
    new.scope = "with finance".into();
    rate(&mut new, "A2.L2.GOAL.P1", Some(Rating::Unknown));
    let shown = sections(content, both(&old, &new)).unwrap();
    let table = shown[0].blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.caption.starts_with("What else") => Some(table),
        _ => None,
    });
    let rows: Vec<Vec<String>> = table.unwrap().rows.iter().map(|row| row.cells.clone()).collect();
    let expect = [
        ["View", "IT's view", "The business's view"],
        ["Answers that count", "28 of 28", "27 of 28"],
        ["“Don't know”", "0", "1"],
        ["Key relationships", "not given", "12"],
        ["Relationships meant", "not given", "with finance"],
    ];
    assert_eq!(rows, expect);
}

#[test]
fn what_could_not_be_matched_is_listed_with_its_answer() {
    let content = content();
    let mut old = all(content, "oldoldoldold", OLD, Rating::Partly);
    let new = all(content, "newnewnewnew", NEW, Rating::Largely);
    assert!(told(content, both(&old, &new)).contains("Nothing: every answer was matched"));
    old.pack_version = "0.9.0".into();
    rate(&mut old, "A2.L9.GOAL.P1", Some(Rating::Largely));
    rate(&mut old, "A2.L4.GOAL.O1", Some(Rating::Not));
    rate(&mut old, "A2.L5.PRIO.P1", Some(Rating::Beyond));
    old.answers.insert(
        ItemId::from("A2.L5.PRIO.O1"),
        Answer { set_aside: Some(pomscope_core::json::parse("\"superb\"").unwrap()), ..Answer::default() },
    );
    old.answers.remove("A2.L2.GOAL.P1");
    old.metrics.insert(MetricId::from("m99"), MetricAnswer::default());
    old.plan
        .insert("A2.L9.GOAL.P1".into(), PlanEntry { choice: Some(Choice::Taken), ..PlanEntry::default() });
    let unmatched = &pair(content, &old, &new).standings[0].unmatched;
    let ids = |list: &[pomscope_core::compare::UnmatchedAnswer]| {
        list.iter().map(|a| a.item.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(unmatched.version.as_deref(), Some("0.9.0"));
    assert_eq!(ids(&unmatched.answers), ["A2.L4.GOAL.O1", "A2.L9.GOAL.P1"]);
    assert_eq!(ids(&unmatched.not_offered), ["A2.L5.PRIO.O1", "A2.L5.PRIO.P1"]);
    assert!(unmatched.without_answer.contains(&ItemId::from("A2.L2.GOAL.P1")));
    assert_eq!(
        (unmatched.metrics.as_slice(), unmatched.steps.as_slice()),
        (["m99".to_owned()].as_slice(), ["A2.L9.GOAL.P1".to_owned()].as_slice())
    );
    let told = told(content, both(&old, &new));
    for text in [
        "under version 0.9.0",
        "A2.L9.GOAL.P1: Largely",
        "A2.L4.GOAL.O1: Not in place",
        "A2.L5.PRIO.P1: We have moved beyond this",
        "A2.L5.PRIO.O1: superb",
        "A2.L2.GOAL.P1: ",
        "m99",
    ] {
        assert!(told.contains(text), "{text} is missing in\n{told}");
    }
}

#[test]
fn with_what_is_carried_along_the_last_one_is_compared_without_its_file() {
    let content = content();
    let mut old = all(content, "oldoldoldold", OLD, Rating::Partly);
    old.title = "Spring".into();
    old.side = Some(Side::It);
    old.scope = "sales".into();
    let mut new = next_assessment(&content.pack, &old, "newnewnewnew".into(), NEW);
    for item in content.pack.asked.iter().filter(|item| !item.descriptive) {
        rate(&mut new, item.id.as_str(), Some(Rating::Largely));
    }
    let carried = Compared::carried(&new).unwrap();
    assert_eq!(carried.origin, Origin::Carried);
    let whole = pair(content, &old, &new);
    let comparison = compare(&content.pack, vec![carried, Compared::whole(&new)]).unwrap();
    assert_eq!(comparison.score, whole.score);
    assert_eq!(comparison.statements, whole.statements);
    let document = comparison_document(content, &[&new], TODAY).unwrap();
    let told = document.texts().join("\n");
    assert!(told.contains("Spring (as carried along: answers only)"), "{told}");
    assert!(told.contains("are the same."), "what is not carried is no difference\n{told}");
    assert!(Compared::carried(&old).is_none());
    assert_eq!(comparison_document(content, &[&old], TODAY), Err(Refused::TooFew));
}

#[test]
fn three_make_a_trend_with_a_figure_and_its_table() {
    let content = content();
    let list: Vec<Assessment> =
        [(OLD, Rating::Partly), ("2026-08-01T00:00:00.000Z", Rating::Not), (NEW, Rating::Fully)]
            .into_iter()
            .enumerate()
            .map(|(at, (date, rating))| all(content, &format!("assessment{at}"), date, rating))
            .collect();
    let shown = sections(content, list.iter().map(Compared::whole).collect()).unwrap();
    assert_eq!(shown[0].title, "Over time");
    let figure = shown[0].blocks.iter().find_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    });
    let figure = figure.unwrap();
    assert_eq!(figure.drawing.marks.iter().filter(|mark| matches!(mark, Mark::Dot { .. })).count(), 3);
    for text in ["1, 1 May 2026: 1.5.", "2, 1 August 2026: 1.0.", "3, 1 November 2026: 5.0."] {
        assert!(figure.alternative.contains(text), "{}", figure.alternative);
    }
    let table = shown[0].blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let scores: Vec<&str> = table.unwrap().rows.iter().map(|row| row.cells[1].as_str()).collect();
    assert_eq!(scores, ["1.5", "1.0", "5.0"]);
    let two = sections(content, both(&list[0], &list[2])).unwrap();
    assert_eq!(two[0].title, "Before and after");
    assert!(!two[0].blocks.iter().any(|block| matches!(block, Block::Figure(_))));
}

#[test]
fn one_that_cannot_be_scored_is_named() {
    let content = content();
    let old = all(content, "oldoldoldold", OLD, Rating::NotApplicable);
    let new = all(content, "newnewnewnew", NEW, Rating::Fully);
    let refused = compare(&content.pack, both(&old, &new)).err().unwrap();
    assert!(matches!(refused, Refused::Unscored { id, .. } if id == "oldoldoldold"));
    assert_eq!(compare(&content.pack, vec![Compared::whole(&new)]).err(), Some(Refused::TooFew));
}

#[test]
fn what_moved_most_is_named_with_the_statements_behind_it() {
    let content = content();
    let old = all(content, "oldoldoldold", OLD, Rating::Partly);
    let mut new = next_assessment(&content.pack, &old, "newnewnewnew".into(), NEW);
    assert_eq!(moved(content, &old), None);
    for item in content.pack.asked.iter().filter(|item| !item.descriptive) {
        rate(&mut new, item.id.as_str(), Some(Rating::Partly));
    }
    let still = moved(content, &new).unwrap();
    assert_eq!((still.score.verdict(), still.groups.len()), (Verdict::Same, 0));
    assert!(!moved_lines(content, &new, &still).unwrap().none.is_empty());
    for (item, rating) in [
        ("A2.L2.GOAL.P1", Rating::Fully),
        ("A2.L2.PRIO.P1", Rating::Not),
        ("A2.L2.PRIO.O1", Rating::Not),
        ("A2.L3.ROLE.P1", Rating::Largely),
        ("A2.L5.ROLE.O1", Rating::Largely),
    ] {
        rate(&mut new, item, Some(rating));
    }
    let moved = moved(content, &new).unwrap();
    assert_eq!(moved.groups.len(), 3);
    let sizes: Vec<f64> = moved.groups.iter().map(|group| group.shift.difference().abs()).collect();
    assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]), "{sizes:?}");
    assert!(moved.groups.iter().all(|group| group.shift.is_change() && !group.items.is_empty()));
    let lines = moved_lines(content, &new, &moved).unwrap();
    assert_eq!((lines.groups.len(), lines.none.as_str()), (3, ""));
    assert!(lines.since.contains("1 May 2026"), "{}", lines.since);
}

// The interface

fn visit(saved: &[&Assessment]) -> State {
    let record = |saved: &&Assessment| Record {
        id: saved.id.clone(),
        source: Source::Local,
        text: wire::write(saved),
    };
    let surroundings = site(TODAY);
    let loaded = Loaded { records: saved.iter().map(record).collect(), ..Loaded::default() };
    start(
        Rc::new(content().clone()),
        surroundings,
        loaded,
        None,
        "",
        Moment(1_795_342_000_000.0),
        Some(desk_part()),
    )
    .0
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let now = Moment(1_795_342_000_000.0);
    update(state, Event { action, now, random: "0123456789abcdef0123456789abcdef".into() })
}

fn comparing(saved: &[&Assessment], open: &str) -> State {
    let mut state = visit(saved);
    act(&mut state, Action::Open(open.into()));
    act(&mut state, Action::Go(Step::Compare));
    state
}

fn wanting(state: &State) -> Option<&'static str> {
    choices(state).unwrap().wanting.map(|message| message.key)
}

#[test]
fn what_is_compared_is_chosen_and_what_keeps_it_from_being_made_is_said() {
    let content = content();
    let old = all(content, "oldoldoldold", OLD, Rating::Partly);
    let new = all(content, "newnewnewnew", NEW, Rating::Largely);
    let mut blank = Assessment::new("blankblank00".into(), &content.pack, NEW.into());
    blank.title = "begun".into();
    blank.rev = 1;
    let state = comparing(&[&new, &blank], "newnewnewnew");
    assert_eq!((chosen(&state).len(), wanting(&state)), (0, Some("compare.wanting.others")));
    let state = comparing(&[&old, &blank], "blankblank00");
    assert_eq!(wanting(&state), Some("compare.wanting.open"));
    let mut state = comparing(&[&old, &new], "newnewnewnew");
    assert_eq!((chosen(&state), wanting(&state)), (vec!["oldoldoldold".to_owned()], None));
    act(&mut state, Action::desk(DeskAction::Compare("oldoldoldold".into())));
    assert_eq!((chosen(&state).len(), wanting(&state)), (0, Some("compare.wanting.chosen")));
    act(&mut state, Action::Open("oldoldoldold".into()));
    assert_eq!(chosen(&state), ["newnewnewnew"], "what was chosen for one is not chosen for another");
}

#[test]
fn the_one_before_can_be_chosen_when_its_file_is_gone_and_once_only_when_it_is_here() {
    let content = content();
    let old = all(content, "oldoldoldold", OLD, Rating::Partly);
    let mut new = next_assessment(&content.pack, &old, "newnewnewnew".into(), NEW);
    rate(&mut new, "A2.L2.GOAL.P1", Some(Rating::Largely));
    let third = all(content, "thirdthird00", "2026-10-01T00:00:00.000Z", Rating::Not);
    for (saved, origin) in [(vec![&old, &new, &third], Origin::Whole), (vec![&new, &third], Origin::Carried)]
    {
        let state = comparing(&saved, "newnewnewnew");
        assert_eq!(choices(&state).unwrap().list.len(), 2);
        let list = compared(&state);
        let before = list.iter().find(|compared| compared.assessment.id == "oldoldoldold").unwrap();
        assert_eq!((list.len(), before.origin), (2, origin));
    }
}

#[test]
fn a_file_taken_in_while_comparing_is_compared_and_not_opened() {
    let content = content();
    let new = all(content, "newnewnewnew", NEW, Rating::Largely);
    let mut old = all(content, "oldoldoldold", OLD, Rating::Partly);
    let pick = |assessment: &Assessment| Picked {
        name: "old.json".into(),
        text: Some(wire::write_pretty(assessment)),
    };
    let mut state = comparing(&[&new], "newnewnewnew");
    let effects = act(&mut state, Action::Picked(Some(pick(&old))));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Save { id, .. } if id == "oldoldoldold")));
    assert_eq!((state.step, state.current.as_deref()), (Step::Compare, Some("newnewnewnew")));
    assert_eq!(chosen(&state), ["oldoldoldold"]);
    // The same file again, then another state of it.
    act(&mut state, Action::Picked(Some(pick(&old))));
    assert_eq!((state.step, chosen(&state).len()), (Step::Compare, 1));
    old.title = "another".into();
    act(&mut state, Action::Picked(Some(pick(&old))));
    act(&mut state, Action::ResolveImport(ImportChoice::KeepBoth));
    assert_eq!((state.step, state.shelf.len(), chosen(&state).len()), (Step::Compare, 3, 2));
    act(&mut state, Action::desk(DeskAction::Compare("oldoldoldold".into())));
    assert!(!chosen(&state).contains(&"oldoldoldold".to_owned()));
    // Elsewhere a file is opened, as ever.
    act(&mut state, Action::Go(Step::Shelf));
    let other = all(content, "otherother00", OLD, Rating::Not);
    act(&mut state, Action::Picked(Some(pick(&other))));
    assert_eq!(state.current.as_deref(), Some("otherother00"));
}

// Over random answers

fn scorable(content: &Content) -> impl Strategy<Value = Assessment> + use<> {
    let pack = content.pack.clone();
    any_assessment(content).prop_filter("can be scored", move |a| score(&pack, a).is_ok())
}

fn opposite(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Up => Verdict::Down,
        Verdict::Down => Verdict::Up,
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn beside_itself_nothing_changed(assessment in scorable(content())) {
        let content = content();
        let comparison = pair(content, &assessment, &assessment);
        prop_assert_eq!(comparison.score.verdict(), Verdict::Same);
        prop_assert_eq!(comparison.level.verdict(), Verdict::Same);
        prop_assert!(comparison.threads.iter().all(|t| t.score.verdict() == Verdict::Same && t.level.verdict() == Verdict::Same));
        prop_assert!(comparison.groups.iter().filter_map(|g| g.shift).all(|shift| shift.verdict() == Verdict::Same));
        prop_assert!(comparison.statements.all.iter().all(|item| matches!(item.moved(), Move::Stayed | Move::Open)));
        prop_assert!(comparison.metrics.iter().all(|metric| matches!(metric.course, Course::Same | Course::Unknown)));
        let told = told(content, both(&assessment, &assessment));
        prop_assert!(!told.contains("That is a change") && !told.contains("a change, up"), "{}", told);
    }

    #[test]
    fn the_other_way_round_every_difference_turns(a in scorable(content()), b in scorable(content())) {
        let content = content();
        // Of one moment, so that the order given stands.
        let still = |mut assessment: Assessment| {
            assessment.answers.iter_mut().for_each(|(_, answer)| answer.at.clear());
            assessment.updated_at = OLD.into();
            assessment
        };
        let (a, b) = (still(a), still(b));
        let (there, back) = (pair(content, &a, &b), pair(content, &b, &a));
        prop_assert!((there.score.difference() + back.score.difference()).abs() < 1e-12);
        prop_assert_eq!(there.score.verdict(), opposite(back.score.verdict()));
        for (there, back) in there.threads.iter().zip(&back.threads) {
            prop_assert!((there.score.difference() + back.score.difference()).abs() < 1e-12);
            prop_assert_eq!(there.score.verdict(), opposite(back.score.verdict()));
            prop_assert_eq!(there.level.verdict(), opposite(back.level.verdict()));
        }
        for (there, back) in there.groups.iter().zip(&back.groups) {
            prop_assert_eq!(there.shift.map(|s| s.verdict()), back.shift.map(|s| opposite(s.verdict())));
        }
        for (one, other) in [(Move::Up, Move::Down), (Move::Gained, Move::Lost), (Move::Otherwise, Move::Otherwise), (Move::Stayed, Move::Stayed), (Move::Open, Move::Open)] {
            prop_assert_eq!(there.statements.scored(one).count(), back.statements.scored(other).count());
        }
        for (there, back) in there.metrics.iter().zip(&back.metrics) {
            prop_assert_eq!((there.before, there.after), (back.after, back.before));
        }
    }

    #[test]
    fn a_change_is_called_one_exactly_where_the_bands_part(a in scorable(content()), b in scorable(content())) {
        let content = content();
        let comparison = pair(content, &a, &b);
        let overall = |at: usize| &comparison.standings[at].score.overall;
        let (before, after) = (overall(0), overall(1));
        prop_assert_eq!(comparison.score.verdict() == Verdict::Up, after.low > before.high + 1e-9);
        prop_assert_eq!(comparison.score.verdict() == Verdict::Down, after.high < before.low - 1e-9);
        for standing in &comparison.standings {
            for reach in [standing.reach(), standing.level()] {
                prop_assert!(reach.low <= reach.at + 1e-9 && reach.at <= reach.high + 1e-9, "{:?}", reach);
            }
        }
    }

    #[test]
    fn every_answer_is_compared_or_named_as_unmatched(mut a in scorable(content()), b in scorable(content()), foreign in "[A-Z]{1,3}\\.[0-9]{1,3}") {
        let content = content();
        rate(&mut a, &foreign, Some(Rating::Largely));
        let comparison = pair(content, &a, &b);
        for standing in &comparison.standings {
            let named = |id: &ItemId| standing.unmatched.answers.iter().chain(&standing.unmatched.not_offered).any(|answer| answer.item == *id);
            for (id, answer) in &standing.assessment().answers {
                let counted = content.pack.asked_item(id.as_str()).is_some_and(|item| standing.assessment().rating(item).is_some());
                let says = answer.rating.is_some() || answer.set_aside.is_some();
                prop_assert!(counted || named(id) || !says, "{}", id);
            }
        }
        prop_assert!(told(content, both(&a, &b)).contains(&foreign));
    }

    #[test]
    fn no_sentence_is_left_empty_or_unfilled(a in scorable(content()), b in scorable(content()), c in scorable(content())) {
        let content = content();
        for list in [vec![&a, &b], vec![&a, &b, &c]] {
            let compared: Vec<Compared<'_>> = list.iter().map(|a| Compared::whole(a)).collect();
            let shown = sections(content, compared).unwrap();
            for section in &shown {
                prop_assert!(!section.title.is_empty() && !section.blocks.is_empty(), "{}", section.id);
                for block in &section.blocks {
                    if let Block::Table(table) = block {
                        prop_assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()), "{}", table.caption);
                    }
                    if let Block::Figure(figure) = block {
                        prop_assert!(!figure.alternative.is_empty() && !figure.caption.is_empty());
                    }
                }
            }
        }
        let plain = |id: &str, at: &str| {
            let mut plain = all(content, id, at, Rating::Partly);
            plain.answers = a.answers.iter().filter(|(id, _)| content.pack.slot(id.as_str()).is_some())
                .map(|(id, answer)| (id.clone(), Answer { rating: answer.rating, ..Answer::default() })).collect();
            plain
        };
        let told = told(content, both(&plain("oldoldoldold", OLD), &all(content, "newnewnewnew", NEW, Rating::Largely)));
        prop_assert!(!told.contains('{') && !told.contains("compare."), "{}", told);
    }
}
