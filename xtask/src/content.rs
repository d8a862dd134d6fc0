//! The three content files of a language: what the questions need, what only the desk adds to it, and what only the room does. The rule which is which stands here alone; checking the texts is core's.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use crate::project::Project;

/// The language of the page that no script has touched.
const FIRST: &str = "en";

const PACK: &str = "content/packs/relationship-management-methodology";

/// The lenses that come with the desk, in the order in which they are offered; each has a folder under `content/packs`.
const LENSES: [&str; 5] = ["framework", "principles", "duties", "watermelon", "conversations"];

/// Of the interface's, sentences under these keys are the desk's alone: the code of the questions may not name one (`keep_apart`).
const DESK_KEYS: [&str; 83] = [
    "announce.cleared",
    "announce.keysO",
    "answerCode.",
    "assessment.copy",
    "board.",
    "book.",
    "brief.",
    "card.",
    "clash.",
    "compare.",
    "confidence.",
    "delete.",
    "derive.",
    "document.",
    "drop.",
    "finding.",
    "gauge.",
    "group.next",
    "group.progress",
    "group.sameAs",
    "group.stem",
    "group.toReview",
    "help.",
    "import.",
    "importance.",
    "keys.",
    "kind.",
    "lens.",
    "levels.",
    "list.",
    "look.",
    "metric.a",
    "metric.b",
    "metric.count",
    "metric.faulty",
    "metric.last",
    "metric.m",
    "metric.n",
    "metric.ofK",
    "metric.p",
    "metric.q",
    "metric.s",
    "metric.t",
    "metric.u",
    "metric.v",
    "metrics.given",
    "metrics.hint",
    "metrics.lead",
    "metrics.ready",
    "metrics.screen",
    "metrics.t",
    "metrics.watermelon",
    "nextTime.",
    "notice.duplicated",
    "notice.printFailed",
    "notice.said",
    "number.between",
    "number.percent",
    "owner.",
    "packs.",
    "pdf.",
    "plan.",
    "rating.",
    "read.notOffered",
    "read.otherVersion",
    "read.sameAs",
    "read.unknownItem",
    "rename.",
    "report.",
    "result.",
    "review.",
    "score.threadNa",
    "share.",
    "shelf.",
    "side.both.view",
    "side.business.view",
    "side.it.view",
    "side.none.view",
    "step.",
    "take.",
    "trail.",
    "version.",
    "wanted.",
];

/// Of the wording, fields that only the desk shows: the section (empty for the top), then the field of each entry.
const DESK_FIELDS: [(&str, &str); 8] = [
    ("", "groups"),
    ("", "items"),
    ("", "metrics"),
    ("", "notes"),
    ("", "subject"),
    ("levels", "sides"),
    ("levels", "text"),
    ("threads", "about"),
];

/// Of the pack, what the questions are given of it: which it is, its levels and threads. All else is the desk's.
const PACK_HEAD: [&str; 8] =
    ["format", "formatVersion", "kind", "id", "version", "scale", "levels", "threads"];

/// The catalogues that only the room is given, beside the interface's.
const ROOM_CATALOGUES: [&str; 3] = ["room", "session", "kit"];

/// The stems of their keys: neither of the other programs may name one.
const ROOM_KEYS: [&str; 4] = ["room.", "kiosk.", "session.", "kit."];

pub struct Content {
    /// `{"interface":…,"pack":…,"wording":…}` without the desk's texts.
    pub questions: String,
    /// The desk's texts in the same shape.
    pub desk: String,
    /// `{"interface":…,"prompts":…}`: the room's texts.
    pub room: String,
}

/// The languages that there are texts in, by their BCP 47 tags, English first: the catalogues of the interface say which.
pub fn languages(project: &Project) -> Result<Vec<String>> {
    let folder = project.path("content/interface");
    let entries =
        std::fs::read_dir(&folder).with_context(|| format!("{} could not be read", folder.display()))?;
    let mut languages = Vec::new();
    for entry in entries {
        let name = entry.with_context(|| format!("{} could not be read", folder.display()))?.file_name();
        languages.extend(name.to_string_lossy().strip_suffix(".json").map(str::to_owned));
    }
    languages.sort_by_key(|language| (language != FIRST, language.clone()));
    if languages.first().is_none_or(|language| language != FIRST) {
        bail!(
            "content/interface holds no {FIRST}.json: the page begins in that language, and others fall back to it"
        );
    }
    Ok(languages)
}

