//! Files of sessions: one that is new here is opened, one of the open session is merged with it; what the two say differently is asked about, one by one.

use crate::digest::digest;
use crate::group::{Conflict, Merged, NotMerged, ResponseId, Session, merge};
use crate::json::parse;
use crate::room::hand_out::KIOSK;
use crate::room::open::stored;
use crate::room::pin::{guard, is_pin};
use crate::room::update::Turn;
use crate::room::{Dialog, Effect, Keep, Purpose, Record, Step};
use crate::state::{FocusPlace, StoreStatus, Tone, Urgency};
use crate::text::Message;
use crate::wire::room_v1::{self, RoomRecord};
use crate::wire::session_v1::{self, SESSION_FORMAT, SessionError};

/// Two files of one session with what they said differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Merging {
    /// The file's session.
    pub file: Session,
    /// What comes of both.
    pub merged: Merged,
    /// What is kept of each conflict, in their order; none while it was not decided.
    pub kept: Vec<Option<Keep>>,
}

impl Merging {
    fn new(file: Session, merged: Merged) -> Self {
        let told = |conflict: &Conflict| matches!(conflict, Conflict::Rule).then_some(Keep::Here);
        let kept = merged.conflicts.iter().map(told).collect();
        Self { file, merged, kept }
    }

    /// What may be kept of a response that both have: one that was revealed stays under its number as it was shown.
    pub(super) fn offers(&self, here: &Session, id: &ResponseId) -> Vec<Keep> {
        let revealed = |session: &Session| session.reveals.iter().flatten().any(|revealed| revealed == id);
        if revealed(here) {
            vec![Keep::Here, Keep::Both]
        } else if revealed(&self.file) {
            vec![Keep::File, Keep::Both]
        } else {
            vec![Keep::Here, Keep::File, Keep::Both]
        }
    }
}

/// Whether a text is a session's working file, and what it holds; none for anything else.
pub(super) fn file_of_session(text: &str) -> Option<Result<Session, SessionError>> {
    let value = parse(text.trim_start_matches('\u{feff}')).ok()?;
    (value.get("format").and_then(crate::json::Value::as_str) == Some(SESSION_FORMAT))
        .then(|| session_v1::read_value(value).map(|read| read.session))
}

