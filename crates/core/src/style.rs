//! What a careful reader would say of a pack and its texts though they are sound: warnings, never faults; what is wrong is found where it is read.
//!
//! The rules that need words know English ones alone; those that count, compare or look at characters hold for every language.

use crate::content::Wording;
use crate::fault::{Code, Fault};
use crate::json::Value;
use crate::own_words::HINTS;
use crate::pack::{Asked, Pack, PackKind, Scale};
use crate::table::arrange;
use crate::visible::turns;

/// The most words of a statement.
const MOST_WORDS: usize = 30;
/// The most characters of a statement.
const MOST_CHARACTERS: usize = 200;
/// What a text begins with that is still to be written.
const TO_WRITE: &str = "TODO";
/// The fewest words of statements that are compared.
const FEWEST_ALIKE: usize = 4;
/// From how much in common two statements are almost alike.
const ALIKE: f64 = 0.8;

/// The keys of a pack that mean nothing: told of a faulty one too, since a misspelt key is often why.
#[must_use]
pub fn pack_keys(value: &Value) -> Vec<Fault> {
    let mut notes = Vec::new();
    keys(value, &mut Vec::new(), &PACK, &mut notes);
    notes
}

/// The keys of a wording that mean nothing.
#[must_use]
pub fn wording_keys(value: &Value) -> Vec<Fault> {
    let mut notes = Vec::new();
    keys(value, &mut Vec::new(), &WORDING, &mut notes);
    notes
}

/// What stands out of a pack's structure.
#[must_use]
pub fn pack(value: &Value, pack: &Pack) -> Vec<Fault> {
    let mut notes = pack_keys(value);
    let scored: Vec<u8> = pack.scored_levels().map(|level| level.number).collect();
    for (at, level) in pack.levels.iter().enumerate().filter(|(_, level)| !level.descriptive) {
        let mut groups = pack.groups.iter().filter(|group| group.level == *level);
        if groups.all(|group| group.practices.is_empty()) {
            let at = at.to_string();
            let what = format!("no thread has a practice at level {}", level.number);
            notes.push(Fault::under(Code::NoPractice, &["levels", &at], what));
        }
    }
    for (at, thread) in pack.threads.iter().enumerate() {
        for level in scored.iter().filter(|level| pack.group_at(thread, **level).is_none()) {
            let at = at.to_string();
            let what = format!("thread {thread} has no group at level {level}");
            notes.push(Fault::under(Code::LevelMissing, &["threads", &at], what));
        }
    }
    let ratio = pack.weights.practice / pack.weights.outcome;
    if !(1.0..=4.0).contains(&ratio) {
        notes.push(Fault::at(Code::FarWeights, "weights", Code::FarWeights.about().into()));
    }
    notes
}

/// What stands out of a wording.
#[must_use]
pub fn wording(value: &Value, wording: &Wording, pack: &Pack) -> Vec<Fault> {
    let mut notes = wording_keys(value);
    characters(value, &mut Vec::new(), &mut notes);
    let mut first = Vec::new();
    let count = unwritten(value, &mut Vec::new(), &mut first);
    if count > 0 {
        let steps: Vec<&str> = first.iter().map(String::as_str).collect();
        let what = format!("{count} texts are still to be written, this one among them");
        notes.push(Fault::under(Code::Unwritten, &steps, what));
    }
    let english = wording.lang == "en" || wording.lang.starts_with("en-");
    let items: Vec<(&Asked, Vec<String>)> =
        pack.asked.iter().map(|item| (item, words(&wording.item(&item.id).text))).collect();
    for (item, words) in &items {
        let texts = wording.item(&item.id);
        let mut note = |code: Code, key: &str, what: String| {
            notes.push(Fault::under(code, &place(item, key), what));
        };
        let (count, characters) = (words.len(), texts.text.chars().count());
        if count > MOST_WORDS || characters > MOST_CHARACTERS {
            note(
                Code::LongStatement,
                "text",
                format!("the statement has {count} words, {characters} characters"),
            );
        }
        if self::words(&texts.help) == *words {
            note(Code::SameHelp, "help", Code::SameHelp.about().into());
        }
        if english {
            for (code, found) in english_rules(&texts.text, words, item.descriptive) {
                note(code, "text", format!("{}: \"{found}\"", code.about()));
            }
        }
    }
    let of_relationships = |text: &str| text.to_lowercase().contains("relationship");
    let hinted = HINTS.iter().any(|hint| wording.own_words.iter().any(|(key, _)| key == hint));
    if english
        && pack.kind == PackKind::Block
        && pack.scale == Scale::Extent
        && !hinted
        && !pack.asked.iter().any(|item| of_relationships(&wording.item(&item.id).text))
    {
        notes.push(Fault::at(Code::OthersHints, "interface", Code::OthersHints.about().into()));
    }
    let sets: Vec<(&Asked, Vec<String>)> = items
        .into_iter()
        .filter(|(item, _)| !wording.item(&item.id).text.starts_with(TO_WRITE))
        .filter(|(_, words)| (FEWEST_ALIKE..=MOST_WORDS * 3).contains(&words.len()))
        .map(|(item, words)| (item, set(words)))
        .collect();
    for (at, (item, words)) in sets.iter().enumerate() {
        let earlier = sets.get(..at).into_iter().flatten();
        let mut alike = earlier.filter(|(other, _)| other.kind == item.kind);
        if let Some((other, _)) = alike.find(|(_, other)| in_common(words, other) >= ALIKE) {
            let what = format!("the statement is almost that of {}", other.id);
            notes.push(Fault::under(Code::AlmostAlike, &place(item, "text"), what));
        }
    }
    notes
}

