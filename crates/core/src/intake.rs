//! A table from a file, RFC 4180 or what spreadsheets make of it, read as rows of a book: which columns were understood, and what is wrong where; what becomes of the rows is decided in `state`.

use crate::book::{self, Book, Field, Kind, MOST_ROWS, Row, Status};
use crate::json::{Map, Value};
use crate::report::csv::unguarded;
use crate::state::LONGEST_TEXT;
use crate::table::Table;
use crate::text::{Message, Texts};
use crate::time::is_date;

/// The name of the column that holds the ids of rows.
pub const ID: &str = "id";

/// The longest id that is taken over from a file.
const LONGEST_ID: usize = 64;

/// A row as it came from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incoming {
    /// The id that the file gives it; empty for none.
    pub id: String,
    /// Its values as a book keeps them.
    pub fields: Map,
}

/// What a column of the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The ids of the rows.
    Id,
    /// A field of the book.
    Field(Field),
}

/// A table from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The rows that say something.
    pub rows: Vec<Incoming>,
    /// The fields that have a column.
    pub known: Vec<Field>,
    /// The headings that are nothing of the book's.
    pub unknown: Vec<String>,
    /// What is wrong, in the order of the file's rows: the row, its number counted as a spreadsheet does.
    pub faults: Vec<(usize, Message)>,
}

/// Reads a file for a book. `assessment` has the register that names are looked up in.
///
/// # Errors
/// The sentence for the reader, where nothing can be made of the file.
pub fn read(book: Book, text: &str, texts: &Texts, relationships: &Map) -> Result<Sheet, Message> {
    let text = text.trim_start_matches('\u{feff}');
    let (text, separator) = separated(text);
    let mut records = records(text, separator)?.into_iter().enumerate();
    let blank = |cells: &Vec<String>| cells.iter().all(|cell| cell.trim().is_empty());
    let Some((_, headings)) = records.find(|(_, cells)| !blank(cells)) else {
        return Err(Message::new("book.in.empty"));
    };
    let mut sheet = Sheet::default();
    let mut meanings: Vec<Option<Meaning>> = Vec::new();
    for heading in &headings {
        let meaning =
            meaning(book, unguarded(heading), texts).filter(|meaning| !meanings.contains(&Some(*meaning)));
        match meaning {
            Some(Meaning::Field(field)) => sheet.known.push(field),
            Some(Meaning::Id) => {}
            None if heading.trim().is_empty() => {}
            None => sheet.unknown.push(shortened(heading.trim())),
        }
        meanings.push(meaning);
    }
    if sheet.known.is_empty() {
        return Err(Message::new("book.in.noHeading").with("columns", columns(book, texts)));
    }
    let mut ids: Table<String, ()> = Table::new();
    for (at, cells) in records {
        if blank(&cells) {
            continue;
        }
        // As spreadsheets count: the first record is row 1.
        let number = at + 1;
        let mut incoming = Incoming::default();
        for (at, cell) in cells.iter().enumerate() {
            let cell = unguarded(cell);
            match meanings.get(at) {
                Some(Some(Meaning::Id)) if fits_as_id(cell.trim()) && !ids.contains_key(cell.trim()) => {
                    ids.insert(cell.trim().to_owned(), ());
                    cell.trim().clone_into(&mut incoming.id);
                }
                Some(Some(Meaning::Field(field))) => {
                    let (value, fault) = value(*field, cell, texts, relationships);
                    sheet.faults.extend(fault.map(|fault| (number, fault)));
                    if !value.is_empty() {
                        incoming.fields.insert(field.key().to_owned(), Value::String(value));
                    }
                }
                None if !cell.trim().is_empty() => {
                    let fault = Message::new("book.in.fault.beyond").with("value", shortened(cell));
                    sheet.faults.push((number, fault));
                }
                Some(Some(Meaning::Id) | None) | None => {}
            }
        }
        if Row::new("", &incoming.fields).says_something() {
            sheet.rows.push(incoming);
        }
    }
    match sheet.rows.len() {
        0 => Err(Message::new("book.in.noRow")),
        n if n > MOST_ROWS => {
            Err(Message::new("book.in.tooMany").count("n", n).with("most", MOST_ROWS.to_string()))
        }
        _ => Ok(sheet),
    }
}

/// The columns that a file may have, in the words of the language.
#[must_use]
pub fn columns(book: Book, texts: &Texts) -> String {
    book.fields().iter().map(|field| texts.get(field.label())).collect::<Vec<_>>().join(", ")
}

