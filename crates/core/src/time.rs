//! Moments as text and back by calendar arithmetic alone; nothing here reads a clock.

/// A moment: milliseconds since 1970-01-01T00:00:00Z, as the shell's clock gave it.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Default)]
pub struct Moment(pub f64);

impl Moment {
    /// The moment as RFC 3339 text in UTC with whole seconds and milliseconds, e.g. `2026-11-22T15:30:00.250Z`.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        let millis = if self.0.is_finite() { self.0.clamp(0.0, 253_402_300_799_999.0) } else { 0.0 };
        // The clamp above keeps the value inside u64.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let millis = millis as u64;
        let (days, rest) = (millis / 86_400_000, millis % 86_400_000);
        let (year, month, day) = civil(days);
        let (hour, minute) = (rest / 3_600_000, rest / 60_000 % 60);
        let (second, milli) = (rest / 1000 % 60, rest % 1000);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
    }
}

/// Days since 1970-01-01 as year, month, day (Howard Hinnant's `civil_from_days`, for dates from 1970 on).
fn civil(days: u64) -> (u64, u64, u64) {
    let z = days + 719_468;
    let era = z / 146_097;
    let doe = z % 146_097;
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + u64::from(month <= 2), month, day)
}

/// Whether the text is a calendar date of the form 2026-11-22.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let digits = |part: &str, width: usize| part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return false;
    }
    let (Ok(year), Ok(month), Ok(day)) = (year.parse::<u16>(), month.parse::<u8>(), day.parse::<u8>()) else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

/// Whether a day lies before another, both of the form 2026-11-22; false where one is no date.
#[must_use]
pub fn is_before(day: &str, other: &str) -> bool {
    is_date(day) && is_date(other) && day < other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_become_rfc_3339() {
        let check = |millis: f64, expect: &str| assert_eq!(Moment(millis).to_rfc3339(), expect);
        check(0.0, "1970-01-01T00:00:00.000Z");
        check(951_782_400_000.0, "2000-02-29T00:00:00.000Z");
        check(1_795_361_400_250.0, "2026-11-22T15:30:00.250Z");
        check(f64::NAN, "1970-01-01T00:00:00.000Z");
        check(-5.0, "1970-01-01T00:00:00.000Z");
    }

    #[test]
    fn only_real_days_are_dates() {
        for (text, expect) in [
            ("2026-11-22", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("2026-13-01", false),
            ("26-1-1", false),
            ("", false),
        ] {
            assert_eq!(is_date(text), expect, "{text}");
        }
    }
}
