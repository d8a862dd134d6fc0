//! Text as the fonts can show it: letters with loose accents are put together, and what the fonts lack stands as its number in brackets and is counted.

use crate::face::Faces;

/// A loose accent, then letters each followed by what they are together with it: as far as the fonts hold the whole.
const COMPOSED: [(char, &str); 14] = [
    ('\u{300}', "AÀEÈIÌOÒUÙaàeèiìoòuùЕЀИЍеѐиѝ"),
    ('\u{301}', "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzź¨΅ΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώГЃКЌгѓкќ"),
    ('\u{302}', "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷ"),
    ('\u{303}', "AÃNÑOÕaãnñoõIĨiĩUŨuũ"),
    ('\u{304}', "AĀaāEĒeēIĪiīOŌoōUŪuū"),
    ('\u{306}', "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуў"),
    ('\u{307}', "CĊcċEĖeėGĠgġIİZŻzż"),
    ('\u{308}', "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋЕЁІЇеёії"),
    ('\u{30A}', "AÅaåUŮuů"),
    ('\u{30B}', "OŐoőUŰuű"),
    ('\u{30C}', "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzž"),
    ('\u{326}', "SȘsșTȚtț"),
    ('\u{327}', "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţ"),
    ('\u{328}', "AĄaąEĘeęIĮiįUŲuų"),
];

/// The characters that were not shown, each with how often, in the order of their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    counts: Vec<(char, usize)>,
}

impl Missing {
    fn add(&mut self, character: char) {
        match self.counts.binary_search_by_key(&character, |count| count.0) {
            Ok(at) => {
                if let Some(count) = self.counts.get_mut(at) {
                    count.1 += 1;
                }
            }
            Err(at) => self.counts.insert(at, (character, 1)),
        }
    }

    /// The characters with how often.
    pub fn counts(&self) -> &[(char, usize)] {
        &self.counts
    }
}

/// "U+1F600".
pub fn number(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// What stands in the text in the character's place.
pub fn stand_in(character: char) -> String {
    format!("[{}]", number(character))
}

fn composed(base: char, accent: char) -> Option<char> {
    let (_, pairs) = COMPOSED.iter().find(|(mark, _)| *mark == accent)?;
    let mut pairs = pairs.chars();
    while let (Some(letter), Some(whole)) = (pairs.next(), pairs.next()) {
        if letter == base {
            return Some(whole);
        }
    }
    None
}

/// The text as the fonts can show it; a line feed begins a new line, and at most one empty line stands between two.
pub fn shown(faces: &Faces, text: &str, missing: &mut Missing) -> String {
    let mut out = String::with_capacity(text.len());
    let mut feeds = 0;
    let mut before: Option<char> = None;
    for character in text.chars() {
        let after_return = before.replace(character) == Some('\r');
        let character = match character {
            '\n' if after_return => continue,
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            other => other,
        };
        if character == '\n' {
            feeds += 1;
            if feeds <= 2 {
                out.push('\n');
            }
            continue;
        }
        feeds = 0;
        if let Some(whole) = out.chars().next_back().and_then(|base| composed(base, character))
            && faces.holds(whole)
        {
            out.pop();
            out.push(whole);
        } else if faces.holds(character) {
            out.push(character);
        } else {
            missing.add(character);
            out.push_str(&stand_in(character));
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The text for the file's own record, where no font is asked: on one line, no longer than `most` UTF-16 units, without characters that files refuse.
pub fn recorded(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut units = 0;
    for character in text.chars() {
        let character = if character.is_whitespace() { ' ' } else { character };
        let number = u32::from(character);
        let none = number & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&number) || number == 0xFEFF;
        if character.is_control() || none || (character == ' ' && (out.is_empty() || out.ends_with(' '))) {
            continue;
        }
        units += character.len_utf16();
        if units >= most {
            out.push('…');
            break;
        }
        out.push(character);
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> (String, Missing) {
        let mut missing = Missing::default();
        let shown = shown(&Faces::read().unwrap(), text, &mut missing);
        (shown, missing)
    }

    #[test]
    fn every_composed_letter_is_in_the_fonts() {
        let faces = Faces::read().unwrap();
        for (_, pairs) in COMPOSED {
            assert_eq!(pairs.chars().count() % 2, 0);
            for whole in pairs.chars().skip(1).step_by(2) {
                assert!(faces.holds(whole), "{whole}");
            }
        }
    }

    #[test]
    fn the_signs_of_our_texts_are_in_the_fonts() {
        let faces = Faces::read().unwrap();
        for character in "AZaz09ÄßĄżŁőșΑΩάϋЯёїґ€£₹₺−≤≥≈≠×÷→←↑↓☐“”„‘’…–—·•⅓⅔½‰™©\u{A0}\u{202F}".chars()
        {
            assert!(faces.holds(character), "{character:?}");
        }
        assert!(!faces.holds('😀') && !faces.holds('\u{0}') && !faces.holds('א'));
    }

    #[test]
    fn what_the_fonts_lack_stands_as_its_number_and_is_counted() {
        let (text, missing) = show("a😀b😀\u{202E}\0");
        assert_eq!(text, "a[U+1F600]b[U+1F600][U+202E][U+0000]");
        assert_eq!(missing.counts(), [('\0', 1), ('\u{202E}', 1), ('😀', 2)]);
    }

    #[test]
    fn loose_accents_are_put_together_and_lines_are_kept() {
        let (text, missing) = show("Zu\u{308}rich\r\nΑ\u{301}\t\u{2028}\n\n\n\nz\u{301}\rq\u{301} \n");
        assert_eq!(text, "Zürich\nΆ \n\nź\nq[U+0301]");
        assert_eq!(missing.counts(), [('\u{301}', 1)]);
    }

    #[test]
    fn a_record_is_one_short_line() {
        assert_eq!(recorded(" a\n\n b\u{1}\u{FFFF}c ", 90), "a bc");
        assert_eq!(recorded("abcdef", 4), "abc…");
        assert_eq!(recorded("\u{FEFF}", 4), "");
    }
}
