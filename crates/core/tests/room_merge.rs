//! One session on several devices and in several tabs: what comes of both, what is asked, that nothing of either is lost; and what holds whatever is done in whatever order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod device;
mod sample;
mod turns;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use device::{Device, PIN, Tab, consent, downloaded, file, heads, mixed, people, response};
use pomscope_core::answers::{Rating, Side};
use pomscope_core::group::{Part, Rule, Session, Threshold};
use pomscope_core::pack::ItemId;
use pomscope_core::room::view::{Overview, conflicts, home, overview};
use pomscope_core::room::{
    Action, Dialog, Effect, Event, Export, Field, Keep, Purpose, Scanned, Stage, Step, Visit, Whither, update,
};
use pomscope_core::state::{CopyOutcome, FocusPlace, PdfOutcome, Picked, StoreStatus};
use pomscope_core::time::Moment;
use pomscope_core::wire::{room_v1, session_v1};
use proptest::prelude::*;
use proptest::sample::select;
use turns::Beat;

fn item(slot: usize) -> ItemId {
    sample::real().asked[slot].id.clone()
}

fn in_session(tab: &Tab) -> &Session {
    &tab.state.open.as_ref().unwrap().record.session
}

fn seen(tab: &Tab) -> Overview {
    overview(&tab.state).unwrap()
}

fn late(at: usize) -> String {
    file(&format!("latecomer{at}"), Some(Side::It), |slot| mixed(Part::It, at, slot))
}

fn working(tab: &mut Tab) -> String {
    tab.act(Action::Export(Export::Working));
    tab.act(Action::TypePin(PIN.into()));
    downloaded(&tab.act(Action::EnterPin)).unwrap().1
}

/// Opens a session's file on a device that does not have it.
fn import(tab: &mut Tab, text: &str) {
    tab.pick(&[text]);
    assert!(matches!(tab.state.dialog, Some(Dialog::ChoosePin(_))));
    tab.act(Action::TypePin(PIN.into()));
    tab.act(Action::Confirm);
    assert_eq!(tab.told(), Some("room.opened.file"));
}

/// Two devices with one session of twelve: the first collected IT, the second the business.
fn two_devices() -> (Device, Tab, Device, Tab) {
    let (one, other) = (Device::seeded(1), Device::seeded(2));
    let mut here = one.tab();
    here.set_up(&[&heads(6, 6)[..], &[Field::Title("Spring".into())]].concat());
    let (_, set_up) = downloaded(&here.act(Action::Export(Export::SetUp))).unwrap();
    let mut there = other.tab();
    import(&mut there, &set_up);
    for (tab, people) in [(&mut here, people(6, 0)), (&mut there, people(0, 6))] {
        tab.act(Action::Collect);
        tab.collect(&people);
        tab.end_kiosk();
    }
    (one, here, other, there)
}

fn settle(tab: &mut Tab, keep: Keep) {
    let Some(Dialog::Merge(merging)) = &tab.state.dialog else { panic!("nothing to decide") };
    for at in 0..merging.kept.len() {
        tab.act(Action::Settle(at, keep));
    }
    tab.act(Action::Confirm);
    assert!(tab.state.dialog.is_none());
}

// Two devices

#[test]
fn two_devices_files_become_one_session_on_either_and_again_changes_nothing() {
    let (one, mut here, other, mut there) = two_devices();
    let (from_here, from_there) = (working(&mut here), working(&mut there));
    for (device, tab, file) in [(&one, &mut here, &from_there), (&other, &mut there, &from_here)] {
        tab.pick(&[file]);
        assert_eq!((tab.told(), tab.state.dialog.is_none()), (Some("room.merge.done"), true));
        assert_eq!((in_session(tab).responses.len(), device.responses().len()), (12, 12));
        tab.pick(&[file]);
        assert_eq!(device.responses().len(), 12);
    }
    assert_eq!(in_session(&here), in_session(&there));
    assert_eq!(one.responses(), other.responses());
    here.reveal();
    assert_eq!(here.state.step, Step::Result);
}

