//! The licence texts of everything that ships, as one file of plain text; and whether a licence's expression is met by a list. Which crates ship is linked's.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::linked::{Crate, Linked, Origin};
use crate::project::Project;

/// What the file is called, beside `pomscope.js` and wherever else a program ships.
pub const FILE: &str = "licences.txt";
/// The project's own licence.
pub const OWN: &str = "MIT OR Apache-2.0";
/// The project's own texts; the second is also that of crates which may be had under Apache-2.0 and bring no text.
const OWN_TEXTS: [&str; 2] = ["LICENSE-MIT", APACHE];
const APACHE: &str = "LICENSE-APACHE";
/// The standard library's: of all its crates that bring none.
const RUST_TEXTS: [&str; 2] = [APACHE, "xtask/licences/rust.txt"];

/// What ships beside crates: what it is, its licence, its text.
pub const FONT: (&str, &str, &str) = ("Noto Sans", "OFL-1.1", "crates/pdf/fonts/OFL.txt");
/// The font's version, as crates/pdf/fonts/README.md has it.
pub const FONT_VERSION: &str = "2.004";

/// Crates that bring no text of their licence, each with the text that holds for it: Apache-2.0, which all but one offer, has the
/// same words for everybody; the other's stands at the head of its source. Whoever else brings none fails the build.
const BRING_NONE: [(&str, &str); 15] = [
    ("gloo-console", APACHE),
    ("gloo-dialogs", APACHE),
    ("gloo-events", APACHE),
    ("gloo-file", APACHE),
    ("gloo-history", APACHE),
    ("gloo-net", APACHE),
    ("gloo-render", APACHE),
    ("gloo-storage", APACHE),
    ("gloo-timers", APACHE),
    ("gloo-utils", APACHE),
    ("gloo-worker", APACHE),
    ("implicit-clone", APACHE),
    ("krilla", APACHE),
    ("qrcodegen", "xtask/licences/qrcodegen.txt"),
    ("yew", APACHE),
];

/// How the names of files with licence texts begin, in small letters.
const BEGINNINGS: [&str; 6] = ["license", "licence", "copying", "copyright", "notice", "unlicense"];

/// The file: what ships, under which licence, and each text once.
///
/// # Errors
/// Where a crate that ships has no text.
pub fn text(project: &Project, linked: &Linked) -> Result<String> {
    let mut book = Book::default();
    let own = OWN_TEXTS.iter().map(|path| project.read(path)).collect::<Result<Vec<_>>>()?;
    let mut list = book.line("Pomscope", env!("CARGO_PKG_VERSION"), OWN, own);
    let (font, licence, path) = FONT;
    list += &book.line(font, FONT_VERSION, licence, vec![project.read(path)?]);
    let mut told = BTreeSet::new();
    for each in linked.shipped() {
        told.insert(each.name.as_str());
        if each.origin != Origin::Own {
            list += &book.line(&each.name, &each.version, &each.licence, texts(project, each)?);
        }
    }
    if let Some((name, _)) = BRING_NONE.iter().find(|(name, _)| !told.contains(name)) {
        bail!("{name} does not ship: take it out of BRING_NONE in xtask/src/licences.rs");
    }
    // The mark at the start says that this is UTF-8, for hosts that do not.
    let mut out = format!(
        "\u{feff}What Pomscope {} is made of, and under which licences\n\n\
         Each line names a part, its version, its licence and the numbers of the texts below. The programs for the browser\n\
         are compiled from all of them; much of it is left out again where nothing calls it.\n\n{list}",
        env!("CARGO_PKG_VERSION")
    );
    for (number, text) in (1..).zip(&book.texts) {
        write!(out, "\n\n======== {number} ========\n\n{text}\n")?;
    }
    Ok(out)
}

/// The texts so far, each once, whatever its line breaks.
#[derive(Default)]
struct Book {
    texts: Vec<String>,
}

impl Book {
    fn line(&mut self, name: &str, version: &str, licence: &str, texts: Vec<String>) -> String {
        let numbers: Vec<String> = texts.into_iter().map(|text| self.number(text).to_string()).collect();
        format!("{name} {version}: {licence}; {}\n", numbers.join(", "))
    }

    fn number(&mut self, text: String) -> usize {
        let known = self.texts.iter().position(|known| known.split_whitespace().eq(text.split_whitespace()));
        let at = known.unwrap_or_else(|| {
            let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
            self.texts.push(lines.join("\n").trim_matches('\n').to_owned());
            self.texts.len() - 1
        });
        at + 1
    }
}

/// The texts that a crate brings, or those that are known to hold for it.
///
/// # Errors
/// Where there are none.
fn texts(project: &Project, each: &Crate) -> Result<Vec<String>> {
    let mut found = in_folder(&each.folder)?;
    if found.is_empty() && each.origin == Origin::Rust {
        // Some crates of the standard library stand in the folder of a repository of their own.
        let parent = each.folder.parent().filter(|parent| !parent.ends_with("library"));
        found = parent.map(in_folder).transpose()?.unwrap_or_default();
        if found.is_empty() {
            found = RUST_TEXTS.iter().map(|path| project.path(path)).collect();
        }
    }
    let known = BRING_NONE.iter().find(|(name, _)| *name == each.name);
    match (known, found.is_empty()) {
        (Some((_, path)), true) => found.push(project.path(path)),
        (Some((name, _)), false) => {
            bail!("{name} brings its licence now: take it out of BRING_NONE in xtask/src/licences.rs")
        }
        (None, true) => bail!(
            "{} {} ships and brings no text of its licence ({}): find the text that holds for it, and name it in BRING_NONE \
             in xtask/src/licences.rs",
            each.name,
            each.version,
            each.licence
        ),
        (None, false) => {}
    }
    found
        .iter()
        .map(|path| {
            std::fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))
        })
        .collect()
}

