//! Practice beside outcome, level by level of each thread: where a practice shows no effect, and where an effect rests on no practice.

use crate::method::{LevelStatus, ParadoxKind, paradoxes};
use crate::report::context::{Context, counted};
use crate::report::{Heading, Row, Table};

/// A level of a thread with its two facets.
#[derive(Clone, Debug, PartialEq)]
pub struct ParityRow {
    /// "Goals, level 3".
    pub place: String,
    /// How far its practices are in place, 0 to 100; none without a value.
    pub practice: Option<f64>,
    /// How far its outcomes are there, 0 to 100; none without a value.
    pub outcome: Option<f64>,
    /// What parts them, where the method says so.
    pub remark: Option<String>,
}

/// Practice beside outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Parity {
    /// Heading and how to read it.
    pub heading: Heading,
    /// The figure in words.
    pub alternative: String,
    /// What the dot and the ring mean.
    pub key: String,
    /// What stands at the ends of the scale.
    pub ends: (String, String),
    /// The levels, thread by thread; those left out or without any value are not among them.
    pub rows: Vec<ParityRow>,
    /// The same in numbers.
    pub table: Table,
}

pub(super) fn parity(context: &Context<'_>) -> Parity {
    let parted = paradoxes(&context.content.pack, &context.score);
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    let mut spoken = Vec::new();
    for thread in &context.score.threads {
        for level in counted(thread).filter(|level| level.cell.status == LevelStatus::Valued) {
            let Some(group) = context.group(&thread.thread, level.cell.level) else { continue };
            let remark = parted.iter().find(|paradox| paradox.group == group.id).map(|paradox| {
                context.get(match paradox.kind {
                    ParadoxKind::Ritual => "report.parity.ritual",
                    ParadoxKind::Luck => "report.parity.luck",
                })
            });
            let place = context.place_of(group);
            let facets = &level.cell.facets;
            let (practice, outcome) = (context.percent(facets.practice), context.percent(facets.outcome));
            spoken.push(context.fill(
                "report.parity.spoken",
                [("place", place.clone()), ("practice", practice.clone()), ("outcome", outcome.clone())],
            ));
            cells.push(Row {
                cells: vec![place.clone(), practice, outcome, remark.clone().unwrap_or_default()],
                opens: None,
            });
            rows.push(ParityRow {
                place,
                practice: facets.practice.map(|share| share * 100.0),
                outcome: facets.outcome.map(|share| share * 100.0),
                remark,
            });
        }
    }
    let intro = if rows.is_empty() { "report.parity.none" } else { "report.parity.intro" };
    Parity {
        heading: Heading { title: context.get("report.parity"), intro: context.get(intro) },
        alternative: spoken.join(" "),
        key: context.get("report.parity.key"),
        ends: (context.texts().percent(0.0), context.texts().percent(1.0)),
        rows,
        table: Table {
            caption: context.get("report.parity.table"),
            columns: vec![
                context.column("report.column.place", false),
                context.column("report.column.practices", true),
                context.column("report.column.outcomes", true),
                context.column("report.column.remark", false),
            ],
            rows: cells,
            opens_at: None,
        },
    }
}
