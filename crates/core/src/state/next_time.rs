//! Beginning the assessment that follows on a finished one; what is carried into it is decided in `next`.

use std::rc::Rc;

use crate::next::{Carried, next_assessment};
use crate::state::update::Turn;
use crate::state::{Intent, Step, Tone};
use crate::text::Message;

/// Begins the next assessment at the scope, where what was carried can be looked over, and says what was carried.
pub(super) fn start_next(turn: &mut Turn<'_>, id: &str) {
    let Some(entry) = turn.state.shelf.get(id) else { return };
    let last = Rc::clone(&entry.assessment);
    let mut next = next_assessment(turn.pack(), &last, turn.fresh_id(), &turn.now.to_rfc3339());
    next.title = dated(turn, &last.title, &last.created_at);
    next.rev = 1;
    let message = Message::new("nextTime.started")
        .with("last", turn.state.title_of(&last))
        .with("title", turn.state.title_of(&next));
    let details = carried_over(&Carried::of(&next));
    let next_id = next.id.clone();
    turn.state.intent = Intent::Full;
    turn.state.current = Some(next_id.clone());
    turn.put(next);
    turn.save(&next_id);
    turn.go(Step::Scope, false);
    turn.notice(Tone::Good, message, details);
}

/// A name that tells the next one from the last: with today's date, in the place of the day on which the last was begun.
fn dated(turn: &Turn<'_>, title: &str, begun: &str) -> String {
    if title.trim().is_empty() {
        return String::new();
    }
    let texts = turn.state.texts();
    let name = |title: &str, date: &str| {
        texts.fill("nextTime.title", &[("title", title.to_owned()), ("date", texts.date(date))])
    };
    let plain = title.strip_suffix(&name("", begun)).filter(|plain| !plain.is_empty()).unwrap_or(title);
    name(plain, &turn.state.surroundings.today)
}

/// What was carried, a sentence each.
fn carried_over(carried: &Carried) -> Vec<Message> {
    let mut said = vec![Message::new("nextTime.scope")];
    for (count, key) in [
        (carried.threads, "nextTime.threads"),
        (carried.steps, "nextTime.steps"),
        (carried.metrics, "nextTime.metrics"),
        (carried.relationships, "nextTime.relationships"),
        (carried.commitments, "nextTime.commitments"),
        (carried.ratings, "nextTime.ratings"),
    ] {
        if count > 0 {
            said.push(Message::new(key).count("n", count));
        }
    }
    said
}
