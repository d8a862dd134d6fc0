//! The kiosk: what one person after another sees and does, that nothing of anybody stays, and that what was said to be in is in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod device;
mod sample;

use device::{Device, PIN, Tab, consent, heads, mixed, people, response, spoken};
use pomscope_core::answers::Rating;
use pomscope_core::code::{Kind, decode};
use pomscope_core::group::{Form, Part};
use pomscope_core::room::view::{kiosk_copy, kiosk_group};
use pomscope_core::room::{
    Action, Dialog, Effect, Field, Keep, Purpose, Scanned, Spoken, Stage, Step, Visit, WARNING_SECS, Whither,
};
use pomscope_core::state::{FocusPlace, StoreStatus};
use pomscope_core::wire::room_v1::Copies;

/// A device whose kiosk waits for the first person.
fn kiosk_with(fields: &[Field]) -> (Device, Tab) {
    let device = Device::new();
    let mut tab = device.tab();
    tab.set_up(&[&heads(6, 6)[..], fields].concat());
    tab.act(Action::Collect);
    assert_eq!(*tab.stage(), Stage::Attract);
    (device, tab)
}

fn kiosk() -> (Device, Tab) {
    kiosk_with(&[])
}

/// The kiosk with somebody's first answers in it.
fn visited() -> (Device, Tab) {
    let (device, mut tab) = kiosk();
    tab.visit(Visit::Begin);
    tab.visit(Visit::Side(Part::It));
    tab.visit(Visit::Next);
    rate_first(&mut tab);
    (device, tab)
}

fn rate_first(tab: &mut Tab) {
    let group = kiosk_group(&tab.state, tab.state.kiosk.as_ref().unwrap()).unwrap();
    tab.act(Action::Rate(group.statements[0].id.clone(), Rating::Partly));
}

fn watched(effects: &[Effect]) -> Option<u32> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Watch { warn_after_secs } => Some(*warn_after_secs),
        _ => None,
    })
}

#[test]
fn a_language_at_the_kiosk_is_for_whoever_is_there_and_goes_with_them() {
    let asked = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::Speak { lang, spoken } => Some((lang.clone(), *spoken)),
            _ => None,
        })
    };
    let device = Device::new();
    let mut facilitator = device.tab();
    let effects = facilitator.act(Action::Speak("de".into()));
    assert_eq!(asked(&effects), Some(("de".into(), Spoken::Here)));

    let (_, mut tab) = kiosk();
    let effects = tab.act(Action::Speak("fr".into()));
    assert_eq!(asked(&effects), Some(("fr".into(), Spoken::ThisVisit)));
    let warned = watched(&effects).unwrap();
    // Nobody begins: nobody is asked either, and the language of the session comes back with a fresh program.
    assert_eq!(tab.act(Action::Tick(warned)), []);
    let effects = tab.act(Action::Tick(warned + WARNING_SECS));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Renew { .. })), "{effects:?}");
    // Untouched, a kiosk waits for ever.
    let (_, mut tab) = kiosk();
    assert_eq!(tab.act(Action::Tick(10_000)), []);
    // Nobody else changes it for somebody who is asked whether they are still there.
    let (_, mut tab) = visited();
    tab.act(Action::Tick(tab.state.kiosk.as_ref().unwrap().record.device.idle_secs - 5));
    assert_eq!(asked(&tab.act(Action::Speak("es".into()))), None);
}

