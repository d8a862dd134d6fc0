//! The questions hand over to the desk: what is waited for, what is told, and that nothing is lost on the way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use pomscope_core::answers::Rating;
use pomscope_core::content::Content;
use pomscope_core::json;
use pomscope_core::pack::ItemId;
use pomscope_core::state::{
    Action, Effect, Event, FocusPlace, Form, Framed, Intent, Loaded, Paper, Picked, Record, SaveOutcome,
    SaveStatus, Source, State, Step, StoreStatus, Surroundings, Tone, desk_part, start, update,
};
use pomscope_core::time::Moment;

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
    let surroundings = Surroundings {
        form: Form::Site,
        framed: Framed::No,
        host: String::new(),
        build: "test".into(),
        today: "2026-11-22".into(),
        side: None,
        start: None,
        paper: Paper::A4,
        languages: Vec::new(),
        link: None,
        page: json::Value::Null,
    };
    start(content(), surroundings, loaded, place, address, NOW, desk.then(desk_part))
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, Event { action, now: NOW, random: "0123456789abcdef0123456789abcdef".into() })
}

/// The questions on their first group, nothing answered yet.
fn asking() -> State {
    let (mut state, _) = visit(false, Loaded::default(), None, "");
    act(&mut state, Action::Begin(Intent::Full));
    act(&mut state, Action::Next);
    state
}

fn item(at: usize) -> ItemId {
    content().pack.asked[at].id.clone()
}

fn rating(state: &State, at: usize) -> Option<Rating> {
    state.assessment().unwrap().answers.get(&item(at)).and_then(|answer| answer.rating)
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
    assert_eq!((state.step, effects.len()), (Step::Group(0), 1), "{effects:?}");
    assert!(told(&effects).is_some());
    assert!(told(&act(&mut state, Action::Next)).is_none(), "asked for once");
}

#[test]
fn the_desk_waits_for_the_answer_to_every_save_and_for_the_merge_that_may_come_of_it() {
    let mut state = asking();
    act(&mut state, Action::Rate(item(0), Rating::Partly));
    assert_eq!(told(&act(&mut state, Action::Go(Step::Result))), None);
    // Another tab was here: its answer is taken in and both are saved before the desk is opened.
    let mut other = state.assessment().unwrap().clone();
    other.answers.clear();
    other.answers.get_or_default(item(1)).rating = Some(Rating::Fully);
    let theirs = pomscope_core::wire::write(&other);
    let effects = answered(&mut state, SaveOutcome::Changed(Some(theirs)));
    assert_eq!((told(&effects), saves(&effects)), (None, 1));
    let mut effects = answered(&mut state, DONE);
    while saves(&effects) > 0 {
        assert_eq!(told(&effects), None);
        effects = answered(&mut state, DONE);
    }
    let (at_desk, _) = desk(&told(&effects).unwrap());
    assert_eq!(
        (at_desk.step, rating(&at_desk, 0), rating(&at_desk, 1)),
        (Step::Result, Some(Rating::Partly), Some(Rating::Fully))
    );
}

#[test]
fn who_goes_elsewhere_while_the_save_lasts_stays_there() {
    let mut state = asking();
    act(&mut state, Action::Rate(item(0), Rating::Partly));
    act(&mut state, Action::Go(Step::Result));
    act(&mut state, Action::Go(Step::Group(1)));
    assert_eq!((told(&answered(&mut state, DONE)), state.step), (None, Step::Group(1)));
}

#[test]
fn the_desk_goes_on_with_all_that_the_questions_held() {
    let mut state = asking();
    act(&mut state, Action::Rate(item(0), Rating::Partly));
    answered(&mut state, DONE);
    act(&mut state, Action::SwitchKeys);
    let told = told(&act(&mut state, Action::Go(Step::Review))).unwrap();
    let (at_desk, effects) = desk(&told);
    assert_eq!(at_desk.assessment(), state.assessment());
    assert_eq!((at_desk.keys, at_desk.intent, at_desk.save), (false, Intent::Full, SaveStatus::Saved));
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
    act(&mut state, Action::Rate(item(0), Rating::Partly));
    answered(&mut state, REFUSED);
    let (mut at_desk, effects) = desk(&told(&act(&mut state, Action::Go(Step::Result))).unwrap());
    assert_eq!((rating(&at_desk, 0), at_desk.step), (Some(Rating::Partly), Step::Result));
    assert_eq!((saves(&effects), at_desk.save), (1, SaveStatus::NotSaved(StoreStatus::Full)));
    let effects = answered(&mut at_desk, REFUSED);
    assert_eq!((at_desk.save, effects), (SaveStatus::NotSaved(StoreStatus::Full), Vec::new()));
}

