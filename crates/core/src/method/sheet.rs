//! The ratings that count, one slot an asked item: what scoring reads and what-if changes; notes and dates stay behind.

use crate::answers::{Assessment, Rating};
use crate::pack::Pack;

/// One rating a slot of [`Pack::asked`]; none where unanswered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sheet(Vec<Option<Rating>>);

impl Sheet {
    /// The ratings of an assessment that count for this pack; what an item does not offer is unanswered.
    #[must_use]
    pub fn of(pack: &Pack, assessment: &Assessment) -> Self {
        Self(pack.asked.iter().map(|item| assessment.rating(item)).collect())
    }

    /// A sheet from ratings in the order of [`Pack::asked`]; missing ones are unanswered, ones not offered are left out.
    #[must_use]
    pub fn from_ratings(pack: &Pack, ratings: impl IntoIterator<Item = Option<Rating>>) -> Self {
        let mut ratings = ratings.into_iter();
        Self(
            pack.asked
                .iter()
                .map(|item| ratings.next().flatten().filter(|rating| rating.allowed(item)))
                .collect(),
        )
    }

    /// The rating in a slot.
    #[must_use]
    pub fn get(&self, slot: usize) -> Option<Rating> {
        self.0.get(slot).copied().flatten()
    }

    /// Puts a rating into a slot; a slot that the pack does not have is left alone.
    pub fn set(&mut self, slot: usize, rating: Option<Rating>) {
        if let Some(place) = self.0.get_mut(slot) {
            *place = rating;
        }
    }
}
