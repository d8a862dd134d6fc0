//! The laws that hold whatever is answered, sent or joined, where no test beside its part holds them already; docs/FUZZING.md has the table of all.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// The list of hostile texts is part of both helpers.
#![allow(clippy::duplicate_mod)]

mod hostile;
mod random;
mod turns;

use hostile::ground::{self, Part, act, begun, content, stored};
use hostile::sample;
use pomscope_core::answers::{Answer, Assessment, MetricStatus, Rating, Side};
use pomscope_core::method::{Circumstances, Score, Sheet, score, score_sheet};
use pomscope_core::pack::Pack;
use pomscope_core::state::{
    Action, BookAction, DeskAction, Dialog, Effect, Event, FocusPlace, Intent, MetricField, Picked,
    PlanAction, Probe, SaveOutcome, State, Step, StoreStatus, TakeAction, update,
};
use pomscope_core::wire;
use proptest::prelude::*;
use proptest::sample::select;
use random::any_assessment;
use serde_json::Value;
use turns::Beat;

const SCALE: [Rating; 4] = [Rating::Not, Rating::Partly, Rating::Largely, Rating::Fully];

// Scores

/// A small block of any shape: weights, a descriptive level, items that can be surpassed.
fn small_pack() -> impl Strategy<Value = Pack> {
    let shape = (1usize..3, 2usize..4, any::<bool>(), 1usize..3, 0usize..2);
    (shape, prop::collection::vec(any::<bool>(), 24)).prop_map(
        |((threads, levels, descriptive, practices, outcomes), surpassable)| {
            let mut pack = sample::plain_pack(threads, levels, descriptive, practices, outcomes);
            let mut surpassable = surpassable.into_iter().cycle();
            for group in pack["groups"].as_array_mut().unwrap() {
                for list in ["practices", "outcomes"] {
                    for item in group[list].as_array_mut().unwrap() {
                        if surpassable.next().unwrap() {
                            item["surpassable"] = Value::Bool(true);
                        }
                    }
                }
            }
            sample::pack(&pack)
        },
    )
}

fn any_rating() -> impl Strategy<Value = Option<Rating>> {
    prop_oneof![2 => Just(None), 7 => select(Rating::ALL.to_vec()).prop_map(Some)]
}

/// A small block with a rating an item.
fn small() -> impl Strategy<Value = (Pack, Vec<Option<Rating>>)> {
    small_pack().prop_flat_map(|pack| {
        let count = pack.asked.len();
        (Just(pack), prop::collection::vec(any_rating(), count))
    })
}

fn score_of(pack: &Pack, ratings: &[Option<Rating>]) -> Option<Score> {
    score_sheet(pack, &Sheet::from_ratings(pack, ratings.iter().copied()), &Circumstances::default()).ok()
}

/// What is missing of what counts.
fn missing(pack: &Pack, ratings: &[Option<Rating>]) -> Vec<usize> {
    let sheet = Sheet::from_ratings(pack, ratings.iter().copied());
    let open = |slot: &usize| {
        !pack.asked[*slot].descriptive && matches!(sheet.get(*slot), None | Some(Rating::Unknown))
    };
    (0..pack.asked.len()).filter(open).collect()
}

