//! The state across reloads, other tabs and stores that lose things, as the shell drives it; what single screens show is not tested here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod site;

use std::rc::Rc;

use pomscope_core::answers::Side;
use pomscope_core::content::Content;
use pomscope_core::json;
use pomscope_core::report::{Telling, tell};
use pomscope_core::state::{
    Action, DeskAction, Dialog, Effect, Event, FocusPlace, Intent, Loaded, Paper, PdfOutcome, PdfStatus,
    Record, Source, State, Step, Surroundings, TakeAction, Tone, Urgency, desk_part, start, update,
};
use pomscope_core::text::Message;
use pomscope_core::time::Moment;
use pomscope_core::view::{Own, first_question, rungs};
use pomscope_core::wire::{self, document_v1};
use site::site;

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
    site("2026-11-22")
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
fn a_stored_assessment_whose_count_of_changes_is_damaged_is_still_offered_and_saved_on() {
    let text = |rev: &str| {
        format!(
            r#"{{"format":"pomscope-assessment","formatVersion":1,"pack":{{"id":"relationship-management-methodology","version":"1.0.0"}},"title":"Spring"{rev}}}"#
        )
    };
    for rev in
        ["", r#","rev":0"#, r#","rev":null"#, r#","rev":"many""#, r#","rev":-7.25"#, r#","rev":9.87e300"#]
    {
        let record = Record { id: "abcdefgh12345678".into(), source: Source::Local, text: text(rev) };
        let mut state = visit(Loaded { records: vec![record], ..Loaded::default() }, None, "");
        let listed = pomscope_core::view::shelved(&state);
        assert_eq!(listed.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Spring"], "{rev}");
        act(&mut state, Action::Open("abcdefgh12345678".into()));
        let effects = act(&mut state, Action::SetTitle("Summer".into()));
        let saved = effects.iter().find_map(|effect| match effect {
            Effect::Save { text, .. } => Some(json::parse(text).unwrap()),
            _ => None,
        });
        assert_eq!(saved.unwrap().get("rev").and_then(json::Value::as_u64), Some(2), "{rev}");
    }
}

#[test]
fn the_first_answer_begins_the_quick_check_and_is_saved() {
    for desk in [None, Some(desk_part())] {
        let begin = || start(Rc::new(content()), surroundings(), Loaded::default(), None, "", NOW, desk).0;
        let mut state = begin();
        let asked = first_question(&state).unwrap();
        assert_eq!(asked.levels.len(), 5);
        let effects = act(&mut state, Action::First(3));
        let open = state.assessment().unwrap();
        let thread = &content().pack.threads[0].clone();
        assert_eq!(
            (state.step, state.intent, open.placement.get(thread)),
            (Step::Quick(0), Intent::Quick, Some(&3))
        );
        assert!(
            effects
                .iter()
                .any(|effect| matches!(effect, Effect::Save { text, .. } if text.contains("placement")))
        );
        assert_eq!(
            effects.last(),
            Some(&Effect::Focus(FocusPlace::Id("now-3".into()))),
            "where the reader was"
        );
        assert!(first_question(&state).is_none(), "there is something to go on with");
        // Elsewhere, and for a level that there is not, it is nobody's answer.
        act(&mut state, Action::First(1));
        assert_eq!((state.shelf.len(), state.assessment().unwrap().placement.get(thread)), (1, Some(&3)));
        for level in [0, 6, 255] {
            let mut state = begin();
            assert_eq!((act(&mut state, Action::First(level)), state.shelf.len()), (Vec::new(), 0));
        }
    }
}

#[test]
fn who_began_with_the_first_question_comes_to_the_scope_before_the_full_assessment() {
    let mut state = visit(Loaded::default(), None, "");
    act(&mut state, Action::First(2));
    for step in [Step::Quick(1), Step::Quick(2), Step::Finding, Step::Scope, Step::Group(0)] {
        act(&mut state, Action::Next);
        assert_eq!(state.step, step);
    }
    act(&mut state, Action::Back);
    assert_eq!((state.step, state.intent), (Step::Scope, Intent::Full));
    act(&mut state, Action::SetSide(Side::It));
    act(&mut state, Action::Go(Step::Finding));
    act(&mut state, Action::Next);
    assert_eq!(state.step, Step::Group(0), "once it was said, it is not asked again");
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

#[test]
fn what_the_page_changes_counts_from_then_on_and_its_last_effect_says_that_all_before_was_performed() {
    let mut state = visit(Loaded::default(), None, "");
    act(&mut state, Action::Begin(Intent::Full));
    act(&mut state, Action::SetTitle("Spring".into()));
    let before = (state.shelf.clone(), state.step, state.current.clone());
    let changed = Surroundings { start: Some(Intent::Quick), host: "example.org".into(), ..surroundings() };
    let effects = act(&mut state, Action::Configured(Rc::new(changed.clone())));
    assert!(matches!(effects.as_slice(), [Effect::KeepPlace(_)]), "{effects:?}");
    assert_eq!((state.shelf, state.step, state.current), before);
    assert_eq!(*state.surroundings, changed);
}

#[test]
fn another_language_changes_the_words_and_nothing_else() {
    let mut state = visit(Loaded::default(), None, "");
    act(&mut state, Action::Begin(Intent::Full));
    act(&mut state, Action::SetKeyRelationships("many".into()));
    act(&mut state, Action::OpenDialog(Dialog::About, FocusPlace::Id("menu".into())));
    assert_eq!(act(&mut state, Action::Speak("de".into())), [Effect::Speak("de".into())]);
    let whole = |state: &State| {
        (state.shelf.clone(), state.step, state.drafts.clone(), state.dialog.clone(), state.notice.clone())
    };
    let before = whole(&state);
    let read = |text: &str| json::parse(text).unwrap();
    let german = Content::from_parts(
        &read(include_str!("../../../content/interface/de.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/pack.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/de.json")),
    );
    let said = |key: &'static str, urgency| Effect::Announce(Message::new(key), urgency);
    let effects = act(&mut state, Action::Spoken(german.map(Rc::new)));
    assert_eq!(effects, [said("language.now", Urgency::Polite)]);
    assert_eq!(whole(&state), before);
    assert_eq!(state.texts().lang(), "de");
    // Numbers are read as that language writes them.
    act(&mut state, Action::SetKeyRelationships("1.000".into()));
    assert_eq!(state.assessment().unwrap().key_relationships, Some(1000));
    // What did not come leaves the language, and says so.
    let effects = act(&mut state, Action::Spoken(None));
    assert_eq!(effects, [said("language.failed", Urgency::Assertive)]);
    assert_eq!(
        (state.texts().lang(), state.notice.as_ref().map(|notice| notice.tone)),
        ("de", Some(Tone::Bad))
    );
}

#[test]
fn who_looks_at_the_levels_sees_the_own_side_first_and_goes_back_to_where_they_were() {
    let mut state = visit(Loaded::default(), None, "");
    act(&mut state, Action::Begin(Intent::Quick));
    act(&mut state, Action::SetSide(Side::Business));
    act(&mut state, Action::Go(Step::Quick(1)));
    let thread = state.content.pack.threads[1].clone();
    act(&mut state, Action::SetPlacement(thread.clone(), 3));
    act(&mut state, Action::SetTarget(thread, Some(4.0)));
    act(&mut state, Action::Go(Step::Levels));
    let rungs = rungs(&state);
    assert_eq!(rungs.iter().map(|rung| rung.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    for rung in &rungs {
        let sides: Vec<_> = rung.sides.iter().map(|seen| (seen.side, seen.own, seen.to_do)).collect();
        let to_do = if rung.number == 5 { "levels.stay" } else { "levels.up" };
        assert_eq!(sides, [(Side::Business, Own::Yes, to_do), (Side::It, Own::No, to_do)]);
        assert_eq!(rung.threads.len(), 3);
    }
    let marks: Vec<_> =
        rungs.iter().map(|rung| rung.marks.iter().map(|mark| mark.key).collect::<Vec<_>>()).collect();
    assert_eq!(marks, [vec![], vec![], vec!["levels.placed"], vec!["levels.wanted"], vec![]]);
    act(&mut state, Action::Back);
    assert_eq!(state.step, Step::Quick(1));
}

#[test]
fn the_levels_lead_back_to_the_start_where_no_assessment_is_open() {
    let mut state = visit(Loaded::default(), None, "#/levels");
    assert_eq!(state.step, Step::Levels);
    assert!(rungs(&state).iter().all(|rung| rung.marks.is_empty() && rung.sides.len() == 2));
    act(&mut state, Action::Back);
    assert_eq!(state.step, Step::Start);
}

fn take(state: &mut State, action: TakeAction) -> Vec<Effect> {
    act(state, Action::desk(DeskAction::Take(action)))
}

/// A report on the screen.
fn reporting() -> State {
    let mut state = visit(Loaded::default(), None, "");
    act(&mut state, Action::Begin(Intent::Full));
    act(&mut state, Action::SetTitle("Spring".into()));
    act(&mut state, Action::Go(Step::Report));
    state
}

#[test]
fn a_pdf_is_asked_for_once_with_the_telling_the_paper_and_the_whole_assessment() {
    let mut state = reporting();
    take(&mut state, TakeAction::Tell(Telling::Board));
    take(&mut state, TakeAction::Choose(Paper::Letter));
    let effects = take(&mut state, TakeAction::Pdf);
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::MakePdf { name, document, attachment, attachment_name, paper } => {
            Some((name.as_str(), document, attachment, attachment_name.as_str(), *paper))
        }
        _ => None,
    });
    let (name, document, attachment, attachment_name, paper) = asked.unwrap();
    assert_eq!(name, "pomscope-spring-2026-11-22-board.pdf");
    assert_eq!((attachment_name, paper), ("pomscope-spring-2026-11-22.json", Paper::Letter));
    let told = tell(&state.content, state.assessment().unwrap(), "2026-11-22", Telling::Board).unwrap();
    assert_eq!(document_v1::read(&json::parse(document).unwrap()).unwrap().title, told.title);
    assert_eq!(&wire::read(attachment).unwrap().assessment, state.assessment().unwrap());
    assert_eq!(state.desk.take.pdf, PdfStatus::Making);
    let again = take(&mut state, TakeAction::Pdf);
    assert!(again.is_empty(), "a second press while it is made asks for nothing: {again:?}");
}

#[test]
fn whatever_comes_of_a_pdf_is_said_and_one_that_was_given_up_says_nothing() {
    let outcomes = [
        (PdfOutcome::Done, PdfStatus::Idle, true),
        (PdfOutcome::Cancelled, PdfStatus::Making, false),
        (PdfOutcome::Unreachable, PdfStatus::Unreachable, true),
        (PdfOutcome::Failed, PdfStatus::Failed, true),
    ];
    for (outcome, status, said) in outcomes {
        let mut state = reporting();
        take(&mut state, TakeAction::Pdf);
        let effects = take(&mut state, TakeAction::PdfMade(outcome));
        assert_eq!(state.desk.take.pdf, status);
        assert_eq!(effects.iter().any(|effect| matches!(effect, Effect::Announce(..))), said, "{outcome:?}");
    }
    let mut state = reporting();
    take(&mut state, TakeAction::Pdf);
    assert!(take(&mut state, TakeAction::CancelPdf).contains(&Effect::CancelPdf));
    assert!(take(&mut state, TakeAction::PdfMade(PdfOutcome::Failed)).is_empty());
    assert_eq!(state.desk.take.pdf, PdfStatus::Idle);
}

#[test]
fn a_pdf_that_was_given_up_says_nothing_to_the_one_that_is_wished_for_after_it() {
    let mut state = reporting();
    take(&mut state, TakeAction::Pdf);
    take(&mut state, TakeAction::CancelPdf);
    take(&mut state, TakeAction::Pdf);
    assert!(take(&mut state, TakeAction::PdfMade(PdfOutcome::Cancelled)).is_empty());
    assert_eq!(state.desk.take.pdf, PdfStatus::Making);
    take(&mut state, TakeAction::PdfMade(PdfOutcome::Done));
    assert_eq!(state.desk.take.pdf, PdfStatus::Idle);
}

#[test]
fn another_telling_gives_the_pdf_up_that_is_on_its_way() {
    let mut state = reporting();
    assert!(!take(&mut state, TakeAction::Tell(Telling::Adviser)).contains(&Effect::CancelPdf));
    take(&mut state, TakeAction::Pdf);
    assert!(take(&mut state, TakeAction::Tell(Telling::Board)).contains(&Effect::CancelPdf));
    assert_eq!(state.desk.take.pdf, PdfStatus::Idle);
}
