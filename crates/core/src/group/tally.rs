//! How many gave which answer to one item, with their mean and their consensus (METHOD section 9); who may see it is decided in `sight`.

use crate::answers::Rating;
use crate::lens::By;
use crate::method::at_least;

/// How many gave each answer; the last count is of those who gave none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tally([u32; 8]);

impl Tally {
    fn place(rating: Option<Rating>) -> usize {
        match rating {
            Some(Rating::Not) => 0,
            Some(Rating::Partly) => 1,
            Some(Rating::Largely) => 2,
            Some(Rating::Fully) => 3,
            Some(Rating::Beyond) => 4,
            Some(Rating::Unknown) => 5,
            Some(Rating::NotApplicable) => 6,
            None => 7,
        }
    }

    /// Counts answers; none stands for unanswered.
    #[must_use]
    pub fn counting(ratings: impl IntoIterator<Item = Option<Rating>>) -> Self {
        let mut tally = Self::default();
        for rating in ratings {
            tally.add(rating);
        }
        tally
    }

    /// Counts one more answer.
    pub(super) fn add(&mut self, rating: Option<Rating>) {
        if let Some(count) = self.0.get_mut(Self::place(rating)) {
            *count = count.saturating_add(1);
        }
    }

    /// Counts one person under another answer.
    pub(super) fn change(&mut self, from: Option<Rating>, to: Option<Rating>) {
        if let Some(count) = self.0.get_mut(Self::place(from)) {
            *count = count.saturating_sub(1);
        }
        self.add(to);
    }

    /// How many gave this answer; none stands for unanswered.
    #[must_use]
    pub fn count(&self, rating: Option<Rating>) -> u32 {
        self.0.get(Self::place(rating)).copied().unwrap_or_default()
    }

    /// How many there are, unanswered ones too.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.0.iter().sum()
    }

    /// The item's members: those who answered it in any way.
    #[must_use]
    pub fn members(&self) -> u32 {
        self.people().saturating_sub(self.count(None))
    }

    /// How many gave a rating with a value, the n of mean and consensus.
    #[must_use]
    pub fn valued(&self) -> u32 {
        self.points().iter().sum()
    }

    /// The counts of the values 0, 1/3, 2/3 and 1; `beyond` is the last.
    #[must_use]
    pub fn points(&self) -> [u32; 4] {
        let [not, partly, largely, fully, beyond, ..] = self.0;
        [not, partly, largely, fully + beyond]
    }

    /// The counts joined.
    #[must_use]
    pub(super) fn plus(&self, other: &Self) -> Self {
        let mut sum = *self;
        for (one, more) in sum.0.iter_mut().zip(other.0) {
            *one = one.saturating_add(more);
        }
        sum
    }

    /// The mean value from 0 to 1; none without a value.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let n = self.valued();
        (n > 0).then(|| points_of(&self.points()) / (3.0 * f64::from(n)))
    }

    /// The consensus; none with fewer than two values.
    #[must_use]
    pub fn consensus(&self) -> Option<Consensus> {
        Consensus::of(self.points())
    }
}

fn points_of(points: &[u32; 4]) -> f64 {
    let [_, one, two, three] = points.map(f64::from);
    one + 2.0 * two + 3.0 * three
}

/// How often each was named as who does it, by the people of a part or by all; the last count is of those who did not say, or for whom it does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByCounts([u32; 5]);

impl ByCounts {
    fn place(by: Option<By>) -> usize {
        match by {
            Some(By::It) => 0,
            Some(By::Business) => 1,
            Some(By::Both) => 2,
            Some(By::Nobody) => 3,
            None => 4,
        }
    }

    /// Counts what was named.
    #[must_use]
    pub fn counting(named: impl IntoIterator<Item = Option<By>>) -> Self {
        let mut counts = Self::default();
        for by in named {
            if let Some(count) = counts.0.get_mut(Self::place(by)) {
                *count = count.saturating_add(1);
            }
        }
        counts
    }

    /// Counts one person under another name.
    pub(super) fn change(&mut self, from: Option<By>, to: Option<By>) {
        for (by, up) in [(from, false), (to, true)] {
            if let Some(count) = self.0.get_mut(Self::place(by)) {
                *count = if up { count.saturating_add(1) } else { count.saturating_sub(1) };
            }
        }
    }

    /// How many named this; none stands for those who did not say.
    #[must_use]
    pub fn count(&self, by: Option<By>) -> u32 {
        self.0.get(Self::place(by)).copied().unwrap_or_default()
    }

    /// How many there are.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.0.iter().sum()
    }

    /// How many said.
    #[must_use]
    pub fn said(&self) -> u32 {
        self.people().saturating_sub(self.count(None))
    }

    /// Who was named most often; none where nobody was, or where two were as often.
    #[must_use]
    pub fn most(&self) -> Option<By> {
        let most = By::ALL.into_iter().map(|by| self.count(Some(by))).max().filter(|most| *most > 0)?;
        let mut named = By::ALL.into_iter().filter(|by| self.count(Some(*by)) == most);
        named.next().filter(|_| named.next().is_none())
    }

    /// The counts joined.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let mut sum = *self;
        for (one, more) in sum.0.iter_mut().zip(other.0) {
            *one = one.saturating_add(more);
        }
        sum
    }
}

