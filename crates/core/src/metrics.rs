//! What is read from the metrics: readiness, ratios, progress, queries about values (METHOD section 8); never a score.

use crate::answers::{Assessment, MetricStatus};
use crate::decimal;
use crate::method::Score;
use crate::pack::{About, Better, Group, MetricId, Pack, SoftLimit, ThreadId, Unit};
use crate::text::{Message, Texts};

/// The largest count that is accepted.
pub const MOST: f64 = 1_000_000.0;

/// The same as a whole number.
const MOST_COUNT: u32 = 1_000_000;

/// Whether a value fits its unit: counts are whole numbers from 0 to 1,000,000, percentages run from 0 to 100.
///
/// # Errors
/// The sentence for the reader.
pub fn check_value(unit: Unit, value: f64) -> Result<(), Message> {
    match unit {
        Unit::Count if value.fract() != 0.0 || !(0.0..=MOST).contains(&value) => {
            Err(Message::new("metric.error.count"))
        }
        Unit::Percent if !(0.0..=100.0).contains(&value) => Err(Message::new("metric.error.percent")),
        _ => Ok(()),
    }
}

/// Reads a value as typed: digits, one decimal sign, spaces ignored; percentages keep one decimal.
///
/// `sign` is the language's decimal sign. The other of point and comma parts thousands where three digits follow it each time
/// (1,000 where the sign is a point); elsewhere it can only be meant as the decimal sign, whatever the language.
///
/// # Errors
/// The sentence for the reader, for a text that is no number or does not fit the unit.
pub fn parse_value(unit: Unit, typed: &str, sign: &str) -> Result<Option<f64>, Message> {
    let plain = plain(typed, sign);
    if plain.is_empty() {
        return Ok(None);
    }
    let wrong = || match unit {
        Unit::Count => Message::new("metric.error.count"),
        Unit::Percent => Message::new("metric.error.percent"),
    };
    let digits_only = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let value: f64 = decimal::read(&plain).filter(|_| digits_only).ok_or_else(wrong)?;
    let value = if unit == Unit::Percent { (value * 10.0).round() / 10.0 } else { value };
    check_value(unit, value)?;
    Ok(Some(value))
}

/// Reads a count as typed, as [`parse_value`] does, without the arithmetic of fractions: the questions do with it.
///
/// # Errors
/// The sentence for the reader, for a text that is no whole number up to a million.
pub fn parse_count(typed: &str, sign: &str) -> Result<Option<u32>, Message> {
    let plain = plain(typed, sign);
    if plain.is_empty() {
        return Ok(None);
    }
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, "0"));
    let whole = if whole.is_empty() { "0" } else { whole };
    let digits_only = whole.bytes().all(|b| b.is_ascii_digit());
    let is_whole = rest.bytes().all(|b| b == b'0') && plain != ".";
    let count = whole.parse().ok().filter(|count| digits_only && is_whole && *count <= MOST_COUNT);
    count.map(Some).ok_or_else(|| Message::new("metric.error.count"))
}

/// A number as typed, without spaces, percent sign and what parts thousands.
fn plain(typed: &str, sign: &str) -> String {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_end_matches('%');
    match sign {
        "," => in_one_piece(plain, ',', '.'),
        _ => in_one_piece(plain, '.', ','),
    }
}

/// A number as typed, with a point as its decimal sign and its thousands no longer parted.
fn in_one_piece(typed: &str, sign: char, other: char) -> String {
    let whole = typed.split(sign).next().unwrap_or_default();
    let mut groups = whole.split(other);
    let first = groups.next().unwrap_or_default();
    let parted = whole.contains(other)
        && matches!(first.len(), 1..=3)
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3);
    let kept = typed.chars().filter(|c| !(parted && *c == other));
    kept.map(|c| if c == ',' { '.' } else { c }).collect()
}

/// The measured value of a metric of the pack; none where a file brought one that does not fit the unit, such as 250 percent.
#[must_use]
pub fn measured(pack: &Pack, assessment: &Assessment, id: &MetricId) -> Option<f64> {
    let answer = assessment.metrics.get(id).filter(|answer| answer.is_measured())?;
    let unit = pack.metric(id)?.unit;
    answer.value.filter(|value| check_value(unit, *value).is_ok())
}

