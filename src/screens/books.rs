//! The register and the ledger: a row a line on wide screens, a card on small ones; add, edit in place, remove and bring back, take a file in and out.

use pomscope_core::book::{Book, Field, Kind, Status};
use pomscope_core::state::{Action, BookAction, How, RowWay, Step, cell_place, intake_place};
use pomscope_core::view::{BookCell, BookLine, BookRow, BookScreen, IntakeView, book_columns, book_screen};
use yew::prelude::*;

use crate::screens::result::to;
use crate::store::Store;
use crate::ui::document::facts;
use crate::ui::element::{Element, el};
use crate::ui::fields::error;
use crate::ui::frame::{bar, here};

/// The list of names that promises can be made to.
const NAMES: &str = "book-names";

pub fn screen(store: &Store, book: Book) -> Html {
    let state = store.state();
    let Some((screen, assessment)) = book_screen(state, book).zip(state.assessment()) else {
        return Html::default();
    };
    let (title, other, other_key) = match book {
        Book::Register => ("book.register.title", Step::Ledger, "book.ledger.go"),
        Book::Ledger => ("book.ledger.title", Step::Register, "book.register.go"),
    };
    let mut head = el("div.head")
        .add(el("h1#title[tabindex=-1]").say(store, title))
        .add(el("p.lead").text(store.say(&screen.lead)));
    for remark in &screen.remarks {
        head = head.add(el("p.small.muted").text(store.say(remark)));
    }
    let back =
        el("button#book-back.btn[type=button]").press(store, send(BookAction::Back)).say(store, "back");
    let other = to(store, el("button#book-other.link[type=button]"), other).say(store, other_key);
    el("section.screen[aria-labelledby=title]")
        .node(bar(store, here(&state.title_of(assessment), &store.text(title))))
        .add(head)
        .maybe(kept(&screen))
        .maybe(screen.intake.as_ref().map(|intake| look(store, intake)))
        .maybe(screen.taken.as_ref().map(|taken| take_back(store, store.say(taken))))
        .add(rows(store, &screen))
        .add(file(store, &screen))
        .add(el("div.foot").add(back).add(other))
        .html()
}

fn send(action: BookAction) -> Action {
    action.sent()
}

/// The kept rate, and what is overdue.
fn kept(screen: &BookScreen) -> Option<Element> {
    let late = screen.overdue.as_ref().map(|late| el("p.late").text(late.clone()));
    (!screen.facts.is_empty()).then(|| el("div.stack.tight").add(facts(&screen.facts)).maybe(late))
}

fn rows(store: &Store, screen: &BookScreen) -> Element {
    let book = screen.book;
    let empty = screen.empty.as_ref().map(|empty| el("p").text(store.say(empty)));
    let hint = (!screen.lines.is_empty()).then(|| el("p#book-keys.small.muted").say(store, "book.keys"));
    let add = el("button#book-add.btn[type=button]").press(store, send(BookAction::Add(book))).say(
        store,
        match book {
            Book::Register => "book.register.add",
            Book::Ledger => "book.ledger.add",
        },
    );
    let full = (!screen.room).then(|| {
        let values = [("n", pomscope_core::book::MOST_ROWS.to_string())];
        el("p.small.muted").text(store.state().texts().fill("book.full", &values))
    });
    el("div.stack")
        .maybe(empty)
        .maybe((!screen.lines.is_empty()).then(|| table(store, screen)))
        .maybe(screen.room.then(|| el("div.row").add(add)))
        .maybe(full)
        .maybe(hint)
        .maybe((!screen.names.is_empty()).then(|| names(screen)))
}

/// Roles are said outright: drawn as cards it is a table all the same.
fn table(store: &Store, screen: &BookScreen) -> Element {
    let book = screen.book;
    let mut head = el("tr[role=row]");
    for field in book.fields() {
        head = head.add(
            el("th[role=columnheader][scope=col]")
                .attr("data-kind", kind(*field).to_owned())
                .say(store, field.label()),
        );
    }
    head = head.add(el("th[role=columnheader][scope=col]").add(el("span.gone").say(store, "book.acts")));
    let mut body = el("tbody[role=rowgroup]")
        .row_keys(store, |id, up| send(BookAction::Move(id, if up { RowWay::Up } else { RowWay::Down })));
    for line in &screen.lines {
        body = body.node(match line {
            BookLine::Row(row) => kept_line(store, book, row),
            BookLine::Removed(id, name) => removed(store, book, id, name).html(),
        });
    }
    let caption = match book {
        Book::Register => "book.register.table",
        Book::Ledger => "book.ledger.table",
    };
    el("table.book[role=table]")
        .add(el("caption.gone").say(store, caption))
        .add(el("thead[role=rowgroup]").add(head))
        .add(body)
}