#[test]
fn a_pin_is_chosen_anew_for_a_session_that_came_as_a_file() {
    let (_, mut here, ..) = two_devices();
    let text = working(&mut here);
    let mut fresh = Device::seeded(3).tab();
    fresh.pick(&[&text]);
    for wrong in ["", "12", "abcd"] {
        fresh.act(Action::TypePin(wrong.into()));
        fresh.act(Action::Confirm);
        assert!(fresh.state.open.is_none() && fresh.device.0.borrow().sessions.is_empty());
    }
    fresh.act(Action::CloseDialog);
    assert!(fresh.device.0.borrow().sessions.is_empty());
    import(&mut fresh, &text);
    assert_eq!(fresh.device.responses().len(), 6);
}

#[test]
fn what_two_files_say_differently_is_asked_one_by_one() {
    let other_ratings = |session: &mut Session| {
        session.title = "Autumn".into();
        session.heads.as_mut().unwrap().it = 7;
        let first = session.responses.keys().next().unwrap().clone();
        let response = session.responses.get_mut(&first).unwrap();
        response.ratings.insert(item(0), Rating::Not);
        response.ratings.insert(item(2), Rating::Not);
    };
    for (keep, title, it, count) in
        [(Keep::Here, "Spring", 6, 6), (Keep::File, "Autumn", 7, 6), (Keep::Both, "Spring", 6, 7)]
    {
        let (device, mut here, ..) = two_devices();
        let before = in_session(&here).clone();
        let mut file = session_v1::read(&working(&mut here)).unwrap().session;
        other_ratings(&mut file);
        let text = session_v1::write_pretty(&file);
        here.pick(&[&text]);
        let Some(Dialog::Merge(merging)) = &here.state.dialog else { panic!() };
        let offers: Vec<Vec<Keep>> =
            conflicts(&here.state, merging).into_iter().map(|line| line.offers).collect();
        let two = vec![Keep::Here, Keep::File];
        assert_eq!(offers, [two.clone(), two, vec![Keep::Here, Keep::File, Keep::Both]]);
        // Nothing is taken over before all is decided.
        here.act(Action::Confirm);
        here.act(Action::Settle(0, keep));
        let effects = here.act(Action::Confirm);
        assert!(effects.contains(&Effect::Focus(FocusPlace::Id("conflict-1-here".into()))));
        assert_eq!(in_session(&here), &before);
        settle(&mut here, keep);
        let now = in_session(&here);
        assert_eq!((now.title.as_str(), now.heads.unwrap().it, now.responses.len()), (title, it, count));
        let first = before.responses.keys().next().unwrap();
        let kept = if keep == Keep::File { &file } else { &before };
        assert_eq!(now.responses.get(first), kept.responses.get(first));
        let all: Vec<_> = device.responses().values().map(|text| response(text)).collect();
        assert_eq!(all.len(), count);
        assert!(all.contains(kept.responses.get(first).unwrap()));
        assert_eq!(all.contains(file.responses.get(first).unwrap()), keep != Keep::Here);
        if keep == Keep::Both {
            // Asked again, both are there already, and nobody counts twice.
            here.pick(&[&text]);
            settle(&mut here, keep);
            assert_eq!(device.responses().len(), 7);
        }
    }
}

#[test]
fn of_two_rules_the_stricter_holds_and_is_told() {
    for (here_k, file_k, holds) in [(3, Some(5), 5), (5, Some(3), 5), (5, None, 5)] {
        let device = Device::new();
        let mut tab = device.tab();
        tab.set_up(&[&heads(6, 6)[..], &[Field::Threshold(Some(here_k)), consent()]].concat());
        let mut file = session_v1::read(&working(&mut tab)).unwrap().session;
        file.rule = file_k.map_or(Rule::Open, |k| Rule::Anonymous(Threshold::new(k).unwrap()));
        tab.pick(&[&session_v1::write_pretty(&file)]);
        let Some(Dialog::Merge(merging)) = &tab.state.dialog else { panic!() };
        let lines = conflicts(&tab.state, merging);
        assert!(lines.len() == 1 && lines[0].offers.is_empty() && !lines[0].told.is_empty());
        tab.act(Action::Confirm);
        assert_eq!(in_session(&tab).rule, Rule::Anonymous(Threshold::new(holds).unwrap()));
    }
}

