//! Answer codes on the screens: what the field says while one is typed, what a copy shows, what becomes of it, and that nothing is kept or changed before.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod site;

use std::rc::Rc;

use pomscope_core::answers::{Answer, Assessment, Rating, Side};
use pomscope_core::code::{Kind, encode};
use pomscope_core::content::Content;
use pomscope_core::json;
use pomscope_core::method::score;
use pomscope_core::pack::ThreadId;
use pomscope_core::state::{
    Action, CodeAction, CopyOutcome, DeskAction, Effect, Entry, Event, Loaded, State, Step, Surroundings,
    TakeAction, Writing, desk_part, start, update,
};
use pomscope_core::time::Moment;
use pomscope_core::view::{CodeCopy, CodeField, CodeScreen, code_screen, own_code};
use pomscope_core::wire;
use site::site;

const NOW: Moment = Moment(1_795_361_400_250.0);
const OPEN: &str = "openopenopen0001";

fn content() -> Content {
    let read = |text: &str| json::parse(text).unwrap();
    Content::from_parts(
        &read(include_str!("../../../content/interface/en.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/pack.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/en.json")),
    )
    .unwrap()
}

fn surroundings(link: Option<&str>) -> Surroundings {
    Surroundings { link: link.map(str::to_owned), ..site("2026-11-22") }
}

fn all(state: &State, id: &str, rating: Rating) -> Assessment {
    let mut assessment = Assessment::new(id.into(), &state.content.pack, NOW.to_rfc3339());
    assessment.title = format!("Open {id}");
    assessment.rev = 3;
    for item in &state.content.pack.asked {
        let answer = Answer { rating: Some(rating), note: "n".into(), ..Answer::default() };
        assessment.answers.insert(item.id.clone(), answer);
    }
    assessment
}

fn put(state: &mut State, assessment: Assessment) {
    let id = assessment.id.clone();
    let entry = Entry { assessment: Rc::new(assessment), synced: None, writing: Writing::Still };
    state.shelf.insert(id, entry);
}

/// The desk with an open assessment that rates everything `partly`.
fn desk(link: Option<&str>) -> State {
    let (mut state, _) =
        start(Rc::new(content()), surroundings(link), Loaded::default(), None, "", NOW, Some(desk_part()));
    let open = all(&state, OPEN, Rating::Partly);
    put(&mut state, open);
    state.current = Some(OPEN.into());
    state
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, Event { action, now: NOW, random: "0123456789abcdef0123456789abcdef".into() })
}

fn code(state: &mut State, action: CodeAction) -> Vec<Effect> {
    act(state, Action::desk(DeskAction::Code(action)))
}

/// The code of answers that no assessment here has.
fn foreign(state: &State) -> String {
    let mut other = all(state, "otherotherother1", Rating::Largely);
    other.side = Some(Side::Business);
    other.placement.insert(ThreadId::from("GOAL"), 3);
    other.targets.insert(ThreadId::from("PRIO"), 4.5);
    encode(&state.content.pack, &other, Kind::Single).code.plain().to_owned()
}

/// Comes to that code by its address.
fn follow(state: &mut State) {
    let path = format!("#/code/{}", foreign(state));
    act(state, Action::Navigated(path));
}

fn copy(state: &State) -> CodeCopy {
    match code_screen(state) {
        CodeScreen::Shows(copy) => *copy,
        CodeScreen::Asks(field) => panic!("{field:?}"),
    }
}

fn field(state: &State) -> CodeField {
    match code_screen(state) {
        CodeScreen::Asks(field) => field,
        CodeScreen::Shows(copy) => panic!("{copy:?}"),
    }
}

fn saves(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Save { .. } | Effect::Remove { .. })).count()
}

fn addresses(effects: &[Effect]) -> Vec<(&str, bool)> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Address { path, replace } => Some((path.as_str(), *replace)),
            _ => None,
        })
        .collect()
}

