//! What the interface is showing and holding, and how each action changes it; pure: effects are returned, never performed.

mod action;
mod answering;
mod at_desk;
mod coding;
mod comparing;
mod desk;
mod effect;
mod handover;
mod importing;
mod lenses;
mod merge;
mod next_time;
mod packs;
mod place;
mod sharing;
mod shelf;
mod start;
mod step;
mod stored;
mod take;
mod update;
mod versions;

pub use action::{Action, Event, ImportChoice, Keep, MetricField, Picked, Probe, SaveOutcome, StoreStatus};
pub use at_desk::{DeskPart, desk_part};
pub use coding::{CodeAction, Coding, same_answers};
pub use comparing::Comparing;
pub use desk::{
    BookAction, Books, Desk, DeskAction, Held, How, Intake, NEW_STEP, PlanAction, PlanField, Removed,
    RemovedRow, RowWay, Undo, book_of, cell_place, intake_place, step_place,
};
pub(crate) use desk::{fits_beside, taken};
pub use effect::{Effect, FocusPlace, Urgency};
pub use lenses::{LensAction, LensPlace, asks_reason};
pub use merge::merge;
pub use packs::{KeptPack, Offer, Packs, PacksAction, PacksWish};
pub(crate) use sharing::done;
pub use sharing::{ShareAction, Sharing, Way};
pub use shelf::{Entry, Loaded, Record, Source, Unreadable, Writing};
pub use start::start;
pub use step::{Intent, Step, group_order};
pub use stored::resume_step;
pub use take::{CopyOutcome, Paper, PdfOutcome, PdfStatus, Take, TakeAction};
pub use update::{LONGEST_TEXT, not_saved_key, quick_target, update};

use std::rc::Rc;

use crate::answers::{Assessment, Side};
use crate::content::Content;
use crate::json::Value;
use crate::method::{Score, ScoreError, score};
use crate::pack::ThreadId;
use crate::table::Table;
use crate::text::{Message, Texts};
use crate::time::Moment;
use crate::wire::begun_of;

/// In which of the three forms the program runs (DESIGN section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The site.
    Site,
    /// The tag on somebody's page.
    Embed,
    /// The single file.
    File,
}

/// Whether it runs in a frame: browsers keep apart, or forget, what is stored within another origin's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Framed {
    /// In none.
    #[default]
    No,
    /// Of its own origin.
    Same,
    /// Of another origin.
    Other,
}

impl Framed {
    /// `no`, `same` or `other`; none for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "no" => Some(Self::No),
            "same" => Some(Self::Same),
            "other" => Some(Self::Other),
            _ => None,
        }
    }
}

/// What the shell tells about itself when it starts, and whenever that changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Surroundings {
    /// The form.
    pub form: Form,
    /// Whether it is in a frame.
    pub framed: Framed,
    /// The name of the host whose page this is; empty for a file.
    pub host: String,
    /// The build's hash, for "about".
    pub build: String,
    /// The local date, `YYYY-MM-DD`.
    pub today: String,
    /// A side that the host presets.
    pub side: Option<Side>,
    /// A journey that the host presets.
    pub start: Option<Intent>,
    /// The paper that is usual where the reader is.
    pub paper: Paper,
    /// The languages that the reader may choose from, as BCP 47 tags, each with its own name; empty where the page has chosen.
    pub languages: Vec<(String, String)>,
    /// The address of a page that opens links with an answer code; none where there is no such page.
    pub link: Option<String>,
    /// What the page tells of its owner, as it came; read by `State::owner`.
    pub page: Value,
}

/// What number is being explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The block's scores.
    Block,
    /// A thread's scores.
    Thread(ThreadId),
    /// A level of a thread.
    Level(ThreadId, u8),
}

/// A dialog that is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// How a number came about.
    Explain(Subject),
    /// Whether one assessment is to be deleted.
    Delete(String),
    /// Whether everything is to be deleted.
    DeleteAll,
    /// A new name for an assessment.
    Rename {
        /// Which one.
        id: String,
        /// The name as typed so far.
        title: String,
    },
    /// A file holds an assessment that is here already.
    Import(Rc<Assessment>),
    /// The answer code of the open assessment.
    Code,
    /// A questionnaire that came as a file, to be used or not.
    Pack(Rc<Offer>),
    /// What this is, what it sends, how it scores.
    About,
}

/// A sentence that stays until it is dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How grave it is.
    pub tone: Tone,
    /// The sentence.
    pub message: Message,
    /// More sentences, one each.
    pub details: Vec<Message>,
}

/// How grave a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It went well.
    Good,
    /// It should be read.
    Careful,
    /// It went wrong.
    Bad,
}

