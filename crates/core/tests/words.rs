//! How hard the texts are to read, measured: Flesch reading ease and words a sentence of each catalogue; whether the sentences are true is no matter here.
//!
//! The rules and the figures stand in docs/WORDS.md. `POMSCOPE_SHOW=1 cargo test -p pomscope-core --test words -- --nocapture` prints them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// What a group of texts has to keep to.
struct Floor {
    /// What it is called in docs/WORDS.md.
    name: &'static str,
    /// The files of content/ that hold it, without the language, and which of their fields; an empty list is all of them.
    files: &'static [(&'static str, &'static [&'static str])],
    /// The least Flesch reading ease of the English texts.
    ease: f64,
    /// The most words that a sentence has on average, English first, then German, French and Spanish.
    mean: [f64; 4],
    /// The most words of any English sentence.
    longest: usize,
}

const LANGUAGES: [&str; 4] = ["en", "de", "fr", "es"];
const BLOCK: &str = "packs/relationship-management-methodology";

const FLOORS: [Floor; 7] = [
    Floor {
        name: "interface",
        files: &[("interface", &[])],
        ease: 82.0,
        mean: [9.2, 9.0, 9.6, 9.4],
        longest: 28,
    },
    Floor { name: "room", files: &[("room", &[])], ease: 79.0, mean: [9.3, 9.3, 9.6, 9.4], longest: 24 },
    Floor { name: "kit", files: &[("kit", &[])], ease: 82.0, mean: [11.7, 12.0, 12.2, 12.0], longest: 28 },
    Floor {
        name: "a group's report",
        files: &[("session", &[])],
        ease: 80.5,
        mean: [12.5, 13.1, 14.5, 13.5],
        longest: 28,
    },
    Floor {
        name: "block: statements",
        files: &[(BLOCK, &["text", "probe", "question"])],
        ease: 49.0,
        mean: [14.2, 13.5, 16.6, 16.4],
        longest: 20,
    },
    Floor {
        name: "block: what stands beside them",
        files: &[(BLOCK, &["help", "step", "about", "looks", "up", "probeHint", "notes", "subject"])],
        ease: 64.5,
        mean: [16.0, 16.6, 18.5, 17.9],
        longest: 28,
    },
    Floor {
        name: "lenses",
        files: &[
            ("packs/conversations", &[]),
            ("packs/duties", &[]),
            ("packs/framework", &[]),
            ("packs/principles", &[]),
            ("packs/watermelon", &[]),
        ],
        ease: 69.5,
        mean: [13.8, 13.7, 15.2, 14.7],
        longest: 28,
    },
];

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

/// A sentence with where it stands.
struct Sentence {
    place: String,
    text: String,
    words: usize,
    syllables: usize,
}

impl Sentence {
    fn ease(&self) -> f64 {
        ease(1, self.words, self.syllables)
    }
}

/// Flesch's formula of 1948.
fn ease(sentences: usize, words: usize, syllables: usize) -> f64 {
    let (sentences, words, syllables) = (sentences as f64, words as f64, syllables as f64);
    206.835 - 1.015 * (words / sentences) - 84.6 * (syllables / words)
}

/// The words of a text. A place such as `{n}` is one; numbers and what hyphens join are one; a bare mark is none.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

/// The syllables of an English word: its groups of vowels, less a silent e at the end and the silent e of "-ed" and "-es", at
/// least one. Capitals alone are spelt, a syllable a letter. What stands in a place is not known and counts as two.
fn syllables(word: &str) -> usize {
    if word.contains('{') {
        return 2;
    }
    word.split(['-', '/']).map(part_syllables).sum::<usize>().max(1)
}

