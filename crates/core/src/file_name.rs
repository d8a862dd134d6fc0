//! The names of the files that are handed over; what is in them is decided elsewhere.

/// A file name from a title: its letters and digits of any script with hyphens between them, at most 60 characters, then the date.
#[must_use]
pub fn file_name(title: &str, today: &str) -> String {
    let mut name = String::new();
    for c in title.chars().take(60) {
        // Beyond ASCII all stays but controls, spaces and what sets the direction of writing: tables of letters would be large.
        let beyond = !c.is_control()
            && !c.is_whitespace()
            && !matches!(c, '\0'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{feff}');
        if c.is_ascii_alphanumeric() || beyond {
            name.push(c.to_ascii_lowercase());
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { "assessment" } else { name };
    format!("pomscope-{name}-{today}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_hold_what_every_file_system_takes() {
        let check = |title: &str, expect: &str| {
            assert_eq!(file_name(title, "2026-11-22"), format!("pomscope-{expect}-2026-11-22"))
        };
        check("Spring review 2026", "spring-review-2026");
        check("../a\\b:c*?\"<>|\u{0}d", "a-b-c-d");
        check("R\u{e9}vision \u{2014} \u{4e09}\u{6708}", "r\u{e9}vision-\u{4e09}\u{6708}");
        check("gpj.\u{202e}x\u{a0}\u{2028}\u{3000}y\u{feff}", "gpj-x-y");
        check(" \u{ad}\u{ab}-- ", "assessment");
        check(&"long ".repeat(40), "long-".repeat(12).trim_end_matches('-'));
    }
}