impl Turn<'_> {
    pub(super) fn take_session(&mut self, name: &str, session: Result<Session, SessionError>) {
        let failed =
            |why: &'static str| (Message::new("import.failed").with("name", name), vec![Message::new(why)]);
        let open = self.state.open.as_deref().map(|open| open.record.session.id.clone());
        let session = match session {
            // The command line puts single files together under no id: their responses go to the session that is open, or make
            // a new one.
            Ok(session) if session.id.is_empty() => {
                let id = open.clone().unwrap_or_else(|| self.fresh_id());
                Ok(Session { id, ..session })
            }
            session => session,
        };
        let session = match session {
            Ok(session) if ResponseId::parse(&session.id).is_none() => {
                let (message, details) = failed("room.read.damaged");
                return self.notice(Tone::Bad, message, details);
            }
            Ok(session) if self.state.kit.find(&session.pack_id).is_none() => {
                let why = Message::new("read.unknownPack").with("pack", session.pack_id);
                return self.notice(Tone::Bad, Message::new("import.failed").with("name", name), vec![why]);
            }
            Ok(session) => session,
            Err(error) => {
                let why = if matches!(error, SessionError::Newer { .. }) {
                    "room.read.newer"
                } else {
                    "room.read.damaged"
                };
                let (message, details) = failed(why);
                return self.notice(Tone::Bad, message, details);
            }
        };
        match open {
            Some(open) if open == session.id => self.merge(session),
            Some(_) if self.state.step != Step::Home => {
                self.notice(Tone::Careful, Message::new("room.merge.otherSession"), Vec::new());
            }
            _ if self.state.sessions.contains_key(&session.id) => {
                // It is guarded by its PIN; once it is open, the file can be added to it.
                let id = session.id;
                self.open_dialog(Dialog::Pin(Purpose::Open(id, Step::Overview)), FocusPlace::Heading);
                self.notice(Tone::Careful, Message::new("room.merge.openFirst"), Vec::new());
            }
            _ if self.state.store != StoreStatus::Ok => {
                self.notice(Tone::Bad, Message::new("room.setup.error.store"), Vec::new());
            }
            _ => self.open_dialog(Dialog::ChoosePin(Box::new(session)), FocusPlace::Heading),
        }
    }

    /// Puts a session that came as a file on this device, under the PIN that was typed.
    pub(super) fn choose_pin(&mut self) {
        let typed = self.state.gate.typed.trim().to_owned();
        if !is_pin(&typed) {
            self.state.gate.refused = true;
            self.effects.push(Effect::Announce(Message::new("room.setup.error.pin"), Urgency::Assertive));
            self.effects.push(Effect::Focus(FocusPlace::Id("pin".into())));
            return;
        }
        let Some(Dialog::ChoosePin(session)) = self.state.dialog.take() else { return };
        self.state.opener = None;
        self.state.gate = crate::room::pin::Gate::default();
        let mut record = RoomRecord {
            session: *session,
            begun: self.state.surroundings.today.clone(),
            ..RoomRecord::default()
        };
        if let Some(told) = record.session.extra.remove(KIOSK) {
            record.device = room_v1::behaving(&told);
        }
        record.device.pin = guard(&record.session.id, &typed);
        let with = records(&record.session);
        self.begin_session(record, with);
        self.notice(Tone::Good, Message::new("room.opened.file"), Vec::new());
    }

    fn merge(&mut self, file: Session) {
        let Some(open) = self.state.open.as_deref() else { return };
        let here = open.record.session.clone();
        match merge(&here, &file) {
            Err(NotMerged::OtherSession) => {
                self.notice(Tone::Careful, Message::new("room.merge.otherSession"), Vec::new());
            }
            Err(NotMerged::OtherPack) => {
                let why = Message::new("read.unknownPack").with("pack", file.pack_id);
                self.notice(Tone::Bad, why, Vec::new());
            }
            Ok(merged) if merged.conflicts.is_empty() => self.take_merged(merged.session),
            Ok(merged) => {
                let merging = Box::new(Merging::new(file, merged));
                self.open_dialog(Dialog::Merge(merging), FocusPlace::Heading);
            }
        }
    }

    pub(super) fn settle(&mut self, at: usize, keep: Keep) {
        if let Some(Dialog::Merge(merging)) = &mut self.state.dialog
            && let Some(kept) = merging.kept.get_mut(at)
        {
            *kept = Some(keep);
        }
    }

    /// Takes the merged session as it was decided; where something was not, focus goes there.
    pub(super) fn take_decided(&mut self) {
        let Some(Dialog::Merge(merging)) = &self.state.dialog else { return };
        if let Some(at) = merging.kept.iter().position(Option::is_none) {
            self.effects.push(Effect::Announce(Message::new("room.merge.undecided"), Urgency::Assertive));
            self.effects.push(Effect::Focus(FocusPlace::Id(format!("conflict-{at}-here"))));
            return;
        }
        let Some(here) = self.state.open.as_deref().map(|open| open.record.session.clone()) else { return };
        let merging = Merging::clone(merging);
        // Answers may have come in while the dialog was open.
        let Ok(merged) = merge(&here, &merging.file) else { return self.close_dialog() };
        if merged.conflicts != merging.merged.conflicts {
            self.state.dialog = Some(Dialog::Merge(Box::new(Merging::new(merging.file, merged))));
            self.effects.push(Effect::Announce(Message::new("room.merge.undecided"), Urgency::Assertive));
            self.effects.push(Effect::Focus(FocusPlace::Heading));
            return;
        }
        let mut session = merged.session;
        for (conflict, kept) in merged.conflicts.into_iter().zip(&merging.kept) {
            decide(&mut session, &here, &merging, conflict, kept.unwrap_or_default());
        }
        self.close_dialog();
        self.take_merged(session);
    }

    fn take_merged(&mut self, session: Session) {
        let kit = std::rc::Rc::clone(&self.state.kit);
        let Some(open) = self.state.open.as_deref_mut() else { return };
        let before = open.record.session.responses.len();
        let added = session.responses.len().saturating_sub(before);
        let changed = session
            .responses
            .iter()
            .filter(|(id, response)| open.record.session.responses.get(id) != Some(response));
        open.with.extend(changed.map(|(id, response)| stored(id, response)));
        open.record.session = session;
        open.replay(&kit.asking(&open.record.session.pack_id).content.pack);
        self.change(|_| {});
        self.go(Step::Overview, true);
        self.notice(Tone::Good, Message::new("room.merge.done").count("n", added), Vec::new());
    }
}

/// All responses of a session as the store holds them.
pub(super) fn records(session: &Session) -> Vec<Record> {
    session.responses.iter().map(|(id, response)| stored(id, response)).collect()
}

/// Puts what was decided into the merged session.
fn decide(session: &mut Session, here: &Session, merging: &Merging, conflict: Conflict, keep: Keep) {
    let file = &merging.file;
    let from = if keep == Keep::File { file } else { here };
    match conflict {
        // What either room was promised holds: the merge took the stricter, and that is told, not asked.
        Conflict::Rule => {}
        Conflict::Title => session.title.clone_from(&from.title),
        Conflict::PackVersion => session.pack_version.clone_from(&from.pack_version),
        Conflict::Form => session.form = from.form,
        Conflict::HeadCounts => session.heads = from.heads,
        Conflict::Reveals => session.reveals.clone_from(&from.reveals),
        Conflict::Signed => session.signed.clone_from(&from.signed),
        Conflict::Response(id) => {
            let offers = merging.offers(here, &id);
            let keep = if offers.contains(&keep) { keep } else { Keep::Both };
            let of_file = keep == Keep::File || offers.first() == Some(&Keep::File);
            let (kept, beside) = if of_file { (file, here) } else { (here, file) };
            if let Some(response) = kept.responses.get(&id) {
                session.responses.insert(id.clone(), response.clone());
            }
            if keep == Keep::Both
                && let Some(beside) = beside.responses.get(&id)
            {
                // A number of its own for whoever was given one that was taken: the same one whenever and wherever the two meet
                // again, so that nobody comes to count twice.
                let own = format!("{} {}", session.id, session_v1::response_value(&id, beside));
                if let Some(own) = ResponseId::parse(&format!("b{:016x}", digest(own.bytes()))) {
                    session.responses.insert(own, beside.clone());
                }
            }
        }
        Conflict::Agreed(item) => {
            if let Some(agreed) = from.agreed.get(item.as_str()) {
                session.agreed.insert(item.clone(), agreed.clone());
            }
        }
        Conflict::Other(key) => {
            if let Some(value) = from.extra.get(&key) {
                session.extra.insert(key, value.clone());
            }
        }
    }
}