#[test]
fn of_two_agreed_ratings_the_one_that_is_kept_is_kept_with_its_dissent() {
    for keep in [Keep::Here, Keep::File] {
        let (_, mut here, _, mut there) = two_devices();
        let from = working(&mut there);
        here.pick(&[&from]);
        here.reveal();
        let mut file = session_v1::read(&working(&mut here)).unwrap().session;
        here.act(Action::Go(Step::Agreed));
        here.act(Action::Rate(item(2), Rating::Fully));
        here.act(Action::Dissent(item(2), "Here.".into()));
        file.agreed = in_session(&here).agreed.clone();
        let agreed = file.agreed.get_mut(item(2).as_str()).unwrap();
        (agreed.rating, agreed.dissent) = (Rating::Not, "There.".into());
        here.pick(&[&session_v1::write_pretty(&file)]);
        settle(&mut here, keep);
        let now = &in_session(&here).agreed[item(2).as_str()];
        let expect = if keep == Keep::Here { (Rating::Fully, "Here.") } else { (Rating::Not, "There.") };
        assert_eq!((now.rating, now.dissent.as_str()), expect);
    }
}

/// Wherever it was revealed, and whatever is chosen: what was shown is shown again from the same answers.
#[test]
fn a_response_that_was_revealed_is_replaced_on_neither_device() {
    for (revealed_here, keep) in [true, false]
        .into_iter()
        .flat_map(|here| [Keep::Here, Keep::File, Keep::Both].map(|keep| (here, keep)))
    {
        let (_, mut here, _, mut there) = two_devices();
        let file = working(&mut there);
        here.pick(&[&file]);
        let unrevealed = session_v1::read(&working(&mut here)).unwrap().session;
        here.reveal();
        let shown = here.state.open.as_ref().unwrap().reveal.clone();
        let revealed = session_v1::read(&working(&mut here)).unwrap().session;
        let mut changed = unrevealed;
        let id = changed.responses.keys().next().unwrap().clone();
        changed.responses.get_mut(&id).unwrap().ratings.insert(item(3), Rating::Not);
        let (first, second) = if revealed_here { (&revealed, &changed) } else { (&changed, &revealed) };
        let device = Device::seeded(5);
        let mut tab = device.tab();
        import(&mut tab, &session_v1::write_pretty(first));
        tab.pick(&[&session_v1::write_pretty(second)]);
        let Some(Dialog::Merge(merging)) = &tab.state.dialog else { panic!() };
        let offers = conflicts(&tab.state, merging).pop().unwrap().offers;
        assert_eq!(offers, [if revealed_here { Keep::Here } else { Keep::File }, Keep::Both]);
        settle(&mut tab, keep);
        assert_eq!(in_session(&tab).responses.get(&id), revealed.responses.get(&id));
        assert_eq!(tab.state.open.as_ref().unwrap().reveal, shown, "{revealed_here} {keep:?}");
        let expect = if offers.contains(&keep) && keep != Keep::Both { 12 } else { 13 };
        assert_eq!((in_session(&tab).responses.len(), device.responses().len()), (expect, expect));
    }
}

#[test]
fn answers_that_come_in_while_a_merge_is_decided_are_not_lost() {
    let (device, mut here, ..) = two_devices();
    let mut file = session_v1::read(&working(&mut here)).unwrap().session;
    file.title = "Autumn".into();
    here.hear(Action::Picked(vec![Picked { name: "late.json".into(), text: Some(late(0)) }]));
    here.hear(Action::Picked(vec![Picked {
        name: "s.json".into(),
        text: Some(session_v1::write_pretty(&file)),
    }]));
    here.settle();
    settle(&mut here, Keep::File);
    assert_eq!((in_session(&here).responses.len(), device.responses().len()), (7, 7));
}

#[test]
fn what_is_merged_while_the_store_still_writes_is_stored_too() {
    let (device, mut here, _, mut there) = two_devices();
    let file = working(&mut there);
    here.act(Action::SetUp);
    here.hear(Action::KeepSetUp);
    here.hear(Action::Picked(vec![Picked { name: "s.json".into(), text: Some(file) }]));
    here.settle();
    assert_eq!((in_session(&here).responses.len(), device.responses().len()), (12, 12));
}

