//! What a person has entered: ratings, notes, targets, metrics, in one assessment; how it is written to a file lives in `wire`.

use crate::json::{Map, Value};
use crate::pack::{Asked, ItemId, MetricId, Pack, ThreadId};
use crate::table::Table;

/// The answer to an item (METHOD section 2). Unanswered is the absence of a rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Not in place: 0.
    Not,
    /// Partly: 1/3.
    Partly,
    /// Largely: 2/3.
    Largely,
    /// Fully: 1.
    Fully,
    /// Outgrown: 1, flagged; only where the item is surpassable.
    Beyond,
    /// Don't know: no value, counted.
    Unknown,
    /// Does not apply: removed, counted.
    NotApplicable,
}

impl Rating {
    /// All ratings, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Not,
        Self::Partly,
        Self::Largely,
        Self::Fully,
        Self::Beyond,
        Self::Unknown,
        Self::NotApplicable,
    ];

    /// The rating as it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::Partly => "partly",
            Self::Largely => "largely",
            Self::Fully => "fully",
            Self::Beyond => "beyond",
            Self::Unknown => "unknown",
            Self::NotApplicable => "na",
        }
    }

    /// The rating of this name in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rating| rating.as_str() == text)
    }

    /// The value from 0 to 1; none for `unknown` and `na`.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Not => Some(0.0),
            Self::Partly => Some(1.0 / 3.0),
            Self::Largely => Some(2.0 / 3.0),
            Self::Fully | Self::Beyond => Some(1.0),
            Self::Unknown | Self::NotApplicable => None,
        }
    }

    /// Whether the item offers this rating: `beyond` only where surpassable, at a descriptive level neither `beyond` nor `na`.
    #[must_use]
    pub fn allowed(self, item: &Asked) -> bool {
        match self {
            Self::Beyond => item.surpassable && !item.descriptive,
            Self::NotApplicable => !item.descriptive,
            _ => true,
        }
    }
}

/// From where a respondent looks (METHOD section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// IT's view.
    It,
    /// The business's view.
    Business,
    /// Both, or neither.
    Both,
}

impl Side {
    /// All sides.
    pub const ALL: [Self; 3] = [Self::It, Self::Business, Self::Both];

    /// The side as it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::Business => "business",
            Self::Both => "both",
        }
    }

    /// The side of this name in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.as_str() == text)
    }
}

/// One item's answer with what was written to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The rating; none while unanswered.
    pub rating: Option<Rating>,
    /// A rating that a file held and this version does not know: kept as it came, counted as unanswered.
    pub set_aside: Option<Value>,
    /// A free note.
    pub note: String,
    /// What shows it.
    pub evidence: String,
    /// Why it does not apply.
    pub reason: String,
    /// When it was last changed (RFC 3339); empty when not known.
    pub at: String,
    /// The same item's answer as another tab gave it, kept until one of the two is chosen.
    pub other: Option<Box<Answer>>,
    /// What else stood in the file.
    pub extra: Map,
}

impl Answer {
    /// Whether nothing was entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rating.is_none()
            && self.set_aside.is_none()
            && self.note.is_empty()
            && self.evidence.is_empty()
            && self.reason.is_empty()
            && self.other.is_none()
            && self.extra.is_empty()
    }

    /// Whether the two say the same, whenever they were given.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.rating == other.rating
            && self.set_aside == other.set_aside
            && self.note == other.note
            && self.evidence == other.evidence
            && self.reason == other.reason
    }
}

/// How a metric stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricStatus {
    /// There is a value.
    Measured,
    /// Nobody measures it: an answer, not a zero.
    NotMeasured,
    /// Don't know.
    Unknown,
    /// Does not apply.
    NotApplicable,
}

impl MetricStatus {
    /// All states, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Measured, Self::NotMeasured, Self::Unknown, Self::NotApplicable];

    /// The state as it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::NotMeasured => "notMeasured",
            Self::Unknown => "unknown",
            Self::NotApplicable => "na",
        }
    }

    /// The state of this name in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// What was entered for a metric (METHOD section 8).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricAnswer {
    /// How it stands; none while nothing was chosen.
    pub status: Option<MetricStatus>,
    /// The value, when measured.
    pub value: Option<f64>,
    /// The day of the value, `YYYY-MM-DD`; empty when not given.
    pub as_of: String,
    /// Where the value comes from.
    pub source: String,
    /// The value it started from.
    pub baseline: Option<f64>,
    /// The value aimed at.
    pub target: Option<f64>,
    /// The day by which, `YYYY-MM-DD`.
    pub target_date: String,
    /// What else stood in the file.
    pub extra: Map,
}

impl MetricAnswer {
    /// Whether there is a measured value.
    #[must_use]
    pub fn is_measured(&self) -> bool {
        self.status == Some(MetricStatus::Measured) && self.value.is_some()
    }
}

/// The answers to a lens, kept for the lens packs that read them (METHOD section 10).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LensAnswers {
    /// The lens pack's version.
    pub version: String,
    /// The answers by item; `by` and the like stay in `extra`.
    pub answers: Table<ItemId, Answer>,
    /// What else stood in the file.
    pub extra: Map,
}

/// Whether a step is part of one's own plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is taken.
    Taken,
    /// It is left out.
    Left,
}

impl Choice {
    /// Both choices.
    pub const ALL: [Self; 2] = [Self::Taken, Self::Left];

    /// The choice as it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Left => "left",
        }
    }

    /// The choice of this name in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text)
    }
}

/// How far a step of the plan has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepStatus {
    /// Nothing was done yet.
    #[default]
    Open,
    /// It was begun.
    Started,
    /// It is done.
    Done,
}

impl StepStatus {
    /// All states, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Open, Self::Started, Self::Done];

