//! Every translation says what the English texts say: the same keys, the same places, the forms that its language needs, nothing empty, nothing left in English, and the words of its glossary. How good a sentence is, no test can tell.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use pomscope_core::content::Wording;
use pomscope_core::json;
use pomscope_core::kit::Prompts;
use pomscope_core::pack::Pack;
use serde_json::Value;

/// Sentences that a language may have beyond the English ones.
const OWN: [&str; 1] = ["list.and.i"];

/// Texts that may be the same in two languages although they are long.
const SAME: [&str; 3] = ["about.build", "take.csv.plan", "take.csv.scores"];

/// Words of a glossary that no text has as they stand there: words for what comes with more questionnaires, and verbs whose forms differ more than in their ending.
const APART: [&str; 7] =
    ["cumplirse", "dar por cumplido", "einhaltung", "facette", "lente", "perspektive", "éclairage"];

type Texts = BTreeMap<String, String>;

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(content().join(path)).map_err(|_| format!("content/{path} is missing"))
}

fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(content().join(folder)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The languages of the folder but English.
fn languages() -> Vec<String> {
    let all = names("interface");
    let found: Vec<String> =
        all.iter().filter_map(|name| name.strip_suffix(".json")).map(str::to_owned).collect();
    assert!(found.len() > 1, "there is no translation");
    found.into_iter().filter(|lang| lang != "en").collect()
}

/// The files that a language has to have, with `LANG` in place of the language.
fn files() -> Vec<String> {
    let mut files: Vec<String> =
        ["interface", "room", "session", "kit"].map(|folder| format!("{folder}/LANG.json")).to_vec();
    for pack in names("packs") {
        for file in ["LANG.json", "kit/LANG.json"] {
            let path = format!("packs/{pack}/{file}");
            if content().join(path.replace("LANG", "en")).is_file() {
                files.push(path);
            }
        }
    }
    files
}

/// All texts of a file by their places: a key of a catalogue, or the way through a pack's wording.
fn texts(json: &str) -> Texts {
    fn walk(value: &Value, place: &str, found: &mut Texts) {
        let below = |key: &str| if place.is_empty() { key.to_owned() } else { format!("{place}/{key}") };
        match value {
            Value::String(text) => drop(found.insert(place.to_owned(), text.clone())),
            Value::Array(list) => {
                list.iter().enumerate().for_each(|(at, value)| walk(value, &below(&at.to_string()), found));
            }
            Value::Object(object) => object.iter().for_each(|(key, value)| walk(value, &below(key), found)),
            _ => {}
        }
    }
    let mut found = Texts::new();
    walk(&serde_json::from_str(json).unwrap(), "", &mut found);
    found
}

/// The places of a sentence that values fill.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// A sentence without them.
fn outside(text: &str) -> String {
    let mut pieces = text.split('{');
    let first = pieces.next().unwrap().to_owned();
    pieces.filter_map(|rest| Some(rest.split_once('}')?.1)).fold(first, |all, piece| all + " " + piece)
}

/// The plural forms of CLDR that whole numbers have in a language, but those of exact millions, which a sentence may leave to `other`.
fn forms(lang: &str) -> &'static [&'static str] {
    match lang.split('-').next().unwrap() {
        "de" | "en" | "es" | "fr" => &["one", "other"],
        other => panic!(
            "which plural forms has {other:?}? Core's rule (`plural_of` in text.rs) and this test have to know"
        ),
    }
}

/// The keys that a language has to have for those of English.
fn wanted(english: &Texts, lang: &str) -> BTreeSet<String> {
    let form = |key: &String| match key.split_once('#') {
        Some((stem, _)) => forms(lang).iter().map(|form| format!("{stem}#{form}")).collect(),
        None => vec![key.clone()],
    };
    english.keys().flat_map(form).collect()
}

