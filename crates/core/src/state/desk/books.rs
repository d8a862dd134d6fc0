//! What the reader does to the register and the ledger: rows, files of rows, and the way back from both; what rows say is `book`'s business, what a file holds `intake`'s.

use std::rc::Rc;

use crate::answers::{Assessment, says_something};
use crate::book::{Book, Field, Kind, MOST_ROWS, Row, Status, link};
use crate::file_name::file_name;
use crate::intake::{self, Sheet};
use crate::json::{Map, Value};
use crate::report::csv::{Sheet as CsvSheet, book_csv};
use crate::state::action::Picked;
use crate::state::update::{Turn, cut};
use crate::state::{Action, DeskAction, Draft, Effect, State, Step, Tone};
use crate::text::Message;
use crate::time::is_date;

/// One thing that the reader does to a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookAction {
    /// Fill in a field of a row.
    Write(Book, String, Field, String),
    /// Add a row.
    Add(Book),
    /// Remove a row.
    Remove(Book, String),
    /// Take the removal back.
    Restore(Book, String),
    /// Go to the same field of another row, from the element with this id.
    Move(String, Way),
    /// Choose a file of rows.
    Pick,
    /// Take in the rows of the file that is looked at.
    TakeIn(How),
    /// Leave that file.
    LeaveIn,
    /// Take back what was taken in last.
    TakeBack,
    /// Hand out a book as a file.
    Export(Book),
    /// Go back to where one came from.
    Back,
}

/// To which row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the one before.
    Up,
    /// To the one after; past the last to a new one.
    Down,
}

/// What becomes of the rows that are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// They stay, and the file's come after them.
    Add,
    /// The file's take their place.
    Replace,
}

/// A file of rows that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// For which book.
    pub book: Book,
    /// The file's name.
    pub name: String,
    /// What it holds.
    pub sheet: Sheet,
}

/// A row that was removed and can be brought back until the program is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct RemovedRow {
    assessment: String,
    /// From which book.
    pub book: Book,
    /// Its id.
    pub id: String,
    /// What it held.
    pub fields: Map,
    /// The promises that named it by its id.
    links: Vec<String>,
}

/// Both books.
type Both = (Map, Map);

/// What was taken in last.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    assessment: String,
    /// Into which book.
    pub book: Book,
    /// How.
    pub how: How,
    /// How many rows.
    pub rows: usize,
    before: Both,
    after: Both,
}

/// What is being done to the books.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Books {
    /// The screen from which they were opened.
    pub came: Option<Step>,
    /// The file that is looked at.
    pub intake: Option<Intake>,
    /// Rows that were removed since the program was opened.
    removed: Vec<RemovedRow>,
    undo: Option<Undo>,
}

impl BookAction {
    /// The action as the interface sends it.
    #[must_use]
    pub fn sent(self) -> Action {
        Action::desk(DeskAction::Book(Rc::new(self)))
    }
}

impl State {
    /// The rows that were removed from a book of the open assessment.
    pub fn removed_rows(&self, book: Book) -> impl Iterator<Item = &RemovedRow> {
        let current = self.current.as_deref().unwrap_or_default();
        self.desk.books.removed.iter().filter(move |row| row.book == book && row.assessment == current)
    }

    /// What was taken in last, where nothing was changed since.
    #[must_use]
    pub fn taken_in(&self, book: Book) -> Option<&Undo> {
        let undo = self.desk.books.undo.as_ref()?;
        let now = self.assessment().filter(|assessment| assessment.id == undo.assessment)?;
        let (relationships, commitments) = &undo.after;
        let same = *relationships == now.relationships && *commitments == now.commitments;
        (undo.book == book && same).then_some(undo)
    }

    /// Where the books lead back to.
    #[must_use]
    pub fn before_books(&self, book: Book) -> Step {
        self.desk.books.came.unwrap_or(match book {
            Book::Register => Step::Scope,
            Book::Ledger => Step::Plan,
        })
    }
}

/// The book that a screen shows.
#[must_use]
pub fn book_of(step: Step) -> Option<Book> {
    match step {
        Step::Register => Some(Book::Register),
        Step::Ledger => Some(Book::Ledger),
        _ => None,
    }
}

/// The id of the element of a row: its fields by their keys, and its buttons.
#[must_use]
pub fn cell_place(book: Book, id: &str, part: &str) -> String {
    format!("{}-{id}-{part}", book.key())
}