#[test]
fn each_form_shows_every_statement_it_asks_once_and_stores_what_was_answered() {
    for (form, asked) in [(Form::Full, 35), (Form::Short, 15)] {
        let (device, mut tab) = kiosk_with(&[Field::Form(form)]);
        let pack = tab.state.pack().clone();
        tab.visit(Visit::Begin);
        tab.visit(Visit::Side(Part::Business));
        tab.visit(Visit::Next);
        let mut seen = Vec::new();
        while let Some(group) = kiosk_group(&tab.state, tab.state.kiosk.as_ref().unwrap()) {
            for statement in group.statements {
                tab.act(Action::Key(statement.id.clone(), "3".into()));
                seen.push(statement.id);
            }
            tab.visit(Visit::Next);
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (asked, asked));
        assert_eq!(tab.state.kiosk.as_ref().unwrap().progress(&pack), (asked, asked));
        tab.visit(Visit::Submit);
        let stored: Vec<_> = device.responses().values().map(|text| response(text)).collect();
        assert_eq!((stored.len(), stored[0].part), (1, Part::Business));
        assert_eq!(stored[0].ratings.keys().collect::<Vec<_>>(), once.iter().collect::<Vec<_>>());
    }
}

#[test]
fn nobody_gets_past_the_side_without_one_and_neither_is_none() {
    let (_, mut tab) = kiosk();
    tab.visit(Visit::Begin);
    assert_eq!(spoken(&tab.visit(Visit::Next)), ["kiosk.side.missing"]);
    tab.visit(Visit::Side(Part::Neither));
    tab.visit(Visit::Next);
    assert_eq!(*tab.stage(), Stage::Side);
    tab.visit(Visit::Side(Part::It));
    tab.visit(Visit::Next);
    assert_eq!(*tab.stage(), Stage::Group(0));
}

#[test]
fn steps_that_lead_nowhere_from_where_one_is_change_nothing() {
    let (_, mut tab) = visited();
    for visit in
        [Visit::Begin, Visit::GoOn, Visit::Submit, Visit::Finish, Visit::ToOpen, Visit::Side(Part::Business)]
    {
        tab.visit(visit);
        let kiosk = tab.state.kiosk.as_ref().unwrap();
        assert_eq!(
            (&kiosk.stage, kiosk.part, kiosk.ratings.len()),
            (&Stage::Group(0), Some(Part::It), 1),
            "{visit:?}"
        );
    }
    tab.visit(Visit::Back);
    assert_eq!(*tab.stage(), Stage::Side);
    tab.visit(Visit::Next);
    while *tab.stage() != Stage::Check {
        tab.visit(Visit::Next);
    }
    tab.visit(Visit::ToOpen);
    assert_eq!(*tab.stage(), Stage::Group(1), "the first screen has nothing open");
}

#[test]
fn the_copy_holds_the_same_answers_and_the_number_of_the_response() {
    let (device, mut tab) = kiosk();
    tab.answer(Part::It, |slot| mixed(Part::It, 2, slot));
    tab.visit(Visit::Submit);
    let (code, drawn) = kiosk_copy(&tab.state, tab.state.kiosk.as_ref().unwrap()).unwrap();
    let decoded = decode(&[sample::real()], &code).unwrap();
    let (id, text) = device.responses().into_iter().next().unwrap();
    let Kind::InSession(number) = decoded.kind else { panic!("{:?}", decoded.kind) };
    assert_eq!(pomscope_core::room::response_id(number).unwrap().as_str(), id);
    let raw = response(&text);
    assert_eq!(pomscope_core::group::RawResponse::of(&decoded.assessment), raw);
    assert!(drawn.is_some());
}

#[test]
fn no_copy_is_offered_where_people_take_none() {
    let (_, mut tab) = kiosk_with(&[Field::Copies(Copies::None)]);
    tab.answer(Part::It, |_| Some(Rating::Not));
    tab.visit(Visit::Submit);
    assert_eq!(kiosk_copy(&tab.state, tab.state.kiosk.as_ref().unwrap()), None);
}

