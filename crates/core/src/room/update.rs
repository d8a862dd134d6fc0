//! How an action changes the room; what needs room of its own is decided in its neighbours.

use crate::answers::Rating;
use crate::json::{Map, Value, object};
use crate::lens::By;
use crate::pack::ItemId;
use crate::room::open::Open;
use crate::room::pin::{Answer, Gate};
use crate::room::tabs::join;
use crate::room::{
    Action, CodeEntry, Dialog, Effect, Event, Exit, Listed, PaperEntry, Purpose, ROOM, Record, Setup, State,
    Step, Written,
};
use crate::state::{
    FocusPlace, Notice, SaveStatus, StoreStatus, Tone, Unreadable, Urgency, Writing, not_saved_key,
};
use crate::text::Message;
use crate::time::Moment;
use crate::wire::session_v1::SessionError;
use crate::wire::{room_v1, session_v1};

/// The longest text of a field, in characters.
const LONGEST_TEXT: usize = 4000;

pub(super) fn cut(text: String) -> String {
    if text.len() <= LONGEST_TEXT { text } else { text.chars().take(LONGEST_TEXT).collect() }
}

/// Lets an event change the state; gives what is to be done, in order.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    let Event { action, now, random } = event;
    let mut turn = Turn { state, now, random, effects: Vec::new() };
    turn.act(action);
    turn.effects
}

/// One event on its way through the state.
pub(super) struct Turn<'a> {
    pub state: &'a mut State,
    pub now: Moment,
    pub random: String,
    pub effects: Vec<Effect>,
}

/// What the tab remembers: that it is in the room, which session is open and on which screen. Opened again, the session asks for its PIN.
pub(super) fn place(state: &State) -> String {
    let session = match (&state.kiosk, state.open.as_deref(), &state.dialog) {
        (Some(kiosk), ..) => Some(kiosk.record.session.id.clone()),
        (None, Some(open), _) => Some(open.record.session.id.clone()),
        (None, None, Some(Dialog::Pin(Purpose::Open(id, _)))) => Some(id.clone()),
        _ => None,
    };
    let step = match &state.dialog {
        Some(Dialog::Pin(Purpose::Open(_, step))) => *step,
        _ => state.step,
    };
    Value::Object(told(state, session, step.path())).to_string()
}

/// The room's place, with that of the assessment that the tab was at, which goes on there once the room is left.
fn told(state: &State, session: Option<String>, step: String) -> Map {
    let mut place = state.assessment.clone();
    place.insert("room".into(), true.into());
    place.insert("session".into(), session.into());
    place.insert("workshop".into(), step.into());
    place
}

/// The place of a fresh kiosk.
pub(super) fn place_of_kiosk(state: &State, session: &str) -> String {
    Value::Object(told(state, Some(session.to_owned()), ROOM.to_owned())).to_string()
}

/// The place of a session that was opened by its PIN a moment ago; no store keeps it.
pub(super) fn place_unlocked(state: &State, session: &str) -> String {
    let mut place = told(state, Some(session.to_owned()), Step::Overview.path());
    place.insert("unlocked".into(), true.into());
    Value::Object(place).to_string()
}

/// What of a tab's place is the assessment's.
pub(super) fn assessments_place(place: &Value) -> Map {
    let mut place = place.as_object().cloned().unwrap_or_default();
    for key in ["room", "session", "workshop", "unlocked"] {
        place.remove(key);
    }
    place
}

/// The place of an assessment's result, as its own program reads it.
pub(super) fn place_of_assessment(id: &str) -> String {
    object(vec![("current", id.into()), ("step", "#/result".into()), ("desk", true.into())]).to_string()
}

