//! The questions hand over to the desk: what is waited for, what is told, and that nothing is lost on the way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod site;

use std::rc::Rc;

use pomscope_core::content::Content;
use pomscope_core::json;
use pomscope_core::pack::ThreadId;
use pomscope_core::state::{
    Action, Effect, Event, FocusPlace, Intent, Loaded, Picked, SaveOutcome, SaveStatus, State, Step,
    StoreStatus, Tone, desk_part, start, update,
};
use pomscope_core::time::Moment;
use site::site;

const NOW: Moment = Moment(1_780_000_000_000.0);
const DONE: SaveOutcome = SaveOutcome::Done { local: StoreStatus::Ok, durable: StoreStatus::Ok };
const REFUSED: SaveOutcome = SaveOutcome::Done { local: StoreStatus::Full, durable: StoreStatus::Full };

fn content() -> Rc<Content> {
    let read = |text: &str| json::parse(text).unwrap();
    let content = Content::from_parts(
        &read(include_str!("../../../content/interface/en.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/pack.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/en.json")),
    );
    Rc::new(content.unwrap())
}

fn visit(desk: bool, loaded: Loaded, place: Option<&str>, address: &str) -> (State, Vec<Effect>) {
    let surroundings = site("2026-11-22");
    start(content(), surroundings, loaded, place, address, NOW, desk.then(desk_part))
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, Event { action, now: NOW, random: "0123456789abcdef0123456789abcdef".into() })
}

/// The questions on the first of the quick check, nothing answered yet.
fn asking() -> State {
    let (mut state, _) = visit(false, Loaded::default(), None, "");
    act(&mut state, Action::Begin(Intent::Quick));
    act(&mut state, Action::Next);
    state
}

fn thread(at: usize) -> ThreadId {
    content().pack.threads[at].clone()
}

/// Answers the quick check for the thread at this position.
fn place(state: &mut State, at: usize, level: u8) {
    act(state, Action::SetPlacement(thread(at), level));
}

fn placed(state: &State, at: usize) -> Option<u8> {
    state.assessment().unwrap().placement.get(&thread(at)).copied()
}

fn told(effects: &[Effect]) -> Option<(String, String)> {
    effects.iter().find_map(|effect| match effect {
        Effect::OpenDesk { place, saved } => Some((place.clone(), saved.clone())),
        _ => None,
    })
}

/// The desk after it was told this.
fn desk((place, saved): &(String, String)) -> (State, Vec<Effect>) {
    visit(true, Loaded::from_json(saved), Some(place), "")
}

fn answered(state: &mut State, outcome: SaveOutcome) -> Vec<Effect> {
    let id = state.current.clone().unwrap();
    act(state, Action::Saved(id, outcome))
}

fn saves(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Save { .. })).count()
}

#[test]
fn a_screen_of_the_desk_is_not_shown_but_asked_for() {
    let mut state = asking();
    let effects = act(&mut state, Action::Go(Step::Review));
    assert_eq!((state.step, effects.len()), (Step::Quick(0), 1), "{effects:?}");
    assert!(told(&effects).is_some());
    assert!(told(&act(&mut state, Action::Next)).is_none(), "asked for once");
}

#[test]
fn the_desk_waits_for_the_answer_to_every_save() {
    let mut state = asking();
    place(&mut state, 0, 2);
    assert_eq!(told(&act(&mut state, Action::Go(Step::Result))), None);
    let (at_desk, _) = desk(&told(&answered(&mut state, DONE)).unwrap());
    assert_eq!((at_desk.step, placed(&at_desk, 0)), (Step::Result, Some(2)));
}

/// The open assessment as another tab changed it: its own answer, and none of this tab's.
fn elsewhere(state: &State) -> String {
    let mut other = state.assessment().unwrap().clone();
    other.placement.clear();
    other.placement.insert(thread(1), 4);
    pomscope_core::wire::write(&other)
}