#[test]
fn the_next_person_meets_a_fresh_program_that_knows_nobody() {
    let (device, mut tab) = kiosk();
    for (at, (part, number)) in people(2, 2).into_iter().enumerate() {
        tab.answer(part, |slot| mixed(part, number, slot));
        tab.visit(Visit::Submit);
        let renewed = tab.renewed;
        tab.visit(Visit::Finish);
        assert_eq!(tab.renewed, renewed + 1);
        let kiosk = tab.state.kiosk.as_ref().unwrap();
        assert_eq!((&kiosk.stage, kiosk.part, kiosk.ratings.len()), (&Stage::Attract, None, 0));
        assert!(kiosk.record.session.responses.is_empty() && tab.state.open.is_none());
        // Not even in what the whole state would print.
        let told = format!("{:?}", tab.state);
        for id in device.responses().keys() {
            assert!(!told.contains(&format!("\"{id}\"")));
        }
        assert_eq!(device.responses().len(), at + 1);
        assert!(device.0.borrow().drafts.is_empty());
    }
}

#[test]
fn a_number_that_is_taken_makes_the_kiosk_choose_another_even_for_the_same_answers() {
    for number in [1, 2] {
        let (device, mut tab) = kiosk();
        for (person, digits) in [(1, "0000abcd"), (number, "0000abcd")] {
            tab.answer(Part::It, |slot| mixed(Part::It, person, slot));
            device.random(digits);
            tab.visit(Visit::Submit);
            assert_eq!(*tab.stage(), Stage::Done);
            tab.visit(Visit::Finish);
        }
        assert_eq!(device.responses().len(), 2, "person {number}");
        assert!(device.responses().contains_key("0abcd"));
    }
}

#[test]
fn what_a_store_refuses_stays_until_another_try_takes_it() {
    for refusal in [StoreStatus::Full, StoreStatus::Denied, StoreStatus::Failed] {
        let (device, mut tab) = kiosk();
        tab.answer(Part::It, |slot| mixed(Part::It, 0, slot));
        let ratings = tab.state.kiosk.as_ref().unwrap().ratings.clone();
        device.refuse(Some(refusal));
        assert_eq!(spoken(&tab.visit(Visit::Submit)), ["kiosk.notStored"]);
        assert_eq!(*tab.stage(), Stage::NotStored(refusal));
        tab.visit(Visit::Submit);
        assert_eq!(tab.state.kiosk.as_ref().unwrap().ratings, ratings);
        device.refuse(None);
        tab.visit(Visit::Submit);
        assert_eq!(*tab.stage(), Stage::Done);
        assert_eq!(response(device.responses().values().next().unwrap()).ratings, ratings);
        assert!(device.0.borrow().drafts.is_empty());
    }
}

#[test]
fn answers_that_a_slow_store_took_after_all_count_once() {
    let (device, mut tab) = kiosk();
    tab.answer(Part::It, |slot| mixed(Part::It, 0, slot));
    device.0.borrow_mut().answers_late = true;
    tab.visit(Visit::Submit);
    assert_eq!(*tab.stage(), Stage::NotStored(StoreStatus::Failed));
    tab.visit(Visit::Back);
    tab.visit(Visit::Next);
    tab.visit(Visit::Submit);
    assert_eq!((tab.stage(), device.responses().len()), (&Stage::Done, 1));
    assert!(device.0.borrow().drafts.is_empty());
}

#[test]
fn a_session_that_another_tab_deleted_takes_no_answers_and_says_so() {
    let (device, mut tab) = kiosk();
    tab.answer(Part::It, |slot| mixed(Part::It, 0, slot));
    let session = device.session();
    device.0.borrow_mut().perform(&Effect::Remove { session });
    tab.visit(Visit::Submit);
    assert_eq!(*tab.stage(), Stage::NotStored(StoreStatus::Failed));
    assert!(device.0.borrow().responses.is_empty() && device.0.borrow().drafts.is_empty());
}

