//! The lenses as they are chosen and answered: places and addresses, what a card's actions change there, what a file and a reload bring, and what each lens's result says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;
mod site;

use std::rc::Rc;

use pomscope_core::answers::{Answer, Assessment, Rating, Side};
use pomscope_core::json;
use pomscope_core::lens::{By, Lens, Thought};
use pomscope_core::pack::ItemId;
use pomscope_core::report::document::Block;
use pomscope_core::report::lens_page::{LensPage, lens_page, lens_pages};
use pomscope_core::report::{Telling, tell};
use pomscope_core::state::{
    Action, DeskAction, Effect, Entry, Event, LensAction, LensPlace, Loaded, Picked, Record, Source, State,
    Step, Surroundings, Writing, desk_part, start, update,
};
use pomscope_core::time::Moment;
use pomscope_core::view::{FacetScreen, LensScreen, Progress, lens_screen};
use pomscope_core::wire;
use random::{TODAY, content};
use site::site;

const NOW: Moment = Moment(1_795_361_400_250.0);
const ID: &str = "abcdefgh12345678";

fn surroundings() -> Surroundings {
    site(TODAY)
}

fn blank(side: Option<Side>) -> Assessment {
    let mut assessment = Assessment::new(ID.into(), &content().pack, NOW.to_rfc3339());
    assessment.side = side;
    assessment
}

/// A state whose open assessment looks from a side, at an address.
fn at(path: &str, side: Option<Side>) -> State {
    let (mut state, _) = start(
        Rc::new(content().clone()),
        surroundings(),
        Loaded::default(),
        None,
        "",
        NOW,
        Some(desk_part()),
    );
    let entry = Entry { assessment: Rc::new(blank(side)), synced: None, writing: Writing::Still };
    state.shelf.insert(ID.into(), entry);
    state.current = Some(ID.into());
    act(&mut state, Action::Navigated(path.into()));
    state
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let effects =
        update(state, Event { action, now: NOW, random: "0123456789abcdef0123456789abcdef".into() });
    for effect in &effects {
        if let Effect::Save { id, .. } = effect {
            state.shelf.get_mut(id).unwrap().writing = Writing::Still;
        }
    }
    effects
}

fn lens_act(state: &mut State, action: LensAction) -> Vec<Effect> {
    act(state, Action::desk(DeskAction::Lens(action)))
}

fn facet(state: &State) -> FacetScreen {
    match lens_screen(state).unwrap() {
        LensScreen::Facet(facet) => *facet,
        other => panic!("{other:?}"),
    }
}

fn answer<'a>(state: &'a State, lens: &str, item: &str) -> Option<&'a Answer> {
    state.assessment().unwrap().lenses.get(lens)?.answers.get(item)
}

fn focused(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::Focus(place) => Some(place.id()),
        _ => None,
    })
}

#[test]
fn every_place_has_an_address_that_leads_back_to_it() {
    let lenses = &content().lenses;
    let mut places = vec![LensPlace::List];
    for (lens, of) in lenses.iter().enumerate() {
        places.extend((0..of.pack.groups.len()).map(|facet| LensPlace::Facet(lens, facet)));
        places.push(LensPlace::Result(lens));
    }
    for place in places {
        assert_eq!(LensPlace::parse(&place.tail(lenses), lenses), place);
        let mut state = at("#/lenses", None);
        lens_act(&mut state, LensAction::Go(place));
        let path = state.path();
        assert_eq!((state.step, state.lens_place()), (Step::Lenses, place), "{path}");
        let mut other = at("#/result", None);
        act(&mut other, Action::Navigated(path));
        assert_eq!((other.step, other.lens_place()), (Step::Lenses, place));
    }
    for (tail, place) in [
        ("duties", LensPlace::Facet(2, 0)),
        ("duties/0", LensPlace::Facet(2, 0)),
        ("duties/99", LensPlace::Facet(2, 1)),
        ("duties/x", LensPlace::Facet(2, 0)),
        ("prism/1", LensPlace::List),
        ("", LensPlace::List),
    ] {
        assert_eq!(LensPlace::parse(tail, lenses), place, "{tail}");
    }
}

