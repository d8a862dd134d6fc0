//! What is read from the metrics: readiness, ratios, queries about values (METHOD section 8); never a score.

use crate::answers::{Assessment, MetricStatus};
use crate::decimal;
use crate::pack::{Group, MetricId, Pack, SoftLimit, Unit};
use crate::text::Message;

/// The largest count that is accepted.
pub const MOST: f64 = 1_000_000.0;

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

/// Reads a value as typed: digits, one decimal sign (point or comma), spaces ignored; percentages keep one decimal.
///
/// # Errors
/// The sentence for the reader, for a text that is no number or does not fit the unit.
pub fn parse_value(unit: Unit, typed: &str) -> Result<Option<f64>, Message> {
    let comma = |c: char| if c == ',' { '.' } else { c };
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).map(comma).collect();
    let plain = plain.trim_end_matches('%');
    if plain.is_empty() {
        return Ok(None);
    }
    let wrong = || match unit {
        Unit::Count => Message::new("metric.error.count"),
        Unit::Percent => Message::new("metric.error.percent"),
    };
    let digits_only = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let value: f64 = decimal::read(plain).filter(|_| digits_only).ok_or_else(wrong)?;
    let value = if unit == Unit::Percent { (value * 10.0).round() / 10.0 } else { value };
    check_value(unit, value)?;
    Ok(Some(value))
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
pub fn query(pack: &Pack, assessment: &Assessment, id: &MetricId) -> Option<Message> {
    let metric = pack.metric(id)?;
    let value = measured(pack, assessment, id)?;
    for limit in &metric.limits {
        let (bound, message) = match limit {
            SoftLimit::Number(number) => (f64::from(*number), Message::new("metric.query.high")),
            SoftLimit::KeyRelationships => {
                let Some(k) = assessment.key_relationships else { continue };
                (f64::from(k), Message::new("metric.query.k").with("k", k.to_string()))
            }
            SoftLimit::Metric(other) => {
                let Some(bound) = measured(pack, assessment, other) else { continue };
                (bound, Message::new("metric.query.other").with("other", other.0.clone()))
            }
        };
        if value > bound {
            return Some(message.with("limit", decimal::write(bound).unwrap_or_default()));
        }
    }
    None
}

/// The ratio of a metric to K; none without a value, without K or with K = 0.
#[must_use]
pub fn ratio(pack: &Pack, assessment: &Assessment, id: &MetricId) -> Option<f64> {
    let metric = pack.metric(id).filter(|metric| metric.ratio)?;
    let value = measured(pack, assessment, &metric.id)?;
    let k = assessment.key_relationships.filter(|k| *k > 0)?;
    Some(value / f64::from(k))
}

/// Measurement readiness from 0 to 1: measured / all, over the distinct metrics of the scored levels up to the one above the attained, less `na`; none if there are none.
#[must_use]
pub fn readiness(pack: &Pack, assessment: &Assessment, attained: u8) -> Option<f64> {
    let up_to = attained.saturating_add(1).min(pack.top());
    let within = |group: &&Group| !group.level.descriptive && group.level.number <= up_to;
    let mut all = 0u32;
    let mut have = 0u32;
    for metric in &pack.metrics {
        let id = &metric.id;
        if !pack.groups.iter().filter(within).any(|group| group.metrics.contains(id)) {
            continue;
        }
        let answer = assessment.metrics.get(id);
        if answer.is_some_and(|answer| answer.status == Some(MetricStatus::NotApplicable)) {
            continue;
        }
        all += 1;
        have += u32::from(measured(pack, assessment, id).is_some());
    }
    (all > 0).then(|| f64::from(have) / f64::from(all))
}
