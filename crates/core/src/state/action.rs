//! What can happen: the reader's actions and the answers to effects; what follows from them is decided in `update`.

use std::rc::Rc;

use crate::answers::{MetricStatus, Rating, Side};
use crate::content::Content;
use crate::pack::{ItemId, MetricId, ThreadId};
use crate::state::{DeskAction, Dialog, FocusPlace, Intent, Step, Surroundings};
use crate::time::Moment;

/// How a store answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoreStatus {
    /// It did as asked.
    #[default]
    Ok,
    /// It may not be used here.
    Denied,
    /// It has no room left.
    Full,
    /// It failed otherwise.
    Failed,
}

impl StoreStatus {
    /// The status of this name in the port's answers; an unknown name counts as failed.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "ok" => Self::Ok,
            "denied" => Self::Denied,
            "full" => Self::Full,
            _ => Self::Failed,
        }
    }

    /// Its name in the port's answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Denied => "denied",
            Self::Full => "full",
            Self::Failed => "failed",
        }
    }
}

/// What came of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveOutcome {
    /// Both stores were asked.
    Done {
        /// localStorage's answer.
        local: StoreStatus,
        /// IndexedDB's answer.
        durable: StoreStatus,
    },
    /// Another tab had written meanwhile; nothing was written. Its text.
    Changed(Option<String>),
}

/// A file that the reader chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Its name.
    pub name: String,
    /// Its text; none when it is too large to be read.
    pub text: Option<String>,
}

/// A field of a metric as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetricField {
    /// How it stands; none takes the choice back.
    Status(Option<MetricStatus>),
    /// The value.
    Value(String),
    /// The day of the value.
    AsOf(String),
    /// Where it comes from.
    Source(String),
    /// The value that it started from.
    Baseline(String),
    /// The value aimed at.
    Target(String),
    /// The day by which.
    TargetDate(String),
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Start a new assessment.
    Begin(Intent),
    /// Begin the quick check with the answer to its first question: given at the start, or on the page before the program was there.
    First(u8),
    /// Open an assessment where it was left.
    Open(String),
    /// Show a screen.
    Go(Step),
    /// Show the next screen of the journey.
    Next,
    /// Show the screen before.
    Back,
    /// The browser shows another address.
    Navigated(String),
    /// The page says something else of itself than at the start.
    Configured(Rc<Surroundings>),
    /// Choose a language.
    Speak(String),
    /// The content in another language; none where it could not be had.
    Spoken(Option<Rc<Content>>),

    /// Name the assessment.
    SetTitle(String),
    /// Say which relationships are meant.
    SetScope(String),
    /// Give K as typed.
    SetKeyRelationships(String),
    /// Say the side.
    SetSide(Side),
    /// Pick the level of a thread in the quick check.
    SetPlacement(ThreadId, u8),
    /// Answer a thread's probe.
    SetProbe(ThreadId, Probe),
    /// Take the quick check's level one lower.
    LowerPlacement(ThreadId),
    /// Set a thread's target; none takes it back.
    SetTarget(ThreadId, Option<f64>),
    /// Set a thread's importance.
    SetImportance(ThreadId, u8),

    /// Rate an item.
    Rate(ItemId, Rating),
    /// A key was pressed while focus was in an item's card.
    Key(ItemId, String),
    /// Take an item's rating back; notes stay.
    Clear(ItemId),
    /// Write a note.
    SetNote(ItemId, String),
    /// Write what shows it.
    SetEvidence(ItemId, String),
    /// Write why it does not apply.
    SetReason(ItemId, String),
    /// Settle an answer that another tab gave differently.
    Settle(ItemId, Keep),
    /// Answer a second look with "it is as I said".
    KeepAsSaid(ItemId),
    /// Fill in a metric.
    SetMetric(MetricId, MetricField),
    /// Switch the rating keys on or off.
    SwitchKeys,

    /// Open a dialog; focus returns to the given place.
    OpenDialog(Dialog, FocusPlace),
    /// Close the dialog.
    CloseDialog,
    /// Type a new name.
    TypeName(String),
    /// Take the typed name.
    Rename,
    /// Copy an assessment.
    Duplicate(String),
    /// Delete what the open dialog names.
    DeleteConfirmed,
    /// Delete something that was not understood.
    DeleteUnreadable(String),
    /// Hand out an assessment's file.
    Export(String),
    /// Hand out the raw text of something that was not understood.
    ExportUnreadable(String),
    /// Choose a file to import.
    Import,
    /// A file was chosen, or none.
    Picked(Option<Picked>),
    /// Decide on a file whose assessment is here already.
    ResolveImport(ImportChoice),
    /// Something that happens after the result.
    Desk(Rc<DeskAction>),
    /// Print the report.
    Print,
    /// Printing ended, or could not begin.
    Printed(bool),
    /// Run a workshop.
    EnterRoom,
    /// Put the notice away.
    DismissNotice,
    /// Try to save again.
    SaveAgain,

    /// A save was answered.
    Saved(String, SaveOutcome),
    /// A removal was answered.
    Removed(StoreStatus, StoreStatus),
    /// Another tab wrote or removed an assessment.
    StorageChanged(String, Option<String>),
}

impl Action {
    /// Something that happens after the result. Shared, so that the questions need not know how to copy it.
    #[must_use]
    pub fn desk(action: DeskAction) -> Self {
        Self::Desk(Rc::new(action))
    }
}

/// The answer to a probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// It could be shown.
    Yes,
    /// It could not.
    No,
}

/// Which of two answers is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// This tab's.
    Mine,
    /// The other tab's.
    Other,
}

/// What to do with an imported assessment that is here already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportChoice {
    /// Put it in the place of the one that is here.
    Replace,
    /// Keep both, the imported one as a copy.
    KeepBoth,
}

/// An action with the moment and the random digits that it may need.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened.
    pub action: Action,
    /// When.
    pub now: Moment,
    /// 32 random hexadecimal digits: the next id, should one be needed.
    pub random: String,
}
