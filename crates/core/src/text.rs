//! The catalogue of interface sentences and how a message with its values becomes text; the sentences themselves live in `content/interface`.

use crate::json::Value;
use crate::table::Table;
use crate::visible::visible;

/// A sentence by its key in the catalogue, with the values that go into it; turned into text by [`Texts::say`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Key in the catalogue.
    pub key: &'static str,
    /// Values for the `{name}` places of the sentence.
    pub values: Vec<(&'static str, String)>,
}

impl Message {
    /// A message without values.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    /// The same message with one more value for `{name}`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The same message with a count as `{name}`; the count also chooses the plural form when it is named `n`.
    #[must_use]
    pub fn count(self, name: &'static str, count: usize) -> Self {
        self.with(name, count.to_string())
    }
}

/// The interface sentences of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    lang: String,
    sentences: Table<String, String>,
}

impl Texts {
    /// Reads a catalogue: a JSON object of strings with `"lang"` among them.
    ///
    /// None for anything else.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<Self> {
        let object = value.as_object()?;
        let mut sentences = Table::new();
        let mut lang = String::new();
        for (key, value) in object {
            let text = value.as_str()?;
            if key == "lang" {
                lang = text.into();
            } else {
                sentences.insert(key.clone(), text.to_owned());
            }
        }
        (!lang.is_empty()).then_some(Self { lang, sentences })
    }

    /// The catalogue's language as a BCP 47 tag.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// The same catalogue with some sentences put otherwise, by key.
    #[must_use]
    pub fn with(&self, others: &[(String, String)]) -> Self {
        let mut texts = self.clone();
        for (key, text) in others {
            texts.sentences.insert(key.clone(), text.clone());
        }
        texts
    }

    /// All keys of the catalogue, for the tests that hold code and catalogue together.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.sentences.keys().map(String::as_str)
    }

    /// The sentence under `key`, or the key itself where the catalogue lacks it (a test holds that it does not).
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.sentences.get(key).map_or(key, String::as_str)
    }

    /// The message as text: the right plural form for its value `n`, values filled in.
    #[must_use]
    pub fn say(&self, message: &Message) -> String {
        self.fill(message.key, &message.values)
    }

    /// The sentence under `key` with `values` filled in; see [`Texts::say`].
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, String)]) -> String {
        let number = values.iter().find(|(name, _)| *name == "n").map(|(_, n)| n.as_str());
        let form = |number: &str| {
            let end = plural_of(&self.lang, number);
            let form = |end: &str| self.sentences.get(&format!("{key}#{end}"));
            // What no catalogue of the language needs, none has to write.
            form(end).or_else(|| form("other"))
        };
        let sentence = number.and_then(form).or_else(|| self.sentences.get(key)).map_or(key, String::as_str);
        let mut text = String::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let place = after.split_once('}').and_then(|(name, after)| {
                let (_, value) = values.iter().find(|(other, _)| *other == name)?;
                Some((value, after))
            });
            if let Some((value, after)) = place {
                // It may be anybody's: what turns the direction of writing would turn the sentence around it.
                text.push_str(&visible(value));
                rest = after;
            } else {
                text.push('{');
                rest = after;
            }
        }
        text.push_str(rest);
        text
    }

    /// The language's decimal sign.
    #[must_use]
    pub fn decimal_sign(&self) -> &str {
        self.sentences.get("number.decimal").map_or(".", String::as_str)
    }

    /// A number with `digits` places behind the language's decimal sign, halves away from zero, its thousands parted as the language does; for numbers that people read, up to 18 digits in all.
    #[must_use]
    pub fn number(&self, value: f64, digits: usize) -> String {
        let from = self.get("number.groupFrom").parse().unwrap_or(usize::MAX);
        self.written(value, digits, from)
    }

    /// The same number as one types it: its digits in one piece.
    #[must_use]
    pub fn typed(&self, value: f64, digits: usize) -> String {
        self.written(value, digits, usize::MAX)
    }

    fn written(&self, value: f64, digits: usize, groups_from: usize) -> String {
        let scale = (0..digits).fold(1.0, |scale, _| scale * 10.0);
        // Steadied against binary noise (2.25 that is stored as 2.2499999999999996).
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let shown = (value.abs() * scale + 1e-9).round() as u64;
        let mut text = shown.to_string();
        while text.len() <= digits {
            text.insert(0, '0');
        }
        let mut at = text.len() - digits;
        if digits > 0 {
            text.insert_str(at, self.decimal_sign());
        }
        let groups = at >= groups_from;
        while groups && at > 3 {
            at -= 3;
            text.insert_str(at, self.get("number.group"));
        }
        if value < 0.0 && shown > 0 {
            text.insert(0, '\u{2212}');
        }
        text
    }

    /// A level or score for display: one place (METHOD section 12).
    #[must_use]
    pub fn score(&self, value: f64) -> String {
        self.number(value, 1)
    }

    /// A fraction of one as whole percent.
    #[must_use]
    pub fn percent(&self, fraction: f64) -> String {
        let value = self.number(fraction * 100.0, 0);
        self.fill("number.percent", &[("value", value)])
    }

    /// A date of the form 2026-11-22 in words of the language; any other text comes back as it is.
    #[must_use]
    pub fn date(&self, iso: &str) -> String {
        let date = iso.get(..10).unwrap_or(iso);
        let mut parts = date.split('-');
        let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
            return iso.to_owned();
        };
        let key = format!("month.{month}");
        let Some(name) = self.sentences.get(&key) else { return iso.to_owned() };
        let day = day.trim_start_matches('0').to_owned();
        self.fill("date.long", &[("day", day), ("month", name.clone()), ("year", year.to_owned())])
    }

    /// Names joined as a sentence does: "A", "A and B", "A, B and C".
    #[must_use]
    pub fn list(&self, names: &[String]) -> String {
        match names.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, before)) => {
                // Spanish has "e" for "y" before that sound: a catalogue that knows such a word has a sentence of its own for it.
                let and = if sounds_as_i(last) && self.sentences.contains_key("list.and.i") {
                    "list.and.i"
                } else {
                    "list.and"
                };
                self.fill(and, &[("before", self.series(before)), ("last", last.clone())])
            }
        }
    }

    /// Names one after the other, without a last word between them.
    #[must_use]
    pub fn series(&self, names: &[String]) -> String {
        names.join(self.sentences.get("list.comma").map_or(", ", String::as_str))
    }

    /// What is said of something: "Name: value", with the language's space before the colon.
    #[must_use]
    pub fn pair(&self, name: &str, value: &str) -> String {
        self.fill("list.pair", &[("name", name.to_owned()), ("value", value.to_owned())])
    }
}

