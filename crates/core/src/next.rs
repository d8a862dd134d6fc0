//! The assessment after this one: what is carried into it and what begins anew (DESIGN section 3); which screen shows it is decided in `state`.

use crate::answers::{Assessment, MetricAnswer, PlanEntry, Previous, Rating};
use crate::book::Book;
use crate::metrics::check_value;
use crate::pack::{Asked, MetricId, Pack};
use crate::table::Table;
use crate::versions::met;

/// A new assessment `id`, begun at `now` (RFC 3339), that follows on `last`: scope, K, side, targets, importance, plan, register,
/// ledger and the metrics' aims are carried, the ratings are blank, and the last ones are kept in [`Assessment::previous`].
#[must_use]
pub fn next_assessment(pack: &Pack, last: &Assessment, id: String, now: &str) -> Assessment {
    let last = &*met(pack, last);
    let mut next = Assessment::new(id, pack, now.to_owned());
    next.title.clone_from(&last.title);
    next.side = last.side;
    next.scope.clone_from(&last.scope);
    next.key_relationships = last.key_relationships;
    next.relationships = last.relationships.clone();
    next.commitments = last.commitments.clone();
    next.targets = last.targets.clone();
    next.importance = last.importance.clone();
    next.plan = last.plan.iter().map(|(step, entry)| (step.clone(), entry_of(entry))).collect();
    next.metrics = last.metrics.iter().filter_map(|(id, answer)| aims(pack, id, answer)).collect();
    next.previous = Some(Box::new(carried(pack, last)));
    next
}

/// All that was decided about a step; what this version does not know stays with the last file.
fn entry_of(entry: &PlanEntry) -> PlanEntry {
    PlanEntry { extra: crate::json::Map::new(), ..entry.clone() }
}

/// What a metric aims at: where it started from, if need be its last value, and where it should come to; none where there is nothing of it.
fn aims(pack: &Pack, id: &MetricId, answer: &MetricAnswer) -> Option<(MetricId, MetricAnswer)> {
    let aims = MetricAnswer {
        baseline: answer.baseline.or_else(|| value_of(pack, id, answer)),
        target: answer.target,
        target_date: answer.target_date.clone(),
        ..MetricAnswer::default()
    };
    (aims != MetricAnswer::default()).then(|| (id.clone(), aims))
}

/// A measured value, unless the pack knows that it does not fit the metric.
fn value_of(pack: &Pack, id: &MetricId, answer: &MetricAnswer) -> Option<f64> {
    let fits = |value: &f64| pack.metric(id).is_none_or(|metric| check_value(metric.unit, *value).is_ok());
    answer.value.filter(|_| answer.is_measured()).filter(fits)
}

/// What the next assessment holds of this one.
fn carried(pack: &Pack, last: &Assessment) -> Previous {
    let rated = |(item, answer): (&crate::pack::ItemId, &crate::answers::Answer)| {
        answer.rating.map(|rating| (item.clone(), rating))
    };
    let measured = |(id, answer): (&MetricId, &MetricAnswer)| {
        value_of(pack, id, answer).map(|value| (id.clone(), value))
    };
    Previous {
        id: last.id.clone(),
        title: last.title.clone(),
        updated_at: last.updated_at.clone(),
        pack_version: last.pack_version.clone(),
        side: last.side,
        ratings: last.answers.iter().filter_map(rated).collect(),
        values: last.metrics.iter().filter_map(measured).collect(),
        extra: crate::json::Map::new(),
    }
}

/// The last rating of an item, which shows only once the item was answered again, so that it does not lead the answer; none
/// while it is unanswered, where there was none, and where the item does not offer it.
#[must_use]
pub fn last_rating(assessment: &Assessment, item: &Asked) -> Option<Rating> {
    assessment.rating(item)?;
    let previous = assessment.previous.as_ref()?;
    previous.ratings.get(&item.id).copied().filter(|rating| rating.allowed(item))
}

/// What was carried, counted for the sentence that tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// The threads with a target or an importance of their own.
    pub threads: usize,
    /// The steps of the plan.
    pub steps: usize,
    /// The metrics with a start or an aim.
    pub metrics: usize,
    /// The rows of the register.
    pub relationships: usize,
    /// The rows of the ledger.
    pub commitments: usize,
    /// The last ratings.
    pub ratings: usize,
}

impl Carried {
    /// Counts what stands in an assessment that was just begun by [`next_assessment`].
    #[must_use]
    pub fn of(next: &Assessment) -> Self {
        let threads: Table<_, ()> =
            next.targets.keys().chain(next.importance.keys()).map(|thread| (thread, ())).collect();
        Self {
            threads: threads.len(),
            steps: next.plan.len(),
            metrics: next.metrics.len(),
            relationships: Book::Register.said(next).count(),
            commitments: Book::Ledger.said(next).count(),
            ratings: next.previous.as_ref().map_or(0, |previous| previous.ratings.len()),
        }
    }
}