/// What is wrong with a translation of a file.
fn faults(lang: &str, english: &Texts, other: &Texts) -> Vec<String> {
    let mut faults = Vec::new();
    let wanted = wanted(english, lang);
    for key in &wanted {
        if !other.contains_key(key) {
            faults.push(format!("{key} is missing"));
        }
    }
    for (key, text) in other {
        let stem = key.split('#').next().unwrap();
        let many = key.ends_with("#many") && wanted.contains(&format!("{stem}#other"));
        if !wanted.contains(key) && !OWN.contains(&key.as_str()) && !many {
            faults.push(format!("{key} is nothing that English has"));
        }
        if text.trim_matches(' ').is_empty() {
            faults.push(format!("{key} is empty"));
        }
        let original = english.get(key).or_else(|| english.get(&format!("{stem}#other")));
        let Some(original) = original else { continue };
        if places(text) != places(original) {
            faults.push(format!("{key} fills {:?}, English {:?}", places(text), places(original)));
        }
        let words =
            outside(original).split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2).count();
        if text == original && words > 1 && text.contains(' ') && !SAME.contains(&key.as_str()) {
            faults.push(format!("{key} is still in English: {text}"));
        }
    }
    if other.get("lang").is_some_and(|said| said != lang) {
        faults.push(format!("lang is {:?}", other["lang"]));
    }
    faults
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_language_says_all_that_english_says() {
    let mut found = Vec::new();
    for lang in languages() {
        for file in files() {
            let (english, path) =
                (texts(&read(&file.replace("LANG", "en")).unwrap()), file.replace("LANG", &lang));
            match read(&path) {
                Ok(json) => {
                    found.extend(
                        faults(&lang, &english, &texts(&json)).iter().map(|fault| format!("{path}: {fault}")),
                    );
                }
                Err(missing) => found.push(missing),
            }
        }
    }
    assert_none(&found);
}

#[test]
fn each_kind_of_fault_in_a_translation_is_found() {
    let english = texts(&read("interface/en.json").unwrap());
    let lang = &languages()[0];
    let sound = texts(&read(&format!("interface/{lang}.json")).unwrap());
    assert_none(&faults(lang, &english, &sound));
    let broken = |fault: &str, change: &dyn Fn(&mut Texts)| {
        let mut copy = sound.clone();
        change(&mut copy);
        let found = faults(lang, &english, &copy);
        assert!(found.len() == 1 && found[0].contains(fault), "{fault:?}: {found:?}");
    };
    let set = |copy: &mut Texts, key: &str, text: &str| drop(copy.insert(key.into(), text.into()));
    broken("back is missing", &|copy| drop(copy.remove("back")));
    broken("no.such is nothing", &|copy| set(copy, "no.such", "Was?"));
    broken("back#many is nothing", &|copy| set(copy, "back#many", "Was?"));
    broken("back is empty", &|copy| set(copy, "back", " "));
    broken("start.lead is still in English", &|copy| set(copy, "start.lead", &english["start.lead"]));
    broken("assessment.untitled fills", &|copy| set(copy, "assessment.untitled", "Assessment"));
    broken("lang is", &|copy| set(copy, "lang", "xx"));
    let plural = sound.keys().find_map(|key| key.strip_suffix("#one")).unwrap().to_owned();
    broken(&format!("{plural}#one is missing"), &|copy| drop(copy.remove(&format!("{plural}#one"))));
    // A third form is a language's own affair.
    let mut more = sound.clone();
    more.insert(format!("{plural}#many"), sound[&format!("{plural}#other")].clone());
    assert_none(&faults(lang, &english, &more));
}

#[test]
fn every_language_words_each_pack_and_its_prompts_whole() {
    let value = |path: &str| json::parse(&read(path).unwrap()).unwrap();
    for pack_name in names("packs") {
        let Ok(pack) = Pack::from_json(&value(&format!("packs/{pack_name}/pack.json"))) else {
            // Not a pack of levels: read by its own reader, held complete by its keys above.
            continue;
        };
        for lang in languages() {
            let wording = Wording::from_json(&value(&format!("packs/{pack_name}/{lang}.json")), &pack);
            assert!(wording.is_ok(), "{pack_name} in {lang}: {:?}", wording.err());
            let kit = format!("packs/{pack_name}/kit/{lang}.json");
            if let Ok(text) = read(&kit) {
                let prompts = Prompts::from_json(&json::parse(&text).unwrap(), &pack);
                assert!(prompts.is_ok(), "{kit}: {:?}", prompts.err());
            }
        }
    }
}

#[test]
fn the_title_of_the_site_can_be_found_in_its_content_as_it_stands() {
    // web/element.js looks for it without reading JSON.
    for lang in languages() {
        let texts = texts(&read(&format!("interface/{lang}.json")).unwrap());
        assert!(!texts["site.title"].contains(['"', '\\']), "{lang}");
    }
}

