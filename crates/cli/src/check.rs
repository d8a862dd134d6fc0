//! `pomscope check`: every fault of an assessment, a pack, a wording, prompts or a bundle, told apart by "format", with its place; the rules live in the core.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use pomscope_core::bundle::wording_of;
use pomscope_core::fault::Fault;
use pomscope_core::json::{Value, object, parse};
use pomscope_core::kit::Prompts;
use pomscope_core::pack::Pack;
use pomscope_core::style;

use crate::diagnose::{self, Diagnostic, MOST_TOLD, Source};
use crate::own::{self, Given};
use crate::{Options, Outcome, embedded, input, score};

/// How the findings are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Lines,
    Json,
}

/// What the arguments ask for.
pub struct Wish {
    file: OsString,
    pack: Option<OsString>,
    form: Form,
}

impl Wish {
    /// Reads the options.
    pub fn read(file: OsString, options: &mut Options) -> Self {
        let form = if options.take("--json").is_some() { Form::Json } else { Form::Lines };
        Self { file, pack: options.take("--pack"), form }
    }
}

/// What was found.
struct Findings {
    /// What it was and how it fared.
    verdict: String,
    diagnostics: Vec<Diagnostic>,
}

/// Lists what is wrong with the file.
pub fn run(wish: &Wish) -> Outcome {
    match findings(wish) {
        Ok(findings) => report(&findings, wish),
        Err(notes) => Outcome { notes, failed: true, ..Outcome::default() },
    }
}

fn findings(wish: &Wish) -> Result<Findings, Vec<String>> {
    let file = wish.file.as_os_str();
    if file != "-" && Path::new(file).is_dir() {
        return whole(file).map_err(|sentence| vec![sentence]);
    }
    let shown = input::name(file);
    let text = input::text(file).map_err(|sentence| vec![sentence])?;
    let (source, value, twice) = match Source::read(shown.clone(), text.clone()) {
        Ok(read) => read,
        Err(told) => return Ok(Findings { verdict: "no JSON:".into(), diagnostics: vec![*told] }),
    };
    let mut found = match value.get("format").and_then(Value::as_str) {
        Some("pomscope-assessment") => assessment(&text, &shown, wish.pack.as_deref())?,
        // From standard input there is nothing beside it.
        Some("pomscope-pack") if file == "-" => pack_alone(&source, &value),
        Some("pomscope-bundle") if file == "-" => bundle_alone(&source, &value),
        Some("pomscope-pack" | "pomscope-bundle") => {
            return whole(file).map_err(|sentence| vec![sentence]);
        }
        Some("pomscope-wording") => {
            texts(&source, &value, file, "pack.json", &|structure, pack| match wording_of(
                structure, pack, &value,
            ) {
                Err(faults) => faults.into_iter().chain(style::wording_keys(&value)).collect(),
                Ok(wording) => style::wording(&value, &wording, pack),
            })?
        }
        Some("pomscope-prompts") => texts(&source, &value, file, "../pack.json", &|_, pack| {
            Prompts::from_json(&value, pack).err().unwrap_or_default()
        })?,
        _ => {
            return Err(vec![format!(
                "{shown} is no assessment, pack, wording, prompts or bundle: \"format\" must be pomscope-assessment, pomscope-pack, pomscope-wording, pomscope-prompts or pomscope-bundle."
            )]);
        }
    };
    found.diagnostics.splice(0..0, twice);
    Ok(found)
}

fn report(findings: &Findings, wish: &Wish) -> Outcome {
    let shown = input::name(&wish.file);
    let told = findings.diagnostics.iter().take(MOST_TOLD);
    let (faults, warnings) = diagnose::counted(&findings.diagnostics);
    let left_out = findings.diagnostics.len().saturating_sub(MOST_TOLD);
    let failed = findings.diagnostics.iter().any(Diagnostic::is_fault);
    let text = if wish.form == Form::Json {
        let faulty = findings.diagnostics.iter().filter(|told| told.is_fault()).count();
        let value = object(vec![
            ("format", "pomscope-check".into()),
            ("formatVersion", Value::from(1_u8)),
            ("file", shown.into()),
            ("faults", faulty.into()),
            ("warnings", (findings.diagnostics.len() - faulty).into()),
            ("leftOut", left_out.into()),
            ("diagnostics", Value::Array(told.map(Diagnostic::json).collect())),
        ]);
        format!("{value:#}\n")
    } else {
        let mut parts: Vec<String> = told.map(Diagnostic::lines).collect();
        if left_out > 0 {
            parts.push(format!("{left_out} more are not listed; mend these first.\n"));
        }
        // What is told in several lines is parted by empty ones.
        let between = if parts.iter().any(|part| part.matches('\n').count() > 1) { "\n" } else { "" };
        let last = format!("{shown}: {} {faults}, {warnings}.\n", findings.verdict);
        parts.into_iter().chain([last]).collect::<Vec<_>>().join(between)
    };
    Outcome { failed, ..Outcome::printed(text) }
}