#[test]
fn a_lens_goes_on_facet_by_facet_to_its_result_and_back_to_the_list() {
    let mut state = at("#/lens/principles/1", Some(Side::It));
    for facet in 2..=6 {
        act(&mut state, Action::Next);
        assert_eq!(state.path(), format!("#/lens/principles/{facet}"));
    }
    let effects = act(&mut state, Action::Next);
    assert_eq!((state.path().as_str(), focused(&effects)), ("#/lens/principles/result", Some("title")));
    for path in ["#/lens/principles/6", "#/lens/principles/5"] {
        act(&mut state, Action::Back);
        assert_eq!(state.path(), path);
    }
    let mut state = at("#/lens/principles/1", Some(Side::It));
    act(&mut state, Action::Back);
    assert_eq!(state.path(), "#/lenses");
    act(&mut state, Action::Back);
    assert_eq!(state.step, Step::Result);
}

#[test]
fn what_is_done_at_a_card_of_a_lens_changes_its_answers_and_no_others() {
    let mut state = at("#/lens/duties/1", Some(Side::It));
    let item = ItemId::from("duties.standard.1");
    act(&mut state, Action::Rate(item.clone(), Rating::Largely));
    let effects = act(&mut state, Action::Key(item.clone(), "4".into()));
    assert_eq!(focused(&effects), Some("duties.standard.1-fully"));
    act(&mut state, Action::SetNote(item.clone(), "in the wiki".into()));
    act(&mut state, Action::SetEvidence(item.clone(), "page 3".into()));
    lens_act(&mut state, LensAction::SetBy(item.clone(), By::Both));
    let given = answer(&state, "duties", item.as_str()).unwrap();
    assert_eq!(
        (given.rating, given.note.as_str(), given.evidence.as_str()),
        (Some(Rating::Fully), "in the wiki", "page 3")
    );
    assert_eq!((By::of(given), given.at.is_empty()), (Some(By::Both), false));
    let assessment = state.assessment().unwrap();
    assert_eq!(assessment.lenses["duties"].version, "1.0.0");
    assert!(assessment.answers.is_empty() && assessment.timings.is_empty());
    let effects = act(&mut state, Action::Clear(item.clone()));
    assert_eq!(focused(&effects), Some("duties.standard.1-not"));
    let given = answer(&state, "duties", item.as_str()).unwrap();
    assert_eq!((given.rating, By::of(given), given.note.as_str()), (None, None, "in the wiki"));
    act(&mut state, Action::SetNote(item.clone(), String::new()));
    act(&mut state, Action::SetEvidence(item.clone(), String::new()));
    assert!(state.assessment().unwrap().lenses.is_empty(), "what says nothing any more is taken off");
}

#[test]
fn what_a_lens_does_not_offer_is_not_taken() {
    let mut state = at("#/lens/duties/1", Some(Side::It));
    act(&mut state, Action::Rate("duties.standard.1".into(), Rating::Beyond));
    act(&mut state, Action::Key("duties.standard.1".into(), "b".into()));
    act(&mut state, Action::Rate("framework.elements.1".into(), Rating::Fully));
    act(&mut state, Action::Rate("A2.L2.GOAL.P1".into(), Rating::Fully));
    lens_act(&mut state, LensAction::SetThought("conversations.reflection.1".into(), Some(Thought::Yes)));
    let mut other = at("#/lens/framework/1", Some(Side::It));
    lens_act(&mut other, LensAction::SetBy("framework.elements.1".into(), By::It));
    for state in [state, other] {
        assert_eq!(*state.assessment().unwrap(), blank(Some(Side::It)));
    }
    let mut state = at("#/lens/duties/1", Some(Side::It));
    act(&mut state, Action::SwitchKeys);
    act(&mut state, Action::Key("duties.standard.1".into(), "1".into()));
    assert!(state.assessment().unwrap().lenses.is_empty(), "the keys are off");
}