/// Every way in which the missing answers could be given.
fn completions(open: &[usize], ratings: &[Option<Rating>]) -> Vec<Vec<Option<Rating>>> {
    open.iter().fold(vec![ratings.to_vec()], |all, slot| {
        let with = |ratings: Vec<Option<Rating>>| {
            SCALE.map(|rating| {
                let mut ratings = ratings.clone();
                ratings[*slot] = Some(rating);
                ratings
            })
        };
        all.into_iter().flat_map(with).collect()
    })
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// By trying them all: no completion lies outside the bounds, and one reaches each.
    #[test]
    fn the_bounds_are_the_least_and_the_most_of_all_completions((pack, ratings) in small()) {
        let mut ratings = ratings;
        let open = missing(&pack, &ratings);
        // Four answers each: of more than four missing the others are given.
        for slot in open.iter().skip(4) {
            ratings[*slot] = Some(Rating::Partly);
        }
        let Some(score) = score_of(&pack, &ratings) else { return Ok(()) };
        let open: Vec<usize> = open.into_iter().take(4).collect();
        let all: Vec<Score> =
            completions(&open, &ratings).iter().map(|ratings| score_of(&pack, ratings).unwrap()).collect();
        let ends = |of: &dyn Fn(&Score) -> f64| {
            let values = all.iter().map(of);
            values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
        };
        let (low, high) = ends(&|score| score.overall.score);
        prop_assert!(close(score.overall.low, low) && close(score.overall.high, high), "{:?} is not {low} to {high}", score.overall);
        for (at, thread) in score.threads.iter().enumerate() {
            let (low, high) = ends(&|score| score.threads[at].score);
            prop_assert!(close(thread.low, low) && close(thread.high, high), "{thread:?} is not {low} to {high}");
        }
    }

    /// Of every level too, in blocks of any shape; `properties.rs` has the same of the real questionnaire.
    #[test]
    fn a_better_answer_lowers_nothing((pack, ratings) in small(), at in any::<prop::sample::Index>(), (from, to) in (0usize..3).prop_flat_map(|from| (Just(from), from + 1..4))) {
        let at = at.index(pack.asked.len());
        let with = |rating| {
            let mut ratings = ratings.clone();
            ratings[at] = Some(rating);
            score_of(&pack, &ratings)
        };
        let (Some(worse), Some(better)) = (with(SCALE[from]), with(SCALE[to])) else { return Ok(()) };
        let no_less = |a: f64, b: f64| a <= b + 1e-12;
        for (w, b) in worse.threads.iter().zip(&better.threads) {
            prop_assert!(no_less(w.score, b.score) && no_less(w.low, b.low) && no_less(w.high, b.high));
            prop_assert!(no_less(w.ungated, b.ungated) && w.attained <= b.attained);
            for (w, b) in w.levels.iter().zip(&b.levels) {
                prop_assert!(no_less(w.cell.achievement, b.cell.achievement), "level {}", w.cell.level);
            }
        }
        prop_assert!(no_less(worse.overall.score, better.overall.score) && worse.overall.attained <= better.overall.attained);
    }
}

// Answering

/// Things to say of an assessment, no two of the same.
fn said() -> Vec<Action> {
    let pack = sample::real();
    let mut all = vec![
        Action::SetTitle("Spring".into()),
        Action::SetScope("the eight largest".into()),
        Action::SetSide(Side::Business),
        Action::SetKeyRelationships("12".into()),
    ];
    for (at, item) in pack.asked.iter().enumerate() {
        all.push(Action::Rate(item.id.clone(), SCALE[at % 4]));
        all.push(Action::SetNote(item.id.clone(), format!("note {at}")));
        all.push(Action::SetEvidence(item.id.clone(), format!("paper {at}")));
    }
    for thread in &pack.threads {
        all.push(Action::SetTarget(thread.clone(), Some(4.0)));
        all.push(Action::SetImportance(thread.clone(), 3));
        all.push(Action::SetProbe(thread.clone(), Probe::Yes));
    }
    for metric in &pack.metrics {
        all.push(Action::SetMetric(metric.id.clone(), MetricField::Status(Some(MetricStatus::NotMeasured))));
        all.push(Action::SetMetric(metric.id.clone(), MetricField::Source("a list".into())));
    }
    all
}

