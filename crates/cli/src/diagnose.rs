//! What is wrong with a file, told as a compiler does: code, sentence, place, the line itself with a mark under it, and what to do; or as JSON for tools.

use std::ops::Range;

use pomscope_core::fault::{Code, Fault};
use pomscope_core::json::{Value, object, parse};
use pomscope_core::visible::visible;

use crate::spans::Tree;
use crate::{embedded, input};

/// How many faults and warnings are told of one pack; of more, only how many there are.
pub const MOST_TOLD: usize = 1_000;

/// How many characters of a line are shown.
const WIDEST: usize = 100;

/// A file whose values are known by their places.
pub struct Source {
    /// As sentences show it.
    pub shown: String,
    text: String,
    /// Where each line begins.
    lines: Vec<usize>,
    tree: Tree,
}

/// A fault or a warning at a place.
#[derive(Clone)]
pub struct Diagnostic {
    code: Option<Code>,
    warning: bool,
    shown: String,
    /// Line and column from 1, in characters, the line, and the characters to mark; none where the whole file is meant.
    mark: Option<Mark>,
    place: String,
    path: Vec<String>,
    what: String,
    help: String,
}

#[derive(Clone, PartialEq, Eq)]
struct Mark {
    line: usize,
    column: usize,
    end_column: usize,
    excerpt: String,
    before: usize,
    width: usize,
}

impl Source {
    /// Reads a text as JSON, with a diagnostic for each key that stands twice.
    ///
    /// # Errors
    /// The diagnostic on why it is none.
    pub fn read(shown: String, text: String) -> Result<(Self, Value, Vec<Diagnostic>), Box<Diagnostic>> {
        let bare = text.trim_start_matches('\u{feff}').to_owned();
        let value = parse(&bare);
        match (Tree::read(&bare), value) {
            (Ok((tree, twice)), Ok(value)) => {
                let lines = lines(&bare);
                let source = Self { shown, text: bare, lines, tree };
                let told = twice
                    .into_iter()
                    .map(|twice| Diagnostic {
                        place: twice.key.clone(),
                        path: vec![twice.key.clone()],
                        ..Diagnostic::new(
                            Code::KeyTwice,
                            &source.shown,
                            mark(&source.text, &source.lines, twice.span),
                            format!("the key \"{}\" stands twice in one object", twice.key),
                            Code::KeyTwice.mend(),
                        )
                    })
                    .collect();
                Ok((source, value, told))
            }
            (read, value) => {
                let (at, what, help, deep) = match read {
                    Err(syntax) => (syntax.at, syntax.what, syntax.help, syntax.deep),
                    // The two readers agree (a test holds it); if they did not, the core's word would count.
                    Ok(_) => (offset(&bare, value.err()), "this is no JSON", Code::NotJson.mend(), false),
                };
                let code = if deep { Code::TooDeep } else { Code::NotJson };
                let end =
                    bare.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
                Err(Box::new(Diagnostic::new(
                    code,
                    &shown,
                    mark(&bare, &lines(&bare), at..end),
                    what.to_owned(),
                    help,
                )))
            }
        }
    }

    /// The diagnostic of a fault or a warning in this file, whose path begins at `part`.
    pub fn tell(&self, fault: Fault, part: &[&str]) -> Diagnostic {
        let fault = if part.is_empty() { fault } else { fault.inside(part) };
        let of_key = matches!(fault.code, Code::UnknownKey | Code::TextOfNothing | Code::PromptsOfNothing);
        let span = if of_key { self.tree.find_key(&fault.path) } else { self.tree.find(&fault.path) };
        let (what, help) = fault.parts();
        Diagnostic {
            place: fault.place.clone(),
            path: fault.path.clone(),
            ..Diagnostic::new(
                fault.code,
                &self.shown,
                mark(&self.text, &self.lines, span),
                what.to_owned(),
                help,
            )
        }
    }
}

fn offset(text: &str, error: Option<pomscope_core::json::ParseError>) -> usize {
    let Some(error) = error else { return 0 };
    let lines: usize = text.split_inclusive('\n').take(error.line.saturating_sub(1)).map(str::len).sum();
    (lines + error.column.saturating_sub(1)).min(text.len())
}

impl Diagnostic {
    fn new(code: Code, shown: &str, mark: Mark, what: String, help: &str) -> Self {
        Self {
            code: Some(code),
            warning: code.is_warning(),
            shown: shown.to_owned(),
            mark: Some(mark),
            place: String::new(),
            path: Vec::new(),
            what: named(code, &what),
            help: help.to_owned(),
        }
    }

    /// What is wrong with a whole file.
    pub fn whole(shown: &str, what: String) -> Self {
        Self {
            code: None,
            warning: false,
            shown: shown.to_owned(),
            mark: None,
            place: String::new(),
            path: Vec::new(),
            what,
            help: String::new(),
        }
    }

    /// The sentence alone.
    pub fn sentence(self) -> String {
        self.what
    }

    /// What stands out of a whole file and does no harm.
    pub fn note(shown: &str, what: String) -> Self {
        Self { warning: true, ..Self::whole(shown, what) }
    }

    /// What stands out of a whole file, by a code.
    pub fn of_file(code: Code, shown: &str) -> Self {
        let what = code.about().to_owned();
        let warning = code.is_warning();
        Self { code: Some(code), warning, help: code.mend().to_owned(), ..Self::whole(shown, what) }
    }

    /// Whether it must be mended.
    pub fn is_fault(&self) -> bool {
        !self.warning
    }

    /// Where it stands in its file, to order by.
    pub fn order(&self) -> (usize, usize) {
        self.mark.as_ref().map_or((0, 0), |mark| (mark.line, mark.column))
    }

