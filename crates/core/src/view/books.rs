//! The screens of the register and of the ledger: rows with their fields, what stands out in them, what was removed, and a file that is looked at before it is taken in.

use crate::answers::Assessment;
use crate::book::{Book, Field, Kind, MOST_ROWS, Row, set_aside};
use crate::intake::{self, Sheet};
use crate::report::Fact;
use crate::report::told;
use crate::state::{Intake, RemovedRow, State, cell_place, fits_beside, taken};
use crate::text::Message;
use crate::view::Typed;

/// How many faults of a file are told one by one.
const TOLD: usize = 20;

/// A book's screen.
#[derive(Clone, Debug, PartialEq)]
pub struct BookScreen {
    /// Which book.
    pub book: Book,
    /// What it is for.
    pub lead: Message,
    /// What its rows mean: K of the register.
    pub remarks: Vec<Message>,
    /// Of the ledger: the kept rate, and how many promises stand how.
    pub facts: Vec<Fact>,
    /// Of the ledger: how many promises are overdue.
    pub overdue: Option<String>,
    /// What to do first; none where there are rows.
    pub empty: Option<Message>,
    /// The rows in order, and those that were removed in their places.
    pub lines: Vec<BookLine>,
    /// The names that a promise can be made to.
    pub names: Vec<String>,
    /// Whether another row fits.
    pub room: bool,
    /// The file that is looked at.
    pub intake: Option<IntakeView>,
    /// What was taken in last and can be taken back.
    pub taken: Option<Message>,
}

/// A line of a book.
#[derive(Clone, Debug, PartialEq)]
pub enum BookLine {
    /// A row.
    Row(BookRow),
    /// A row that was removed: its id, and its name.
    Removed(String, String),
}

impl BookLine {
    /// The row's id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Row(row) => &row.id,
            Self::Removed(id, _) => id,
        }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct BookRow {
    /// Its id.
    pub id: String,
    /// Its name, for whoever does not see where a button stands.
    pub name: String,
    /// Its fields.
    pub cells: Vec<BookCell>,
}

/// A field of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct BookCell {
    /// Which field.
    pub field: Field,
    /// What stands in it.
    pub text: String,
    /// What is wrong with it.
    pub fault: Option<Message>,
    /// What should be seen about it: overdue.
    pub late: Option<Message>,
}

/// A file that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct IntakeView {
    /// "18 rows in “relationships.csv”".
    pub title: Message,
    /// Which columns were understood, and which were not.
    pub columns: Vec<Message>,
    /// What is wrong where: the row, then the fault.
    pub faults: Vec<(String, Message)>,
    /// How many faults more there are.
    pub more: Option<Message>,
    /// The label of "add"; none where they do not fit beside those that are here.
    pub add: Option<Message>,
    /// Why they do not.
    pub full: Option<Message>,
    /// The label of "replace"; none where nothing is here.
    pub replace: Option<Message>,
}

/// The screen of a book of the open assessment.
#[must_use]
pub fn book_screen(state: &State, book: Book) -> Option<BookScreen> {
    let assessment = state.assessment()?;
    let (texts, today) = (state.texts(), &state.surroundings.today);
    let said = book.said(assessment).count();
    let mut lines: Vec<BookLine> = book
        .rows(assessment)
        .map(|row| BookLine::Row(row_of(state, assessment, book, &row, today)))
        .collect();
    for removed in state.removed_rows(book) {
        let at = lines.partition_point(|line| line.id() < removed.id.as_str());
        lines.insert(at, BookLine::Removed(removed.id.clone(), removed_name(state, removed)));
    }
    let (mut facts, mut overdue) = (Vec::new(), None);
    let mut remarks = Vec::new();
    let mut names = Vec::new();
    match book {
        Book::Register => {
            let given = assessment.key_relationships;
            remarks.extend(match (said, given) {
                (0, Some(k)) => Some(Message::new("book.k.given").with("k", k.to_string())),
                (0, None) => None,
                (n, _) => Some(Message::new("book.k").count("n", n)),
            });
            let other = given.filter(|k| said > 0 && usize::try_from(*k) != Ok(said));
            remarks.extend(other.map(|k| Message::new("book.k.over").with("k", k.to_string())));
        }
        Book::Ledger => {
            if said > 0 {
                (facts, overdue) = told(texts, assessment, today);
            }
            names =
                Book::Register.said(assessment).map(|row| row.text(Field::Name).trim().to_owned()).collect();
            names.retain(|name| !name.is_empty());
        }
    }
    let aside = set_aside(assessment, book);
    remarks.extend((aside > 0).then(|| Message::new("book.aside").count("n", aside)));
    let empty = lines.is_empty().then(|| {
        Message::new(match book {
            Book::Register => "book.register.empty",
            Book::Ledger => "book.ledger.empty",
        })
    });
    let intake = state.desk.books.intake.as_ref().filter(|intake| intake.book == book);
    Some(BookScreen {
        book,
        lead: Message::new(match book {
            Book::Register => "book.register.lead",
            Book::Ledger => "book.ledger.lead",
        }),
        remarks,
        facts,
        overdue,
        empty,
        lines,
        names,
        room: book.kept(assessment).len() < MOST_ROWS,
        intake: intake.map(|intake| intake_view(state, assessment, intake, said)),
        taken: state.taken_in(book).map(|undo| taken(undo.how).count("n", undo.rows)),
    })
}