fn part_syllables(part: &str) -> usize {
    let letters: Vec<char> = part.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.is_empty() {
        return part.chars().filter(char::is_ascii_digit).count().min(2);
    }
    if letters.len() > 1 && letters.len() < 4 && letters.iter().all(|c| c.is_uppercase()) {
        return letters.len();
    }
    let lower: String = letters.iter().flat_map(|c| c.to_lowercase()).collect();
    let vowel = |c: char| "aeiouyé".contains(c);
    let mut groups = 0;
    let mut before = false;
    for c in lower.chars() {
        if vowel(c) && !before {
            groups += 1;
        }
        before = vowel(c);
    }
    let stem: Vec<char> = lower.chars().collect();
    let at = |back: usize| stem.len().checked_sub(back).and_then(|at| stem.get(at)).copied().unwrap_or(' ');
    let silent = match (at(2), at(1)) {
        // "table", "people" keep it.
        (c, 'e') => !vowel(c) && !(c == 'l' && !vowel(at(3))),
        // "wanted", "needed" keep it.
        ('e', 'd') => !vowel(at(3)) && !matches!(at(3), 't' | 'd'),
        // "changes", "houses", "boxes" keep it.
        ('e', 's') => !vowel(at(3)) && !matches!(at(3), 's' | 'c' | 'g' | 'z' | 'x' | 'h'),
        _ => false,
    };
    if silent && groups > 1 { groups - 1 } else { groups.max(1) }
}

/// The sentences of a text: what ends in a full stop, a question or an exclamation mark. What has no such mark is a label, and
/// no sentence.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        open.push(c);
        let ends = matches!(c, '.' | '!' | '?' | '…');
        while ends && rest.peek().is_some_and(|c| matches!(c, '”' | '»' | '“' | '\'' | ')' | '"')) {
            open.extend(rest.next());
        }
        if ends && rest.peek().is_none_or(|c| c.is_whitespace()) {
            found.push(std::mem::take(&mut open).trim().to_owned());
        }
    }
    found
}

fn walk(value: &Value, place: &str, fields: &[&str], take: bool, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) if take => found.push((place.to_owned(), text.clone())),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(at, each)| walk(each, &format!("{place}[{at}]"), fields, take, found)),
        Value::Object(object) => object.iter().for_each(|(key, each)| {
            let take = fields.is_empty() || fields.contains(&key.as_str());
            walk(each, &format!("{place}.{key}"), fields, take, found);
        }),
        _ => {}
    }
}

fn of(floor: &Floor, language: &str) -> Vec<Sentence> {
    let mut texts = Vec::new();
    for (folder, fields) in floor.files {
        let text = std::fs::read_to_string(content().join(folder).join(format!("{language}.json"))).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        walk(&value, folder.rsplit('/').next().unwrap(), fields, fields.is_empty(), &mut texts);
    }
    let mut found = Vec::new();
    for (place, text) in texts {
        for text in sentences(&text) {
            let words = words(&text);
            // "Undo." says nothing on how hard sentences are.
            if words.len() > 2 {
                let syllables = words.iter().map(|word| syllables(word)).sum();
                found.push(Sentence { place: place.clone(), words: words.len(), syllables, text });
            }
        }
    }
    found
}

/// What is measured of a group of texts in a language.
fn measure(sentences: &[Sentence]) -> (f64, f64) {
    let words = sentences.iter().map(|each| each.words).sum::<usize>();
    let syllables = sentences.iter().map(|each| each.syllables).sum::<usize>();
    (ease(sentences.len(), words, syllables), words as f64 / sentences.len() as f64)
}

/// The ten sentences that are hardest by a measure, the hardest first.
fn hardest(sentences: &[Sentence], measure: impl Fn(&Sentence) -> f64) -> String {
    let mut order: Vec<&Sentence> = sentences.iter().filter(|each| each.words > 7).collect();
    order.sort_by(|a, b| measure(b).total_cmp(&measure(a)));
    order.iter().take(10).fold(String::new(), |mut list, each| {
        let (ease, words) = (each.ease(), each.words);
        writeln!(list, "  {ease:.0}, {words} words, {}: {}", each.place, each.text).unwrap();
        list
    })
}

