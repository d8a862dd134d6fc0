//! How a number came about, in words, formulas and tables; the arithmetic itself is told by `method`.

use crate::answers::{Assessment, Rating};
use crate::content::Content;
use crate::method::{Derivation, LevelStatus, ThreadScore, derive_block, derive_group, derive_thread};
use crate::pack::Kind;
use crate::report::context::Context;
use crate::report::figures::carried;
use crate::report::{Fact, Row, Table};
use crate::state::Subject;

/// Places of the numbers in an explanation.
const PLACES: usize = 3;

/// One number with its arithmetic, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineText {
    /// What the number is.
    pub what: String,
    /// The formula in symbols.
    pub formula: String,
    /// The formula with its numbers; may be empty.
    pub filled: String,
    /// The result.
    pub result: String,
}

/// One part of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// Its number.
    pub line: LineText,
    /// The numbers that went in.
    pub table: Option<Table>,
}

/// How a number came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// "How 2.6 came about".
    pub title: String,
    /// What is done, in a sentence.
    pub intro: String,
    /// The parts, inputs before what is made of them.
    pub parts: Vec<Part>,
    /// What opens the other numbers.
    pub more_label: String,
    /// The other numbers behind it.
    pub more: Vec<LineText>,
    /// What is to be said besides, such as why the confidence is what it is.
    pub facts: Vec<Fact>,
}

/// Explains a number of an assessment; none where the assessment cannot be scored or has no such number.
#[must_use]
pub fn explain(content: &Content, assessment: &Assessment, subject: &Subject) -> Option<Explanation> {
    let context = Context::of(content, assessment).ok()?;
    match subject {
        Subject::Block => Some(block(&context)),
        Subject::Thread(id) => thread(&context, context.score.thread(id)?),
        Subject::Level(id, level) => group(&context, context.score.thread(id)?, *level),
    }
}

fn lines(context: &Context<'_>, derivation: Derivation) -> Vec<LineText> {
    derivation
        .lines
        .into_iter()
        .map(|line| LineText {
            what: context.texts().say(&line.what),
            formula: line.formula,
            filled: line.filled,
            result: line.result,
        })
        .collect()
}

/// The first line, which the others stand behind.
fn split(mut lines: Vec<LineText>) -> Option<(LineText, Vec<LineText>)> {
    if lines.is_empty() {
        return None;
    }
    let rest = lines.split_off(1);
    lines.pop().map(|first| (first, rest))
}

fn block(context: &Context<'_>) -> Explanation {
    let mut parts: Vec<Part> =
        context.score.threads.iter().filter_map(|thread| part(context, thread)).collect();
    let (line, more) = split(lines(context, derive_block(&context.score, context.texts()))).unzip();
    if let Some(line) = line {
        parts.push(Part { title: context.get("derive.block"), line, table: None });
    }
    let word = super::headline::headline(context);
    let mut facts = vec![Fact { term: word.confidence, value: context.get("derive.confidence.none") }];
    if !word.reasons.is_empty()
        && let Some(fact) = facts.first_mut()
    {
        fact.value = word.reasons.join(" ");
    }
    Explanation {
        title: context.fill("derive.title", [("number", context.texts().score(context.score.overall.score))]),
        intro: context.get("derive.intro.block"),
        parts,
        more_label: context.get("derive.more"),
        more: more.unwrap_or_default(),
        facts,
    }
}

/// A thread's score with the table of its levels.
fn part(context: &Context<'_>, thread: &ThreadScore) -> Option<Part> {
    let (line, _) = split(lines(context, derive_thread(&context.content.pack, thread, context.texts())))?;
    let values =
        [("thread", context.thread_name(&thread.thread)), ("score", context.texts().score(thread.score))];
    Some(Part { title: context.fill("derive.thread", values), line, table: Some(levels(context, thread)) })
}

fn thread(context: &Context<'_>, thread: &ThreadScore) -> Option<Explanation> {
    let (_, more) = split(lines(context, derive_thread(&context.content.pack, thread, context.texts())))?;
    let values =
        [("thread", context.thread_name(&thread.thread)), ("number", context.texts().score(thread.score))];
    Some(Explanation {
        title: context.fill("derive.title.thread", values),
        intro: context.get("derive.intro.thread"),
        parts: vec![part(context, thread)?],
        more_label: context.get("derive.more"),
        more,
        facts: Vec::new(),
    })
}

fn levels(context: &Context<'_>, thread: &ThreadScore) -> Table {
    let number = |value: Option<f64>| {
        value.map_or_else(|| context.get("report.noValue"), |value| context.texts().number(value, PLACES))
    };
    let rows = carried(thread)
        .into_iter()
        .map(|(level, carried)| {
            let cell = &level.cell;
            let counts = (cell.status != LevelStatus::Dropped).then_some(cell.achievement);
            Row {
                cells: vec![
                    context.level(cell.level),
                    number(cell.facets.practice),
                    number(cell.facets.outcome),
                    number(counts),
                    number(carried),
                    context.band(level),
                ],
                opens: None,
            }
        })
        .collect();
    Table {
        caption: context.fill("derive.levels", [("thread", context.thread_name(&thread.thread))]),
        columns: vec![
            context.column("report.column.level", false),
            context.column("report.column.practices", true),
            context.column("report.column.outcomes", true),
            context.column("derive.column.achievement", true),
            context.column("report.column.carried", true),
            context.column("report.column.band", false),
        ],
        rows,
        opens_at: None,
    }
}

fn group(context: &Context<'_>, thread: &ThreadScore, number: u8) -> Option<Explanation> {
    let level = thread.level(number)?;
    let group = context.group(&thread.thread, number)?;
    let mut derived =
        lines(context, derive_group(&context.content.pack, &context.sheet, group, level, context.texts()));
    // The achievement is what is explained; the means before it and the band after it stand behind it.
    let at = derived.iter().position(|line| line.formula.starts_with('a')).unwrap_or_default();
    let line = if at < derived.len() { derived.remove(at) } else { return None };
    let rows = group
        .items()
        .filter_map(|item| {
            let asked = context.content.pack.asked.get(item.slot)?;
            let rating = context.sheet.get(item.slot);
            let value = rating.and_then(Rating::value);
            Some(Row {
                cells: vec![
                    context.content.wording.item(&asked.id).text,
                    context.get(if item.kind == Kind::Practice { "kind.practice" } else { "kind.outcome" }),
                    context.rating(asked, rating),
                    value.map_or_else(
                        || context.get("report.noValue"),
                        |value| context.texts().number(value, PLACES),
                    ),
                ],
                opens: None,
            })
        })
        .collect();
    let place = context.place_of(group);
    let table = Table {
        caption: context.fill("derive.inputs", [("place", place.clone())]),
        columns: vec![
            context.column("report.column.statement", false),
            context.column("report.column.kind", false),
            context.column("report.column.answer", false),
            context.column("report.column.value", true),
        ],
        rows,
        opens_at: None,
    };
    Some(Explanation {
        title: context.fill("derive.title.level", [("place", place)]),
        intro: context.get(match level.cell.status {
            LevelStatus::Valued => "derive.intro.level",
            LevelStatus::Unvalued => "derive.intro.unvalued",
            LevelStatus::Dropped => "derive.intro.dropped",
        }),
        parts: vec![Part { title: context.content.wording.group(&group.id).title, line, table: Some(table) }],
        more_label: context.get("derive.more"),
        more: derived,
        facts: Vec::new(),
    })
}
