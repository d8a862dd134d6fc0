//! A lens answered in a workshop, from its set-up to what was agreed: each of the five, by kiosk, code, file and paper; that the words are those of each side, and that nobody is told of a level.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod device;
mod sample;

use device::{Device, Tab, consent, downloaded, heads, people, response};
use pomscope_core::answers::{Answer, Assessment, LensAnswers, Rating, Side};
use pomscope_core::code::{Kind, decode, encode};
use pomscope_core::group::{Form, Part, Shown};
use pomscope_core::lens::{By, Lens};
use pomscope_core::pack::{ItemId, Pack};
use pomscope_core::report::document::Document;
use pomscope_core::room::view::{
    agreed_screen, attract, discuss_screen, home, kiosk_group, overview, paper_lines, setup_screen,
};
use pomscope_core::room::{
    Action, Dialog, Effect, Export, Field, KitPart, Stage, Step, Visit, Whither, report,
};
use pomscope_core::state::FocusPlace;
use pomscope_core::wire::{self, combined_v1};
use serde_json::Value;

const IDS: [&str; 5] = ["framework", "principles", "duties", "watermelon", "conversations"];

fn lens(id: &str) -> Lens {
    sample::lenses().find(id).unwrap().clone()
}

/// An open session of a lens.
fn session(id: &str, it: usize, business: usize) -> (Device, Tab) {
    let device = Device::new();
    let mut tab = device.tab();
    tab.set_up(&[&heads(it, business)[..], &[consent(), Field::Lens(id.into())]].concat());
    (device, tab)
}

/// Answers that differ from one to the next, and more between the sides.
fn mixed(part: Part, number: usize, slot: usize) -> Option<Rating> {
    const RATINGS: [Option<Rating>; 5] = [
        Some(Rating::Fully),
        Some(Rating::Largely),
        Some(Rating::Fully),
        Some(Rating::Unknown),
        Some(Rating::Partly),
    ];
    if part == Part::Business && slot.is_multiple_of(2) {
        return Some([Rating::Not, Rating::Partly][number % 2]);
    }
    RATINGS[(number * 3 + slot * 2 + number * slot) % 5]
}

fn named(part: Part, number: usize, slot: usize) -> By {
    By::ALL[(number + slot + usize::from(part == Part::Business)) % 3]
}

/// Goes through the kiosk as one person does.
fn visit(tab: &mut Tab, part: Part, number: usize) -> Option<String> {
    tab.visit(Visit::Begin);
    tab.visit(Visit::Side(part));
    tab.visit(Visit::Next);
    while let Some(group) = kiosk_group(&tab.state, tab.state.kiosk.as_ref().unwrap()) {
        for statement in group.statements {
            let slot = tab.state.pack().slot(statement.id.as_str()).unwrap();
            if let Some(rating) = mixed(part, number, slot) {
                tab.act(Action::Rate(statement.id.clone(), rating));
            }
            if !statement.by.is_empty() {
                tab.act(Action::Name(statement.id, named(part, number, slot)));
            }
        }
        tab.visit(Visit::Next);
    }
    tab.visit(Visit::Submit);
    assert_eq!(*tab.stage(), Stage::Done);
    let code = tab.state.kiosk.as_ref().unwrap().finished(tab.state.pack()).code;
    tab.visit(Visit::Finish);
    code.map(|code| code.grouped())
}

/// A session with everybody's answers in, from the kiosk.
fn collected(id: &str, it: usize, business: usize) -> (Device, Tab, Vec<String>) {
    let (device, mut tab) = session(id, it, business);
    tab.act(Action::Collect);
    let codes =
        people(it, business).iter().filter_map(|(part, number)| visit(&mut tab, *part, *number)).collect();
    tab.end_kiosk();
    (device, tab, codes)
}

fn told(tab: &mut Tab) -> (Document, String) {
    let document = report(&tab.state).unwrap();
    let text = document.texts().join("\n");
    (document, text)
}