#[test]
fn a_file_of_another_session_is_refused_and_one_that_is_here_is_opened_first() {
    let (_, mut here, ..) = two_devices();
    let mut other = Device::seeded(7).tab();
    other.set_up(&heads(8, 8));
    let foreign = working(&mut other);
    here.pick(&[&foreign]);
    assert_eq!((here.told(), in_session(&here).responses.len()), (Some("room.merge.otherSession"), 6));
    let own = working(&mut here);
    here.act(Action::Go(Step::Home));
    here.pick(&[&own]);
    assert_eq!(here.told(), Some("room.merge.openFirst"));
    assert!(matches!(here.state.dialog, Some(Dialog::Pin(Purpose::Open(..)))) && here.state.open.is_none());
    for (text, told) in [
        (own.replace("relationship-management-methodology", "another-pack"), "import.failed"),
        (own.replace("\"formatVersion\": 1", "\"formatVersion\": 2"), "import.failed"),
        (late(0), "room.file.openFirst"),
    ] {
        let mut fresh = Device::seeded(8).tab();
        fresh.pick(&[&text]);
        assert_eq!((fresh.told(), fresh.state.dialog.is_none()), (Some(told), true));
    }
}

// Two tabs of one device

/// A revealed session of twelve, open in two tabs.
fn two_tabs() -> (Device, Tab, Tab) {
    let (device, mut here, _, mut there) = two_devices();
    let file = working(&mut there);
    here.pick(&[&file]);
    here.reveal();
    let mut second = device.tab();
    second.open_session();
    (device, here, second)
}

#[test]
fn what_two_tabs_change_is_kept_of_both() {
    let (device, mut one, mut two) = two_tabs();
    let settings =
        [Field::Title("Winter".into()), Field::Idle(300), Field::It("4".into()), Field::Business("5".into())];
    one.act(Action::Go(Step::Agreed));
    one.act(Action::Rate(item(2), Rating::Fully));
    // The other tab knows nothing of it yet.
    two.act(Action::SetUp);
    for field in settings {
        two.act(Action::Set(field));
    }
    two.act(Action::KeepSetUp);
    two.act(Action::Go(Step::Agreed));
    two.act(Action::Rate(item(3), Rating::Not));
    // And the first nothing of the second.
    one.act(Action::Rate(item(4), Rating::Partly));
    one.act(Action::Sign(pomscope_core::group::Whose::It, "A name".into()));
    let mut third = device.tab();
    third.open_session();
    let record = &third.state.open.as_ref().unwrap().record;
    let session = &record.session;
    assert_eq!(session.agreed.keys().cloned().collect::<BTreeSet<_>>(), (2..5).map(item).collect());
    assert_eq!((session.title.as_str(), record.device.idle_secs), ("Winter", 300));
    assert_eq!((session.heads.unwrap().it, session.heads.unwrap().business), (4, 5));
    assert_eq!((session.signed.it.as_str(), session.responses.len()), ("A name", 12));
    assert!(third.state.open.as_ref().unwrap().reveal.is_some());
}

#[test]
fn a_rating_that_one_tab_takes_back_does_not_return_from_the_other() {
    let (device, mut one, mut two) = two_tabs();
    one.act(Action::Go(Step::Agreed));
    one.act(Action::Rate(item(2), Rating::Fully));
    two.act(Action::Go(Step::Code));
    two.act(Action::Go(Step::Overview));
    one.act(Action::Clear(item(2)));
    two.act(Action::Go(Step::Agreed));
    two.act(Action::Rate(item(3), Rating::Fully));
    assert_eq!(in_session(&two).agreed.len(), 1);
    let text = device.0.borrow().sessions.values().next().unwrap().clone();
    assert_eq!(room_v1::read(&text).unwrap().session.agreed.keys().cloned().collect::<Vec<_>>(), [item(3)]);
}