#[test]
fn the_english_texts_are_as_easy_to_read_as_is_said() {
    let shows = std::env::var_os("POMSCOPE_SHOW").is_some();
    let mut faults = String::new();
    for floor in &FLOORS {
        let sentences = of(floor, "en");
        assert!(sentences.len() > 20, "{}: only {} sentences were found", floor.name, sentences.len());
        let (ease, mean) = measure(&sentences);
        let told = format!("{}: reading ease {ease:.1}, {mean:.1} words a sentence", floor.name);
        if shows {
            println!("{told}, {} sentences\n{}", sentences.len(), hardest(&sentences, |each| -each.ease()));
        }
        if ease < floor.ease || mean > floor.mean[0] {
            let list = hardest(&sentences, |each| -each.ease());
            writeln!(faults, "{told}; wanted {} and {}. The hardest:\n{list}", floor.ease, floor.mean[0])
                .unwrap();
        }
    }
    assert!(faults.is_empty(), "write the hardest of these shorter, or with plainer words:\n{faults}");
}

#[test]
fn no_english_sentence_is_longer_than_is_said() {
    let mut faults = String::new();
    for floor in &FLOORS {
        for each in of(floor, "en").iter().filter(|each| each.words > floor.longest) {
            writeln!(faults, "  {} words of {}, {}: {}", each.words, floor.longest, each.place, each.text)
                .unwrap();
        }
    }
    assert!(faults.is_empty(), "make two sentences of each of these:\n{faults}");
}

