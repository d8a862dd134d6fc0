//! What happens after the result: the plan, the metrics, comparing, and the ways to take the report along; answering is in `update`.

mod plan;

pub use plan::{NEW_STEP, PlanAction, PlanField, Removed, step_place};

use crate::report::Telling;
use crate::state::State;
use crate::state::update::Turn;

/// One thing that the reader does after the result.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskAction {
    /// Show another telling of the report.
    Tell(Telling),
    /// Work on the plan.
    Plan(PlanAction),
}

/// What the desk holds beyond the assessments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// The telling of the report that is shown.
    pub telling: Telling,
    /// The steps of one's own that were removed since the program was opened.
    pub removed: Vec<Removed>,
}

/// Lets an action at the desk change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: DeskAction) {
    match action {
        DeskAction::Tell(telling) => turn.state.desk.telling = telling,
        DeskAction::Plan(action) => plan::act(turn, action),
    }
}

impl State {
    /// The desk.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }
}
