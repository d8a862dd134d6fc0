//! What the shell is asked to do; each is performed exactly once, in order, in `src/effects.rs` or, if only the desk asks for it, in `src/desk/effects.rs`.

use crate::state::{PacksWish, Paper};
use crate::text::Message;

/// How urgently a sentence is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// When the reader pauses.
    Polite,
    /// At once.
    Assertive,
}

/// Where focus goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FocusPlace {
    /// The heading of the screen.
    Heading,
    /// The element with this id within the instance.
    Id(String),
}

impl FocusPlace {
    /// The element's id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Heading => "title",
            Self::Id(id) => id,
        }
    }
}

/// One effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write the text of an assessment to both stores; answered by `Action::Saved`.
    Save {
        /// Its id.
        id: String,
        /// The file's text.
        text: String,
    },
    /// Remove assessments from both stores; answered by `Action::Removed`.
    Remove {
        /// Their ids.
        ids: Vec<String>,
    },
    /// Remove everything from every store; answered by `Action::Removed`.
    RemoveAll,
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
    /// Let the reader choose a file; answered by `Action::Picked`.
    PickFile,
    /// Let the reader choose a file of rows; answered by `Action::Picked`.
    PickTable,
    /// Dress the report that is on the screen as it will print: its sheet is fetched only now.
    DressReport,
    /// Fetch the program that makes PDFs, so that it is there when it is asked for.
    FetchPdf,
    /// Make a PDF and hand it to the reader; answered by `TakeAction::PdfMade`.
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
    /// Print the report; answered by `Action::Printed`.
    Print {
        /// The document's title, which browsers propose as the file name.
        title: String,
    },
    /// Put a text on the clipboard; answered by `TakeAction::Copied`.
    Copy {
        /// The text.
        text: String,
    },
    /// Give the page the file that it asked for; none where the visitor said no.
    Exported(Option<String>),
    /// Move focus.
    Focus(FocusPlace),
    /// Speak a sentence.
    Announce(Message, Urgency),
    /// Put the desk in this program's place, which is told all that this one holds.
    OpenDesk {
        /// This tab's place and what goes with it.
        place: String,
        /// What the stores hold, as they would answer at a start.
        saved: String,
    },
    /// Do something about the questionnaires that are kept on this device.
    Packs(PacksWish),
    /// Put the room in this program's place, once all that was answered is in the stores.
    EnterRoom,
    /// Have the texts in this language; answered by `Action::Spoken`.
    Speak(String),
    /// Tell the host page; never a level, a score or a rating, save what the visitor ticked in `share` (DESIGN section 5).
    Emit {
        /// The event's name without `pomscope-`.
        name: &'static str,
        /// Its detail as JSON.
        detail: String,
    },
}
