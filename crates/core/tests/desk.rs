//! What is done after the result (the plan, the metrics' targets) as actions: what the state then holds, what is saved, spoken and focused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod site;

use std::rc::Rc;

use pomscope_core::answers::{Answer, Assessment, Choice, PlanEntry, Rating, StepStatus};
use pomscope_core::content::Content;
use pomscope_core::json;
use pomscope_core::pack::{ItemId, MetricId};
use pomscope_core::report::{Origin, PlanPage, plan_page};
use pomscope_core::state::{
    Action, DeskAction, Effect, Entry, Event, Loaded, MetricField, NEW_STEP, PlanAction, PlanField, State,
    Step, Writing, desk_part, start, step_place, update,
};
use pomscope_core::time::Moment;
use pomscope_core::wire;
use site::site;

const NOW: Moment = Moment(1_795_361_400_250.0);
const ID: &str = "abcdefgh12345678";

fn content() -> Content {
    let read = |text: &str| json::parse(text).unwrap();
    Content::from_parts(
        &read(include_str!("../../../content/interface/en.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/pack.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/en.json")),
    )
    .unwrap()
}

/// A state whose open assessment rates everything `not` save what the test changes, at the plan's screen.
fn at_the_plan(prepare: impl FnOnce(&mut Assessment)) -> State {
    let surroundings = site("2026-11-22");
    let (mut state, _) =
        start(Rc::new(content()), surroundings, Loaded::default(), None, "", NOW, Some(desk_part()));
    let mut assessment = Assessment::new(ID.into(), &state.content.pack, NOW.to_rfc3339());
    for item in &state.content.pack.asked {
        let answer = Answer { rating: Some(Rating::Not), ..Answer::default() };
        assessment.answers.insert(item.id.clone(), answer);
    }
    prepare(&mut assessment);
    let entry = Entry { assessment: Rc::new(assessment), synced: None, writing: Writing::Still };
    state.shelf.insert(ID.into(), entry);
    state.current = Some(ID.into());
    act(&mut state, Action::Go(Step::Plan));
    state
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let effects =
        update(state, Event { action, now: NOW, random: "0123456789abcdef0123456789abcdef".into() });
    // Each save is answered at once, so that the next one is not held back.
    for effect in &effects {
        if let Effect::Save { id, .. } = effect {
            state.shelf.get_mut(id).unwrap().writing = Writing::Still;
        }
    }
    effects
}

fn plan(state: &mut State, action: PlanAction) -> Vec<Effect> {
    act(state, Action::desk(DeskAction::Plan(action)))
}

fn page(state: &State) -> PlanPage {
    plan_page(&state.content, state.assessment().unwrap(), &state.surroundings.today).unwrap()
}

fn saved(effects: &[Effect]) -> Option<Assessment> {
    effects.iter().find_map(|effect| match effect {
        Effect::Save { text, .. } => Some(wire::read(text).unwrap().assessment),
        _ => None,
    })
}

fn focused(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::Focus(place) => Some(place.id()),
        _ => None,
    })
}

fn spoken(state: &State, effects: &[Effect]) -> String {
    let said = effects.iter().find_map(|effect| match effect {
        Effect::Announce(message, _) => Some(state.texts().say(message)),
        _ => None,
    });
    said.unwrap_or_default()
}

fn entry<'a>(state: &'a State, id: &str) -> &'a PlanEntry {
    &state.assessment().unwrap().plan[id]
}

#[test]
fn a_step_that_is_taken_is_saved_spoken_and_moves_the_projection() {
    let mut state = at_the_plan(|_| {});
    let before = page(&state);
    assert_eq!((before.taken, before.what_if.gain.clone()), (0, None));
    assert_eq!(before.what_if.now, before.what_if.then);
    let first = before.items[0].id.clone();
    let effects = plan(&mut state, PlanAction::Toggle(first.clone()));
    let kept = saved(&effects).expect("a save");
    assert_eq!(kept.plan[first.as_str()].choice, Some(Choice::Taken));
    assert_eq!(kept.plan[first.as_str()].at, "2026-11-22T15:30:00.250Z");
    let after = page(&state);
    assert_eq!((after.taken, after.what_if.steps), (1, 1));
    assert_ne!(after.what_if.now, after.what_if.then);
    let Origin::Offered(step) = &after.items[0].origin else { panic!("it is offered") };
    assert_eq!(after.what_if.gain.as_ref(), Some(&step.lift));
    assert!(
        spoken(&state, &effects)
            .starts_with(&format!("In the plan. With 1 step: score {}.", after.what_if.then))
    );
    assert_eq!(focused(&effects), None, "focus stays on the box that was ticked");
}