#[test]
fn who_has_no_side_is_asked_in_the_lens_and_the_assessment_keeps_its_own() {
    for side in [None, Some(Side::Both)] {
        let mut state = at("#/lens/watermelon/1", side);
        assert!(facet(&state).asks_side);
        lens_act(&mut state, LensAction::SetSide(Side::Business));
        let shown = facet(&state);
        assert!(!shown.asks_side && shown.items[0].card.texts.text.contains("in the business"));
        assert_eq!(shown.side.unwrap().other, Side::It);
        let assessment = state.assessment().unwrap();
        assert_eq!((assessment.side, assessment.lenses["watermelon"].side()), (side, Some(Side::Business)));
    }
    let state = at("#/lens/duties/1", None);
    assert!(!facet(&state).asks_side && facet(&state).side.is_none(), "a lens in one wording asks nobody");
    // The side goes with the first answer, and stays though the assessment's changes.
    let mut state = at("#/lens/watermelon/1", Some(Side::It));
    act(&mut state, Action::Rate("watermelon.pairs.1".into(), Rating::Fully));
    act(&mut state, Action::SetSide(Side::Business));
    assert_eq!(
        content().lenses.find("watermelon").unwrap().side(state.assessment().unwrap()),
        Some(Side::It)
    );
}

#[test]
fn a_want_says_whether_it_is_received_or_given() {
    for (side, expect) in
        [(Side::It, ["You give", "You receive"]), (Side::Business, ["You receive", "You give"])]
    {
        for (facet_at, kind) in expect.into_iter().enumerate() {
            let state = at(&format!("#/lens/conversations/{}", facet_at + 1), Some(side));
            assert!(facet(&state).items.iter().all(|item| item.card.kind == kind), "{side:?} {facet_at}");
        }
    }
}

#[test]
fn a_facet_shows_how_far_it_is_its_remarks_and_its_own_words() {
    let mut state = at("#/lens/framework/1", None);
    act(&mut state, Action::Rate("framework.elements.1".into(), Rating::Unknown));
    let shown = facet(&state);
    assert_eq!(
        (shown.lens.as_str(), shown.place.as_str(), shown.progress.as_str()),
        ("Framework", "1 of 2", "1 of 9 answered")
    );
    assert_eq!(
        shown.stops.iter().map(|stop| stop.progress).collect::<Vec<_>>(),
        [Progress::Part, Progress::Todo]
    );
    assert!(
        shown.items[2].note.contains("A2")
            && shown.items[1].note.contains("Only here")
            && shown.items[0].note.is_empty()
    );
    let labels: Vec<_> = shown.items[0].card.scale.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels, ["Not addressed", "Drafted", "Agreed with the business", "In operation"]);
    let mut state = at("#/lens/duties/2", None);
    act(&mut state, Action::Rate("duties.extended.1".into(), Rating::NotApplicable));
    let card = &facet(&state).items[0].card;
    assert_eq!((card.besides[1].label.as_str(), card.asks_reason), ("Not our role", false));
    let mut state = at("#/lens/duties/1", None);
    act(&mut state, Action::Rate("duties.standard.1".into(), Rating::NotApplicable));
    let card = &facet(&state).items[0].card;
    assert_eq!((card.besides[1].label.as_str(), card.asks_reason), ("Does not apply", true));
}

#[test]
fn the_questions_to_think_about_stand_with_the_last_facet_and_are_kept() {
    let mut state = at("#/lens/conversations/3", Some(Side::It));
    let question = ItemId::from("conversations.reflection.2");
    lens_act(&mut state, LensAction::SetThought(question.clone(), Some(Thought::No)));
    lens_act(&mut state, LensAction::SetReflectionNote("A report".into()));
    let shown = facet(&state).reflection.unwrap();
    assert_eq!((shown.given.as_str(), shown.note.as_str(), shown.questions.len()), ("1 of 5", "A report", 5));
    let text = wire::write(state.assessment().unwrap());
    let read = wire::read(&text).unwrap();
    assert!(read.problems.is_empty());
    assert_eq!(read.assessment.lenses["conversations"].thought(&question), Some(Thought::No));
    lens_act(&mut state, LensAction::SetThought(question.clone(), None));
    lens_act(&mut state, LensAction::SetReflectionNote(String::new()));
    assert!(!state.assessment().unwrap().lenses["conversations"].extra.contains_key("reflection"));
    assert!(facet(&at("#/lens/conversations/1", Some(Side::It))).reflection.is_none());
}

