//! The state across reloads, other tabs and stores that lose things, as the shell drives it; what single screens show is not tested here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use pomscope_core::content::Content;
use pomscope_core::json;
use pomscope_core::state::{
    Action, Effect, Event, Form, Intent, Loaded, Record, Source, State, Step, Surroundings, desk_part, start,
    update,
};
use pomscope_core::time::Moment;

const NOW: Moment = Moment(1_780_000_000_000.0);

fn content() -> Content {
    let read = |text: &str| json::parse(text).unwrap();
    Content::from_parts(
        &read(include_str!("../../../content/interface/en.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/pack.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/en.json")),
    )
    .unwrap()
}

fn surroundings() -> Surroundings {
    Surroundings {
        form: Form::Site,
        host: String::new(),
        build: "test".into(),
        today: "2026-11-22".into(),
        side: None,
        start: None,
    }
}

fn visit(loaded: Loaded, place: Option<&str>, address: &str) -> State {
    start(Rc::new(content()), surroundings(), loaded, place, address, NOW, Some(desk_part())).0
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, Event { action, now: NOW, random: "0123456789abcdef0123456789abcdef".into() })
}

fn place(effects: &[Effect]) -> String {
    let mut texts = effects.iter().filter_map(|effect| match effect {
        Effect::KeepPlace(text) => Some(text.clone()),
        _ => None,
    });
    texts.next_back().unwrap()
}

#[test]
fn a_reload_goes_on_with_an_assessment_that_is_still_empty() {
    let mut state = visit(Loaded::default(), None, "");
    act(&mut state, Action::Begin(Intent::Full));
    let place = place(&act(&mut state, Action::Next));
    let again = visit(Loaded::default(), Some(&place), "#/group/1");
    assert_eq!((again.step, again.current), (Step::Group(0), state.current));
}

#[test]
fn a_reload_does_not_bring_back_an_assessment_that_was_saved_and_is_gone() {
    let mut state = visit(Loaded::default(), None, "");
    act(&mut state, Action::Begin(Intent::Full));
    act(&mut state, Action::Next);
    let place = place(&act(&mut state, Action::SetTitle("Spring".into())));
    let again = visit(Loaded::default(), Some(&place), "#/group/1");
    assert_eq!((again.step, again.current), (Step::Start, None));
}

#[test]
fn an_assessment_that_is_still_empty_takes_no_id_of_what_could_not_be_opened() {
    let mut state = visit(Loaded::default(), None, "");
    act(&mut state, Action::Begin(Intent::Full));
    let place = place(&act(&mut state, Action::Next));
    let record = Record { id: state.current.unwrap(), source: Source::Local, text: "{".into() };
    let again = visit(Loaded { records: vec![record], ..Loaded::default() }, Some(&place), "#/group/1");
    assert_eq!((again.step, again.current, again.shelf.len()), (Step::Start, None, 0));
}