/// Where a text of an item stands; of one that is worded for each side the first of the two.
fn place<'a>(item: &'a Asked, key: &'a str) -> Vec<&'a str> {
    if item.per_side {
        vec!["items", item.id.as_str(), "it", key]
    } else {
        vec!["items", item.id.as_str(), key]
    }
}

/// What stands in one of several wordings and not in another: the position of the wording that lacks it, and where.
#[must_use]
pub fn between(wordings: &[&Value]) -> Vec<(usize, Fault)> {
    let mut notes = Vec::new();
    for (at, lacks) in wordings.iter().enumerate() {
        let mut told: Vec<Vec<String>> = Vec::new();
        for has in wordings.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, has)| *has) {
            let lang = has.get("lang").and_then(Value::as_str).unwrap_or_default();
            let mut missing = Vec::new();
            lacking(has, lacks, &mut Vec::new(), &mut missing);
            for path in missing.into_iter().filter(|path| !told.contains(path)).collect::<Vec<_>>() {
                let steps: Vec<&str> = path.iter().map(String::as_str).collect();
                let what = format!("\"{}\" is in the wording in {lang} and not in this one", path.join("."));
                notes.push((at, Fault::under(Code::OneLanguage, &steps, what)));
                told.push(path);
            }
        }
    }
    notes
}

/// The paths to what one value has and another has not.
fn lacking(has: &Value, lacks: &Value, path: &mut Vec<String>, missing: &mut Vec<Vec<String>>) {
    let mut inside = |key: String, value: &Value, other: Option<&Value>| {
        path.push(key);
        match other {
            None => missing.push(path.clone()),
            Some(other) => lacking(value, other, path, missing),
        }
        path.pop();
    };
    match (has, lacks) {
        (Value::Object(has), Value::Object(lacks)) => {
            for (key, value) in has.iter().filter(|(key, _)| key.as_str() != "$schema") {
                inside(key.clone(), value, lacks.get(key));
            }
        }
        (Value::Array(has), Value::Array(lacks)) => {
            for (at, value) in has.iter().enumerate() {
                inside(at.to_string(), value, lacks.get(at));
            }
        }
        _ => {}
    }
}

/// How many texts begin with [`TO_WRITE`], with the path to one of them.
fn unwritten(value: &Value, path: &mut Vec<String>, one: &mut Vec<String>) -> usize {
    let mut inside = |key: String, value: &Value| {
        path.push(key);
        let count = unwritten(value, path, one);
        path.pop();
        count
    };
    match value {
        Value::String(text) if text.starts_with(TO_WRITE) => {
            one.clone_from(path);
            1
        }
        Value::Array(list) => list.iter().enumerate().map(|(at, value)| inside(at.to_string(), value)).sum(),
        Value::Object(object) => object.iter().map(|(key, value)| inside(key.clone(), value)).sum(),
        _ => 0,
    }
}

/// The keys that an object may have, and what stands under them.
struct Shape(&'static [(&'static str, Inside)]);

enum Inside {
    Plain,
    /// Anything: what it holds is described elsewhere.
    Any,
    One(Shape),
    /// A list of such objects, or an object of such by id.
    Each(Shape),
    /// An object of lists or texts by id.
    ById,
}

use Inside::{Any, ById, Each, One, Plain};

const ITEM: Inside = Each(Shape(&[
    ("id", Plain),
    ("surpassable", Plain),
    ("sameAs", Plain),
    ("perSide", Plain),
    ("by", Plain),
    ("alsoIn", Plain),
]));