#[test]
fn what_another_tab_wrote_is_joined_at_the_desk_and_not_written_over_before() {
    for to in [None, Some(Step::Result)] {
        let mut state = asking();
        place(&mut state, 0, 2);
        if let Some(to) = to {
            act(&mut state, Action::Go(to));
        }
        let theirs = elsewhere(&state);
        let effects = answered(&mut state, SaveOutcome::Changed(Some(theirs.clone())));
        assert_eq!(saves(&effects), 0);
        let first = told(&effects).unwrap();
        // The desk cannot be had, and more is answered: it is asked for again, with that too, and nothing is saved until then.
        let effects = act(&mut state, Action::SetPlacement(thread(2), 5));
        assert_eq!((saves(&effects), state.save), (0, SaveStatus::NotSaved(StoreStatus::Failed)));
        let second = told(&effects).unwrap();
        for (told, last) in [(first, None), (second, Some(5))] {
            let (at_desk, effects) = desk(&told);
            assert_eq!([0, 1, 2].map(|at| placed(&at_desk, at)), [Some(2), Some(4), last]);
            assert_eq!(saves(&effects), 1, "both in one");
            let to = to.filter(|_| last.is_none());
            assert_eq!(at_desk.step, to.unwrap_or(Step::Quick(0)));
        }
    }
}

#[test]
fn what_another_tab_did_is_joined_as_soon_as_it_is_heard_of() {
    let mut state = asking();
    place(&mut state, 0, 2);
    let theirs = elsewhere(&state);
    let id = state.current.clone().unwrap();
    assert_eq!(told(&act(&mut state, Action::StorageChanged(id, Some(theirs)))), None, "while a save lasts");
    let (at_desk, _) = desk(&told(&answered(&mut state, DONE)).unwrap());
    assert_eq!([0, 1].map(|at| placed(&at_desk, at)), [Some(2), Some(4)]);
    // What cannot be read is set aside there, and this tab's answers go on under a name of their own.
    let mut state = asking();
    place(&mut state, 0, 2);
    answered(&mut state, DONE);
    let id = state.current.clone().unwrap();
    let action = Action::StorageChanged(id.clone(), Some("{".into()));
    let random = "fedcba9876543210fedcba9876543210".to_owned();
    let effects = update(&mut state, Event { action, now: NOW, random });
    let (at_desk, effects) = desk(&told(&effects).unwrap());
    assert_eq!((at_desk.unreadable.len(), placed(&at_desk, 0)), (1, Some(2)));
    assert_ne!(at_desk.current, Some(id.clone()));
    assert!(effects.iter().all(|effect| !matches!(effect, Effect::Save { id: saved, .. } if *saved == id)));
    assert_eq!(at_desk.notice.as_ref().unwrap().message.key, "notice.movedAway");
}

#[test]
fn an_assessment_that_another_tab_began_shows_at_the_start_by_the_desk() {
    let mut other = asking();
    place(&mut other, 0, 3);
    let text = pomscope_core::wire::write(other.assessment().unwrap());
    let id = "elsewhere0000001".to_owned();
    let (mut state, _) = visit(false, Loaded::default(), None, "");
    let effects = act(&mut state, Action::StorageChanged(id.clone(), Some(text.clone())));
    let (at_desk, _) = desk(&told(&effects).unwrap());
    assert!(at_desk.step == Step::Start && at_desk.shelf.contains_key(&id));
    // Who is answering goes on answering.
    let mut state = asking();
    assert_eq!(told(&act(&mut state, Action::StorageChanged(id.clone(), Some(text)))), None);
    let (at_desk, _) = desk(&told(&act(&mut state, Action::Go(Step::Start))).unwrap());
    assert!(at_desk.step == Step::Start && at_desk.shelf.contains_key(&id));
}

#[test]
fn who_comes_back_to_the_start_with_an_answer_given_is_offered_to_go_on() {
    let mut state = asking();
    assert_eq!(told(&act(&mut state, Action::Go(Step::Start))), None, "nothing to go on with");
    let mut state = asking();
    place(&mut state, 0, 2);
    answered(&mut state, DONE);
    let (at_desk, _) = desk(&told(&act(&mut state, Action::Go(Step::Start))).unwrap());
    assert_eq!((at_desk.step, at_desk.shelf.len()), (Step::Start, 1));
}

#[test]
fn who_goes_elsewhere_while_the_save_lasts_stays_there() {
    let mut state = asking();
    place(&mut state, 0, 2);
    act(&mut state, Action::Go(Step::Result));
    act(&mut state, Action::Go(Step::Quick(1)));
    assert_eq!((told(&answered(&mut state, DONE)), state.step), (None, Step::Quick(1)));
}

