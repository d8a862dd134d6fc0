//! The names of the files that are handed over; what is in them is decided elsewhere.

/// The longest title within a name, in bytes: file systems take 255 of a whole name.
const MOST: usize = 180;

/// A file name from a title: its letters and digits of any script with hyphens between them, at most 60 characters and 180 bytes, then the date.
#[must_use]
pub fn file_name(title: &str, today: &str) -> String {
    let mut name = String::new();
    for c in title.chars().take(60) {
        if name.len() + c.len_utf8() > MOST {
            break;
        }
        // Beyond ASCII all stays but controls, spaces, what sets the direction of writing and what is no character: tables of letters would be large.
        let beyond = !c.is_control()
            && !c.is_whitespace()
            && !matches!(c, '\0'..='\u{bf}' | '\u{61c}' | '\u{180e}' | '\u{2000}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..);
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
        check("a\u{61c}b\u{180e}c\u{e0041}d\u{ffff}e\u{10ffff}", "a-b-c-d-e");
        check(&"😀".repeat(60), &"😀".repeat(45));
        check(&"long ".repeat(40), "long-".repeat(12).trim_end_matches('-'));
    }
}
