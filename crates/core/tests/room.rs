//! A workshop in the room, from its set-up to what was agreed: what is asked for, what comes in, that nothing is seen before the reveal, and what is handed out. The kiosk, and several devices and tabs, have files of their own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod device;
mod sample;

use device::{Device, PIN, Tab, consent, downloaded, file, heads, mixed, people, response, spoken};
use pomscope_core::answers::{Rating, Side};
use pomscope_core::code::{Kind, encode};
use pomscope_core::group::{Form, Part, Rule, Threshold, Whose, agreed_profile};
use pomscope_core::method::score;
use pomscope_core::room::view::{
    CodeLine, agreed_screen, before_reveal, code_line, discuss_screen, home, overview, paper_lines,
    save_line, setup_screen,
};
use pomscope_core::room::{
    Action, Consent, Dialog, Effect, Export, Field, KitPart, Purpose, SetupFault, Step, Visit, Whither,
    middle, report, response_id,
};
use pomscope_core::state::{FocusPlace, Picked, StoreStatus, Tone};
use pomscope_core::text::Message;
use pomscope_core::wire::{self, session_v1};
use serde_json::Value;

const ALL_STEPS: [Step; 9] = [
    Step::Home,
    Step::Setup,
    Step::Overview,
    Step::Code,
    Step::Paper,
    Step::Result,
    Step::Discuss(0),
    Step::Discuss(99),
    Step::Agreed,
];
const PUBLISHED: [Export; 5] =
    [Export::Json, Export::Csv, Export::JsonLines, Export::Markdown, Export::SetUp];
const WORKING: [Export; 3] = [Export::Working, Export::WorkingCsv, Export::WorkingJsonLines];

/// An open session for so many.
fn session(it: usize, business: usize) -> (Device, Tab) {
    let device = Device::new();
    let mut tab = device.tab();
    tab.set_up(&[&heads(it, business)[..], &[consent()]].concat());
    (device, tab)
}

/// The same with everybody's answers in.
fn collected(it: usize, business: usize) -> (Device, Tab) {
    let (device, mut tab) = session(it, business);
    tab.act(Action::Collect);
    tab.collect(&people(it, business));
    tab.end_kiosk();
    (device, tab)
}

fn rule(tab: &Tab) -> Rule {
    tab.state.open.as_ref().unwrap().record.session.rule
}

fn responses(tab: &Tab) -> usize {
    tab.state.open.as_ref().unwrap().record.session.responses.len()
}

// The set-up

#[test]
fn what_is_wrong_with_a_set_up_is_said_first_things_first() {
    use SetupFault::{Business, Consent as Agreement, Devices, It, Nobody, Pin};
    let pin = || Field::Pin(PIN.into());
    for (fields, faults) in [
        (vec![], vec![Nobody, Agreement, Pin]),
        (vec![Field::It("six".into()), Field::Business("-1".into()), pin()], vec![It, Business, Agreement]),
        (vec![Field::It("1000".into()), Field::Business(" 6 ".into()), pin()], vec![It, Agreement]),
        (vec![Field::It("99999999999".into()), pin(), consent()], vec![It]),
        (vec![Field::It("6".into()), Field::Business("6".into()), pin()], vec![]),
        (vec![Field::It("6".into()), Field::Business("5".into()), pin()], vec![Agreement]),
        (vec![Field::It("6".into()), Field::Business("5".into()), pin(), consent()], vec![]),
        (vec![Field::It("20".into()), pin(), Field::Threshold(Some(4))], vec![Agreement]),
        (vec![Field::It("20".into()), pin(), Field::Threshold(Some(7))], vec![]),
        (vec![Field::It("20".into()), pin(), Field::Threshold(None)], vec![Agreement]),
        (vec![Field::It("20".into()), pin(), consent(), Field::Threshold(None)], vec![Agreement]),
        (vec![Field::It("20".into()), pin(), Field::Threshold(None), consent()], vec![]),
        (vec![Field::It("20".into()), pin(), Field::Devices("many".into())], vec![Devices]),
        (vec![Field::It("20".into()), pin(), Field::Devices("0".into())], vec![]),
        (vec![Field::It("20".into()), Field::Pin("123".into())], vec![Pin]),
        (vec![Field::It("20".into()), Field::Pin("123456789".into())], vec![Pin]),
        (vec![Field::It("20".into()), Field::Pin("12a4".into())], vec![Pin]),
    ] {
        let device = Device::new();
        let mut tab = device.tab();
        tab.act(Action::SetUp);
        for field in &fields {
            tab.act(Action::Set(field.clone()));
        }
        assert_eq!(setup_screen(&tab.state).faults, [], "nothing is said before it was tried");
        let effects = tab.act(Action::KeepSetUp);
        assert_eq!(tab.state.setup.faults(), faults, "{fields:?}");
        assert_eq!(tab.state.open.is_some(), faults.is_empty(), "{fields:?}");
        assert_eq!(device.0.borrow().sessions.is_empty(), !faults.is_empty());
        if let Some(first) = faults.first() {
            assert!(effects.contains(&Effect::Focus(FocusPlace::Id(first.field().into()))), "{fields:?}");
            assert_eq!(setup_screen(&tab.state).faults, faults);
        }
    }
}