#[test]
fn the_list_says_how_far_each_lens_is_and_leads_to_what_is_open() {
    let mut state = at("#/lens/duties/1", None);
    for n in 1..=6 {
        act(&mut state, Action::Rate(format!("duties.standard.{n}").as_str().into(), Rating::Fully));
    }
    act(&mut state, Action::Navigated("#/lenses".into()));
    let LensScreen::List(list) = lens_screen(&state).unwrap() else { panic!() };
    let duties = &list.lenses[2];
    assert_eq!(duties.length, "About 4 minutes, 19 statements");
    assert_eq!(
        (duties.progress.as_deref(), duties.index.as_deref()),
        (Some("6 of 19 answered"), Some("100 % (F, fully)"))
    );
    assert_eq!(
        (duties.open, duties.action, duties.result),
        (LensPlace::Facet(2, 1), "lens.goOn", Some(LensPlace::Result(2)))
    );
    let first = &list.lenses[0];
    assert_eq!((first.open, first.action, first.result), (LensPlace::Facet(0, 0), "lens.begin", None));
    assert_eq!((&first.progress, &first.index), (&None, &None));
}

#[test]
fn a_file_with_odd_answers_to_lenses_is_opened_with_a_word_on_each() {
    let mut state = at("#/lenses", None);
    let text = r#"{"format":"pomscope-assessment","formatVersion":1,"id":"other00000000001",
        "pack":{"id":"relationship-management-methodology","version":"1.0.0"},
        "lenses":{"prism":{},"duties":{"version":"1.0.0","answers":{"duties.standard.1":{"rating":"beyond"}}}}}"#;
    act(&mut state, Action::Picked(Some(Picked { name: "a.json".into(), text: Some(text.into()) })));
    let notice = state.notice.as_ref().unwrap();
    let keys: Vec<_> = notice.details.iter().map(|detail| detail.key).collect();
    assert_eq!(keys, ["read.notOffered", "lens.read.unknown"]);
}