const PACK: Shape = Shape(&[
    ("$schema", Plain),
    ("format", Plain),
    ("formatVersion", Plain),
    ("kind", Plain),
    ("id", Plain),
    ("version", Plain),
    ("block", Plain),
    ("scale", Plain),
    ("weights", One(Shape(&[("practice", Plain), ("outcome", Plain)]))),
    ("levels", Each(Shape(&[("level", Plain), ("descriptive", Plain)]))),
    ("threads", Any),
    (
        "groups",
        Each(Shape(&[
            ("id", Plain),
            ("thread", Plain),
            ("level", Plain),
            ("practices", ITEM),
            ("outcomes", ITEM),
            ("metrics", Any),
        ])),
    ),
    (
        "metrics",
        Each(Shape(&[
            ("id", Plain),
            ("unit", Plain),
            ("kind", Plain),
            ("better", Plain),
            ("ratio", Plain),
            ("notAbove", Plain),
            ("queryAbove", Plain),
            ("about", Plain),
        ])),
    ),
    (
        "facets",
        Each(Shape(&[("id", Plain), ("by", Plain), ("na", Plain), ("receiver", Plain), ("items", ITEM)])),
    ),
    ("by", Plain),
    ("trust", Any),
    ("reflection", Any),
    ("moves", Any),
    ("orders", Any),
]);

const SIDE: Inside = One(Shape(&[("text", Plain), ("help", Plain)]));

const WORDING: Shape = Shape(&[
    ("$schema", Plain),
    ("format", Plain),
    ("formatVersion", Plain),
    ("pack", Plain),
    ("version", Plain),
    ("lang", Plain),
    ("name", Plain),
    ("subject", Plain),
    ("credit", Plain),
    ("notes", Any),
    ("interface", Any),
    (
        "levels",
        Each(Shape(&[
            ("name", Plain),
            ("text", Plain),
            ("sides", Each(Shape(&[("looks", Plain), ("up", Plain)]))),
        ])),
    ),
    (
        "threads",
        Each(Shape(&[
            ("name", Plain),
            ("about", Plain),
            ("question", Plain),
            ("probe", Plain),
            ("probeHint", Plain),
        ])),
    ),
    ("placement", ById),
    ("groups", Each(Shape(&[("title", Plain), ("have", Plain), ("lack", Plain), ("symptom", Plain)]))),
    (
        "items",
        Each(Shape(&[
            ("text", Plain),
            ("help", Plain),
            ("step", Plain),
            ("next", Plain),
            ("note", Plain),
            ("it", SIDE),
            ("business", SIDE),
        ])),
    ),
    ("metrics", Each(Shape(&[("text", Plain), ("help", Plain)]))),
    ("facets", Each(Shape(&[("name", Plain), ("about", Plain)]))),
    ("reflection", Any),
    // Which keys may stand there is a matter of faults.
    ("interface", Any),
]);

/// Notes every key that means nothing.
fn keys(value: &Value, path: &mut Vec<String>, shape: &Shape, notes: &mut Vec<Fault>) {
    let Value::Object(object) = value else { return };
    for (key, value) in object {
        path.push(key.clone());
        match shape.0.iter().find(|(known, _)| known == key).map(|(_, inside)| inside) {
            None => {
                let steps: Vec<&str> = path.iter().map(String::as_str).collect();
                let near = shape.0.iter().map(|(known, _)| *known).find(|known| near(known, key));
                let help =
                    near.map_or(Code::UnknownKey.mend().to_owned(), |near| format!("is \"{near}\" meant?"));
                let shown: String = key.chars().take(60).collect();
                notes.push(Fault::under(
                    Code::UnknownKey,
                    &steps,
                    format!("the key \"{shown}\" means nothing to Pomscope; {help}"),
                ));
            }
            Some(Plain | Any | ById) => {}
            Some(One(shape)) => keys(value, path, shape, notes),
            Some(Each(shape)) => {
                let list =
                    value.as_array().into_iter().flatten().enumerate().map(|(at, v)| (at.to_string(), v));
                let object = value.as_object().into_iter().flatten().map(|(key, v)| (key.clone(), v));
                for (step, value) in list.chain(object) {
                    path.push(step);
                    keys(value, path, shape, notes);
                    path.pop();
                }
            }
        }
        path.pop();
    }
}

