//! A metric in words: its value, its start and target, how far it has come, and what is odd about it; the numbers come from `metrics`.

use crate::answers::{Assessment, MetricStatus};
use crate::content::Content;
use crate::metrics::{self, Course, Watermelon};
use crate::pack::{Metric, MetricId, Unit};
use crate::text::Texts;

/// A value with the unit that people read: "7", "41 %".
#[must_use]
pub fn number(texts: &Texts, unit: Unit, value: f64) -> String {
    let number = texts.number(value, usize::from(value.fract() != 0.0));
    match unit {
        Unit::Percent => texts.fill("number.percent", &[("value", number)]),
        Unit::Count => number,
    }
}

/// The value with its unit and, where K is known, its share of the key relationships; or why there is none.
#[must_use]
pub fn value(content: &Content, assessment: &Assessment, metric: &Metric) -> String {
    let texts = &content.texts;
    if let Some(value) = metrics::measured(&content.pack, assessment, &metric.id) {
        let number = number(texts, metric.unit, value);
        return match metrics::ratio(&content.pack, assessment, &metric.id) {
            Some(ratio) => {
                let k = assessment.k().unwrap_or_default().to_string();
                let values = [("value", number), ("k", k), ("share", texts.percent(ratio))];
                texts.fill("report.counts.ratio", &values)
            }
            None => number,
        };
    }
    let status = assessment.metrics.get(&metric.id).and_then(|answer| answer.status);
    texts
        .get(match status {
            Some(MetricStatus::Measured) => "report.counts.noValue",
            Some(MetricStatus::NotMeasured) => "report.counts.notMeasured",
            Some(MetricStatus::Unknown) => "report.counts.unknown",
            Some(MetricStatus::NotApplicable) => "report.counts.na",
            None => "report.counts.none",
        })
        .to_owned()
}

/// How far a metric has come.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgressText {
    /// In a sentence.
    pub text: String,
    /// How much of the way is gone, 0 to 100; none without a direction.
    pub share: Option<f64>,
    /// Which way it went.
    pub course: Course,
}

/// How far a metric has come from its start to its target; none while a number is missing.
#[must_use]
pub fn progress(content: &Content, assessment: &Assessment, metric: &Metric) -> Option<ProgressText> {
    let texts = &content.texts;
    let progress = metrics::progress(&content.pack, assessment, &metric.id)?;
    let said = |value: f64| number(texts, metric.unit, value);
    let mut values =
        vec![("from", said(progress.from)), ("now", said(progress.now)), ("to", said(progress.to))];
    if let Some(share) = progress.share {
        values.push(("share", texts.percent(share)));
    }
    let key = match (progress.course, progress.share) {
        (Course::Reached, _) => "metric.progress.reached",
        (Course::Away, _) => "metric.progress.away",
        (Course::Towards, Some(_)) => "metric.progress.towards",
        (Course::Towards, None) | (Course::Open, _) => "metric.progress.open",
    };
    Some(ProgressText {
        text: texts.fill(key, &values),
        share: progress.share.map(|share| share * 100.0),
        course: progress.course,
    })
}

/// "Green outside, red inside", as a question to ask.
#[must_use]
pub fn watermelon(content: &Content, found: &Watermelon) -> String {
    let texts = &content.texts;
    let threads: Vec<String> = found
        .threads
        .iter()
        .map(|(thread, level)| {
            let name = content.wording.thread_name(thread).to_owned();
            texts.fill("report.place", &[("thread", name), ("level", level.to_string())])
        })
        .collect();
    let unit = content.pack.metric(&found.metric).map_or(Unit::Percent, |metric| metric.unit);
    let values = [
        ("threads", texts.list(&threads)),
        ("metric", content.wording.metric(&found.metric).text),
        ("value", number(texts, unit, found.value)),
    ];
    texts.fill("report.watermelon.text", &values)
}

/// A date in words; empty for none.
#[must_use]
pub fn date(texts: &Texts, date: &str) -> String {
    if date.is_empty() { String::new() } else { texts.date(date) }
}

/// The start of a metric in words: the baseline, or last time's value; empty for none.
#[must_use]
pub fn baseline(content: &Content, assessment: &Assessment, id: &MetricId) -> String {
    let unit = content.pack.metric(id).map_or(Unit::Count, |metric| metric.unit);
    metrics::baseline(&content.pack, assessment, id)
        .map(|value| number(&content.texts, unit, value))
        .unwrap_or_default()
}

/// The target of a metric in words; empty for none.
#[must_use]
pub fn wanted(content: &Content, assessment: &Assessment, id: &MetricId) -> String {
    let unit = content.pack.metric(id).map_or(Unit::Count, |metric| metric.unit);
    metrics::wanted(&content.pack, assessment, id)
        .map(|value| number(&content.texts, unit, value))
        .unwrap_or_default()
}
