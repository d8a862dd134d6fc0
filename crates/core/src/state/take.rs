//! Taking the report along: which telling is shown, on which paper, and how far its PDF has come; what stands in it is decided in `report`.

use crate::compare::compared;
use crate::file_name::file_name;
use crate::report::compare_page;
use crate::report::document::Document;
use crate::report::export::{Format, export, report_name};
use crate::report::{Telling, tell};
use crate::state::update::Turn;
use crate::state::{Effect, Step};
use crate::text::Message;
use crate::wire::{self, document_v1};

/// The paper of a PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 millimetres.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// Both papers, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// Its name for the shell.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }

    /// The paper of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.as_str() == name)
    }
}

/// What came of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfOutcome {
    /// The file was handed over.
    Done,
    /// The program that draws it could not be fetched.
    Unreachable,
    /// It could not be drawn.
    Failed,
    /// The reader took the wish back.
    Cancelled,
}

impl PdfOutcome {
    /// The outcome of this name in the port's answers; an unknown name counts as failed.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        match name {
            "ok" => Self::Done,
            "unreachable" => Self::Unreachable,
            "cancelled" => Self::Cancelled,
            _ => Self::Failed,
        }
    }
}

/// How far the PDF has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PdfStatus {
    /// Nobody waits for it.
    #[default]
    Idle,
    /// It is being made.
    Making,
    /// The program that draws it could not be fetched.
    Unreachable,
    /// It could not be drawn.
    Failed,
}

/// What came of a wish to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyOutcome {
    /// The text is on the clipboard.
    Done,
    /// The browser, or the page around, does not let it there.
    Failed,
}

impl CopyOutcome {
    /// The outcome of this name in the port's answers; an unknown name counts as failed.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        if name == "ok" { Self::Done } else { Self::Failed }
    }

    /// The catalogue key of the sentence that says it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "take.copied",
            Self::Failed => "take.notCopied",
        }
    }
}

/// One thing that the reader does to take the report along.
#[derive(Clone, Debug, PartialEq)]
pub enum TakeAction {
    /// Show another telling.
    Tell(Telling),
    /// Choose the paper.
    Choose(Paper),
    /// Make the PDF.
    Pdf,
    /// What came of it.
    PdfMade(PdfOutcome),
    /// Make it no more.
    CancelPdf,
    /// Hand over a file of text.
    File(Format),
    /// Put a text on the clipboard.
    Copy(String),
    /// What came of it.
    Copied(CopyOutcome),
}

/// What is being taken along, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Take {
    /// The telling that is shown.
    pub telling: Telling,
    /// The paper.
    pub paper: Paper,
    /// How far the PDF has come.
    pub pdf: PdfStatus,
    /// The last text that was to be copied; empty for none.
    pub copying: String,
    /// What came of it; none while that is not known.
    pub copied: Option<CopyOutcome>,
}

/// The document that the screen shows, where it shows one.
fn document(turn: &Turn<'_>) -> Option<Document> {
    let state = &turn.state;
    let document = match state.step {
        Step::Report => {
            tell(&state.content, state.assessment()?, &state.surroundings.today, state.desk.take.telling).ok()
        }
        Step::Compare => {
            compare_page::document(&state.content, compared(state), &state.surroundings.today).ok()
        }
        _ => None,
    };
    Some(document?.offered_by(state.owner().line(state.texts())))
}

/// Lets an action change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: TakeAction) {
    match action {
        TakeAction::Tell(telling) => {
            // The PDF that is on its way tells it otherwise: nobody waits for that one any more.
            give_up(turn);
            turn.state.desk.take.telling = telling;
        }
        TakeAction::Choose(paper) => turn.state.desk.take.paper = paper,
        TakeAction::Pdf => make(turn),
        TakeAction::PdfMade(outcome) => made(turn, outcome),
        TakeAction::CancelPdf => {
            give_up(turn);
            turn.announce(Message::new("pdf.cancelled"));
        }
        TakeAction::File(format) => file(turn, format),
        TakeAction::Copy(text) => {
            turn.state.desk.take.copying.clone_from(&text);
            turn.state.desk.take.copied = None;
            turn.effects.push(Effect::Copy { text });
        }
        TakeAction::Copied(outcome) => {
            turn.state.desk.take.copied = Some(outcome);
            turn.announce(Message::new(outcome.key()));
        }
    }
}

/// Takes the wish back, should there be one, and whatever was said of the last.
fn give_up(turn: &mut Turn<'_>) {
    if std::mem::take(&mut turn.state.desk.take.pdf) == PdfStatus::Making {
        turn.effects.push(Effect::CancelPdf);
    }
}

fn make(turn: &mut Turn<'_>) {
    if turn.state.desk.take.pdf == PdfStatus::Making {
        return;
    }
    let Some(document) = document(turn) else { return };
    let Some(assessment) = turn.state.assessment() else { return };
    let (title, today) = (&document.title, &turn.state.surroundings.today);
    let name = match turn.state.step {
        Step::Compare => file_name(title, today),
        _ => report_name(title, today, turn.state.desk.take.telling),
    };
    let effect = Effect::MakePdf {
        name: format!("{name}.pdf"),
        document: document_v1::write(&document).to_string(),
        attachment_name: format!("{}.json", file_name(&turn.state.title_of(assessment), today)),
        attachment: wire::write_pretty(assessment),
        paper: turn.state.desk.take.paper,
    };
    turn.effects.push(effect);
    turn.state.desk.take.pdf = PdfStatus::Making;
    turn.announce(Message::new("pdf.making"));
}

fn made(turn: &mut Turn<'_>, outcome: PdfOutcome) {
    let (status, key) = match outcome {
        PdfOutcome::Done => (PdfStatus::Idle, "announce.downloaded"),
        // It answers a wish that was taken back; by now another one may be waited for.
        PdfOutcome::Cancelled => return,
        PdfOutcome::Unreachable => (PdfStatus::Unreachable, "pdf.unreachable"),
        PdfOutcome::Failed => (PdfStatus::Failed, "pdf.failed"),
    };
    if turn.state.desk.take.pdf != PdfStatus::Making {
        return;
    }
    turn.state.desk.take.pdf = status;
    turn.announce(Message::new(key));
}

fn file(turn: &mut Turn<'_>, format: Format) {
    let state = &turn.state;
    let Some(assessment) = state.assessment() else { return };
    let made = export(
        &state.content,
        assessment,
        &state.surroundings.today,
        state.desk.take.telling,
        format,
        &state.owner(),
    );
    // What cannot be scored has no report on the screen either: the screen says why.
    let Ok(download) = made else { return };
    turn.effects.push(Effect::Download {
        name: download.name,
        media_type: download.media_type,
        text: download.text,
    });
    turn.announce(Message::new("announce.downloaded"));
}
