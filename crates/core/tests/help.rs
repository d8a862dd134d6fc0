//! What a newcomer is told where a question arises: how to answer a screen, when that is read without being asked for, and what the score says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod device;
mod random;
mod sample;

use std::collections::BTreeSet;
use std::rc::Rc;

use device::site::site;
use device::{Device, heads};
use pomscope_core::answers::{Answer, Assessment, Previous, Rating};
use pomscope_core::report::report;
use pomscope_core::room::view::kiosk_group;
use pomscope_core::room::{Action as RoomAction, Visit};
use pomscope_core::state::{
    Action, Entry, Event, Loaded, State, Step, Writing, desk_part, group_order, start, update,
};
use pomscope_core::time::Moment;
use pomscope_core::view::{Answering, Eagerness, GroupScreen, group_screen};
use random::{TODAY, content};

const NOW: Moment = Moment(1_795_361_400_250.0);
const ID: &str = "abcdefgh12345678";

/// A state with this assessment open.
fn with(assessment: Assessment) -> State {
    let surroundings = site(TODAY);
    let loaded = Loaded::default();
    let (mut state, _) =
        start(Rc::new(content().clone()), surroundings, loaded, None, "", NOW, Some(desk_part()));
    let entry = Entry { assessment: Rc::new(assessment), synced: None, writing: Writing::Still };
    state.shelf.insert(ID.into(), entry);
    state.current = Some(ID.into());
    state
}

fn blank() -> Assessment {
    Assessment::new(ID.into(), &content().pack, NOW.to_rfc3339())
}

fn answered(items: &[&str]) -> Assessment {
    let mut assessment = blank();
    for item in items {
        let answer = Answer { rating: Some(Rating::Partly), ..Answer::default() };
        assessment.answers.insert((*item).into(), answer);
    }
    assessment
}

/// The first screen whose statements are signs, or the first of those that count.
fn first(descriptive: bool) -> usize {
    let pack = &content().pack;
    group_order(pack).iter().position(|at| pack.groups[*at].level.descriptive == descriptive).unwrap()
}

fn shown(state: &State, at: usize) -> GroupScreen {
    group_screen(state, at).unwrap()
}

fn is_open(assessment: Assessment, at: usize) -> bool {
    shown(&with(assessment), at).answering.shown == Eagerness::Open
}

fn words(answering: &Answering) -> Vec<&str> {
    answering.words.iter().map(|(word, _)| word.as_str()).collect()
}

#[test]
fn each_answer_beside_the_scale_that_a_screen_offers_is_explained_there_once() {
    let state = with(blank());
    for at in 0..group_order(&content().pack).len() {
        let screen = shown(&state, at);
        let told = words(&screen.answering);
        let signs = content().pack.groups[group_order(&content().pack)[at]].level.descriptive;
        let offered: BTreeSet<String> = screen
            .cards
            .iter()
            .flat_map(|card| &card.besides)
            .filter(|_| !signs)
            .map(|choice| choice.label.clone())
            .chain([content().texts.get("scope.key").to_owned()])
            .chain((!signs).then(|| "Practice · Outcome".to_owned()))
            .collect();
        let explained: BTreeSet<String> = told.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(explained, offered, "screen {at}");
        assert_eq!(explained.len(), told.len(), "screen {at} says something twice");
        assert!(
            screen.answering.words.iter().all(|(_, text)| text.ends_with('.') && !text.starts_with("help."))
        );
    }
}

#[test]
fn nothing_about_a_score_is_said_of_signs_which_have_none() {
    let screen = shown(&with(blank()), first(true));
    assert_eq!(words(&screen.answering), [content().texts.get("scope.key")]);
}

#[test]
fn the_help_is_open_until_another_screen_of_the_kind_has_an_answer() {
    let (signs, scored) = (first(true), first(false));
    assert!(is_open(blank(), signs) && is_open(blank(), scored));
    assert!(is_open(blank(), scored + 3), "wherever one begins");
    let of = |at: usize| shown(&with(blank()), at).cards[0].id.as_str().to_owned();
    // What is answered on the screen itself does not fold it under the reader's hand.
    assert!(is_open(answered(&[&of(signs)]), signs));
    assert!(!is_open(answered(&[&of(signs)]), signs + 1));
    assert!(is_open(answered(&[&of(signs)]), scored), "the scored statements have answers of their own");
    assert!(!is_open(answered(&[&of(scored)]), scored + 1));
    assert!(is_open(answered(&[&of(scored)]), signs));
}

#[test]
fn who_has_an_assessment_behind_them_finds_the_help_folded() {
    let mut assessment = blank();
    assessment.previous = Some(Box::new(Previous::default()));
    assert!(!is_open(assessment, first(true)));
}

#[test]
fn an_answer_given_on_the_screen_leaves_the_help_as_it_is() {
    let mut state = with(blank());
    let act = |state: &mut State, action| {
        update(state, Event { action, now: NOW, random: "0123456789abcdef0123456789abcdef".into() });
    };
    act(&mut state, Action::Go(Step::Group(0)));
    let before = shown(&state, 0).answering;
    let item = shown(&state, 0).cards[0].id.clone();
    act(&mut state, Action::Rate(item, Rating::Fully));
    assert_eq!(shown(&state, 0).answering, before);
}

#[test]
fn a_kiosk_explains_the_same_and_never_opens_it_unasked() {
    let device = Device::new();
    let mut tab = device.tab();
    tab.set_up(&heads(6, 6));
    tab.act(RoomAction::Collect);
    tab.visit(Visit::Begin);
    tab.visit(Visit::Side(pomscope_core::group::Part::It));
    tab.visit(Visit::Next);
    for at in 0..group_order(&content().pack).len() {
        let shown = kiosk_group(&tab.state, tab.state.kiosk.as_ref().unwrap()).unwrap();
        assert_eq!(shown.answering.shown, Eagerness::Folded);
        assert_eq!(shown.answering.words, group_screen(&with(blank()), at).unwrap().answering.words);
        tab.visit(Visit::Next);
    }
}

#[test]
fn what_the_score_says_names_each_number_of_the_headline_and_what_it_is_not() {
    let report = report(content(), &answered(&["A2.L2.GOAL.P1"]), TODAY).unwrap();
    let terms: Vec<&str> = report.meaning.facts.iter().map(|fact| fact.term.as_str()).collect();
    for fact in &report.headline.facts {
        let coverage = content().texts.get("report.fact.coverage");
        assert!(
            terms.contains(&fact.term.as_str()) || fact.term == coverage,
            "{} is not explained",
            fact.term
        );
    }
    assert!(terms.contains(&content().texts.get("report.meaning.not")));
    assert!(report.meaning.facts.iter().all(|fact| !fact.value.contains('{') && fact.value.ends_with('.')));
}
