//! What happens after the result: the plan, the metrics, the register and the ledger, comparing, beginning the next assessment, the ways to take the report along, and handing over; answering is in `update`.

mod books;
mod plan;

pub use books::{
    BookAction, Books, How, Intake, RemovedRow, Undo, Way as RowWay, book_of, cell_place, intake_place,
};
pub(crate) use books::{fits_beside, taken};
pub use plan::{NEW_STEP, PlanAction, PlanField, Removed, step_place};

use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use crate::pack::ItemId;
use crate::state::coding::{self, CodeAction, Coding};
use crate::state::comparing::{self, Comparing};
use crate::state::lenses::{self, LensAction};
use crate::state::next_time;
use crate::state::packs::{self, Packs, PacksAction};
use crate::state::sharing::{self, ShareAction, Sharing};
use crate::state::take::{self, Take, TakeAction};
use crate::state::update::Turn;
use crate::state::versions;

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
    /// Keep the register or the ledger; shared, so that the questions hold nothing that copies it.
    Book(Rc<BookAction>),
    /// Enter an answer code, and decide on what it holds.
    Code(CodeAction),
    /// Hand something over.
    Share(ShareAction),
    /// Choose among questionnaires.
    Packs(PacksAction),
    /// Note that an item was looked at after its version changed.
    LookedAt(ItemId),
    /// Note that all of them were.
    LookedAtAll,
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
    /// What is being done to the register and the ledger; shared for the same reason.
    pub books: Rc<Books>,
    /// The answer code that is being entered.
    pub coding: Coding,
    /// What is being handed over.
    pub sharing: Sharing,
    /// The questionnaires on this device.
    pub packs: Packs,
}

/// The desk's own, shared until it is changed: the questions, which never change it, hold nothing that copies it.
#[derive(Clone, Debug, Default)]
pub struct Held(Rc<Desk>);

impl From<Desk> for Held {
    fn from(desk: Desk) -> Self {
        Self(Rc::new(desk))
    }
}

impl Deref for Held {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.0
    }
}

impl DerefMut for Held {
    fn deref_mut(&mut self) -> &mut Desk {
        Rc::make_mut(&mut self.0)
    }
}

pub(super) use books::{picked, shown};

/// Lets an action at the desk change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: DeskAction) {
    match action {
        DeskAction::Take(action) => take::act(turn, action),
        DeskAction::StartNext(id) => next_time::start_next(turn, &id),
        DeskAction::Compare(id) => comparing::switch(turn, id),
        DeskAction::Plan(action) => plan::act(turn, action),
        DeskAction::Book(action) => books::act(turn, Rc::unwrap_or_clone(action)),
        DeskAction::Code(action) => coding::act(turn, action),
        DeskAction::Share(action) => sharing::act(turn, action),
        DeskAction::Packs(action) => packs::act(turn, action),
        DeskAction::LookedAt(item) => versions::looked(turn, &[item]),
        DeskAction::LookedAtAll => versions::looked_all(turn),
        DeskAction::Lens(action) => lenses::act(turn, action),
    }
}
