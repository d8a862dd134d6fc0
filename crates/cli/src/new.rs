//! `pomscope pack new`: a small, whole pack to begin from, with a README on what to change; what makes a pack sound is decided in the core.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use pomscope_core::pack::PackKind;

use crate::output::failed;
use crate::{Options, Outcome};

/// Whether the lowest level is described and never scored.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    Descriptive,
    None,
}

impl Base {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "descriptive" => Some(Self::Descriptive),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// What the arguments ask for.
pub struct Wish {
    folder: OsString,
    id: String,
    levels: u8,
    threads: Vec<String>,
    base: Base,
    kind: PackKind,
}

impl Wish {
    /// Reads what stands after `pack new`.
    ///
    /// # Errors
    /// The sentence that stands above the usage.
    pub fn read(operands: Vec<OsString>, options: &mut Options) -> Result<Self, String> {
        let mut operands = operands.into_iter();
        let folder = operands.next().ok_or("pack new needs a folder to write into.")?;
        if let Some(more) = operands.next() {
            return Err(format!("One folder at a time: {} is one too many.", more.to_string_lossy()));
        }
        let given = options.take_as("--id", |text| is_id(text).then(|| text.to_owned()))?;
        let id = given.map_or_else(|| id_of(Path::new(&folder)), Ok)?;
        let kind = if options.take("--lens").is_some() { PackKind::Lens } else { PackKind::Block };
        let levels = options.take_as("--levels", |text| text.parse().ok().filter(|n| (2..=6).contains(n)))?;
        let base = options.take_as("--base", Base::parse)?;
        let threads = options.take_as("--threads", threads)?;
        if kind == PackKind::Lens && (levels.is_some() || base.is_some()) {
            return Err("A lens has no levels: --levels and --base do not go with --lens.".into());
        }
        Ok(Self {
            folder,
            kind,
            id,
            levels: levels.unwrap_or(4),
            threads: threads.unwrap_or_else(|| vec!["ONE".into(), "TWO".into()]),
            base: base.unwrap_or(Base::None),
        })
    }
}

fn is_id(text: &str) -> bool {
    (1..=80).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}

/// Ids of threads, each once; short enough that those of the items, which begin with them, are ids too.
fn threads(text: &str) -> Option<Vec<String>> {
    let threads: Vec<String> = text.split(',').map(|id| id.trim().to_owned()).collect();
    let each_once =
        threads.iter().enumerate().all(|(at, id)| !threads.iter().take(at).any(|other| other == id));
    (each_once && threads.len() <= 60 && threads.iter().all(|id| is_id(id) && id.len() <= 60))
        .then_some(threads)
}

/// The id that a folder's name makes: in lower case, with hyphens for what no id holds.
fn id_of(folder: &Path) -> Result<String, String> {
    let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let id: String = plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if is_id(&id) { Ok(id) } else { Err("The folder's name makes no id; give one with --id.".into()) }
}

/// Writes the files; none where one of them is there already.
pub fn run(wish: &Wish) -> Outcome {
    let folder = Path::new(&wish.folder);
    let (pack, wording) = match wish.kind {
        PackKind::Block => (pack(wish), wording(wish)),
        PackKind::Lens => (lens(wish), lens_wording(wish)),
    };
    let files = [("pack.json", pack), ("en.json", wording), ("README.md", readme(wish))];
    match write(folder, &files) {
        Ok(()) => {
            let shown = folder.display();
            let mut out = String::new();
            for (name, _) in &files {
                let _ = writeln!(out, "{}", folder.join(name).display());
            }
            let _ = writeln!(out, "Write the texts marked TODO, then run: pomscope check {shown}");
            Outcome::printed(out)
        }
        Err(sentence) => Outcome::refused(sentence),
    }
}

fn write(folder: &Path, files: &[(&str, String)]) -> Result<(), String> {
    if let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).symlink_metadata().is_ok()) {
        return Err(format!(
            "{} is there already and stays as it is; choose another folder.",
            folder.join(name).display()
        ));
    }
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    for (name, text) in files {
        let path = folder.join(name);
        fs::File::create_new(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|error| failed(&path, &error))?;
    }
    Ok(())
}

/// Thread, level and the group's id of every group, lowest level first.
fn groups(wish: &Wish) -> impl Iterator<Item = (&str, u8, String)> {
    (1..=wish.levels).flat_map(move |level| {
        wish.threads.iter().map(move |thread| (thread.as_str(), level, format!("{thread}.{level}")))
    })
}