#[test]
fn the_other_languages_keep_to_short_sentences_too() {
    let shows = std::env::var_os("POMSCOPE_SHOW").is_some();
    let mut faults = String::new();
    for floor in &FLOORS {
        for (language, most) in LANGUAGES.into_iter().zip(floor.mean).skip(1) {
            let sentences = of(floor, language);
            let mean = measure(&sentences).1;
            if shows {
                println!("{}, {language}: {mean:.1} words a sentence", floor.name);
            }
            if mean > most {
                let list = hardest(&sentences, |each| each.words as f64);
                writeln!(
                    faults,
                    "{}, {language}: {mean:.1} words a sentence; wanted {most}. The longest:\n{list}",
                    floor.name
                )
                .unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "make two sentences of the longest of these:\n{faults}");
}

#[test]
fn the_page_on_words_names_these_numbers() {
    let page = std::fs::read_to_string(content().join("../docs/WORDS.md")).unwrap();
    for Floor { name, ease, mean: [en, de, fr, es], longest, .. } in &FLOORS {
        let row = format!("| {name} | {ease:.1} | {longest} | {en:.1} | {de:.1} | {fr:.1} | {es:.1} |");
        assert!(page.contains(&row), "docs/WORDS.md lacks this row:\n{row}");
    }
}

/// Where a reader is told what a word of the glossary means, on the screens that use it: the file, the key, and a word of what it
/// says there. Nobody reads a glossary before answering.
const TOLD: [(&str, &str, &str, &str); 40] = [
    ("answer code", "interface", "answerCode.in", "every answer"),
    ("attained level", "interface", "report.method.attained", "more than half"),
    ("band", "interface", "report.method.bands", "letters"),
    ("block", "interface", "lens.offer.intro", "how mature the method is"),
    ("business area", "interface", "scope.key.hint", "a part of the business"),
    ("business initiative", BLOCK, "items.A2.L5.PRIO.P2.help", "announced, moves or ends"),
    ("business management", BLOCK, "items.A2.L4.PRIO.P1.help", "Managers from the business"),
    ("confidence", "interface", "report.meaning.confidence", "rely on"),
    ("dedicated group", BLOCK, "items.A2.L4.ROLE.P1.help", "mandate, members and working time"),
    ("designated people", BLOCK, "items.A2.L3.ROLE.P1.help", "appointment, job description or agreed list"),
    ("evidence", "interface", "card.evidence", "show"),
    ("facet", "interface", "lens.how.intro", "mean of its values"),
    ("gap", "session", "session.threads.intro", "less the business"),
    ("goal", BLOCK, "threads.GOAL.about", "should achieve"),
    ("index", "interface", "lens.report.intro", "from 0 to 100"),
    ("IT", "interface", "side.it.hint", "deliver or run technology"),
    ("joint community", BLOCK, "items.A2.L5.ROLE.P1.help", "members from both sides"),
    ("key project", BLOCK, "items.A2.L2.GOAL.P1.help", "business areas involved"),
    ("key relationship", "interface", "scope.key.hint", "would hurt most"),
    ("lens", "interface", "lens.screen.lead", "beside the block"),
    ("level", "interface", "levels.lead", "level"),
    ("map of key relationships", BLOCK, "items.A2.L3.PRIO.P2.help", "diagram, table or list"),
    ("metric", "interface", "metrics.lead", "things you could count"),
    ("outcome", "interface", "help.kind", "what has come of it"),
    ("overall business management", BLOCK, "items.A2.L5.GOAL.P1.help", "business as a whole"),
    ("practice", "interface", "help.kind", "something that is done"),
    ("provisional", "interface", "report.provisional.text", "until each thread has enough"),
    ("range", "interface", "report.meaning.range", "could still lie"),
    ("rating", "kit", "kit.form.one", "Tick one box"),
    ("relationship manager", BLOCK, "items.A2.L4.ROLE.P2.help", "Roles and rules"),
    ("relationship work", BLOCK, "subject", "relationships with the business"),
    ("score", "interface", "report.meaning.score", "How far your practice carries"),
    ("side", "interface", "scope.side.hint", "IT and the business"),
    ("sign", "interface", "group.stem.symptoms", "never count towards the score"),
    ("the business", "interface", "side.business.hint", "depend on what IT delivers"),
    ("thread", "interface", "report.meaning.score", "the mean of the threads, {threads}"),
    ("threshold", "room", "room.setup.threshold.hint", "fewer people than this"),
    ("view", "interface", "lens.side.hint", "IT and to the business"),
    ("beyond", "interface", "help.beyond", "has taken its place"),
    ("don't know", "interface", "help.unknown", "range of the score"),
];

#[test]
fn every_word_of_the_glossary_is_explained_where_it_is_used() {
    let glossary = std::fs::read_to_string(content().join("glossary/en.md")).unwrap();
    let terms = glossary.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| term"));
    for term in terms.map(|line| line.split('|').nth(1).unwrap().trim()) {
        assert!(TOLD.iter().any(|(told, ..)| *told == term), "{term:?}: on which screen is it explained?");
    }
    for (term, file, key, says) in TOLD {
        let text = std::fs::read_to_string(content().join(file).join("en.json")).unwrap();
        let all: Value = serde_json::from_str(&text).unwrap();
        let mut found = Vec::new();
        walk(&all, "", &[], true, &mut found);
        let text = found.iter().find(|(place, _)| *place == format!(".{key}")).map(|(_, text)| text);
        let text = text.unwrap_or_else(|| panic!("{term:?}: {file} has no text {key}"));
        assert!(text.contains(says), "{term:?} is to be explained by {key}, which says: {text}");
    }
}

#[test]
fn syllables_are_counted_as_they_are_spoken() {
    let spoken: BTreeMap<&str, usize> = BTreeMap::from([
        ("one", 1),
        ("score", 1),
        ("level", 2),
        ("table", 2),
        ("people", 2),
        ("wanted", 2),
        ("named", 1),
        ("answers", 2),
        ("changes", 2),
        ("makes", 1),
        ("organization", 5),
        ("IT", 2),
        ("PDF", 3),
        ("12", 2),
        ("{count}", 2),
        ("self-view", 2),
        ("the", 1),
        ("relationship", 4),
    ]);
    for (word, n) in spoken {
        assert_eq!(syllables(word), n, "{word}");
    }
}

#[test]
fn a_text_is_taken_apart_at_its_full_stops_alone() {
    let found = sentences("Below 0.1 it “reads.” Then? {n} remain (see below.) A label");
    assert_eq!(found, ["Below 0.1 it “reads.”", "Then?", "{n} remain (see below.)"]);
    assert_eq!(words("{n} of 1,000 – a self-view"), ["{n}", "of", "1,000", "a", "self-view"]);
}