/// The plural form of CLDR for a whole number, with which a key of the catalogue ends (`key#one`).
///
/// English, German and Spanish have one for 1, French for 0 as well; French and Spanish have a third for exact millions.
fn plural_of(lang: &str, number: &str) -> &'static str {
    let french = lang.starts_with("fr");
    if number == "1" || french && number == "0" {
        "one"
    } else if number.ends_with("000000") {
        "many"
    } else {
        "other"
    }
}

/// Whether a word begins with the sound of a Spanish "i" (CLDR's rule for lists): "Italia", "higos", not "hielo".
fn sounds_as_i(word: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    match (letters.next(), letters.next(), letters.next()) {
        (Some('i' | 'í'), ..) => true,
        (Some('h'), Some('i' | 'í'), third) => !matches!(third, Some('a' | 'e')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts() -> Texts {
        let catalogue = r#"{"lang": "en", "number.decimal": ".", "number.percent": "{value} %",
            "left#one": "{n} answer is missing", "left#other": "{n} answers are missing",
            "list.and": "{before} and {last}", "month.11": "November", "date.long": "{day} {month} {year}"}"#;
        Texts::from_json(&crate::json::parse(catalogue).unwrap()).unwrap()
    }

    #[test]
    fn the_count_chooses_the_plural_form() {
        let check = |n: usize, expect: &str| {
            assert_eq!(texts().say(&Message::new("left").count("n", n)), expect);
        };
        check(0, "0 answers are missing");
        check(1, "1 answer is missing");
        check(2, "2 answers are missing");
    }

    #[test]
    fn numbers_round_half_away_from_zero_and_never_show_minus_zero() {
        let check =
            |value: f64, digits: usize, expect: &str| assert_eq!(texts().number(value, digits), expect);
        check(2.25, 1, "2.3");
        check(2.249_999_999_999_999_6, 1, "2.3");
        check(1.005, 2, "1.01");
        check(2.604_938, 1, "2.6");
        check(-0.04, 1, "0.0");
        check(-1.25, 1, "\u{2212}1.3");
        check(1.0, 0, "1");
    }

    #[test]
    fn values_are_filled_in_once_and_braces_without_a_value_stay() {
        let fill = |sentence: &'static str| {
            let values = [("a", "{b}".to_owned()), ("b", "two".to_owned())];
            texts().fill(sentence, &values)
        };
        assert_eq!(fill("{a} and {b}, {a}{b}"), "{b} and two, {b}two");
        assert_eq!(fill("{c} {{b} {b"), "{c} {two {b");
    }

    #[test]
    fn what_is_filled_in_never_turns_the_sentence_around_it() {
        for turn in ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}') {
            let said = texts().fill("“{title}” is here.", &[("title", format!("good{turn}gnp.exe"))]);
            assert_eq!(said, format!("“good[U+{:04X}]gnp.exe” is here.", u32::from(turn)));
        }
        let right_to_left = "\u{645}\u{62f}\u{64a}\u{631}\u{629} \u{200f}(\u{5e9}\u{5dc})";
        assert_eq!(texts().fill("{title}", &[("title", right_to_left.to_owned())]), right_to_left);
    }

    proptest! {
        #[test]
        fn numbers_are_rendered_as_the_standard_library_would(large in -2_000_000_000i64..2_000_000_000, small in -10_000i64..10_000, noise in -1e-12..1e-12f64, digits in 0usize..4) {
            for thousandths in [large, small] {
                #[expect(clippy::cast_precision_loss)]
                let value: f64 = thousandths as f64 / 1000.0 + noise;
                let scale = 10f64.powi(i32::try_from(digits).unwrap());
                let rounded = (value * scale + 1e-9 * value.signum()).round() / scale;
                let expect = format!("{rounded:.digits$}");
                let zero = expect.bytes().all(|b| matches!(b, b'-' | b'0' | b'.'));
                let expect = if zero { expect.replace('-', "") } else { expect.replace('-', "\u{2212}") };
                prop_assert_eq!(texts().number(value, digits), expect);
            }
        }
    }

    #[test]
    fn dates_and_lists_read_as_a_sentence_does() {
        let t = texts();
        assert_eq!(t.date("2026-11-02T10:00:00Z"), "2 November 2026");
        assert_eq!(t.date("soon"), "soon");
        assert_eq!(t.list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
