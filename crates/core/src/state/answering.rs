//! What is answered in the groups: ratings, notes, metrics. Only the desk holds those screens, and with them this; what the quick check asks is `update`'s.

use crate::answers::{Answer, MetricAnswer, Rating};
use crate::metrics;
use crate::pack::{ItemId, MetricId};
use crate::state::Draft;
use crate::state::action::{Action, Keep, MetricField};
use crate::state::effect::{Effect, FocusPlace};
use crate::state::update::{Turn, cut};
use crate::text::Message;

/// Lets an action of a group's screen change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: Action) {
    match action {
        Action::Rate(item, rating) => turn.rate(&item, rating),
        Action::Key(item, key) => turn.key(&item, &key),
        Action::Clear(item) => turn.clear(&item),
        Action::SetNote(item, text) => turn.annotate(&item, |answer| &mut answer.note, text),
        Action::SetEvidence(item, text) => turn.annotate(&item, |answer| &mut answer.evidence, text),
        Action::SetReason(item, text) => turn.annotate(&item, |answer| &mut answer.reason, text),
        Action::Settle(item, keep) => turn.settle(&item, keep),
        Action::KeepAsSaid(item) => turn.change(|assessment, _| {
            assessment.kept_as_said.insert(item, ());
        }),
        Action::SetMetric(id, field) => turn.set_metric(&id, field),
        Action::SetImportance(thread, importance) => turn.change(|assessment, _| {
            assessment.importance.insert(thread, importance.clamp(1, 5));
        }),
        Action::SwitchKeys => {
            turn.state.keys = !turn.state.keys;
            let key = if turn.state.keys { "announce.keysOn" } else { "announce.keysOff" };
            turn.announce(Message::new(key));
            turn.keep_place();
        }
        _ => {}
    }
}

impl Turn<'_> {
    fn rate(&mut self, item: &ItemId, rating: Rating) {
        let Some(asked) = self.pack().asked_item(item.as_str()) else { return };
        if !rating.allowed(asked) {
            return;
        }
        let seconds = ((self.now.0 - self.state.since.0) / 1000.0).clamp(0.0, 60.0);
        let seconds = (seconds * 10.0).round() / 10.0;
        self.state.since = self.now;
        self.change(|assessment, now| {
            let answer = assessment.answers.get_or_default(item.clone());
            if answer.rating == Some(rating) {
                return;
            }
            let first = answer.at.is_empty() && !assessment.timings.contains_key(item);
            answer.rating = Some(rating);
            answer.set_aside = None;
            now.clone_into(&mut answer.at);
            assessment.kept_as_said.remove(item);
            if first {
                assessment.timings.insert(item.clone(), seconds);
            }
        });
    }

    /// Keys 1–4 rate, B beyond, D don't know, N does not apply: only what the item offers, and only while switched on.
    fn key(&mut self, item: &ItemId, key: &str) {
        if !self.state.keys {
            return;
        }
        let Some(rating) = rating_of(key) else { return };
        let offered = self.pack().asked_item(item.as_str()).is_some_and(|asked| rating.allowed(asked));
        if !offered {
            return;
        }
        self.rate(item, rating);
        self.effects.push(Effect::Focus(FocusPlace::Id(format!("{item}-{}", rating.as_str()))));
    }

    fn clear(&mut self, item: &ItemId) {
        self.change(|assessment, now| {
            if let Some(answer) = assessment.answers.get_mut(item) {
                answer.rating = None;
                answer.set_aside = None;
                now.clone_into(&mut answer.at);
            }
            assessment.kept_as_said.remove(item);
        });
        self.announce(Message::new("announce.cleared"));
        self.effects.push(Effect::Focus(FocusPlace::Id(format!("{item}-not"))));
    }

    fn annotate(&mut self, item: &ItemId, field: fn(&mut Answer) -> &mut String, text: String) {
        if self.pack().slot(item.as_str()).is_none() {
            return;
        }
        self.change(|assessment, now| {
            let answer = assessment.answers.get_or_default(item.clone());
            let place = field(answer);
            if *place != text {
                *place = cut(text);
                now.clone_into(&mut answer.at);
            }
            if answer.is_empty() {
                assessment.answers.remove(item);
            }
        });
    }

    fn settle(&mut self, item: &ItemId, keep: Keep) {
        self.change(|assessment, now| {
            let Some(answer) = assessment.answers.get_mut(item) else { return };
            let Some(other) = answer.other.take() else { return };
            if keep == Keep::Other {
                *answer = *other;
            }
            now.clone_into(&mut answer.at);
        });
        self.effects.push(Effect::Focus(FocusPlace::Id(format!("{item}-card"))));
    }

    fn set_metric(&mut self, id: &MetricId, field: MetricField) {
        let Some(unit) = self.pack().metric(id).map(|metric| metric.unit) else { return };
        let mut parsed = None;
        let sign = self.state.texts().decimal_sign().to_owned();
        let mut number = |typed: &String| {
            let value = metrics::parse_value(unit, typed, &sign);
            let error = value.as_ref().err().cloned();
            parsed = value.ok();
            Draft { text: typed.clone(), error }
        };
        let date = |typed: &String| {
            let fits = typed.is_empty() || crate::time::is_date(typed);
            Draft { text: typed.clone(), error: (!fits).then(|| Message::new("metric.error.date")) }
        };
        let draft = match &field {
            MetricField::Value(typed) => Some(("value", number(typed))),
            MetricField::Baseline(typed) => Some(("baseline", number(typed))),
            MetricField::Target(typed) => Some(("target", number(typed))),
            MetricField::AsOf(typed) => Some(("asof", date(typed))),
            MetricField::TargetDate(typed) => Some(("by", date(typed))),
            MetricField::Status(_) | MetricField::Source(_) => None,
        };
        let faulty = draft.as_ref().is_some_and(|(_, draft)| draft.error.is_some());
        if let Some((part, draft)) = draft {
            self.state.drafts.insert(format!("{id}-{part}"), draft);
        }
        if faulty {
            return;
        }
        self.change(|assessment, _| {
            let answer = assessment.metrics.get_or_default(id.clone());
            match field {
                MetricField::Status(status) => answer.status = status,
                MetricField::Value(_) => answer.value = parsed.flatten(),
                MetricField::Baseline(_) => answer.baseline = parsed.flatten(),
                MetricField::Target(_) => answer.target = parsed.flatten(),
                MetricField::AsOf(date) => answer.as_of = date,
                MetricField::TargetDate(date) => answer.target_date = date,
                MetricField::Source(source) => answer.source = cut(source),
            }
            if *answer == MetricAnswer::default() {
                assessment.metrics.remove(id);
            }
        });
    }
}

/// What a key stands for at a card.
pub(super) fn rating_of(key: &str) -> Option<Rating> {
    Some(match key {
        "1" => Rating::Not,
        "2" => Rating::Partly,
        "3" => Rating::Largely,
        "4" => Rating::Fully,
        "b" | "B" => Rating::Beyond,
        "d" | "D" => Rating::Unknown,
        "n" | "N" => Rating::NotApplicable,
        _ => return None,
    })
}