#[test]
fn a_code_that_is_typed_shows_a_copy_and_nothing_is_kept() {
    let mut state = desk(None);
    let plain = foreign(&state);
    act(&mut state, Action::Go(Step::Code));
    assert_eq!(field(&state).error, None);
    let before = state.shelf.clone();
    let typed = format!(" {} ", plain.to_lowercase().replace('0', "o"));
    let mut effects = code(&mut state, CodeAction::Type(typed));
    effects.extend(code(&mut state, CodeAction::Show));
    assert_eq!(addresses(&effects), [(format!("#/code/{plain}").as_str(), false)]);
    assert_eq!((saves(&effects), &state.shelf, state.current.as_deref()), (0, &before, Some(OPEN)));
    let copy = copy(&state);
    assert_eq!((copy.side.as_str(), copy.answered.as_str()), ("The business's view", "35 of 35 answered"));
    assert_eq!(copy.threads[0], ["Goals", "3 Intermediate", "–"]);
    assert_eq!(copy.threads[1], ["Prioritization", "–", "4.5"]);
    assert_eq!((copy.same, copy.compare.as_deref()), (None, Some("Open openopenopen0001")));
    let of = all(&state, "x", Rating::Largely);
    let expected = score(&state.content.pack, &of).unwrap().overall.score;
    assert_eq!(copy.report.unwrap().unwrap().headline.score, state.texts().score(expected));
}

#[test]
fn what_is_wrong_while_typing_is_said_when_it_is_sure() {
    let mut state = desk(None);
    let plain = foreign(&state);
    act(&mut state, Action::Go(Step::Code));
    let mut say = |typed: &str, show: bool| {
        code(&mut state, CodeAction::Type(typed.into()));
        if show {
            code(&mut state, CodeAction::Show);
        }
        let field = field(&state);
        assert_eq!(field.text, typed);
        field.error.map(|error| state.texts().say(&error))
    };
    assert_eq!(say("", false), None);
    assert_eq!(say(&plain[..10], false), None, "it may still become one");
    assert!(say(&plain[..10], true).unwrap().starts_with("10 characters so far; this code has 25."));
    assert_eq!(say("", true).unwrap(), "Type or paste the code first.");
    assert!(say("12U", false).unwrap().starts_with("“U” at place 3"));
    assert!(say("<img src=x>", false).unwrap().starts_with("“<” at place 1"));
    let swapped = format!("{}{}{}", &plain[..6], plain[6..8].chars().rev().collect::<String>(), &plain[8..]);
    assert_ne!(swapped, plain);
    assert!(
        say(&swapped, false).unwrap().starts_with("A character is wrong or missing, or two are swapped.")
    );
    assert!(say(&format!("{plain}00"), false).unwrap().starts_with("27 characters; this code has 25."));
    let effects = code(&mut state, CodeAction::Show);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Focus(place) if place.id() == "code")));
    assert_eq!(state.path(), "#/code");
}

#[test]
fn an_address_with_a_code_shows_it_in_either_program_and_a_reload_keeps_it() {
    let state = desk(None);
    let path = format!("#/code/{}", foreign(&state));
    let begin = |place: Option<&str>, address: &str, part| {
        start(Rc::new(content()), surroundings(None), Loaded::default(), place, address, NOW, part)
    };
    let (direct, effects) = begin(None, &path, Some(desk_part()));
    assert_eq!((direct.path(), addresses(&effects).len()), (path.clone(), 0));
    assert_eq!(copy(&direct).side, "The business's view");
    // The questions hand it over.
    let (questions, effects) = begin(None, &path, None);
    assert_eq!(questions.step, Step::Start);
    let place = effects
        .iter()
        .find_map(|effect| match effect {
            Effect::OpenDesk { place, .. } => Some(place.clone()),
            _ => None,
        })
        .unwrap();
    let (arrived, effects) = begin(Some(&place), "", Some(desk_part()));
    assert_eq!((arrived.path(), addresses(&effects)), (path.clone(), vec![(path.as_str(), true)]));
    // A reload where the address is the host's own: the place keeps it.
    let place = effects
        .iter()
        .find_map(|effect| match effect {
            Effect::KeepPlace(place) => Some(place.clone()),
            _ => None,
        })
        .unwrap();
    assert_eq!(begin(Some(&place), "", Some(desk_part())).0.path(), path);
    // From one code to another, and back to the field.
    let mut state = arrived;
    act(&mut state, Action::Navigated("#/code/1ZHY".into()));
    assert_eq!((field(&state).text.as_str(), field(&state).error.is_some()), ("1ZHY", true));
    act(&mut state, Action::Navigated("#/code".into()));
    assert_eq!(field(&state).text, "");
}