fn is_described(wish: &Wish, level: u8) -> bool {
    wish.base == Base::Descriptive && level == 1
}

fn pack(wish: &Wish) -> String {
    let levels: Vec<String> = (1..=wish.levels)
        .map(|level| {
            let mark = if is_described(wish, level) { ", \"descriptive\": true" } else { "" };
            format!("    {{\"level\": {level}{mark}}}")
        })
        .collect();
    let threads: Vec<String> = wish.threads.iter().map(|thread| format!("\"{thread}\"")).collect();
    let groups: Vec<String> = groups(wish)
        .map(|(thread, level, id)| {
            let practices =
                if is_described(wish, level) { String::new() } else { format!("{{\"id\": \"{id}.P1\"}}") };
            let metrics = if level == wish.levels && wish.threads.first().is_some_and(|first| first == thread) {
                "\"m1\""
            } else {
                ""
            };
            format!(
                "    {{\n      \"id\": \"{id}\", \"thread\": \"{thread}\", \"level\": {level},\n      \"practices\": [{practices}],\n      \"outcomes\": [{{\"id\": \"{id}.O1\"}}],\n      \"metrics\": [{metrics}]\n    }}"
            )
        })
        .collect();
    format!(
        "{{\n  \"format\": \"pomscope-pack\",\n  \"formatVersion\": 1,\n  \"id\": \"{}\",\n  \"version\": \"0.1.0\",\n  \"block\": \"\",\n  \"scale\": \"extent\",\n  \"weights\": {{\"practice\": 2, \"outcome\": 1}},\n  \"levels\": [\n{}\n  ],\n  \"threads\": [{}],\n  \"groups\": [\n{}\n  ],\n  \"metrics\": [\n    {{\"id\": \"m1\", \"unit\": \"count\", \"kind\": \"stock\", \"better\": \"up\"}}\n  ]\n}}\n",
        wish.id,
        levels.join(",\n"),
        threads.join(", "),
        groups.join(",\n"),
    )
}

/// A lens: the threads are its facets.
fn lens(wish: &Wish) -> String {
    let facets: Vec<String> = wish
        .threads
        .iter()
        .map(|facet| {
            format!("    {{\n      \"id\": \"{facet}\",\n      \"items\": [{{\"id\": \"{facet}.1\"}}, {{\"id\": \"{facet}.2\"}}]\n    }}")
        })
        .collect();
    format!(
        "{{\n  \"format\": \"pomscope-pack\",\n  \"formatVersion\": 1,\n  \"kind\": \"lens\",\n  \"id\": \"{}\",\n  \"version\": \"0.1.0\",\n  \"scale\": \"extent\",\n  \"facets\": [\n{}\n  ]\n}}\n",
        wish.id,
        facets.join(",\n"),
    )
}

fn lens_wording(wish: &Wish) -> String {
    let mut out = head(wish);
    let facets = wish
        .threads
        .iter()
        .map(|facet| {
            format!("    \"{facet}\": {{\n      \"name\": \"TODO: {facet}\",\n      \"about\": \"TODO: what {facet} is about.\"\n    }}")
        })
        .collect();
    object(&mut out, "facets", facets, ",");
    let items = wish
        .threads
        .iter()
        .flat_map(|facet| [1, 2].map(|number| format!("{facet}.{number}")))
        .map(|id| {
            format!("    \"{id}\": {{\n      \"text\": \"TODO: what is so.\",\n      \"help\": \"TODO: what one would see if it were so.\",\n      \"next\": \"TODO: what to do where it is weak.\"\n    }}")
        })
        .collect();
    object(&mut out, "items", items, "");
    out.push_str("}\n");
    out
}

/// The top of a wording.
fn head(wish: &Wish) -> String {
    format!(
        "{{\n  \"format\": \"pomscope-wording\",\n  \"formatVersion\": 1,\n  \"pack\": \"{}\",\n  \"version\": \"0.1.0\",\n  \"lang\": \"en\",\n  \"name\": \"TODO: the name of the model\",\n  \"subject\": \"TODO: in one sentence, what it looks at.\",\n  \"credit\": \"TODO: whose model it is, and whose wording.\",\n  \"notes\": [],\n",
        wish.id
    )
}

/// Adds an object of entries under a key.
fn object(out: &mut String, key: &str, entries: Vec<String>, end: &str) {
    let _ = writeln!(out, "  \"{key}\": {{\n{}\n  }}{end}", entries.join(",\n"));
}

