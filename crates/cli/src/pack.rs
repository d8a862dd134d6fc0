//! `pomscope pack`: a pack with its wording as one JSON list, from inside the program or from a file with its wordings beside it.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use pomscope_core::content::{Content, Wording};
use pomscope_core::json::Value;
use pomscope_core::kit::{Kit, Prompts};
use pomscope_core::lens::Lenses;
use pomscope_core::pack::{Fault, Pack};
use pomscope_core::wire::pack_list;

use crate::Outcome;
use crate::{embedded, input};

/// A wording that was found: its language and its JSON.
pub struct Found {
    /// The language, as the file's name gives it.
    pub lang: String,
    /// The file, as sentences show it.
    pub shown: String,
    /// What it holds, or the sentence on why that cannot be known.
    pub value: Result<Value, String>,
}

/// Prints the pack `which`, by default the first that the program carries.
pub fn run(which: Option<&OsStr>, lang: Option<&str>) -> Outcome {
    let inside = match which {
        None => embedded::PACKS.first(),
        Some(which) => which.to_str().and_then(embedded::find_any),
    };
    let read = match (inside, which) {
        (Some(pack), _) => from_inside(pack),
        (None, Some(file)) if file == "-" => Err(vec![
            "The wording of a pack stands beside its file; name the file in place of standard input.".into(),
        ]),
        (None, Some(file)) => from_file(file),
        (None, None) => Err(vec!["This Pomscope carries no pack; name the file of one.".into()]),
    };
    match read.and_then(|(pack, found)| list(&pack, found, lang)) {
        Ok(value) => Outcome::printed(format!("{value:#}\n")),
        Err(notes) => Outcome { notes, failed: true, ..Outcome::default() },
    }
}

fn from_inside(embedded: &embedded::Embedded) -> Result<(Pack, Vec<Found>), Vec<String>> {
    let pack = embedded.structure().map_err(|faults| sentences(embedded.id, &faults))?;
    let found = embedded
        .wordings
        .iter()
        .map(|(lang, text)| Found {
            lang: (*lang).to_owned(),
            shown: (*lang).to_owned(),
            value: input::json(text, lang),
        })
        .collect();
    Ok((pack, found))
}

fn from_file(file: &OsStr) -> Result<(Pack, Vec<Found>), Vec<String>> {
    if !Path::new(file).exists() {
        let shown = input::name(file);
        let ids = embedded::all_ids();
        return Err(vec![format!(
            "{shown} is neither a pack of this Pomscope (it has {ids}) nor a file that is there; check the name."
        )]);
    }
    let shown = input::name(file);
    let value =
        input::text(file).and_then(|text| input::json(&text, &shown)).map_err(|sentence| vec![sentence])?;
    let pack = Pack::from_json(&value).map_err(|faults| sentences(&shown, &faults))?;
    let found = beside(Path::new(file), &pack.id);
    Ok((pack, found))
}

/// The wordings of the pack `id` in the folder of `file`: the files `<lang>.json` that say they are wordings of it, by language.
pub fn beside(file: &Path, id: &str) -> Vec<Found> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut found: Vec<Found> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension() == Some(OsStr::new("json")) && path.file_name() != file.file_name())
        .filter_map(|path| {
            let lang = path.file_stem()?.to_str()?.to_owned();
            let shown = path.to_string_lossy().into_owned();
            let value = input::text(path.as_os_str()).and_then(|text| input::json(&text, &shown));
            let ours = match &value {
                Ok(value) => text_at(value, "format") == "pomscope-wording" && text_at(value, "pack") == id,
                // A broken file cannot say what it is; its name can: en, de-CH.
                Err(_) => looks_like_a_language(&lang),
            };
            ours.then_some(Found { lang, shown, value })
        })
        .collect();
    found.sort_by(|a, b| a.lang.cmp(&b.lang));
    found
}

fn looks_like_a_language(name: &str) -> bool {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase()) && parts.all(letters)
}

fn text_at<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The pack's list with its wording.
fn list(pack: &Pack, found: Vec<Found>, lang: Option<&str>) -> Result<Value, Vec<String>> {
    worded(pack, found, lang).map(|wording| pack_list(pack, &wording))
}

/// The wording in the language asked for; with none asked for, in English, else in the first there is.
fn worded(pack: &Pack, mut found: Vec<Found>, lang: Option<&str>) -> Result<Wording, Vec<String>> {
    let langs: Vec<String> = found.iter().map(|found| found.lang.clone()).collect();
    if langs.is_empty() {
        return Err(vec![format!(
            "No wording of {} stands beside it; put one there, such as en.json.",
            pack.id
        )]);
    }
    let wanted = lang.unwrap_or(if langs.iter().any(|lang| lang == "en") { "en" } else { "" });
    let at = langs.iter().position(|lang| lang == wanted).or_else(|| wanted.is_empty().then_some(0));
    let Some(at) = at else {
        return Err(vec![format!(
            "{} has no wording in {wanted:?}; there is {}.",
            pack.id,
            langs.join(", ")
        )]);
    };
    let Found { shown, value, .. } = found.swap_remove(at);
    let value = value.map_err(|sentence| vec![sentence])?;
    Wording::from_json(&value, pack).map_err(|faults| sentences(&shown, &faults))
}

/// All that the facilitator's kit is made from, of the pack in `file`: its wording beside it, its prompts in the folder `kit` beside it where there are some.
///
/// # Errors
/// A sentence for each thing that is missing or wrong.
pub fn kit(file: &OsStr, lang: &str) -> Result<Kit, Vec<String>> {
    let (pack, found) = from_file(file)?;
    let wording = worded(&pack, found, Some(lang))?;
    let Some((texts, sentences_of_kit)) = embedded::kit_texts(lang) else {
        return Err(vec![format!(
            "This Pomscope does not speak {lang:?}; take another language with --lang."
        )]);
    };
    let path = Path::new(file).with_file_name("kit").join(format!("{lang}.json"));
    let prompts = if path.exists() {
        let shown = path.to_string_lossy().into_owned();
        let value = input::text(path.as_os_str()).and_then(|text| input::json(&text, &shown));
        let value = value.map_err(|sentence| vec![sentence])?;
        Prompts::from_json(&value, &pack).map_err(|faults| sentences(&shown, &faults))?
    } else {
        Prompts::default()
    };
    Ok(Kit {
        beside: Default::default(),
        content: Content { pack, wording, texts, lenses: Lenses::default() },
        texts: sentences_of_kit,
        prompts,
    })
}

/// One line a fault, each with the file that it is in.
pub fn sentences(shown: &str, faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|fault| format!("{shown}: {fault}")).collect()
}