/// What is known of the last save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// Nothing was changed yet.
    Idle,
    /// Under way.
    Saving,
    /// In both stores.
    Saved,
    /// In localStorage alone: the other store refused.
    SavedLocalOnly,
    /// In IndexedDB alone: localStorage refused.
    SavedDurableOnly,
    /// In neither, and why.
    NotSaved(StoreStatus),
}

impl SaveStatus {
    /// What is known once localStorage and IndexedDB have answered.
    #[must_use]
    pub(crate) fn of(local: StoreStatus, durable: StoreStatus) -> Self {
        match (local, durable) {
            (StoreStatus::Ok, StoreStatus::Ok) => Self::Saved,
            (StoreStatus::Ok, _) => Self::SavedLocalOnly,
            (_, StoreStatus::Ok) => Self::SavedDurableOnly,
            (refused, _) => Self::NotSaved(refused),
        }
    }
}

/// A number field as typed, with what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text as typed.
    pub text: String,
    /// What is wrong, for the reader.
    pub error: Option<Message>,
}

/// Everything the interface shows and holds.
#[derive(Clone, Debug)]
pub struct State {
    /// What is asked and how it is put.
    pub content: Rc<Content>,
    /// Where it runs.
    pub surroundings: Rc<Surroundings>,
    /// The assessments on this device by id.
    pub shelf: Table<String, Entry>,
    /// What was found in storage and not understood.
    pub unreadable: Vec<Unreadable>,
    /// The assessment that is open.
    pub current: Option<String>,
    /// The screen.
    pub step: Step,
    /// The answer code of the address, or which lens shows and what of it ([`LensPlace`]), as it stands there; empty for none.
    pub code: String,
    /// The last screen of each assessment in this tab.
    pub places: Table<String, Step>,
    /// Whether the quick check or the full assessment was asked for.
    pub intent: Intent,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// Where focus goes when the dialog closes.
    pub opener: Option<FocusPlace>,
    /// A sentence that waits to be read.
    pub notice: Option<Notice>,
    /// What is known of the last save.
    pub save: SaveStatus,
    /// Whether keys 1–4, B, D, N rate while a card has focus.
    pub keys: bool,
    /// Number fields as typed.
    pub drafts: Table<String, Draft>,
    /// What is shown after the result.
    pub desk: Held,
    /// What only the desk does; none in the part of the program that asks the questions.
    pub desk_part: Option<DeskPart>,
    /// The desk's screen that waits for the last save before it is opened, and whether it replaces the last entry of the history.
    pub leaving: Option<(Step, bool)>,
    /// Files that were handed in, which the desk is to look at, each with random digits for what it may have to name.
    pub parcel: Vec<(Picked, String)>,
    /// What other tabs wrote, by id, which the desk is to read: the text, and random digits for a name that it may need.
    pub elsewhere: Table<String, (String, String)>,
    /// When the screen was opened or the last answer given, for timings.
    pub since: Moment,
}

impl State {
    /// The interface's sentences.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.content.texts
    }

    /// The assessment that is open.
    #[must_use]
    pub fn assessment(&self) -> Option<&Assessment> {
        self.current.as_ref().and_then(|id| self.shelf.get(id)).map(|entry| &*entry.assessment)
    }

    /// An assessment as it is written. Without the desk nothing but what the quick check asks can be in it.
    pub(crate) fn written(&self, assessment: &Assessment) -> Value {
        match self.desk_part {
            Some(desk) => (desk.0.written)(assessment),
            None => Value::Object(begun_of(assessment)),
        }
    }

    /// The screen before the one that shows: on the journey, or, from the levels, the one of the assessment that was left for them.
    pub(crate) fn step_back(&self) -> Step {
        let left =
            self.current.as_ref().filter(|_| self.step == Step::Levels).and_then(|id| self.places.get(id));
        left.copied().unwrap_or_else(|| self.step.back(&self.content.pack, self.intent))
    }

    /// The address of what is shown.
    #[must_use]
    pub fn path(&self) -> String {
        step::address(self.step, &self.code)
    }

    /// Whether a screen is the desk's: as a kind of screen, or since there is something to go on with, which the start offers.
    #[must_use]
    pub fn is_for_desk(&self, step: Step) -> bool {
        let begun = || self.shelf.values().any(|entry| entry.assessment.rev > 0);
        step.at_desk() || step == Step::Start && (begun() || !self.elsewhere.is_empty())
    }

    /// The score of the assessment that is open.
    #[must_use]
    pub fn score(&self) -> Option<Result<Score, ScoreError>> {
        self.assessment().map(|assessment| score(&self.content.pack, assessment))
    }

    /// The name under which an assessment is shown: its title, or a dated stand-in.
    #[must_use]
    pub fn title_of(&self, assessment: &Assessment) -> String {
        if assessment.title.trim().is_empty() {
            let date = self.texts().date(&assessment.created_at);
            self.texts().fill("assessment.untitled", &[("date", date)])
        } else {
            assessment.title.clone()
        }
    }
}
