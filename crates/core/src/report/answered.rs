//! All that was answered, as tables: every statement with its answer and what was written to it, and the metrics.

use crate::answers::{Answer, MetricAnswer, MetricStatus};
use crate::metrics::{self, Readiness};
use crate::pack::{Group, Item, Kind, ThreadId};
use crate::report::context::Context;
use crate::report::counting;
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

/// How many metrics of a level have a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelReady {
    /// The level.
    pub level: u8,
    /// "3 Intermediate".
    pub name: String,
    /// Metrics with a value.
    pub measured: u32,
    /// Metrics that apply.
    pub of: u32,
    /// "2 of 5".
    pub text: String,
    /// Whether readiness looks at this level: the attained one, those below it, and the one above.
    pub counts: bool,
}

/// The metrics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Heading, and that no metric counts towards the score.
    pub heading: Heading,
    /// The metrics: value, date, source; start, target and its date in columns of their own once one of them was given.
    pub table: Table,
    /// Readiness, in a sentence.
    pub readiness: String,
    /// What readiness means.
    pub meaning: String,
    /// Readiness as term and value.
    pub fact: Fact,
    /// How many metrics have a value, of those that readiness looks at.
    pub ready: Readiness,
    /// The same level by level, for a figure.
    pub levels: Vec<LevelReady>,
    /// What the figure's marks mean.
    pub ready_key: String,
    /// The figure in numbers.
    pub ready_table: Table,
    /// How far metrics have come, a sentence each with its metric; empty where no target was given.
    pub progress: Vec<Fact>,
    /// "Green outside, red inside", a question each; empty where there is none to ask.
    pub watermelons: Vec<String>,
    /// When that question is asked.
    pub watermelon_rule: String,
}

fn ready_table(context: &Context<'_>, levels: &[LevelReady]) -> Table {
    let rows = levels.iter().map(|level| {
        let looked = context.get(if level.counts { "report.yes" } else { "report.no" });
        Row {
            cells: vec![level.name.clone(), level.measured.to_string(), level.of.to_string(), looked],
            opens: None,
        }
    });
    Table {
        caption: context.get("report.ready.table"),
        columns: vec![
            context.column("report.column.level", false),
            context.column("report.column.withValue", true),
            context.column("report.column.applies", true),
            context.column("report.column.looked", false),
        ],
        rows: rows.collect(),
        opens_at: None,
    }
}

pub(super) fn counts(context: &Context<'_>) -> Counts {
    let (content, overall) = (context.content, &context.score.overall);
    let (pack, texts, assessment) = (&content.pack, context.texts(), context.assessment);
    let empty = MetricAnswer::default();
    let mut rows = Vec::new();
    let mut progress = Vec::new();
    let mut aims = false;
    for metric in &pack.metrics {
        let answer = assessment.metrics.get(&metric.id).unwrap_or(&empty);
        let measured = answer.status == Some(MetricStatus::Measured);
        let name = content.wording.metric(&metric.id).text;
        let aim = [
            counting::baseline(content, assessment, &metric.id),
            counting::wanted(content, assessment, &metric.id),
            counting::date(texts, &answer.target_date),
        ];
        aims = aims || aim.iter().any(|text| !text.is_empty());
        let mut cells = vec![
            name.clone(),
            counting::value(content, assessment, metric),
            if measured { counting::date(texts, &answer.as_of) } else { String::new() },
            if measured { answer.source.clone() } else { String::new() },
        ];
        cells.extend(aim);
        rows.push(Row { cells, opens: None });
        if let Some(made) = counting::progress(content, assessment, metric) {
            progress.push(Fact { term: name, value: made.text });
        }
    }
    let mut columns = vec![
        context.column("report.column.counted", false),
        context.column("report.column.value", true),
        context.column("report.column.asOf", false),
        context.column("report.column.source", false),
    ];
    if aims {
        columns.push(context.column("report.column.baseline", true));
        columns.push(context.column("report.column.target", true));
        columns.push(context.column("report.column.by", false));
    }
    for row in &mut rows {
        row.cells.truncate(columns.len());
    }
    let ready = metrics::readiness_counts(pack, assessment, overall.attained);
    let up_to = metrics::ready_up_to(pack, overall.attained);
    let value = ready.share().map_or_else(|| context.get("report.noValue"), |share| texts.percent(share));
    let key = if ready.of > 0 { "report.readiness.text" } else { "report.readiness.none" };
    let levels: Vec<LevelReady> = metrics::readiness_by_level(pack, assessment)
        .into_iter()
        .map(|(level, ready)| LevelReady {
            level,
            name: context.level(level),
            measured: ready.measured,
            of: ready.of,
            text: context
                .fill("report.nOf", [("n", ready.measured.to_string()), ("of", ready.of.to_string())]),
            counts: level <= up_to,
        })
        .collect();
    let watermelons = metrics::watermelons(pack, assessment, &context.score)
        .iter()
        .map(|found| counting::watermelon(content, found))
        .collect();
    Counts {
        heading: Heading { title: context.get("report.counts"), intro: context.get("report.counts.intro") },
        readiness: context.fill(key, [("share", value.clone()), ("level", up_to.to_string())]),
        meaning: context.get("report.readiness.meaning"),
        fact: Fact { term: context.get("report.readiness"), value },
        ready,
        ready_key: context.get("report.ready.key"),
        ready_table: ready_table(context, &levels),
        levels,
        progress,
        watermelons,
        watermelon_rule: context
            .fill("report.watermelon.rule", [("limit", metrics::SATISFIED_FROM.to_string())]),
        table: Table { caption: context.get("report.counts.table"), columns, rows, opens_at: None },
    }
}
