//! The two tables that a relationship manager keeps in an assessment: the register of relationships and the ledger of commitments; what their rows say is read here, editing them is `state`'s business.
//!
//! The assessment keeps rows as they came (docs/decisions/021-rows-as-they-came.md), so that the questions link nothing of this.

use std::borrow::Cow;

use crate::answers::{Assessment, says_something};
use crate::json::{Map, Value};
use crate::text::Message;
use crate::time::{is_before, is_date};

/// How many rows a book takes.
pub const MOST_ROWS: usize = 500;

/// One of the two tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Book {
    /// Which relationships are meant: as many as it has rows, so many are K.
    Register,
    /// What was promised, and what became of it.
    Ledger,
}

/// What a column of a book holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What a relationship is called.
    Name,
    /// Of what type it is.
    Type,
    /// What it is for.
    Purpose,
    /// Who answers for it on both sides.
    Roles,
    /// By what its success will be seen.
    Outcome,
    /// Since when there is one.
    Since,
    /// What was asked for.
    Request,
    /// What was promised.
    Promise,
    /// To whom: a relationship of the register, or any name.
    To,
    /// The day by which.
    Due,
    /// What became of it.
    Status,
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A few words.
    Line,
    /// Several lines.
    Text,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A relationship.
    Relationship,
    /// A [`Status`].
    Status,
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It is still to be kept.
    #[default]
    Open,
    /// It was kept.
    Met,
    /// Both sides agreed on something else.
    Renegotiated,
    /// It was not kept.
    Missed,
}

impl Status {
    /// All states, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Open, Self::Met, Self::Renegotiated, Self::Missed];

    /// The state as it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Met => "met",
            Self::Renegotiated => "renegotiated",
            Self::Missed => "missed",
        }
    }

    /// The state of this name in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// Its key in the catalogue.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "book.status.open",
            Self::Met => "book.status.met",
            Self::Renegotiated => "book.status.renegotiated",
            Self::Missed => "book.status.missed",
        }
    }
}

impl Field {
    /// Its key in files, and the name of its column in CSV.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Type => "type",
            Self::Purpose => "purpose",
            Self::Roles => "roles",
            Self::Outcome => "outcome",
            Self::Since => "since",
            Self::Request => "request",
            Self::Promise => "promise",
            Self::To => "to",
            Self::Due => "due",
            Self::Status => "status",
        }
    }

    /// Its heading's key in the catalogue.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "book.name",
            Self::Type => "book.type",
            Self::Purpose => "book.purpose",
            Self::Roles => "book.roles",
            Self::Outcome => "book.outcome",
            Self::Since => "book.since",
            Self::Request => "book.request",
            Self::Promise => "book.promise",
            Self::To => "book.to",
            Self::Due => "book.due",
            Self::Status => "book.status",
        }
    }

    /// How it is filled in.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Name | Self::Type => Kind::Line,
            Self::Purpose | Self::Roles | Self::Outcome | Self::Request | Self::Promise => Kind::Text,
            Self::Since | Self::Due => Kind::Date,
            Self::To => Kind::Relationship,
            Self::Status => Kind::Status,
        }
    }
}

impl Book {
    /// Both books.
    pub const ALL: [Self; 2] = [Self::Register, Self::Ledger];

    /// Its columns in order; the first names a row.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Register => {
                &[Field::Name, Field::Type, Field::Purpose, Field::Roles, Field::Outcome, Field::Since]
            }
            Self::Ledger => &[Field::Request, Field::Promise, Field::To, Field::Due, Field::Status],
        }
    }

    /// Its key in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Register => "relationships",
            Self::Ledger => "commitments",
        }
    }

    /// Its rows as they came, by id, what is no row among them.
    #[must_use]
    pub fn kept(self, assessment: &Assessment) -> &Map {
        match self {
            Self::Register => &assessment.relationships,
            Self::Ledger => &assessment.commitments,
        }
    }

    /// Its rows as they came, to be changed.
    pub fn kept_mut(self, assessment: &mut Assessment) -> &mut Map {
        match self {
            Self::Register => &mut assessment.relationships,
            Self::Ledger => &mut assessment.commitments,
        }
    }

    /// Its rows in the order in which they were added, those that say nothing yet included.
    pub fn rows(self, assessment: &Assessment) -> impl Iterator<Item = Row<'_>> {
        self.kept(assessment).iter().filter_map(|(id, value)| Some(Row { id, fields: value.as_object()? }))
    }

    /// Its rows that say something.
    pub fn said(self, assessment: &Assessment) -> impl Iterator<Item = Row<'_>> {
        self.rows(assessment).filter(Row::says_something)
    }
}

/// A row of a book.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// Its id within the book.
    pub id: &'a str,
    fields: &'a Map,
}

impl<'a> Row<'a> {
    /// A row of these values.
    #[must_use]
    pub fn new(id: &'a str, fields: &'a Map) -> Self {
        Self { id, fields }
    }

