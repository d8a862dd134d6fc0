//! One person's answers as the group needs them: who by number, from which side, the sheet and its scores; nothing of when, and no notes.

use std::fmt;

use crate::answers::{Assessment, Side};
use crate::method::{Circumstances, ScoreError, Sheet, score_sheet};
use crate::pack::Pack;
use crate::table::Table;

/// The shortest and the longest id.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=32;

/// The random id of a response: 4 to 32 lower-case letters and digits. It tells two responses apart and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResponseId(String);

impl ResponseId {
    /// The id of this text; none where it holds anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = LENGTHS.contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        fits.then(|| Self(text.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ResponseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a respondent stands (METHOD section 9). Whoever answers from both sides, or has not said, is the third part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// IT.
    It,
    /// The business.
    Business,
    /// Neither of the two.
    Neither,
}

impl Part {
    /// All parts, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::It, Self::Business, Self::Neither];

    /// The part of a respondent of this side.
    #[must_use]
    pub fn of(side: Option<Side>) -> Self {
        match side {
            Some(Side::It) => Self::It,
            Some(Side::Business) => Self::Business,
            Some(Side::Both) | None => Self::Neither,
        }
    }

    /// The part as it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::Business => "business",
            Self::Neither => "neither",
        }
    }

    /// The part of this name in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == text)
    }

    /// Its place in [`Part::ALL`].
    pub(super) fn index(self) -> usize {
        match self {
            Self::It => 0,
            Self::Business => 1,
            Self::Neither => 2,
        }
    }
}

/// A response, scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// Its random id.
    pub id: ResponseId,
    /// Where the respondent stands.
    pub part: Part,
    sheet: Sheet,
    /// S per thread in the pack's order, then of the block.
    scores: Vec<f64>,
}

impl Response {
    /// Scores a sheet by the one scoring function.
    ///
    /// # Errors
    /// [`ScoreError::ThreadDoesNotApply`]: such a response has no score and cannot be combined.
    pub fn new(pack: &Pack, id: ResponseId, part: Part, sheet: Sheet) -> Result<Self, ScoreError> {
        let scores = scores(pack, &sheet)?;
        Ok(Self { id, part, sheet, scores })
    }

    /// Scores an assessment. Its own id is not taken: whoever combines gives one.
    ///
    /// # Errors
    /// [`ScoreError`] where the answers are for another pack or a whole thread does not apply.
    pub fn of(pack: &Pack, id: ResponseId, assessment: &Assessment) -> Result<Self, ScoreError> {
        if assessment.pack_id != pack.id {
            return Err(ScoreError::OtherPack { given: assessment.pack_id.clone() });
        }
        Self::new(pack, id, Part::of(assessment.side), Sheet::of(pack, assessment))
    }

    /// The ratings that count.
    #[must_use]
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// S of each thread in the pack's order, then S of the block.
    #[must_use]
    pub fn scores(&self) -> &[f64] {
        &self.scores
    }
}

/// S per thread, then of the block.
pub(super) fn scores(pack: &Pack, sheet: &Sheet) -> Result<Vec<f64>, ScoreError> {
    // Confidence is one person's own; the group needs S alone, which rests on the sheet.
    let score = score_sheet(pack, sheet, &Circumstances::default())?;
    let mut all = Vec::with_capacity(score.threads.len() + 1);
    all.extend(score.threads.iter().map(|thread| thread.score));
    all.push(score.overall.score);
    Ok(all)
}

/// What became of an id that came more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twice {
    /// Both said the same: one of them counts.
    Same,
    /// They said different things: the later one given counts.
    Different,
}

/// The responses in the order of their ids, each id once, and each id that came again.
#[must_use]
pub fn distinct(responses: Vec<Response>) -> (Vec<Response>, Vec<(ResponseId, Twice)>) {
    let mut again = Vec::new();
    let keyed: Vec<((ResponseId, usize), Response)> = responses
        .into_iter()
        .enumerate()
        .map(|(at, response)| ((response.id.clone(), at), response))
        .collect();
    let mut kept: Vec<Response> = Vec::with_capacity(keyed.len());
    for (_, response) in Table::from_entries(keyed) {
        match kept.last_mut() {
            Some(last) if last.id == response.id => {
                let same = last.part == response.part && last.sheet == response.sheet;
                again.push((response.id.clone(), if same { Twice::Same } else { Twice::Different }));
                *last = response;
            }
            _ => kept.push(response),
        }
    }
    (kept, again)
}
