//! What a group agreed on after its discussion, beside the votes and never in their place (METHOD section 9): scored as an assessment of its own.

use crate::answers::{Answer, Assessment, Rating, Side};
use crate::json::Map;
use crate::lens::{LensScore, lens_score};
use crate::method::{Score, ScoreError, Sheet, score};
use crate::pack::{ItemId, Pack};
use crate::table::Table;

/// The rating on which a group agreed for an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreed {
    /// The rating.
    pub rating: Rating,
    /// Who sees it otherwise, and how; empty without dissent.
    pub dissent: String,
    /// What else stood in the file.
    pub extra: Map,
}

/// The group's official result.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreedProfile {
    /// Its score.
    pub score: Score,
    /// How many items have an agreed rating.
    pub agreed: u32,
    /// How many of them carry a note of dissent.
    pub dissent: u32,
}

impl AgreedProfile {
    /// The share of agreed items with a note of dissent, 0 to 1; none where nothing was agreed.
    #[must_use]
    pub fn share_of_dissent(&self) -> Option<f64> {
        (self.agreed > 0).then(|| f64::from(self.dissent) / f64::from(self.agreed))
    }
}

/// The agreed ratings as an assessment, to be scored, reported and compared like any other. Items without one are unanswered; the notes of dissent become notes.
#[must_use]
pub fn as_assessment(pack: &Pack, agreed: &Table<ItemId, Agreed>, id: String, now: String) -> Assessment {
    let mut assessment = Assessment::new(id, pack, now);
    assessment.side = Some(Side::Both);
    for (item, agreed) in agreed {
        let answer =
            Answer { rating: Some(agreed.rating), note: agreed.dissent.clone(), ..Answer::default() };
        assessment.answers.insert(item.clone(), answer);
    }
    assessment
}

/// What a group agreed on for a lens: an index, and never a level.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreedLens {
    /// Its score.
    pub score: LensScore,
    /// The ratings that count.
    pub sheet: Sheet,
    /// How many items have an agreed rating.
    pub agreed: u32,
    /// How many of them carry a note of dissent.
    pub dissent: u32,
}

impl AgreedLens {
    /// The share of agreed items with a note of dissent, 0 to 1; none where nothing was agreed.
    #[must_use]
    pub fn share_of_dissent(&self) -> Option<f64> {
        (self.agreed > 0).then(|| f64::from(self.dissent) / f64::from(self.agreed))
    }
}

/// Scores what was agreed on a lens, by the lens's one scoring function; a rating that its item does not offer counts as none.
#[must_use]
pub fn agreed_lens(pack: &Pack, agreed: &Table<ItemId, Agreed>) -> AgreedLens {
    let assessment = as_assessment(pack, agreed, String::new(), String::new());
    let sheet = Sheet::of(pack, &assessment);
    let (count, dissent) = counted(pack, agreed, &assessment);
    AgreedLens { score: lens_score(pack, &sheet), sheet, agreed: count, dissent }
}

/// How many items have an agreed rating that counts, and how many of them a note of dissent.
fn counted(pack: &Pack, agreed: &Table<ItemId, Agreed>, assessment: &Assessment) -> (u32, u32) {
    let counted = || pack.asked.iter().filter(|item| assessment.rating(item).is_some());
    let dissenting = counted()
        .filter(|item| agreed.get(item.id.as_str()).is_some_and(|agreed| !agreed.dissent.trim().is_empty()));
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (count(counted().count()), count(dissenting.count()))
}

/// Scores what was agreed, by the one function; a rating that its item does not offer counts as none.
///
/// # Errors
/// [`ScoreError::ThreadDoesNotApply`].
pub fn agreed_profile(pack: &Pack, agreed: &Table<ItemId, Agreed>) -> Result<AgreedProfile, ScoreError> {
    let assessment = as_assessment(pack, agreed, String::new(), String::new());
    let score = score(pack, &assessment)?;
    let (count, dissent) = counted(pack, agreed, &assessment);
    Ok(AgreedProfile { score, agreed: count, dissent })
}