#[test]
fn another_tab_is_merged_with_what_no_store_would_take() {
    let mut state = asking();
    act(&mut state, Action::Rate(item(0), Rating::Partly));
    answered(&mut state, DONE);
    let mut other = state.assessment().unwrap().clone();
    act(&mut state, Action::Rate(item(1), Rating::Largely));
    answered(&mut state, REFUSED);
    let (mut at_desk, _) = desk(&told(&act(&mut state, Action::Go(Step::Result))).unwrap());
    other.answers.get_or_default(item(2)).rating = Some(Rating::Fully);
    other.rev += 5;
    let theirs = pomscope_core::wire::write(&other);
    act(&mut at_desk, Action::StorageChanged(other.id, Some(theirs)));
    let all = [0, 1, 2].map(|at| rating(&at_desk, at));
    assert_eq!(all, [Some(Rating::Partly), Some(Rating::Largely), Some(Rating::Fully)]);
}

#[test]
fn a_notice_comes_along_and_one_that_was_put_away_does_not_come_back() {
    let broken = Record { id: "damaged000000001".into(), source: Source::Local, text: "{".into() };
    let loaded = Loaded { records: vec![broken], ..Loaded::default() };
    let (mut state, _) = visit(false, loaded, None, "");
    act(&mut state, Action::DismissNotice);
    let (at_desk, _) = desk(&told(&act(&mut state, Action::Go(Step::Shelf))).unwrap());
    assert_eq!((at_desk.step, &at_desk.notice), (Step::Shelf, &None));
    assert_eq!(at_desk.unreadable, state.unreadable, "what could not be opened is still listed");

    let all: Vec<String> = content()
        .pack
        .asked
        .iter()
        .map(|item| format!("\"{}\":{{\"rating\":\"not\",\"at\":\"2026-06-01T10:00:00Z\"}}", item.id))
        .collect();
    let text = format!(
        "{{\"format\":\"pomscope-assessment\",\"formatVersion\":1,\"id\":\"fromafile1234567\",\"title\":\"Spring\",\
         \"rev\":3,\"pack\":{{\"id\":\"relationship-management-methodology\",\"version\":\"1.0.0\"}},\"answers\":{{{}}}}}",
        all.join(",")
    );
    let picked = Picked { name: "spring.json".into(), text: Some(text) };
    act(&mut state, Action::Picked(Some(picked)));
    let told = told(&answered(&mut state, DONE)).unwrap();
    let (at_desk, _) = desk(&told);
    let notice = at_desk.notice.as_ref().unwrap();
    assert_eq!((at_desk.step, notice.tone), (Step::Result, Tone::Good));
    assert_eq!(
        at_desk.texts().say(&notice.message),
        state.texts().say(&state.notice.as_ref().unwrap().message)
    );
}

#[test]
fn a_place_or_an_address_at_the_desk_leads_there_through_the_questions() {
    let mut state = asking();
    act(&mut state, Action::Rate(item(0), Rating::Partly));
    answered(&mut state, DONE);
    let (at_desk, effects) = desk(&told(&act(&mut state, Action::Go(Step::Result))).unwrap());
    let place = effects.iter().find_map(|effect| match effect {
        Effect::KeepPlace(text) => Some(text.clone()),
        _ => None,
    });
    let text = pomscope_core::wire::write(at_desk.assessment().unwrap());
    let record = Record { id: at_desk.current.clone().unwrap(), source: Source::Local, text };
    let loaded = || Loaded { records: vec![record.clone()], ..Loaded::default() };
    for address in ["", "#/result"] {
        let (questions, effects) = visit(false, loaded(), place.as_deref(), address);
        assert_eq!(questions.step, Step::Start, "what is shown until then");
        let (there, effects) = desk(&told(&effects).unwrap());
        assert_eq!((there.step, rating(&there, 0)), (Step::Result, Some(Rating::Partly)));
        assert!(effects.contains(&Effect::Address { path: "#/result".into(), replace: true }), "{effects:?}");
    }
    let mut asking = visit(false, loaded(), None, "").0;
    let effects = act(&mut asking, Action::Navigated("#/assessments".into()));
    assert_eq!(effects[0], Effect::Address { path: "#/".into(), replace: true }, "what is still shown");
    assert_eq!(desk(&told(&effects).unwrap()).0.step, Step::Shelf);
}