#[test]
fn below_twelve_people_three_are_proposed_and_the_room_is_asked() {
    for (it, business, k) in [(1, 1, 3), (6, 5, 3), (11, 0, 3), (6, 6, 5), (40, 2, 5)] {
        let mut tab = Device::new().tab();
        tab.act(Action::SetUp);
        for field in heads(it, business) {
            tab.act(Action::Set(field));
        }
        assert_eq!(tab.state.setup.rule(), Rule::Anonymous(Threshold::new(k).unwrap()), "{it} + {business}");
        assert_eq!(setup_screen(&tab.state).asks_consent, k < 5);
    }
}

#[test]
fn what_will_be_seen_is_foretold() {
    let nothing = "Nothing";
    for (it, business, k, told) in [
        (4, 4, Some(5), "room.seen.combined"),
        (5, 5, Some(5), "room.seen.sides"),
        (2, 2, Some(5), "room.seen.nothing"),
        (4, 4, Some(3), "room.seen.sides"),
        (6, 3, Some(5), "room.seen.combined"),
        (2, 1, None, "room.seen.sides"),
    ] {
        let mut tab = Device::new().tab();
        tab.act(Action::SetUp);
        assert_eq!(setup_screen(&tab.state).seen, None, "{nothing} of nobody");
        for field in heads(it, business) {
            tab.act(Action::Set(field));
        }
        tab.act(Action::Set(Field::Threshold(k)));
        assert_eq!(
            setup_screen(&tab.state).seen.as_deref(),
            Some(tab.state.texts().get(told)),
            "{it} + {business}"
        );
    }
}

#[test]
fn no_session_begins_where_none_can_be_kept() {
    let device = Device::new();
    device.0.borrow_mut().absent = true;
    let mut tab = device.tab();
    tab.act(Action::SetUp);
    for field in [&heads(6, 6)[..], &[Field::Pin(PIN.into())]].concat() {
        tab.act(Action::Set(field));
    }
    assert!(setup_screen(&tab.state).no_store.is_some());
    assert_eq!(spoken(&tab.act(Action::KeepSetUp)), ["room.setup.error.store"]);
    assert!(tab.state.open.is_none() && tab.state.sessions.is_empty());
    let mut file_of = session(6, 6).1;
    let (_, text) = downloaded(&file_of.act(Action::Export(Export::SetUp))).unwrap();
    tab.act(Action::Go(Step::Home));
    tab.pick(&[&text]);
    assert_eq!(tab.told(), Some("room.setup.error.store"));
}

#[test]
fn what_a_kiosk_must_do_without_in_this_browser_is_said_before_it_begins() {
    let keys = |told: &[Message]| told.iter().map(|message| message.key.to_string()).collect::<Vec<_>>();
    for (lacks, hint, without) in [
        (vec![], "room.collect.hint", vec![]),
        (vec!["wakeLock"], "room.collect.hint", vec!["room.collect.noWakeLock"]),
        (
            vec!["wholeScreen", "wakeLock", "a thing of tomorrow"],
            "room.collect.hint.window",
            vec!["room.collect.noWholeScreen", "room.collect.noWakeLock"],
        ),
    ] {
        let device = Device::new();
        device.0.borrow_mut().lacks = lacks;
        let mut tab = device.tab();
        tab.set_up(&[&heads(6, 6)[..], &[consent()]].concat());
        let shown = overview(&tab.state).unwrap();
        assert_eq!(keys(&[shown.collecting]), [hint]);
        assert_eq!(keys(&shown.collecting_without), without);
    }
}

#[test]
fn neither_record_nor_file_holds_the_pin_nor_a_file_what_is_this_devices_alone() {
    let (device, mut tab) = collected(3, 3);
    tab.reveal();
    let record = device.0.borrow().sessions.values().next().unwrap().clone();
    assert!(!record.contains(PIN));
    let kept: Value = serde_json::from_str(&record).unwrap();
    let guarded = kept["device"]["pin"].as_str().unwrap().to_owned();
    assert!(kept["session"]["responses"].as_array().unwrap().is_empty());
    let files = PUBLISHED.map(|export| downloaded(&tab.act(Action::Export(export))).unwrap());
    let working = WORKING.map(|export| {
        tab.act(Action::Export(export));
        tab.act(Action::TypePin(PIN.into()));
        downloaded(&tab.act(Action::EnterPin)).unwrap()
    });
    for (name, text) in files.iter().chain(&working) {
        for secret in [guarded.as_str(), PIN, "\"pin\"", "\"device\""] {
            assert!(!text.contains(secret), "{secret} in {name}");
        }
        // How devices are to behave goes with the set-up alone, so that they all do.
        assert_eq!(text.contains("idleSecs") && text.contains("copies"), name.contains("set-up"), "{name}");
        assert_eq!(name.contains("identifying"), working.iter().any(|(working, _)| working == name));
    }
}

