//! A document as JSON and back, version 1: all that a renderer draws, so that another program can draw it too; what opens on the screen (`opens`, `opens_at`) is left out.

use std::fmt;

use crate::json::{Value, object};
use crate::report::document::{
    Block, CoverPage, Direction, Document, Figure, List, ListItem, ListKind, PageWords, Pages, Paragraph,
    Section, Start, Voice,
};
use crate::report::drawing::{Anchor, Drawing, Ink, Mark, Stroke, Weight};
use crate::report::{Column, Fact, Row, Table};

const DIRECTIONS: [(Direction, &str); 2] = [(Direction::LeftToRight, "ltr"), (Direction::RightToLeft, "rtl")];
const PAGES: [(Pages, &str); 3] =
    [(Pages::Report, "report"), (Pages::Slides, "slides"), (Pages::Form, "form")];
const STARTS: [(Start, &str); 2] = [(Start::Here, "here"), (Start::NewPage, "newPage")];
const VOICES: [(Voice, &str); 4] =
    [(Voice::Plain, "plain"), (Voice::Lead, "lead"), (Voice::Small, "small"), (Voice::Notice, "notice")];
const ORDERS: [(ListKind, &str); 2] = [(ListKind::Bullets, "bullets"), (ListKind::Numbers, "numbers")];
const STROKES: [(Stroke, &str); 2] = [(Stroke::Whole, "whole"), (Stroke::Dashed, "dashed")];
const ANCHORS: [(Anchor, &str); 3] =
    [(Anchor::Start, "start"), (Anchor::Middle, "middle"), (Anchor::End, "end")];
const WEIGHTS: [(Weight, &str); 2] = [(Weight::Regular, "regular"), (Weight::Bold, "bold")];

/// Why a value is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    /// The place of what is missing or of another kind, such as `sections.3.blocks.0.kind`; empty for the whole.
    pub place: String,
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() { "the whole" } else { &self.place };
        write!(f, "this is no document of a report: {place} is not what it should be")
    }
}

impl DocumentError {
    fn at(key: &str) -> Self {
        Self { place: key.to_owned() }
    }

    fn inside(mut self, key: &str) -> Self {
        let dot = if self.place.is_empty() { "" } else { "." };
        self.place = format!("{key}{dot}{}", self.place);
        self
    }
}

type Reading<T> = Result<T, DocumentError>;

/// The document as JSON; docs/FORMATS.md says what each key means. A length that is not finite is written as 0, so that what was written can always be read.
#[must_use]
pub fn write(document: &Document) -> Value {
    let cover = &document.cover;
    let score =
        cover.score.as_ref().map(|(value, of)| object(vec![("value", text(value)), ("of", text(of))]));
    let words = &document.words;
    let mut front = vec![
        ("mark", text(&cover.mark)),
        ("over", text(&cover.over)),
        ("title", text(&cover.title)),
        ("about", text(&cover.about)),
        ("facts", list(&cover.facts, write_fact)),
        ("score", score.into()),
        ("lines", list(&cover.lines, |line| text(line))),
        ("made", list(&cover.made, |line| text(line))),
    ];
    // Files are older than this key.
    if let Some(figure) = &cover.figure {
        front.push(("figure", object(write_figure(figure))));
    }
    let mut entries = vec![
        ("lang", text(&document.lang)),
        ("direction", name(&DIRECTIONS, document.direction)),
        ("title", text(&document.title)),
        ("subject", text(&document.subject)),
        ("date", text(&document.date)),
        ("cover", object(front)),
        ("sections", list(&document.sections, write_section)),
        (
            "words",
            object(vec![
                ("contents", text(&words.contents)),
                ("page", text(&words.page)),
                ("annex", text(&words.annex)),
                ("annexIntro", text(&words.annex_intro)),
                ("annexColumns", list(&words.annex_columns, |column| text(column))),
                ("figure", text(&words.figure)),
                ("attachment", text(&words.attachment)),
            ]),
        ),
    ];
    // A report says nothing of its pages: its files are older than this key.
    if document.pages != Pages::Report {
        entries.push(("pages", name(&PAGES, document.pages)));
    }
    object(entries)
}

fn text(text: &str) -> Value {
    text.into()
}