#[test]
fn the_desk_goes_on_with_all_that_the_questions_held() {
    let mut state = asking();
    place(&mut state, 0, 2);
    answered(&mut state, DONE);
    let told = told(&act(&mut state, Action::Go(Step::Review))).unwrap();
    let (at_desk, effects) = desk(&told);
    assert_eq!(at_desk.assessment(), state.assessment());
    assert_eq!((at_desk.intent, at_desk.save), (Intent::Quick, SaveStatus::Saved));
    assert_eq!(at_desk.places.get(at_desk.current.as_ref().unwrap()), Some(&Step::Review));
    assert_eq!(at_desk.shelf, state.shelf, "what the stores hold is known too");
    assert!(effects.contains(&Effect::Address { path: "#/review".into(), replace: false }), "{effects:?}");
    assert!(effects.contains(&Effect::Focus(FocusPlace::Heading)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Emit { name: "progress", .. })));
    let place = effects.iter().find_map(|effect| match effect {
        Effect::KeepPlace(text) => Some(text.clone()),
        _ => None,
    });
    // A reload of the desk is a start like any other: nothing arrives a second time.
    let saved = Loaded::from_json(&told.1);
    let (again, effects) = visit(true, saved, place.as_deref(), "#/review");
    assert_eq!((again.step, effects), (Step::Review, Vec::new()));
}

#[test]
fn an_assessment_that_is_still_empty_comes_along() {
    let mut state = asking();
    let (at_desk, effects) = desk(&told(&act(&mut state, Action::Go(Step::Review))).unwrap());
    assert_eq!((at_desk.step, &at_desk.current, saves(&effects)), (Step::Review, &state.current, 0));
}

#[test]
fn what_no_store_would_take_comes_along_and_is_saved_again_without_a_second_alarm() {
    let mut state = asking();
    place(&mut state, 0, 2);
    answered(&mut state, REFUSED);
    let (mut at_desk, effects) = desk(&told(&act(&mut state, Action::Go(Step::Result))).unwrap());
    assert_eq!((placed(&at_desk, 0), at_desk.step), (Some(2), Step::Result));
    assert_eq!((saves(&effects), at_desk.save), (1, SaveStatus::NotSaved(StoreStatus::Full)));
    let effects = answered(&mut at_desk, REFUSED);
    assert_eq!((at_desk.save, effects), (SaveStatus::NotSaved(StoreStatus::Full), Vec::new()));
}

#[test]
fn another_tab_is_merged_with_what_no_store_would_take() {
    let mut state = asking();
    place(&mut state, 0, 2);
    answered(&mut state, DONE);
    let mut other = state.assessment().unwrap().clone();
    place(&mut state, 1, 3);
    answered(&mut state, REFUSED);
    let (mut at_desk, _) = desk(&told(&act(&mut state, Action::Go(Step::Result))).unwrap());
    other.placement.insert(thread(2), 4);
    other.rev += 5;
    let theirs = pomscope_core::wire::write(&other);
    act(&mut at_desk, Action::StorageChanged(other.id, Some(theirs)));
    assert_eq!([0, 1, 2].map(|at| placed(&at_desk, at)), [Some(2), Some(3), Some(4)]);
}

/// The text of a file, with the ratings of all statements.
fn file(id: &str) -> String {
    let all: Vec<String> = content()
        .pack
        .asked
        .iter()
        .map(|item| format!("\"{}\":{{\"rating\":\"not\",\"at\":\"2026-06-01T10:00:00Z\"}}", item.id))
        .collect();
    format!(
        "{{\"format\":\"pomscope-assessment\",\"formatVersion\":1,\"id\":\"{id}\",\"title\":\"Spring\",\
         \"rev\":3,\"pack\":{{\"id\":\"relationship-management-methodology\",\"version\":\"1.0.0\"}},\"answers\":{{{}}}}}",
        all.join(",")
    )
}

/// Hands a file to the questions, has the desk see to it, and gives the desk.
fn handed(state: &mut State, text: Option<String>) -> (State, Vec<Effect>) {
    let action = Action::Picked(Some(Picked { name: "spring.json".into(), text }));
    let random = "fedcba9876543210fedcba9876543210".to_owned();
    let effects = update(state, Event { action, now: NOW, random });
    let told = told(&effects).unwrap();
    assert!(state.parcel.is_empty(), "it is handed over once");
    desk(&told)
}