#[test]
fn the_countdown_is_seen_spoken_and_ended_by_whoever_is_there() {
    let (device, mut tab) = visited();
    for idle in 100..119 {
        let left = 120 - idle;
        let effects = tab.act(Action::Tick(idle));
        assert_eq!(tab.state.kiosk.as_ref().unwrap().left(), Some(left));
        let speaks = [20, 10, 5].contains(&left);
        assert_eq!(spoken(&effects), if speaks { vec!["kiosk.idle.left"] } else { vec![] }, "{left}");
    }
    for (action, visit) in [(Action::Tick(0), None), (Action::Tick(110), Some(Visit::StillHere))] {
        tab.act(action);
        visit.map(|visit| tab.visit(visit));
        assert_eq!(tab.state.kiosk.as_ref().unwrap().left(), None);
    }
    assert_eq!(tab.state.kiosk.as_ref().unwrap().ratings.len(), 1);
    tab.act(Action::Tick(110));
    let effects = tab.act(Action::Tick(120));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Renew { .. })));
    assert_eq!((tab.stage(), tab.renewed), (&Stage::Attract, 2));
    assert!(device.0.borrow().drafts.is_empty() && device.0.borrow().responses.is_empty());
}

#[test]
fn a_device_that_slept_forgets_as_soon_as_it_wakes() {
    let (device, mut tab) = visited();
    tab.act(Action::Tick(86_400));
    assert_eq!(*tab.stage(), Stage::Attract);
    assert!(device.0.borrow().drafts.is_empty());
}

#[test]
fn time_is_watched_from_the_first_touch_to_the_last_and_not_while_nobody_is_there() {
    for idle in [60, 120, 600] {
        let (_, mut tab) = kiosk_with(&[Field::Idle(idle)]);
        tab.act(Action::Tick(idle * 2));
        assert_eq!((tab.stage(), tab.state.kiosk.as_ref().unwrap().left()), (&Stage::Attract, None));
        assert_eq!(watched(&tab.visit(Visit::Begin)), Some(idle - WARNING_SECS));
        assert_eq!(watched(&tab.visit(Visit::StartOver)), Some(0));
    }
}

#[test]
fn nothing_is_forgotten_while_it_is_being_stored() {
    let (device, mut tab) = kiosk();
    tab.answer(Part::It, |slot| mixed(Part::It, 0, slot));
    tab.hear(Action::Visit(Visit::Submit));
    tab.hear(Action::Tick(500));
    tab.hear(Action::Visit(Visit::StartOver));
    assert_eq!(*tab.stage(), Stage::Sending);
    tab.settle();
    assert_eq!((tab.stage(), device.responses().len()), (&Stage::Done, 1));
}

#[test]
fn a_tap_after_the_wipe_brings_nothing_back() {
    for end in [Action::Tick(120), Action::Visit(Visit::StartOver)] {
        let (device, mut tab) = visited();
        let item = sample::real().asked[1].id.clone();
        tab.hear(end);
        // The program waits for its last write before it ends.
        for late in [
            Action::Rate(item.clone(), Rating::Fully),
            Action::Key(item.clone(), "1".into()),
            Action::Visit(Visit::Begin),
            Action::Visit(Visit::Side(Part::It)),
            Action::Visit(Visit::Next),
            Action::Rate(item.clone(), Rating::Fully),
        ] {
            tab.hear(late);
        }
        assert!(tab.state.kiosk.as_ref().unwrap().ratings.is_empty());
        tab.settle();
        assert_eq!(*tab.stage(), Stage::Attract);
        assert!(device.0.borrow().drafts.is_empty());
    }
}

#[test]
fn an_unfinished_response_is_offered_within_the_idle_time_and_forgotten_after_it() {
    // How far the clock went; whether it is still there.
    for (secs, there) in
        [(0.0, true), (119.0, true), (120.0, false), (5000.0, false), (-1.0, false), (-1e6, false)]
    {
        let (device, tab) = visited();
        device.pass(secs);
        let mut again = tab.killed();
        if there {
            assert_eq!(*again.stage(), Stage::Unfinished, "{secs}");
            assert!(again.state.kiosk.as_ref().unwrap().ratings.is_empty(), "nothing of it is seen before");
            again.visit(Visit::GoOn);
            let kiosk = again.state.kiosk.as_ref().unwrap();
            assert_eq!(
                (&kiosk.stage, kiosk.part, kiosk.ratings.len()),
                (&Stage::Group(0), Some(Part::It), 1)
            );
        } else {
            assert_eq!(*again.stage(), Stage::Attract, "{secs}");
            assert!(device.0.borrow().drafts.is_empty(), "{secs}");
        }
    }
}