fn kind(field: Field) -> &'static str {
    match field.kind() {
        Kind::Line | Kind::Relationship => "line",
        Kind::Text => "text",
        Kind::Date => "date",
        Kind::Status => "status",
    }
}

/// A row that is drawn anew only where it says something else: hundreds of them stand beside the one that is typed in.
#[derive(Clone, Properties)]
struct LineProps {
    store: Store,
    book: Book,
    row: BookRow,
}

impl PartialEq for LineProps {
    /// The store is another one at each letter; all that a row shows of it is in the row.
    fn eq(&self, other: &Self) -> bool {
        self.book == other.book && self.row == other.row
    }
}

#[component]
fn Line(props: &LineProps) -> Html {
    line_of(&props.store, props.book, &props.row).html()
}

fn kept_line(store: &Store, book: Book, row: &BookRow) -> Html {
    let (key, store, row) = (row.id.clone(), store.clone(), row.clone());
    html! { <Line {key} {store} {book} {row} /> }
}

fn line_of(store: &Store, book: Book, row: &BookRow) -> Element {
    let mut line = el("tr[role=row]");
    for (at, cell) in row.cells.iter().enumerate() {
        let frame = if at == 0 { el("th[role=rowheader][scope=row]") } else { el("td[role=cell]") };
        line = line
            .add(frame.attr("data-kind", kind(cell.field).to_owned()).add(field(store, book, &row.id, cell)));
    }
    let remove = el("button.link.small[type=button]")
        .attr("id", cell_place(book, &row.id, "remove"))
        .press(store, send(BookAction::Remove(book, row.id.clone())))
        .say(store, "book.remove")
        .add(el("span.gone").text(format!(": {}", row.name)));
    line.add(el("td[role=cell]").add(remove))
}

fn field(store: &Store, book: Book, row: &str, cell: &BookCell) -> Element {
    let field = cell.field;
    let id = cell_place(book, row, field.key());
    let error_id = format!("{id}-error");
    let about = |input: Element| {
        let input = input.attr("id", id.clone()).attr("aria-describedby", error_id.clone());
        input.attr_if(cell.fault.is_some(), "aria-invalid", "true")
    };
    let own = row.to_owned();
    let write = move |text: String| send(BookAction::Write(book, own.clone(), field, text));
    let input = match field.kind() {
        Kind::Line => {
            about(el("textarea[rows=1][maxlength=4000][autocomplete=off][enterkeyhint=next][data-line]"))
                .value(cell.text.clone())
                .typed(store, write)
        }
        Kind::Relationship => {
            about(el("input[type=text][maxlength=4000][autocomplete=off][enterkeyhint=next]"))
                .attr("list", NAMES.to_owned())
                .value(cell.text.clone())
                .typed(store, write)
        }
        Kind::Text => about(el("textarea[rows=1][maxlength=4000][autocomplete=off]"))
            .value(cell.text.clone())
            .typed(store, write),
        Kind::Date => about(el("input[type=date]")).value(cell.text.clone()).typed(store, write),
        Kind::Status => status(store, about(el("select")), cell, write),
    };
    let late = cell.late.as_ref().map(|late| el("p.late.small").text(store.say(late)));
    el("div.field")
        .add(el("label").attr("for", id).say(store, field.label()))
        .add(input)
        .add(error(store, error_id, cell.fault.as_ref()))
        .maybe(late)
}