fn assessment(text: &str, shown: &str, pack: Option<&OsStr>) -> Result<Findings, Vec<String>> {
    let warn = |warnings: Vec<String>| warnings.into_iter().map(|what| Diagnostic::note(shown, what));
    Ok(match score::score_text(text, shown, pack) {
        Ok(scored) => Findings {
            verdict: "an assessment that can be scored:".into(),
            diagnostics: warn(scored.warnings).collect(),
        },
        Err((warnings, sentences)) => {
            let faults = sentences.into_iter().map(|what| Diagnostic::whole(shown, what));
            Findings {
                verdict: "an assessment that cannot be scored:".into(),
                diagnostics: faults.chain(warn(warnings)).collect(),
            }
        }
    })
}

/// A pack with the wordings and prompts beside it, or a bundle: without its texts a pack is not whole.
fn whole(file: &OsStr) -> Result<Findings, String> {
    let read = own::read(file)?;
    let verdict = match &read.pack {
        None if read.bundled => "a bundle, its wordings not looked at before its pack is sound:".into(),
        None => "a pack, its wordings not looked at before its structure is sound:".into(),
        Some(pack) => {
            let what = if read.bundled { "a bundle of the pack" } else { "the pack" };
            let with = if read.languages.is_empty() {
                String::new()
            } else {
                format!(" with its wording ({})", read.languages.join(", "))
            };
            format!("{what} {} {}{with}:", pack.id, pack.version)
        }
    };
    Ok(Findings { verdict, diagnostics: read.diagnostics })
}

fn pack_alone(source: &Source, value: &Value) -> Findings {
    match Pack::from_json(value) {
        Err(faults) => Findings {
            verdict: "a pack, its wordings not looked at before its structure is sound:".into(),
            diagnostics: told(source, faults.into_iter().chain(style::pack_keys(value)).collect()),
        },
        Ok(pack) => {
            let mut diagnostics = told(source, style::pack(value, &pack));
            diagnostics.push(Diagnostic::of_file(pomscope_core::fault::Code::Unworded, &source.shown));
            Findings { verdict: format!("the pack {} {}:", pack.id, pack.version), diagnostics }
        }
    }
}

fn bundle_alone(source: &Source, value: &Value) -> Findings {
    let faults = pomscope_core::bundle::Bundle::from_json(value).err().unwrap_or_default();
    Findings { verdict: "a bundle:".into(), diagnostics: told(source, faults) }
}

fn told(source: &Source, faults: Vec<Fault>) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = faults.into_iter().map(|fault| source.tell(fault, &[])).collect();
    told.sort_by_key(Diagnostic::order);
    told
}

/// A wording or prompts, against the pack.json near them, else against the pack of that id inside the program.
fn texts(
    source: &Source,
    value: &Value,
    file: &OsStr,
    near: &str,
    read: &dyn Fn(&Value, &Pack) -> Vec<Fault>,
) -> Result<Findings, Vec<String>> {
    let id = value.get("pack").and_then(Value::as_str).unwrap_or_default();
    let path = Path::new(file).with_file_name(near);
    let lang = value.get("lang").and_then(Value::as_str);
    let verdict = match lang {
        Some(lang) => format!("a wording of {id} in {lang}:"),
        None => format!("the texts of {id}:"),
    };
    let diagnostics = if file != "-" && path.exists() {
        match diagnose::open(path.as_os_str()) {
            Err(told) => vec![*told],
            Ok((beside, structure, _)) => match Pack::from_json(&structure) {
                Err(faults) => told(&beside, faults),
                Ok(pack) => told(source, read(&structure, &pack)),
            },
        }
    } else {
        match embedded::find_any(id) {
            Some(embedded) => {
                let pack = Given::Inside(embedded).pack().map_err(|sentence| vec![sentence])?;
                told(source, read(&parse(embedded.pack).unwrap_or_default(), &pack))
            }
            None => vec![Diagnostic::whole(
                &source.shown,
                format!(
                    "{}: its pack {id:?} is neither beside it as pack.json nor in this Pomscope (it has {}); put it there.",
                    source.shown,
                    embedded::all_ids()
                ),
            )],
        }
    };
    Ok(Findings { verdict, diagnostics })
}