/// Whether one of two words becomes the other by one letter more, less, other or swapped, or by its case.
fn near(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || b.len() < 2 {
        return false;
    }
    if one.eq_ignore_ascii_case(other) {
        return true;
    }
    let front = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let most = a.len().max(b.len());
    let swapped = a.len() == b.len() && front + back + 2 >= most && {
        let part = |word: &[char]| word.get(front..front + 2).map(<[char]>::to_vec);
        part(&a) == part(&b).map(|pair| pair.into_iter().rev().collect())
    };
    front + back + 1 >= most || swapped
}

/// Notes characters that are not seen, and words that mix alphabets.
fn characters(value: &Value, path: &mut Vec<String>, notes: &mut Vec<Fault>) {
    match value {
        Value::String(text) => {
            let steps: Vec<&str> = path.iter().map(String::as_str).collect();
            if let Some(c) = text.chars().find(|c| unseen(*c)) {
                let what = format!(
                    "the text holds U+{:04X}, which is not seen or turns the direction of writing",
                    u32::from(c)
                );
                notes.push(Fault::under(Code::UnseenCharacter, &steps, what));
            }
            if let Some(word) = text.split(|c: char| !c.is_alphanumeric()).find(|word| mixed(word)) {
                let what = format!("the word \"{word}\" mixes letters of alphabets that look alike");
                notes.push(Fault::under(Code::LookAlike, &steps, what));
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                path.push(at.to_string());
                characters(value, path, notes);
                path.pop();
            }
        }
        Value::Object(object) => {
            for (key, value) in object {
                path.push(key.clone());
                characters(value, path, notes);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Joiners are seen by what they do to the letters beside them and are left alone, as are the marks of direction.
fn unseen(c: char) -> bool {
    turns(c)
        || c.is_control()
        || matches!(c, '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn mixed(word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic();
    let other = |c: char| {
        matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}')
            && c.is_alphabetic()
            && c != 'µ'
            && c != 'μ'
    };
    word.chars().any(latin) && word.chars().any(other)
}

/// The words of a text in lower case, without what stands around them.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The words in order, each once.
fn set(mut words: Vec<String>) -> Vec<String> {
    arrange(&mut words, String::cmp);
    words.dedup();
    words
}

/// How many words two statements share, as a share of those that either has.
fn in_common(one: &[String], other: &[String]) -> f64 {
    if one.len().min(other.len()) * 10 < one.len().max(other.len()) * 8 {
        return 0.0;
    }
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    let either = one.len() + other.len() - shared;
    // Counts of words are far below the 2^52 that a float holds exactly.
    #[expect(clippy::cast_precision_loss)]
    let share = shared as f64 / either as f64;
    share
}

/// Verbs that make a claim of what stands before them.
const CLAIMS: &[&str] =
    &["is", "are", "was", "were", "has", "have", "does", "do", "can", "could", "must", "will", "would"];
/// Words that begin a clause which hangs on another.
const HANGING: &[&str] = &[
    "who", "which", "that", "what", "where", "when", "how", "whether", "if", "as", "because", "whom",
    "whose", "why", "once", "while", "before", "after", "until", "than", "to",
];
/// Words that say that something is not so.
const DENIALS: &[&str] = &[
    "not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without", "cannot",
    "lack", "lacks", "lacking",
];
/// Ways to ask for agreement or opinion.
const OPINIONS: &[&str] = &[
    "i agree",
    "we agree that",
    "you agree",
    "strongly agree",
    "disagree",
    "i think",
    "we think",
    "you think",
    "i believe",
    "we believe",
    "i feel",
    "we feel",
    "you feel",
    "in my opinion",
    "in our opinion",
    "in your opinion",
];
/// Words that leave no room for more or less.
const ABSOLUTES: &[&str] = &[
    "always",
    "never",
    "completely",
    "entirely",
    "totally",
    "perfectly",
    "absolutely",
    "everyone",
    "everybody",
    "nobody",
    "at all times",
    "in all cases",
    "without exception",
    "in every case",
    "100%",
];

/// What the English rules find, with what they found it by.
fn english_rules(text: &str, words: &[String], descriptive: bool) -> Vec<(Code, String)> {
    let mut found = Vec::new();
    let whole = format!(" {} ", words.join(" "));
    let holds = |phrases: &[&str]| {
        phrases
            .iter()
            .find(|phrase| whole.contains(&format!(" {phrase} ")))
            .map(|phrase| (*phrase).to_owned())
    };
    if let Some(joint) = two_claims(text) {
        found.push((Code::TwoClaims, joint));
    }
    // What a descriptive level describes is what is missing.
    if !descriptive {
        // What hangs on a noun ("where there is no …") denies something else.
        let own = words.iter().take_while(|word| !hangs(word));
        let negated = { own }.find(|word| {
            DENIALS.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n\u{2019}t")
        });
        if let Some(word) = negated {
            found.push((Code::Negated, word.clone()));
        }
    }
    if let Some(phrase) = holds(OPINIONS) {
        found.push((Code::Agreement, phrase));
    }
    let percent = text.contains("100%") || text.contains("100 %");
    if let Some(word) = holds(ABSOLUTES).or(percent.then(|| "100%".to_owned())) {
        found.push((Code::Absolute, word));
    }
    found
}

/// Whether a word begins a clause that hangs on another.
fn hangs(word: &str) -> bool {
    HANGING.contains(&word)
}

/// What joins two claims: "and" or "or" with a verb of its own on either side, a semicolon, or a second sentence.
fn two_claims(text: &str) -> Option<String> {
    let trimmed = text.trim().trim_end_matches(['.', '!', '?']);
    if trimmed.contains("; ") {
        return Some(";".into());
    }
    if [". ", "! ", "? "].iter().any(|end| trimmed.contains(end)) {
        return Some("two sentences".into());
    }
    // A verb in a clause that hangs on a noun ("who has", "what is") makes no second claim.
    let claims = |part: &[&str]| {
        let mut open = true;
        part.iter().any(|word| {
            open &= !hangs(word);
            open && CLAIMS.contains(word)
        })
    };
    let words = words(trimmed);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.iter().enumerate().filter(|(_, word)| matches!(**word, "and" | "or" | "but")).find_map(
        |(at, joint)| {
            let before = words.get(..at).is_some_and(claims);
            let after = words.get(at + 1..).is_some_and(claims);
            (before && after).then(|| (*joint).to_owned())
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&'static str> {
        english_rules(text, &words(text), false).into_iter().map(|(code, _)| code.as_str()).collect()
    }

    #[test]
    fn the_rules_for_english_know_what_is_meant() {
        for (text, codes) in [
            ("Incidents are recorded and their causes are analysed.", &["S002"][..]),
            ("Each report has an owner or is handed on within a day.", &["S002"]),
            ("Reports are written; owners are named.", &["S002"]),
            ("Reports are written. Owners are named.", &["S002"]),
            ("IT and the business set goals and priorities together.", &[]),
            ("It is clear who has a say and what is decided.", &[]),
            ("Reports and reviews are kept in one place.", &[]),
            ("Incidents are not hidden.", &["S003"]),
            ("People don't hide incidents.", &["S003"]),
            ("Staff can report an incident without blame.", &["S003"]),
            ("I think that incidents are reported.", &["S005"]),
            ("Both sides agree on the goals.", &[]),
            ("Incidents are always reported.", &["S006"]),
            ("100% of incidents are reported.", &["S006"]),
            ("Incidents are never hidden by everyone.", &["S003", "S006"]),
        ] {
            assert_eq!(told(text), codes, "{text}");
        }
        assert!(english_rules("Goals are not set.", &words("Goals are not set."), true).is_empty());
    }

    #[test]
    fn statements_of_nearly_the_same_words_are_almost_alike() {
        let share = |a: &str, b: &str| in_common(&set(words(a)), &set(words(b)));
        assert!(share("Teams review every major incident.", "Teams review every minor incident.") < ALIKE);
        let long = "The teams review major incidents within a week";
        assert!(share(&format!("{long}."), &format!("{long} of them.")) >= ALIKE);
        assert!(share(&format!("{long}."), "Reports are kept in one place that all can reach.") < 0.2);
    }

    #[test]
    fn a_key_of_one_letter_else_is_recognised() {
        for (known, given, is) in [
            ("practices", "practises", true),
            ("practices", "practice", true),
            ("outcomes", "outcoems", true),
            ("sameAs", "sameas", true),
            ("level", "threads", false),
            ("id", "x", false),
        ] {
            assert_eq!(near(known, given), is, "{known} {given}");
        }
    }

    #[test]
    fn characters_that_hide_are_found_and_those_that_belong_are_not() {
        for (c, is) in [
            ('\u{202e}', true),
            ('\u{0}', true),
            ('\u{200b}', true),
            ('\u{200d}', false),
            ('\u{200f}', false),
            ('ß', false),
        ] {
            assert_eq!(unseen(c), is, "{c:?}");
        }
        for (word, is) in
            [("pаper", true), ("paper", false), ("бумага", false), ("χρόνος", false), ("Größe", false)]
        {
            assert_eq!(mixed(word), is, "{word}");
        }
    }
}
