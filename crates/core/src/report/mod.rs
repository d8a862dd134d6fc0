//! One report of an assessment as plain data: every sentence, table and figure that a renderer shows, numbers already as text; renderers draw it, compute nothing and word nothing.

mod answered;
mod board;
mod books;
mod brief;
pub mod compare_page;
pub(crate) mod context;
pub mod counting;
mod cover;
pub mod csv;
pub mod document;
pub mod drawing;
mod explain;
pub mod export;
mod figures;
mod headline;
pub mod lens_page;
mod looks;
mod markdown;
mod meaning;
mod method_page;
mod next;
mod parity;
mod pictures;
mod plan_page;
pub(crate) mod rows;
mod sentences;
pub mod session_page;
mod session_pictures;
mod telling;

pub use answered::{AnswerRow, AnswerTable, Answers, Counts, LevelReady, ThreadAnswers};
pub use books::BookPage;
pub(crate) use books::told;
pub use cover::Cover;
pub use explain::{Explanation, LineText, Part, explain};
pub use figures::{Dumbbell, DumbbellRow, Stair, StairRow, Staircase, Strength, Strengths};
pub use headline::{Gauge, Headline, Missing, Provisional};
pub use looks::{Look, Looks, Residue};
pub use markdown::markdown;
pub use meaning::Meaning;
pub use method_page::MethodPage;
pub use next::{Clarify, ClarifyRow, NextStep, NextSteps};
pub use parity::{Parity, ParityRow};
pub use plan_page::{Decision, Origin, PlanItem, PlanPage, WhatIf, status_key};
pub use sentences::Sentence;
pub(crate) use telling::page_words;
pub use telling::tell;

use crate::answers::Assessment;
use crate::content::Content;
use crate::method::ScoreError;
use crate::pack::ThreadId;
use crate::state::Subject;
use context::Context;

/// For whom the report is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Telling {
    /// For those who answered: everything.
    #[default]
    Client,
    /// For who advises them: findings with prompts for the talk.
    Adviser,
    /// For the board: one page.
    Board,
}

impl Telling {
    /// All tellings, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Client, Self::Adviser, Self::Board];

    /// Its name in files and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Adviser => "adviser",
            Self::Board => "board",
        }
    }

    /// The telling of this name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|telling| telling.as_str() == text)
    }
}

/// How many next steps stand before the fold.
const FIRST_STEPS: usize = 3;

/// A heading with the sentence that introduces what follows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The heading.
    pub title: String,
    /// The sentence; may be empty.
    pub intro: String,
}

/// A term and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The term.
    pub term: String,
    /// The value.
    pub value: String,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Whether its cells are numbers, which stand at the end of the cell.
    pub number: bool,
}

/// A row of a table: the first cell heads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The cells, one a column.
    pub cells: Vec<String>,
    /// What opens to show how the row's numbers came about, with the words that follow the number for a screen reader.
    pub opens: Option<(Subject, String)>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The column whose numbers open to how they came about.
    pub opens_at: Option<usize>,
}

/// A piece of a sentence: plain, or the name of a thread that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain text.
    Text(String),
    /// A thread by its name.
    Thread(ThreadId, String),
}

impl Piece {
    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Thread(_, text) => text,
        }
    }
}

/// The pieces as one text.
#[must_use]
pub fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(Piece::text).collect()
}

/// Everything that is shown of an assessment's result.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The cover.
    pub cover: Cover,
    /// The score, the level, how far they can be relied on.
    pub headline: Headline,
    /// What that says, and what it does not.
    pub meaning: Meaning,
    /// Where you are, what holds you back, what to do first.
    pub sentences: Vec<Sentence>,
    /// Threads by levels.
    pub stairs: Staircase,
    /// Today and wanted, per thread.
    pub wanted: Dumbbell,
    /// What to do next.
    pub next: NextSteps,
    /// What was made of the next steps, and what they would bring.
    pub plan: PlanPage,
    /// What is done well.
    pub strengths: Strengths,
    /// Practice beside outcome.
    pub parity: Parity,
    /// What is worth a second look.
    pub looks: Looks,
    /// What is left of the descriptive level, per thread.
    pub residue: Residue,
    /// All answers.
    pub answers: Answers,
    /// The metrics.
    pub counts: Counts,
    /// The register; none where it has no row.
    pub register: Option<BookPage>,
    /// The ledger; none where it has no row.
    pub ledger: Option<BookPage>,
    /// How it is scored, and the limits.
    pub method: MethodPage,
}

/// Makes the report of an assessment; `today` is the local date, `YYYY-MM-DD`.
///
/// # Errors
/// [`ScoreError`] where the answers cannot be scored.
pub fn report(content: &Content, assessment: &Assessment, today: &str) -> Result<Report, ScoreError> {
    Ok(assemble(&Context::of(content, assessment)?, today))
}

/// Makes the plan's part of the report alone; see [`report`].
///
/// # Errors
/// [`ScoreError`] where the answers cannot be scored.
pub fn plan_page(content: &Content, assessment: &Assessment, today: &str) -> Result<PlanPage, ScoreError> {
    Ok(plan_page::plan_page(&Context::of(content, assessment)?, today))
}

/// Makes the metrics' part of the report alone; see [`report`].
///
/// # Errors
/// [`ScoreError`] where the answers cannot be scored.
pub fn counts(content: &Content, assessment: &Assessment) -> Result<Counts, ScoreError> {
    Ok(answered::counts(&Context::of(content, assessment)?))
}

pub(crate) fn assemble(context: &Context<'_>, today: &str) -> Report {
    Report {
        cover: cover::cover(context, today),
        headline: headline::headline(context),
        meaning: meaning::meaning(context),
        sentences: sentences::sentences(context),
        stairs: figures::staircase(context),
        wanted: figures::dumbbell(context),
        next: next::next(context, today),
        plan: plan_page::plan_page(context, today),
        strengths: figures::strengths(context),
        parity: parity::parity(context),
        looks: looks::looks(context),
        residue: looks::residue(context),
        answers: answered::answers(context),
        counts: answered::counts(context),
        register: books::register(context),
        ledger: books::ledger(context, today),
        method: method_page::method_page(context),
    }
}