#[test]
fn an_unfinished_response_that_nobody_goes_on_with_is_wiped() {
    for end in [Action::Visit(Visit::StartOver), Action::Tick(120)] {
        let (device, tab) = visited();
        let mut again = tab.killed();
        again.act(end);
        assert_eq!(*again.stage(), Stage::Attract);
        assert!(device.0.borrow().drafts.is_empty());
    }
}

#[test]
fn what_was_left_at_an_ended_kiosk_is_forgotten_by_any_later_start() {
    let (device, mut tab) = visited();
    tab.end_kiosk();
    assert_eq!(device.0.borrow().drafts.len(), 1, "within the idle time it can be gone on with");
    device.pass(121.0);
    device.tab();
    assert!(device.0.borrow().drafts.is_empty());
}

#[test]
fn a_covered_screen_takes_nothing_but_its_uncovering() {
    let (_, mut tab) = visited();
    tab.act(Action::Covered);
    assert!(tab.state.kiosk.as_ref().unwrap().covered);
    let before = tab.state.kiosk.clone();
    let item = sample::real().asked[1].id.clone();
    for action in [
        Action::Rate(item.clone(), Rating::Fully),
        Action::Key(item.clone(), "1".into()),
        Action::Clear(item),
        Action::Visit(Visit::Next),
        Action::Visit(Visit::Back),
        Action::Visit(Visit::Side(Part::Business)),
        Action::Visit(Visit::Submit),
        Action::Visit(Visit::StartOver),
        Action::Visit(Visit::StillHere),
        Action::Covered,
    ] {
        assert_eq!(tab.act(action.clone()), [], "{action:?}");
        assert_eq!(tab.state.kiosk, before, "{action:?}");
    }
    tab.visit(Visit::Uncover);
    assert!(!tab.state.kiosk.as_ref().unwrap().covered);
    rate_first(&mut tab);
}

#[test]
fn whether_somebody_is_there_is_asked_until_they_say_so_covered_or_not() {
    for covered in [false, true] {
        let (_, mut tab) = visited();
        tab.act(Action::Tick(105));
        tab.act(Action::Tick(0));
        if covered {
            tab.act(Action::Covered);
            tab.visit(Visit::StillHere);
            assert!(tab.state.kiosk.as_ref().unwrap().covered);
            tab.visit(Visit::Uncover);
        }
        let item = sample::real().asked[1].id.clone();
        for action in
            [Action::Visit(Visit::Next), Action::Rate(item, Rating::Not), Action::Visit(Visit::StartOver)]
        {
            tab.act(action);
            let kiosk = tab.state.kiosk.as_ref().unwrap();
            assert!(kiosk.asks && !kiosk.covered && kiosk.ratings.len() == 1, "{covered}");
        }
        tab.visit(Visit::StillHere);
        tab.visit(Visit::Next);
        assert_eq!((tab.stage(), tab.state.kiosk.as_ref().unwrap().asks), (&Stage::Group(1), false));
    }
}

#[test]
fn where_nobody_is_there_is_nothing_to_cover() {
    let (_, mut tab) = kiosk();
    assert_eq!(tab.act(Action::Covered), []);
    assert!(!tab.state.kiosk.as_ref().unwrap().covered);
}

#[test]
fn a_covered_screen_forgets_in_time_too() {
    let (device, mut tab) = visited();
    tab.act(Action::Covered);
    tab.act(Action::Tick(120));
    assert_eq!(*tab.stage(), Stage::Attract);
    assert!(device.0.borrow().drafts.is_empty());
}