#[test]
fn settings_change_later_but_not_what_people_answered_under() {
    let (device, mut tab) = collected(4, 4);
    tab.reveal();
    let before = rule(&tab);
    tab.act(Action::SetUp);
    let screen = setup_screen(&tab.state);
    assert!(screen.fixed && screen.form_fixed);
    for field in [
        Field::Title("Autumn".into()),
        Field::Threshold(None),
        consent(),
        Field::Form(Form::Short),
        Field::Idle(300),
    ] {
        tab.act(Action::Set(field));
    }
    tab.act(Action::KeepSetUp);
    let open = tab.state.open.as_ref().unwrap();
    assert_eq!((open.record.session.title.as_str(), open.record.device.idle_secs), ("Autumn", 300));
    assert_eq!((open.record.session.rule, open.record.session.form), (before, Form::Full));
    assert_eq!(open.stored.as_ref(), device.0.borrow().sessions.values().next());
    // The PIN is as before, since none was typed.
    tab.act(Action::Go(Step::Home));
    tab.open_session();
}

#[test]
fn the_back_button_never_fills_one_sessions_settings_into_another() {
    let device = Device::new();
    let mut tab = device.tab();
    tab.set_up(&[&heads(6, 6)[..], &[Field::Title("One".into())]].concat());
    let one = device.session();
    tab.act(Action::SetUp);
    tab.act(Action::Go(Step::Home));
    tab.set_up(&[&heads(9, 9)[..], &[Field::Title("Two".into())]].concat());
    let two = tab.state.open.as_ref().unwrap().record.session.id.clone();
    assert_ne!(one, two);
    tab.act(Action::Go(Step::Home));
    tab.pin(Purpose::Open(one, Step::Overview), PIN);
    tab.act(Action::SetUp);
    tab.act(Action::Go(Step::Home));
    tab.pin(Purpose::Open(two, Step::Overview), PIN);
    tab.act(Action::Navigated("#/workshop/setup".into()));
    assert_eq!(tab.state.setup.title, "Two");
    tab.act(Action::KeepSetUp);
    assert_eq!(tab.state.open.as_ref().unwrap().record.session.heads.unwrap().it, 9);
    tab.act(Action::Navigated("#/workshop".into()));
    tab.act(Action::Navigated("#/workshop/setup".into()));
    assert_eq!((tab.state.setup.of.as_deref(), tab.state.setup.idle_secs), (None, 120));
}

// Answers come in

#[test]
fn twelve_people_answer_by_kiosk_code_paper_and_file_and_each_counts_once() {
    let (device, mut tab) = session(6, 6);
    tab.act(Action::Collect);
    let all = people(6, 6);
    let codes = tab.collect(&all[..9]);
    tab.end_kiosk();
    assert_eq!(responses(&tab), 9);

    // Copies that are typed in are in already.
    tab.act(Action::Go(Step::Code));
    for code in &codes {
        tab.act(Action::TypeCode(code.to_lowercase()));
        assert!(matches!(
            code_line(&tab.state),
            CodeLine::Read { known: true, single: false, part: Some(_), .. }
        ));
        tab.act(Action::TakeCode);
        assert_eq!((tab.told(), tab.details()), (Some("room.added.none"), vec!["room.added.same"]));
    }
    assert_eq!(device.responses().len(), 9);

    // Another device's response, as a code.
    let mut other =
        wire::read(&file("0000000000", Some(Side::Business), |slot| mixed(Part::Business, 3, slot)));
    let assessment = &mut other.as_mut().unwrap().assessment;
    let code = |number| encode(sample::real(), assessment, Kind::InSession(number)).code;
    let new = (0..).find(|number| !device.responses().contains_key(response_id(*number).unwrap().as_str()));
    tab.act(Action::TypeCode(code(new.unwrap()).grouped()));
    tab.act(Action::TakeCode);
    assert_eq!((tab.told(), tab.details(), responses(&tab)), (Some("room.added"), vec![], 10));
    assert!(tab.state.code.typed.is_empty());

    // Paper.
    tab.act(Action::Go(Step::Paper));
    assert_eq!(spoken(&tab.act(Action::TakePaper)), ["room.paper.side"]);
    tab.act(Action::PaperSide(Part::Business));
    assert_eq!(spoken(&tab.act(Action::TakePaper)), ["room.paper.empty"]);
    let (lines, _) = paper_lines(&tab.state);
    assert_eq!(lines.len(), 35);
    for (line, key) in lines.iter().zip(["1", "2", "3", "4", "d"].into_iter().cycle()) {
        let effects = tab.act(Action::Key(line.statement.id.clone(), key.into()));
        assert!(matches!(effects.last(), Some(Effect::Focus(FocusPlace::Id(_)))));
    }
    tab.act(Action::Go(Step::Overview));
    tab.act(Action::Go(Step::Paper));
    assert_eq!(tab.state.paper.ratings.len(), 35, "a form that is half typed in stays");
    tab.act(Action::TakePaper);
    assert_eq!((tab.told(), responses(&tab), tab.state.paper.taken), (Some("room.added"), 11, 1));
    assert_eq!((tab.state.paper.part, tab.state.paper.ratings.len()), (None, 0));

    // A file, twice at once, and later again.
    tab.act(Action::Go(Step::Overview));
    let text = file("anassessment", Some(Side::Business), |slot| mixed(Part::Business, 5, slot));
    tab.pick(&[&text, &text]);
    assert_eq!((tab.details(), responses(&tab)), (vec!["room.added.same"], 12));
    tab.pick(&[&text]);
    assert_eq!((tab.details(), responses(&tab)), (vec!["room.added.same"], 12));
    assert_eq!(device.responses().len(), 12);

    let seen = overview(&tab.state).unwrap();
    let counts: Vec<&str> = seen.sides.iter().map(|side| side.count.as_str()).collect();
    assert_eq!((counts, seen.remarks.len()), (vec!["6 of 6", "6 of 6"], 0));
    // What is in memory is what the store holds.
    for (id, raw) in &tab.state.open.as_ref().unwrap().record.session.responses {
        assert_eq!(&response(&device.responses()[id.as_str()]), raw);
    }
    // The number in the working file does not lead back to the file it came from.
    for text in device.responses().values() {
        assert!(!text.contains("anassessment") && !text.contains("A note of my own."));
    }
}

