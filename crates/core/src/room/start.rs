//! The room's first state, from what the session store holds and where this tab was, and the effects that follow at once.

use std::rc::Rc;

use crate::json::{Value, parse};
use crate::kit::Kit;
use crate::room::kiosk;
use crate::room::update::assessments_place;
use crate::room::{
    CodeEntry, Dialog, Effect, Exit, Lack, Listed, PaperEntry, Purpose, Setup, State, Step, Taking,
};
use crate::state::{FocusPlace, SaveStatus, StoreStatus, Surroundings, Unreadable};
use crate::table::Table;
use crate::text::Message;
use crate::time::Moment;
use crate::wire::room_v1;
use crate::wire::session_v1::SessionError;

/// Makes the first state: `saved` is what the session store answered, `place` this tab's place, `address` what stands after `#` where the program owns the address.
#[must_use]
pub fn start(
    kit: Rc<Kit>,
    surroundings: Surroundings,
    saved: &str,
    place: Option<&str>,
    address: &str,
    now: Moment,
) -> (State, Vec<Effect>) {
    let saved = parse(saved).unwrap_or_default();
    let text = |key: &str| saved.get(key).and_then(Value::as_str);
    let (sessions, unreadable) = sorted(&kit, &saved);
    let place = place.and_then(|place| parse(place).ok()).unwrap_or_default();
    let was = |key: &str| place.get(key).and_then(Value::as_str);
    let wanted = Step::parse(address).filter(|_| !address.is_empty());
    let step = wanted.or_else(|| was("workshop").and_then(Step::parse)).unwrap_or_default();
    let session = was("session").filter(|id| sessions.contains_key(*id)).map(str::to_owned);
    let locked = text("locked").filter(|id| sessions.contains_key(*id)).map(str::to_owned);
    let unlocked = place.get("unlocked").and_then(Value::as_bool).unwrap_or_default();
    let paper = surroundings.paper;
    let mut state = State {
        exit: Exit::default(),
        store: StoreStatus::parse(text("status").unwrap_or("failed")),
        lacks: lacks(&saved),
        sessions,
        unreadable,
        step: Step::Home,
        open: None,
        kiosk: None,
        setup: Setup::default(),
        code: CodeEntry::default(),
        paper: PaperEntry::default(),
        gate: crate::room::pin::Gate::default(),
        dialog: None,
        opener: None,
        notice: None,
        save: SaveStatus::Idle,
        taking: Taking { paper, ..Taking::default() },
        opening: None,
        adopting: None,
        assessment: assessments_place(&place),
        surroundings: Rc::new(surroundings),
        kit,
    };
    let mut effects = Vec::new();
    let drafts = kiosk::drafts(&state, &mut effects, &saved, now);
    match (locked, session) {
        (Some(locked), _) => {
            let found = drafts.into_iter().find_map(|(of, found)| (of == locked).then_some(found));
            kiosk::begin(&mut state, &mut effects, &locked, found);
        }
        (None, Some(session)) if unlocked => {
            state.opening = Some((session.clone(), step));
            effects.push(Effect::Open { session });
        }
        (None, Some(session)) if step.needs_session() => {
            state.dialog = Some(Dialog::Pin(Purpose::Open(session, step)));
            state.opener = Some(FocusPlace::Heading);
        }
        // A set-up that was being filled in is begun anew: it held nothing of anybody's.
        (None, _) if step == Step::Setup => {
            state.step = step;
            state.setup = Setup::new();
        }
        (None, _) => {}
    }
    if Some(state.path().as_str()) != Some(address) {
        effects.push(Effect::Address { path: state.path(), replace: true });
    }
    effects.push(Effect::KeepPlace(crate::room::update::place(&state)));
    (state, effects)
}

fn lacks(saved: &Value) -> Vec<Lack> {
    let named = saved.get("lacks").and_then(Value::as_array).into_iter().flatten();
    named.filter_map(|lack| Lack::parse(lack.as_str()?)).collect()
}

/// The records by id, and those that are not understood: these stay as they are.
fn sorted(kit: &Kit, saved: &Value) -> (Table<String, Listed>, Vec<Unreadable>) {
    let (mut sessions, mut unreadable) = (Table::new(), Vec::new());
    for entry in saved.get("sessions").and_then(Value::as_array).into_iter().flatten() {
        let field = |key: &str| entry.get(key).and_then(Value::as_str);
        let (Some(id), Some(text)) = (field("id"), field("text")) else { continue };
        let responses = entry.get("responses").and_then(Value::as_u64).unwrap_or_default();
        let mut aside = |reason: Message| {
            unreadable.push(Unreadable {
                id: id.to_owned(),
                text: text.to_owned(),
                reason,
                pack: String::new(),
            });
        };
        match room_v1::read(text) {
            Ok(record) if kit.find(&record.session.pack_id).is_none() => {
                aside(Message::new("room.read.otherPack").with("pack", record.session.pack_id));
            }
            Ok(mut record) => {
                id.clone_into(&mut record.session.id);
                let responses = usize::try_from(responses).unwrap_or(usize::MAX);
                let listed = Listed { record, text: text.to_owned(), responses };
                sessions.insert(id.to_owned(), listed);
            }
            Err(SessionError::Newer { .. }) => aside(Message::new("room.read.newer")),
            Err(_) => aside(Message::new("room.read.damaged")),
        }
    }
    (sessions, unreadable)
}
