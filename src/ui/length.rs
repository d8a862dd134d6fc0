//! Lengths of drawings as attributes; what is drawn is decided elsewhere.

/// A length with one place, through whole numbers: the bundle carries no other printing of fractions.
pub fn tenths(value: f64) -> String {
    // Lengths run to some hundreds, at most a little below 0.
    #[expect(clippy::cast_possible_truncation)]
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}