/// Reads the texts of a language and takes apart what comes first and what comes later.
pub fn split(project: &Project, language: &str) -> Result<Content> {
    let part = |path: String| -> Result<Map<String, Value>> {
        serde_json::from_str(&project.read(&path)?)
            .with_context(|| format!("{path} is not a valid JSON object"))
    };
    let interface = part(format!("content/interface/{language}.json"))?;
    let pack = part(format!("{PACK}/pack.json"))?;
    let wording = part(format!("{PACK}/{language}.json"))?;
    let mut sentences = Map::new();
    for catalogue in ROOM_CATALOGUES {
        sentences.extend(part(format!("content/{catalogue}/{language}.json"))?);
    }
    let prompts = part(format!("{PACK}/kit/{language}.json"))?;
    let mut lenses = Vec::new();
    for lens in LENSES {
        let folder = format!("content/packs/{lens}");
        // A lens that nobody has put into this language yet speaks the first one.
        let own = format!("{folder}/{language}.json");
        let wording = if project.root.join(&own).exists() { own } else { format!("{folder}/{FIRST}.json") };
        let (pack, wording) = (part(format!("{folder}/pack.json"))?, part(wording)?);
        lenses.push(json!({ "pack": pack, "wording": wording }));
    }
    let (questions, desk) = parted(interface, pack, wording, lenses);
    Ok(Content { questions, desk, room: json!({ "interface": sentences, "prompts": prompts }).to_string() })
}

fn parted(
    interface: Map<String, Value>,
    pack: Map<String, Value>,
    mut wording: Map<String, Value>,
    lenses: Vec<Value>,
) -> (String, String) {
    let (late, early): (Map<_, _>, Map<_, _>) =
        interface.into_iter().partition(|(key, _)| DESK_KEYS.iter().any(|stem| key.starts_with(stem)));
    let mut later = Map::new();
    for (section, field) in DESK_FIELDS {
        if section.is_empty() {
            later.extend(wording.remove_entry(field));
            continue;
        }
        let entries = wording.get_mut(section).and_then(Value::as_object_mut).into_iter().flatten();
        for (name, entry) in entries {
            let Some((field, text)) = entry.as_object_mut().and_then(|entry| entry.remove_entry(field))
            else {
                continue;
            };
            let place = later.entry(section).or_insert_with(|| json!({}));
            if let Some(place) = place.as_object_mut() {
                let fields = place.entry(name.clone()).or_insert_with(|| json!({}));
                fields.as_object_mut().map(|fields| fields.insert(field, text));
            }
        }
    }
    let statements = statements(&pack);
    let (head, rest): (Map<_, _>, Map<_, _>) =
        pack.into_iter().partition(|(key, _)| PACK_HEAD.contains(&key.as_str()));
    (
        json!({ "interface": early, "pack": head, "wording": wording, "statements": statements }).to_string(),
        json!({ "interface": late, "pack": rest, "wording": later, "lenses": lenses }).to_string(),
    )
}

/// How many statements a pack asks for: items that are not another one's twin.
fn statements(pack: &Map<String, Value>) -> usize {
    let groups = pack.get("groups").and_then(Value::as_array).into_iter().flatten();
    let items = groups.flat_map(|group| ["practices", "outcomes"].map(|kind| group.get(kind)));
    let items = items.flatten().filter_map(Value::as_array).flatten();
    items.filter(|item| item.get("sameAs").is_none()).count()
}

/// The first question of the quick check as markup, in the words in which the program puts it: its legend, and a radio for each level
/// (`first_question` of core's view). The element hands the answer to the program.
pub fn first_question(project: &Project) -> Result<String> {
    let read = |path: String| -> Result<Value> {
        serde_json::from_str(&project.read(&path)?).with_context(|| format!("{path} is no valid JSON"))
    };
    let interface = read(format!("content/interface/{FIRST}.json"))?;
    let (pack, wording) = (read(format!("{PACK}/pack.json"))?, read(format!("{PACK}/{FIRST}.json"))?);
    let text = |value: &Value, path: &str| {
        let found = value.pointer(path).and_then(Value::as_str).with_context(|| format!("no text at {path}"));
        found.map(|text| text.replace('&', "&amp;").replace('<', "&lt;"))
    };
    let thread = text(&pack, "/threads/0")?;
    let begin = interface.get("start.first").and_then(Value::as_str).context("no text start.first")?;
    let question = text(&wording, &format!("/threads/{thread}/question"))?;
    let mut markup = format!("<legend>{begin}: {question}</legend>");
    for level in pack.get("levels").and_then(Value::as_array).into_iter().flatten() {
        let number = level.get("level").and_then(Value::as_u64).context("a level without its number")?;
        let name = text(&wording, &format!("/levels/{number}/name"))?;
        let words = text(&wording, &format!("/placement/{thread}/{number}"))?;
        markup.push_str(&format!(
            "<label><input type=\"radio\" name=\"pom-first\" value=\"{number}\" autocomplete=\"off\"><span><b>{number} {name}</b><br>{words}</span></label>"
        ));
    }
    Ok(markup)
}