/// The id of the heading over a file that is looked at.
#[must_use]
pub fn intake_place() -> &'static str {
    "book-in"
}

/// After another screen was shown.
pub(in crate::state) fn shown(turn: &mut Turn<'_>) {
    let step = turn.state.step;
    let books = books(turn);
    match book_of(step) {
        None => {
            books.came = Some(step);
            books.intake = None;
        }
        Some(book) => books.intake = books.intake.take().filter(|intake| intake.book == book),
    }
}

/// A file was chosen or dropped: a table of rows where a book is shown, else an assessment.
pub(in crate::state) fn picked(turn: &mut Turn<'_>, file: Picked) {
    let is_table = |text: &String| !text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    let told = book_of(turn.state.step).zip(file.text.as_ref().filter(|text| is_table(text)));
    let Some(((book, text), assessment)) = told.zip(turn.state.assessment()) else {
        turn.import(file);
        return;
    };
    match intake::read(book, text, turn.state.texts(), &assessment.relationships) {
        Ok(sheet) => {
            turn.state.notice = None;
            books(turn).intake = Some(Intake { book, name: file.name, sheet });
            turn.focus(intake_place().to_owned());
        }
        Err(reason) => {
            let message = Message::new("import.failed").with("name", file.name);
            turn.notice(Tone::Bad, message, vec![reason]);
        }
    }
}

/// Lets an action at a book change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: BookAction) {
    match action {
        BookAction::Write(book, id, field, text) => write(turn, book, &id, field, text),
        BookAction::Add(book) => add(turn, book),
        BookAction::Remove(book, id) => remove(turn, book, id),
        BookAction::Restore(book, id) => restore(turn, book, &id),
        BookAction::Move(from, way) => step_on(turn, &from, way),
        BookAction::Pick => turn.effects.push(Effect::PickTable),
        BookAction::TakeIn(how) => take_in(turn, how),
        BookAction::LeaveIn => {
            books(turn).intake = None;
            turn.focus("book-pick".to_owned());
        }
        BookAction::TakeBack => take_back(turn),
        BookAction::Export(book) => export(turn, book),
        BookAction::Back => {
            if let Some(book) = book_of(turn.state.step) {
                let back = turn.state.before_books(book);
                turn.go(back, false);
            }
        }
    }
}

fn books<'a>(turn: &'a mut Turn<'_>) -> &'a mut Books {
    Rc::make_mut(&mut turn.state.desk.books)
}

fn both(assessment: &Assessment) -> Both {
    (assessment.relationships.clone(), assessment.commitments.clone())
}

/// Puts a value into a field; an empty one leaves it.
fn put(fields: &mut Map, field: Field, text: String) {
    if text.is_empty() {
        fields.remove(field.key());
    } else {
        fields.insert(field.key().to_owned(), Value::String(text));
    }
}

fn write(turn: &mut Turn<'_>, book: Book, id: &str, field: Field, text: String) {
    if field.kind() == Kind::Date {
        let fits = text.is_empty() || is_date(&text);
        let error = (!fits).then(|| Message::new("metric.error.date"));
        turn.state.drafts.insert(cell_place(book, id, field.key()), Draft { text: text.clone(), error });
        if !fits {
            return;
        }
    }
    turn.change(|assessment, now| {
        let text = match field.kind() {
            Kind::Status if Status::parse(&text) == Some(Status::Open) => String::new(),
            Kind::Relationship => link(&assessment.relationships, &cut(text)),
            // One line, whatever was pasted.
            Kind::Line => cut(text).replace(['\r', '\n'], " "),
            Kind::Text | Kind::Date | Kind::Status => cut(text),
        };
        let Some(Value::Object(fields)) = book.kept_mut(assessment).get_mut(id) else { return };
        let before = fields.clone();
        put(fields, field, text);
        if *fields != before {
            fields.insert("at".into(), now.into());
        }
    });
}

/// Ids in the order in which rows were added: the moment first, then chance, then the place among those that came at once.
fn new_ids(turn: &Turn<'_>, rows: &Map) -> impl Fn(usize) -> String + use<> {
    let moment: String = turn.now.to_rfc3339().chars().filter(char::is_ascii_digit).collect();
    let chance: String = turn.fresh_id().chars().take(6).collect();
    // After rows whose ids another program chose.
    let after = rows.keys().next_back().is_some_and(|last| *last >= moment);
    move |at| format!("{}{moment}{chance}{at:03}", if after { "z" } else { "" })
}

