//! The anonymity threshold, and what head counts alone say will be seen (METHOD section 9); single items are decided in `sight`.

use crate::group::response::Part;
use crate::group::sight::{Sight, of_all};

/// From how many people on answers are shown: 5 by default, never below 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Threshold(u32);

impl Threshold {
    /// The default.
    pub const USUAL: Self = Self(5);
    /// The lowest.
    pub const LEAST: Self = Self(3);

    /// A threshold of k people; none below 3.
    #[must_use]
    pub fn new(k: u32) -> Option<Self> {
        (k >= Self::LEAST.0).then_some(Self(k))
    }

    /// k.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self::USUAL
    }
}

/// What protects the people in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Only what does not give away the answers of fewer than k people is shown.
    Anonymous(Threshold),
    /// Open workshop: everyone agreed that all is shown.
    Open,
}

impl Default for Rule {
    fn default() -> Self {
        Self::Anonymous(Threshold::USUAL)
    }
}

/// Under how many people k = 3 is proposed.
const SMALL_ROOM: u32 = 12;

/// The threshold to propose to a room of this size; 3 needs the room's consent.
#[must_use]
pub fn propose(people: u32) -> Threshold {
    if people < SMALL_ROOM { Threshold::LEAST } else { Threshold::USUAL }
}

/// What will be seen of a group, said beforehand from its head counts alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foretold {
    /// Nothing: too few people.
    Nothing,
    /// The combined result alone.
    CombinedOnly,
    /// The combined result and one side alone.
    CombinedAnd(Part),
    /// The combined result and both sides.
    CombinedAndSides,
}

/// What will be seen of so many people of IT and of the business, if all of them answer every item.
#[must_use]
pub fn foretell(it: u32, business: u32, rule: Rule) -> Foretold {
    match of_all(rule, [it, business, 0]) {
        Sight::Nothing => Foretold::Nothing,
        Sight::Combined => Foretold::CombinedOnly,
        Sight::Parts([true, true, _]) => Foretold::CombinedAndSides,
        Sight::Parts([true, ..]) => Foretold::CombinedAnd(Part::It),
        Sight::Parts([_, true, _]) => Foretold::CombinedAnd(Part::Business),
        Sight::Parts(_) => Foretold::CombinedOnly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_never_below_three() {
        assert_eq!((0..3).map(Threshold::new).collect::<Vec<_>>(), [None; 3]);
        assert_eq!(Threshold::new(3), Some(Threshold::LEAST));
        assert_eq!(Rule::default(), Rule::Anonymous(Threshold::new(5).unwrap()));
    }

    #[test]
    fn small_rooms_are_proposed_three() {
        for (people, k) in [(0, 3), (8, 3), (11, 3), (12, 5), (300, 5)] {
            assert_eq!(propose(people).get(), k, "{people}");
        }
    }

    #[test]
    fn head_counts_say_what_will_be_seen() {
        let k = |k| Rule::Anonymous(Threshold::new(k).unwrap());
        for (it, business, rule, expect) in [
            (4, 4, k(5), Foretold::CombinedOnly),
            (4, 4, k(3), Foretold::CombinedAndSides),
            (2, 2, k(5), Foretold::Nothing),
            (2, 2, k(3), Foretold::CombinedOnly),
            (0, 0, k(3), Foretold::Nothing),
            (6, 3, k(5), Foretold::CombinedOnly),
            (6, 0, k(5), Foretold::CombinedAnd(Part::It)),
            (0, 5, k(5), Foretold::CombinedAnd(Part::Business)),
            (5, 5, k(5), Foretold::CombinedAndSides),
            (1, 1, Rule::Open, Foretold::CombinedAndSides),
            (1, 0, Rule::Open, Foretold::CombinedAnd(Part::It)),
        ] {
            assert_eq!(foretell(it, business, rule), expect, "{it} + {business} at {rule:?}");
        }
    }
}
