//! What happens after the result: the plan, the metrics, comparing, beginning the next assessment, and the ways to take the report along; answering is in `update`.

use crate::compare;
use crate::next::{Carried, next_assessment};
use crate::report::Telling;
use crate::state::update::Turn;
use crate::state::{Effect, FocusPlace, Intent, State, Step, Tone};
use crate::text::Message;

/// One thing that the reader does after the result.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskAction {
    /// Show another telling of the report.
    Tell(Telling),
    /// Begin the assessment that follows on this one.
    StartNext(String),
    /// Compare with this assessment, or no longer.
    Compare(String),
}

/// What the desk holds beyond the assessments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// The telling of the report that is shown.
    pub telling: Telling,
    /// The ids that the assessment of the first id is compared with, once the reader chose.
    pub compared: Option<(String, Vec<String>)>,
    /// What was taken in while comparing: the id of the open assessment, and of the one to compare it with.
    pub brought: Vec<(String, String)>,
}

/// Lets an action at the desk change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: DeskAction) {
    match action {
        DeskAction::Tell(telling) => turn.state.desk.telling = telling,
        DeskAction::StartNext(id) => turn.start_next(&id),
        DeskAction::Compare(id) => turn.compare_with(id),
    }
}

impl Turn<'_> {
    /// Begins the next assessment at the scope, where what was carried can be looked over, and says what was carried.
    fn start_next(&mut self, id: &str) {
        let Some(entry) = self.state.shelf.get(id) else { return };
        let last = std::rc::Rc::clone(&entry.assessment);
        let mut next = next_assessment(self.pack(), &last, self.fresh_id(), &self.now.to_rfc3339());
        next.title = self.dated(&last.title, &last.created_at);
        next.rev = 1;
        let message = Message::new("next.started")
            .with("last", self.state.title_of(&last))
            .with("title", self.state.title_of(&next));
        let details = carried_over(&Carried::of(&next));
        let next_id = next.id.clone();
        self.state.intent = Intent::Full;
        self.state.current = Some(next_id.clone());
        self.put(next);
        self.save(&next_id);
        self.go(Step::Scope, false);
        self.notice(Tone::Good, message, details);
    }

    /// A name that tells the next one from the last: with today's date in the place of the day on which the last was begun.
    fn dated(&self, title: &str, begun: &str) -> String {
        if title.trim().is_empty() {
            return String::new();
        }
        let texts = self.state.texts();
        let name = |title: &str, date: &str| {
            texts.fill("next.title", &[("title", title.to_owned()), ("date", texts.date(date))])
        };
        let plain = title.strip_suffix(&name("", begun)).filter(|plain| !plain.is_empty()).unwrap_or(title);
        name(plain, &self.state.surroundings.today)
    }

    fn compare_with(&mut self, id: String) {
        let Some(open) = self.state.current.clone() else { return };
        let mut chosen = compare::chosen(self.state);
        if chosen.contains(&id) {
            chosen.retain(|other| *other != id);
        } else {
            chosen.push(id);
        }
        self.state.desk.brought.clear();
        self.state.desk.compared = Some((open, chosen));
    }

    /// Whether an assessment that was just taken in is to be compared with the open one rather than opened: it is where the
    /// reader compares.
    pub(super) fn takes_to_compare(&mut self, id: &str) -> bool {
        let Some(open) = self.state.current.clone().filter(|open| open != id) else { return false };
        if self.state.step != Step::Compare {
            return false;
        }
        self.state.desk.brought.push((open, id.to_owned()));
        self.effects.push(Effect::Focus(FocusPlace::Id("compare-import".into())));
        true
    }
}

/// What was carried, a sentence each.
fn carried_over(carried: &Carried) -> Vec<Message> {
    let mut said = vec![Message::new("next.scope")];
    for (count, key) in [
        (carried.threads, "next.threads"),
        (carried.steps, "next.steps"),
        (carried.metrics, "next.metrics"),
        (carried.ratings, "next.ratings"),
    ] {
        if count > 0 {
            said.push(Message::new(key).count("n", count));
        }
    }
    said
}

impl State {
    /// The desk.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }
}
