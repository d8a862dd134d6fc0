//! All that was answered, as tables: every statement with its answer and what was written to it, and the metrics.

use crate::answers::{Answer, MetricAnswer, MetricStatus};
use crate::metrics;
use crate::pack::{Group, Item, Kind, Metric, ThreadId, Unit};
use crate::report::context::Context;
use crate::report::{Fact, Heading, Row, Table};

/// A statement with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    /// "Practice", "Outcome" or "Sign".
    pub kind: String,
    /// The statement.
    pub statement: String,
    /// The answer's label; one of its own where there is none.
    pub answer: String,
    /// What was written to it, and what else is to be said of it.
    pub notes: Vec<String>,
}

/// The statements of a thread at a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerTable {
    /// "Level 3 Intermediate".
    pub caption: String,
    /// The statements.
    pub rows: Vec<AnswerRow>,
}

/// The statements of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadAnswers {
    /// The thread.
    pub thread: ThreadId,
    /// Its name.
    pub name: String,
    /// A table a level, the descriptive level included.
    pub tables: Vec<AnswerTable>,
}

/// All answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Heading and the question that was asked.
    pub heading: Heading,
    /// The columns' headings: kind, statement, answer.
    pub columns: [String; 3],
    /// Thread by thread.
    pub threads: Vec<ThreadAnswers>,
}

pub(super) fn answers(context: &Context<'_>) -> Answers {
    let pack = &context.content.pack;
    let threads = pack
        .threads
        .iter()
        .map(|thread| ThreadAnswers {
            thread: thread.clone(),
            name: context.thread_name(thread),
            tables: pack
                .thread_groups(thread)
                .map(|group| AnswerTable {
                    caption: context
                        .fill("report.answers.level", [("level", context.level(group.level.number))]),
                    rows: group.items().filter_map(|item| answer_row(context, group, item)).collect(),
                })
                .collect(),
        })
        .collect();
    Answers {
        heading: Heading { title: context.get("report.answers"), intro: context.get("report.answers.intro") },
        columns: ["report.column.kind", "report.column.statement", "report.column.answer"]
            .map(|key| context.get(key)),
        threads,
    }
}

fn answer_row(context: &Context<'_>, group: &Group, item: &Item) -> Option<AnswerRow> {
    let pack = &context.content.pack;
    let asked = pack.asked.get(item.slot)?;
    let kind = match (group.level.descriptive, item.kind) {
        (true, _) => "kind.symptom",
        (false, Kind::Practice) => "kind.practice",
        (false, Kind::Outcome) => "kind.outcome",
    };
    let mut notes = Vec::new();
    if item.same_as.is_some() {
        let origin = pack.groups.get(asked.group)?;
        notes.push(context.fill("report.answers.sameAs", [("level", origin.level.number.to_string())]));
    } else if let Some(answer) = context.assessment.answers.get(&item.id) {
        notes = written(context, asked, answer);
    }
    Some(AnswerRow {
        kind: context.get(kind),
        statement: context.content.wording.item(&asked.id).text,
        answer: context.rating(asked, context.sheet.get(item.slot)),
        notes,
    })
}

fn written(context: &Context<'_>, asked: &crate::pack::Asked, answer: &Answer) -> Vec<String> {
    let mut notes = Vec::new();
    for (text, key) in [
        (&answer.reason, "report.answers.reason"),
        (&answer.note, "report.answers.note"),
        (&answer.evidence, "report.answers.evidence"),
    ] {
        if !text.trim().is_empty() {
            notes.push(context.fill(key, [("text", text.clone())]));
        }
    }
    let given =
        answer.rating.filter(|rating| !rating.allowed(asked)).map(|rating| rating.as_str().to_owned());
    let aside = given.or_else(|| {
        answer.set_aside.as_ref().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    });
    if let Some(value) = aside {
        notes.push(context.fill("report.answers.setAside", [("value", value.chars().take(40).collect())]));
    }
    if let Some(other) = &answer.other {
        let rating = other.rating.filter(|rating| rating.allowed(asked));
        notes.push(context.fill("report.answers.other", [("rating", context.rating(asked, rating))]));
    }
    notes
}

/// The metrics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Heading, and that no metric counts towards the score.
    pub heading: Heading,
    /// The metrics.
    pub table: Table,
    /// Readiness, in a sentence.
    pub readiness: String,
    /// Readiness as term and value.
    pub fact: Fact,
}

pub(super) fn counts(context: &Context<'_>) -> Counts {
    let (pack, overall) = (&context.content.pack, &context.score.overall);
    let empty = MetricAnswer::default();
    let rows = pack
        .metrics
        .iter()
        .map(|metric| {
            let answer = context.assessment.metrics.get(&metric.id).unwrap_or(&empty);
            let date =
                if answer.as_of.is_empty() { String::new() } else { context.texts().date(&answer.as_of) };
            let measured = answer.status == Some(MetricStatus::Measured);
            Row {
                cells: vec![
                    context.content.wording.metric(&metric.id).text,
                    metric_value(context, metric, answer),
                    if measured { date } else { String::new() },
                    if measured { answer.source.clone() } else { String::new() },
                ],
                opens: None,
            }
        })
        .collect();
    let readiness = metrics::readiness(pack, context.assessment, overall.attained);
    let up_to = overall.attained.saturating_add(1).min(pack.top());
    let value =
        readiness.map_or_else(|| context.get("report.noValue"), |share| context.texts().percent(share));
    let key = if readiness.is_some() { "report.readiness.text" } else { "report.readiness.none" };
    Counts {
        heading: Heading { title: context.get("report.counts"), intro: context.get("report.counts.intro") },
        readiness: context.fill(key, [("share", value.clone()), ("level", up_to.to_string())]),
        fact: Fact { term: context.get("report.readiness"), value },
        table: Table {
            caption: context.get("report.counts.table"),
            columns: vec![
                context.column("report.column.counted", false),
                context.column("report.column.value", true),
                context.column("report.column.asOf", false),
                context.column("report.column.source", false),
            ],
            rows,
            opens_at: None,
        },
    }
}

/// The value with its unit and, where K is known, its share of the key relationships; or why there is none.
fn metric_value(context: &Context<'_>, metric: &Metric, answer: &MetricAnswer) -> String {
    let texts = context.texts();
    if let Some(value) = metrics::measured(&context.content.pack, context.assessment, &metric.id) {
        let number = texts.number(value, usize::from(value.fract() != 0.0));
        return match metric.unit {
            Unit::Percent => context.fill("number.percent", [("value", number)]),
            Unit::Count => match metrics::ratio(&context.content.pack, context.assessment, &metric.id) {
                Some(ratio) => {
                    let k = context.assessment.key_relationships.unwrap_or_default().to_string();
                    context.fill(
                        "report.counts.ratio",
                        [("value", number), ("k", k), ("share", texts.percent(ratio))],
                    )
                }
                None => number,
            },
        };
    }
    context.get(match answer.status {
        Some(MetricStatus::Measured) => "report.counts.noValue",
        Some(MetricStatus::NotMeasured) => "report.counts.notMeasured",
        Some(MetricStatus::Unknown) => "report.counts.unknown",
        Some(MetricStatus::NotApplicable) => "report.counts.na",
        None => "report.counts.none",
    })
}