#[test]
fn nothing_leads_out_of_a_kiosk_but_its_pin() {
    let (device, mut tab) = visited();
    let session = device.session();
    let kept = tab.state.kiosk.clone();
    for action in [
        Action::Navigated("#/".into()),
        Action::Navigated("#/workshop/result".into()),
        Action::Navigated("#/workshop/session".into()),
        Action::Navigated(String::new()),
        Action::Go(Step::Home),
        Action::Go(Step::Result),
        Action::Leave,
        Action::SetUp,
        Action::KeepSetUp,
        Action::Collect,
        Action::Adopt,
        Action::Turn(Whither::After),
        Action::Settle(0, Keep::File),
        Action::OpenDialog(Dialog::Reveal, FocusPlace::Heading),
        Action::Confirm,
        Action::CloseDialog,
        Action::Scanned(Scanned::Text("x".into())),
        Action::Opened {
            session: session.clone(),
            status: StoreStatus::Ok,
            text: None,
            responses: Vec::new(),
        },
    ] {
        let effects = tab.act(action.clone());
        assert_eq!(tab.state.kiosk, kept, "{action:?}");
        assert!(
            !effects.iter().any(|effect| matches!(
                effect,
                Effect::Leave { .. }
                    | Effect::Renew { .. }
                    | Effect::Lock(_)
                    | Effect::Write { .. }
                    | Effect::Open { .. }
            )),
            "{action:?}: {effects:?}"
        );
        assert_eq!(tab.state.path(), "#/workshop");
    }
    tab.pin(Purpose::EndKiosk, "0000");
    assert_eq!(tab.state.kiosk, kept);
    // A page that is loaded again comes back to the kiosk, whatever its address.
    for address in ["", "#/workshop/result", "#/workshop/session"] {
        let again = Tab::begin(device.clone(), None, address);
        assert!(again.state.kiosk.is_some() && again.state.open.is_none(), "{address}");
    }
    tab.act(Action::CloseDialog);
    let effects = tab.pin(Purpose::EndKiosk, PIN);
    assert!(effects.contains(&Effect::Lock(None)));
    assert!(tab.state.kiosk.is_none() && tab.state.open.is_some());
    assert_eq!((tab.state.step, device.0.borrow().locked.clone()), (Step::Overview, None));
}

#[test]
fn a_kiosk_begins_only_where_its_session_is_kept() {
    let device = Device::new();
    let mut tab = device.tab();
    device.refuse(Some(StoreStatus::Full));
    tab.set_up(&[&heads(4, 4)[..], &[consent()]].concat());
    let effects = tab.act(Action::Collect);
    assert_eq!(tab.told(), Some("save.full"));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Lock(_) | Effect::Renew { .. })));
    device.refuse(None);
    tab.act(Action::SaveAgain);
    tab.act(Action::Collect);
    assert_eq!(*tab.stage(), Stage::Attract);
}

/// Whatever the moment at which the browser dies: an answer that was said to be in is in, and one that was not is either in or offered again.
#[test]
fn a_kill_between_any_two_effects_loses_nothing_that_was_said_to_be_in() {
    let mut ends = 0;
    for steps in 0.. {
        let (device, mut tab) = kiosk();
        tab.answer(Part::It, |slot| mixed(Part::It, 3, slot));
        tab.hear(Action::Visit(Visit::Submit));
        for _ in 0..steps {
            if !tab.step() {
                ends += 1;
                break;
            }
        }
        let said = *tab.stage() == Stage::Done;
        let again = tab.killed();
        let stored = device.responses().len();
        assert!(stored == 1 || !said);
        // Never twice, never nowhere.
        assert_eq!(stored == 1, *again.stage() == Stage::Attract, "after {steps}");
        assert_eq!(stored == 0, *again.stage() == Stage::Unfinished, "after {steps}");
        if ends > 0 {
            assert!(said);
            break;
        }
    }
}