    /// What stands in a field, whether it is understood or not; empty for nothing.
    #[must_use]
    pub fn text(&self, field: Field) -> Cow<'a, str> {
        match self.fields.get(field.key()) {
            None | Some(Value::Null) => Cow::Borrowed(""),
            Some(Value::String(text)) => Cow::Borrowed(text),
            Some(other) => Cow::Owned(other.to_string()),
        }
    }

    /// What stands in a field, as a program reads it: a relationship by its name, what became of a promise in its word.
    #[must_use]
    pub fn data(&self, assessment: &Assessment, field: Field) -> String {
        match (field.kind(), self.status()) {
            (Kind::Relationship, _) => to_whom(assessment, self),
            (Kind::Status, Some(status)) => status.as_str().to_owned(),
            _ => self.text(field).into_owned(),
        }
    }

    /// The day in a field; none where there is none, or something else.
    #[must_use]
    pub fn date(&self, field: Field) -> Option<&'a str> {
        self.fields.get(field.key())?.as_str().filter(|text| is_date(text))
    }

    /// What became of the promise; none where the file says something else.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        match self.text(Field::Status).trim() {
            "" => Some(Status::Open),
            text => Status::parse(text),
        }
    }

    /// Whether something stands in the field that it cannot hold.
    #[must_use]
    pub fn is_odd(&self, field: Field) -> bool {
        let text = self.text(field);
        match field.kind() {
            _ if text.trim().is_empty() => false,
            Kind::Date => self.date(field).is_none(),
            Kind::Status => self.status().is_none(),
            Kind::Line | Kind::Text | Kind::Relationship => false,
        }
    }

    /// Whether anything was entered.
    #[must_use]
    pub fn says_something(&self) -> bool {
        says_something(self.fields)
    }

    /// Whether it is open and its day is past; `today` is the local date.
    #[must_use]
    pub fn is_overdue(&self, today: &str) -> bool {
        self.status() == Some(Status::Open) && self.date(Field::Due).is_some_and(|due| is_before(due, today))
    }
}

/// To whom a promise was made, in words: the name of the relationship whose id stands there, or what stands there.
#[must_use]
pub fn to_whom(assessment: &Assessment, row: &Row<'_>) -> String {
    let given = row.text(Field::To);
    let named = assessment.relationships.get(&given).and_then(Value::as_object);
    match named.map(|fields| Row::new("", fields).text(Field::Name)) {
        Some(name) if !name.trim().is_empty() => name.into_owned(),
        _ => given.into_owned(),
    }
}

/// What is kept of a name: the id of the only relationship that has it, else the name itself.
#[must_use]
pub fn link(relationships: &Map, name: &str) -> String {
    let mut found = relationships.iter().filter(|(_, value)| {
        let fields = value.as_object();
        !name.is_empty() && fields.is_some_and(|fields| Row::new("", fields).text(Field::Name).trim() == name)
    });
    match (found.next(), found.next()) {
        (Some((id, _)), None) => id.clone(),
        _ => name.to_owned(),
    }
}

/// How many promises stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Promises in all.
    pub all: usize,
    /// Still open, overdue ones included.
    pub open: usize,
    /// Kept.
    pub met: usize,
    /// Changed by both sides.
    pub renegotiated: usize,
    /// Not kept.
    pub missed: usize,
    /// Open with a day that is past.
    pub overdue: usize,
}

/// Counts the promises; `today` is the local date, `YYYY-MM-DD`.
#[must_use]
pub fn tally(assessment: &Assessment, today: &str) -> Tally {
    let mut tally = Tally::default();
    for row in Book::Ledger.said(assessment) {
        tally.all += 1;
        match row.status() {
            Some(Status::Open) => tally.open += 1,
            Some(Status::Met) => tally.met += 1,
            Some(Status::Renegotiated) => tally.renegotiated += 1,
            Some(Status::Missed) => tally.missed += 1,
            None => {}
        }
        tally.overdue += usize::from(row.is_overdue(today));
    }
    tally
}

/// The share of promises that were kept, of those that were kept or missed; none where there is neither.
#[must_use]
pub fn kept_rate(assessment: &Assessment) -> Option<f64> {
    let tally = tally(assessment, "");
    let of = tally.met + tally.missed;
    // Counts of rows: far below where a float loses ones.
    #[expect(clippy::cast_precision_loss)]
    (of > 0).then(|| tally.met as f64 / of as f64)
}

/// What stands in a book's place and is no row, with where it stands.
fn no_rows(assessment: &Assessment, book: Book) -> Vec<(String, String)> {
    let whole = assessment.extra.get(book.key()).filter(|value| !value.is_null());
    let whole = whole.map(|value| (book.key().to_owned(), value.to_string()));
    let rows = book.kept(assessment).iter().filter(|(_, row)| !row.is_object());
    whole.into_iter().chain(rows.map(|(id, row)| (format!("{}.{id}", book.key()), row.to_string()))).collect()
}

/// How many entries of a book are no rows: kept, and shown nowhere.
#[must_use]
pub fn set_aside(assessment: &Assessment, book: Book) -> usize {
    no_rows(assessment, book).len()
}

/// One sentence for each value of a book that was not understood; all of them are kept.
#[must_use]
pub fn oddities(assessment: &Assessment) -> Vec<Message> {
    let mut odd = Vec::new();
    for book in Book::ALL {
        odd.extend(no_rows(assessment, book));
        for row in book.rows(assessment) {
            for field in book.fields().iter().filter(|field| row.is_odd(**field)) {
                let place = format!("{}.{}.{}", book.key(), row.id, field.key());
                odd.push((place, row.text(*field).into_owned()));
            }
        }
    }
    let say = |(place, value): (String, String)| {
        let mut shown: String = value.chars().take(40).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        Message::new("read.setAside").with("place", place).with("value", shown)
    };
    odd.into_iter().map(say).collect()
}
