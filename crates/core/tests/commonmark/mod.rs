//! A CommonMark reader that others wrote, held against documents: every text is found again as text, and nothing that a person entered becomes markup.
#![allow(dead_code)]

use pomscope_core::report::document::{Block, Document};
use pomscope_core::report::markdown;
use pomscope_core::visible::visible;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a reader made of a text.
#[derive(Debug, Default)]
pub struct Read {
    /// All of its text, in order, white space as one space.
    pub text: String,
    /// Its headings by their rank.
    pub headings: Vec<(usize, String)>,
    /// Its tables: cells by rows, the heading row first.
    pub tables: Vec<Vec<Vec<String>>>,
    /// How many lists of each kind there are at the outermost place: bullets and numbers.
    pub lists: [usize; 2],
}

/// White space as one space each, none at the ends.
fn spaced(text: &str) -> String {
    text.split(|c: char| c.is_whitespace()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Reads Markdown; fails on everything that the report does not write itself.
pub fn understood(markdown: &str, options: Options) -> Result<Read, String> {
    let mut read = Read::default();
    let mut piece: Option<String> = None;
    let mut depth = 0;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) => {
                read.text.push_str(&text);
                piece.iter_mut().for_each(|piece| piece.push_str(&text));
            }
            Event::SoftBreak | Event::HardBreak => {
                read.text.push('\n');
                piece.iter_mut().for_each(|piece| piece.push('\n'));
            }
            Event::InlineHtml(tag) if &*tag == "<br>" => {
                read.text.push('\n');
                piece.iter_mut().for_each(|piece| piece.push('\n'));
            }
            Event::Start(tag) => match tag {
                Tag::Heading { .. } | Tag::TableCell => piece = Some(String::new()),
                Tag::Table(_) => read.tables.push(Vec::new()),
                Tag::TableHead | Tag::TableRow => read.tables.last_mut().unwrap().push(Vec::new()),
                Tag::List(first) => {
                    if depth == 0 {
                        read.lists[usize::from(first.is_some())] += 1;
                    }
                    depth += 1;
                    if first.is_some_and(|first| first != 1) {
                        return Err("a list that does not begin at 1".to_owned());
                    }
                }
                Tag::Paragraph | Tag::BlockQuote(None) | Tag::Item | Tag::Emphasis | Tag::Strong => {}
                other => return Err(format!("{other:?}")),
            },
            Event::End(end) => {
                match end {
                    TagEnd::Heading(rank) => {
                        read.headings.push((rank as usize, spaced(&piece.take().unwrap())))
                    }
                    TagEnd::TableCell => {
                        let row = read.tables.last_mut().unwrap().last_mut().unwrap();
                        row.push(spaced(&piece.take().unwrap()));
                    }
                    TagEnd::List(_) => depth -= 1,
                    _ => {}
                }
                if !matches!(end, TagEnd::Emphasis | TagEnd::Strong) {
                    read.text.push('\n');
                }
            }
            other => return Err(format!("{other:?}")),
        }
    }
    read.text = spaced(&read.text);
    Ok(read)
}

/// GitHub's Markdown, and all that a reader can take besides.
fn dialects() -> [Options; 2] {
    [Options::ENABLE_TABLES, {
        let mut all = Options::all();
        // They change quotation marks and dashes of any text, ours too, and read a block in front of everything.
        all.remove(Options::ENABLE_SMART_PUNCTUATION);
        all
    }]
}

fn shown(text: &str) -> String {
    // A new line first: what stands for a character's number has none.
    spaced(&visible(&spaced(&text.replace(['\u{b}', '\u{c}', '\u{85}'], "\n"))))
}

/// Holds a document's Markdown against the document.
pub fn check(document: &Document) -> Result<(), String> {
    let written = markdown(document);
    for options in dialects() {
        let read = understood(&written, options).map_err(|what| format!("{what} in\n{written}"))?;
        for text in document.texts() {
            let text = shown(text);
            if !read.text.contains(&text) {
                return Err(format!("{text:?} is not in\n{}\nof\n{written}", read.text));
            }
        }
        let mut headings = vec![(1, shown(&document.cover.title))];
        for section in &document.sections {
            headings.push((2, shown(&section.title)));
            for block in &section.blocks {
                if let Block::Heading(title) = block {
                    headings.push((3, shown(title)));
                }
            }
        }
        headings.retain(|(_, title)| !title.is_empty());
        if headings != read.headings {
            return Err(format!("{:?} instead of {headings:?} in\n{written}", read.headings));
        }
        let tables: Vec<Vec<Vec<String>>> = document
            .tables()
            .map(|table| {
                let head = table.columns.iter().map(|column| shown(&column.title)).collect();
                let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| shown(cell)).collect());
                std::iter::once(head).chain(rows).collect()
            })
            .collect();
        if tables != read.tables {
            return Err(format!("{:?} instead of {tables:?} in\n{written}", read.tables));
        }
    }
    unescaped(&written, document)
}

/// Holds what needs no reader: the only tag is ours, and each row of a table has its pipes.
pub fn unescaped(written: &str, document: &Document) -> Result<(), String> {
    for line in written.lines() {
        let mut escaped = false;
        let mut bare = String::new();
        for c in line.chars() {
            if !escaped {
                bare.push(c);
            }
            escaped = c == '\\' && !escaped;
        }
        if bare.replace("<br>", "").contains('<') {
            return Err(format!("a bare < in {line}"));
        }
        let pipes = bare.matches('|').count();
        let allowed: Vec<usize> = document.tables().map(|table| table.columns.len() + 1).collect();
        if pipes > 0 && !(line.starts_with('|') && line.ends_with('|') && allowed.contains(&pipes)) {
            return Err(format!("{pipes} pipes in {line}"));
        }
        if line.chars().any(pomscope_core::visible::turns) {
            return Err(format!("the direction turns in {line}"));
        }
    }
    let ends = written.is_empty() || written.ends_with('\n') && !written.ends_with("\n\n");
    if ends { Ok(()) } else { Err("it does not end with one line feed".to_owned()) }
}