/// Why a measured value may be worth checking: a query, never a refusal. None where nothing stands out.
#[must_use]
pub fn query(pack: &Pack, assessment: &Assessment, id: &MetricId, texts: &Texts) -> Option<Message> {
    let metric = pack.metric(id)?;
    let value = measured(pack, assessment, id)?;
    for limit in &metric.limits {
        let (bound, message) = match limit {
            SoftLimit::Number(number) => (f64::from(*number), Message::new("metric.query.high")),
            SoftLimit::KeyRelationships => {
                let Some(k) = assessment.k() else { continue };
                (f64::from(k), Message::new("metric.query.k").with("k", texts.number(f64::from(k), 0)))
            }
            SoftLimit::Metric(other) => {
                let Some(bound) = measured(pack, assessment, other) else { continue };
                (bound, Message::new("metric.query.other").with("other", other.0.clone()))
            }
        };
        if value > bound {
            return Some(message.with("limit", texts.number(bound, usize::from(bound.fract() != 0.0))));
        }
    }
    None
}

/// The ratio of a metric to K; none without a value, without K or with K = 0.
#[must_use]
pub fn ratio(pack: &Pack, assessment: &Assessment, id: &MetricId) -> Option<f64> {
    let metric = pack.metric(id).filter(|metric| metric.ratio)?;
    let value = measured(pack, assessment, &metric.id)?;
    let k = assessment.k().filter(|k| *k > 0)?;
    Some(value / f64::from(k))
}

/// How many of some metrics have a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// Those with a measured value.
    pub measured: u32,
    /// All of them, less those that do not apply.
    pub of: u32,
}

impl Readiness {
    /// The share from 0 to 1; none of nothing.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.measured) / f64::from(self.of))
    }
}

/// The highest level whose metrics readiness looks at: the one above the attained, at most the top.
#[must_use]
pub fn ready_up_to(pack: &Pack, attained: u8) -> u8 {
    attained.saturating_add(1).min(pack.top())
}

/// Measurement readiness: measured of all, over the distinct metrics of the scored levels up to the one above the attained, less `na`.
#[must_use]
pub fn readiness_counts(pack: &Pack, assessment: &Assessment, attained: u8) -> Readiness {
    let up_to = ready_up_to(pack, attained);
    ready(pack, assessment, |group| group.level.number <= up_to)
}

/// Measurement readiness from 0 to 1 (METHOD section 8); none if there is nothing to measure.
#[must_use]
pub fn readiness(pack: &Pack, assessment: &Assessment, attained: u8) -> Option<f64> {
    readiness_counts(pack, assessment, attained).share()
}

/// Measured of all, level by level; a metric of several levels counts at each of them.
#[must_use]
pub fn readiness_by_level(pack: &Pack, assessment: &Assessment) -> Vec<(u8, Readiness)> {
    let of = |level: u8| ready(pack, assessment, |group| group.level.number == level);
    pack.scored_levels().map(|level| (level.number, of(level.number))).collect()
}

fn ready(pack: &Pack, assessment: &Assessment, within: impl Fn(&Group) -> bool) -> Readiness {
    let mut ready = Readiness::default();
    for metric in &pack.metrics {
        let id = &metric.id;
        let mut groups = pack.groups.iter().filter(|group| !group.level.descriptive && within(group));
        let answer = assessment.metrics.get(id);
        let applies = !answer.is_some_and(|answer| answer.status == Some(MetricStatus::NotApplicable));
        if applies && groups.any(|group| group.metrics.contains(id)) {
            ready.of += 1;
            ready.measured += u32::from(measured(pack, assessment, id).is_some());
        }
    }
    ready
}

/// Which way a metric has gone since its start, by its own direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// The target is reached.
    Reached,
    /// It is on its way, or has not moved.
    Towards,
    /// It is worse than at the start.
    Away,
    /// The metric has no direction: the numbers stand beside each other, and nothing follows from them.
    Open,
}

/// From where to where a metric is to go, and where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The start: the baseline, or last time's value where none was given.
    pub from: f64,
    /// The measured value.
    pub now: f64,
    /// The target.
    pub to: f64,
    /// How far the way is gone, 0 to 1; none without a direction, or where the target is no better than the start.
    pub share: Option<f64>,
    /// Which way it went.
    pub course: Course,
}