#[test]
fn another_response_under_a_number_that_is_in_is_left_out_and_said() {
    let (device, mut tab) = session(6, 6);
    let code = |side, rating| {
        let file = file("0000000000", side, |_| Some(rating));
        let assessment = wire::read(&file).unwrap().assessment;
        encode(sample::real(), &assessment, Kind::InSession(77)).code.grouped()
    };
    tab.act(Action::Go(Step::Code));
    for (code, left_out) in [
        (code(Some(Side::It), Rating::Not), vec![]),
        (code(Some(Side::It), Rating::Not), vec!["room.added.same"]),
        (code(Some(Side::It), Rating::Fully), vec!["room.added.other"]),
        (code(Some(Side::Business), Rating::Not), vec!["room.added.other"]),
    ] {
        tab.act(Action::TypeCode(code));
        tab.act(Action::TakeCode);
        assert_eq!((tab.details(), device.responses().len()), (left_out, 1));
    }
    assert_eq!(response(&device.responses()["0004d"]).ratings.values().next(), Some(&Rating::Not));
}

#[test]
fn a_code_from_outside_a_session_needs_a_side_and_always_counts() {
    let (device, mut tab) = session(6, 6);
    let text = file("0000000000", None, |_| Some(Rating::Largely));
    let code = encode(sample::real(), &wire::read(&text).unwrap().assessment, Kind::Single).code;
    tab.act(Action::Go(Step::Code));
    for typed in ["", "   ", "nonsense", &code.plain()[1..]] {
        tab.act(Action::TypeCode(typed.into()));
        let effects = tab.act(Action::TakeCode);
        assert!(effects.contains(&Effect::Focus(FocusPlace::Id("code".into()))), "{typed}");
    }
    tab.act(Action::TypeCode(code.link("https://pomscope.example/")));
    assert_eq!(spoken(&tab.act(Action::TakeCode)), ["room.code.side"]);
    for count in [1, 2] {
        tab.act(Action::TypeCode(code.link("https://pomscope.example/")));
        tab.act(Action::CodeSide(Part::It));
        tab.act(Action::TakeCode);
        assert_eq!((device.responses().len(), responses(&tab)), (count, count));
    }
    let remarks = overview(&tab.state).unwrap().remarks;
    assert_eq!(remarks.iter().map(|remark| remark.key).collect::<Vec<_>>(), ["room.remark.alike"]);
}

#[test]
fn each_file_that_cannot_be_taken_is_named_with_why_and_the_others_are_taken() {
    let (device, mut tab) = session(6, 6);
    let good = file("goodgoodgood", Some(Side::It), |_| Some(Rating::Fully));
    let none = file("sidelesssss", None, |_| Some(Rating::Fully));
    let both = file("bothbothboth", Some(Side::Both), |_| Some(Rating::Fully));
    let later = file("goodgoodgood", Some(Side::It), |_| Some(Rating::Not));
    let (_, set_up) = downloaded(&tab.act(Action::Export(Export::SetUp))).unwrap();
    tab.pick(&[&good, &none, &both, "{", &set_up, &later]);
    let left = ["room.file.leftOut"; 4];
    assert_eq!(tab.details(), [&["room.added.other"], &left[..]].concat());
    assert_eq!((device.responses().len(), responses(&tab)), (1, 1));
    assert_eq!(tab.state.notice.as_ref().unwrap().tone, Tone::Careful);
    assert_eq!(
        response(device.responses().values().next().unwrap()).ratings.values().next(),
        Some(&Rating::Fully)
    );
}