/// A new assessment in which all of it was said in this order.
fn answered(actions: &[Action]) -> Assessment {
    let (mut state, _) = begun(stored(&[]), None, "", Part::Desk);
    act(&mut state, Action::Begin(Intent::Full));
    for action in actions {
        act(&mut state, action.clone());
    }
    let open = state.assessment().unwrap().clone();
    // How long the first answer took depends on what was said before it.
    Assessment { timings: Default::default(), ..open }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_which_order_questions_are_answered_is_irrelevant(actions in Just(said()).prop_shuffle(), count in 1usize..120) {
        let actions = &actions[..count.min(actions.len())];
        let mut back: Vec<Action> = actions.to_vec();
        back.reverse();
        let (one, other) = (answered(actions), answered(&back));
        prop_assert!(one.rev > 0);
        prop_assert_eq!(&one, &other);
        let pack = sample::real();
        prop_assert_eq!(score(pack, &one).ok(), score(pack, &other).ok());
    }

    /// As it leaves one device it is on another.
    #[test]
    fn what_is_handed_out_comes_in_as_it_was(given in any_assessment(random::content())) {
        // What was never changed comes in as changed once: it is kept.
        let given = Assessment { id: "given0000001".into(), rev: 1, ..given };
        let (mut one, _) = begun(stored(&[("given0000001", &wire::write(&given))]), None, "", Part::Desk);
        prop_assert_eq!(&*one.shelf.get("given0000001").unwrap().assessment, &given);
        let file = act(&mut one, Action::Export("given0000001".into())).into_iter().find_map(|effect| match effect {
            Effect::Download { name, text, .. } => Some(Picked { name, text: Some(text) }),
            _ => None,
        });
        let (mut other, _) = begun(stored(&[]), None, "", Part::Desk);
        act(&mut other, Action::Picked(file));
        prop_assert_eq!(&*other.shelf.get("given0000001").unwrap().assessment, &given);
    }

    /// Two tabs that answered at once hold the same in the end, whichever spoke first, and no answer of either is gone.
    #[test]
    fn two_tabs_come_to_rest_with_the_same(base in any_assessment(random::content()), one in any_assessment(random::content()), other in any_assessment(random::content()), known in any::<bool>()) {
        let ground = known.then_some(&base);
        hostile::assessment::two_tabs(ground, &one, &other);
    }
}

// Effects

/// Anything that may happen at the desk, the stores' answers among it.
fn any_action() -> impl Strategy<Value = Action> {
    let pack = sample::real();
    let item = select(pack.asked.iter().map(|item| item.id.clone()).collect::<Vec<_>>());
    let thread = select(pack.threads.clone());
    let step = select(vec![
        Step::Start,
        Step::Scope,
        Step::Quick(0),
        Step::Quick(2),
        Step::Levels,
        Step::Finding,
        Step::Group(0),
        Step::Group(3),
        Step::Review,
        Step::Result,
        Step::Report,
        Step::Plan,
        Step::Metrics,
        Step::Register,
        Step::Ledger,
        Step::Compare,
        Step::Lenses,
        Step::Share,
        Step::Shelf,
        Step::Code,
    ]);
    let status = select(vec![StoreStatus::Ok, StoreStatus::Full, StoreStatus::Denied, StoreStatus::Failed]);
    let here = ground::HERE.to_owned();
    let stored =
        prop_oneof![Just(None), Just(Some(wire::write(&ground::answered()))), Just(Some("{".to_owned())),];
    let sort = prop_oneof![
        select(vec![Intent::Quick, Intent::Full]).prop_map(Action::Begin),
        Just(Action::Open(here.clone())),
        step.clone().prop_map(Action::Go),
        step.prop_map(|step| Action::Navigated(step.path())),
        Just(Action::Next),
        Just(Action::Back),
        "[a-z]{0,4}".prop_map(Action::SetTitle),
        (thread, 1u8..6).prop_map(|(thread, level)| Action::SetPlacement(thread, level)),
        (item.clone(), select(Rating::ALL.to_vec())).prop_map(|(item, rating)| Action::Rate(item, rating)),
        (item.clone(), select(vec!["1", "4", "b", "x"]))
            .prop_map(|(item, key)| Action::Key(item, key.into())),
        (item.clone(), "[a-z]{0,4}").prop_map(|(item, text)| Action::SetNote(item, text)),
        item.prop_map(Action::Clear),
        Just(Action::OpenDialog(Dialog::DeleteAll, FocusPlace::Heading)),
        Just(Action::CloseDialog),
        Just(Action::DeleteConfirmed),
    ];
    let others = prop_oneof![
        Just(Action::Duplicate(here.clone())),
        Just(Action::Export(here.clone())),
        Just(Action::Import),
        Just(Action::Print),
        Just(Action::SaveAgain),
        Just(Action::DismissNotice),
        Just(Action::desk(DeskAction::Take(TakeAction::Pdf))),
        Just(Action::desk(DeskAction::Take(TakeAction::CancelPdf))),
        Just(Action::desk(DeskAction::Plan(PlanAction::AddNew))),
        Just(BookAction::Add(pomscope_core::book::Book::Register).sent()),
        stored.clone().prop_map({
            let here = here.clone();
            move |text| Action::StorageChanged(here.clone(), text)
        }),
        (status.clone(), status).prop_map({
            let here = here.clone();
            move |(local, durable)| Action::Saved(here.clone(), SaveOutcome::Done { local, durable })
        }),
        stored.prop_map(move |text| Action::Saved(here.clone(), SaveOutcome::Changed(text))),
    ];
    prop_oneof![3 => sort, 2 => others]
}

