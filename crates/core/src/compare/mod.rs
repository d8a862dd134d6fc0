//! Assessments of one pack side by side: what changed between them and what did not, by one rule (METHOD sections 4 to 8); words live in `report::compare_page`.

mod choice;
mod comparison;
mod metrics;
mod moved;
mod plan;
mod reach;
mod statements;
mod unmatched;

pub use choice::{Choice, Choices, choices, chosen, compared};
pub use comparison::{Compared, Comparison, GroupShift, Origin, Refused, Standing, ThreadShift, compare};
pub use metrics::{Course, MetricShift};
pub use moved::{Moved, MovedGroup, moved};
pub use plan::{PlanSince, Since};
pub use reach::{Reach, Shift, Verdict};
pub use statements::{ItemShift, Move, Statements};
pub use unmatched::{Unmatched, UnmatchedAnswer};
