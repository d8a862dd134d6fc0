//! Which sentences of the program a pack's wording may put in its own words, since the program's speak of relationships; all others stay the program's.

use crate::fault::{Code, Fault};
use crate::json::Value;

/// The keys of the catalogue, each with the places that its sentence has to keep.
pub const OWN_WORDS: &[(&str, &[&str])] = &[
    ("brief.contradiction.ask", &[]),
    ("brief.loose.sides", &["level", "weak"]),
    ("compare.differences.none", &[]),
    ("metric.ofK", &["k", "value"]),
    ("metric.query.k", &["k"]),
    ("metrics.k", &[]),
    ("nextTime.scope", &[]),
    ("rating.extent.fully.hint", &[]),
    ("rating.extent.largely.hint", &[]),
    ("rating.extent.partly.hint", &[]),
    ("report.cover.k", &[]),
    ("report.cover.scope", &[]),
    ("scope.k", &[]),
    ("scope.k.hint", &[]),
    ("scope.key", &[]),
    ("scope.key.hint", &[]),
    ("scope.side.hint", &[]),
    ("scope.small.text", &[]),
    ("scope.which", &[]),
];

/// The hints beside the answers of the scale `extent`.
pub const HINTS: [&str; 3] =
    ["rating.extent.fully.hint", "rating.extent.largely.hint", "rating.extent.partly.hint"];

/// Reads a wording's own words: what stands under `interface`, and what is wrong with it.
#[must_use]
pub fn read(wording: &Value) -> (Vec<(String, String)>, Vec<Fault>) {
    let (mut own, mut faults) = (Vec::new(), Vec::new());
    if wording.get("interface").is_some_and(|given| !given.is_object()) {
        faults.push(Fault::at(Code::NotObject, "interface", "expected an object in braces".into()));
    }
    for (key, value) in wording.get("interface").and_then(Value::as_object).into_iter().flatten() {
        let mut fault = |code: Code, what: String| faults.push(Fault::under(code, &["interface", key], what));
        let known = OWN_WORDS.iter().find(|(known, _)| known == key);
        let (Some((_, places)), Some(text)) = (known, value.as_str()) else {
            fault(
                Code::OwnWords,
                if known.is_some() {
                    "the sentence is no text; write one".into()
                } else {
                    "this is no sentence that a wording can put in its own words; remove it".into()
                },
            );
            continue;
        };
        let lost = places.iter().find(|place| !text.contains(&format!("{{{place}}}")));
        if text.trim().is_empty() {
            fault(Code::MissingText, "the text is missing; write one".into());
        } else if text.chars().count() > 400 {
            fault(Code::LongText, "the sentence is longer than 400 characters; shorten it".into());
        } else if let Some(place) = lost {
            fault(Code::OwnWords, format!("the sentence lacks {{{place}}}; put it where it belongs"));
        } else {
            own.push((key.clone(), text.to_owned()));
        }
    }
    (own, faults)
}