#[test]
fn a_tab_learns_of_responses_and_a_reveal_from_another_when_it_writes() {
    let (_, mut here, _, mut there) = two_devices();
    let file = working(&mut there);
    let device = here.device.clone();
    let mut second = device.tab();
    second.open_session();
    here.pick(&[&file]);
    here.reveal();
    assert_eq!(seen(&second).responses, 6);
    second.act(Action::SetUp);
    second.act(Action::Set(Field::Title("Autumn".into())));
    second.act(Action::KeepSetUp);
    assert_eq!((seen(&second).responses, seen(&second).remarks), (12, vec![]));
    second.act(Action::Go(Step::Result));
    assert_eq!(second.state.step, Step::Result);
    assert_eq!(second.state.open.as_ref().unwrap().reveal, here.state.open.as_ref().unwrap().reveal);
}

#[test]
fn responses_of_a_kiosk_in_another_tab_are_there_once_the_session_is_looked_at() {
    let (_, mut here, ..) = two_devices();
    let device = here.device.clone();
    let mut kiosk = device.tab();
    kiosk.open_session();
    kiosk.act(Action::Collect);
    kiosk.collect(&people(0, 3));
    here.act(Action::Go(Step::Code));
    here.act(Action::Go(Step::Overview));
    assert_eq!(seen(&here).responses, 9);
}

#[test]
fn a_session_that_is_deleted_elsewhere_closes_with_a_word() {
    for act in [Action::AgreeShared, Action::Go(Step::Overview)] {
        let (device, mut one, mut two) = two_tabs();
        let id = device.session();
        one.act(Action::Go(Step::Home));
        one.pin(Purpose::Delete(id), PIN);
        two.act(Action::Go(Step::Agreed));
        two.act(Action::OpenDialog(Dialog::Reveal, FocusPlace::Heading));
        two.act(act);
        assert_eq!(
            (two.told(), two.state.step, two.state.open.is_none()),
            (Some("room.gone"), Step::Home, true)
        );
        assert!(two.state.dialog.is_none() && home(&two.state).is_empty());
        assert!(device.0.borrow().sessions.is_empty() && device.0.borrow().responses.is_empty());
    }
}

#[test]
fn a_record_that_is_not_understood_is_listed_and_never_written_over() {
    let (device, ..) = two_tabs();
    let id = device.session();
    let sound = device.0.borrow().sessions[&id].clone();
    let newer = sound.replace("\"formatVersion\":1,\"rev\"", "\"formatVersion\":2,\"rev\"");
    assert_ne!(newer, sound);
    for (text, why) in [
        (newer.as_str(), "room.read.newer"),
        ("{\"format\":\"pomscope-room\"", "room.read.damaged"),
        ("[]", "room.read.damaged"),
        ("", "room.read.damaged"),
    ] {
        device.0.borrow_mut().sessions.insert(id.clone(), sound.clone());
        let mut open = device.tab();
        open.open_session();
        let own = working(&mut open);
        let mut listed = device.tab();
        device.0.borrow_mut().sessions.insert(id.clone(), text.to_owned());

        let mut fresh = device.tab();
        assert_eq!(fresh.state.unreadable.iter().map(|raw| raw.reason.key).collect::<Vec<_>>(), [why]);
        let raw = downloaded(&fresh.act(Action::ExportUnreadable(id.clone()))).unwrap().1;
        assert_eq!(raw, text);
        // Not by its own file,
        fresh.pick(&[&own]);
        fresh.act(Action::TypePin(PIN.into()));
        fresh.act(Action::Confirm);
        fresh.act(Action::SaveAgain);
        // nor by a tab that has it open,
        open.act(Action::Go(Step::Agreed));
        open.act(Action::Rate(item(2), Rating::Fully));
        open.act(Action::SaveAgain);
        assert_eq!(in_session(&open).agreed.len(), 1, "what cannot be written stays");
        // nor by one that would open it.
        listed.pin(Purpose::Open(id.clone(), Step::Overview), PIN);
        assert_eq!((listed.told(), listed.state.unreadable.len()), (Some(why), 1));
        assert_eq!(device.0.borrow().sessions[&id], text);
    }
}

