//! The report as JSON, version 1: the score, the answers, the plan, the metrics, the register and the ledger at full precision, and the document that people read; docs/schemas/report.schema.json describes it.

use crate::answers::{Assessment, Choice, MetricStatus, Rating, Side, StepStatus};
use crate::book::{Book, Row};
use crate::content::Content;
use crate::json::{Value, object};
use crate::method::ScoreError;
use crate::owner::Owner;
use crate::pack::{ItemId, MetricId, ThreadId};
use crate::report::context::Context;
use crate::report::{Telling, assemble, rows, tell};
use crate::wire::{document_v1, score_json, with_lenses};

/// The name in `format`.
pub const REPORT_FORMAT: &str = "pomscope-report";
/// The version that is written.
pub const REPORT_VERSION: u64 = 1;

/// The report of an assessment in one telling; `today` is the local date, `YYYY-MM-DD`, `owner` who offers it.
///
/// # Errors
/// [`ScoreError`] where the answers cannot be scored.
pub fn write(
    content: &Content,
    assessment: &Assessment,
    today: &str,
    telling: Telling,
    owner: &Owner,
) -> Result<Value, ScoreError> {
    let context = Context::of(content, assessment)?;
    let report = assemble(&context, today);
    let pack = object(vec![
        ("id", assessment.pack_id.as_str().into()),
        ("version", assessment.pack_version.as_str().into()),
    ]);
    let about = object(vec![
        ("id", assessment.id.as_str().into()),
        ("title", assessment.title.as_str().into()),
        ("updatedAt", assessment.updated_at.as_str().into()),
        ("side", assessment.side.map(Side::as_str).into()),
        ("pack", pack),
    ]);
    let document = tell(content, assessment, today, telling)?.offered_by(owner.line(&content.texts));
    let steps = rows::steps(&context, &report);
    let score = score_json(&content.pack, &context.score, &content.texts);
    Ok(object(vec![
        ("format", REPORT_FORMAT.into()),
        ("formatVersion", REPORT_VERSION.into()),
        ("telling", telling.as_str().into()),
        ("madeOn", today.into()),
        ("assessment", about),
        ("score", with_lenses(score, &content.lenses, assessment)),
        ("answers", Value::Array(rows::answers(&context).iter().map(answer).collect())),
        ("plan", Value::Array(steps.iter().map(step).collect())),
        ("metrics", Value::Array(rows::metrics(&context).iter().map(metric).collect())),
        ("relationships", book(assessment, Book::Register)),
        ("commitments", book(assessment, Book::Ledger)),
        ("document", document_v1::write(&document)),
    ]))
}

fn answer(row: &rows::AnswerData) -> Value {
    object(vec![
        ("item", row.item.as_str().into()),
        ("thread", row.thread.as_str().into()),
        ("level", row.level.into()),
        ("kind", row.kind.as_str().into()),
        ("statement", row.statement.as_str().into()),
        ("rating", row.rating.map(Rating::as_str).into()),
        ("ratingLabel", row.label.as_str().into()),
        ("value", row.rating.and_then(Rating::value).into()),
        ("setAside", row.set_aside.as_str().into()),
        ("reason", row.answer.reason.as_str().into()),
        ("note", row.answer.note.as_str().into()),
        ("evidence", row.answer.evidence.as_str().into()),
        ("at", row.answer.at.as_str().into()),
    ])
}

fn step(row: &rows::StepData) -> Value {
    let entry = row.entry.as_ref();
    let written = |text: fn(&crate::answers::PlanEntry) -> &String| {
        Value::from(entry.map(text).map_or("", String::as_str))
    };
    let instead: Vec<&str> = row.instead_of.iter().map(ItemId::as_str).collect();
    object(vec![
        ("item", row.id.as_str().into()),
        ("origin", row.origin.as_str().into()),
        ("thread", row.thread.as_ref().map(ThreadId::as_str).into()),
        ("level", row.level.into()),
        ("step", row.step.as_str().into()),
        ("why", row.why.as_str().into()),
        ("insteadOf", instead.into()),
        ("outcome", row.outcome.as_ref().map(ItemId::as_str).into()),
        ("metric", row.metric.as_ref().map(MetricId::as_str).into()),
        ("lift", row.lift.into()),
        ("choice", entry.and_then(|entry| entry.choice).map(Choice::as_str).into()),
        ("owner", written(|entry| &entry.owner)),
        ("due", written(|entry| &entry.due)),
        ("status", entry.map(|entry| entry.status).map(StepStatus::as_str).into()),
        ("note", written(|entry| &entry.note)),
    ])
}

fn metric(row: &rows::MetricData) -> Value {
    object(vec![
        ("id", row.id.as_str().into()),
        ("text", row.text.as_str().into()),
        ("unit", row.unit.into()),
        ("status", row.status.map(MetricStatus::as_str).into()),
        ("value", row.value.into()),
        ("asOf", row.as_of.as_str().into()),
        ("source", row.source.as_str().into()),
        ("baseline", row.baseline.into()),
        ("target", row.target.into()),
        ("targetDate", row.target_date.as_str().into()),
        ("ratio", row.ratio.into()),
    ])
}

/// The rows of a book that say something, as its sheet has them.
fn book(assessment: &Assessment, book: Book) -> Value {
    let row = |row: Row<'_>| {
        let fields =
            book.fields().iter().map(|field| (field.key(), Value::from(row.data(assessment, *field))));
        object(std::iter::once(("id", Value::from(row.id))).chain(fields).collect())
    };
    Value::Array(book.said(assessment).map(row).collect())
}
