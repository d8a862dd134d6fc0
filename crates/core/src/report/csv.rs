//! The report's data as CSV (RFC 4180), one tidy table a sheet, safe to open in a spreadsheet; the rows come from `rows`, the score from the one JSON that every program reads.

use crate::answers::{Assessment, Choice, MetricStatus, Rating, StepStatus};
use crate::book::{Book, Row};
use crate::content::Content;
use crate::decimal;
use crate::json::Value;
use crate::method::ScoreError;
use crate::pack::{ItemId, ThreadId};
use crate::report::context::Context;
use crate::report::{assemble, rows};
use crate::visible::visible;
use crate::wire::{score_json, with_lenses};

/// A table of the report's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// One row per item that is asked.
    Answers,
    /// One row per measure of block, thread and level, and of lens and facet.
    Scores,
    /// One row per step of the plan.
    Plan,
    /// One row per metric.
    Metrics,
    /// One row per relationship of the register.
    Register,
    /// One row per promise of the ledger.
    Commitments,
}

impl Sheet {
    /// All sheets.
    pub const ALL: [Self; 6] =
        [Self::Answers, Self::Scores, Self::Plan, Self::Metrics, Self::Register, Self::Commitments];

    /// Its name in file names and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Scores => "scores",
            Self::Plan => "plan",
            Self::Metrics => "metrics",
            Self::Register => "register",
            Self::Commitments => "commitments",
        }
    }

    /// The sheet of this name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sheet| sheet.as_str() == text)
    }

    /// The names of its columns, the same in every language.
    #[must_use]
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Answers => &[
                "item",
                "thread",
                "threadName",
                "level",
                "kind",
                "statement",
                "rating",
                "ratingLabel",
                "value",
                "setAside",
                "reason",
                "note",
                "evidence",
                "at",
            ],
            Self::Scores => &["scope", "thread", "threadName", "level", "measure", "value", "word"],
            Self::Plan => &[
                "item",
                "origin",
                "thread",
                "threadName",
                "level",
                "step",
                "why",
                "insteadOf",
                "outcome",
                "outcomeText",
                "metric",
                "metricText",
                "lift",
                "choice",
                "owner",
                "due",
                "status",
                "note",
            ],
            Self::Metrics => &[
                "id",
                "text",
                "unit",
                "status",
                "value",
                "asOf",
                "source",
                "baseline",
                "target",
                "targetDate",
                "ratio",
            ],
            Self::Register => &["id", "name", "type", "purpose", "roles", "outcome", "since"],
            Self::Commitments => &["id", "request", "promise", "to", "due", "status"],
        }
    }
}

/// A cell: a text of any kind, or a number of ours.
enum Cell {
    Text(String),
    Number(Option<String>),
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn number(value: Option<f64>) -> Cell {
    Cell::Number(value.and_then(decimal::write))
}

fn whole(value: Option<u8>) -> Cell {
    Cell::Number(value.map(|value| value.to_string()))
}

/// A sheet as CSV: UTF-8 behind a byte order mark, since spreadsheets take a file without one for another encoding; a heading row, then one row per line, each ended by CR LF.
///
/// # Errors
/// [`ScoreError`] where the answers cannot be scored.
pub fn csv(content: &Content, assessment: &Assessment, sheet: Sheet) -> Result<String, ScoreError> {
    let context = Context::of(content, assessment)?;
    let rows = match sheet {
        Sheet::Answers => answers(&context),
        Sheet::Scores => scores(&context),
        Sheet::Plan => plan(&context),
        Sheet::Metrics => metrics(&context),
        Sheet::Register => book_rows(Book::Register, assessment),
        Sheet::Commitments => book_rows(Book::Ledger, assessment),
    };
    Ok(written(sheet, rows))
}

/// A book's sheet, whether the answers can be scored or not; see [`csv`].
#[must_use]
pub fn book_csv(assessment: &Assessment, book: Book) -> String {
    let sheet = match book {
        Book::Register => Sheet::Register,
        Book::Ledger => Sheet::Commitments,
    };
    written(sheet, book_rows(book, assessment))
}

fn written(sheet: Sheet, rows: Vec<Vec<Cell>>) -> String {
    let mut csv = "\u{feff}".to_owned();
    line(&mut csv, sheet.columns().iter().map(|column| (*column).to_owned()));
    for row in rows {
        line(&mut csv, row.into_iter().map(shown));
    }
    csv
}

/// Adds a line of cells, quoted where they need it.
pub(crate) fn line(csv: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            csv.push(',');
        }
        if cell.contains(['"', ',', ';', '\t', '\r', '\n']) || cell.trim() != cell {
            csv.push('"');
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str("\r\n");
}

fn shown(cell: Cell) -> String {
    match cell {
        Cell::Number(number) => number.unwrap_or_default(),
        Cell::Text(text) => guarded(visible(&text)),
    }
}

/// A text that a spreadsheet would take for a formula behind an apostrophe, which makes a text of it. One that begins with an apostrophe before such a text gets one more, so that the first can always be taken off.
pub(crate) fn guarded(text: String) -> String {
    let bare = text.trim_start_matches('\'');
    if is_formula(bare) { format!("'{text}") } else { text }
}

/// What was entered, of a cell that may be [`guarded`].
pub(crate) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest.trim_start_matches('\''))).unwrap_or(cell)
}

