//! A document as Markdown: CommonMark with the tables of GitHub's; what stands in the document is decided in `telling`.

use crate::report::document::{
    Block, CoverPage, Document, Figure, List, ListItem, ListKind, Paragraph, Voice,
};
use crate::report::{Fact, Table};
use crate::visible::{lines, visible};

/// The document as Markdown, blocks parted by one empty line. Texts are shown as they are: no character of theirs is markup, a new line begins a new line, and what turns the direction of writing is shown by its number.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut page = Page::default();
    cover(&mut page, &document.cover, &document.words.figure);
    for section in &document.sections {
        page.heading("##", &section.title);
        for block in &section.blocks {
            page.block(block, &document.words.figure);
        }
    }
    page.text
}

fn cover(page: &mut Page, cover: &CoverPage, figure: &str) {
    page.heading("#", &cover.title);
    for text in [&cover.mark, &cover.over, &cover.about] {
        page.put(flowing(text, Place::Start));
    }
    page.facts(&cover.facts);
    if let Some((score, of)) = &cover.score {
        page.put(led(bold(score), of));
    }
    for text in &cover.lines {
        page.put(flowing(text, Place::Start));
    }
    if let Some(shown) = &cover.figure {
        page.put(quoted(&in_words(shown, figure)));
    }
    for text in &cover.made {
        page.put(flowing(text, Place::Start));
    }
}

/// Where a text begins: what stands first in a line can be a sign there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the start of a line.
    Start,
    /// Behind something else.
    Within,
}

/// What marks a list's items: two lists in a row need marks of their own, or they would be one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Hyphen,
    Plus,
    Point,
    Bracket,
}

impl Sign {
    /// The sign of a list of this kind that does not go on with a list before it.
    fn after(before: Option<Self>, kind: ListKind) -> Self {
        match (kind, before) {
            (ListKind::Bullets, Some(Self::Hyphen)) => Self::Plus,
            (ListKind::Bullets, _) => Self::Hyphen,
            (ListKind::Numbers, Some(Self::Point)) => Self::Bracket,
            (ListKind::Numbers, _) => Self::Point,
        }
    }

    fn of(self, number: usize) -> String {
        match self {
            Self::Hyphen => "- ".to_owned(),
            Self::Plus => "+ ".to_owned(),
            Self::Point => format!("{number}. "),
            Self::Bracket => format!("{number}) "),
        }
    }
}

/// What has been written.
#[derive(Default)]
struct Page {
    text: String,
    /// The sign of the list that stands last.
    list: Option<Sign>,
}

impl Page {
    /// Puts a block, if there is anything in it.
    fn put(&mut self, block: String) {
        if block.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&block);
        self.text.push('\n');
        self.list = None;
    }

    /// A heading stands on one line.
    fn heading(&mut self, sign: &str, title: &str) {
        let title = joined(shown_lines(title).map(|line| escaped(&line, Place::Within)));
        if !title.is_empty() {
            self.put(format!("{sign} {title}"));
        }
    }

    fn block(&mut self, block: &Block, figure: &str) {
        match block {
            Block::Heading(title) => self.heading("###", title),
            Block::Paragraph(text) => self.put(paragraph(text)),
            Block::List(list) => self.list(list),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(shown) => {
                self.put(bold(&shown.caption));
                self.put(table(shown));
            }
            Block::Figure(shown) => self.put(quoted(&in_words(shown, figure))),
        }
    }

    fn list(&mut self, list: &List) {
        let items: Vec<String> = list.items.iter().map(item).collect();
        self.items(list.kind, &items);
    }

    fn facts(&mut self, facts: &[Fact]) {
        let facts: Vec<String> = facts.iter().map(fact).collect();
        self.items(ListKind::Bullets, &facts);
    }

    fn items(&mut self, kind: ListKind, items: &[String]) {
        let sign = Sign::after(self.list, kind);
        let mut text = Vec::new();
        for item in items.iter().filter(|item| !item.is_empty()) {
            let sign = sign.of(text.len() + 1);
            let inside = " ".repeat(sign.len());
            text.push(prefixed(item, &sign, &inside));
        }
        if !text.is_empty() {
            self.put(text.join("\n"));
            self.list = Some(sign);
        }
    }
}

fn paragraph(paragraph: &Paragraph) -> String {
    let text = led(bold(&paragraph.strong), &paragraph.text);
    if paragraph.voice == Voice::Notice { quoted(&text) } else { text }
}

/// The item's first lines, with what stands below them as a list of its own.
fn item(item: &ListItem) -> String {
    let mut text = joined([led(bold(&item.strong), &item.text), italic(&item.end)]);
    let below = item.lines.iter().map(|line| flowing(line, Place::Start));
    for line in below.filter(|line| !line.is_empty()) {
        if text.is_empty() {
            text = line;
        } else {
            text.push('\n');
            text.push_str(&prefixed(&line, "- ", "  "));
        }
    }
    text
}

