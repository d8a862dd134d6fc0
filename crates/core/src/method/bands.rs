//! The bands of achievement and the comparisons with thresholds that all of the method uses.

/// Numbers closer than this count as equal in a comparison with a threshold (METHOD section 2).
const EQUAL: f64 = 1e-9;

/// Whether `a` is greater than `b`.
#[must_use]
pub fn above(a: f64, b: f64) -> bool {
    a > b + EQUAL
}

/// Whether `a` is less than `b`.
#[must_use]
pub fn below(a: f64, b: f64) -> bool {
    a < b - EQUAL
}

/// Whether `a` is `b` or more.
#[must_use]
pub fn at_least(a: f64, b: f64) -> bool {
    !below(a, b)
}

/// Whether `a` is `b` or less.
#[must_use]
pub fn at_most(a: f64, b: f64) -> bool {
    !above(a, b)
}

/// The band of an achievement (METHOD section 3; the percentages of ISO/IEC 33020).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Up to 0.15: not achieved.
    N,
    /// Above 0.15 up to 0.50: partly achieved.
    P,
    /// Above 0.50 up to 0.85: largely achieved.
    L,
    /// Above 0.85: fully achieved.
    F,
}

impl Band {
    /// The band of an achievement from 0 to 1.
    #[must_use]
    pub fn of(achievement: f64) -> Self {
        if at_most(achievement, 0.15) {
            Self::N
        } else if at_most(achievement, 0.50) {
            Self::P
        } else if at_most(achievement, 0.85) {
            Self::L
        } else {
            Self::F
        }
    }

    /// The letter: N, P, L or F.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::N => "N",
            Self::P => "P",
            Self::L => "L",
            Self::F => "F",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_belong_to_the_lower_band_and_noise_does_not_count() {
        let check = |a: f64, expect: Band| assert_eq!(Band::of(a), expect, "{a}");
        check(0.0, Band::N);
        check(0.15, Band::N);
        check(0.15 + 1e-12, Band::N);
        check(0.151, Band::P);
        check(0.5, Band::P);
        check(1.0 / 6.0 * 3.0, Band::P);
        check(0.501, Band::L);
        check(0.85, Band::L);
        check(0.86, Band::F);
        check(1.0, Band::F);
    }
}
