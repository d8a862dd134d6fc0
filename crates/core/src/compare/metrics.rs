//! The metrics before and after, against where they started and where they should come to (METHOD section 8); never a score.

use crate::answers::Assessment;
use crate::metrics::measured;
use crate::pack::{Better, Metric, MetricId, Pack};

/// Where a metric went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// The better way.
    Better,
    /// The worse way.
    Worse,
    /// Elsewhere, and it has no better and worse.
    Changed,
    /// Nowhere.
    Same,
    /// It is not measured in both.
    Unknown,
}

/// A metric before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricShift {
    /// Which metric.
    pub metric: MetricId,
    /// Its value before.
    pub before: Option<f64>,
    /// Its value after.
    pub after: Option<f64>,
    /// Where it started from.
    pub baseline: Option<f64>,
    /// Where it should come to.
    pub target: Option<f64>,
    /// The day by which, `YYYY-MM-DD`; empty when not given.
    pub target_date: String,
    /// Where it went.
    pub course: Course,
    /// How far it has come from where it started to its target: 0 at the start, 1 at the target, below and above them
    /// beyond; none without a value, start and target that lie in the better direction.
    pub progress: Option<f64>,
    /// Whether the target is reached; none without value, target and direction.
    pub reached: Option<bool>,
}

pub(super) fn metric_shifts(pack: &Pack, before: &Assessment, after: &Assessment) -> Vec<MetricShift> {
    let shifts = pack.metrics.iter().map(|metric| metric_shift(pack, metric, before, after));
    shifts.filter(|shift| shift.before.is_some() || shift.after.is_some() || shift.target.is_some()).collect()
}

fn metric_shift(pack: &Pack, metric: &Metric, before: &Assessment, after: &Assessment) -> MetricShift {
    let (then, now) = (measured(pack, before, &metric.id), measured(pack, after, &metric.id));
    let (older, newer) = (before.metrics.get(&metric.id), after.metrics.get(&metric.id));
    let baseline = [newer, older].into_iter().flatten().find_map(|answer| answer.baseline).or(then);
    let aimed = [newer, older].into_iter().flatten().find(|answer| answer.target.is_some());
    let target = aimed.and_then(|answer| answer.target);
    let ahead = |from: f64, to: f64| match metric.better {
        Better::Up => to > from,
        Better::Down => to < from,
        Better::None => false,
    };
    let course = match (then, now) {
        (Some(then), Some(now)) if (now - then).abs() < 1e-9 => Course::Same,
        (Some(_), Some(_)) if metric.better == Better::None => Course::Changed,
        (Some(then), Some(now)) if ahead(then, now) => Course::Better,
        (Some(_), Some(_)) => Course::Worse,
        _ => Course::Unknown,
    };
    let progress = match (baseline, now, target) {
        (Some(from), Some(now), Some(to)) if ahead(from, to) => Some((now - from) / (to - from)),
        _ => None,
    };
    let reached = match (now, target) {
        (Some(now), Some(to)) if metric.better != Better::None => Some(!ahead(now, to)),
        _ => None,
    };
    MetricShift {
        metric: metric.id.clone(),
        before: then,
        after: now,
        baseline,
        target,
        target_date: aimed.map(|answer| answer.target_date.clone()).unwrap_or_default(),
        course,
        progress,
        reached,
    }
}
