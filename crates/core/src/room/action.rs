//! What can happen in the room: what facilitator and participants do, and the answers to effects; what follows from them is decided in `update`.

use std::rc::Rc;

use crate::answers::Rating;
use crate::group::{Form, Part, Whose};
use crate::kit::Kit;
use crate::lens::By;
use crate::pack::ItemId;
use crate::room::{Dialog, Record, Step};
use crate::state::{CopyOutcome, FocusPlace, Paper, PdfOutcome, Picked, StoreStatus, Surroundings};
use crate::time::Moment;
use crate::wire::room_v1::Copies;

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

/// A field of a session's set-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title(String),
    /// How many of IT, as typed.
    It(String),
    /// How many of the business, as typed.
    Business(String),
    /// The threshold; none for an open workshop.
    Threshold(Option<u32>),
    /// Whether everyone agreed to it.
    Consent(Consent),
    /// The block is asked, and how much of it.
    Form(Form),
    /// A lens is asked, by its id.
    Lens(String),
    /// How many devices, as typed.
    Devices(String),
    /// Seconds until a kiosk forgets.
    Idle(u32),
    /// Whether people may take a copy.
    Copies(Copies),
    /// The PIN, as typed.
    Pin(String),
}

/// Whether the room agreed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Consent {
    /// Nobody said so.
    #[default]
    Missing,
    /// Everyone did.
    Given,
}

/// A file that the facilitator takes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// What was shown, as JSON.
    Json,
    /// What was shown, as CSV.
    Csv,
    /// What was shown, as JSON Lines.
    JsonLines,
    /// The report as Markdown.
    Markdown,
    /// The session's set-up for another device, without a response.
    SetUp,
    /// Every response, identifying.
    Working,
    /// Every response as CSV, identifying.
    WorkingCsv,
    /// Every response as JSON Lines, identifying.
    WorkingJsonLines,
}

impl Export {
    /// Whether it holds single responses.
    #[must_use]
    pub fn identifies(self) -> bool {
        matches!(self, Self::Working | Self::WorkingCsv | Self::WorkingJsonLines)
    }
}

/// A part of the facilitator's kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KitPart {
    /// The agenda with times.
    Agenda,
    /// What to ask about each group.
    Prompts,
    /// Slides.
    Slides,
    /// The paper form.
    Form,
}

impl KitPart {
    /// All parts, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Agenda, Self::Form, Self::Prompts, Self::Slides];

    /// Its name in keys and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agenda => "agenda",
            Self::Prompts => "prompts",
            Self::Slides => "slides",
            Self::Form => "form",
        }
    }
}

/// Which of two values is kept where two files said different things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// This device's.
    #[default]
    Here,
    /// The file's.
    File,
    /// Both: of responses alone, when two people were given one number.
    Both,
}

/// What somebody at a kiosk does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// Begin.
    Begin,
    /// Go on with what was left unfinished.
    GoOn,
    /// Leave it, and begin anew.
    StartOver,
    /// Say the side.
    Side(Part),
    /// The next screen.
    Next,
    /// The screen before.
    Back,
    /// To the first statement that is open.
    ToOpen,
    /// Hand the answers in.
    Submit,
    /// Let the next person come.
    Finish,
    /// Somebody is still there.
    StillHere,
    /// Uncover the screen.
    Uncover,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Show a screen of the facilitator's.
    Go(Step),
    /// Leave the room for the assessment.
    Leave,
    /// Put the notice away.
    DismissNotice,
    /// Open a dialog; focus returns to the given place.
    OpenDialog(Dialog, FocusPlace),
    /// Close the dialog.
    CloseDialog,
    /// Type a PIN into the open dialog.
    TypePin(String),
    /// Take the typed PIN.
    EnterPin,
    /// The open dialog's yes.
    Confirm,
    /// Decide a conflict of the files that are being merged, by its place.
    Settle(usize, Keep),

    /// Set up a session.
    SetUp,
    /// Change the set-up.
    Set(Field),
    /// Keep the set-up.
    KeepSetUp,
    /// Choose files.
    PickFiles,
    /// Have this device collect answers.
    Collect,

    /// Type an answer code.
    TypeCode(String),
    /// Say the side of the response that a code holds.
    CodeSide(Part),
    /// Take the response that the typed code holds.
    TakeCode,
    /// Look for a code with the camera, or no longer.
    SwitchCamera,
    /// Say the side on a paper form.
    PaperSide(Part),
    /// Take the paper form.
    TakePaper,
    /// Put the paper form away.
    DropPaper,

    /// Rate a statement: at a kiosk, on a paper form, or as agreed, by what is shown.
    Rate(ItemId, Rating),
    /// A key was pressed while focus was in a statement.
    Key(ItemId, String),
    /// Say who does what is stated: at a kiosk or on a paper form, by what is shown.
    Name(ItemId, By),
    /// Take a rating back, and who does it with it.
    Clear(ItemId),

    /// Show the topic before or after.
    Turn(Whither),
    /// Write who sees an agreed rating otherwise.
    Dissent(ItemId, String),
    /// Take over the middle rating of every statement on which the group has a shared view.
    AgreeShared,
    /// Write who stands for what was agreed.
    Sign(Whose, String),
    /// Take what was agreed over as an assessment, with its plan and its comparison.
    Adopt,

    /// Hand out a file.
    Export(Export),
    /// Make the report as PDF.
    Pdf,
    /// Make a part of the kit as PDF.
    Kit(KitPart),
    /// Choose the paper.
    Choose(Paper),
    /// Make the PDF no more.
    CancelPdf,
    /// Put a text on the clipboard.
    Copy(String),
    /// Try to write again.
    SaveAgain,
    /// Hand out the raw text of a session that was not understood.
    ExportUnreadable(String),

    /// Something at a kiosk.
    Visit(Visit),

    /// The browser shows another address.
    Navigated(String),
    /// The page says something else of itself than at the start.
    Configured(Box<Surroundings>),
    /// Choose a language; at a kiosk for as long as one is there.
    Speak(String),
    /// The content in another language; none where it could not be had.
    Spoken(Option<Rc<Kit>>),
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

/// To which topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whither {
    /// The one before.
    Before,
    /// The one after.
    After,
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
