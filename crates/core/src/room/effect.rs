//! What the shell of the room is asked to do; each is performed exactly once, in order, in `src/room/effects.rs`.

use crate::state::{FocusPlace, Paper, Urgency};
use crate::text::Message;

/// A response as the session's store holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its random id.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// What becomes of the unfinished response of a session once responses were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftFate {
    /// It stays.
    Keep,
    /// It goes, in the same transaction, if every response could be added.
    Clear,
}

/// Whether the widget fills the screen, which is then kept awake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// All of it.
    Whole,
    /// As the page has it.
    Usual,
}

/// What the camera is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Camera {
    /// Look for a QR code and show what it sees in the element with the id `camera`; answered by `Action::Scanned`.
    Begin,
    /// Stop.
    End,
}

/// For how long a language is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// Until another is chosen on this device.
    Here,
    /// Until whoever is at the kiosk has gone; nothing keeps it.
    ThisVisit,
}

/// One effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Keep this tab's place.
    KeepPlace(String),
    /// Show an address, as a new entry of the history or in place of the last.
    Address {
        /// The address after `#`.
        path: String,
        /// Whether it replaces the last entry.
        replace: bool,
    },
    /// Hand a file to the reader.
    Download {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// Its text.
        text: String,
    },
    /// Let the reader choose files, one or more; answered by `Action::Picked`.
    PickFiles,
    /// Move focus.
    Focus(FocusPlace),
    /// Speak a sentence.
    Announce(Message, Urgency),
    /// Dress the report that is on the screen as it will print.
    DressReport,
    /// Fetch the program that makes PDFs.
    FetchPdf,
    /// Make a PDF and hand it to the reader; answered by `Action::PdfMade`.
    MakePdf {
        /// Its name.
        name: String,
        /// The document as JSON.
        document: String,
        /// The name of the file attached to it.
        attachment_name: String,
        /// That file's text.
        attachment: String,
        /// The paper.
        paper: Paper,
    },
    /// Make that PDF no more.
    CancelPdf,
    /// Put a text on the clipboard; answered by `Action::Copied`.
    Copy {
        /// The text.
        text: String,
    },

    /// Read a session with all its responses; answered by `Action::Opened`.
    Open {
        /// Its id.
        session: String,
    },
    /// Write a session's record if the store still holds what is expected; answered by `Action::Written`.
    Write {
        /// Its id.
        session: String,
        /// The record's text.
        text: String,
        /// What the store should hold; none where it should hold nothing.
        expected: Option<String>,
        /// Responses that are written with it, whatever is there under their ids.
        responses: Vec<Record>,
    },
    /// Add responses, each only if nothing is there under its id, in one transaction; answered by `Action::Added`.
    Add {
        /// The session.
        session: String,
        /// The responses.
        responses: Vec<Record>,
        /// What becomes of the unfinished one.
        draft: DraftFate,
    },
    /// Remove a session with all that belongs to it; answered by `Action::Removed`.
    Remove {
        /// Its id.
        session: String,
    },
    /// Keep the unfinished response of this device, or forget it; answered by `Action::DraftKept`.
    KeepDraft {
        /// The session.
        session: String,
        /// Its text; none to forget it.
        text: Option<String>,
    },
    /// Have every start of the program on this device come to this session's kiosk, or none.
    Lock(Option<String>),
    /// End this program, drop its memory, and begin a fresh one at this place.
    Renew {
        /// The place.
        place: String,
    },
    /// End this program and go to the assessment, at this place, or at its start screen.
    Leave {
        /// The place, as the assessment's own program keeps it.
        place: Option<String>,
    },
    /// Write an assessment to the shelf; answered by `Action::AssessmentSaved`.
    SaveAssessment {
        /// Its id.
        id: String,
        /// The file's text.
        text: String,
    },
    /// Tell of each second without touch or key after `warn_after_secs`; zero for no longer. Told by `Action::Tick`.
    Watch {
        /// From how many seconds on.
        warn_after_secs: u32,
    },
    /// Fill the screen and keep it awake, or no longer. Leaving it, and losing focus, is told by `Action::Covered`.
    Show(Screen),
    /// Have the texts in a language; answered by `Action::Spoken`.
    Speak {
        /// The language.
        lang: String,
        /// For whom.
        spoken: Spoken,
    },
    /// Turn the camera on or off.
    Scan(Camera),
}
