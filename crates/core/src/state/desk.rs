//! What happens after the result: the plan, the metrics, comparing, and the ways to take the report along; answering is in `update`.

use crate::state::take::{self, Take, TakeAction};
use crate::state::update::Turn;

/// One thing that the reader does after the result.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskAction {
    /// Take the report along.
    Take(TakeAction),
}

/// What the desk holds beyond the assessments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// How the report is taken along.
    pub take: Take,
}

/// Lets an action at the desk change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: DeskAction) {
    match action {
        DeskAction::Take(action) => take::act(turn, action),
    }
}