#[test]
fn a_step_taken_out_again_keeps_what_was_written_to_it() {
    let mut state = at_the_plan(|_| {});
    let id = page(&state).items[0].id.clone();
    plan(&mut state, PlanAction::Toggle(id.clone()));
    plan(&mut state, PlanAction::Write(id.clone(), PlanField::Owner("Ada".into())));
    plan(&mut state, PlanAction::Toggle(id.clone()));
    assert_eq!((entry(&state, &id).choice, entry(&state, &id).owner.as_str()), (None, "Ada"));
    plan(&mut state, PlanAction::Toggle(id.clone()));
    assert_eq!((entry(&state, &id).choice, entry(&state, &id).owner.as_str()), (Some(Choice::Taken), "Ada"));
    let other = page(&state).items[1].id.clone();
    plan(&mut state, PlanAction::Toggle(other.clone()));
    let effects = plan(&mut state, PlanAction::Toggle(other.clone()));
    assert!(!saved(&effects).unwrap().plan.contains_key(other.as_str()), "nothing was decided or written");
}

#[test]
fn a_step_left_out_is_folded_away_focus_goes_on_and_it_can_be_brought_back() {
    let mut state = at_the_plan(|_| {});
    let items = page(&state).items;
    let (first, second) = (items[0].id.clone(), items[1].id.clone());
    let effects = plan(&mut state, PlanAction::Leave(first.clone()));
    assert_eq!(focused(&effects), Some(step_place(&second, "step").as_str()));
    let after = page(&state);
    assert_eq!(after.items[0].id, second);
    assert_eq!(after.left.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), [first.as_str()]);
    let effects = plan(&mut state, PlanAction::BringBack(first.clone()));
    assert_eq!(focused(&effects), Some(step_place(&first, "step").as_str()));
    assert_eq!(page(&state).items[0].id, first);
    assert!(page(&state).left.is_empty() && state.assessment().unwrap().plan.is_empty());
    let last = items.last().unwrap().id.clone();
    let effects = plan(&mut state, PlanAction::Leave(last));
    assert_eq!(focused(&effects), Some(step_place(&items[items.len() - 2].id, "step").as_str()));
}

#[test]
fn the_fields_of_a_step_are_saved_and_a_bad_date_is_said_and_not_kept() {
    let mut state = at_the_plan(|_| {});
    let id = page(&state).items[0].id.clone();
    plan(&mut state, PlanAction::Toggle(id.clone()));
    let fields = [
        PlanField::Owner("A. Person".into()),
        PlanField::Due("2027-03-31".into()),
        PlanField::Status(StepStatus::Started),
        PlanField::Note("x".repeat(5000)),
    ];
    let mut effects = Vec::new();
    for field in fields {
        effects = plan(&mut state, PlanAction::Write(id.clone(), field));
    }
    let kept = saved(&effects).unwrap().plan[id.as_str()].clone();
    assert_eq!((kept.owner.as_str(), kept.due.as_str()), ("A. Person", "2027-03-31"));
    assert_eq!((kept.status, kept.note.len()), (StepStatus::Started, 4000));
    let effects = plan(&mut state, PlanAction::Write(id.clone(), PlanField::Due("soon".into())));
    assert_eq!(saved(&effects), None);
    assert_eq!(entry(&state, &id).due, "2027-03-31");
    let draft = &state.drafts[step_place(&id, "due").as_str()];
    assert!(draft.error.is_some() && draft.text == "soon");
    let effects = plan(&mut state, PlanAction::Write(id.clone(), PlanField::Due(String::new())));
    assert_eq!(saved(&effects).unwrap().plan[id.as_str()].due, "");
}

#[test]
fn a_step_past_its_day_and_not_done_is_said_to_be_overdue() {
    let mut state = at_the_plan(|_| {});
    let id = page(&state).items[0].id.clone();
    plan(&mut state, PlanAction::Toggle(id.clone()));
    for (due, status, late) in [
        ("2026-11-21", StepStatus::Open, true),
        ("2026-11-22", StepStatus::Open, false),
        ("2026-11-21", StepStatus::Done, false),
        ("2026-11-21", StepStatus::Started, true),
        ("", StepStatus::Open, false),
    ] {
        plan(&mut state, PlanAction::Write(id.clone(), PlanField::Due(due.into())));
        plan(&mut state, PlanAction::Write(id.clone(), PlanField::Status(status)));
        let page = page(&state);
        let said = &page.items[0].decision.overdue;
        assert_eq!(said.is_some(), late, "{due} {status:?}: {said:?}");
        assert_eq!(page.table.rows[0].cells[2].ends_with("\nOverdue"), late);
    }
}

