//! What the rules of style say of the packs that Pomscope carries and of the example, of texts made to break each rule, and that docs/PACKS.md lists every code and every sentence that can be put otherwise.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use std::path::{Path, PathBuf};

use pomscope_core::bundle::wording_of;
use pomscope_core::fault::{Code, Fault};
use pomscope_core::json::{self, parse};
use pomscope_core::own_words::OWN_WORDS;
use pomscope_core::pack::Pack;
use pomscope_core::style;
use sample::{own, plain_pack, worded};
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> json::Value {
    parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// What remains, each with the reason why it does.
const REMAINS: [(&str, Code, &str, &str); 2] = [
    (
        "duties",
        Code::TwoClaims,
        "items.duties.standard.2.text",
        "the standard that the lens follows has attending and discussing as one duty",
    ),
    (
        "principles",
        Code::TwoClaims,
        "items.principles.purpose.2.text",
        "the source asks for one purpose that is both discrete and in numbers",
    ),
];

#[test]
fn the_rules_are_silent_on_good_packs_but_for_what_is_said_here() {
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(root().join("content/packs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.push(root().join("examples/pack"));
    let mut told = Vec::new();
    for folder in folders {
        let structure = read(&folder.join("pack.json"));
        let pack = Pack::from_json(&structure).unwrap();
        let mut notes = style::pack(&structure, &pack);
        let mut wordings = Vec::new();
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let value =
                if path.extension().is_some_and(|end| end == "json") { read(&path) } else { continue };
            if value.get("format").and_then(json::Value::as_str) == Some("pomscope-wording") {
                let wording = wording_of(&structure, &pack, &value).unwrap();
                notes.extend(style::wording(&value, &wording, &pack));
                wordings.push(value);
            }
        }
        assert!(!wordings.is_empty(), "{}", folder.display());
        let all: Vec<&json::Value> = wordings.iter().collect();
        notes.extend(style::between(&all).into_iter().map(|(_, note)| note));
        told.extend(notes.into_iter().map(|note| (pack.id.clone(), note.code, note.place)));
    }
    told.sort();
    let expect: Vec<_> = REMAINS
        .iter()
        .map(|(pack, code, place, _)| ((*pack).to_owned(), *code, (*place).to_owned()))
        .collect();
    assert_eq!(told, expect);
}

/// The notes on a small pack and a wording of it that were changed.
fn notes(change: impl Fn(&mut Value, &mut Value)) -> Vec<Fault> {
    let mut structure = plain_pack(2, 3, false, 1, 1);
    let mut wording = worded(&sample::pack(&structure), &|text| text);
    wording["interface"] = json!({"rating.extent.fully.hint": "everywhere"});
    change(&mut structure, &mut wording);
    let (structure, wording) = (own(&structure), own(&wording));
    let pack = Pack::from_json(&structure).unwrap();
    let read = wording_of(&structure, &pack, &wording).unwrap();
    style::pack(&structure, &pack).into_iter().chain(style::wording(&wording, &read, &pack)).collect()
}

#[test]
fn each_rule_bites_where_it_should() {
    assert_eq!(notes(|_, _| {}), []);
    let text = |key: &'static str, text: &'static str| {
        move |_: &mut Value, wording: &mut Value| wording["items"]["T1.1.P1"][key] = json!(text)
    };
    let words = "word ".repeat(31);
    let long = "x".repeat(201);
    for (notes, code, place) in [
        (notes(|pack, _| pack["grups"] = json!(1)), Code::UnknownKey, "grups"),
        (notes(|pack, _| pack["groups"][0]["practises"] = json!([])), Code::UnknownKey, "groups.0.practises"),
        (
            notes(|_, wording| wording["items"]["T1.1.P1"]["hlep"] = json!("")),
            Code::UnknownKey,
            "items.T1.1.P1.hlep",
        ),
        (notes(text("text", "Goals are set and people are told.")), Code::TwoClaims, "items.T1.1.P1.text"),
        (notes(text("text", "Goals are not set.")), Code::Negated, "items.T1.1.P1.text"),
        (
            notes(|_, wording| wording["items"]["T1.1.P1"]["text"] = json!(words)),
            Code::LongStatement,
            "items.T1.1.P1.text",
        ),
        (
            notes(|_, wording| wording["items"]["T1.1.P1"]["text"] = json!(long)),
            Code::LongStatement,
            "items.T1.1.P1.text",
        ),
        (notes(text("text", "I think that goals are set.")), Code::Agreement, "items.T1.1.P1.text"),
        (notes(text("text", "Goals are always set.")), Code::Absolute, "items.T1.1.P1.text"),
        (notes(text("help", "text-of-T1.1.P1")), Code::SameHelp, "items.T1.1.P1.help"),
        (notes(text("text", "hidden\u{202e}text")), Code::UnseenCharacter, "items.T1.1.P1.text"),
        (notes(text("text", "pаper")), Code::LookAlike, "items.T1.1.P1.text"),
        (notes(text("text", "TODO: write")), Code::Unwritten, "items.T1.1.P1.text"),
        (
            notes(|_, wording| {
                for item in ["T1.1.P1", "T2.1.P1"] {
                    wording["items"][item]["text"] = json!(format!(
                        "Teams look through their reports together once a week in a talk of {item}."
                    ));
                }
            }),
            Code::AlmostAlike,
            "items.T2.1.P1.text",
        ),
        (
            notes(|_, wording| drop(wording.as_object_mut().unwrap().remove("interface"))),
            Code::OthersHints,
            "interface",
        ),
        (
            notes(|pack, _| pack["weights"] = json!({"practice": 9, "outcome": 1})),
            Code::FarWeights,
            "weights",
        ),
    ] {
        let told: Vec<_> = notes.iter().map(|note| (note.code, note.place.as_str())).collect();
        assert_eq!(told, [(code, place)]);
    }
}

#[test]
fn what_a_pack_lacks_as_a_whole_is_noted() {
    let mut structure = plain_pack(2, 3, false, 1, 1);
    let groups = structure["groups"].as_array_mut().unwrap();
    groups[2]["practices"] = json!([]);
    groups[3]["practices"] = json!([]);
    groups.remove(5);
    let pack = sample::pack(&structure);
    let told: Vec<_> =
        style::pack(&own(&structure), &pack).into_iter().map(|note| (note.code, note.place)).collect();
    assert_eq!(told, [(Code::NoPractice, "levels.1".into()), (Code::LevelMissing, "threads.1".into())]);
}

#[test]
fn what_one_language_has_and_another_lacks_is_noted_where_it_lacks() {
    let english = worded(&sample::pack(&plain_pack(1, 2, false, 1, 1)), &|text| text);
    let mut german = english.clone();
    german["lang"] = json!("de");
    german["groups"]["T1.1"]["symptom"] = json!("so");
    let mut english = english;
    english["notes"] = json!(["one"]);
    let (english, german) = (own(&english), own(&german));
    let told: Vec<_> = style::between(&[&english, &german])
        .into_iter()
        .map(|(at, note)| (at, note.code, note.place))
        .collect();
    assert_eq!(
        told,
        [
            (0, Code::OneLanguage, "groups.T1.1.symptom".to_owned()),
            (1, Code::OneLanguage, "notes.0".to_owned())
        ]
    );
}

#[test]
fn english_rules_leave_other_languages_alone() {
    let told = notes(|_, wording| {
        wording["lang"] = json!("de");
        wording["items"]["T1.1.P1"]["text"] = json!("Not always: goals are set and people are told.");
    });
    assert_eq!(told, []);
}

#[test]
fn the_page_on_packs_lists_every_code_and_every_sentence_that_can_be_put_otherwise() {
    let page = std::fs::read_to_string(root().join("docs/PACKS.md")).unwrap();
    let english = [Code::TwoClaims, Code::Negated, Code::Agreement, Code::Absolute, Code::OthersHints];
    for code in Code::ALL {
        let mark = if english.contains(code) { " †" } else { "" };
        let row = format!("| `{}` | {}{mark} | {} |\n", code.as_str(), code.about(), code.mend());
        assert!(page.contains(&row), "docs/PACKS.md lacks the row {row}");
    }
    let rows = page.lines().filter(|line| {
        let mut letters = line.strip_prefix("| `").unwrap_or_default().chars();
        letters.next().is_some_and(|c| c.is_ascii_uppercase())
            && letters.next().is_some_and(|c| c.is_ascii_digit())
    });
    assert_eq!(rows.count(), Code::ALL.len());
    let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Code::ALL.len(), "each code stands for one thing");

    let catalogue: Value =
        serde_json::from_str(&std::fs::read_to_string(root().join("content/interface/en.json")).unwrap())
            .unwrap();
    for (key, places) in OWN_WORDS {
        let text =
            catalogue[*key].as_str().unwrap_or_else(|| panic!("{key} is no sentence of the catalogue"));
        let mut found: Vec<&str> =
            text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
        found.sort_unstable();
        assert_eq!(found, *places, "{key}");
        assert!(
            page.contains(&format!("| `{key}` | {text} |\n")),
            "docs/PACKS.md lacks | `{key}` | {text} |"
        );
    }
}