#[test]
fn a_reload_comes_back_to_the_lens_and_a_place_without_it_to_the_list() {
    let mut state = at("#/lens/duties/2", None);
    act(&mut state, Action::Rate("duties.extended.1".into(), Rating::Fully));
    let effects = act(&mut state, Action::Navigated("#/lens/duties/result".into()));
    let place = effects.iter().find_map(|effect| match effect {
        Effect::KeepPlace(place) => Some(place.clone()),
        _ => None,
    });
    let place = place.unwrap();
    assert!(place.contains(r#""desk":true"#), "{place}");
    let text = wire::write(state.assessment().unwrap());
    let record = Record { id: ID.into(), source: Source::Local, text };
    let loaded = || Loaded { records: vec![record.clone()], ..Loaded::default() };
    let again = |place: &str, address: &str| {
        start(
            Rc::new(content().clone()),
            surroundings(),
            loaded(),
            Some(place),
            address,
            NOW,
            Some(desk_part()),
        )
        .0
    };
    assert_eq!(again(&place, "").path(), "#/lens/duties/result");
    assert_eq!(again(&place, "#/lens/duties/1").path(), "#/lens/duties/1");
}

/// An assessment with a lens answered in full.
fn rated(lens: &Lens, side: Side, rating: impl Fn(usize) -> Option<Rating>) -> Assessment {
    let mut assessment = blank(Some(side));
    for item in &content().pack.asked {
        let answer = Answer { rating: Some(Rating::Largely), ..Answer::default() };
        assessment.answers.insert(item.id.clone(), answer);
    }
    let answers = assessment.lenses.get_or_default(lens.id().to_owned());
    for (slot, item) in lens.pack.asked.iter().enumerate() {
        answers.answers.insert(item.id.clone(), Answer { rating: rating(slot), ..Answer::default() });
    }
    assessment
}

fn said(page: &LensPage) -> String {
    format!("{page:?}")
}

#[test]
fn a_result_says_index_band_bounds_and_what_stands_out_with_what_to_do() {
    let lens = content().lenses.find("framework").unwrap();
    let page = lens_page(
        content(),
        &rated(lens, Side::It, |slot| match slot {
            0..=3 => Some(Rating::Fully),
            4..=6 => Some(Rating::Partly),
            7 => Some(Rating::Unknown),
            8 => Some(Rating::NotApplicable),
            _ => Some(Rating::Largely),
        }),
        lens,
    );
    // Elements: (4 + 3 · 1/3) / 7 = 5/7; operation 2/3; index 0.690…; low (5/8 + 2/3) / 2, high (6/8 + 2/3) / 2.
    assert_eq!((page.index.as_str(), page.band.as_deref()), ("69 %", Some("L, largely")));
    assert_eq!(page.range, "Between 65 % and 71 %, as 1 statement has no value.");
    assert_eq!(
        page.coverage,
        "15 of 16 statements that apply have a value. 1 does not apply and is left out."
    );
    let text = said(&page);
    assert!(text.contains("Defined, not operating") && text.contains("Next: Name the roles"), "{text}");
    assert!(text.contains("(0.714 + 0.667) / 2 = 0.69"), "{text}");
    let empty = lens_page(content(), &blank(None), lens);
    assert_eq!((empty.index.as_str(), empty.band, empty.range.as_str()), ("No index yet", None, ""));
}

#[test]
fn the_trust_index_shows_both_factors_and_says_what_is_missing() {
    let lens = content().lenses.find("conversations").unwrap();
    let half =
        rated(lens, Side::Business, |slot| Some(if slot < 4 { Rating::Fully } else { Rating::Partly }));
    let facts = |page: &LensPage| {
        page.reading.blocks.iter().find_map(|block| match block {
            Block::Facts(facts) => Some(facts.iter().map(|fact| fact.value.clone()).collect::<Vec<_>>()),
            _ => None,
        })
    };
    let page = lens_page(content(), &half, lens);
    assert_eq!(facts(&page).unwrap(), ["100 %", "33 %", "33 %"]);
    assert!(
        said(&page).contains("4 of the 4 wants that your side receives") && said(&page).contains("7 in all")
    );
    // The ledger counts: one met, one missed, one open.
    let mut kept = half.clone();
    for (id, status) in [("c1", "met"), ("c2", "missed"), ("c3", "open")] {
        let row = json::parse(&format!("{{\"request\": \"A list\", \"status\": \"{status}\"}}")).unwrap();
        kept.commitments.insert(id.to_owned(), row);
    }
    let counted = lens_page(content(), &kept, lens);
    assert_eq!(facts(&counted).unwrap(), ["100 %", "50 %", "50 %"]);
    let mut nobody = half.clone();
    nobody.side = None;
    let page = lens_page(content(), &nobody, lens);
    assert_eq!(facts(&page).unwrap(), ["–", "33 %", "–"]);
    assert!(said(&page).contains("as one of the two is missing"));
}

#[test]
fn the_report_has_the_lenses_where_some_were_answered_and_says_nothing_of_them_elsewhere() {
    let watermelon = content().lenses.find("watermelon").unwrap();
    let assessment = rated(watermelon, Side::It, |slot| (slot > 1).then_some(Rating::Fully));
    assert_eq!(lens_pages(content(), &assessment).len(), 1);
    let mut without = assessment.clone();
    without.lenses.clear();
    for telling in Telling::ALL {
        let document = tell(content(), &assessment, TODAY, telling).unwrap();
        let has = document.sections.iter().any(|section| section.id == "lenses");
        assert_eq!(has, telling != Telling::Board, "{telling:?}");
        assert!(document.texts().iter().any(|text| text.contains("Watermelon")), "{telling:?}");
        let plain = tell(content(), &without, TODAY, telling).unwrap();
        assert!(plain.sections.iter().all(|section| section.id != "lenses"));
        assert!(!plain.texts().iter().any(|text| text.contains("Watermelon")), "{telling:?}");
        let answers = document.texts().iter().filter(|text| **text == "Six views").count();
        assert_eq!(
            answers > 1,
            telling == Telling::Client,
            "the single answers are the client's: {telling:?}"
        );
    }
}