/// Adds a row and goes to it; to the last one where that still says nothing.
fn add(turn: &mut Turn<'_>, book: Book) {
    let Some(first) = book.fields().first() else { return };
    let Some(assessment) = turn.state.assessment() else { return };
    let rows = book.kept(assessment);
    let blank = book.rows(assessment).last().filter(|row| !row.says_something()).map(|row| row.id.to_owned());
    if let Some(id) = blank {
        turn.focus(cell_place(book, &id, first.key()));
        return;
    }
    if rows.len() >= MOST_ROWS {
        turn.announce(Message::new("book.full").count("n", MOST_ROWS));
        return;
    }
    let id = new_ids(turn, rows)(0);
    turn.change(|assessment, now| {
        let row = Map::from_entries(vec![("at".to_owned(), now.into())]);
        book.kept_mut(assessment).insert(id.clone(), Value::Object(row));
    });
    turn.focus(cell_place(book, &id, first.key()));
}

/// Gives the promises that name a relationship by its id another value.
fn point(
    assessment: &mut Assessment,
    links: impl Fn(&str, &str) -> Option<String>,
    now: &str,
) -> Vec<String> {
    let mut changed = Vec::new();
    let ids: Vec<String> = assessment.commitments.keys().cloned().collect();
    for id in ids {
        let Some(Value::Object(fields)) = assessment.commitments.get_mut(&id) else { continue };
        let to = fields.get(Field::To.key()).and_then(Value::as_str).and_then(|to| links(&id, to));
        if let Some(to) = to {
            put(fields, Field::To, to);
            fields.insert("at".into(), now.into());
            changed.push(id);
        }
    }
    changed
}

/// Removes a row; promises to a relationship that goes keep its name.
fn remove(turn: &mut Turn<'_>, book: Book, id: String) {
    let mut gone = None;
    turn.change(|assessment, now| {
        if !book.kept(assessment).get(&id).is_some_and(Value::is_object) {
            return;
        }
        let Some(Value::Object(fields)) = book.kept_mut(assessment).remove(&id) else { return };
        let links = match book {
            Book::Register => {
                let name = Row::new(&id, &fields).text(Field::Name).into_owned();
                point(assessment, |_, to| (to == id).then(|| name.clone()), now)
            }
            Book::Ledger => Vec::new(),
        };
        gone = Some((fields, links));
    });
    let Some(((fields, links), assessment)) = gone.zip(turn.state.current.clone()) else { return };
    if says_something(&fields) {
        turn.focus(cell_place(book, &id, "restore"));
        turn.announce(Message::new("book.removed.announce"));
        books(turn).removed.push(RemovedRow { assessment, book, id, fields, links });
    } else {
        turn.focus("book-add".to_owned());
    }
}

fn restore(turn: &mut Turn<'_>, book: Book, id: &str) {
    let current = turn.state.current.clone().unwrap_or_default();
    let is_it = |row: &RemovedRow| row.id == id && row.book == book && row.assessment == current;
    let Some(removed) = turn.state.desk.books.removed.iter().find(|row| is_it(row)).cloned() else { return };
    books(turn).removed.retain(|row| !is_it(row));
    turn.change(|assessment, now| {
        let RemovedRow { id, mut fields, links, .. } = removed;
        let name = Row::new(&id, &fields).text(Field::Name).into_owned();
        fields.insert("at".into(), now.into());
        book.kept_mut(assessment).insert(id.clone(), Value::Object(fields));
        point(
            assessment,
            |row, to| (links.iter().any(|link| link == row) && to == name).then(|| id.clone()),
            now,
        );
    });
    turn.announce(Message::new("book.back.announce"));
    let first = book.fields().first().map_or("", |field| field.key());
    turn.focus(cell_place(book, id, first));
}