// Whatever is done

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "",
            "2468",
            "0000",
            "12",
            "6",
            "999",
            "#/workshop/result",
            "#/result",
            "session",
            "\u{0}=ü\u{202e}"
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ]
}

fn any_item() -> impl Strategy<Value = ItemId> {
    let mut ids: Vec<ItemId> = (0..6).map(item).collect();
    ids.extend(["", "no.such.item"].map(ItemId::from));
    select(ids)
}

fn any_step() -> impl Strategy<Value = Step> {
    use Step::{Agreed, Code, Discuss, Home, Overview, Paper, Result, Setup};
    select(vec![Home, Setup, Overview, Code, Paper, Result, Discuss(0), Discuss(usize::MAX), Agreed])
}

fn any_visit() -> impl Strategy<Value = Visit> {
    use Visit::{Back, Begin, Finish, GoOn, Next, StartOver, StillHere, Submit, ToOpen, Uncover};
    let mut all = vec![
        Begin, GoOn, StartOver, Next, Next, Next, Back, ToOpen, Submit, Submit, Finish, StillHere, Uncover,
    ];
    all.extend(Part::ALL.map(Visit::Side));
    select(all)
}

fn any_export() -> impl Strategy<Value = Export> {
    use Export::{Csv, Json, JsonLines, Markdown, SetUp, Working, WorkingCsv, WorkingJsonLines};
    select(vec![Json, Csv, JsonLines, Markdown, SetUp, Working, WorkingCsv, WorkingJsonLines])
}

/// Files as people may pick them: of the session that the device has, of people, and none.
fn any_file(session: &str) -> impl Strategy<Value = String> + use<> {
    let own = {
        let mut file = session_v1::read(include_str!("sessions/session-v1.json")).unwrap().session;
        session.clone_into(&mut file.id);
        session_v1::write_pretty(&file)
    };
    let other = include_str!("sessions/session-v1.json").to_owned();
    prop_oneof![
        (0..4usize).prop_map(late),
        select(vec![own, other, "{}".to_owned(), String::new()]),
        any_text(),
    ]
}

fn any_action(session: &str) -> impl Strategy<Value = Action> + use<> {
    let id = session.to_owned();
    let purpose = prop_oneof![
        any_step().prop_map({
            let id = id.clone();
            move |step| Purpose::Open(id.clone(), step)
        }),
        Just(Purpose::EndKiosk),
        any_export().prop_map(Purpose::Export),
        Just(Purpose::Open("none".into(), Step::Result)),
    ];
    let dialog = prop_oneof![purpose.prop_map(Dialog::Pin), Just(Dialog::Reveal)];
    let field = prop_oneof![
        any_text().prop_map(Field::Title),
        any_text().prop_map(Field::It),
        any_text().prop_map(Field::Business),
        select(vec![None, Some(0), Some(3), Some(5), Some(u32::MAX)]).prop_map(Field::Threshold),
        Just(consent()),
        any_text().prop_map(Field::Devices),
        any::<u32>().prop_map(Field::Idle),
        any_text().prop_map(Field::Pin),
    ];
    let files = prop::collection::vec((any_text(), prop::option::of(any_file(session))), 0..3);
    let store = select(vec![StoreStatus::Ok, StoreStatus::Full, StoreStatus::Failed]);
    let facilitator = prop_oneof![
        any_step().prop_map(Action::Go),
        Just(Action::Leave),
        Just(Action::DismissNotice),
        dialog.prop_map(|dialog| Action::OpenDialog(dialog, FocusPlace::Heading)),
        Just(Action::CloseDialog),
        Just(Action::TypePin(PIN.into())),
        any_text().prop_map(Action::TypePin),
        Just(Action::EnterPin),
        Just(Action::Confirm),
        (0..4usize, select(vec![Keep::Here, Keep::File, Keep::Both]))
            .prop_map(|(at, keep)| Action::Settle(at, keep)),
        Just(Action::SetUp),
        field.prop_map(Action::Set),
        Just(Action::KeepSetUp),
        Just(Action::Collect),
        any_text().prop_map(Action::TypeCode),
        select(Part::ALL.to_vec()).prop_map(Action::CodeSide),
        Just(Action::TakeCode),
        Just(Action::SwitchCamera),
        select(Part::ALL.to_vec()).prop_map(Action::PaperSide),
        Just(Action::TakePaper),
        Just(Action::DropPaper),
        any_export().prop_map(Action::Export),
        files.prop_map(|files| Action::Picked(
            files.into_iter().map(|(name, text)| Picked { name, text }).collect()
        )),
    ];
    let both = prop_oneof![
        (any_item(), select(Rating::ALL.to_vec())).prop_map(|(item, rating)| Action::Rate(item, rating)),
        (any_item(), select(vec!["1", "4", "b", "n", "x"]))
            .prop_map(|(item, key)| Action::Key(item, key.into())),
        any_item().prop_map(Action::Clear),
        any_text().prop_map(Action::Navigated),
        any_step().prop_map(|step| Action::Navigated(step.path())),
        any_text().prop_map(|text| Action::Scanned(Scanned::Text(text))),
        Just(Action::Scanned(Scanned::Denied)),
        any::<u32>().prop_map(Action::Tick),
        (95..125u32).prop_map(Action::Tick),
        Just(Action::Covered),
        Just(Action::PdfMade(PdfOutcome::Failed)),
        Just(Action::Copied(CopyOutcome::Failed)),
        store.prop_map(Action::AssessmentSaved),
    ];
    let agreeing = prop_oneof![
        Just(Action::Turn(Whither::Before)),
        Just(Action::Turn(Whither::After)),
        (any_item(), any_text()).prop_map(|(item, text)| Action::Dissent(item, text)),
        Just(Action::AgreeShared),
        any_text().prop_map(|name| Action::Sign(pomscope_core::group::Whose::Business, name)),
        Just(Action::Adopt),
        Just(Action::Pdf),
        Just(Action::SaveAgain),
        any_text().prop_map(Action::Copy),
        any_text().prop_map(Action::ExportUnreadable),
    ];
    prop_oneof![3 => any_visit().prop_map(Action::Visit), 4 => facilitator, 3 => both, 1 => agreeing]
}