fn wording(wish: &Wish) -> String {
    let mut out = head(wish);
    let levels = (1..=wish.levels)
        .map(|level| {
            format!("    \"{level}\": {{\n      \"name\": \"TODO: level {level}\",\n      \"text\": \"TODO: one sentence on what level {level} looks like.\"\n    }}")
        })
        .collect();
    object(&mut out, "levels", levels, ",");
    let threads = wish
        .threads
        .iter()
        .map(|thread| {
            format!("    \"{thread}\": {{\n      \"name\": \"TODO: {thread}\",\n      \"about\": \"TODO: what {thread} is about.\",\n      \"question\": \"TODO: Which of these is closest to how {thread} is today?\",\n      \"probe\": \"TODO: Could you show something that proves it?\",\n      \"probeHint\": \"TODO: what to think of; when a lower answer is closer.\"\n    }}")
        })
        .collect();
    object(&mut out, "threads", threads, ",");
    let placement = wish
        .threads
        .iter()
        .map(|thread| {
            let lines: Vec<String> = (1..=wish.levels)
                .map(|level| {
                    format!("      \"{level}\": \"TODO: {thread} at level {level}, in one sentence.\"")
                })
                .collect();
            format!("    \"{thread}\": {{\n{}\n    }}", lines.join(",\n"))
        })
        .collect();
    object(&mut out, "placement", placement, ",");
    let headings = groups(wish)
        .map(|(thread, level, id)| {
            let state = if is_described(wish, level) {
                String::new()
            } else {
                format!(",\n      \"have\": \"TODO: You have what {thread} is at level {level}.\",\n      \"lack\": \"TODO: You lack what {thread} is at level {level}.\"")
            };
            format!("    \"{id}\": {{\n      \"title\": \"TODO: {thread} at level {level}\"{state}\n    }}")
        })
        .collect();
    object(&mut out, "groups", headings, ",");
    let items = groups(wish)
        .flat_map(|(_, level, id)| {
            let described = is_described(wish, level);
            let practice = (!described).then(|| {
                format!("    \"{id}.P1\": {{\n      \"text\": \"TODO: what is done.\",\n      \"help\": \"TODO: what one would see if it were so.\",\n      \"step\": \"TODO: what to do to get there.\"\n    }}")
            });
            let outcome = format!("    \"{id}.O1\": {{\n      \"text\": \"TODO: what comes of it.\",\n      \"help\": \"TODO: what one would see if it were so.\"\n    }}");
            practice.into_iter().chain([outcome])
        })
        .collect();
    object(&mut out, "items", items, ",");
    let metric = "    \"m1\": {\n      \"text\": \"TODO: what is counted.\",\n      \"help\": \"TODO: how to count it.\"\n    }";
    object(&mut out, "metrics", vec![metric.to_owned()], ",");
    let hints = [("fully", "everywhere"), ("largely", "in most places"), ("partly", "in some")];
    let hints = hints.map(|(rating, what)| {
        format!("    \"rating.extent.{rating}.hint\": \"TODO: what it means that something is so {what}.\"")
    });
    object(&mut out, "interface", hints.to_vec(), "");
    out.push_str("}\n");
    out
}

fn readme(wish: &Wish) -> String {
    let structure = match wish.kind {
        PackKind::Block => {
            "levels, threads, and a group for each thread at each level, with its practices, outcomes and metrics. Add items, metrics and groups"
        }
        PackKind::Lens => "facets, each with its items. Add facets and items",
    };
    let paper = match wish.kind {
        PackKind::Block => "    pomscope kit form --pack . --to md      prints the paper form\n",
        PackKind::Lens => "",
    };
    format!(
        "This folder holds the pack `{id}`, a questionnaire for Pomscope; what stands in it is yours to change.

- `pack.json` is what is asked and how it counts: {structure}; an id never changes its meaning once somebody has answered it.
- `en.json` holds the texts. Write every one that begins with TODO. Another language is another file beside it, such as `de.json`, with its own `lang`.
- Raise `version` in all files together when you change a statement.

While you write:

    pomscope check .                        says what is wrong, where, and what to do
    pomscope pack .                         prints all statements with their texts
{paper}    pomscope pack . --bundle -o {id}.bundle.json
                                            makes the one file to hand over

What may stand in the files, with every fault and its mend: docs/PACKS.md of Pomscope.
",
        id = wish.id
    )
}