/// Whether a text begins as formulas do, behind spaces and what is not seen too; signs of full and of small width count.
fn is_formula(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let unseen =
        |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.trim_start_matches(unseen).starts_with([
        '=', '+', '-', '@', '＝', '＋', '－', '＠', '\u{fe66}', '\u{fe62}', '\u{fe63}', '\u{fe6b}',
    ])
}

fn ids(ids: &[ItemId]) -> Cell {
    Cell::Text(ids.iter().map(ItemId::as_str).collect::<Vec<_>>().join(" "))
}

fn answers(context: &Context<'_>) -> Vec<Vec<Cell>> {
    let row = |row: rows::AnswerData| {
        vec![
            text(row.item.as_str()),
            text(row.thread.as_str()),
            text(&row.thread_name),
            whole(Some(row.level)),
            text(row.kind.as_str()),
            text(&row.statement),
            text(row.rating.map_or("", Rating::as_str)),
            text(&row.label),
            number(row.rating.and_then(Rating::value)),
            text(&row.set_aside),
            text(&row.answer.reason),
            text(&row.answer.note),
            text(&row.answer.evidence),
            text(&row.answer.at),
        ]
    };
    rows::answers(context).into_iter().map(row).collect()
}

/// The measures of the block in the order in which METHOD section 12 has them.
const OF_BLOCK: [&str; 12] = [
    "score",
    "low",
    "high",
    "ungated",
    "unsupported",
    "attained",
    "ceiling",
    "coverage",
    "provisional",
    "confidence",
    "confidenceReasons",
    "heldBackBy",
];
/// Those of a thread.
const OF_THREAD: [&str; 10] = [
    "score",
    "low",
    "high",
    "ungated",
    "unsupported",
    "attained",
    "ceiling",
    "coverage",
    "provisional",
    "residue",
];
/// Those of a level.
const OF_LEVEL: [&str; 5] = ["status", "achievement", "practice", "outcome", "band"];

/// Those of a lens.
const OF_LENS: [&str; 4] = ["index", "low", "high", "coverage"];
/// Those of a facet.
const OF_FACET: [&str; 5] = ["index", "low", "high", "coverage", "band"];

/// Where a measure belongs.
struct Scope<'a> {
    name: &'static str,
    thread: Option<&'a ThreadId>,
    level: Option<u8>,
}

fn scores(context: &Context<'_>) -> Vec<Vec<Cell>> {
    let pack = &context.content.pack;
    let (lenses, assessment) = (&context.content.lenses, context.assessment);
    let score = with_lenses(score_json(pack, &context.score, context.texts()), lenses, assessment);
    let mut rows = Vec::new();
    let at = |of: &str, key: &str| score.get(of)?.get(key).cloned();
    let block = Scope { name: "block", thread: None, level: None };
    let overall = score.get("overall").cloned().unwrap_or_default();
    measures(context, &mut rows, &block, &OF_BLOCK, &overall);
    for thread in &context.score.threads {
        let id = &thread.thread;
        let measured = at("threads", id.as_str()).unwrap_or_default();
        let scope = Scope { name: "thread", thread: Some(id), level: None };
        measures(context, &mut rows, &scope, &OF_THREAD, &measured);
        for level in &thread.levels {
            let number = level.cell.level;
            let levels = measured.get("levels").and_then(|levels| levels.get(&number.to_string()));
            let scope = Scope { name: "level", thread: Some(id), level: Some(number) };
            measures(context, &mut rows, &scope, &OF_LEVEL, &levels.cloned().unwrap_or_default());
        }
    }
    for lens in lenses.iter() {
        let Some(measured) = at("lenses", lens.id()) else { continue };
        let name = lens.wording.name.clone();
        of_lens(&mut rows, "lens", (lens.id().to_owned(), name), &OF_LENS, &measured);
        for group in &lens.pack.groups {
            let facets = measured.get("facets").and_then(|facets| facets.get(group.id.as_str()));
            let place =
                (format!("{}.{}", lens.id(), group.id), lens.wording.thread_name(&group.thread).to_owned());
            of_lens(&mut rows, "facet", place, &OF_FACET, &facets.cloned().unwrap_or_default());
        }
    }
    rows
}