    /// The state as it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Started => "started",
            Self::Done => "done",
        }
    }

    /// The state of this name in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// What was decided about a step of the plan; with a title, a step of one's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanEntry {
    /// The words of a step of one's own; empty for one that the method offers.
    pub title: String,
    /// Whether it is part of one's own plan; none while nothing was decided.
    pub choice: Option<Choice>,
    /// Who sees to it.
    pub owner: String,
    /// The day by which, `YYYY-MM-DD`; empty when not given.
    pub due: String,
    /// How far it has come.
    pub status: StepStatus,
    /// What was written to it.
    pub note: String,
    /// When it was last changed (RFC 3339).
    pub at: String,
    /// What else stood in the file.
    pub extra: Map,
}

impl PlanEntry {
    /// Whether anything was written to it, whatever was decided.
    #[must_use]
    pub fn is_written(&self) -> bool {
        !(self.title.is_empty() && self.owner.is_empty() && self.due.is_empty() && self.note.is_empty())
            || self.status != StepStatus::Open
            || !self.extra.is_empty()
    }
}

/// What an assessment carries of the one before it, so that both can be told apart without the other file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Previous {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// When it was last changed (RFC 3339).
    pub updated_at: String,
    /// Version of the pack that it answered.
    pub pack_version: String,
    /// From where its respondent looked.
    pub side: Option<Side>,
    /// Its ratings by item.
    pub ratings: Table<ItemId, Rating>,
    /// Its measured values by metric.
    pub values: Table<MetricId, f64>,
    /// What else stood in the file.
    pub extra: Map,
}

/// One assessment: everything that one person entered at one time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessment {
    /// Its id, 8 to 32 lower-case letters and digits.
    pub id: String,
    /// The name its owner gave it; may be empty.
    pub title: String,
    /// When it was begun (RFC 3339).
    pub created_at: String,
    /// When it was last changed (RFC 3339).
    pub updated_at: String,
    /// Counts the changes.
    pub rev: u64,
    /// Id of the pack it answers.
    pub pack_id: String,
    /// Version of the pack it answers.
    pub pack_version: String,
    /// From where the respondent looks; none while not said.
    pub side: Option<Side>,
    /// The answers by item, unknown ids included.
    pub answers: Table<ItemId, Answer>,
    /// The answers to lenses by lens id.
    pub lenses: Table<String, LensAnswers>,
    /// The level picked per thread in the quick check.
    pub placement: Table<ThreadId, u8>,
    /// Whether the quick check's probe could be shown, per thread.
    pub probes: Table<ThreadId, bool>,
    /// The second looks that were answered "it is as I said" (METHOD section 6).
    pub kept_as_said: Table<ItemId, ()>,
    /// The target per thread, 1 to the top level in half steps.
    pub targets: Table<ThreadId, f64>,
    /// The importance per thread, 1 to 5.
    pub importance: Table<ThreadId, u8>,
    /// The number of key relationships as it was given; K is [`Assessment::k`].
    pub key_relationships: Option<u32>,
    /// The rows of the register as they came, by id; `book` reads them.
    pub relationships: Map,
    /// The rows of the ledger as they came, by id; `book` reads them.
    pub commitments: Map,
    /// Which relationships are meant.
    pub scope: String,
    /// The metrics by id.
    pub metrics: Table<MetricId, MetricAnswer>,
    /// Seconds until the first answer per item, at most 60.
    pub timings: Table<ItemId, f64>,
    /// What was decided about the plan's steps, by the practice's item id, and steps of one's own under ids that begin with `own-`.
    pub plan: Table<String, PlanEntry>,
    /// What is carried of the assessment before this one.
    pub previous: Option<Box<Previous>>,
    /// What else stood in `context`.
    pub context_extra: Map,
    /// What else stood in the file: unknown keys, and values that were not understood.
    pub extra: Map,
}

impl Assessment {
    /// A new, empty assessment of a pack.
    #[must_use]
    pub fn new(id: String, pack: &Pack, now: String) -> Self {
        Self {
            id,
            created_at: now.clone(),
            updated_at: now,
            pack_id: pack.id.clone(),
            pack_version: pack.version.clone(),
            ..Self::default()
        }
    }

    /// The number of key relationships, K: what the register says, or what was given where it says nothing.
    #[must_use]
    pub fn k(&self) -> Option<u32> {
        self.k_of_register().or(self.key_relationships)
    }

    /// How many rows of the register say something; none where none does.
    #[must_use]
    pub fn k_of_register(&self) -> Option<u32> {
        let rows = self.relationships.iter().filter(|(_, row)| row.as_object().is_some_and(says_something));
        u32::try_from(rows.count()).ok().filter(|rows| *rows > 0)
    }

    /// The rating that counts for an asked item: none where unanswered or where the item does not offer the given one.
    #[must_use]
    pub fn rating(&self, item: &Asked) -> Option<Rating> {
        self.answers.get(&item.id)?.rating.filter(|rating| rating.allowed(item))
    }

    /// How many asked items of the scored levels were answered in any way.
    #[must_use]
    pub fn answered(&self, pack: &Pack) -> usize {
        pack.asked.iter().filter(|item| !item.descriptive && self.rating(item).is_some()).count()
    }
}

/// Whether anything was entered in a row: its moment alone says nothing.
#[must_use]
pub fn says_something(row: &Map) -> bool {
    row.iter().any(|(key, value)| key != "at" && value.as_str().is_none_or(|text| !text.trim().is_empty()))
}

/// How many items of the scored levels a pack asks.
#[must_use]
pub fn asked_count(pack: &Pack) -> usize {
    pack.asked.iter().filter(|item| !item.descriptive).count()
}
