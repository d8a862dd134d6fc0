//! Characters that are not seen but change how the text around them is read, made visible; what a format takes for its own signs is escaped by that format.

/// The text with each of these characters as its number in brackets, such as `[U+202E]`: what embeds, overrides or isolates a direction of writing (U+202A–U+202E, U+2066–U+2069), and all control characters but tab, line feed and carriage return. The marks of direction (U+200E, U+200F, U+061C) stay: texts that run from right to left need them, and they reach no further than their place.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if turns(c) || c.is_control() && !matches!(c, '\t' | '\n' | '\r') {
            shown.push_str("[U+");
            push_number(&mut shown, u32::from(c));
            shown.push(']');
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Whether a character turns the direction of what follows it.
#[must_use]
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// At least four hexadecimal digits.
fn push_number(text: &mut String, number: u32) {
    for shift in [20, 16, 12, 8, 4, 0] {
        let digit = number >> shift & 0xf;
        if shift < 16 || number >> shift > 0 {
            text.extend(char::from_digit(digit, 16).map(|digit| digit.to_ascii_uppercase()));
        }
    }
}

/// The lines of a text: line feed, carriage return, both, and what else ends a line or a paragraph (U+000B, U+000C, U+0085, U+2028, U+2029) part them.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_shown_by_its_number() {
        for (text, shown) in [
            ("plain", "plain"),
            ("a\u{202e}b\u{202c}", "a[U+202E]b[U+202C]"),
            ("\u{2066}x\u{2069}", "[U+2066]x[U+2069]"),
            ("\u{0}\u{1b}\u{7f}\u{9f}", "[U+0000][U+001B][U+007F][U+009F]"),
            ("a\tb\nc\r", "a\tb\nc\r"),
            ("\u{200f}שלום\u{200e}\u{61c}", "\u{200f}שלום\u{200e}\u{61c}"),
            ("👩‍👩‍👧\u{200b}\u{feff}", "👩‍👩‍👧\u{200b}\u{feff}"),
        ] {
            assert_eq!(visible(text), shown, "{text:?}");
        }
        let mut long = String::new();
        push_number(&mut long, 0x10_FFFF);
        assert_eq!(long, "10FFFF");
    }

    #[test]
    fn every_end_of_a_line_ends_it() {
        let parts: Vec<&str> = lines("a\nb\r\nc\rd\u{2028}e\u{2029}f\u{85}g\u{b}h\u{c}i").collect();
        assert_eq!(parts, ["a", "b", "", "c", "d", "e", "f", "g", "h", "i"]);
    }
}
