//! The achievement of one group: facets, weights, bounds (METHOD sections 3 and 5).

use crate::answers::Rating;
use crate::method::sheet::Sheet;
use crate::pack::{Group, Item, Weights};

/// How a group counts (METHOD section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelStatus {
    /// An item of its own has a value.
    Valued,
    /// No item of its own has a value, though some apply: its lower bound counts, its level is not attained.
    Unvalued,
    /// All of its own items do not apply: it is left out.
    Dropped,
}

impl LevelStatus {
    /// The status as it stands in the score's JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Valued => "valued",
            Self::Unvalued => "unvalued",
            Self::Dropped => "dropped",
        }
    }
}

/// Means of practices and of outcomes, each from 0 to 1, none without a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facets {
    /// Mean of the practices, p.
    pub practice: Option<f64>,
    /// Mean of the outcomes, o.
    pub outcome: Option<f64>,
}

impl Facets {
    /// a = (w_p·p + w_o·o) / (w_p + w_o), or the one facet that has a value; 0 with none.
    #[must_use]
    pub fn achievement(self, weights: Weights) -> f64 {
        match (self.practice, self.outcome) {
            (Some(p), Some(o)) => {
                (weights.practice * p + weights.outcome * o) / (weights.practice + weights.outcome)
            }
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => 0.0,
        }
    }
}

/// What stands in for an item without a value.
#[derive(Clone, Copy)]
enum Missing {
    /// Nothing: it is left out of the mean.
    LeftOut,
    /// This value.
    As(f64),
}

/// A group's achievement with all that is read from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its level's number.
    pub level: u8,
    /// How it counts.
    pub status: LevelStatus,
    /// Means over the items that carry a value.
    pub facets: Facets,
    /// a as it counts: over valued items, or the lower bound when unvalued; 0 when dropped.
    pub achievement: f64,
    /// a with every missing answer at 0.
    pub low: f64,
    /// a with every missing answer at 1.
    pub high: f64,
    /// Whether the group has practices of its own and all of its practices are `na`, or it has none of its own: the practice guard is left out.
    pub exempt: bool,
}

impl Cell {
    /// Scores one group.
    #[must_use]
    pub fn of(group: &Group, sheet: &Sheet, weights: Weights) -> Self {
        let rating = |item: &Item| sheet.get(item.slot);
        let value = |item: &Item| rating(item).and_then(Rating::value);
        let applies = |item: &Item| rating(item) != Some(Rating::NotApplicable);
        let facets = |missing| Facets {
            practice: mean(&group.practices, sheet, missing),
            outcome: mean(&group.outcomes, sheet, missing),
        };
        let status = if !group.own().any(applies) {
            LevelStatus::Dropped
        } else if group.own().any(|item| value(item).is_some()) {
            LevelStatus::Valued
        } else {
            LevelStatus::Unvalued
        };
        let given = facets(Missing::LeftOut);
        let low = facets(Missing::As(0.0)).achievement(weights);
        let high = facets(Missing::As(1.0)).achievement(weights);
        let own_practices = group.practices.iter().any(|item| item.same_as.is_none());
        let exempt = !own_practices || !group.practices.iter().any(applies);
        let (achievement, low, high) = match status {
            LevelStatus::Valued => (given.achievement(weights), low, high),
            LevelStatus::Unvalued => (low, low, high),
            LevelStatus::Dropped => (0.0, 0.0, 0.0),
        };
        Self { level: group.level.number, status, facets: given, achievement, low, high, exempt }
    }
}

fn mean(items: &[Item], sheet: &Sheet, missing: Missing) -> Option<f64> {
    let mut sum = 0.0;
    let mut count = 0u32;
    for item in items {
        let value = match (sheet.get(item.slot), missing) {
            (Some(Rating::NotApplicable), _) => None,
            (rating, Missing::LeftOut) => rating.and_then(Rating::value),
            (rating, Missing::As(stand_in)) => Some(rating.and_then(Rating::value).unwrap_or(stand_in)),
        };
        if let Some(value) = value {
            sum += value;
            count += 1;
        }
    }
    (count > 0).then(|| sum / f64::from(count))
}

/// The mean of facet means of a descriptive group, `unknown` and unanswered left out; none without a value (METHOD section 6, residue).
#[must_use]
pub fn residue(group: &Group, sheet: &Sheet) -> Option<f64> {
    let practice = mean(&group.practices, sheet, Missing::LeftOut);
    let outcome = mean(&group.outcomes, sheet, Missing::LeftOut);
    match (practice, outcome) {
        (Some(p), Some(o)) => Some(f64::midpoint(p, o)),
        (one, other) => one.or(other),
    }
}
