//! What the reader does to the plan: taking steps and leaving them out, who does what by when, and steps of one's own; which steps there are is `plan`'s business.

use crate::answers::{Choice, PlanEntry, StepStatus};
use crate::plan::{OWN, is_own};
use crate::report::{PlanPage, plan_page};
use crate::state::update::{Turn, cut};
use crate::state::{Draft, State};
use crate::text::Message;
use crate::time::is_date;

/// The draft of a step of one's own that is not added yet, and the id of its field.
pub const NEW_STEP: &str = "plan-new";

/// One thing that the reader does to the plan; the text is the step's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanAction {
    /// Take a step into the plan, or out of it again; what was written to it stays.
    Toggle(String),
    /// Leave a step out.
    Leave(String),
    /// Bring back a step that was left out.
    BringBack(String),
    /// Fill in a field of a step.
    Write(String, PlanField),
    /// Type a step of one's own.
    TypeNew(String),
    /// Add it.
    AddNew,
    /// Remove a step of one's own.
    Remove(String),
    /// Take the removal back.
    Restore(String),
}

/// A field of a step as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanField {
    /// The words of a step of one's own.
    Title(String),
    /// Who sees to it.
    Owner(String),
    /// The day by which.
    Due(String),
    /// How far it has come.
    Status(StepStatus),
    /// What is to be remembered.
    Note(String),
}

/// A step of one's own that was removed and can be brought back until the program is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    /// The assessment that it stood in.
    pub assessment: String,
    /// Its id.
    pub id: String,
    /// What it held.
    pub entry: PlanEntry,
}

impl State {
    /// The steps of one's own that were removed from the open assessment.
    pub fn removed_steps(&self) -> impl Iterator<Item = &Removed> {
        let current = self.current.as_deref().unwrap_or_default();
        self.desk.removed.iter().filter(move |removed| removed.assessment == current)
    }
}

/// The id of the element of a step: its box, fields and buttons.
#[must_use]
pub fn step_place(id: &str, part: &str) -> String {
    format!("plan-{id}-{part}")
}

/// Lets an action at the plan change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: PlanAction) {
    match action {
        PlanAction::Toggle(id) => {
            let entry = turn.state.assessment().and_then(|assessment| assessment.plan.get(&id));
            let taken = entry.is_some_and(|entry| entry.choice == Some(Choice::Taken));
            decide(turn, &id, (!taken).then_some(Choice::Taken));
            announce(turn, if taken { "plan.announce.untaken" } else { "plan.announce.taken" });
        }
        PlanAction::Leave(id) => leave(turn, &id),
        PlanAction::BringBack(id) => {
            // What is offered is undecided again; what nobody offers would vanish with that.
            let offered = page(turn)
                .is_some_and(|page| page.left.iter().any(|item| item.id == id && item.is_offered()));
            decide(turn, &id, (!offered).then_some(Choice::Taken));
            turn.announce(Message::new("plan.announce.back"));
            turn.focus(step_place(&id, "step"));
        }
        PlanAction::Write(id, field) => write(turn, &id, field),
        PlanAction::TypeNew(text) => {
            turn.state.drafts.insert(NEW_STEP.into(), Draft { text: cut(text), error: None });
        }
        PlanAction::AddNew => add(turn),
        PlanAction::Remove(id) => remove(turn, id),
        PlanAction::Restore(id) => restore(turn, &id),
    }
}

fn page(turn: &Turn<'_>) -> Option<PlanPage> {
    let state = &*turn.state;
    plan_page(&state.content, state.assessment()?, &state.surroundings.today).ok()
}

/// Whether the plan may hold this id: a practice of the pack, a step of one's own, or one that it holds already.
fn is_known(turn: &Turn<'_>, id: &str) -> bool {
    let held = turn.state.assessment().is_some_and(|assessment| assessment.plan.contains_key(id));
    held || turn.pack().slot(id).is_some()
}

/// Changes a step's entry; one that says nothing any more is taken off.
fn change(turn: &mut Turn<'_>, id: &str, change: impl FnOnce(&mut PlanEntry)) {
    if !is_known(turn, id) {
        return;
    }
    turn.change(|assessment, now| {
        let before = assessment.plan.get(id).cloned();
        let entry = assessment.plan.get_or_default(id.to_owned());
        change(entry);
        if before.as_ref() != Some(entry) {
            now.clone_into(&mut entry.at);
        }
        if entry.choice.is_none() && !entry.is_written() {
            assessment.plan.remove(id);
        }
    });
}

fn decide(turn: &mut Turn<'_>, id: &str, choice: Option<Choice>) {
    change(turn, id, |entry| entry.choice = choice);
}