/// The rows of a glossary: what stands in each cell.
fn rows(glossary: &str) -> Vec<Vec<String>> {
    let cells =
        |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_lowercase()).collect();
    let mut rows: Vec<Vec<String>> =
        glossary.lines().filter(|line| line.starts_with('|')).map(cells).collect();
    let mut heads = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if row.iter().all(|cell| cell.chars().all(|c| c == '-')) {
            heads.extend([at, at - 1]);
        }
    }
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        !heads.contains(&(at - 1))
    });
    rows
}

/// The terms of a cell: "rate, rating".
fn terms(cell: &str) -> Vec<String> {
    cell.split([',', ';']).map(|term| term.split('(').next().unwrap().trim().to_owned()).collect()
}

/// Whether a term stands in a text, whatever the endings of its words.
fn stands(text: &str, term: &str) -> bool {
    let stem = |word: &str| -> String {
        let letters = word.chars().count();
        word.chars().take(if letters > 5 { letters - 2 } else { letters.min(4) }).collect()
    };
    term.split_whitespace().map(stem).all(|stem| text.contains(&stem))
}

/// What is wrong with a language's glossary.
fn glossary_faults(english: &str, other: &str, said: &[String], levels: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    let (english, other) = (rows(english), rows(other));
    let plain = |term: &str| term.trim_start_matches("the ").to_owned();
    let named: BTreeSet<String> =
        other.iter().flat_map(|row| terms(&row[1])).map(|term| plain(&term)).collect();
    for row in &english {
        for term in terms(&row[0]) {
            if !named.contains(&plain(&term)) {
                faults.push(format!("{term:?} has no row"));
            }
        }
    }
    for term in other.iter().flat_map(|row| terms(&row[0])) {
        if !said.iter().any(|text| stands(text, &term)) && !APART.contains(&term.as_str()) {
            faults.push(format!("{term:?} stands in no text"));
        }
    }
    // The names of the levels are fixed: those of the pack are those of the glossary.
    let about = other.iter().find(|row| terms(&row[1]).contains(&"level".to_owned())).map(|row| &row[2]);
    for level in levels {
        if !about.is_some_and(|about| about.contains(&level.to_lowercase())) {
            faults.push(format!("the level {level:?} is not named under \"level\""));
        }
    }
    faults
}

/// All that a language says, in small letters, and the names of its levels.
fn said(lang: &str) -> (Vec<String>, Vec<String>) {
    let (mut said, mut levels) = (Vec::new(), Vec::new());
    for file in files() {
        let texts = texts(&read(&file.replace("LANG", lang)).unwrap());
        if file.ends_with("methodology/LANG.json") {
            let name = |place: &str| place.starts_with("levels/") && place.ends_with("/name");
            levels.extend(texts.iter().filter(|(place, _)| name(place)).map(|(_, text)| text.clone()));
        }
        said.extend(texts.into_values().map(|text| text.to_lowercase()));
    }
    assert_eq!(levels.len(), 5);
    (said, levels)
}

#[test]
fn the_words_of_each_glossary_are_those_of_the_texts() {
    let english = read("glossary/en.md").unwrap();
    let mut found = Vec::new();
    for lang in languages() {
        let (said, levels) = said(&lang);
        let glossary = read(&format!("glossary/{lang}.md")).unwrap();
        let faults = glossary_faults(&english, &glossary, &said, &levels);
        found.extend(faults.into_iter().map(|fault| format!("{lang}: {fault}")));
    }
    assert_none(&found);
}

#[test]
fn a_glossary_that_lacks_a_term_or_has_another_word_than_the_texts_is_found() {
    let english =
        "| term | meaning |\n|---|---|\n| level | One of two stages. |\n| metric | Something counted. |\n";
    let sound = "| deutsch | englisch | Bedeutung |\n|---|---|---|\n| Stufe | level | Eine von: Initial, Etabliert. |\n| Kennzahl | metric | Gezählt. |\n";
    let said = ["die nächsten stufen".to_owned(), "eine kennzahl".to_owned()];
    let levels = ["Initial".to_owned(), "Etabliert".to_owned()];
    assert_none(&glossary_faults(english, sound, &said, &levels));
    for (from, to, fault) in [
        ("| Kennzahl | metric |", "| Kennzahl | figure |", "\"metric\" has no row"),
        ("| Kennzahl |", "| Messgröße |", "\"messgröße\" stands in no text"),
        ("Etabliert", "Mittel", "\"Etabliert\" is not named"),
    ] {
        let found = glossary_faults(english, &sound.replace(from, to), &said, &levels);
        assert!(found.len() == 1 && found[0].contains(fault), "{fault}: {found:?}");
    }
}