/// What the device does on the way.
#[derive(Clone, Copy, Debug)]
enum Chance {
    Performs(usize),
    Settles,
    Refuses(StoreStatus),
    Works,
    Passes(i32),
    Dies,
}

fn any_chance() -> impl Strategy<Value = Chance> {
    prop_oneof![
        4 => (0..5usize).prop_map(Chance::Performs),
        8 => Just(Chance::Settles),
        1 => select(vec![StoreStatus::Full, StoreStatus::Denied]).prop_map(Chance::Refuses),
        1 => Just(Chance::Works),
        1 => (-300..300i32).prop_map(Chance::Passes),
        1 => Just(Chance::Dies),
    ]
}

fn any_beat() -> impl Strategy<Value = Beat> {
    prop_oneof![
        3 => Just(Beat::Waits),
        2 => Just(Beat::Renders),
        2 => (0usize..6).prop_map(Beat::RendersLate),
    ]
}

/// A device with a session of eight, revealed or not. Its random digits are the same each time, and so is the session's id.
fn collecting(revealed: bool) -> Tab {
    let device = Device::new();
    let mut tab = device.tab();
    tab.set_up(&[&heads(4, 4)[..], &[consent()]].concat());
    tab.act(Action::Collect);
    tab.collect(&people(4, 4));
    tab.end_kiosk();
    if revealed {
        tab.reveal();
    }
    tab
}

