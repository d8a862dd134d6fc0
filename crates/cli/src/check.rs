//! `pomscope check`: every fault of an assessment, a pack or a wording, told apart by "format"; the rules live in the core.

use std::ffi::OsStr;
use std::path::Path;

use pomscope_core::content::Wording;
use pomscope_core::json::{Value, parse};
use pomscope_core::lens::Lens;
use pomscope_core::pack::{Pack, PackKind};

use crate::Outcome;
use crate::pack::{beside, sentences};
use crate::{embedded, input, score};

/// What was found.
struct Findings {
    /// What it was and how it fared.
    verdict: String,
    /// What must be mended.
    faults: Vec<String>,
    /// What stands out and does no harm.
    warnings: Vec<String>,
}

/// Lists what is wrong with `file`.
pub fn run(file: &OsStr) -> Outcome {
    let shown = input::name(file);
    let read = input::text(file).and_then(|text| input::json(&text, &shown).map(|value| (text, value)));
    let (text, value) = match read {
        Ok(read) => read,
        Err(sentence) => return Outcome::refused(sentence),
    };
    let findings = match value.get("format").and_then(Value::as_str) {
        Some("pomscope-assessment") => assessment(&text, &shown),
        Some("pomscope-pack") => pack(&value, file, &shown),
        Some("pomscope-wording") => wording(&value, file, &shown),
        _ => {
            return Outcome::refused(format!(
                "{shown} is no assessment, pack or wording: \"format\" must be pomscope-assessment, pomscope-pack or pomscope-wording."
            ));
        }
    };
    report(&findings, &shown)
}

fn report(findings: &Findings, shown: &str) -> Outcome {
    let count = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    let mut lines: Vec<String> = findings.faults.iter().map(|fault| format!("fault: {fault}")).collect();
    lines.extend(findings.warnings.iter().map(|warning| format!("warning: {warning}")));
    let (faults, warnings) =
        (count(findings.faults.len(), "fault"), count(findings.warnings.len(), "warning"));
    lines.push(format!("{shown}: {} {faults}, {warnings}.", findings.verdict));
    let failed = !findings.faults.is_empty();
    Outcome { failed, ..Outcome::printed(lines.join("\n") + "\n") }
}

fn assessment(text: &str, shown: &str) -> Findings {
    match score::score_text(text, shown) {
        Ok(scored) => Findings {
            verdict: "an assessment that can be scored:".into(),
            faults: Vec::new(),
            warnings: scored.warnings,
        },
        Err((warnings, sentence)) => Findings {
            verdict: "an assessment that cannot be scored:".into(),
            faults: vec![sentence],
            warnings,
        },
    }
}

/// A pack, with the wordings beside it: without its texts a pack is not whole.
fn pack(structure: &Value, file: &OsStr, shown: &str) -> Findings {
    let pack = match Pack::from_json(structure) {
        Ok(pack) => pack,
        Err(faults) => {
            return Findings {
                verdict: "a pack, its wordings not looked at before its structure is sound:".into(),
                faults: sentences(shown, &faults),
                warnings: Vec::new(),
            };
        }
    };
    let mut faults = Vec::new();
    let mut langs = Vec::new();
    let wordings = if file == "-" { Vec::new() } else { beside(Path::new(file), &pack.id) };
    for found in wordings {
        match &found.value {
            Ok(wording) => faults.extend(wording_faults(structure, wording, &pack, &found.shown)),
            Err(sentence) => faults.push(sentence.clone()),
        }
        langs.push(found.lang);
    }
    if langs.is_empty() {
        let warnings = vec!["no wording was found beside it, so its texts were not checked".to_owned()];
        return Findings { verdict: format!("the pack {} {}:", pack.id, pack.version), faults, warnings };
    }
    let verdict = format!("the pack {} {} with its wording ({}):", pack.id, pack.version, langs.join(", "));
    Findings { verdict, faults, warnings: Vec::new() }
}

/// A wording, against the pack.json beside it, else against the pack of that id inside the program.
fn wording(value: &Value, file: &OsStr, shown: &str) -> Findings {
    let id = value.get("pack").and_then(Value::as_str).unwrap_or_default();
    let path = Path::new(file).with_file_name("pack.json");
    let structure = if file != "-" && path.exists() {
        let shown = path.to_string_lossy().into_owned();
        input::text(path.as_os_str())
            .and_then(|text| input::json(&text, &shown))
            .map_err(|sentence| vec![sentence])
            .and_then(|value| match Pack::from_json(&value) {
                Ok(pack) => Ok((value, pack)),
                Err(faults) => Err(sentences(&shown, &faults)),
            })
    } else {
        match embedded::find_any(id) {
            Some(embedded) => match embedded.structure() {
                Ok(pack) => Ok((parse(embedded.pack).unwrap_or_default(), pack)),
                Err(faults) => Err(sentences(id, &faults)),
            },
            None => Err(vec![format!(
                "{shown}: its pack {id:?} is neither beside it as pack.json nor in this Pomscope (it has {}); put it beside the wording.",
                embedded::all_ids()
            )]),
        }
    };
    let faults = match structure {
        Err(faults) => faults,
        Ok((structure, pack)) => wording_faults(&structure, value, &pack, shown),
    };
    let lang = value.get("lang").and_then(Value::as_str).unwrap_or("?");
    Findings { verdict: format!("a wording of {id} in {lang}:"), faults, warnings: Vec::new() }
}

/// What is wrong with a wording of a pack whose structure is sound.
fn wording_faults(structure: &Value, wording: &Value, pack: &Pack, shown: &str) -> Vec<String> {
    let faults = match pack.kind {
        PackKind::Block => Wording::from_json(wording, pack).err(),
        PackKind::Lens => Lens::from_json(structure, wording).err(),
    };
    faults.map(|faults| sentences(shown, &faults)).unwrap_or_default()
}