fn row_of(state: &State, assessment: &Assessment, book: Book, row: &Row<'_>, today: &str) -> BookRow {
    let cell = |field: &Field| {
        let stored = row.data(assessment, *field);
        let is_odd = row.is_odd(*field);
        // A field for days holds nothing else; what stands there is told below it.
        let shown = if is_odd && field.kind() == Kind::Date { "" } else { &stored };
        let typed = Typed::of(state, &cell_place(book, row.id, field.key()), shown);
        let value: String = stored.chars().take(40).collect();
        let odd = is_odd.then(|| match field.kind() {
            Kind::Date => Message::new("book.odd.date").with("value", value),
            _ => Message::new("book.odd.status").with("value", value),
        });
        let late =
            (*field == Field::Due && row.is_overdue(today)).then(|| Message::new("book.overdue.short"));
        BookCell { field: *field, text: typed.text, fault: typed.error.or(odd), late }
    };
    BookRow {
        id: row.id.to_owned(),
        name: name_of(state, book, row),
        cells: book.fields().iter().map(cell).collect(),
    }
}

/// What a row is called: its first field, or a stand-in.
fn name_of(state: &State, book: Book, row: &Row<'_>) -> String {
    let texts = book.fields().iter().map(|field| row.text(*field)).find(|text| !text.trim().is_empty());
    let name: String = texts.unwrap_or_default().trim().chars().take(60).collect();
    if name.is_empty() { state.texts().get("book.unnamed").to_owned() } else { name }
}

fn removed_name(state: &State, removed: &RemovedRow) -> String {
    name_of(state, removed.book, &Row::new(&removed.id, &removed.fields))
}

fn intake_view(state: &State, assessment: &Assessment, intake: &Intake, here: usize) -> IntakeView {
    let texts = state.texts();
    let Sheet { rows, known, unknown, faults } = &intake.sheet;
    let headings: Vec<String> = known.iter().map(|field| texts.get(field.label()).to_owned()).collect();
    let mut columns = vec![Message::new("book.in.known").with("columns", headings.join(", "))];
    let missing: Vec<&str> = intake
        .book
        .fields()
        .iter()
        .filter(|field| !known.contains(field))
        .map(|field| texts.get(field.label()))
        .collect();
    if !missing.is_empty() {
        columns.push(Message::new("book.in.missing").with("columns", missing.join(", ")));
    }
    if !unknown.is_empty() {
        columns.push(Message::new("book.in.unknown").with("columns", unknown.join(", ")));
    }
    let told = faults.iter().take(TOLD);
    let more = faults.len().checked_sub(TOLD).filter(|more| *more > 0);
    let n = rows.len();
    let fits = fits_beside(assessment, intake);
    IntakeView {
        title: Message::new("book.in.title").count("n", n).with("name", intake.name.clone()),
        columns,
        faults: told
            .map(|(row, fault)| (texts.fill("book.in.row", &[("row", row.to_string())]), fault.clone()))
            .collect(),
        more: more.map(|more| Message::new("book.in.more").count("n", more)),
        add: fits.then(|| Message::new("book.in.add").count("n", n)),
        full: (!fits).then(|| Message::new("book.in.full").with("most", MOST_ROWS.to_string())),
        replace: (here > 0).then(|| Message::new("book.in.replace").count("n", here)),
    }
}

/// The columns that a file may have.
#[must_use]
pub fn book_columns(state: &State, book: Book) -> String {
    intake::columns(book, state.texts())
}