#[test]
fn a_step_of_one_s_own_needs_words_can_be_changed_removed_and_brought_back() {
    let mut state = at_the_plan(|_| {});
    for typed in ["", "   "] {
        plan(&mut state, PlanAction::TypeNew(typed.into()));
        let effects = plan(&mut state, PlanAction::AddNew);
        assert_eq!((saved(&effects), focused(&effects)), (None, Some(NEW_STEP)));
        assert!(state.drafts[NEW_STEP].error.is_some());
    }
    plan(&mut state, PlanAction::TypeNew(" Talk to <finance> ".into()));
    let effects = plan(&mut state, PlanAction::AddNew);
    let kept = saved(&effects).unwrap();
    let (id, own) = kept.plan.iter().next().unwrap();
    assert!(id.starts_with("own-20261122153000250"));
    assert_eq!((own.title.as_str(), own.choice), ("Talk to <finance>", Some(Choice::Taken)));
    assert_eq!(focused(&effects), Some(step_place(id, "owner").as_str()));
    let before = page(&state);
    assert_eq!((before.taken, before.what_if.steps), (1, 0), "it adds nothing to the score");
    assert_eq!(before.items.last().unwrap().title, "Talk to <finance>");

    let effects = plan(&mut state, PlanAction::Write(id.clone(), PlanField::Title("  ".into())));
    assert_eq!((saved(&effects), entry(&state, id).title.as_str()), (None, "Talk to <finance>"));
    plan(&mut state, PlanAction::Write(id.clone(), PlanField::Title("Talk to sales".into())));
    plan(&mut state, PlanAction::Write(id.clone(), PlanField::Note("in May".into())));
    let effects = plan(&mut state, PlanAction::Remove(id.clone()));
    assert!(saved(&effects).unwrap().plan.is_empty());
    assert_eq!(focused(&effects), Some(step_place(id, "restore").as_str()));
    assert_eq!(state.removed_steps().next().unwrap().entry.title, "Talk to sales");
    let effects = plan(&mut state, PlanAction::Restore(id.clone()));
    assert_eq!(saved(&effects).unwrap().plan[id.as_str()].note, "in May");
    assert_eq!(state.removed_steps().count(), 0);
}

#[test]
fn what_was_taken_and_is_no_longer_called_for_stays_with_its_reason() {
    let mut state = at_the_plan(|assessment| {
        for (id, note) in [("A2.L2.GOAL.P1", "mine"), ("A2.L5.GOAL.P1", ""), ("gone.P1", "old")] {
            let entry = PlanEntry { choice: Some(Choice::Taken), note: note.into(), ..PlanEntry::default() };
            assessment.plan.insert(id.into(), entry);
        }
        assessment.answers.get_mut(&ItemId::from("A2.L2.GOAL.P1")).unwrap().rating = Some(Rating::Fully);
    });
    let page = page(&state);
    let seen: Vec<_> = page
        .past
        .iter()
        .map(|item| match &item.origin {
            Origin::Past(why) => (item.id.as_str(), why.as_str(), item.decision.note.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("A2.L2.GOAL.P1", "Today it is rated “Fully”.", "mine"),
            (
                "A2.L5.GOAL.P1",
                "Today: Not in place. It lies beyond the level you want, or a higher level takes its place.",
                ""
            ),
            ("gone.P1", "This questionnaire no longer has it.", "old"),
        ]
    );
    assert_eq!((page.taken, page.what_if.steps), (3, 0));
    plan(&mut state, PlanAction::Leave("gone.P1".into()));
    plan(&mut state, PlanAction::BringBack("gone.P1".into()));
    assert_eq!(entry(&state, "gone.P1").choice, Some(Choice::Taken));
    let effects = plan(&mut state, PlanAction::Toggle("never.heard.of".into()));
    assert_eq!(saved(&effects), None);
}

#[test]
fn start_and_target_of_a_metric_are_read_like_its_value() {
    let mut state = at_the_plan(|_| {});
    let set =
        |state: &mut State, field: MetricField| act(state, Action::SetMetric(MetricId::from("m01"), field));
    set(&mut state, MetricField::Baseline("3".into()));
    set(&mut state, MetricField::Target("1 2".into()));
    let effects = set(&mut state, MetricField::TargetDate("2027-06-30".into()));
    let kept = saved(&effects).unwrap().metrics["m01"].clone();
    assert_eq!(
        (kept.baseline, kept.target, kept.target_date.as_str()),
        (Some(3.0), Some(12.0), "2027-06-30")
    );
    for (field, part) in [
        (MetricField::Baseline("many".into()), "baseline"),
        (MetricField::Target("2.5".into()), "target"),
        (MetricField::TargetDate("june".into()), "by"),
    ] {
        let effects = set(&mut state, field);
        assert_eq!(saved(&effects), None);
        assert!(state.drafts[format!("m01-{part}").as_str()].error.is_some(), "{part}");
    }
    assert_eq!(state.assessment().unwrap().metrics["m01"], kept);
    set(&mut state, MetricField::Baseline(String::new()));
    set(&mut state, MetricField::Target(String::new()));
    let effects = set(&mut state, MetricField::TargetDate(String::new()));
    assert!(saved(&effects).unwrap().metrics.is_empty());
}

#[test]
fn a_gain_too_small_for_a_number_is_said_in_words() {
    let mut state = at_the_plan(|_| {});
    act(&mut state, Action::SetTarget("GOAL".into(), Some(5.0)));
    let page = page(&state);
    let lifts: Vec<_> = page
        .items
        .iter()
        .filter_map(|item| match &item.origin {
            Origin::Offered(step) => Some(step.lift.as_str()),
            _ => None,
        })
        .collect();
    assert!(lifts.contains(&"under 0.1 levels"), "{lifts:?}");
    assert!(lifts.iter().all(|lift| !lift.contains("0.0")), "{lifts:?}");
}