fn any_beat() -> impl Strategy<Value = Beat> {
    prop_oneof![
        3 => Just(Beat::Waits),
        2 => Just(Beat::Renders),
        2 => (0usize..6).prop_map(Beat::RendersLate),
    ]
}

/// What the port answers at once.
fn answers(effect: &Effect) -> Option<Action> {
    let done = SaveOutcome::Done { local: StoreStatus::Ok, durable: StoreStatus::Ok };
    match effect {
        Effect::Save { id, .. } => Some(Action::Saved(id.clone(), done)),
        Effect::Remove { .. } | Effect::RemoveAll => {
            Some(Action::Removed(StoreStatus::Ok, StoreStatus::Full))
        }
        Effect::PickFile => Some(Action::Picked(None)),
        Effect::Print { .. } => Some(Action::Printed(true)),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// By the questions and by the desk; `room_merge.rs` has the same of the room.
    #[test]
    fn every_effect_is_performed_exactly_once_and_in_order(
        script in prop::collection::vec((any_action(), any_beat()), 0..40),
        desk in any::<bool>(),
    ) {
        let here = wire::write(&ground::answered());
        let part = if desk { Part::Desk } else { Part::Questions };
        let first = begun(stored(&[(ground::HERE, &here)]), None, "", part);
        let step = |state: &mut State, action: Action| {
            update(state, Event { action, now: ground::NOW, random: "0123456789abcdef0123456789abcdef".into() })
        };
        let (asked, performed) = turns::run(first, script, step, answers);
        prop_assert_eq!(performed, asked);
    }
}

/// A row of docs/FUZZING.md names its tests as `` `test` (`file.rs`) ``; each of them is there.
#[test]
fn every_test_that_the_table_of_laws_names_is_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = std::fs::read_to_string(root.join("docs/FUZZING.md")).unwrap();
    let table = page.split("## The laws").nth(1).unwrap();
    let sources: Vec<String> = ["crates/core/tests", "crates/core/src/state"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .filter_map(|entry| std::fs::read_to_string(entry.unwrap().path()).ok())
        .collect();
    let is_test =
        |name: &&str| name.contains('_') && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let named: Vec<&str> = table.split('`').skip(1).step_by(2).filter(is_test).collect();
    assert!(named.len() > 15, "{named:?}");
    for name in named {
        let there = sources.iter().any(|source| source.contains(&format!("fn {name}(")));
        assert!(there, "docs/FUZZING.md names {name}, which is gone");
    }
}

#[test]
fn the_checks_of_the_laws_see_something() {
    let said = said();
    let one = answered(&said);
    let rated = one.answers.values().filter(|answer| answer.rating.is_some()).count();
    assert!(said.len() > 100 && rated == sample::real().asked.len());
    let mut other = said.clone();
    other.push(Action::Rate(sample::real().asked[0].id.clone(), Rating::Fully));
    assert_ne!(answered(&other), one);
    let some = Answer { rating: Some(Rating::Fully), ..Answer::default() };
    assert!(!some.is_empty() && content().pack.asked.len() == 35);
}
