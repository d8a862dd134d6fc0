//! How each action changes the state and which effects follow; the one place where the interface decides.

use std::rc::Rc;

use crate::answers::{Assessment, asked_count};
use crate::file_name::file_name;
use crate::json;
use crate::metrics;
use crate::pack::Pack;
use crate::plan;
use crate::state::action::{Action, Event, Probe, SaveOutcome, StoreStatus};
use crate::state::effect::{Effect, FocusPlace, Urgency};
use crate::state::step::code_in;
use crate::state::{Dialog, Draft, Intent, Notice, SaveStatus, State, Step, Tone, Writing, handover, place};
use crate::text::Message;
use crate::time::Moment;

/// The longest text that a field takes, in characters; longer ones are cut, since a browser's store is small.
pub const LONGEST_TEXT: usize = 4_000;

/// Lets an event change the state; returns what the shell is to do, in order.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    let mut turn = Turn { state, now: event.now, random: event.random, effects: Vec::new() };
    turn.act(event.action);
    let mut effects = turn.effects;
    effects.extend(handover::leave(state));
    effects
}

/// One event being worked through.
pub(super) struct Turn<'a> {
    pub(super) state: &'a mut State,
    pub(super) now: Moment,
    pub(super) random: String,
    pub(super) effects: Vec<Effect>,
}