/// Says what the chosen steps come to now.
fn announce(turn: &mut Turn<'_>, key: &'static str) {
    let Some(page) = page(turn) else { return };
    let message = Message::new(key).count("n", page.taken).with("score", page.what_if.then);
    turn.announce(message.with("level", page.what_if.attained));
}

/// Leaves a step out; focus goes on to the next one, since the step is folded away.
fn leave(turn: &mut Turn<'_>, id: &str) {
    let next = page(turn).and_then(|page| {
        let listed: Vec<_> = page.items.iter().chain(&page.past).map(|item| item.id.clone()).collect();
        let at = listed.iter().position(|other| other == id)?;
        listed.get(at + 1).or_else(|| listed.get(at.checked_sub(1)?)).cloned()
    });
    decide(turn, id, Some(Choice::Left));
    turn.announce(Message::new("plan.announce.left"));
    turn.focus(next.map_or_else(|| NEW_STEP.to_owned(), |next| step_place(&next, "step")));
}

fn write(turn: &mut Turn<'_>, id: &str, field: PlanField) {
    let draft = match &field {
        PlanField::Title(typed) => {
            let error = typed.trim().is_empty().then(|| Message::new("plan.error.titleKept"));
            Some(("title", typed.clone(), error))
        }
        PlanField::Due(typed) => {
            let fits = typed.is_empty() || is_date(typed);
            Some(("due", typed.clone(), (!fits).then(|| Message::new("metric.error.date"))))
        }
        PlanField::Owner(_) | PlanField::Status(_) | PlanField::Note(_) => None,
    };
    if let Some((part, text, error)) = draft {
        let faulty = error.is_some();
        turn.state.drafts.insert(step_place(id, part), Draft { text: cut(text), error });
        if faulty {
            return;
        }
    }
    change(turn, id, |entry| match field {
        PlanField::Title(title) => entry.title = cut(title),
        PlanField::Owner(owner) => entry.owner = cut(owner),
        PlanField::Due(due) => entry.due = due,
        PlanField::Status(status) => entry.status = status,
        PlanField::Note(note) => entry.note = cut(note),
    });
}

/// Adds the typed step; without words the field says what is missing.
fn add(turn: &mut Turn<'_>) {
    let typed = turn.state.drafts.get(NEW_STEP).map(|draft| draft.text.trim().to_owned()).unwrap_or_default();
    if typed.is_empty() {
        let error = Some(Message::new("plan.error.title"));
        turn.state.drafts.insert(NEW_STEP.into(), Draft { text: String::new(), error });
        turn.focus(NEW_STEP.into());
        return;
    }
    turn.state.drafts.remove(NEW_STEP);
    let id = new_id(turn);
    turn.change(|assessment, now| {
        let entry = PlanEntry {
            title: typed,
            choice: Some(Choice::Taken),
            at: now.to_owned(),
            ..PlanEntry::default()
        };
        assessment.plan.insert(id.clone(), entry);
    });
    turn.announce(Message::new("plan.announce.added"));
    turn.focus(step_place(&id, "owner"));
}

/// Ids in the order in which steps were added: the moment first, then chance, so that two tabs never make the same.
fn new_id(turn: &Turn<'_>) -> String {
    let moment: String = turn.now.to_rfc3339().chars().filter(char::is_ascii_digit).collect();
    let chance: String = turn.fresh_id().chars().take(6).collect();
    format!("{OWN}{moment}{chance}")
}

/// Removes a step of one's own; it can be brought back until the program is closed.
fn remove(turn: &mut Turn<'_>, id: String) {
    if !is_own(&id) {
        return;
    }
    let mut gone = None;
    turn.change(|assessment, _| gone = assessment.plan.remove(&id));
    if let (Some(entry), Some(assessment)) = (gone, turn.state.current.clone()) {
        turn.focus(step_place(&id, "restore"));
        turn.state.desk.removed.push(Removed { assessment, id, entry });
        turn.announce(Message::new("plan.announce.removed"));
    }
}

fn restore(turn: &mut Turn<'_>, id: &str) {
    let current = turn.state.current.clone().unwrap_or_default();
    let is_it = |removed: &Removed| removed.id == id && removed.assessment == current;
    let Some(removed) = turn.state.desk.removed.iter().find(|removed| is_it(removed)).cloned() else {
        return;
    };
    turn.state.desk.removed.retain(|removed| !is_it(removed));
    turn.change(|assessment, now| {
        let entry = PlanEntry { choice: Some(Choice::Taken), at: now.to_owned(), ..removed.entry };
        assessment.plan.insert(removed.id, entry);
    });
    turn.announce(Message::new("plan.announce.back"));
    turn.focus(step_place(id, "step"));
}