#[test]
fn one_file_has_another_number_in_every_session() {
    let mut ids = Vec::new();
    for seed in [1, 2] {
        let device = Device::seeded(seed);
        let mut tab = device.tab();
        tab.set_up(&heads(6, 6));
        tab.pick(&[&file("anassessment", Some(Side::It), |_| Some(Rating::Fully))]);
        ids.extend(device.responses().into_keys());
    }
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn what_the_store_refuses_is_not_counted_and_can_be_taken_again() {
    let (device, mut tab) = session(6, 6);
    tab.act(Action::Go(Step::Paper));
    tab.act(Action::PaperSide(Part::It));
    tab.act(Action::Rate(sample::real().asked[0].id.clone(), Rating::Not));
    device.refuse(Some(StoreStatus::Full));
    tab.act(Action::TakePaper);
    assert_eq!((tab.told(), tab.details(), responses(&tab)), (Some("room.notAdded"), vec!["save.full"], 0));
    assert_eq!(tab.state.paper.ratings.len(), 1);
    device.refuse(None);
    tab.act(Action::TakePaper);
    assert_eq!((responses(&tab), device.responses().len()), (1, 1));
}

// Blind until the reveal

/// Everything that the room's screens would show, and what its state would be published as.
fn shown_anywhere(tab: &Tab) -> Vec<String> {
    let state = &tab.state;
    let mut all = vec![
        format!("{:?}", home(state)),
        format!("{:?}", setup_screen(state)),
        format!("{:?}", overview(state)),
        format!("{:?}", before_reveal(state)),
        format!("{:?}", save_line(state)),
        format!("{:?}", state.notice),
        state.path(),
    ];
    all.extend((0..40).filter_map(|at| Some(format!("{:?}", discuss_screen(state, at)?))));
    all.extend(agreed_screen(state).map(|screen| format!("{screen:?}")));
    all.extend(report(state).map(|report| report.texts().join("\n")));
    all
}

/// What the room says of two groups with the same counts is the same, whatever they answered, up to the reveal.
#[test]
fn until_the_reveal_nothing_but_counts_is_shown_or_handed_out() {
    let mut told = Vec::new();
    for rating in [Rating::Not, Rating::Fully] {
        let (device, mut tab) = session(6, 6);
        tab.act(Action::Collect);
        for (part, number) in people(6, 6) {
            tab.answer(part, |slot| (slot == number).then_some(Rating::Unknown).or(Some(rating)));
            tab.visit(Visit::Submit);
            tab.visit(Visit::Finish);
        }
        tab.end_kiosk();
        let mut seen = Vec::new();
        let item = sample::real().asked[0].id.clone();
        for step in ALL_STEPS {
            for by_address in [false, true] {
                if tab.state.open.is_none() {
                    tab.open_session();
                }
                let action = if by_address { Action::Navigated(step.path()) } else { Action::Go(step) };
                seen.extend(tab.act(action).into_iter().map(|effect| format!("{effect:?}")));
                assert!(!tab.state.step.needs_reveal(), "{step:?}");
                seen.extend(shown_anywhere(&tab));
            }
        }
        tab.open_session();
        for action in [
            Action::AgreeShared,
            Action::Turn(Whither::After),
            Action::Dissent(item.clone(), "No.".into()),
            Action::Pdf,
            Action::Kit(KitPart::Agenda),
            Action::CloseDialog,
            Action::OpenDialog(Dialog::Reveal, FocusPlace::Heading),
        ] {
            seen.extend(tab.act(action).into_iter().map(|effect| match effect {
                // The record counts its changes, and holds no response.
                Effect::Write { text, responses, .. } => format!("{text} {responses:?}"),
                other => format!("{other:?}"),
            }));
            seen.extend(shown_anywhere(&tab));
        }
        tab.act(Action::CloseDialog);
        for export in [Export::Json, Export::Csv, Export::JsonLines, Export::Markdown] {
            assert_eq!(downloaded(&tab.act(Action::Export(export))), None, "{export:?}");
        }
        let (_, set_up) = downloaded(&tab.act(Action::Export(Export::SetUp))).unwrap();
        seen.push(set_up);
        assert!(agreed_screen(&tab.state).is_none() && report(&tab.state).is_none());
        assert_eq!(device.responses().len(), 12);
        told.push(seen);
    }
    assert_eq!(told[0], told[1]);
}

#[test]
fn a_wrong_pin_opens_nothing_and_after_five_the_right_one_waits_too() {
    let (device, mut tab) = collected(4, 4);
    let id = device.session();
    tab.act(Action::Go(Step::Home));
    for purpose in [Purpose::Open(id.clone(), Step::Overview), Purpose::Delete(id.clone())] {
        let mut tab = device.tab();
        for wrong in ["", "1", "0000", "24680", "2468x"] {
            let effects = tab.pin(purpose.clone(), wrong);
            assert_eq!(spoken(&effects), ["room.pin.wrong"], "{wrong}");
        }
        assert_eq!(spoken(&tab.pin(purpose.clone(), PIN)), ["room.pin.wait"]);
        assert!(tab.state.open.is_none() && device.0.borrow().sessions.contains_key(&id));
        device.pass(31.0);
        tab.pin(purpose, PIN);
        assert!(tab.state.open.is_some() || device.0.borrow().sessions.is_empty());
    }
    let (_, mut tab) = collected(4, 4);
    for export in WORKING {
        tab.act(Action::Export(export));
        tab.act(Action::TypePin("0000".into()));
        assert_eq!(downloaded(&tab.act(Action::EnterPin)), None);
        tab.act(Action::CloseDialog);
    }
}

#[test]
fn a_page_that_is_loaded_again_asks_for_the_pin_before_it_shows_the_session() {
    let (_, mut tab) = collected(4, 4);
    tab.reveal();
    tab.act(Action::Go(Step::Agreed));
    let mut again = tab.killed();
    assert!(again.state.open.is_none() && matches!(again.state.dialog, Some(Dialog::Pin(_))));
    again.act(Action::TypePin(PIN.into()));
    again.act(Action::EnterPin);
    assert_eq!((again.state.step, responses(&again)), (Step::Agreed, 8));
    assert!(agreed_screen(&again.state).is_some());
}

#[test]
fn a_session_that_was_closed_before_it_was_read_stays_closed() {
    let (_, mut tab) = collected(4, 4);
    tab.act(Action::Go(Step::Code));
    tab.hear(Action::Go(Step::Overview));
    tab.hear(Action::Go(Step::Home));
    tab.settle();
    assert_eq!((tab.state.step, tab.state.open.is_none()), (Step::Home, true));
}

// The reveal

#[test]
fn a_reveal_stays_as_it_was_and_latecomers_come_only_with_one_that_passes() {
    let (device, mut tab) = collected(6, 6);
    tab.reveal();
    assert_eq!(tab.state.step, Step::Result);
    let first = tab.state.open.as_ref().unwrap().reveal.clone().unwrap();
    let shown = first.shown().unwrap().clone();
    assert_eq!(shown.people(Whose::Combined), 12);
    tab.reveal();
    assert_eq!(tab.told(), Some("room.reveal.nobodyNew"));

    // One latecomer would be the difference.
    let late = |at: usize| file(&format!("latecomer{at}"), Some(Side::It), |slot| mixed(Part::It, at, slot));
    tab.act(Action::Go(Step::Overview));
    tab.pick(&[&late(0)]);
    assert_eq!(overview(&tab.state).unwrap().late, Some(1));
    tab.reveal();
    assert_eq!(tab.told(), Some("room.reveal.givesAway"));
    let now = tab.state.open.as_ref().unwrap().reveal.clone().unwrap();
    assert_eq!(now.shown(), Some(&shown));
    let mut again = tab.killed();
    again.act(Action::TypePin(PIN.into()));
    again.act(Action::EnterPin);
    assert_eq!(again.state.open.as_ref().unwrap().reveal.as_ref().unwrap().shown(), Some(&shown));

    // With five it passes.
    let more: Vec<String> = (1..5).map(late).collect();
    tab.pick(&more.iter().map(String::as_str).collect::<Vec<_>>());
    tab.reveal();
    assert_eq!((tab.told(), tab.state.step), (None, Step::Result));
    let open = tab.state.open.as_ref().unwrap();
    assert_eq!(open.reveal.as_ref().unwrap().shown().unwrap().people(Whose::Combined), 17);
    assert_eq!(open.record.session.reveals.iter().map(Vec::len).collect::<Vec<_>>(), [12, 5]);
    assert_eq!(open.stored.as_ref(), device.0.borrow().sessions.values().next());
}

#[test]
fn why_there_is_no_reveal_is_said() {
    let (_, mut empty) = session(6, 6);
    empty.reveal();
    assert_eq!((empty.told(), empty.state.dialog.is_none()), (Some("room.reveal.nobody"), true));

    // A response that was revealed is gone from the store.
    let (device, mut tab) = collected(6, 6);
    tab.reveal();
    let session = device.session();
    let (id, text) = device.responses().into_iter().next().unwrap();
    device.0.borrow_mut().responses.remove(&(session.clone(), id.clone()));
    let mut again = device.tab();
    again.open_session();
    let remarks: Vec<&str> =
        overview(&again.state).unwrap().remarks.iter().map(|remark| remark.key).collect();
    assert_eq!(remarks, ["room.reveal.gone"]);
    again.reveal();
    assert_eq!(again.told(), Some("room.reveal.gone"));
    assert!(again.state.open.as_ref().unwrap().reveal.is_none());
    again.act(Action::Go(Step::Result));
    assert_eq!(again.state.step, Step::Overview);

    // It came back.
    device.0.borrow_mut().responses.insert((session, id), text);
    again.act(Action::Go(Step::Code));
    again.act(Action::Go(Step::Overview));
    assert!(again.state.open.as_ref().unwrap().reveal.is_some());
}

#[test]
fn as_many_reveals_as_can_be_held_against_each_other_are_made_and_no_more() {
    let device = Device::new();
    let mut tab = device.tab();
    tab.set_up(&[&heads(6, 6)[..], &[Field::Threshold(None), consent()]].concat());
    let mut told = None;
    for at in 0..20 {
        tab.pick(&[&file(&format!("person{at:02}"), Some(Side::It), |slot| mixed(Part::It, at, slot))]);
        tab.reveal();
        told = tab.told().map(str::to_owned);
        if told.is_some() {
            break;
        }
        tab.act(Action::Go(Step::Overview));
    }
    assert_eq!(told.as_deref(), Some("room.reveal.tooMany"));
}

// What was agreed

#[test]
fn what_was_agreed_is_scored_by_the_one_function_and_taken_over_as_an_assessment() {
    let (device, mut tab) = collected(6, 6);
    tab.act(Action::Go(Step::Overview));
    tab.reveal();
    tab.act(Action::Go(Step::Discuss(0)));
    let pack = sample::real();
    let topics = tab.state.open.as_ref().unwrap().reveal.as_ref().unwrap().shown().unwrap().topics().to_vec();
    assert!(topics.len() > 5, "the sides were made to differ");
    for (at, topic) in topics.iter().enumerate() {
        assert_eq!(tab.state.step, Step::Discuss(at));
        tab.act(Action::Rate(topic.item.clone(), Rating::Partly));
        assert!(discuss_screen(&tab.state, at).unwrap().statement.answered);
        tab.act(Action::Turn(Whither::After));
    }
    assert_eq!(tab.state.step, Step::Agreed);
    let dissent = "IT would say largely.";
    tab.act(Action::Dissent(topics[0].item.clone(), dissent.into()));
    tab.act(Action::Dissent("A2.no.such".into(), "Nobody.".into()));
    tab.act(Action::Rate(topics[1].item.clone(), Rating::Fully));
    tab.act(Action::Clear(topics[2].item.clone()));
    tab.act(Action::Sign(Whose::It, "A name".into()));
    tab.act(Action::Sign(Whose::Business, "Another".into()));

    let record = tab.state.open.as_ref().unwrap().record.clone();
    let agreed = &record.session.agreed;
    assert_eq!(agreed.len(), topics.len() - 1);
    assert_eq!(
        (agreed[topics[0].item.as_str()].dissent.as_str(), agreed[topics[1].item.as_str()].rating),
        (dissent, Rating::Fully)
    );
    assert_eq!(record.session.signed.on, "2026-11-22");
    let screen = agreed_screen(&tab.state).unwrap();
    let profile = agreed_profile(pack, agreed).unwrap();
    let said = tab.state.texts().score(profile.score.overall.score);
    assert!(screen.score.unwrap().contains(&said));
    assert_eq!(screen.signed, ["A name", "Another"]);

    // It is kept, and a person's vote is not touched.
    let mut again = tab.killed();
    again.act(Action::TypePin(PIN.into()));
    again.act(Action::EnterPin);
    assert_eq!(again.state.open.as_ref().unwrap().record, record);

    device.refuse(Some(StoreStatus::Full));
    tab.act(Action::Adopt);
    assert_eq!((tab.told(), tab.left.is_none()), (Some("save.full"), true));
    device.refuse(None);
    tab.act(Action::Adopt);
    let (id, text) =
        device.0.borrow().shelf.iter().next().map(|(id, text)| (id.clone(), text.clone())).unwrap();
    let read = wire::read(&text).unwrap();
    assert_eq!((&read.assessment.id, read.problems.len()), (&id, 0));
    assert_eq!(score(pack, &read.assessment).unwrap(), profile.score);
    assert_eq!(read.assessment.answers[topics[0].item.as_str()].note, dissent);
    let place: Value = serde_json::from_str(tab.left.as_ref().unwrap().as_ref().unwrap()).unwrap();
    assert_eq!((place["current"].as_str(), place["step"].as_str()), (Some(id.as_str()), Some("#/result")));
}

#[test]
fn shared_views_are_taken_over_from_what_is_shown_and_nothing_that_was_agreed_is_changed() {
    let (_, mut tab) = session(6, 6);
    tab.act(Action::Collect);
    // All of one mind, but for statements that few answered: these are not shown.
    for (part, number) in people(6, 6) {
        tab.answer(part, |slot| match slot {
            1 => (number == 0 && part == Part::It).then_some(Rating::Fully),
            slot if slot % 2 == 0 => Some(Rating::Partly),
            _ => Some(if number == 5 { Rating::Fully } else { Rating::Largely }),
        });
        tab.visit(Visit::Submit);
        tab.visit(Visit::Finish);
    }
    tab.end_kiosk();
    tab.reveal();
    tab.act(Action::Go(Step::Agreed));
    let pack = sample::real();
    tab.act(Action::Rate(pack.asked[2].id.clone(), Rating::Not));
    let offered = agreed_screen(&tab.state).unwrap().shared;
    tab.act(Action::AgreeShared);
    let open = tab.state.open.as_ref().unwrap();
    let agreed = &open.record.session.agreed;
    assert_eq!((tab.told(), agreed.len()), (Some("room.agreed.taken"), offered + 1));
    assert_eq!(agreed[pack.asked[2].id.as_str()].rating, Rating::Not);
    assert!(!agreed.contains_key(pack.asked[1].id.as_str()), "what is not shown is not taken over");
    let shown = open.reveal.as_ref().unwrap().shown().unwrap();
    for item in shown.items() {
        if let Some(agreed) = agreed.get(item.item().as_str()).filter(|_| item.slot() != 2) {
            assert_eq!(Some(agreed.rating), middle(item));
        }
    }
    assert_eq!(agreed[pack.asked[3].id.as_str()].rating, Rating::Largely);
    assert_eq!(agreed_screen(&tab.state).unwrap().shared, 0);
}

#[test]
fn what_is_changed_while_the_store_still_writes_is_written_whichever_way_one_leaves() {
    let pack = sample::real();
    for leaving in [Action::Go(Step::Home), Action::Leave, Action::Collect, Action::Adopt] {
        let (device, mut tab) = collected(6, 6);
        tab.reveal();
        tab.act(Action::Go(Step::Agreed));
        for at in 2..6 {
            tab.hear(Action::Rate(pack.asked[at].id.clone(), Rating::Partly));
        }
        tab.hear(leaving.clone());
        tab.settle();
        let mut again = device.tab();
        if again.state.kiosk.is_some() {
            again.end_kiosk();
        } else {
            again.open_session();
        }
        assert_eq!(again.state.open.as_ref().unwrap().record.session.agreed.len(), 4, "{leaving:?}");
    }
}

#[test]
fn what_the_store_refused_is_not_replaced_by_what_it_holds() {
    let (device, mut tab) = collected(6, 6);
    tab.reveal();
    tab.act(Action::Go(Step::Agreed));
    device.refuse(Some(StoreStatus::Full));
    tab.act(Action::Rate(sample::real().asked[3].id.clone(), Rating::Fully));
    assert!(save_line(&tab.state).2);
    device.refuse(None);
    tab.act(Action::Go(Step::Overview));
    assert_eq!(tab.state.open.as_ref().unwrap().record.session.agreed.len(), 1);
    tab.act(Action::SaveAgain);
    assert_eq!(save_line(&tab.state).0, "saved");
    assert!(device.0.borrow().sessions.values().next().unwrap().contains("\"fully\""));
    // And a store that fails to read takes nothing off the screen.
    tab.act(Action::Go(Step::Code));
    device.refuse(Some(StoreStatus::Failed));
    tab.act(Action::Go(Step::Overview));
    assert_eq!((tab.told(), responses(&tab)), (Some("room.notRead"), 12));
}

#[test]
fn a_set_up_for_another_device_holds_no_answer_not_even_one_that_was_not_understood() {
    let (_, mut tab) = collected(4, 4);
    tab.reveal();
    tab.act(Action::Export(Export::Working));
    tab.act(Action::TypePin(PIN.into()));
    let (_, working) = downloaded(&tab.act(Action::EnterPin)).unwrap();
    let mut odd: Value = serde_json::from_str(&working).unwrap();
    let strange = serde_json::json!({"id": "strange1", "side": "above", "ratings": {}});
    let mut double = odd["responses"][0].clone();
    double["ratings"] = serde_json::json!({"strange2": "fully"});
    odd["responses"].as_array_mut().unwrap().extend([strange, double]);
    let mut other = Device::seeded(9).tab();
    other.pick(&[&odd.to_string()]);
    other.act(Action::TypePin(PIN.into()));
    other.act(Action::Confirm);
    assert_eq!(responses(&other), 8);
    let (_, set_up) = downloaded(&other.act(Action::Export(Export::SetUp))).unwrap();
    let read = session_v1::read(&set_up).unwrap().session;
    assert!(read.responses.is_empty() && read.reveals.is_empty() && read.agreed.is_empty());
    assert!(!set_up.contains("strange1") && !set_up.contains("strange2"));
    assert!(read.heads == tab.state.open.unwrap().record.session.heads);
}

#[test]
fn a_deleted_session_leaves_nothing_behind() {
    let (device, mut tab) = collected(4, 4);
    let id = device.session();
    tab.act(Action::Go(Step::Home));
    tab.pin(Purpose::Delete(id), PIN);
    let store = device.0.borrow();
    assert!(store.sessions.is_empty() && store.responses.is_empty() && store.drafts.is_empty());
    assert_eq!((tab.told(), home(&tab.state)), (Some("room.deleted"), vec![]));
    assert_eq!(tab.state.setup.consent, Consent::Missing);
}

/// Files that are dropped together are told of one by one, faster than the store takes them.
#[test]
fn files_that_come_while_others_are_added_are_added_too() {
    let (_, mut tab) = session(3, 3);
    for n in 0..4 {
        let text = file(&format!("dropped00{n}"), Some(Side::It), |slot| mixed(Part::It, n, slot));
        tab.hear(Action::Picked(vec![Picked { name: format!("{n}.json"), text: Some(text) }]));
    }
    tab.settle();
    assert_eq!(responses(&tab), 4);
}