fn fact(fact: &Fact) -> String {
    let term = bold(&fact.term);
    let colon = if term.is_empty() { "" } else { ":" };
    led(format!("{term}{colon}"), &fact.value)
}

/// A figure in words; its table follows it.
fn in_words(figure: &Figure, word: &str) -> String {
    let words = led(bold(word), &figure.alternative);
    let caption = italic(&figure.caption);
    if caption.is_empty() { words } else { format!("{words}\n\n{caption}") }
}

fn table(table: &Table) -> String {
    let rows = table.rows.iter().map(|row| row.cells.len());
    let width = rows.max().unwrap_or_default().max(table.columns.len());
    if width == 0 {
        return String::new();
    }
    let line = |cells: Vec<String>| {
        let mut line = "|".to_owned();
        for at in 0..width {
            let cell = cells.get(at).map(String::as_str).unwrap_or_default();
            line.push_str(&format!(" {cell} |"));
        }
        line
    };
    let mut text = line(table.columns.iter().map(|column| cell(&column.title)).collect());
    text.push_str("\n|");
    for at in 0..width {
        let number = table.columns.get(at).is_some_and(|column| column.number);
        text.push_str(if number { " --: |" } else { " --- |" });
    }
    for row in &table.rows {
        text.push('\n');
        text.push_str(&line(row.cells.iter().map(|text| cell(text)).collect()));
    }
    text
}

/// A row of a table is one line: a new line in a cell needs a sign of its own.
fn cell(text: &str) -> String {
    shown_lines(text).map(|line| escaped(&line, Place::Within)).collect::<Vec<_>>().join("<br>")
}

fn bold(text: &str) -> String {
    wrapped(text, "**")
}

fn italic(text: &str) -> String {
    wrapped(text, "*")
}

fn wrapped(text: &str, sign: &str) -> String {
    let text = flowing(text, Place::Within);
    if text.is_empty() { text } else { format!("{sign}{text}{sign}") }
}

/// A text whose new lines stay new lines.
fn flowing(text: &str, place: Place) -> String {
    let mut flowing = String::new();
    for line in shown_lines(text) {
        let place = if flowing.is_empty() { place } else { Place::Start };
        if !flowing.is_empty() {
            flowing.push_str("\\\n");
        }
        flowing.push_str(&escaped(&line, place));
    }
    flowing
}

/// A text behind what leads it, where there is such.
fn led(lead: String, text: &str) -> String {
    let place = if lead.is_empty() { Place::Start } else { Place::Within };
    joined([lead, flowing(text, place)])
}

/// What there is of these, a space between.
fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { prefixed(text, "> ", "> ") }
}

/// Every line behind a sign, the first behind its own; what would end in a space ends before it.
fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut prefixed = String::new();
    for (at, line) in text.split('\n').enumerate() {
        let sign = if at == 0 { first } else { rest };
        if at > 0 {
            prefixed.push('\n');
        }
        prefixed.push_str(if line.is_empty() { sign.trim_end() } else { sign });
        prefixed.push_str(line);
    }
    prefixed
}

/// The lines of a text with something in them, without the spaces around them: four in front would make code, two behind a break.
fn shown_lines(text: &str) -> impl Iterator<Item = String> {
    lines(text).map(|line| visible(line.trim())).filter(|line| !line.is_empty())
}

/// A line as Markdown that shows it as it is.
fn escaped(line: &str, place: Place) -> String {
    let mut text = String::with_capacity(line.len());
    let first = place == Place::Start;
    let mark = if first { numbering(line) } else { None };
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let after = line.get(at + c.len_utf8()..).unwrap_or_default();
        let sign = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '~' | '^' | '$' | '@' => true,
            '#' => matches!(before, ' ' | '\t'),
            '&' => is_entity(after),
            // Addresses that some programs make links of, though nobody marked them as such.
            ':' => first && at == 0 || after.starts_with("//"),
            '.' if line.get(..at).is_some_and(|line| line.ends_with("www")) => true,
            '+' | '-' | '=' | '(' => first && at == 0,
            _ => false,
        };
        if sign || mark == Some(at) {
            text.push('\\');
        }
        text.push(c);
        before = c;
    }
    text
}

/// Where the point or bracket stands that would make a numbered list of a line: behind digits, or behind one letter.
fn numbering(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let before = if digits > 0 {
        digits
    } else {
        usize::from(line.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic()))
    };
    let ends = matches!(line.as_bytes().get(before), Some(b'.' | b')'));
    (before > 0 && ends).then_some(before)
}

/// Whether this stands behind the `&` of a character reference, such as `amp;` or `#60;`.
fn is_entity(after: &str) -> bool {
    let name = after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && after.as_bytes().get(name) == Some(&b';')
}
