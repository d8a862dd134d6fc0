//! What of an assessment does not meet the pack by which it is compared: kept, named, and counted nowhere.

use crate::answers::{Answer, Assessment, Rating};
use crate::pack::{Group, ItemId, Pack};

/// An answer that does not count here.
#[derive(Clone, Debug, PartialEq)]
pub struct UnmatchedAnswer {
    /// The item as the file names it.
    pub item: ItemId,
    /// Its rating.
    pub rating: Option<Rating>,
    /// What stood in place of a rating and is not understood.
    pub set_aside: Option<String>,
}

/// Everything that does not meet the pack.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unmatched {
    /// The other version that was answered; none where it is the pack's own.
    pub version: Option<String>,
    /// Answers to items that the pack does not ask.
    pub answers: Vec<UnmatchedAnswer>,
    /// Answers that their item does not offer in this version.
    pub not_offered: Vec<UnmatchedAnswer>,
    /// Items that were not answered under the other version, and may be new in this one; empty where the version is the same.
    pub without_answer: Vec<ItemId>,
    /// Metrics that the pack does not have.
    pub metrics: Vec<String>,
    /// Steps of the plan whose practice the pack does not have.
    pub steps: Vec<String>,
}

impl Unmatched {
    /// Whether everything was matched.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The letters with which steps of one's own begin.
const OWN: &str = "own-";

pub(super) fn unmatched(pack: &Pack, assessment: &Assessment) -> Unmatched {
    let mut unmatched = Unmatched {
        version: (assessment.pack_version != pack.version).then(|| assessment.pack_version.clone()),
        ..Unmatched::default()
    };
    for (id, answer) in &assessment.answers {
        let given = || UnmatchedAnswer {
            item: id.clone(),
            rating: answer.rating,
            set_aside: answer
                .set_aside
                .as_ref()
                .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
        };
        match pack.asked_item(id.as_str()) {
            None if says_something(answer) => unmatched.answers.push(given()),
            Some(item) if answer.rating.is_some_and(|rating| !rating.allowed(item)) => {
                unmatched.not_offered.push(given());
            }
            Some(_) if answer.set_aside.is_some() => unmatched.not_offered.push(given()),
            _ => {}
        }
    }
    let without = |item: &&crate::pack::Asked| {
        assessment.answers.get(&item.id).is_none_or(|answer| answer.rating.is_none())
    };
    if unmatched.version.is_some() {
        unmatched.without_answer = pack.asked.iter().filter(without).map(|item| item.id.clone()).collect();
    }
    unmatched.metrics =
        assessment.metrics.keys().filter(|id| pack.metric(id).is_none()).map(ToString::to_string).collect();
    let practice = |id: &str| pack.groups.iter().flat_map(Group::items).any(|item| item.id.as_str() == id);
    let foreign = |(id, entry): &(&String, &crate::answers::PlanEntry)| {
        !id.starts_with(OWN) && entry.title.is_empty() && !practice(id)
    };
    unmatched.steps = assessment.plan.iter().filter(foreign).map(|(id, _)| id.clone()).collect();
    unmatched
}

fn says_something(answer: &Answer) -> bool {
    answer.rating.is_some() || answer.set_aside.is_some()
}