/// The start of a metric: the baseline, else last time's value; none where neither fits the unit.
#[must_use]
pub fn baseline(pack: &Pack, assessment: &Assessment, id: &MetricId) -> Option<f64> {
    let unit = pack.metric(id)?.unit;
    let given = assessment.metrics.get(id).and_then(|answer| answer.baseline);
    given.or_else(|| last_time(assessment, id)).filter(|value| check_value(unit, *value).is_ok())
}

/// The value that the assessment before this one had.
#[must_use]
pub fn last_time(assessment: &Assessment, id: &MetricId) -> Option<f64> {
    assessment.previous.as_ref()?.values.get(id).copied()
}

/// The target of a metric, where it fits the unit.
#[must_use]
pub fn wanted(pack: &Pack, assessment: &Assessment, id: &MetricId) -> Option<f64> {
    let unit = pack.metric(id)?.unit;
    assessment.metrics.get(id)?.target.filter(|value| check_value(unit, *value).is_ok())
}

/// How far a metric has come from its start to its target; none while one of start, value and target is missing.
#[must_use]
pub fn progress(pack: &Pack, assessment: &Assessment, id: &MetricId) -> Option<Progress> {
    let better = pack.metric(id)?.better;
    let from = baseline(pack, assessment, id)?;
    let now = measured(pack, assessment, id)?;
    let to = wanted(pack, assessment, id)?;
    // As if more were better, whatever the metric's direction.
    let (start, here, goal) = match better {
        Better::Up => (from, now, to),
        Better::Down => (-from, -now, -to),
        Better::None => return Some(Progress { from, now, to, share: None, course: Course::Open }),
    };
    let course = if here >= goal {
        Course::Reached
    } else if here < start {
        Course::Away
    } else {
        Course::Towards
    };
    let share = (goal > start).then(|| ((here - start) / (goal - start)).clamp(0.0, 1.0));
    Some(Progress { from, now, to, share, course })
}

/// Why a target may be worth checking: it is worse than the start. A query, never a refusal.
#[must_use]
pub fn target_query(pack: &Pack, assessment: &Assessment, id: &MetricId) -> Option<Message> {
    let metric = pack.metric(id)?;
    let (from, to) = (baseline(pack, assessment, id)?, wanted(pack, assessment, id)?);
    match metric.better {
        Better::Up if to < from => Some(Message::new("metric.query.targetBelow")),
        Better::Down if to > from => Some(Message::new("metric.query.targetAbove")),
        _ => None,
    }
}

/// Under this many per cent, satisfaction is low enough to ask why.
pub const SATISFIED_FROM: u8 = 50;

/// Green outside, red inside: largely practised, yet those whom it serves are not satisfied (METHOD section 9, for one respondent). A question to ask, never a verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Watermelon {
    /// The metric about satisfaction.
    pub metric: MetricId,
    /// Its value in per cent, under [`SATISFIED_FROM`].
    pub value: f64,
    /// The threads that name the metric and have attained a level above the base, with that level: at least largely in place.
    pub threads: Vec<(ThreadId, u8)>,
}

/// The metrics about satisfaction that measure low while what they follow is practised.
#[must_use]
pub fn watermelons(pack: &Pack, assessment: &Assessment, score: &Score) -> Vec<Watermelon> {
    let mut found = Vec::new();
    for metric in pack.metrics.iter().filter(|metric| metric.about == Some(About::Satisfaction)) {
        let Some(value) = measured(pack, assessment, &metric.id) else { continue };
        if value >= f64::from(SATISFIED_FROM) {
            continue;
        }
        let names = |thread: &ThreadId| {
            pack.thread_groups(thread)
                .any(|group| !group.level.descriptive && group.metrics.contains(&metric.id))
        };
        let threads: Vec<_> = score
            .threads
            .iter()
            .filter(|thread| thread.attained > pack.base() && names(&thread.thread))
            .map(|thread| (thread.thread.clone(), thread.attained))
            .collect();
        if !threads.is_empty() {
            found.push(Watermelon { metric: metric.id.clone(), value, threads });
        }
    }
    found
}