fn in_folder(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))?;
    for entry in entries {
        let path = entry.with_context(|| format!("{} could not be read", folder.display()))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_file() && BEGINNINGS.iter().any(|beginning| name.starts_with(beginning)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Which licences of the list an expression of SPDX takes to be met, the first that do; none where the list does not meet it.
pub fn met<'a>(expression: &'a str, allowed: &[&str]) -> Option<BTreeSet<&'a str>> {
    let mut words = Words { rest: expression };
    let found = either(&mut words, allowed);
    if words.rest.trim().is_empty() { found? } else { None }
}

/// `None` where it cannot be read, `Some(None)` where it is not met.
type Met<'a> = Option<Option<BTreeSet<&'a str>>>;

fn either<'a>(words: &mut Words<'a>, allowed: &[&str]) -> Met<'a> {
    let mut met = all(words, allowed)?;
    while words.take("OR") {
        let other = all(words, allowed)?;
        met = met.or(other);
    }
    Some(met)
}

fn all<'a>(words: &mut Words<'a>, allowed: &[&str]) -> Met<'a> {
    let mut met = one(words, allowed)?;
    while words.take("AND") {
        let other = one(words, allowed)?;
        met = met.zip(other).map(|(mut met, other)| {
            met.extend(other);
            met
        });
    }
    Some(met)
}

fn one<'a>(words: &mut Words<'a>, allowed: &[&str]) -> Met<'a> {
    if words.take("(") {
        let met = either(words, allowed)?;
        return words.take(")").then_some(met);
    }
    let name = words.licence()?;
    Some(allowed.contains(&name).then(|| BTreeSet::from([name])))
}

struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    fn next(&self) -> &'a str {
        let rest = self.rest.trim_start();
        let end = match rest.chars().next() {
            Some('(' | ')') => 1,
            _ => rest.find(|part: char| part.is_whitespace() || "()".contains(part)).unwrap_or(rest.len()),
        };
        rest.get(..end).unwrap_or_default()
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.next() == word;
        if found {
            self.rest = self.rest.trim_start().get(word.len()..).unwrap_or_default();
        }
        found
    }

    /// The name of a licence, with its exception if it has one.
    fn licence(&mut self) -> Option<&'a str> {
        let begin = self.rest.trim_start();
        let name = self.next();
        if name.is_empty() || matches!(name, "(" | ")" | "OR" | "AND" | "WITH") {
            return None;
        }
        self.take(name);
        if self.take("WITH") {
            let exception = self.next();
            if exception.is_empty() || !self.take(exception) {
                return None;
            }
        }
        begin.get(..begin.len() - self.rest.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOWED: [&str; 4] = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"];

    fn of(expression: &str) -> Option<Vec<&str>> {
        met(expression, &ALLOWED).map(|found| found.into_iter().collect())
    }

    #[test]
    fn an_expression_is_met_by_what_it_takes() {
        assert_eq!(of("MIT"), Some(vec!["MIT"]));
        assert_eq!(of("GPL-3.0-only"), None);
        assert_eq!(of("GPL-3.0-only OR MIT"), Some(vec!["MIT"]));
        assert_eq!(of("GPL-3.0-only AND MIT"), None);
        assert_eq!(of("(MIT OR Apache-2.0) AND Unicode-3.0"), Some(vec!["MIT", "Unicode-3.0"]));
        assert_eq!(of("Unlicense OR MIT AND GPL-3.0-only"), None, "AND binds first");
        assert_eq!(of("Apache-2.0 WITH LLVM-exception"), Some(vec!["Apache-2.0 WITH LLVM-exception"]));
        assert_eq!(of("MIT WITH Other-exception"), None);
    }

    #[test]
    fn what_is_no_expression_is_met_by_nothing() {
        for broken in ["", "OR", "MIT OR", "MIT MIT", "(MIT", "MIT)", "MIT WITH", "()"] {
            assert_eq!(of(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn a_text_is_told_once_whatever_its_line_breaks() {
        let mut book = Book::default();
        assert_eq!(book.line("a", "1", "MIT", vec!["one\ntwo".into()]), "a 1: MIT; 1\n");
        assert_eq!(
            book.line("b", "2", "MIT", vec!["one two \r\n".into(), "three".into()]),
            "b 2: MIT; 1, 2\n"
        );
        assert_eq!(book.texts, ["one\ntwo", "three"]);
    }

    #[test]
    fn a_crate_that_ships_without_a_text_fails_the_build() {
        let folder = std::env::temp_dir().join(format!("pomscope-licences-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let bare = Crate {
            name: "bare".into(),
            version: "1.0.0".into(),
            licence: "MIT".into(),
            origin: Origin::Registry("0".into()),
            folder: folder.clone(),
            programs: BTreeSet::from(["app"]),
            needs: BTreeSet::new(),
        };
        let project = Project::find().unwrap();
        let refused = texts(&project, &bare).map_err(|error| error.to_string());
        std::fs::write(folder.join("LICENSE.md"), "words").unwrap();
        let found = texts(&project, &bare).unwrap();
        let known = Crate { name: "yew".into(), ..bare };
        let left_over = texts(&project, &known).map_err(|error| error.to_string());
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(refused.is_err_and(|said| said.contains("bare 1.0.0 ships and brings no text")));
        assert_eq!(found, ["words"]);
        assert!(left_over.is_err_and(|said| said.contains("yew brings its licence now")));
    }
}