impl Turn<'_> {
    fn act(&mut self, action: Action) {
        match action {
            Action::Go(step) => self.go(step, false),
            Action::Leave => self.leave(),
            Action::DismissNotice => {
                self.state.notice = None;
                self.effects.push(Effect::Focus(FocusPlace::Heading));
            }
            Action::OpenDialog(dialog, opener) => self.open_dialog(dialog, opener),
            Action::CloseDialog => self.close_dialog(),
            Action::TypePin(typed) => {
                self.state.gate.typed = typed.chars().take(16).collect();
                self.state.gate.refused = false;
            }
            Action::EnterPin => self.enter_pin(),
            Action::Confirm => match &self.state.dialog {
                Some(Dialog::Reveal) => self.reveal(),
                Some(Dialog::Merge(_)) => self.take_decided(),
                Some(Dialog::ChoosePin(_)) => self.choose_pin(),
                Some(Dialog::Pin(_)) => self.enter_pin(),
                None => {}
            },
            Action::Settle(at, keep) => self.settle(at, keep),

            Action::SetUp => self.set_up(),
            Action::Set(field) => self.set(field),
            Action::KeepSetUp => self.keep_set_up(),
            Action::PickFiles => self.effects.push(Effect::PickFiles),
            Action::Collect => self.collect(),

            Action::TypeCode(typed) => self.type_code(typed),
            Action::CodeSide(part) => {
                self.state.code.side = Some(part);
                self.state.code.fault = None;
            }
            Action::TakeCode => self.take_code(),
            Action::SwitchCamera => self.switch_camera(),
            Action::PaperSide(part) => self.state.paper.part = Some(part),
            Action::TakePaper => self.take_paper(),
            Action::DropPaper => {
                let taken = self.state.paper.taken;
                self.state.paper = PaperEntry { taken, ..PaperEntry::default() };
                self.effects.push(Effect::Focus(FocusPlace::Id("paper-side-it".into())));
            }

            Action::Rate(item, rating) => self.rate(&item, Some(rating)),
            Action::Name(item, by) => self.name(&item, Some(by)),
            Action::Clear(item) if self.takes_ratings() => {
                self.rate(&item, None);
                self.name(&item, None);
                self.announce(Message::new("announce.cleared"));
                self.effects.push(Effect::Focus(FocusPlace::Id(format!("{item}-not"))));
            }
            Action::Key(item, key) if self.takes_ratings() => self.key(&item, &key),
            Action::Clear(_) | Action::Key(..) => {}

            Action::Turn(whither) => self.turn_topic(whither),
            Action::Dissent(item, text) => self.dissent(&item, text),
            Action::AgreeShared => self.agree_shared(),
            Action::Sign(whose, name) => self.sign(whose, name),
            Action::Adopt => self.adopt(),

            Action::Export(export) => self.export(export),
            Action::Pdf => self.pdf(),
            Action::Kit(part) => self.kit(part),
            Action::Choose(paper) => self.state.taking.paper = paper,
            Action::CancelPdf => self.cancel_pdf(),
            Action::Copy(text) => {
                self.state.taking.copying.clone_from(&text);
                self.state.taking.copied = None;
                self.effects.push(Effect::Copy { text });
            }
            Action::SaveAgain => self.write(),
            Action::ExportUnreadable(id) => {
                if let Some(raw) = self.state.unreadable.iter().find(|raw| raw.id == id) {
                    let name = format!("pomscope-session-{id}.json");
                    let text = raw.text.clone();
                    self.effects.push(Effect::Download { name, media_type: "application/json", text });
                }
            }

            Action::Visit(visit) => self.visit(visit),

            Action::Navigated(path) => self.navigated(&path),
            Action::Configured(surroundings) => {
                self.state.surroundings = std::rc::Rc::from(surroundings);
                // The element hears by it that all before has been performed.
                self.keep_place();
            }
            Action::Speak(lang) => self.speak(lang),
            Action::Spoken(Some(kit)) => {
                self.state.kit = kit;
                // What had failed before has come.
                if self.state.kiosk.is_some() {
                    self.state.notice = None;
                }
                self.announce(Message::new("language.now"));
            }
            Action::Spoken(None) => self.notice(Tone::Bad, Message::new("language.failed"), Vec::new()),
            Action::Picked(files) => self.picked(files),
            Action::Opened { session, status, text, responses } => {
                self.opened(&session, status, text, responses)
            }
            Action::Written(session, written) => self.written(&session, written),
            Action::Added { session, status, there } => self.added(&session, status, &there),
            Action::Removed(session, status) => self.removed(&session, status),
            // What could not be kept, or not be forgotten, is still in hand here; the response itself is told of.
            Action::DraftKept(_) => {}
            Action::AssessmentSaved(status) => self.adopted(status),
            Action::Tick(secs) => self.tick(secs),
            Action::Covered => self.cover(),
            Action::Scanned(scanned) => self.scanned(scanned),
            Action::PdfMade(outcome) => self.pdf_made(outcome),
            Action::Copied(outcome) => {
                self.state.taking.copied = Some(outcome);
                self.announce(Message::new(outcome.key()));
            }
        }
    }

    pub(super) fn announce(&mut self, message: Message) {
        self.effects.push(Effect::Announce(message, Urgency::Polite));
    }

    pub(super) fn notice(&mut self, tone: Tone, message: Message, details: Vec<Message>) {
        let urgency = if tone == Tone::Bad { Urgency::Assertive } else { Urgency::Polite };
        self.effects.push(Effect::Announce(message.clone(), urgency));
        self.state.notice = Some(Notice { tone, message, details });
    }

    fn keep_place(&mut self) {
        self.effects.push(Effect::KeepPlace(place(self.state)));
    }

    pub(super) fn fresh_id(&self) -> String {
        self.random
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(20)
            .collect::<String>()
            .to_ascii_lowercase()
    }

    // Screens

    /// Shows one of the facilitator's screens, as far as there is something to show on it.
    pub(super) fn go(&mut self, step: Step, replace: bool) {
        if self.state.kiosk.is_some() {
            return;
        }
        self.state.notice = None;
        self.state.taking.copied = None;
        self.show(step, replace);
    }

    fn show(&mut self, step: Step, replace: bool) {
        let step = self.possible(step);
        if self.state.code.camera {
            self.effects.push(Effect::Scan(crate::room::Camera::End));
        }
        self.state.code = CodeEntry::default();
        if step != Step::Paper {
            // A form that is half typed in stays while the facilitator looks elsewhere, and goes with the session.
            self.state.paper.tried = false;
        }
        if step == Step::Home {
            self.close_session();
        }
        let again = step == Step::Overview && self.state.step != Step::Overview;
        self.state.step = step;
        if again {
            self.read_again();
        }
        if step == Step::Result {
            self.effects.push(Effect::DressReport);
            self.effects.push(Effect::FetchPdf);
        }
        self.effects.push(Effect::Address { path: self.state.path(), replace });
        self.keep_place();
        self.effects.push(Effect::Focus(FocusPlace::Heading));
    }

    /// The screen itself, or what is shown where it has nothing to show.
    fn possible(&self, step: Step) -> Step {
        match (&self.state.open, step) {
            (None, step) if step.needs_session() => Step::Home,
            (Some(open), step) if step.needs_reveal() && open.reveal.is_none() => Step::Overview,
            (_, Step::Discuss(at)) => {
                let topics = self.shown().map_or(0, |shown| shown.topics().len());
                if topics == 0 { Step::Result } else { Step::Discuss(at.min(topics - 1)) }
            }
            (_, step) => step,
        }
    }

    fn close_session(&mut self) {
        self.write_the_rest();
        if let Some(open) = self.state.open.take() {
            let responses = open.record.session.responses.len();
            let mut record = open.record;
            record.session.responses.clear();
            let id = record.session.id.clone();
            let text = open.stored.unwrap_or_default();
            self.state.sessions.insert(id, Listed { record, text, responses });
        }
        self.state.paper = PaperEntry::default();
        self.state.save = SaveStatus::Idle;
    }

    /// Other tabs may have collected meanwhile.
    fn read_again(&mut self) {
        let still =
            |open: &&Open| open.writing == Writing::Still && open.adding.is_none() && open.stored.is_some();
        if let Some(open) = self.state.open.as_deref().filter(still) {
            self.effects.push(Effect::Open { session: open.record.session.id.clone() });
        }
    }

    fn leave(&mut self) {
        if self.state.kiosk.is_none() && self.state.exit == Exit::Offered {
            self.write_the_rest();
            let place = self.state.assessment.clone();
            let place = (!place.is_empty()).then(|| Value::Object(place).to_string());
            self.effects.push(Effect::Leave { place });
        }
    }

    fn navigated(&mut self, path: &str) {
        if self.state.kiosk.is_some() {
            // Our screens offer no way out of a kiosk: the address is as before.
            self.effects.push(Effect::Address { path: self.state.path(), replace: false });
            return;
        }
        let Some(step) = Step::parse(path) else { return self.leave() };
        if step == self.state.step {
            return;
        }
        if self.state.dialog.is_some() {
            self.close_dialog();
        }
        if step == Step::Setup {
            self.fill_set_up();
        }
        self.go(step, true);
    }

    // Dialogs

    pub(super) fn open_dialog(&mut self, dialog: Dialog, opener: FocusPlace) {
        self.state.gate.typed.clear();
        self.state.gate.refused = false;
        self.state.dialog = Some(dialog);
        self.state.opener = Some(opener);
    }

    pub(super) fn close_dialog(&mut self) {
        self.state.dialog = None;
        self.state.gate.typed.clear();
        if let Some(opener) = self.state.opener.take() {
            self.effects.push(Effect::Focus(opener));
        }
        self.keep_place();
    }

    /// The session that a PIN is asked for.
    fn guarded(&self, purpose: &Purpose) -> Option<(String, String)> {
        let id = match purpose {
            Purpose::Open(id, _) | Purpose::Delete(id) => id.clone(),
            Purpose::EndKiosk => self.state.kiosk.as_deref()?.record.session.id.clone(),
            Purpose::Export(_) => self.state.open.as_deref()?.record.session.id.clone(),
        };
        let open = self.state.open.as_deref().filter(|open| open.record.session.id == id);
        let device = match open {
            Some(open) => &open.record.device,
            None => &self.state.sessions.get(&id)?.record.device,
        };
        Some((id.clone(), device.pin.clone()))
    }

    fn enter_pin(&mut self) {
        let Some(Dialog::Pin(purpose)) = self.state.dialog.clone() else { return };
        let Some((session, wanted)) = self.guarded(&purpose) else { return self.close_dialog() };
        match self.state.gate.try_typed(&session, &wanted, self.now) {
            Answer::Wrong => {
                self.effects.push(Effect::Announce(Message::new("room.pin.wrong"), Urgency::Assertive));
                self.effects.push(Effect::Focus(FocusPlace::Id("pin".into())));
            }
            Answer::Wait(secs) => {
                self.state.gate.refused = true;
                let message = Message::new("room.pin.wait").count("n", secs as usize);
                self.effects.push(Effect::Announce(message, Urgency::Assertive));
                self.effects.push(Effect::Focus(FocusPlace::Id("pin".into())));
            }
            Answer::Right => {
                self.state.dialog = None;
                let opener = self.state.opener.take();
                self.state.gate = Gate::default();
                match purpose {
                    Purpose::Open(id, step) => {
                        self.state.opening = Some((id.clone(), step));
                        self.effects.push(Effect::Open { session: id });
                    }
                    Purpose::EndKiosk => self.end_kiosk(),
                    Purpose::Export(export) => {
                        self.hand_out(export);
                        self.effects.extend(opener.map(Effect::Focus));
                    }
                    Purpose::Delete(id) => self.effects.push(Effect::Remove { session: id }),
                }
            }
        }
    }

    // Rating, wherever it is

    fn rate(&mut self, item: &ItemId, rating: Option<Rating>) {
        let Some(asked) = self.state.pack().asked_item(item.as_str()) else { return };
        if rating.is_some_and(|rating| !rating.allowed(asked)) || !self.takes_ratings() {
            return;
        }
        if self.state.kiosk.is_some() {
            self.rate_at_kiosk(item, rating);
        } else if self.state.step == Step::Paper {
            self.rate_on_paper(item, rating);
        } else if self.state.step.needs_reveal() {
            self.agree(item, rating);
        }
    }

    /// Says who does what an item states, where it asks for that.
    fn name(&mut self, item: &ItemId, by: Option<By>) {
        let asks = self.state.pack().asked_item(item.as_str()).is_some_and(|item| item.traits.asks_by);
        if !asks || !self.takes_ratings() {
            return;
        }
        if self.state.kiosk.is_some() {
            self.name_at_kiosk(item, by);
        } else if self.state.step == Step::Paper {
            match by {
                Some(by) => self.state.paper.by.insert(item.clone(), by),
                None => self.state.paper.by.remove(item),
            };
        }
    }

    /// Keys 1–4 rate, B beyond, D don't know, N does not apply: only what the item offers.
    fn key(&mut self, item: &ItemId, key: &str) {
        if self.state.step == Step::Paper && self.state.kiosk.is_none() {
            return self.key_on_paper(item, key);
        }
        let rating = match key {
            "1" => Rating::Not,
            "2" => Rating::Partly,
            "3" => Rating::Largely,
            "4" => Rating::Fully,
            "b" | "B" => Rating::Beyond,
            "d" | "D" => Rating::Unknown,
            "n" | "N" => Rating::NotApplicable,
            _ => return,
        };
        let offered = self.state.pack().asked_item(item.as_str()).is_some_and(|asked| rating.allowed(asked));
        if offered {
            self.rate(item, Some(rating));
            self.effects.push(Effect::Focus(FocusPlace::Id(format!("{item}-{}", rating.as_str()))));
        }
    }

    // The open session and its store

    /// Changes the open session's record, counts the change, and writes.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut room_v1::RoomRecord)) {
        let Some(open) = self.state.open.as_deref_mut() else { return };
        change(&mut open.record);
        open.record.rev += 1;
        self.write();
    }

    pub(super) fn write(&mut self) {
        let Some(open) = self.state.open.as_deref_mut() else { return };
        if open.writing != Writing::Still {
            open.writing = Writing::SavingAndChanged;
            return;
        }
        open.writing = Writing::Saving;
        open.sent = room_v1::write(&open.record);
        open.sent_with = open.with.len();
        self.effects.push(Effect::Write {
            session: open.record.session.id.clone(),
            text: open.sent.clone(),
            expected: open.stored.clone(),
            responses: open.with.clone(),
        });
        self.state.save = SaveStatus::Saving;
    }

    fn opened(&mut self, session: &str, status: StoreStatus, text: Option<String>, responses: Vec<Record>) {
        if self.state.kiosk.is_some() {
            return;
        }
        let known = self.state.open.as_deref().is_some_and(|open| open.record.session.id == session);
        let opening = self.state.opening.take_if(|(id, _)| id.as_str() == session);
        let step = match opening {
            Some((_, step)) => step,
            None if known => self.state.step,
            // It was closed before the answer came: it is under its PIN again.
            None => return,
        };
        let (text, mut record) = match text.map(|text| (room_v1::read(&text), text)) {
            Some((Ok(record), text)) => (text, record),
            Some((Err(error), text)) => {
                let newer = matches!(error, SessionError::Newer { .. });
                let key = if newer { "room.read.newer" } else { "room.read.damaged" };
                let reason = Message::new(key);
                self.state.unreadable.push(Unreadable {
                    id: session.to_owned(),
                    text,
                    reason,
                    pack: String::new(),
                });
                return self.gone(session, key, Tone::Bad);
            }
            None if status == StoreStatus::Ok => return self.gone(session, "room.gone", Tone::Bad),
            // Whatever is open stays open: what is here may be all there is.
            None => return self.notice(Tone::Bad, Message::new("room.notRead"), Vec::new()),
        };
        session.clone_into(&mut record.session.id);
        let mut unread = 0;
        for raw in responses {
            match session_v1::read_response(&raw.text) {
                Some((id, response)) if id.as_str() == raw.id => {
                    record.session.responses.insert(id, response);
                }
                _ => unread += 1,
            }
        }
        if known {
            self.refresh(record, text);
        } else {
            let Some(kit) = self.state.kit.find(&record.session.pack_id) else {
                let message = Message::new("read.unknownPack").with("pack", record.session.pack_id);
                return self.notice(Tone::Bad, message, Vec::new());
            };
            let open = Open::new(&kit.content.pack, record, Some(text));
            self.state.open = Some(Box::new(open));
            self.state.save = SaveStatus::Saved;
            let step = if step.needs_session() { step } else { Step::Overview };
            self.state.step = Step::Home;
            self.state.notice = None;
            self.show(step, true);
            self.tell_version();
        }
        if unread > 0 {
            self.notice(Tone::Careful, Message::new("room.unread").count("n", unread), Vec::new());
        }
    }

    /// What another tab did to the open session meanwhile.
    fn refresh(&mut self, record: room_v1::RoomRecord, text: String) {
        let kit = std::rc::Rc::clone(&self.state.kit);
        // What could not be written is here alone.
        let refused = matches!(self.state.save, SaveStatus::NotSaved(_));
        let Some(open) = self.state.open.as_deref_mut() else { return };
        if open.writing != Writing::Still || open.adding.is_some() || refused {
            return;
        }
        open.record = record;
        open.stored = Some(text);
        open.replay(&kit.asking(&open.record.session.pack_id).content.pack);
    }

    fn written(&mut self, session: &str, written: Written) {
        let kit = std::rc::Rc::clone(&self.state.kit);
        let Some(open) = self.state.open.as_deref_mut().filter(|open| open.record.session.id == session)
        else {
            return self.written_after(session, &written);
        };
        let more = std::mem::take(&mut open.writing) == Writing::SavingAndChanged;
        match written {
            Written::Done(StoreStatus::Ok) => {
                // Of two writes that were under way the first says what the second leaves.
                if !open.sent.is_empty() {
                    open.stored = Some(std::mem::take(&mut open.sent));
                }
                // What came while it was written goes with the next one.
                open.with.drain(..open.sent_with.min(open.with.len()));
                self.state.save = SaveStatus::Saved;
                if more {
                    self.write();
                } else if std::mem::take(&mut open.behind) {
                    self.read_again();
                }
            }
            Written::Done(refused) => self.not_saved(refused),
            Written::Changed(Some(text)) => {
                let base = open.stored.as_deref().and_then(|text| room_v1::read(text).ok());
                let theirs = room_v1::read(&text).ok();
                let joined = theirs.and_then(|theirs| join(base.as_ref(), &open.record, &theirs).ok());
                // What is not understood, and what does not belong together, is not written over.
                let Some(joined) = joined else { return self.not_saved(StoreStatus::Failed) };
                open.record = joined;
                open.stored = Some(text);
                open.behind = true;
                let here = &open.record.session.responses;
                if open.record.session.reveals.iter().flatten().all(|id| here.contains_key(id)) {
                    open.replay(&kit.asking(&open.record.session.pack_id).content.pack);
                }
                self.write();
            }
            Written::Changed(None) if open.stored.is_some() => self.gone(session, "room.gone", Tone::Careful),
            Written::Changed(None) => self.write(),
        }
    }

    fn not_saved(&mut self, refused: StoreStatus) {
        self.state.save = SaveStatus::NotSaved(refused);
        let message = Message::new(not_saved_key(refused));
        self.effects.push(Effect::Announce(message, Urgency::Assertive));
    }

    /// What came of a session's last write once it was closed.
    fn written_after(&mut self, session: &str, written: &Written) {
        if self.state.kiosk.is_some() || !self.state.sessions.contains_key(session) {
            return;
        }
        let refused = match written {
            Written::Done(StoreStatus::Ok) => return,
            Written::Done(refused) => *refused,
            Written::Changed(_) => StoreStatus::Failed,
        };
        self.notice(Tone::Bad, Message::new(not_saved_key(refused)), Vec::new());
    }

    /// Writes what is not yet on its way into the store, before the session is closed or the program ends.
    pub(super) fn write_the_rest(&mut self) {
        let Some(open) = self.state.open.as_deref_mut() else { return };
        let refused = matches!(self.state.save, SaveStatus::NotSaved(_));
        if open.writing == Writing::SavingAndChanged {
            // The store takes one write after the other: this one is made on what the one before leaves.
            let text = room_v1::write(&open.record);
            let expected = Some(std::mem::replace(&mut open.sent, text.clone()));
            let responses = open.with.get(open.sent_with..).unwrap_or_default().to_vec();
            let session = open.record.session.id.clone();
            self.effects.push(Effect::Write { session, text, expected, responses });
            open.writing = Writing::Saving;
            open.sent_with = open.with.len();
        } else if refused && open.writing == Writing::Still {
            self.write();
        }
    }

    /// Closes the open session, which can no longer be shown.
    fn gone(&mut self, session: &str, key: &'static str, tone: Tone) {
        self.state.sessions.remove(session);
        self.state.open = None;
        self.state.dialog = None;
        self.state.opener = None;
        self.state.save = SaveStatus::Idle;
        self.go(Step::Home, true);
        self.notice(tone, Message::new(key), Vec::new());
    }

    fn removed(&mut self, session: &str, status: StoreStatus) {
        if status != StoreStatus::Ok {
            return self.notice(Tone::Bad, Message::new("notice.notDeleted"), Vec::new());
        }
        self.state.sessions.remove(session);
        self.state.unreadable.retain(|raw| raw.id != session);
        self.state.open = None;
        self.state.setup = Setup::default();
        self.go(Step::Home, true);
        self.notice(Tone::Good, Message::new("room.deleted"), Vec::new());
    }
}
