//! The PIN that guards the facilitator's screens: what it may be, and what it is compared with. It is a deterrent, and said to be one: whoever may use the browser's own tools needs none.

use crate::digest::digest;
use crate::time::Moment;

/// How many digits a PIN has.
pub const DIGITS: std::ops::RangeInclusive<usize> = 4..=8;
/// After how many wrong ones the dialog waits.
const TRIES: u32 = 5;
/// How long it then waits, in milliseconds.
const WAIT_MILLIS: f64 = 30_000.0;

/// Whether a text can be a PIN.
#[must_use]
pub fn is_pin(text: &str) -> bool {
    DIGITS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a PIN is compared with: a digest, so that it does not stand in the store in so many digits.
#[must_use]
pub fn guard(session: &str, pin: &str) -> String {
    format!("{:016x}", digest(format!("{session} {pin}").bytes()))
}

/// The PIN that is being entered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gate {
    /// As typed.
    pub typed: String,
    /// How many wrong ones came in a row.
    wrong: u32,
    /// The moment of the last wrong one.
    at: Moment,
    /// Whether the last one was wrong.
    pub refused: bool,
}

/// What came of a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is the one.
    Right,
    /// It is not.
    Wrong,
    /// Too many wrong ones came: none is looked at before so many seconds have passed.
    Wait(u32),
}

impl Gate {
    /// Tries what is typed.
    pub fn try_typed(&mut self, session: &str, wanted: &str, now: Moment) -> Answer {
        let passed = now.0 - self.at.0;
        // A clock that was put back must not lock anybody out.
        if self.wrong >= TRIES && (0.0..WAIT_MILLIS).contains(&passed) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most thirty")]
            return Answer::Wait(((WAIT_MILLIS - passed) / 1000.0).ceil() as u32);
        }
        let typed = std::mem::take(&mut self.typed);
        if guard(session, typed.trim()) == wanted {
            *self = Self::default();
            return Answer::Right;
        }
        self.wrong += 1;
        self.at = now;
        self.refused = true;
        Answer::Wrong
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_four_to_eight_digits() {
        for (text, expect) in [
            ("1234", true),
            ("12345678", true),
            ("123", false),
            ("123456789", false),
            ("12a4", false),
            ("", false),
        ] {
            assert_eq!(is_pin(text), expect, "{text}");
        }
    }

    #[test]
    fn five_wrong_ones_in_a_row_make_the_gate_wait_half_a_minute() {
        let wanted = guard("s", "2468");
        let mut gate = Gate::default();
        let mut enter = |typed: &str, at: f64| {
            gate.typed = typed.to_owned();
            gate.try_typed("s", &wanted, Moment(at))
        };
        for at in 0..5 {
            assert_eq!(enter("0000", f64::from(at)), Answer::Wrong);
        }
        assert_eq!(enter("2468", 1_004.0), Answer::Wait(29));
        assert_eq!(enter("2468", 30_004.0), Answer::Right);
        assert_eq!(enter("0000", 30_005.0), Answer::Wrong);
    }

    #[test]
    fn the_same_pin_is_kept_otherwise_in_another_session() {
        assert_ne!(guard("one", "2468"), guard("two", "2468"));
    }
}