/// A row per measure of a lens or of a facet, which stand where a thread does.
fn of_lens(rows: &mut Vec<Vec<Cell>>, scope: &str, (id, name): (String, String), names: &[&str], of: &Value) {
    for measure in names {
        let (value, word) = match of.get(measure) {
            Some(Value::Number(number)) => (Cell::Number(Some(number.as_str().to_owned())), text("")),
            Some(Value::String(word)) => (Cell::Number(None), text(word)),
            _ => (Cell::Number(None), text("")),
        };
        rows.push(vec![text(scope), text(&id), text(&name), whole(None), text(measure), value, word]);
    }
}

/// A row per measure; of a list, a row per entry, and one that is empty where there is none.
fn measures(context: &Context<'_>, rows: &mut Vec<Vec<Cell>>, scope: &Scope<'_>, names: &[&str], of: &Value) {
    for measure in names {
        let value = of.get(measure).cloned().unwrap_or_default();
        let values = match value {
            Value::Array(list) if !list.is_empty() => list,
            Value::Array(_) => vec![Value::Null],
            one => vec![one],
        };
        for value in values {
            let (value, word) = match value {
                Value::Number(number) => (Cell::Number(Some(number.as_str().to_owned())), text("")),
                Value::String(word) => (Cell::Number(None), Cell::Text(word)),
                Value::Bool(true) => (Cell::Number(None), text("true")),
                Value::Bool(false) => (Cell::Number(None), text("false")),
                _ => (Cell::Number(None), text("")),
            };
            rows.push(vec![
                text(scope.name),
                text(scope.thread.map_or("", ThreadId::as_str)),
                Cell::Text(scope.thread.map(|id| context.thread_name(id)).unwrap_or_default()),
                whole(scope.level),
                text(measure),
                value,
                word,
            ]);
        }
    }
}

fn plan(context: &Context<'_>) -> Vec<Vec<Cell>> {
    let wording = &context.content.wording;
    // No step's words rest on the day.
    let report = assemble(context, "");
    let row = |row: rows::StepData| {
        let thread_name = row.thread.as_ref().map(|id| context.thread_name(id)).unwrap_or_default();
        let outcome = row.outcome.as_ref();
        let metric = row.metric.as_ref();
        let entry = row.entry.as_ref();
        vec![
            text(&row.id),
            text(row.origin.as_str()),
            text(row.thread.as_ref().map_or("", ThreadId::as_str)),
            Cell::Text(thread_name),
            whole(row.level),
            text(&row.step),
            text(&row.why),
            ids(&row.instead_of),
            text(outcome.map_or("", ItemId::as_str)),
            Cell::Text(outcome.map(|id| wording.item(id).text).unwrap_or_default()),
            text(metric.map_or("", crate::pack::MetricId::as_str)),
            Cell::Text(metric.map(|id| wording.metric(id).text).unwrap_or_default()),
            number(row.lift),
            text(entry.and_then(|entry| entry.choice).map_or("", Choice::as_str)),
            text(entry.map_or("", |entry| &entry.owner)),
            text(entry.map_or("", |entry| &entry.due)),
            text(entry.map(|entry| entry.status).map_or("", StepStatus::as_str)),
            text(entry.map_or("", |entry| &entry.note)),
        ]
    };
    rows::steps(context, &report).into_iter().map(row).collect()
}

fn metrics(context: &Context<'_>) -> Vec<Vec<Cell>> {
    let row = |row: rows::MetricData| {
        vec![
            text(row.id.as_str()),
            text(&row.text),
            text(row.unit),
            text(row.status.map_or("", MetricStatus::as_str)),
            number(row.value),
            text(&row.as_of),
            text(&row.source),
            number(row.baseline),
            number(row.target),
            text(&row.target_date),
            number(row.ratio),
        ]
    };
    rows::metrics(context).into_iter().map(row).collect()
}

/// The rows that say something, their values as they stand in the file; a relationship by its name, and a promise with its state.
fn book_rows(book: Book, assessment: &Assessment) -> Vec<Vec<Cell>> {
    let row = |row: Row<'_>| {
        let fields = book.fields().iter().map(|field| Cell::Text(row.data(assessment, *field)));
        std::iter::once(text(row.id)).chain(fields).collect()
    };
    book.said(assessment).map(row).collect()
}
