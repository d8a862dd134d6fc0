//! Tables of core's texts, and the buttons in them that open a number to its arithmetic; nothing is computed here.

use pomscope_core::report::{Row, Table};
use pomscope_core::state::Subject;
#[cfg(not(feature = "room"))]
use pomscope_core::state::{Action, Dialog, FocusPlace};

use crate::store::Store;
use crate::ui::element::{Element, el};

/// A button in the run of a text that opens a number to its arithmetic; focus comes back to it by its id.
#[cfg(not(feature = "room"))]
pub fn opener(store: &Store, button: Element, subject: Subject, id: String) -> Element {
    let open = Action::OpenDialog(Dialog::Explain(subject), FocusPlace::Id(id.clone()));
    button.attr("id", id).press(store, open)
}

/// In the room no number opens.
#[cfg(feature = "room")]
pub fn opener(_: &Store, button: Element, _: Subject, _: String) -> Element {
    button
}

/// A table with its caption shown or only spoken; given a store, the numbers of its opening column can be opened.
pub fn table(table: &Table, shown: bool, store: Option<&Store>) -> Element {
    let mut head = el("tr");
    for column in &table.columns {
        let cell = if column.number { el("th.n[scope=col]") } else { el("th[scope=col]") };
        head = head.add(cell.text(column.title.clone()));
    }
    let mut body = el("tbody");
    for row in &table.rows {
        body = body.add(table_row(table, row, store));
    }
    let caption = if shown { el("caption") } else { el("caption.gone") };
    el("table").add(caption.text(table.caption.clone())).add(el("thead").add(head)).add(body)
}

fn table_row(table: &Table, row: &Row, store: Option<&Store>) -> Element {
    let mut line = el("tr");
    for (at, (text, column)) in row.cells.iter().zip(&table.columns).enumerate() {
        let cell = match (at, column.number) {
            (0, _) => el("th[scope=row]"),
            (_, true) => el("td.n"),
            (_, false) => el("td"),
        };
        let opens = row.opens.as_ref().filter(|_| table.opens_at == Some(at)).zip(store);
        line = line.add(match opens {
            Some(((subject, words), store)) => {
                let button = el("button.link.in[type=button]")
                    .text(text.clone())
                    .add(el("span.gone").text(words.clone()));
                cell.add(opener(store, button, subject.clone(), subject_id(subject)))
            }
            None => cell.text(text.clone()),
        });
    }
    line
}

/// A table that scrolls sideways in itself where the screen is narrow.
pub fn scrolling(shown: &Table, caption: bool, store: Option<&Store>) -> Element {
    el("div.scroll[tabindex=0][role=region]")
        .attr("aria-label", shown.caption.clone())
        .add(table(shown, caption, store))
}

/// The id of the table's number for a subject; other places that open the same subject have ids of their own.
fn subject_id(subject: &Subject) -> String {
    match subject {
        Subject::Block => "how-table".into(),
        Subject::Thread(thread) => format!("how-table-{thread}"),
        Subject::Level(thread, level) => format!("how-table-{thread}-{level}"),
    }
}