impl Turn<'_> {
    fn act(&mut self, action: Action) {
        if self.state.step == Step::Lenses
            && let Some(desk) = self.state.desk_part
            && (desk.0.takes)(self, &action)
        {
            return;
        }
        match action {
            Action::Begin(intent) => self.begin(intent, Step::Scope),
            Action::First(level) => self.first(level),
            Action::Go(step) => self.go(step, false),
            Action::Next => {
                let next = self.next_step();
                if next == Step::Scope {
                    self.state.intent = Intent::Full;
                }
                self.go(next, false);
            }
            Action::Back => {
                let back = self.state.step_back();
                self.go(back, false);
            }
            Action::Navigated(path) => self.navigated(&path),
            Action::Configured(surroundings) => {
                self.state.surroundings = surroundings;
                // The element hears by it that all before has been performed.
                self.keep_place();
            }
            Action::Speak(lang) => self.effects.push(Effect::Speak(lang)),
            Action::Spoken(Some(content)) => {
                self.state.content = content;
                self.announce(Message::new("language.now"));
            }
            Action::Spoken(None) => self.notice(Tone::Bad, Message::new("language.failed"), Vec::new()),
            Action::SetTitle(_)
            | Action::SetScope(_)
            | Action::SetKeyRelationships(_)
            | Action::SetSide(_)
            | Action::SetPlacement(..)
            | Action::SetProbe(..)
            | Action::LowerPlacement(_)
            | Action::SetTarget(..) => self.describe(action),
            Action::OpenDialog(dialog, opener) => {
                self.state.dialog = Some(dialog);
                self.state.opener = Some(opener);
            }
            Action::CloseDialog => self.close_dialog(),
            Action::DeleteConfirmed if matches!(self.state.dialog, Some(Dialog::DeleteAll)) => {
                self.delete_all()
            }
            Action::Desk(_)
            | Action::Open(_)
            | Action::Rate(..)
            | Action::Key(..)
            | Action::Clear(_)
            | Action::SetNote(..)
            | Action::SetEvidence(..)
            | Action::SetReason(..)
            | Action::Settle(..)
            | Action::KeepAsSaid(_)
            | Action::SetMetric(..)
            | Action::SetImportance(..)
            | Action::SwitchKeys
            | Action::TypeName(_)
            | Action::Rename
            | Action::Duplicate(_)
            | Action::DeleteConfirmed
            | Action::ResolveImport(_)
            | Action::DeleteUnreadable(_)
            | Action::ExportUnreadable(_)
            | Action::Print
            | Action::Printed(_) => {
                if let Some(desk) = self.state.desk_part {
                    (desk.0.act)(self, action);
                }
            }
            Action::Export(id) => self.export(&id),
            Action::Import => self.effects.push(Effect::PickFile),
            Action::EnterRoom => self.effects.push(Effect::EnterRoom),
            Action::Picked(None) => {}
            Action::Picked(Some(file)) => match self.state.desk_part {
                Some(desk) => (desk.0.act)(self, Action::Picked(Some(file))),
                // What becomes of it the desk says, on the screen that shows.
                None => {
                    self.state.parcel.push((file, self.random.clone()));
                    self.state.leaving = Some((self.state.step, true));
                }
            },
            Action::DismissNotice => {
                self.state.notice = None;
                self.effects.push(Effect::Focus(FocusPlace::Heading));
            }
            Action::SaveAgain => {
                if let Some(id) = self.state.current.clone() {
                    self.save(&id);
                }
            }
            Action::Saved(id, outcome) => self.saved(&id, outcome),
            Action::Removed(local, durable) => self.removed(local, durable),
            Action::StorageChanged(id, text) => self.storage_changed(&id, text),
        }
    }

    pub(super) fn pack(&self) -> &Pack {
        &self.state.content.pack
    }

    pub(super) fn announce(&mut self, message: Message) {
        self.effects.push(Effect::Announce(message, Urgency::Polite));
    }

    pub(super) fn focus(&mut self, id: String) {
        self.effects.push(Effect::Focus(FocusPlace::Id(id)));
    }

    pub(super) fn notice(&mut self, tone: Tone, message: Message, details: Vec<Message>) {
        let urgency = if tone == Tone::Bad { Urgency::Assertive } else { Urgency::Polite };
        self.effects.push(Effect::Announce(message.clone(), urgency));
        self.state.notice = Some(Notice { tone, message, details });
    }

    pub(super) fn keep_place(&mut self) {
        self.effects.push(Effect::KeepPlace(place::write(self.state)));
    }

    // Screens

    /// The next screen. Whoever began with the first question comes to the scope before the full assessment.
    fn next_step(&self) -> Step {
        let unasked =
            |open: &Assessment| open.side.is_none() && open.scope.is_empty() && open.title.is_empty();
        match self.state.step {
            Step::Finding if self.state.assessment().is_some_and(unasked) => Step::Scope,
            step => step.next(self.pack(), self.state.intent),
        }
    }

    pub(super) fn go(&mut self, step: Step, replace: bool) {
        self.go_to(step, String::new(), replace);
    }

    /// Shows a screen; of [`Step::Code`] what this code holds, of [`Step::Lenses`] the lens that it names.
    pub(super) fn go_to(&mut self, step: Step, code: String, replace: bool) {
        let step = if step.needs_assessment() && self.state.current.is_none() { Step::Start } else { step };
        if matches!(step, Step::Start | Step::Shelf | Step::Code) {
            self.state.notice = None;
        }
        self.state.code = code;
        if self.leaves_for(step, replace) {
            return;
        }
        self.state.step = step;
        self.state.since = self.now;
        self.state.drafts.clear();
        if let Some(id) = self.state.current.clone().filter(|_| step.needs_assessment()) {
            self.state.places.insert(id, step);
        }
        self.effects.push(Effect::Address { path: self.state.path(), replace });
        self.shown();
        self.keep_place();
        self.effects.push(Effect::Focus(FocusPlace::Heading));
        self.emit_progress();
    }

    /// Whether a screen is the desk's and the desk is not here: then it is opened once all is saved.
    fn leaves_for(&mut self, step: Step, replace: bool) -> bool {
        let leaves = self.state.is_for_desk(step) && self.state.desk_part.is_none();
        self.state.leaving = leaves.then_some((step, replace));
        leaves
    }

    fn emit_progress(&mut self) {
        let Some(assessment) = self.state.assessment() else { return };
        let all = asked_count(self.pack()).max(1);
        let percent = assessment.answered(self.pack()) * 100 / all;
        let screen = self.state.step.path();
        let screen = screen.trim_start_matches("#/").split('/').next().unwrap_or_default().to_owned();
        let kind = match self.state.step {
            Step::Finding => Some("quick"),
            Step::Result => Some("full"),
            _ => None,
        };
        let detail = json::object(vec![("screen", screen.into()), ("percent", percent.into())]).to_string();
        self.effects.push(Effect::Emit { name: "progress", detail });
        if let Some(kind) = kind {
            let detail = json::object(vec![("kind", kind.into())]).to_string();
            self.effects.push(Effect::Emit { name: "finished", detail });
        }
    }

    fn shown(&mut self) {
        if let Some(desk) = self.state.desk_part {
            (desk.0.shown)(self);
        }
    }

    fn navigated(&mut self, path: &str) {
        let step = Step::parse(path, self.pack()).unwrap_or_default();
        let step = if step.needs_assessment() && self.state.current.is_none() { Step::Start } else { step };
        let code = code_in(path);
        if step == self.state.step && code == self.state.code {
            return;
        }
        code.clone_into(&mut self.state.code);
        if self.state.dialog.is_some() {
            self.close_dialog();
        }
        if self.leaves_for(step, true) {
            // The address of what is still shown; the desk sets the other again when it arrives.
            self.effects.push(Effect::Address { path: self.state.step.path(), replace: true });
            return;
        }
        self.state.step = step;
        self.state.since = self.now;
        self.state.drafts.clear();
        if let Some(id) = self.state.current.clone().filter(|_| step.needs_assessment()) {
            self.state.places.insert(id, step);
        }
        let address = self.state.path();
        if address != path {
            self.effects.push(Effect::Address { path: address, replace: true });
        }
        self.shown();
        self.keep_place();
        self.effects.push(Effect::Focus(FocusPlace::Heading));
        self.emit_progress();
    }

    pub(super) fn fresh_id(&self) -> String {
        self.random
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(20)
            .collect::<String>()
            .to_ascii_lowercase()
    }

    pub(super) fn put(&mut self, assessment: Assessment) {
        let id = assessment.id.clone();
        let entry = self.state.shelf.get_or_default(id);
        entry.assessment = Rc::new(assessment);
    }

    fn begin(&mut self, intent: Intent, step: Step) {
        let mut assessment = Assessment::new(self.fresh_id(), self.pack(), self.now.to_rfc3339());
        assessment.side = self.state.surroundings.side;
        self.state.intent = intent;
        self.state.current = Some(assessment.id.clone());
        self.put(assessment);
        self.go(step, false);
    }

    /// The first question as answered on the start; anywhere else something else is being done.
    fn first(&mut self, level: u8) {
        let known = self.pack().levels.iter().any(|known| known.number == level);
        let Some(thread) = self.pack().threads.first().cloned() else { return };
        if !known || self.state.step != Step::Start {
            return;
        }
        self.begin(Intent::Quick, Step::Quick(0));
        self.describe(Action::SetPlacement(thread, level));
        self.focus(format!("now-{level}"));
    }

    // Changes of the assessment

    /// Changes the open assessment, counts the change, and saves.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Assessment, &str)) {
        let Some(id) = self.state.current.clone() else { return };
        let now = self.now.to_rfc3339();
        let same = self.state.desk_part.map_or(same_begun as fn(&_, &_) -> _, |desk| desk.0.same);
        let Some(entry) = self.state.shelf.get_mut(&id) else { return };
        let before = Rc::clone(&entry.assessment);
        let assessment = Rc::make_mut(&mut entry.assessment);
        change(assessment, &now);
        if same(assessment, &before) {
            return;
        }
        assessment.rev += 1;
        assessment.updated_at = now;
        let first = assessment.rev == 1;
        self.save(&id);
        if first {
            // The place knows of it as one that no store has.
            self.keep_place();
        }
    }

    pub(super) fn save(&mut self, id: &str) {
        if self.state.elsewhere.contains_key(id) {
            // Were it written, what another tab wrote would be gone: the desk joins the two, as soon as it can be had.
            self.state.leaving.get_or_insert((self.state.step, true));
            self.state.save = SaveStatus::NotSaved(StoreStatus::Failed);
            return;
        }
        let Some(entry) = self.state.shelf.get_mut(id) else { return };
        let assessment = match entry.writing {
            Writing::Still => {
                entry.writing = Writing::Saving;
                Some(Rc::clone(&entry.assessment))
            }
            Writing::Saving | Writing::SavingAndChanged => {
                entry.writing = Writing::SavingAndChanged;
                None
            }
        };
        if let Some(assessment) = assessment {
            let text = self.state.written(&assessment).to_string();
            self.effects.push(Effect::Save { id: id.to_owned(), text });
        }
        self.state.save = SaveStatus::Saving;
    }

    fn describe(&mut self, action: Action) {
        match action {
            Action::SetTitle(title) => self.change(|assessment, _| assessment.title = cut(title)),
            Action::SetScope(scope) => self.change(|assessment, _| assessment.scope = cut(scope)),
            Action::SetKeyRelationships(typed) => self.set_key_relationships(typed),
            Action::SetSide(side) => self.change(|assessment, _| assessment.side = Some(side)),
            Action::SetPlacement(thread, level) => {
                self.change(|assessment, _| {
                    assessment.placement.insert(thread, level);
                });
            }
            Action::SetProbe(thread, probe) => {
                self.change(|assessment, _| {
                    assessment.probes.insert(thread, probe == Probe::Yes);
                });
            }
            Action::LowerPlacement(thread) => {
                let name = self.state.content.wording.thread_name(&thread).to_owned();
                let mut lowered = None;
                self.change(|assessment, _| {
                    if let Some(level) = assessment.placement.get_mut(&thread).filter(|level| **level > 1) {
                        *level -= 1;
                        lowered = Some(*level);
                    }
                });
                if let Some(level) = lowered {
                    let message = Message::new("announce.lowered")
                        .with("thread", name)
                        .with("level", level.to_string());
                    self.announce(message);
                }
            }
            Action::SetTarget(thread, level) => self.change(|assessment, _| match level {
                Some(level) => {
                    assessment.targets.insert(thread, level);
                }
                None => {
                    assessment.targets.remove(&thread);
                }
            }),
            _ => {}
        }
    }

    fn set_key_relationships(&mut self, typed: String) {
        let parsed = metrics::parse_count(&typed, self.state.texts().decimal_sign());
        let error = parsed.as_ref().err().cloned();
        self.state.drafts.insert("k".into(), Draft { text: typed, error });
        if let Ok(value) = parsed {
            self.change(|assessment, _| assessment.key_relationships = value);
        }
    }

    // Dialogs and the shelf

    pub(super) fn close_dialog(&mut self) {
        self.state.dialog = None;
        if let Some(opener) = self.state.opener.take() {
            self.effects.push(Effect::Focus(opener));
        }
    }

    fn delete_all(&mut self) {
        self.state.dialog = None;
        self.state.opener = None;
        self.state.shelf.clear();
        self.state.places.clear();
        self.state.unreadable.clear();
        self.state.elsewhere.clear();
        self.state.current = None;
        self.state.intent = Intent::default();
        self.state.save = SaveStatus::Idle;
        self.go(Step::Start, true);
        // After the place that the step above keeps, so that nothing is left.
        self.effects.push(Effect::RemoveAll);
        self.notice(Tone::Good, Message::new("notice.allDeleted"), Vec::new());
    }

    fn export(&mut self, id: &str) {
        let Some(entry) = self.state.shelf.get(id) else { return };
        let name = file_name(&self.state.title_of(&entry.assessment), &self.state.surroundings.today);
        let text = json::to_string_pretty(&self.state.written(&entry.assessment));
        self.effects.push(Effect::Download {
            name: format!("{name}.json"),
            media_type: "application/json",
            text,
        });
        self.announce(Message::new("announce.downloaded"));
    }

    // Answers of the stores

    fn saved(&mut self, id: &str, outcome: SaveOutcome) {
        let Some(entry) = self.state.shelf.get_mut(id) else {
            // Something set aside at the start, or deleted while it was being saved.
            return;
        };
        let more = entry.writing == Writing::SavingAndChanged;
        entry.writing = Writing::Still;
        match outcome {
            SaveOutcome::Changed(text) => {
                self.storage_changed(id, text);
                if self.state.desk_part.is_some() {
                    self.save(id);
                }
            }
            SaveOutcome::Done { local, durable } => {
                if more {
                    self.save(id);
                    return;
                }
                // Where another tab wrote meanwhile, the common ground is what was there before.
                let alone = !self.state.elsewhere.contains_key(id);
                if alone && (local == StoreStatus::Ok || durable == StoreStatus::Ok) {
                    entry.synced = Some(Rc::clone(&entry.assessment));
                }
                let before = self.state.save;
                self.state.save = SaveStatus::of(local, durable);
                if let SaveStatus::NotSaved(refused) = self.state.save
                    && before != self.state.save
                {
                    let message = Message::new(not_saved_key(refused));
                    self.effects.push(Effect::Announce(message, Urgency::Assertive));
                }
            }
        }
    }

    fn removed(&mut self, local: StoreStatus, durable: StoreStatus) {
        if local != StoreStatus::Ok || durable != StoreStatus::Ok {
            self.notice(Tone::Bad, Message::new("notice.notDeleted"), Vec::new());
        }
    }

    fn storage_changed(&mut self, id: &str, text: Option<String>) {
        match (text, self.state.desk_part) {
            (None, _) => self.removed_elsewhere(id),
            (Some(text), Some(desk)) => (desk.0.told)(self, id, text),
            (Some(text), None) => {
                // Only the desk reads what another wrote, and joins it with what is here. Until then nothing is written over it.
                let known = self.state.shelf.contains_key(id);
                self.state.elsewhere.insert(id.to_owned(), (text, self.random.clone()));
                if known || self.state.step == Step::Start {
                    self.state.leaving.get_or_insert((self.state.step, true));
                }
            }
        }
    }

    fn removed_elsewhere(&mut self, id: &str) {
        if self.state.shelf.get(id).is_some_and(|entry| entry.writing != Writing::Still) {
            return;
        }
        self.state.shelf.remove(id);
        self.state.places.remove(id);
        if self.state.current.as_deref() == Some(id) {
            self.state.current = None;
            self.go(Step::Start, true);
            self.notice(Tone::Careful, Message::new("notice.deletedElsewhere"), Vec::new());
        }
    }
}