/// How a consensus is read (METHOD section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// 0.75 or more: a shared view.
    Shared,
    /// 0.50 up to 0.75: mixed.
    Mixed,
    /// Under 0.50: split.
    Split,
}

impl Reading {
    /// The reading as it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Mixed => "mixed",
            Self::Split => "split",
        }
    }
}

/// Whether enough people rated for the consensus to say something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Five or more.
    Enough,
    /// Fewer than five: indicative.
    Indicative,
}

/// How far the ratings of an item agree (Tastle & Wierman 2007).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Consensus {
    /// From 0, half at either end, to 1, all the same.
    pub value: f64,
    /// How it is read.
    pub reading: Reading,
    /// Whether it rests on enough.
    pub weight: Weight,
}

impl Consensus {
    /// Cns = 1 + Σ p_i · log2(1 − |x_i − mean| / 3) over ratings as 0 to 3; none with fewer than two.
    #[must_use]
    pub fn of(points: [u32; 4]) -> Option<Self> {
        let n: u32 = points.iter().sum();
        if n < 2 {
            return None;
        }
        let mean = points_of(&points) / f64::from(n);
        let mut value = 1.0;
        for (count, x) in points.into_iter().zip([0.0, 1.0, 2.0, 3.0]) {
            if count > 0 {
                let share = f64::from(count) / f64::from(n);
                value += share * log2(1.0 - f64::abs(x - mean) / 3.0);
            }
        }
        let reading = if at_least(value, 0.75) {
            Reading::Shared
        } else if at_least(value, 0.50) {
            Reading::Mixed
        } else {
            Reading::Split
        };
        let weight = if n < 5 { Weight::Indicative } else { Weight::Enough };
        Some(Self { value, reading, weight })
    }
}

/// The binary logarithm of a number above 0 up to 1.
///
/// By sums and products alone, so that every computer and every browser gives the same digits; libraries differ in the last one.
fn log2(x: f64) -> f64 {
    let (mut mantissa, mut exponent) = (x, 0.0);
    while mantissa < 0.75 && exponent > -1100.0 {
        mantissa *= 2.0;
        exponent -= 1.0;
    }
    // ln m = 2·(s + s³/3 + s⁵/5 + …) with s = (m − 1)/(m + 1), |s| ≤ 0.2.
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let square = s * s;
    let mut sum = 0.0;
    for odd in (0..14).rev().map(|half| f64::from(2 * half + 1)) {
        sum = sum * square + 1.0 / odd;
    }
    exponent + 2.0 * s * sum * std::f64::consts::LOG2_E
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_method_hold() {
        let check = |points: [u32; 4], expect: f64| {
            let got = Consensus::of(points).unwrap().value;
            assert!((got - expect).abs() < 5e-5, "{points:?}: {got}");
        };
        check([0, 2, 3, 1], 0.6839);
        check([1, 1, 1, 1], 0.3685);
        for unanimous in [[7, 0, 0, 0], [0, 2, 0, 0], [0, 0, 31, 0], [0, 0, 0, 5]] {
            assert_eq!(Consensus::of(unanimous).unwrap().value, 1.0, "{unanimous:?}");
        }
        for halves in [[1, 0, 0, 1], [5, 0, 0, 5], [4000, 0, 0, 4000]] {
            assert_eq!(Consensus::of(halves).unwrap().value, 0.0, "{halves:?}");
        }
        assert_eq!(Consensus::of([0, 0, 1, 0]), None);
        assert_eq!(Consensus::of([0; 4]), None);
    }

    #[test]
    fn a_consensus_is_read_by_its_bounds_and_is_indicative_under_five() {
        let read = |points| Consensus::of(points).map(|found| (found.reading, found.weight)).unwrap();
        assert_eq!(read([0, 0, 3, 1]), (Reading::Shared, Weight::Indicative));
        assert_eq!(read([0, 2, 3, 1]), (Reading::Mixed, Weight::Enough));
        assert_eq!(read([1, 1, 1, 1]), (Reading::Split, Weight::Indicative));
    }

    #[test]
    fn the_logarithm_is_right_to_the_last_digits() {
        for x in (1..=3000).map(|part| f64::from(part) / 3000.0) {
            let off = (log2(x) - x.log2()).abs();
            assert!(off <= 4e-16 * x.log2().abs().max(1.0), "{x}: {off:e}");
        }
        assert_eq!((log2(1.0), log2(0.5), log2(0.25)), (0.0, -1.0, -2.0));
    }

    #[test]
    fn beyond_counts_as_fully_and_is_counted_apart() {
        let mut tally = Tally::default();
        for rating in [
            Some(Rating::Fully),
            Some(Rating::Beyond),
            Some(Rating::Not),
            Some(Rating::Unknown),
            Some(Rating::NotApplicable),
            None,
        ] {
            tally.add(rating);
        }
        assert_eq!((tally.people(), tally.members(), tally.valued()), (6, 5, 3));
        assert_eq!((tally.points(), tally.count(Some(Rating::Beyond))), ([1, 0, 0, 2], 1));
        assert_eq!(tally.mean(), Some(2.0 / 3.0));
    }
}