fn status(
    store: &Store,
    select: Element,
    cell: &BookCell,
    write: impl Fn(String) -> Action + 'static,
) -> Element {
    let mut select = select.selected(store, write);
    // What a file holds and no state is stays chosen until another one is.
    if Status::parse(&cell.text).is_none() {
        let kept = el("option[selected]").attr("value", cell.text.clone());
        select = select.add(kept.text(cell.text.clone()));
    }
    for each in Status::ALL {
        let option = el("option").attr("value", each.as_str().to_owned());
        let option = option.attr_if(each.as_str() == cell.text, "selected", "");
        select = select.add(option.say(store, each.label()));
    }
    select
}

/// In the place of a row that was removed.
fn removed(store: &Store, book: Book, id: &str, name: &str) -> Element {
    let says = store.state().texts().fill("book.removed", &[("name", name.to_owned())]);
    let restore = el("button.link.small[type=button]")
        .attr("id", cell_place(book, id, "restore"))
        .press(store, send(BookAction::Restore(book, id.to_owned())))
        .say(store, "book.restore")
        .add(el("span.gone").text(format!(": {name}")));
    let columns = (book.fields().len() + 1).to_string();
    let cell = el("td[role=cell]").attr("colspan", columns);
    el("tr.out[role=row]")
        .key(&format!("{id}-removed"))
        .add(cell.add(el("div.row").add(el("span.muted").text(says)).add(restore)))
}

fn names(screen: &BookScreen) -> Element {
    let mut names = el("datalist").attr("id", NAMES.to_owned());
    for name in &screen.names {
        names = names.add(el("option").attr("value", name.clone()));
    }
    names
}

/// A file before it is taken in: what it holds, what is wrong with it, and what is to become of it.
fn look(store: &Store, intake: &IntakeView) -> Element {
    let heading = el("h2[tabindex=-1]").attr("id", intake_place().to_owned()).text(store.say(&intake.title));
    let mut says = el("div.stack.tight").add(heading);
    for line in &intake.columns {
        says = says.add(el("p").text(store.say(line)));
    }
    if !intake.faults.is_empty() {
        let mut faults = el("ul.dots.small");
        for (row, fault) in &intake.faults {
            faults = faults.add(el("li").add(el("b").text(row.clone())).space().text(store.say(fault)));
        }
        says = says.add(faults).maybe(intake.more.as_ref().map(|more| el("p.small").text(store.say(more))));
    }
    says = says.maybe(intake.full.as_ref().map(|full| el("p.late").text(store.say(full))));
    let button =
        |button: Element, action: BookAction, text: String| button.press(store, send(action)).text(text);
    let add = intake.add.as_ref().map(|add| {
        button(el("button#book-in-add.btn[type=button]"), BookAction::TakeIn(How::Add), store.say(add))
    });
    let replace = intake.replace.as_ref().map(|replace| {
        let quiet = el("button#book-in-replace.btn.quiet[type=button]");
        button(quiet, BookAction::TakeIn(How::Replace), store.say(replace))
    });
    let leave =
        button(el("button.link[type=button]"), BookAction::LeaveIn, store.text("book.in.leave").to_string());
    el("section.notice[aria-labelledby=book-in]")
        .add(says.add(el("div.row").maybe(add).maybe(replace).add(leave)))
}

fn take_back(store: &Store, says: String) -> Element {
    let undo = el("button#book-undo.link[type=button]")
        .press(store, send(BookAction::TakeBack))
        .say(store, "book.in.undo");
    el("div.notice").add(el("p").text(says)).add(undo)
}

/// Rows from a file, and to one.
fn file(store: &Store, screen: &BookScreen) -> Element {
    let book = screen.book;
    let pick = el("button#book-pick.link.in[type=button]").press(store, send(BookAction::Pick));
    let columns = [("columns", book_columns(store.state(), book))];
    let said = screen.lines.iter().any(|line| matches!(line, BookLine::Row(_)));
    let out = said.then(|| {
        el("p").add(
            el("button#book-out.link[type=button]")
                .press(store, send(BookAction::Export(book)))
                .say(store, "book.out"),
        )
    });
    el("div.drop")
        .add(el("p").add(el("b").say(store, "book.in.drop")))
        .add(
            el("p.small.muted")
                .say(store, "drop.or")
                .space()
                .add(pick.say(store, "drop.choose"))
                .space()
                .text(store.state().texts().fill("book.in.columns", &columns)),
        )
        .maybe(out)
}