/// The text with what parts its cells: as its first line says (`sep=;`), else what stands most often in its first row outside quotation marks.
fn separated(text: &str) -> (&str, char) {
    let (first, rest) = text.split_once(['\r', '\n']).unwrap_or((text, ""));
    let named = first.strip_prefix("sep=").and_then(|sign| sign.chars().next());
    if let Some(sign) = named.filter(|sign| SEPARATORS.contains(sign)) {
        return (rest.strip_prefix('\n').unwrap_or(rest), sign);
    }
    let mut quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\r' | '\n' if !quoted && counts.iter().any(|count| *count > 0) => break,
            c if !quoted => {
                let found = SEPARATORS.iter().zip(&mut counts).find(|(sign, _)| **sign == c);
                if let Some((_, count)) = found {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let sign = SEPARATORS.iter().zip(counts).find(|(_, count)| *count == most).map(|(sign, _)| *sign);
    (text, sign.unwrap_or(','))
}

const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// The records of a text, cell by cell. A quotation mark opens a quoted cell at its beginning alone; what follows the one that closes it belongs to the cell.
fn records(text: &str, separator: char) -> Result<Vec<Vec<String>>, Message> {
    let mut records = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut begun = false;
    let mut quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        if quoted {
            match c {
                '"' if signs.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => quoted = false,
                c => cell.push(c),
            }
            continue;
        }
        match c {
            '"' if !begun => quoted = true,
            '\r' | '\n' => {
                if c == '\r' {
                    signs.next_if_eq(&'\n');
                }
                cells.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut cells));
                begun = false;
                continue;
            }
            c if c == separator => {
                cells.push(std::mem::take(&mut cell));
                begun = false;
                continue;
            }
            c => cell.push(c),
        }
        begun = true;
    }
    if quoted {
        return Err(Message::new("book.in.quote").count("n", records.len() + 1));
    }
    if begun || !cells.is_empty() {
        cells.push(cell);
        records.push(cells);
    }
    Ok(records)
}

/// What a heading names: a fixed key, or the language's own heading, in letters of any size.
fn meaning(book: Book, heading: &str, texts: &Texts) -> Option<Meaning> {
    let given = heading.trim().to_lowercase();
    if given == ID {
        return Some(Meaning::Id);
    }
    let names = |field: &&Field| given == field.key() || given == texts.get(field.label()).to_lowercase();
    book.fields().iter().find(names).map(|field| Meaning::Field(*field))
}

/// What a book keeps of a cell, and what is wrong with it: what is not understood is kept as it is written.
fn value(field: Field, cell: &str, texts: &Texts, relationships: &Map) -> (String, Option<Message>) {
    let about = |key: &'static str| {
        Message::new(key).with("column", texts.get(field.label())).with("value", shortened(cell.trim()))
    };
    match field.kind() {
        Kind::Line | Kind::Text if cell.chars().count() > LONGEST_TEXT => {
            let cut = cell.chars().take(LONGEST_TEXT).collect();
            (cut, Some(about("book.in.fault.long").with("most", LONGEST_TEXT.to_string())))
        }
        Kind::Line | Kind::Text => (cell.to_owned(), None),
        Kind::Relationship => {
            let name: String = cell.chars().take(LONGEST_TEXT).collect();
            let found = book::link(relationships, name.trim());
            // Without one, the name as it is written.
            (if relationships.contains_key(&found) { found } else { name }, None)
        }
        Kind::Date if cell.trim().is_empty() => (String::new(), None),
        Kind::Date => match day(cell.trim(), texts) {
            Some(day) => (day, None),
            None => (shortened_to(cell.trim(), LONGEST_TEXT), Some(about("book.in.fault.date"))),
        },
        Kind::Status => match status(cell.trim(), texts) {
            Some(Status::Open) => (String::new(), None),
            Some(status) => (status.as_str().to_owned(), None),
            None => (shortened_to(cell.trim(), LONGEST_TEXT), Some(about("book.in.fault.status"))),
        },
    }
}

/// A day as year-month-day, or as the language writes it.
fn day(text: &str, texts: &Texts) -> Option<String> {
    if is_date(text) {
        return Some(text.to_owned());
    }
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let numbers: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let year = numbers.iter().find(|number| number.len() == 4)?;
    let day = numbers.iter().find(|number| number.len() <= 2)?;
    (1..=12).map(|month| format!("{year}-{month:02}-{day:0>2}")).find(|date| {
        // Written as the language writes it, it has to be the very text.
        is_date(date) && plain(&texts.date(date)) == plain(text)
    })
}

fn status(text: &str, texts: &Texts) -> Option<Status> {
    let given = text.to_lowercase();
    if given.is_empty() {
        return Some(Status::Open);
    }
    let is = |status: &Status| given == status.as_str() || given == texts.get(status.label()).to_lowercase();
    Status::ALL.into_iter().find(is)
}

fn fits_as_id(id: &str) -> bool {
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Enough of a text to know it again.
fn shortened(text: &str) -> String {
    shortened_to(text, 40)
}

fn shortened_to(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
