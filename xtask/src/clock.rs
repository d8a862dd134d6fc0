//! How long a step of the build took, and which day it is, for a person to read; no check depends on either.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

pub struct Clock(Instant);

impl Clock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the build tool runs on a real machine and tells how long it took"
    )]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// As "4.2 s" or "3 min 12 s".
    pub fn read(&self) -> String {
        let seconds = self.0.elapsed().as_secs_f64();
        if seconds < 100.0 {
            format!("{seconds:.1} s")
        } else {
            let whole = self.0.elapsed().as_secs();
            format!("{} min {} s", whole / 60, whole % 60)
        }
    }
}

/// The day in UTC, as 2026-06-01.
#[expect(
    clippy::disallowed_methods,
    reason = "the build tool runs on a real machine and tells when it measured"
)]
pub fn today() -> String {
    let seconds =
        SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs()).unwrap_or_default();
    day(seconds / 86_400)
}

/// So many days after 1 January 1970.
fn day(mut days: u64) -> String {
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    loop {
        let length = if leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let february = if leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn days_are_told_with_leap_years() {
        for (days, wanted) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (19_782, "2024-02-29"),
            (20_818, "2026-12-31"),
        ] {
            assert_eq!(super::day(days), wanted);
        }
    }
}
