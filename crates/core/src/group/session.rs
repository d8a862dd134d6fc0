//! A workshop's session: its settings, the raw responses, what was revealed and agreed; how it is written lives in `wire::session_v1`.

use crate::answers::{Assessment, Rating};
use crate::group::agreed::Agreed;
use crate::group::anonymity::Rule;
use crate::group::response::{Part, Response, ResponseId};
use crate::json::Map;
use crate::lens::{By, Lens};
use crate::method::{ScoreError, Sheet};
use crate::pack::{ItemId, Pack};
use crate::table::Table;
use crate::versions::rating_of;

/// What is asked of each participant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Everything.
    #[default]
    Full,
    /// The practices alone.
    Short,
}

impl Form {
    /// The form as it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
        }
    }

    /// The form of this name in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Full, Self::Short].into_iter().find(|form| form.as_str() == text)
    }
}

/// How many people are expected of each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeadCounts {
    /// Of IT.
    pub it: u32,
    /// Of the business.
    pub business: u32,
}

/// One person's ratings as they came: no notes, no time.
#[derive(Clone, Debug, PartialEq)]
pub struct RawResponse {
    /// Where the respondent stands.
    pub part: Part,
    /// The ratings, of items that the pack does not know too.
    pub ratings: Table<ItemId, Rating>,
    /// Who does it, of items that ask for it (METHOD section 12).
    pub by: Table<ItemId, By>,
    /// What else stood in the file.
    pub extra: Map,
}

impl RawResponse {
    /// The ratings and the side of an assessment, and nothing else of it: neither notes nor times, title nor target.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        let rated = assessment.answers.iter().filter_map(|(id, answer)| Some((id.clone(), answer.rating?)));
        Self {
            part: Part::of(assessment.side),
            ratings: Table::from_entries(rated.collect()),
            by: Table::new(),
            extra: Map::new(),
        }
    }

    /// The same of what an assessment holds for a lens; none where it holds nothing for it.
    #[must_use]
    pub fn of_lens(lens: &Lens, assessment: &Assessment) -> Option<Self> {
        let answers = &lens.answers(assessment)?.answers;
        let rated = answers.iter().filter_map(|(id, answer)| Some((id.clone(), answer.rating?)));
        let named = answers.iter().filter_map(|(id, answer)| Some((id.clone(), By::of(answer)?)));
        Some(Self {
            part: Part::of(lens.side(assessment)),
            ratings: Table::from_entries(rated.collect()),
            by: Table::from_entries(named.collect()),
            extra: Map::new(),
        })
    }

    /// The response, scored.
    ///
    /// # Errors
    /// [`ScoreError::ThreadDoesNotApply`].
    pub fn scored(&self, pack: &Pack, id: ResponseId) -> Result<Response, ScoreError> {
        let by = pack.asked.iter().map(|item| self.by.get(item.id.as_str()).copied());
        Ok(Response::new(pack, id, self.part, self.sheet(pack))?.naming(pack, by))
    }

    /// The ratings that count for this pack; those of an older version where they moved to.
    #[must_use]
    pub fn sheet(&self, pack: &Pack) -> Sheet {
        Sheet::from_ratings(pack, pack.asked.iter().map(|item| rating_of(pack, &self.ratings, &item.id)))
    }
}

/// Who stood for the agreed profile, by name; empty while nobody did (METHOD section 9).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signed {
    /// For IT.
    pub it: String,
    /// For the business.
    pub business: String,
    /// On which day, `YYYY-MM-DD`; empty where it is not known.
    pub on: String,
}

impl Signed {
    /// Whether nobody did.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A session's working file: for merging and combining, identifying, never to be published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// The name that the facilitator gave it.
    pub title: String,
    /// The pack's id.
    pub pack_id: String,
    /// The pack's version.
    pub pack_version: String,
    /// What protects the people in it.
    pub rule: Rule,
    /// What is asked.
    pub form: Form,
    /// How many are expected; none while not said.
    pub heads: Option<HeadCounts>,
    /// The responses in the order of their random ids, which says nothing of when they came.
    pub responses: Table<ResponseId, RawResponse>,
    /// Who came with each reveal.
    pub reveals: Vec<Vec<ResponseId>>,
    /// What was agreed, by item.
    pub agreed: Table<ItemId, Agreed>,
    /// Who stood for what was agreed.
    pub signed: Signed,
    /// What else stood in the file.
    pub extra: Map,
}

impl Session {
    /// Its responses, scored, and those that cannot be, each with why.
    #[must_use]
    pub fn scored(&self, pack: &Pack) -> (Vec<Response>, Vec<(ResponseId, ScoreError)>) {
        let (mut scored, mut refused) = (Vec::with_capacity(self.responses.len()), Vec::new());
        for (id, raw) in &self.responses {
            match raw.scored(pack, id.clone()) {
                Ok(response) => scored.push(response),
                Err(error) => refused.push((id.clone(), error)),
            }
        }
        (scored, refused)
    }
}