fn published(tab: &mut Tab) -> Value {
    let (_, text) = downloaded(&tab.act(Action::Export(Export::Json))).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn working(tab: &mut Tab) -> String {
    let done = tab.pin(pomscope_core::room::Purpose::Export(Export::Working), device::PIN);
    downloaded(&done).unwrap().1
}

#[test]
fn what_is_asked_is_one_choice_among_the_forms_of_the_block_and_the_lenses() {
    let device = Device::new();
    let mut tab = device.tab();
    tab.act(Action::SetUp);
    let shown = setup_screen(&tab.state);
    assert_eq!(shown.form, Some(Form::Full));
    let offered: Vec<(&str, bool)> =
        shown.lenses.iter().map(|lens| (lens.id.as_str(), lens.chosen)).collect();
    assert_eq!(offered, IDS.map(|id| (id, false)));
    // Six statements: twelve seconds each, and a minute to begin.
    assert!(
        shown.lenses[3].about.starts_with("6 statements, about 3 minutes a person."),
        "{}",
        shown.lenses[3].about
    );
    tab.act(Action::Set(Field::Lens("watermelon".into())));
    let shown = setup_screen(&tab.state);
    assert_eq!((shown.form, shown.lenses[3].chosen), (None, true));
    tab.act(Action::Set(Field::Form(Form::Short)));
    assert_eq!(setup_screen(&tab.state).form, Some(Form::Short));
}

#[test]
fn until_somebody_has_answered_a_session_may_ask_something_else() {
    let (device, mut tab) = session("duties", 3, 3);
    let pack = |tab: &Tab| tab.state.open.as_ref().unwrap().record.session.pack_id.clone();
    assert_eq!(pack(&tab), "duties");
    assert_eq!(
        overview(&tab.state).unwrap().form,
        "Duties is asked.".replace("Duties", &lens("duties").wording.name)
    );
    tab.act(Action::SetUp);
    tab.act(Action::Set(Field::Lens("watermelon".into())));
    tab.act(Action::KeepSetUp);
    assert_eq!((pack(&tab).as_str(), tab.state.pack().id.as_str()), ("watermelon", "watermelon"));
    tab.act(Action::Collect);
    visit(&mut tab, Part::It, 0);
    tab.end_kiosk();
    tab.act(Action::SetUp);
    assert!(setup_screen(&tab.state).form_fixed);
    tab.act(Action::Set(Field::Form(Form::Full)));
    tab.act(Action::KeepSetUp);
    assert_eq!(pack(&tab), "watermelon", "somebody has answered it");
    tab.act(Action::Go(Step::Home));
    assert!(home(&tab.state)[0].about.starts_with(&lens("watermelon").wording.name));
    let mut fresh = device.tab();
    fresh.open_session();
    assert_eq!(fresh.state.pack().id, "watermelon");
}

#[test]
fn each_lens_goes_from_the_kiosk_to_its_report_and_never_tells_of_a_level() {
    for id in IDS {
        let (device, mut tab, codes) = collected(id, 5, 5);
        assert_eq!((device.responses().len(), codes.len()), (10, 10), "{id}");
        let before = working(&mut tab);
        tab.reveal();
        assert_eq!(tab.state.step, Step::Result, "{id}");
        let lens = lens(id);
        let session = pomscope_core::wire::session_v1::read(&before).unwrap().session;
        let (scored, refused) = session.scored(&lens.pack);
        assert!(refused.is_empty());
        let shown = Shown::of(&lens.pack, &scored, session.rule);
        let expect: Value =
            serde_json::from_str(&combined_v1::write(&lens.pack, &shown).to_string()).unwrap();
        assert_eq!(published(&mut tab), expect, "{id}");
        assert_eq!(expect["pack"]["kind"], "lens");

        let (document, text) = told(&mut tab);
        assert_eq!(document.cover.over, lens.wording.name);
        for word in ["level", "Level", "thread", "Thread", "{"] {
            // "Never a level" is said, and a duty speaks of service levels.
            let of_others = |line: &&str| line.contains("never a level") || line.contains("service level");
            let line = text.lines().find(|line| line.contains(word) && !of_others(line));
            assert_eq!(line, None, "{id}: {word}");
        }
        for facet in &lens.pack.threads {
            assert!(text.contains(lens.wording.thread_name(facet)), "{id}: {facet}");
        }
        for export in [Export::Csv, Export::JsonLines, Export::Markdown, Export::SetUp] {
            let (_, file) = downloaded(&tab.act(Action::Export(export))).unwrap();
            assert!(!file.is_empty() && !file.contains("\"level\":0"), "{id}");
        }
        assert!(tab.act(Action::Pdf).iter().any(|effect| matches!(effect, Effect::MakePdf { .. })), "{id}");

        // The wall, what is agreed, and no plan after it.
        tab.act(Action::Go(Step::Discuss(0)));
        let wall = discuss_screen(&tab.state, 0).unwrap();
        let item = tab.state.pack().asked_item(wall.statement.id.as_str()).unwrap().clone();
        assert_eq!(wall.topic.statements.len(), if item.per_side { 2 } else { 1 }, "{id}");
        tab.act(Action::Rate(item.id.clone(), Rating::Partly));
        tab.act(Action::Turn(Whither::After));
        tab.act(Action::Go(Step::Agreed));
        let agreed = agreed_screen(&tab.state).unwrap();
        assert_eq!(agreed.score.as_deref(), Some("Agreed index 33 %, band P."), "{id}");
        assert_eq!(agreed.next, Some(vec![lens.wording.item(&item.id).step]), "{id}");
        assert_eq!(agreed.parts.len(), lens.pack.groups.len());
        let left = tab.act(Action::Adopt);
        assert!(left.is_empty() && device.0.borrow().shelf.is_empty(), "no assessment follows from a lens");
        let (_, text) = told(&mut tab);
        assert!(text.contains("What to do next") && text.contains(&lens.wording.item(&item.id).step), "{id}");
    }
}

#[test]
fn each_side_reads_its_own_words_and_both_stand_on_the_wall() {
    let (_, mut tab) = session("conversations", 3, 3);
    tab.act(Action::Collect);
    let lens = lens("conversations");
    for (part, side, kinds) in [
        (Part::It, Side::It, ["You give", "You receive"]),
        (Part::Business, Side::Business, ["You receive", "You give"]),
    ] {
        let kiosk = attract(&tab.state, tab.state.kiosk.as_ref().unwrap());
        assert_eq!(kiosk.lens.as_ref(), Some(&lens.wording.subject));
        assert!(kiosk.length.starts_with("11 short statements"));
        tab.visit(Visit::Begin);
        tab.visit(Visit::Side(part));
        tab.visit(Visit::Next);
        for (at, kind) in kinds.into_iter().enumerate() {
            let group = kiosk_group(&tab.state, tab.state.kiosk.as_ref().unwrap()).unwrap();
            assert_eq!(group.stem, "How often is this so?");
            assert_eq!(group.title, lens.wording.thread_name(&lens.pack.threads[at]));
            for statement in &group.statements {
                assert_eq!(statement.texts.text, lens.wording.item_for(&statement.id, Some(side)).text);
                assert_eq!(
                    (statement.kind.as_str(), statement.scale[3].label.as_str()),
                    (kind, "Consistently")
                );
            }
            tab.visit(Visit::Next);
        }
        tab.visit(Visit::StartOver);
    }
}

#[test]
fn who_does_it_goes_with_the_answer_and_is_forgotten_with_it() {
    let (device, mut tab) = session("duties", 3, 3);
    tab.act(Action::Collect);
    tab.visit(Visit::Begin);
    tab.visit(Visit::Side(Part::It));
    tab.visit(Visit::Next);
    let item = ItemId::from("duties.standard.1");
    tab.act(Action::Name(item.clone(), By::Nobody));
    let shown = |tab: &Tab| kiosk_group(&tab.state, tab.state.kiosk.as_ref().unwrap()).unwrap().statements;
    assert!(shown(&tab)[0].by.iter().any(|(by, _, chosen)| *by == By::Nobody && *chosen));
    assert!(shown(&tab)[0].answered);
    // It is part of what is left unfinished.
    let mut killed = tab.killed();
    killed.visit(Visit::GoOn);
    assert!(shown(&killed)[0].by.iter().any(|(by, _, chosen)| *by == By::Nobody && *chosen));
    tab.act(Action::Clear(item.clone()));
    assert!(shown(&tab)[0].by.iter().all(|(_, _, chosen)| !chosen));
    tab.act(Action::Name(item.clone(), By::It));
    tab.act(Action::Rate(item.clone(), Rating::Largely));
    // In the extended role what does not apply is not our role.
    tab.visit(Visit::Next);
    let na = shown(&tab)[0].besides.last().unwrap().label.clone();
    assert_eq!(na, "Not our role");
    tab.visit(Visit::Next);
    tab.visit(Visit::Submit);
    let stored = device.responses();
    let raw = response(stored.values().next().unwrap());
    assert_eq!((raw.by.get(&item), raw.ratings.get(&item)), (Some(&By::It), Some(&Rating::Largely)));
    tab.visit(Visit::Finish);
    assert!(tab.state.kiosk.as_ref().unwrap().by.is_empty());
    // What asks for nobody takes no name.
    let (_, mut other) = session("watermelon", 3, 3);
    other.act(Action::Collect);
    other.visit(Visit::Begin);
    other.visit(Visit::Side(Part::It));
    other.visit(Visit::Next);
    other.act(Action::Name(ItemId::from("watermelon.pairs.1"), By::It));
    assert!(other.state.kiosk.as_ref().unwrap().by.is_empty());
}

#[test]
fn a_code_a_file_and_a_paper_form_come_in_as_answers_to_the_lens() {
    let (device, mut tab, codes) = collected("duties", 2, 1);
    let id = |tab: &Tab| tab.state.open.as_ref().unwrap().record.session.responses.len();
    // The copy of a response that is in holds less, and counts once.
    tab.act(Action::Go(Step::Code));
    tab.act(Action::TypeCode(codes[0].clone()));
    tab.act(Action::TakeCode);
    assert_eq!((id(&tab), tab.told(), tab.details()), (3, Some("room.added.none"), vec!["room.added.same"]));
    // On another device it is the response.
    let mut other = Device::seeded(7).tab();
    let set_up = downloaded(&tab.act(Action::Export(Export::SetUp))).unwrap().1;
    other.pick(&[&set_up]);
    other.act(Action::TypePin(device::PIN.into()));
    other.act(Action::Confirm);
    assert_eq!(other.state.pack().id, "duties");
    other.act(Action::Go(Step::Code));
    other.act(Action::TypeCode(codes[0].clone()));
    other.act(Action::TakeCode);
    assert_eq!(id(&other), 1);
    // Brought together, what says more holds, and nothing has to be decided.
    let theirs = working(&mut other);
    tab.pick(&[&theirs]);
    assert!(tab.state.dialog.is_none());
    assert!(device.responses().values().all(|text| !response(text).by.is_empty()));

    // An assessment's file: its answers to this lens, from the side that it says.
    let file = |id: &str, lens_id: &str, side: Option<Side>| {
        let mut assessment = Assessment::new(id.into(), sample::real(), "2026-11-22T10:00:00.000Z".into());
        assessment.side = Some(Side::Both);
        let mut answers = LensAnswers { version: "1.0.0".into(), ..LensAnswers::default() };
        for item in &lens(lens_id).pack.asked {
            let mut answer =
                Answer { rating: Some(Rating::Fully), note: "A note of my own.".into(), ..Answer::default() };
            By::put(Some(By::Both), &mut answer);
            answers.answers.insert(item.id.clone(), answer);
        }
        if let Some(side) = side {
            answers.set_side(side);
        }
        assessment.lenses.insert(lens_id.into(), answers);
        wire::write(&assessment)
    };
    let mine = file("phone00001", "duties", Some(Side::Business));
    tab.pick(&[
        &mine,
        &file("phone00002", "watermelon", Some(Side::It)),
        &file("phone00003", "duties", None),
    ]);
    assert_eq!(id(&tab), 4);
    assert_eq!(tab.details(), ["room.file.leftOut", "room.file.leftOut"]);
    let from_file = device.responses().into_iter().find(|(id, _)| id.starts_with('f')).unwrap().1;
    let raw = response(&from_file);
    assert_eq!((raw.part, raw.ratings.len(), raw.by.len()), (Part::Business, 19, 19));
    assert!(!from_file.contains("note"));
    tab.pick(&[&mine]);
    assert_eq!((id(&tab), tab.details()), (4, vec!["room.added.same"]));

    // A paper form: marks as they are printed, words of the side that is ticked.
    tab.act(Action::Go(Step::Paper));
    let (lines, _) = paper_lines(&tab.state);
    assert_eq!((lines.len(), lines[0].mark.as_str(), lines[6].mark.as_str()), (19, "A1", "B1"));
    tab.act(Action::PaperSide(Part::It));
    tab.act(Action::Key(lines[0].statement.id.clone(), "F".into()));
    tab.act(Action::Name(lines[0].statement.id.clone(), By::Nobody));
    tab.act(Action::TakePaper);
    assert_eq!(id(&tab), 5);
    let typed = device
        .responses()
        .into_values()
        .map(|text| response(&text))
        .find(|raw| raw.ratings.len() == 1)
        .unwrap();
    assert_eq!((typed.part, typed.by.len()), (Part::It, 1));
    assert!(tab.state.paper.by.is_empty());
}

#[test]
fn a_code_of_one_questionnaire_is_none_of_another() {
    let (_, mut tab) = session("watermelon", 3, 3);
    let code = |pack: &Pack| {
        let mut assessment = Assessment::new(String::new(), pack, String::new());
        assessment.side = Some(Side::It);
        assessment.answers.get_or_default(pack.asked[0].id.clone()).rating = Some(Rating::Fully);
        encode(pack, &assessment, Kind::InSession(9)).code
    };
    for (pack, taken) in
        [(sample::real().clone(), false), (lens("duties").pack, false), (lens("watermelon").pack, true)]
    {
        tab.act(Action::Go(Step::Code));
        tab.act(Action::TypeCode(code(&pack).grouped()));
        tab.act(Action::TakeCode);
        let responses = tab.state.open.as_ref().unwrap().record.session.responses.len();
        assert_eq!(responses, usize::from(taken), "{}", pack.id);
    }
    // Keys tell all of them apart.
    let packs: Vec<Pack> =
        sample::lenses().iter().map(|lens| lens.pack.clone()).chain([sample::real().clone()]).collect();
    for pack in &packs {
        let all: Vec<&Pack> = packs.iter().collect();
        assert_eq!(decode(&all, code(pack).plain()).unwrap().assessment.pack_id, pack.id);
    }
}

#[test]
fn the_kit_on_paper_is_made_of_the_lens() {
    for id in IDS {
        let lens = lens(id);
        let (_, mut tab) = session(id, 4, 4);
        for part in KitPart::ALL {
            let done = tab.act(Action::Kit(part));
            let document = done.iter().find_map(|effect| match effect {
                Effect::MakePdf { document, .. } => Some(document.clone()),
                _ => None,
            });
            let text = document.unwrap_or_else(|| panic!("{id} {part:?}"));
            tab.act(Action::PdfMade(pomscope_core::state::PdfOutcome::Done));
            assert!(text.contains(&lens.wording.name), "{id} {part:?}");
            assert!(
                !text.contains("Level 0") && !text.contains("{") || text.starts_with('{'),
                "{id} {part:?}"
            );
            if part == KitPart::Form {
                for item in &lens.pack.asked {
                    let sides = if item.per_side { vec![Side::It, Side::Business] } else { vec![Side::Both] };
                    for side in sides {
                        let said = lens.wording.item_for(&item.id, Some(side)).text;
                        assert!(
                            text.contains(
                                &pomscope_core::json::Value::from(said.as_str())
                                    .to_string()
                                    .trim_matches('"')
                                    .to_owned()
                            ),
                            "{id}: {said}"
                        );
                    }
                }
                assert_eq!(text.contains("Who does it?"), id == "duties", "{id}");
                assert_eq!(text.contains("Not our role"), id == "duties", "{id}");
            }
        }
    }
}

#[test]
fn a_session_of_a_pack_that_is_not_here_is_kept_and_says_which() {
    let (device, mut tab) = session("duties", 3, 3);
    tab.act(Action::Go(Step::Home));
    let key = device.session();
    let text = device.0.borrow().sessions[&key].replace("\"id\":\"duties\"", "\"id\":\"of-tomorrow\"");
    device.0.borrow_mut().sessions.insert(key.clone(), text.clone());
    let mut fresh = device.tab();
    assert!(fresh.state.sessions.is_empty());
    let [aside] = fresh.state.unreadable.as_slice() else { panic!("it is listed") };
    assert!(fresh.state.texts().say(&aside.reason).contains("of-tomorrow"));
    let taken = fresh.act(Action::ExportUnreadable(key.clone()));
    assert_eq!(downloaded(&taken).unwrap().1, text);
    assert_eq!(device.0.borrow().sessions[&key], text, "nothing of it was written over");
    // Nor is it taken in as a file.
    let file = text.split("\"session\":").nth(1).unwrap().trim_end_matches('}').to_owned() + "}";
    fresh.pick(&[&file]);
    assert!(fresh.state.dialog.is_none() && fresh.state.open.is_none());
}

#[test]
fn duties_tell_who_does_what_and_conversations_tell_trust() {
    let (_, mut tab, _) = collected("duties", 5, 5);
    tab.reveal();
    let (_, text) = told(&mut tab);
    assert!(text.contains("Who does what") && text.contains("Where the sides name different doers"));
    let published = published(&mut tab);
    let by = &published["items"][0]["by"];
    assert_eq!(
        by["it"]["it"].as_u64().unwrap()
            + by["it"]["business"].as_u64().unwrap()
            + by["it"]["both"].as_u64().unwrap(),
        5
    );
    let (_, mut tab, _) = collected("conversations", 5, 5);
    tab.act(Action::OpenDialog(Dialog::Reveal, FocusPlace::Heading));
    tab.act(Action::Confirm);
    let (document, text) = told(&mut tab);
    let trust = self::published(&mut tab)["trust"].clone();
    let percent = |key: &str| tab.state.texts().percent(trust[key].as_f64().unwrap());
    let reading = document.sections.iter().find(|section| section.id == "reading").unwrap();
    let facts = format!("{:?}", reading.blocks);
    for key in ["wants", "kept", "index"] {
        assert!(facts.contains(&percent(key)), "{key}: {facts}");
    }
    assert!(text.contains("7 of 7 wants are shown"));
    let index = trust["wants"].as_f64().unwrap() * trust["kept"].as_f64().unwrap();
    assert!((trust["index"].as_f64().unwrap() - index).abs() < 1e-12);
}