/// To the same field of the row before or after.
fn step_on(turn: &mut Turn<'_>, from: &str, way: Way) {
    let Some((book, assessment)) = book_of(turn.state.step).zip(turn.state.assessment()) else { return };
    let ids: Vec<&str> = book.rows(assessment).map(|row| row.id).collect();
    let place = |id: &str| book.fields().iter().find(|field| cell_place(book, id, field.key()) == from);
    let here = ids.iter().enumerate().find_map(|(at, id)| Some((at, place(id)?)));
    let Some((at, field)) = here else { return };
    let to = match way {
        Way::Up => at.checked_sub(1),
        Way::Down => Some(at + 1),
    };
    match to.map(|to| ids.get(to)) {
        Some(Some(id)) => {
            let place = cell_place(book, id, field.key());
            turn.focus(place);
        }
        Some(None) => add(turn, book),
        None => {}
    }
}

/// Whether the rows that are looked at fit beside those that are here.
pub(crate) fn fits_beside(assessment: &Assessment, intake: &Intake) -> bool {
    intake.book.said(assessment).count() + intake.sheet.rows.len() <= MOST_ROWS
}

fn take_in(turn: &mut Turn<'_>, how: How) {
    let Some((intake, assessment)) = books(turn).intake.take().zip(turn.state.assessment()) else {
        return;
    };
    if how == How::Add && !fits_beside(assessment, &intake) {
        books(turn).intake = Some(intake);
        return;
    }
    let Intake { book, sheet, .. } = intake;
    let before = both(assessment);
    let id_of = new_ids(turn, book.kept(assessment));
    let rows = sheet.rows.len();
    turn.change(|assessment, now| {
        let old = book.kept(assessment).clone();
        // What is no row stays whatever happens, and what says nothing makes room.
        let mut new: Map = old
            .iter()
            .filter(|(_, row)| row.as_object().is_none_or(|fields| how == How::Add && says_something(fields)))
            .map(|(id, row)| (id.clone(), row.clone()))
            .collect();
        let mut renamed = Vec::new();
        for (at, incoming) in sheet.rows.into_iter().enumerate() {
            let id = id_of(at);
            let mut fields = incoming.fields;
            fields.insert("at".into(), now.into());
            renamed.push((incoming.id, id.clone()));
            new.insert(id, Value::Object(fields));
        }
        if book == Book::Register && how == How::Replace {
            point(assessment, |_, to| follow(to, &old, &new, &renamed), now);
        }
        *book.kept_mut(assessment) = new;
    });
    let Some(assessment) = turn.state.assessment() else { return };
    let (after, assessment) = (both(assessment), assessment.id.clone());
    books(turn).undo = Some(Undo { assessment, book, how, rows, before, after });
    turn.announce(taken(how).count("n", rows));
    turn.focus("book-undo".to_owned());
}

/// "12 rows were added."
#[must_use]
pub(crate) fn taken(how: How) -> Message {
    Message::new(match how {
        How::Add => "book.in.added",
        How::Replace => "book.in.replaced",
    })
}

/// Where a promise to a relationship leads once the register was replaced: to the row that has its id in the file, else to the one of its name, else to its name.
fn follow(to: &str, old: &Map, new: &Map, renamed: &[(String, String)]) -> Option<String> {
    let fields = old.get(to)?.as_object()?;
    let kept = renamed.iter().find(|(before, _)| before == to).map(|(_, id)| id.clone());
    Some(kept.unwrap_or_else(|| link(new, &Row::new(to, fields).text(Field::Name))))
}

fn take_back(turn: &mut Turn<'_>) {
    let Some(book) = book_of(turn.state.step) else { return };
    let Some(Undo { before: (relationships, commitments), .. }) = turn.state.taken_in(book).cloned() else {
        return;
    };
    turn.change(|assessment, _| {
        assessment.relationships = relationships;
        assessment.commitments = commitments;
    });
    books(turn).undo = None;
    turn.announce(Message::new("book.in.undone"));
    turn.focus("book-pick".to_owned());
}

fn export(turn: &mut Turn<'_>, book: Book) {
    let Some(assessment) = turn.state.assessment() else { return };
    let sheet = match book {
        Book::Register => CsvSheet::Register,
        Book::Ledger => CsvSheet::Commitments,
    };
    let title = file_name(&turn.state.title_of(assessment), &turn.state.surroundings.today);
    let effect = Effect::Download {
        name: format!("{title}-{}.csv", sheet.as_str()),
        media_type: "text/csv;charset=utf-8",
        text: book_csv(assessment, book),
    };
    turn.effects.push(effect);
    turn.announce(Message::new("announce.downloaded"));
}
