//! What only the desk does to the state: the actions that its screens alone send, and its arrival in the questions' place. It is reached through a pointer, so that the part of the program that asks the questions holds none of it.

use std::rc::Rc;

use crate::answers::Assessment;
use crate::json::{Value, parse};
use crate::pack::Pack;
use crate::state::shelf::{Record, Sorted, sort};
use crate::state::step::code_in;
use crate::state::update::{Turn, cut};
use crate::state::{
    Action, Dialog, Effect, FocusPlace, Notice, PacksWish, Picked, SaveStatus, State, Step, StoreStatus,
    Tone, answering, desk, importing, lenses, place, sharing, versions,
};
use crate::text::Message;
use crate::time::Moment;
use crate::wire;

/// The desk's part of `start` and `update`.
#[derive(Clone, Copy, Debug)]
pub struct DeskPart(pub(super) &'static Parts);

/// What the desk does where.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) act: fn(&mut Turn<'_>, Action),
    /// While a lens shows: whether the action was the lenses' and is done.
    pub(super) takes: fn(&mut Turn<'_>, &Action) -> bool,
    /// An assessment as it is written, and whether two are the same: without the desk less can be in one.
    pub(super) written: fn(&Assessment) -> Value,
    pub(super) same: fn(&Assessment, &Assessment) -> bool,
    /// Sorts what the stores held.
    pub(super) sort: fn(&Pack, Vec<Record>) -> Sorted,
    /// Another tab wrote an assessment.
    pub(super) told: fn(&mut Turn<'_>, &str, String),
    /// After another screen was shown.
    pub(super) shown: fn(&mut Turn<'_>),
    pub(super) arrive: fn(&mut State, (StoreStatus, StoreStatus), &str, Moment) -> Vec<Effect>,
}

/// What `start` is given where the program holds the desk.
#[must_use]
pub fn desk_part() -> DeskPart {
    DeskPart(&Parts {
        act,
        takes: lenses::takes,
        written: wire::value_of,
        same: |one, other| one == other,
        sort,
        told,
        shown,
        arrive,
    })
}

/// What another tab wrote, by the function that the questions hold no more than a pointer to.
fn told(turn: &mut Turn<'_>, id: &str, text: String) {
    turn.told(id, text);
}

/// Lets an action that only the desk's screens send change the state.
fn act(turn: &mut Turn<'_>, action: Action) {
    match action {
        Action::TypeName(name) => {
            if let Some(Dialog::Rename { title, .. }) = &mut turn.state.dialog {
                *title = cut(name);
            }
        }
        Action::Desk(action) => desk::act(turn, Rc::unwrap_or_clone(action)),
        Action::Open(id) => turn.open(id),
        Action::Rate(..)
        | Action::Key(..)
        | Action::Clear(_)
        | Action::SetNote(..)
        | Action::SetEvidence(..)
        | Action::SetReason(..)
        | Action::Settle(..)
        | Action::KeepAsSaid(_)
        | Action::SetMetric(..)
        | Action::SetImportance(..)
        | Action::SwitchKeys => answering::act(turn, action),
        Action::Picked(Some(file)) => desk::picked(turn, file),
        Action::Rename => rename(turn),
        Action::ResolveImport(choice) => importing::resolve(turn, choice),
        Action::Duplicate(id) => duplicate(turn, &id),
        Action::DeleteConfirmed => delete_one(turn),
        Action::DeleteUnreadable(id) => {
            turn.state.unreadable.retain(|other| other.id != id);
            turn.effects.push(Effect::Remove { ids: vec![id] });
            turn.effects.push(Effect::Focus(FocusPlace::Heading));
        }
        Action::ExportUnreadable(id) => {
            if let Some(raw) = turn.state.unreadable.iter().find(|other| other.id == id) {
                let name = format!("pomscope-{id}.json");
                let text = raw.text.clone();
                turn.effects.push(Effect::Download { name, media_type: "application/json", text });
            }
        }
        Action::Print => {
            let title =
                turn.state.assessment().map(|assessment| turn.state.title_of(assessment)).unwrap_or_default();
            let title = turn.state.texts().fill("report.fileTitle", &[("title", title)]);
            turn.effects.push(Effect::Print { title });
        }
        Action::Printed(false) => turn.notice(Tone::Bad, Message::new("notice.printFailed"), Vec::new()),
        _ => {}
    }
}

/// What a screen wants fetched once it is shown, and what its being left means.
fn shown(turn: &mut Turn<'_>) {
    let step = turn.state.step;
    if matches!(step, Step::Report | Step::Compare) {
        turn.effects.push(Effect::DressReport);
    }
    if matches!(step, Step::Result | Step::Report | Step::Compare) {
        turn.effects.push(Effect::FetchPdf);
    }
    if step == Step::Shelf {
        turn.effects.push(Effect::Packs(PacksWish::List));
    }
    versions::shown(turn);
    sharing::shown(turn);
    desk::shown(turn);
}

fn rename(turn: &mut Turn<'_>) {
    if let Some(Dialog::Rename { id, title }) = turn.state.dialog.clone() {
        let current = turn.state.current.replace(id);
        turn.change(|assessment, _| title.trim().clone_into(&mut assessment.title));
        turn.state.current = current;
    }
    turn.close_dialog();
}

fn duplicate(turn: &mut Turn<'_>, id: &str) {
    let Some(entry) = turn.state.shelf.get(id) else { return };
    let copy = importing::copy_of(turn, &entry.assessment);
    let (copy_id, title) = (copy.id.clone(), copy.title.clone());
    turn.put(copy);
    turn.save(&copy_id);
    turn.notice(Tone::Good, Message::new("notice.duplicated").with("title", title), Vec::new());
}

fn delete_one(turn: &mut Turn<'_>) {
    let Some(Dialog::Delete(id)) = turn.state.dialog.clone() else { return };
    turn.state.dialog = None;
    turn.state.opener = None;
    turn.state.shelf.remove(&id);
    turn.state.places.remove(&id);
    if turn.state.current.as_ref() == Some(&id) {
        turn.state.current = None;
    }
    turn.effects.push(Effect::Remove { ids: vec![id] });
    turn.go(Step::Shelf, true);
    turn.notice(Tone::Good, Message::new("notice.deleted"), Vec::new());
}

/// Goes on where the questions left off, as `handover` told it; does nothing at a start of its own.
fn arrive(
    state: &mut State,
    (local, durable): (StoreStatus, StoreStatus),
    place: &str,
    now: Moment,
) -> Vec<Effect> {
    let told = parse(place).unwrap_or_default();
    let text = |key: &str| told.get(key).and_then(Value::as_str);
    let flag = |key: &str| told.get(key).and_then(Value::as_bool).unwrap_or_default();
    let path = text("to").unwrap_or_default();
    if path.is_empty() {
        let mut turn = Turn { state, now, random: String::new(), effects: Vec::new() };
        if turn.state.step == Step::Shelf {
            turn.effects.push(Effect::Packs(PacksWish::List));
        }
        versions::shown(&mut turn);
        return turn.effects;
    }
    let to = Step::parse(path, &state.content.pack).unwrap_or_default();
    let mut unsaved = Vec::new();
    for kept in told.get("kept").and_then(Value::as_array).into_iter().flatten() {
        let field = |key: &str| kept.get(key).and_then(Value::as_str);
        let (Some(id), Some(Ok(read))) = (field("id"), field("text").map(wire::read)) else { continue };
        let entry = state.shelf.get_or_default(id.to_owned());
        entry.assessment = Rc::new(read.assessment);
        unsaved.push(id.to_owned());
    }
    let place = place::read(place, &state.content.pack);
    // The screen of the questions that led here.
    Rc::make_mut(&mut state.desk.books).came = place.step;
    state.current = place.current.filter(|id| state.shelf.contains_key(id));
    let mut turn = Turn { state, now, random: String::new(), effects: Vec::new() };
    // What the start found amiss, the questions have said.
    turn.state.notice = None;
    for other in told.get("elsewhere").and_then(Value::as_array).into_iter().flatten() {
        let field = |key: &str| other.get(key).and_then(Value::as_str);
        if let (Some(id), Some(text)) = (field("id"), field("text")) {
            turn.random = field("random").unwrap_or_default().to_owned();
            turn.told(id, text.to_owned());
        }
    }
    for id in &unsaved {
        turn.save(id);
    }
    turn.go_to(to, code_in(path).to_owned(), flag("replace"));
    let mut effects = turn.effects;
    let brought = state.notice.take();
    // As it was, so that what was said already is not said again should it be refused again.
    if !flag("idle") {
        state.save = SaveStatus::of(local, durable);
    }
    let said = |text: &str| Message::new("notice.said").with("text", text);
    state.notice = text("notice").map(|message| Notice {
        tone: match text("tone") {
            Some("good") => Tone::Good,
            Some("bad") => Tone::Bad,
            _ => Tone::Careful,
        },
        message: said(message),
        details: told
            .get("details")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(said)
            .collect(),
    });
    let mut turn =
        Turn { state, now, random: text("random").unwrap_or_default().to_owned(), effects: Vec::new() };
    if let Some(id) = text("open") {
        turn.open(id.to_owned());
    }
    if let Some(Notice { tone, message, details }) = brought {
        versions::add_notice(&mut turn, tone, message, details);
    }
    for file in told.get("files").and_then(Value::as_array).into_iter().flatten() {
        let field = |key: &str| file.get(key).and_then(Value::as_str).map(str::to_owned);
        turn.random = field("random").unwrap_or_default();
        turn.import(Picked { name: field("name").unwrap_or_default(), text: field("text") });
    }
    effects.extend(turn.effects);
    effects
}
