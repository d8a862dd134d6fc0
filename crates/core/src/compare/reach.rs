//! A number with what the open answers leave possible, and the one rule by which two of them differ: their bands part.

use crate::method::{above, below};

/// A number between the least and the most that the open answers could make of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// The number.
    pub at: f64,
    /// With every missing answer at 0.
    pub low: f64,
    /// With every missing answer at 1.
    pub high: f64,
}

/// What can be said of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A change upwards: the bands part.
    Up,
    /// A change downwards: the bands part.
    Down,
    /// No difference: the same number, and the same left open.
    Same,
    /// Within what the open answers leave possible: no change can be claimed.
    Open,
}

/// A number before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// Before.
    pub before: Reach,
    /// After.
    pub after: Reach,
}

impl Shift {
    /// After less before.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.after.at - self.before.at
    }

    /// What can be said of the difference: it is a change where the bands do not overlap. Bands that touch overlap, unless
    /// both are points.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let (before, after) = (&self.before, &self.after);
        if above(after.low, before.high) {
            return Verdict::Up;
        }
        if below(after.high, before.low) {
            return Verdict::Down;
        }
        let same = |a: f64, b: f64| !above(a, b) && !below(a, b);
        let alike = same(before.at, after.at) && same(before.low, after.low) && same(before.high, after.high);
        if alike { Verdict::Same } else { Verdict::Open }
    }

    /// Whether the difference is a change.
    #[must_use]
    pub fn is_change(&self) -> bool {
        matches!(self.verdict(), Verdict::Up | Verdict::Down)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_a_change_only_where_the_bands_part() {
        let band = |low: f64, at: f64, high: f64| Reach { at, low, high };
        let point = |at: f64| band(at, at, at);
        for (before, after, expect) in [
            (point(2.0), point(2.0), Verdict::Same),
            (point(2.0), point(2.1), Verdict::Up),
            (point(2.1), point(2.0), Verdict::Down),
            (point(2.0), point(2.0 + 1e-12), Verdict::Same),
            (band(1.5, 2.0, 2.5), band(2.6, 2.8, 3.0), Verdict::Up),
            (band(2.6, 2.8, 3.0), band(1.5, 2.0, 2.5), Verdict::Down),
            (band(1.5, 2.0, 2.5), band(2.5, 2.8, 3.0), Verdict::Open),
            (band(1.5, 2.0, 2.5), point(2.5), Verdict::Open),
            (point(2.5), band(1.5, 2.0, 2.5), Verdict::Open),
            (band(1.5, 2.0, 2.5), band(1.0, 2.0, 4.0), Verdict::Open),
            (band(1.5, 2.0, 2.5), band(1.5, 2.0, 2.5), Verdict::Same),
        ] {
            assert_eq!(Shift { before, after }.verdict(), expect, "{before:?} {after:?}");
        }
    }
}