#[test]
fn a_copy_that_is_kept_is_an_assessment_of_its_own() {
    let mut state = desk(None);
    let path = format!("#/code/{}", foreign(&state));
    act(&mut state, Action::Navigated(path.clone()));
    let before = state.shelf.get(OPEN).unwrap().assessment.clone();
    let effects = code(&mut state, CodeAction::Keep);
    assert_eq!(saves(&effects), 1);
    assert_eq!((state.shelf.len(), &state.shelf.get(OPEN).unwrap().assessment), (2, &before));
    let kept = state.assessment().unwrap().clone();
    assert_eq!(
        (kept.title.as_str(), kept.rev, kept.side),
        ("From a code, 22 November 2026", 1, Some(Side::Business))
    );
    assert_eq!(kept.created_at, "2026-11-22T15:30:00.250Z");
    assert!(wire::read(&wire::write(&kept)).unwrap().problems.is_empty());
    assert_eq!(state.step, Step::Result);
    // Once more: it is noticed, and what is here can be opened.
    act(&mut state, Action::Navigated(path));
    let again = copy(&state);
    assert_eq!(again.same, Some((kept.id.clone(), kept.title)));
    assert_eq!(again.compare, None, "it is the open one");
}

#[test]
fn a_copy_is_compared_with_the_open_assessment() {
    let mut state = desk(None);
    follow(&mut state);
    let effects = code(&mut state, CodeAction::Compare);
    assert_eq!((saves(&effects), state.step, state.current.as_deref()), (1, Step::Compare, Some(OPEN)));
    let compared: Vec<String> = pomscope_core::compare::compared(&state)
        .iter()
        .map(|compared| compared.assessment.title.clone())
        .collect();
    assert_eq!(compared, ["From a code, 22 November 2026", "Open openopenopen0001"]);
    // The second time the one that is here is taken.
    follow(&mut state);
    assert!(copy(&state).same.is_some() && copy(&state).compare.is_some());
    let effects = code(&mut state, CodeAction::Compare);
    assert_eq!((saves(&effects), state.shelf.len(), state.step), (0, 2, Step::Compare));
}

#[test]
fn a_copy_that_is_discarded_leaves_nothing() {
    let mut state = desk(None);
    follow(&mut state);
    let before = state.shelf.clone();
    let effects = code(&mut state, CodeAction::Discard);
    assert_eq!((saves(&effects), addresses(&effects)), (0, vec![("#/", true)]));
    assert_eq!((&state.shelf, state.code.as_str()), (&before, ""));
}

#[test]
fn what_is_kept_or_compared_needs_a_code_on_the_screen() {
    let mut state = desk(None);
    for step in [Step::Code, Step::Result] {
        act(&mut state, Action::Go(step));
        for action in [CodeAction::Keep, CodeAction::Compare] {
            assert_eq!(saves(&code(&mut state, action)), 0);
        }
    }
    assert_eq!(state.shelf.len(), 1);
}

#[test]
fn the_own_code_carries_a_link_only_where_a_page_opens_it() {
    let state = desk(None);
    let own = own_code(&state).unwrap();
    assert_eq!((own.link, own.left_out.len(), own.code.characters()), (None, 0, 22));
    assert!(own.qr.is_some());
    assert!(state.texts().say(&own.size).starts_with("22 characters. They hold 77 bits"));
    let own = own_code(&desk(Some("https://host.example/check#old"))).unwrap();
    assert_eq!(own.link.unwrap(), format!("https://host.example/check#pomscope={}", own.code.plain()));
}

#[test]
fn copying_says_what_came_of_it() {
    let mut state = desk(None);
    for (outcome, said) in [(CopyOutcome::Done, "Copied."), (CopyOutcome::parse("no"), "This browser")] {
        let effects = act(&mut state, Action::desk(DeskAction::Take(TakeAction::Copy("ABC".into()))));
        assert_eq!(effects, [Effect::Copy { text: "ABC".into() }]);
        assert_eq!(state.desk.take.copied, None);
        let effects = act(&mut state, Action::desk(DeskAction::Take(TakeAction::Copied(outcome))));
        let Some(Effect::Announce(message, _)) = effects.first() else { panic!("{effects:?}") };
        assert!(state.texts().say(message).starts_with(said));
        assert_eq!((state.desk.take.copied, state.desk.take.copying.as_str()), (Some(outcome), "ABC"));
    }
}
