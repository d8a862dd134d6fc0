//! The room: a workshop's session on this device, from its set-up over the kiosk to the group's result; pure, as `state` is for one person's assessment.

mod action;
mod agreeing;
mod collect;
mod effect;
mod hand_out;
mod kiosk;
mod merging;
mod open;
pub mod pin;
mod setup;
mod start;
mod step;
mod tabs;
mod update;
pub mod view;

pub use action::{Action, Consent, Event, Export, Field, Keep, KitPart, Scanned, Visit, Whither, Written};
pub use agreeing::{middle, not_revealed, shared};
pub use collect::{CodeEntry, PaperEntry, boxes, response_id};
pub use effect::{Camera, DraftFate, Effect, Record, Screen, Spoken};
pub use hand_out::report;
pub use kiosk::{Finished, Kiosk, Stage, WARNING_SECS};
pub use merging::Merging;
pub use open::{Open, Stock};
pub use setup::{IDLE_CHOICES, Setup, SetupFault};
pub use start::start;
pub use step::{ROOM, Step};
pub use update::update;

use std::rc::Rc;

use crate::group::Session;
use crate::json::Map;
use crate::kit::Kit;
use crate::pack::Pack;
use crate::room::pin::Gate;
use crate::state::{
    CopyOutcome, FocusPlace, Notice, Paper, PdfStatus, SaveStatus, StoreStatus, Surroundings, Unreadable,
};
use crate::table::Table;
use crate::text::Texts;
use crate::wire::room_v1::RoomRecord;

/// A session on this device, not opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Its record, without responses.
    pub record: RoomRecord,
    /// The record's text as the store holds it.
    pub text: String,
    /// How many responses there are.
    pub responses: usize,
}

/// What a kiosk would use, and this browser has not, or not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A page on the whole screen.
    WholeScreen,
    /// A screen that is kept awake.
    WakeLock,
}

impl Lack {
    /// What the page's part calls it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "wholeScreen" => Some(Self::WholeScreen),
            "wakeLock" => Some(Self::WakeLock),
            _ => None,
        }
    }
}

/// What a PIN is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// To open a session, and show this screen.
    Open(String, Step),
    /// To end the kiosk.
    EndKiosk,
    /// To hand out single responses.
    Export(Export),
    /// To delete a session.
    Delete(String),
}

/// A dialog that is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// The PIN is asked for.
    Pin(Purpose),
    /// A PIN is chosen for a session that came as a file.
    ChoosePin(Box<Session>),
    /// Whether the answers are revealed.
    Reveal,
    /// What two files said differently.
    Merge(Box<Merging>),
}

/// A report or a text that is being taken along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taking {
    /// The paper.
    pub paper: Paper,
    /// How far the PDF has come.
    pub pdf: PdfStatus,
    /// The last text that was to be copied; empty for none.
    pub copying: String,
    /// What came of it; none while that is not known.
    pub copied: Option<CopyOutcome>,
}

/// Whether there is a way from the room to the assessment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exit {
    /// There is.
    #[default]
    Offered,
    /// There is none: the page holds nothing but a kiosk.
    None,
}

/// Everything the room shows and holds.
#[derive(Clone, Debug)]
pub struct State {
    /// The block and the lenses beside it with how they are put, and the kit's words. What the session at hand asks is [`State::asked`].
    pub kit: Rc<Kit>,
    /// Where it runs.
    pub surroundings: Rc<Surroundings>,
    /// Whether there is a way out of the room.
    pub exit: Exit,
    /// Whether this browser keeps sessions.
    pub store: StoreStatus,
    /// What else a kiosk will have to do without here.
    pub lacks: Vec<Lack>,
    /// The sessions on this device.
    pub sessions: Table<String, Listed>,
    /// What was found among them and not understood.
    pub unreadable: Vec<Unreadable>,
    /// The facilitator's screen.
    pub step: Step,
    /// The session that is open.
    pub open: Option<Box<Open>>,
    /// The kiosk; while there is one, nothing else is shown.
    pub kiosk: Option<Box<Kiosk>>,
    /// The set-up as it is being changed.
    pub setup: Setup,
    /// The answer code that is being entered.
    pub code: CodeEntry,
    /// The paper form that is being typed in.
    pub paper: PaperEntry,
    /// The PIN that is being entered.
    pub gate: Gate,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// Where focus goes when it closes.
    pub opener: Option<FocusPlace>,
    /// A sentence that waits to be read.
    pub notice: Option<Notice>,
    /// What is known of the last write.
    pub save: SaveStatus,
    /// What is being taken along.
    pub taking: Taking,
    /// The session that is being opened, and the screen that is then shown.
    opening: Option<(String, Step)>,
    /// The assessment that is being written to the shelf.
    adopting: Option<String>,
    /// The place at which this tab's assessment was left.
    assessment: Map,
}

impl State {
    /// The interface's sentences.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.kit.content.texts
    }

    /// What is asked in the session at hand, at the kiosk or open: the block, or a lens. While there is none it is the block.
    #[must_use]
    pub fn asked(&self) -> &Kit {
        let session = match (&self.kiosk, self.open.as_deref()) {
            (Some(kiosk), _) => Some(&kiosk.record.session),
            (None, open) => open.map(|open| &open.record.session),
        };
        session.map_or(&self.kit, |session| self.kit.asking(&session.pack_id))
    }

    /// What the set-up has chosen to ask.
    #[must_use]
    pub fn wanted(&self) -> &Kit {
        self.setup.asks.as_deref().map_or(&self.kit, |pack| self.kit.asking(pack))
    }

    /// The questionnaire of the session at hand.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.asked().content.pack
    }

    /// The address of what is shown. A kiosk has none of its own: it stands where the room begins.
    #[must_use]
    pub fn path(&self) -> String {
        if self.kiosk.is_some() { ROOM.to_owned() } else { self.step.path() }
    }

    /// What identifies the screen: focus and fields begin anew where it changes.
    #[must_use]
    pub fn screen(&self) -> String {
        match &self.kiosk {
            Some(kiosk) => kiosk.screen(),
            None => self.step.path(),
        }
    }

    /// The name under which a session is shown.
    #[must_use]
    pub fn title_of(&self, record: &RoomRecord) -> String {
        if record.session.title.trim().is_empty() {
            let date = self.texts().date(&record.begun);
            self.texts().fill("room.untitled", &[("date", date)])
        } else {
            record.session.title.clone()
        }
    }
}