#[test]
fn a_file_is_read_at_the_desk_and_opened_there() {
    for id in ["fromafile1234567", "no id of ours"] {
        let (at_desk, effects) = handed(&mut asking(), Some(file(id)));
        let open = at_desk.assessment().unwrap();
        assert_eq!((at_desk.step, at_desk.notice.as_ref().unwrap().tone), (Step::Result, Tone::Good), "{id}");
        assert_eq!((open.title.as_str(), saves(&effects)), ("Spring", 1), "{id}");
        assert_eq!(open.id == id, id == "fromafile1234567", "what is no id gets one: {}", open.id);
        assert!(open.id.len() >= 8, "{}", open.id);
    }
}

#[test]
fn files_that_come_while_a_save_lasts_are_all_taken_in() {
    let mut state = asking();
    place(&mut state, 0, 2);
    for (id, random) in [("fromafile1234567", "aa"), ("fromafile7654321", "bb")] {
        let action = Action::Picked(Some(Picked { name: id.into(), text: Some(file(id)) }));
        assert_eq!(told(&update(&mut state, Event { action, now: NOW, random: random.into() })), None);
    }
    let (at_desk, effects) = desk(&told(&answered(&mut state, DONE)).unwrap());
    assert_eq!((at_desk.shelf.len(), at_desk.current.as_deref()), (3, Some("fromafile7654321")));
    assert_eq!(saves(&effects), 2);
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_screen_as_it_was_and_says_so() {
    for text in [None, Some("{".to_owned()), Some("{}".to_owned())] {
        let mut state = asking();
        place(&mut state, 0, 2);
        answered(&mut state, DONE);
        let (at_desk, effects) = handed(&mut state, text);
        assert_eq!((at_desk.step, placed(&at_desk, 0)), (Step::Quick(0), Some(2)));
        assert_eq!(at_desk.notice.as_ref().unwrap().tone, Tone::Bad);
        assert_eq!(at_desk.shelf.len(), 1);
        assert!(
            effects.contains(&Effect::Address { path: "#/quick/1".into(), replace: true }),
            "{effects:?}"
        );
    }
}

#[test]
fn a_place_or_an_address_at_the_desk_leads_there_through_the_questions() {
    // As where the desk could not be had at the start: with nothing to open, the shelf.
    let place = r##"{"step":"#/assessments","desk":true}"##;
    for (place, address) in [(Some(place), ""), (None, "#/assessments")] {
        let (questions, effects) = visit(false, Loaded::default(), place, address);
        assert_eq!(questions.step, Step::Start, "what is shown until then");
        let (there, effects) = desk(&told(&effects).unwrap());
        assert_eq!(there.step, Step::Shelf);
        assert!(
            effects.contains(&Effect::Address { path: "#/assessments".into(), replace: true }),
            "{effects:?}"
        );
    }
    let mut asking = asking();
    let effects = act(&mut asking, Action::Navigated("#/assessments".into()));
    assert_eq!(
        effects[0],
        Effect::Address { path: "#/quick/1".into(), replace: true },
        "what is still shown"
    );
    assert_eq!(desk(&told(&effects).unwrap()).0.step, Step::Shelf);
}

#[test]
fn an_address_of_a_group_leads_to_the_desk_and_one_of_none_loses_nothing() {
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let joined = serde_json::json!({
        "interface": read(include_str!("../../../content/interface/en.json")),
        "pack": read(include_str!("../../../content/packs/relationship-management-methodology/pack.json")),
        "wording": read(include_str!("../../../content/packs/relationship-management-methodology/en.json")),
    });
    for (address, step) in [("#/group/4", Step::Group(3)), ("#/group/9999", Step::Start)] {
        let mut state = asking();
        // As the questions have it.
        state.content = Rc::new(Content::of_questions(&joined.to_string()).unwrap());
        place(&mut state, 0, 2);
        answered(&mut state, REFUSED);
        let (at_desk, _) = desk(&told(&act(&mut state, Action::Navigated(address.into()))).unwrap());
        assert_eq!((at_desk.step, placed(&at_desk, 0)), (step, Some(2)), "{address}");
    }
}
