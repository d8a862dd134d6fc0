//! What happens after the result: the plan, the metrics, comparing, beginning the next assessment, the ways to take the report along, and handing over; answering is in `update`.

mod plan;

pub use plan::{NEW_STEP, PlanAction, PlanField, Removed, step_place};

use crate::state::coding::{self, CodeAction, Coding};
use crate::state::comparing::{self, Comparing};
use crate::state::lenses::{self, LensAction};
use crate::state::next_time;
use crate::state::sharing::{self, ShareAction, Sharing};
use crate::state::take::{self, Take, TakeAction};
use crate::state::update::Turn;

/// One thing that the reader does after the result.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskAction {
    /// Take the report along.
    Take(TakeAction),
    /// Begin the assessment that follows on this one.
    StartNext(String),
    /// Compare the open assessment with this one, or no longer.
    Compare(String),
    /// Work on the plan.
    Plan(PlanAction),
    /// Enter an answer code, and decide on what it holds.
    Code(CodeAction),
    /// Hand something over.
    Share(ShareAction),
    /// Work on a lens.
    Lens(LensAction),
}

/// What the desk holds beyond the assessments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// How the report is taken along.
    pub take: Take,
    /// What is compared.
    pub comparing: Comparing,
    /// The steps of one's own that were removed since the program was opened.
    pub removed: Vec<Removed>,
    /// The answer code that is being entered.
    pub coding: Coding,
    /// What is being handed over.
    pub sharing: Sharing,
}

/// Lets an action at the desk change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: DeskAction) {
    match action {
        DeskAction::Take(action) => take::act(turn, action),
        DeskAction::StartNext(id) => next_time::start_next(turn, &id),
        DeskAction::Compare(id) => comparing::switch(turn, id),
        DeskAction::Plan(action) => plan::act(turn, action),
        DeskAction::Code(action) => coding::act(turn, action),
        DeskAction::Share(action) => sharing::act(turn, action),
        DeskAction::Lens(action) => lenses::act(turn, action),
    }
}