/// The catalogue key of "not saved" for the reason that a store gave.
#[must_use]
pub fn not_saved_key(refused: StoreStatus) -> &'static str {
    match refused {
        StoreStatus::Full => "save.full",
        StoreStatus::Denied => "save.denied",
        StoreStatus::Ok | StoreStatus::Failed => "save.failed",
    }
}

/// Whether two assessments say the same of what scope and quick check ask; in the questions nothing else can be in them.
fn same_begun(one: &Assessment, other: &Assessment) -> bool {
    one.title == other.title
        && one.scope == other.scope
        && one.side == other.side
        && one.key_relationships == other.key_relationships
        && one.placement == other.placement
        && one.probes == other.probes
        && one.targets == other.targets
}

pub(super) fn fits_as_id(id: &str) -> bool {
    (8..=32).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

pub(super) fn cut(text: String) -> String {
    if text.len() <= LONGEST_TEXT { text } else { text.chars().take(LONGEST_TEXT).collect() }
}

/// The target that a thread's picker starts from: as set, else one above the level picked in the quick check.
#[must_use]
pub fn quick_target(pack: &Pack, assessment: &Assessment, thread: &crate::pack::ThreadId) -> plan::Target {
    match (assessment.targets.get(thread), assessment.placement.get(thread)) {
        (Some(level), _) => plan::Target { level: *level, assumed: false },
        (None, placed) => {
            let level = placed.copied().unwrap_or(pack.base()).saturating_add(1).min(pack.top());
            plan::Target { level: f64::from(level), assumed: true }
        }
    }
}