fn list<T>(items: &[T], write: impl Fn(&T) -> Value) -> Value {
    Value::Array(items.iter().map(write).collect())
}

fn name<T: Copy + PartialEq>(names: &[(T, &'static str)], value: T) -> Value {
    names.iter().find(|(other, _)| *other == value).map(|(_, name)| *name).into()
}

fn write_fact(fact: &Fact) -> Value {
    object(vec![("term", text(&fact.term)), ("value", text(&fact.value))])
}

fn write_section(section: &Section) -> Value {
    object(vec![
        ("id", text(&section.id)),
        ("title", text(&section.title)),
        ("start", name(&STARTS, section.start)),
        ("blocks", list(&section.blocks, write_block)),
    ])
}

fn write_block(block: &Block) -> Value {
    let (kind, mut entries) = match block {
        Block::Heading(title) => ("heading", vec![("text", text(title))]),
        Block::Paragraph(paragraph) => (
            "paragraph",
            vec![
                ("voice", name(&VOICES, paragraph.voice)),
                ("strong", text(&paragraph.strong)),
                ("text", text(&paragraph.text)),
            ],
        ),
        Block::List(block) => {
            ("list", vec![("order", name(&ORDERS, block.kind)), ("items", list(&block.items, write_item))])
        }
        Block::Facts(facts) => ("facts", vec![("facts", list(facts, write_fact))]),
        Block::Table(table) => {
            let column = |column: &Column| {
                object(vec![("title", text(&column.title)), ("number", column.number.into())])
            };
            (
                "table",
                vec![
                    ("caption", text(&table.caption)),
                    ("columns", list(&table.columns, column)),
                    ("rows", list(&table.rows, |row| list(&row.cells, |cell| text(cell)))),
                ],
            )
        }
        Block::Figure(figure) => ("figure", write_figure(figure)),
    };
    entries.push(("kind", text(kind)));
    object(entries)
}

fn write_figure(figure: &Figure) -> Vec<(&'static str, Value)> {
    vec![
        ("id", text(&figure.id)),
        ("caption", text(&figure.caption)),
        ("alternative", text(&figure.alternative)),
        ("drawing", write_drawing(&figure.drawing)),
    ]
}

fn write_item(item: &ListItem) -> Value {
    object(vec![
        ("strong", text(&item.strong)),
        ("text", text(&item.text)),
        ("end", text(&item.end)),
        ("lines", list(&item.lines, |line| text(line))),
    ])
}

fn write_drawing(drawing: &Drawing) -> Value {
    object(vec![
        ("width", length(drawing.width)),
        ("height", length(drawing.height)),
        ("marks", list(&drawing.marks, write_mark)),
    ])
}

fn length(length: f64) -> Value {
    if length.is_finite() { length.into() } else { 0u8.into() }
}

fn place((x, y): (f64, f64)) -> Value {
    Value::Array(vec![length(x), length(y)])
}

fn write_mark(mark: &Mark) -> Value {
    let ink = |ink: &Ink| text(ink.as_str());
    let (kind, mut entries) = match mark {
        Mark::Rect { x, y, width, height, fill } => (
            "rect",
            vec![
                ("x", length(*x)),
                ("y", length(*y)),
                ("width", length(*width)),
                ("height", length(*height)),
                ("fill", ink(fill)),
            ],
        ),
        Mark::Line { from, to, width, ink: colour, stroke } => (
            "line",
            vec![
                ("from", place(*from)),
                ("to", place(*to)),
                ("width", length(*width)),
                ("ink", ink(colour)),
                ("stroke", name(&STROKES, *stroke)),
            ],
        ),
        Mark::Dot { at, r, fill, edge } => {
            ("dot", vec![("at", place(*at)), ("r", length(*r)), ("fill", ink(fill)), ("edge", ink(edge))])
        }
        Mark::Text { at, size, anchor, weight, ink: colour, text: words } => (
            "text",
            vec![
                ("at", place(*at)),
                ("size", length(*size)),
                ("anchor", name(&ANCHORS, *anchor)),
                ("weight", name(&WEIGHTS, *weight)),
                ("ink", ink(colour)),
                ("text", text(words)),
            ],
        ),
    };
    entries.push(("kind", text(kind)));
    object(entries)
}

/// Reads a document from JSON. Unknown keys are passed over; an absent text or list is an empty one, an absent choice the usual one; numbers, and the kinds of blocks and marks, must be there.
///
/// # Errors
/// The place of the first value that is missing or of another kind.
pub fn read(value: &Value) -> Reading<Document> {
    whole(value)?;
    let cover = part(value, "cover", read_cover)?;
    Ok(Document {
        lang: words(value, "lang")?,
        direction: choice(value, "direction", &DIRECTIONS)?,
        title: words(value, "title")?,
        subject: words(value, "subject")?,
        date: words(value, "date")?,
        pages: choice(value, "pages", &PAGES)?,
        cover,
        sections: items(value, "sections", read_section)?,
        words: part(value, "words", read_page_words)?,
    })
}

fn whole(value: &Value) -> Reading<()> {
    if value.is_object() { Ok(()) } else { Err(DocumentError::at("")) }
}

/// The value under a key; none too where it is null.
fn given<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    value.get(key).filter(|value| !value.is_null())
}

fn words(value: &Value, key: &str) -> Reading<String> {
    given(value, key).map_or(Ok(String::new()), |value| word(value).map_err(|error| error.inside(key)))
}

fn word(value: &Value) -> Reading<String> {
    value.as_str().map(str::to_owned).ok_or_else(|| DocumentError::at(""))
}

fn items<T>(value: &Value, key: &str, read: fn(&Value) -> Reading<T>) -> Reading<Vec<T>> {
    given(value, key).map_or(Ok(Vec::new()), |value| all(value, read).map_err(|error| error.inside(key)))
}

fn all<T>(value: &Value, read: fn(&Value) -> Reading<T>) -> Reading<Vec<T>> {
    let list = value.as_array().ok_or_else(|| DocumentError::at(""))?;
    let one = |(at, value): (usize, &Value)| read(value).map_err(|error| error.inside(&at.to_string()));
    list.iter().enumerate().map(one).collect()
}

fn part<T: Default>(value: &Value, key: &str, read: fn(&Value) -> Reading<T>) -> Reading<T> {
    let read = |value| whole(value).and_then(|()| read(value)).map_err(|error| error.inside(key));
    given(value, key).map_or(Ok(T::default()), read)
}

fn choice<T: Copy + Default>(value: &Value, key: &str, names: &[(T, &str)]) -> Reading<T> {
    let Some(value) = given(value, key) else { return Ok(T::default()) };
    let found = value.as_str().and_then(|given| names.iter().find(|(_, name)| *name == given));
    found.map(|(choice, _)| *choice).ok_or_else(|| DocumentError::at(key))
}

fn yes(value: &Value, key: &str) -> Reading<bool> {
    given(value, key).map_or(Ok(false), |value| value.as_bool().ok_or_else(|| DocumentError::at(key)))
}

fn number(value: &Value, key: &str) -> Reading<f64> {
    value.get(key).and_then(Value::as_f64).ok_or_else(|| DocumentError::at(key))
}

fn point(value: &Value, key: &str) -> Reading<(f64, f64)> {
    let read = || {
        let [x, y] = value.get(key)?.as_array()?.as_slice() else { return None };
        Some((x.as_f64()?, y.as_f64()?))
    };
    read().ok_or_else(|| DocumentError::at(key))
}

fn ink(value: &Value, key: &str) -> Reading<Ink> {
    value.get(key).and_then(Value::as_str).and_then(Ink::parse).ok_or_else(|| DocumentError::at(key))
}

fn kind(value: &Value) -> &str {
    value.get("kind").and_then(Value::as_str).unwrap_or_default()
}

fn read_fact(value: &Value) -> Reading<Fact> {
    whole(value)?;
    Ok(Fact { term: words(value, "term")?, value: words(value, "value")? })
}

fn read_cover(value: &Value) -> Reading<CoverPage> {
    let score = match given(value, "score") {
        None => None,
        Some(_) => Some(part(value, "score", |score| Ok((words(score, "value")?, words(score, "of")?)))?),
    };
    Ok(CoverPage {
        mark: words(value, "mark")?,
        over: words(value, "over")?,
        title: words(value, "title")?,
        about: words(value, "about")?,
        facts: items(value, "facts", read_fact)?,
        score,
        lines: items(value, "lines", word)?,
        figure: given(value, "figure").map(|_| part(value, "figure", read_figure)).transpose()?,
        made: items(value, "made", word)?,
    })
}

fn read_figure(value: &Value) -> Reading<Figure> {
    Ok(Figure {
        id: words(value, "id")?,
        caption: words(value, "caption")?,
        alternative: words(value, "alternative")?,
        drawing: part(value, "drawing", read_drawing)?,
    })
}

fn read_page_words(value: &Value) -> Reading<PageWords> {
    let mut columns = items(value, "annexColumns", word)?.into_iter();
    Ok(PageWords {
        contents: words(value, "contents")?,
        page: words(value, "page")?,
        annex: words(value, "annex")?,
        annex_intro: words(value, "annexIntro")?,
        annex_columns: [(); 3].map(|()| columns.next().unwrap_or_default()),
        figure: words(value, "figure")?,
        attachment: words(value, "attachment")?,
    })
}

fn read_section(value: &Value) -> Reading<Section> {
    whole(value)?;
    Ok(Section {
        id: words(value, "id")?,
        title: words(value, "title")?,
        start: choice(value, "start", &STARTS)?,
        blocks: items(value, "blocks", read_block)?,
    })
}

fn read_block(value: &Value) -> Reading<Block> {
    Ok(match kind(value) {
        "heading" => Block::Heading(words(value, "text")?),
        "paragraph" => Block::Paragraph(Paragraph {
            voice: choice(value, "voice", &VOICES)?,
            strong: words(value, "strong")?,
            text: words(value, "text")?,
        }),
        "list" => Block::List(List {
            kind: choice(value, "order", &ORDERS)?,
            items: items(value, "items", read_item)?,
        }),
        "facts" => Block::Facts(items(value, "facts", read_fact)?),
        "table" => Block::Table(Table {
            caption: words(value, "caption")?,
            columns: items(value, "columns", read_column)?,
            rows: items(value, "rows", read_row)?,
            opens_at: None,
        }),
        "figure" => Block::Figure(read_figure(value)?),
        _ => return Err(DocumentError::at("kind")),
    })
}

fn read_item(value: &Value) -> Reading<ListItem> {
    whole(value)?;
    Ok(ListItem {
        strong: words(value, "strong")?,
        text: words(value, "text")?,
        end: words(value, "end")?,
        lines: items(value, "lines", word)?,
    })
}

fn read_column(value: &Value) -> Reading<Column> {
    whole(value)?;
    Ok(Column { title: words(value, "title")?, number: yes(value, "number")? })
}

fn read_row(value: &Value) -> Reading<Row> {
    Ok(Row { cells: all(value, word)?, opens: None })
}

fn read_drawing(value: &Value) -> Reading<Drawing> {
    Ok(Drawing {
        width: number(value, "width")?,
        height: number(value, "height")?,
        marks: items(value, "marks", read_mark)?,
    })
}

fn read_mark(value: &Value) -> Reading<Mark> {
    Ok(match kind(value) {
        "rect" => Mark::Rect {
            x: number(value, "x")?,
            y: number(value, "y")?,
            width: number(value, "width")?,
            height: number(value, "height")?,
            fill: ink(value, "fill")?,
        },
        "line" => Mark::Line {
            from: point(value, "from")?,
            to: point(value, "to")?,
            width: number(value, "width")?,
            ink: ink(value, "ink")?,
            stroke: choice(value, "stroke", &STROKES)?,
        },
        "dot" => Mark::Dot {
            at: point(value, "at")?,
            r: number(value, "r")?,
            fill: ink(value, "fill")?,
            edge: ink(value, "edge")?,
        },
        "text" => Mark::Text {
            at: point(value, "at")?,
            size: number(value, "size")?,
            anchor: choice(value, "anchor", &ANCHORS)?,
            weight: choice(value, "weight", &WEIGHTS)?,
            ink: ink(value, "ink")?,
            text: words(value, "text")?,
        },
        _ => return Err(DocumentError::at("kind")),
    })
}
