//! What became of the plan between two assessments: the steps that were done since, and those still open.

use crate::answers::{Choice, PlanEntry, StepStatus};
use crate::compare::Standing;
use crate::table::Table;

/// A step of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    /// The practice's item id, or the id of a step of one's own.
    pub id: String,
    /// What was decided about it, by the newer assessment where it holds it.
    pub entry: PlanEntry,
}

/// The plan since the older assessment was answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanSince {
    /// Done since.
    pub done: Vec<Since>,
    /// How many were done before already.
    pub done_before: usize,
    /// Begun or still to be begun.
    pub open: Vec<Since>,
}

/// A step counts unless it was left out and never begun.
fn planned(entry: &PlanEntry) -> bool {
    entry.status != StepStatus::Open || entry.choice != Some(Choice::Left)
}

pub(super) fn plan_since(before: &Standing<'_>, after: &Standing<'_>) -> PlanSince {
    let (older, newer) = (&before.assessment().plan, &after.assessment().plan);
    let ids: Table<&String, ()> = older.keys().chain(newer.keys()).map(|id| (id, ())).collect();
    let mut since = PlanSince::default();
    for (id, ()) in &ids {
        let Some(entry) = newest(older.get(id.as_str()), newer.get(id.as_str())) else { continue };
        if !planned(entry) {
            continue;
        }
        let step = || Since { id: (*id).clone(), entry: entry.clone() };
        if entry.status != StepStatus::Done {
            since.open.push(step());
        } else if !entry.at.is_empty() && entry.at.as_str() <= before.compared.date() {
            since.done_before += 1;
        } else {
            since.done.push(step());
        }
    }
    since
}

/// The entry that was changed last; of two of one moment the newer assessment's.
fn newest<'a>(older: Option<&'a PlanEntry>, newer: Option<&'a PlanEntry>) -> Option<&'a PlanEntry> {
    match (older, newer) {
        (Some(older), Some(newer)) if older.at > newer.at => Some(older),
        (older, newer) => newer.or(older),
    }
}