/// Fails where a program holds a key, or the stem of a key, whose sentence it is not given.
pub fn keep_apart(questions: &[u8], desk: &[u8]) -> Result<()> {
    told("that asks the questions", questions, "desk", &DESK_KEYS)?;
    told("that asks the questions", questions, "room", &ROOM_KEYS)?;
    told("of the desk", desk, "room", &ROOM_KEYS)
}

/// Fails where a program names what only another is given.
fn told(whose: &str, program: &[u8], other: &str, stems: &[&str]) -> Result<()> {
    let found: Vec<String> = stems.iter().filter_map(|stem| named(program, stem)).collect();
    if found.is_empty() {
        return Ok(());
    }
    bail!(
        "the program {whose} names texts that only the {other} is given: {}. Either the code belongs behind the feature \
         `{other}`, or the list of keys in xtask/src/content.rs must let go of the text",
        found.join(", ")
    )
}

/// The first place in a program where a stem stands, with a little of what follows; within a longer key (`code.session.text`) it
/// is none. Nothing else tells: texts stand in a program without a gap between them.
fn named(program: &[u8], stem: &str) -> Option<String> {
    let longer = |at: usize| at.checked_sub(1).and_then(|before| program.get(before)) == Some(&b'.');
    let mut windows = program.windows(stem.len()).enumerate();
    let (at, _) = windows.find(|(at, window)| *window == stem.as_bytes() && !longer(*at))?;
    let rest = program.get(at..(at + 40).min(program.len())).unwrap_or_default();
    Some(rest.iter().take_while(|byte| byte.is_ascii_graphic()).map(|byte| char::from(*byte)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn the_desk_gets_its_texts_and_the_questions_the_rest() {
        let (questions, desk) = parted(
            object(json!({ "back": "Back", "report.title": "Result" })),
            object(
                json!({ "id": "p", "groups": [{ "practices": [{}, { "sameAs": "x" }], "outcomes": [{}] }] }),
            ),
            object(json!({ "notes": ["n"], "groups": { "g": { "title": "T", "have": "H", "lack": "L" } } })),
            vec![json!({ "pack": { "id": "l" } })],
        );
        assert_eq!(
            questions,
            "{\"interface\":{\"back\":\"Back\"},\"pack\":{\"id\":\"p\"},\"statements\":2,\"wording\":{}}"
        );
        assert_eq!(
            desk,
            "{\"interface\":{\"report.title\":\"Result\"},\"lenses\":[{\"pack\":{\"id\":\"l\"}}],\"pack\":{\"groups\":[{\"outcomes\":[{}],\"practices\":[{},{\"sameAs\":\"x\"}]}]},\"wording\":{\"groups\":{\"g\":{\"have\":\"H\",\"lack\":\"L\",\"title\":\"T\"}},\"notes\":[\"n\"]}}"
        );
    }

    #[test]
    fn a_key_of_the_desk_in_the_questions_program_is_found() {
        assert!(keep_apart(b"\0asm start.title back", b"\0asm report.title").is_ok());
        let error = keep_apart(b"\0asm back\0report.title\0more", b"").unwrap_err().to_string();
        assert!(error.contains("given: report.title. "), "{error}");
    }

    #[test]
    fn a_key_of_the_room_in_another_program_is_found() {
        for stem in ROOM_KEYS {
            let program = format!("\0asm back\0{stem}title\0more");
            assert!(keep_apart(program.as_bytes(), b"").is_err(), "{stem}");
            assert!(keep_apart(b"", program.as_bytes()).is_err(), "{stem}");
            let longer = format!("\0asm code.{stem}text");
            assert!(keep_apart(longer.as_bytes(), longer.as_bytes()).is_ok(), "{stem}");
        }
    }
}
