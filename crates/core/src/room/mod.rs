//! The room: a workshop's session on this device, from its set-up over the kiosk to the group's result; pure, as `state` is for one person's assessment.

mod effect;

pub use effect::{Camera, DraftFate, Effect, Record, Screen};

use std::rc::Rc;

use crate::kit::Kit;
use crate::state::{CopyOutcome, PdfOutcome, Picked, StoreStatus, Surroundings};
use crate::text::Texts;
use crate::time::Moment;

/// What came of looking for a QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// What it said.
    Text(String),
    /// The camera may not be used.
    Denied,
    /// There is no camera.
    NoCamera,
    /// The part of the program that reads codes could not be had, or failed.
    Failed,
}

/// What came of writing a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// The store's answer.
    Done(StoreStatus),
    /// Another tab had written meanwhile; nothing was written. Its text; none where it was removed.
    Changed(Option<String>),
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The browser shows another address.
    Navigated(String),
    /// The page says something else of itself than at the start.
    Configured(Box<Surroundings>),
    /// A key was pressed while focus was in an item's card.
    Key(crate::pack::ItemId, String),
    /// Files were chosen or dropped.
    Picked(Vec<Picked>),
    /// A session was read.
    Opened {
        /// Its id.
        session: String,
        /// The store's answer.
        status: StoreStatus,
        /// Its record; none where there is none.
        text: Option<String>,
        /// Its responses.
        responses: Vec<Record>,
    },
    /// A session was written.
    Written(String, Written),
    /// Responses were added.
    Added {
        /// The session.
        session: String,
        /// The store's answer.
        status: StoreStatus,
        /// What was there already under an id of theirs; nothing was written over.
        there: Vec<Record>,
    },
    /// A session was removed.
    Removed(String, StoreStatus),
    /// The unfinished response was kept or forgotten.
    DraftKept(StoreStatus),
    /// An assessment was written to the shelf.
    AssessmentSaved(StoreStatus),
    /// So many seconds passed without touch or key; 0 once somebody is there again.
    Tick(u32),
    /// The whole screen was left, or the window lost focus.
    Covered,
    /// The camera read something, or cannot.
    Scanned(Scanned),
    /// A PDF was made, or not.
    PdfMade(PdfOutcome),
    /// A text was copied, or not.
    Copied(CopyOutcome),
}

/// An action with the moment and the random digits that it may need.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened.
    pub action: Action,
    /// When.
    pub now: Moment,
    /// 32 random hexadecimal digits.
    pub random: String,
}

/// Everything the room shows and holds.
#[derive(Clone, Debug)]
pub struct State {
    /// What is asked and how it is put.
    pub kit: Rc<Kit>,
    /// Where it runs.
    pub surroundings: Rc<Surroundings>,
}

impl State {
    /// The interface's sentences.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.kit.content.texts
    }

    /// The address of what is shown.
    #[must_use]
    pub fn path(&self) -> String {
        "#/workshop".into()
    }
}

/// Makes the first state: `saved` is what the session store answered, `place` this tab's place, `address` what stands after `#` where the program owns the address.
#[must_use]
pub fn start(
    kit: Rc<Kit>,
    surroundings: Surroundings,
    _saved: &str,
    _place: Option<&str>,
    _address: &str,
    _now: Moment,
) -> (State, Vec<Effect>) {
    (State { kit, surroundings: Rc::new(surroundings) }, Vec::new())
}

/// Lets an event change the state; gives what is to be done.
pub fn update(_state: &mut State, _event: Event) -> Vec<Effect> {
    Vec::new()
}