fn session_id() -> &'static str {
    static ID: LazyLock<String> = LazyLock::new(|| {
        let device = Device::new();
        device.tab().set_up(&[&heads(4, 4)[..], &[consent()]].concat());
        device.session()
    });
    &ID
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done, refused or cut off: nothing stops, no response that was said to be in goes, no single one stands in a published file, and what is told before a reveal is counts.
    #[test]
    fn nothing_that_is_done_in_any_order_loses_a_response_or_publishes_one(
        revealed in any::<bool>(),
        kiosk in any::<bool>(),
        acts in prop::collection::vec((any_action(session_id()), any_chance()), 0..60),
    ) {
        let mut tab = collecting(revealed);
        let device = tab.device.clone();
        let session = device.session();
        prop_assert_eq!(&session, session_id());
        let mut kept: BTreeSet<String> = device.responses().into_keys().collect();
        if kiosk {
            tab.act(Action::Collect);
        }
        for (action, chance) in acts {
            tab.hear(action);
            match chance {
                Chance::Performs(steps) => (0..steps).for_each(|_| { tab.step(); }),
                Chance::Settles => tab.settle(),
                Chance::Refuses(status) => device.refuse(Some(status)),
                Chance::Works => device.refuse(None),
                Chance::Passes(secs) => device.pass(f64::from(secs)),
                Chance::Dies => tab = tab.killed(),
            }
            if tab.left.is_some() {
                tab = tab.killed();
            }
            let now: BTreeSet<String> = device.0.borrow().responses_of(&session).into_keys().collect();
            prop_assert!(now.is_superset(&kept));
            kept = now;
            if let Some(kiosk) = tab.state.kiosk.as_deref() {
                if kiosk.stage == Stage::Done {
                    prop_assert!(kept.contains(&number_of(kiosk)));
                }
                prop_assert!(tab.state.open.is_none());
            }
            for effect in std::mem::take(&mut tab.done) {
                if let Effect::Download { name, text, .. } = effect
                    && !name.contains("identifying") && !name.starts_with("pomscope-session-")
                {
                    for id in &kept {
                        prop_assert!(!text.contains(&format!("\"{id}\"")) && !text.contains(&format!("\n{id},")), "{}", id);
                    }
                }
            }
            if let Some(open) = tab.state.open.as_deref() {
                prop_assert!(open.reveal.is_some() || !tab.state.step.needs_reveal());
            }
        }
    }

    /// However actions, renders and the store's answers fall together; `laws.rs` has the same of the questions and the desk.
    #[test]
    fn every_effect_is_performed_exactly_once_and_in_order(
        revealed in any::<bool>(),
        script in prop::collection::vec((any_action(session_id()), any_beat()), 0..40),
    ) {
        let tab = collecting(revealed);
        let device = tab.device.clone();
        let step = |state: &mut pomscope_core::room::State, action: Action| {
            let random = "0123456789abcdef0123456789abcdef".into();
            update(state, Event { action, now: Moment(device::MORNING), random })
        };
        let answer = |effect: &Effect| device.0.borrow_mut().perform(effect);
        let (asked, performed) = turns::run((tab.state, Vec::new()), script, step, answer);
        prop_assert_eq!(performed, asked);
    }

    #[test]
    fn a_working_file_gives_a_fresh_device_the_same_responses(
        people in prop::collection::vec((select(vec![Side::It, Side::Business]), 0..6usize, any::<u64>()), 0..8),
        title in any_text(),
    ) {
        let mut tab = Device::new().tab();
        tab.set_up(&[&heads(6, 6)[..], &[Field::Title(title)]].concat());
        let files: Vec<String> = people
            .into_iter()
            .map(|(side, number, id)| file(&format!("{id:016x}"), Some(side), |slot| mixed(Part::It, number, slot)))
            .collect();
        tab.pick(&files.iter().map(String::as_str).collect::<Vec<_>>());
        let text = working(&mut tab);
        let fresh = Device::seeded(4);
        let mut other = fresh.tab();
        import(&mut other, &text);
        prop_assert_eq!(in_session(&other), in_session(&tab));
        prop_assert_eq!(fresh.responses(), tab.device.responses());
        let mut again = fresh.tab();
        again.open_session();
        prop_assert_eq!(in_session(&again), in_session(&tab));
        prop_assert_eq!(&working(&mut again), &text);
    }
}

/// The id under which a kiosk's response was stored, by the code of its copy.
fn number_of(kiosk: &pomscope_core::room::Kiosk) -> String {
    let code = kiosk.finished(sample::real()).code.unwrap();
    let decoded = pomscope_core::code::decode(&[sample::real()], code.plain()).unwrap();
    let pomscope_core::code::Kind::InSession(number) = decoded.kind else { panic!() };
    pomscope_core::room::response_id(number).unwrap().to_string()
}