    /// In lines, as on a terminal.
    pub fn lines(&self) -> String {
        let kind = if self.warning { "warning" } else { "fault" };
        let what = short(&self.what);
        let Some(mark) = &self.mark else {
            let code = self.code.map(|code| format!("[{}]", code.as_str())).unwrap_or_default();
            let help =
                if self.help.is_empty() { String::new() } else { format!("\n  = help: {}", self.help) };
            let at = if self.code.is_some() { format!("\n --> {}", self.shown) } else { String::new() };
            return format!("{kind}{code}: {what}{at}{help}\n");
        };
        let code = self.code.map_or("", Code::as_str);
        let number = mark.line.to_string();
        let margin = " ".repeat(number.len());
        let place = if self.place.is_empty() {
            String::new()
        } else {
            format!("{margin} = place: {}\n", short(&self.place))
        };
        let (before, under) = (" ".repeat(mark.before), "^".repeat(mark.width.max(1)));
        format!(
            "{kind}[{code}]: {what}\n{margin}--> {}:{}:{}\n{margin} |\n{number} | {}\n{margin} | {before}{under}\n{place}{margin} = help: {}\n",
            self.shown,
            mark.line,
            mark.column,
            mark.excerpt,
            short(&self.help)
        )
    }

    /// For tools.
    pub fn json(&self) -> Value {
        let mut entries = vec![
            ("severity", Value::from(if self.warning { "warning" } else { "fault" })),
            ("code", Value::from(self.code.map(Code::as_str))),
            ("file", Value::from(self.shown.as_str())),
            ("message", Value::from(self.what.as_str())),
            ("help", Value::from(self.help.as_str())),
            ("place", Value::from(self.place.as_str())),
            ("path", Value::from(self.path.clone())),
        ];
        let at = |pick: fn(&Mark) -> usize| Value::from(self.mark.as_ref().map(pick));
        entries.push(("line", at(|mark| mark.line)));
        entries.push(("column", at(|mark| mark.column)));
        entries.push(("endColumn", at(|mark| mark.end_column)));
        object(entries)
    }
}

/// A text as it is shown: unseen characters by their numbers, no longer than a few lines.
fn short(text: &str) -> String {
    const MOST: usize = 400;
    let shown: String = visible(text).replace(['\n', '\r'], " ").chars().take(MOST).collect();
    if text.chars().count() > MOST { shown + " …" } else { shown }
}

/// The sentence as it stands alone, where the place is no part of it.
fn named(code: Code, what: &str) -> String {
    match code {
        Code::OtherMetric if what.starts_with("names") => format!("the group {what}"),
        Code::NothingAsked => format!("the group {what}"),
        Code::NoText => format!("the object {what}"),
        Code::PackFormat | Code::WordingFormat | Code::BundleFormat if what == "must be 1" => {
            format!("\"formatVersion\" {what}")
        }
        Code::OtherPack | Code::OtherVersion | Code::PromptsOfOther if what.starts_with("must") => {
            format!("the wording {what}")
        }
        Code::BadScale => format!("\"scale\" {what}"),
        _ => what.to_owned(),
    }
}

/// Where each line begins.
fn lines(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).collect()
}

/// The line of a span, with the characters to mark: of a long line what stands around them.
fn mark(text: &str, lines: &[usize], span: Range<usize>) -> Mark {
    let start = floor(text, span.start);
    let before = text.get(..start).unwrap_or_default();
    let line = lines.partition_point(|begin| *begin <= start).max(1);
    let line_start = lines.get(line - 1).copied().unwrap_or_default();
    let whole = text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let end = floor(text, span.end.min(line_start + whole.len())).max(start);
    let column = before.get(line_start..).unwrap_or_default().chars().count();
    let width = text.get(start..end).unwrap_or_default().chars().count();
    let skip = if column > WIDEST * 2 / 3 { column.saturating_sub(WIDEST / 3) } else { 0 };
    let seen = |from: usize, count: usize| {
        let part: String = whole.chars().skip(from).take(count).collect();
        visible(&part).replace(['\t', '\r'], " ")
    };
    let cut = if skip > 0 { "… " } else { "" };
    let lead = format!("{cut}{}", seen(skip, column - skip));
    let width = width.min(WIDEST.saturating_sub(column - skip).max(1));
    let marked = seen(column, width);
    let room = WIDEST.saturating_sub(column - skip + width);
    let rest = seen(column + width, room);
    let more = if whole.chars().nth(column + width + room).is_some() { " …" } else { "" };
    Mark {
        line,
        column: column + 1,
        end_column: column + 1 + text.get(start..end).unwrap_or_default().chars().count(),
        before: lead.chars().count(),
        width: marked.chars().count(),
        excerpt: format!("{lead}{marked}{rest}{more}"),
    }
}

/// The last boundary between characters that is not beyond `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// The sentence on why a file could not be read, as a diagnostic.
///
/// # Errors
/// The same.
pub fn open(path: &std::ffi::OsStr) -> Result<(Source, Value, Vec<Diagnostic>), Box<Diagnostic>> {
    let shown = input::name(path);
    let text = input::text(path).map_err(|sentence| Box::new(Diagnostic::whole(&shown, sentence)))?;
    Source::read(shown, text)
}

/// How many faults and warnings there are, in words.
pub fn counted(diagnostics: &[Diagnostic]) -> (String, String) {
    let count = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    let faults = diagnostics.iter().filter(|diagnostic| diagnostic.is_fault()).count();
    (count(faults, "fault"), count(diagnostics.len() - faults, "warning"))
}

/// That a pack is none that the program has, in a sentence.
pub fn no_such_pack(shown: &str) -> String {
    format!(
        "{shown} is neither a pack of this Pomscope (it has {}) nor a file that is there; check the name.",
        embedded::all_ids()
    )
}
