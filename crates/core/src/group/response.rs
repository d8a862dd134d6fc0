//! One person's answers as the group needs them: who by number, from which side, the sheet and its scores; nothing of when, and no notes.

use std::fmt;

use crate::answers::{Assessment, Rating, Side};
use crate::lens::{By, lens_score};
use crate::method::{Circumstances, ScoreError, Sheet, score_sheet};
use crate::pack::{Asked, Pack, PackKind};
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
    /// Who does it, by slot; empty where nothing asks for it.
    by: Vec<Option<By>>,
    /// S per thread in the pack's order, then of the block; of a lens the index of each facet, then its own. None without a value.
    scores: Vec<Option<f64>>,
}

impl Response {
    /// Scores a sheet by the one scoring function.
    ///
    /// # Errors
    /// [`ScoreError::ThreadDoesNotApply`]: such a response has no score and cannot be combined.
    pub fn new(pack: &Pack, id: ResponseId, part: Part, sheet: Sheet) -> Result<Self, ScoreError> {
        let scores = scores(pack, &sheet)?;
        Ok(Self { id, part, sheet, by: Vec::new(), scores })
    }

    /// The same with who does it, by slot. It counts only where the item asks for it and was answered, and not where the answer is that it does not apply.
    #[must_use]
    pub fn naming(mut self, pack: &Pack, by: impl IntoIterator<Item = Option<By>>) -> Self {
        if pack.asked.iter().any(|item| item.traits.asks_by) {
            let mut given = by.into_iter();
            let counts = |(slot, item): (usize, &Asked)| {
                let by = given.next().flatten();
                by.filter(|_| item.traits.asks_by && may_name(self.sheet.get(slot)))
            };
            self.by = pack.asked.iter().enumerate().map(counts).collect();
        }
        self
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

    /// Who does what is stated in this slot; none where that does not count.
    #[must_use]
    pub fn by(&self, slot: usize) -> Option<By> {
        self.by.get(slot).copied().flatten()
    }

    /// S of each thread in the pack's order, then S of the block; of a lens the index of each facet, then its own, none where nothing has a value.
    #[must_use]
    pub fn scores(&self) -> &[Option<f64>] {
        &self.scores
    }

    /// The score at this place; none beyond the last, and without a value.
    pub(super) fn score(&self, at: usize) -> Option<f64> {
        self.scores.get(at).copied().flatten()
    }
}

/// Whether who answered so may say who does it.
pub(super) fn may_name(rating: Option<Rating>) -> bool {
    rating.is_some_and(|rating| rating != Rating::NotApplicable)
}

/// S per thread, then of the block; of a lens the index of each facet, then its own.
pub(super) fn scores(pack: &Pack, sheet: &Sheet) -> Result<Vec<Option<f64>>, ScoreError> {
    if pack.kind == PackKind::Lens {
        let score = lens_score(pack, sheet);
        return Ok(score.facets.iter().map(|facet| facet.index).chain([score.index]).collect());
    }
    // Confidence is one person's own; the group needs S alone, which rests on the sheet.
    let score = score_sheet(pack, sheet, &Circumstances::default())?;
    let mut all = Vec::with_capacity(score.threads.len() + 1);
    all.extend(score.threads.iter().map(|thread| Some(thread.score)));
    all.push(Some(score.overall.score));
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
                let same =
                    last.part == response.part && last.sheet == response.sheet && last.by == response.by;
                again.push((response.id.clone(), if same { Twice::Same } else { Twice::Different }));
                *last = response;
            }
            _ => kept.push(response),
        }
    }
    (kept, again)
}
