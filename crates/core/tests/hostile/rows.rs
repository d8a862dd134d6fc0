//! A file of rows for the register or the ledger: it is looked at before anything changes, comes in as it is, can be taken back, and goes out as what came in.

use pomscope_core::answers::Assessment;
use pomscope_core::book::{Book, MOST_ROWS, Row};
use pomscope_core::intake;
use pomscope_core::report::csv::book_csv;
use pomscope_core::state::{Action, BookAction, How, LONGEST_TEXT, Picked, State, Step};
use pomscope_core::visible::visible;

use super::ground::{self, act, at_desk, shelf};
use super::spreadsheet;

/// The text as a file for each book.
pub fn takes(text: &str) {
    for book in Book::ALL {
        let mut state = at_desk();
        let step = if book == Book::Register { Step::Register } else { Step::Ledger };
        act(&mut state, Action::Go(step));
        let before = shelf(&state);
        let read = intake::read(book, text, ground::texts(), &open(&state).relationships);
        let picked = Picked { name: "rows.csv".into(), text: Some(text.to_owned()) };
        act(&mut state, Action::Picked(Some(picked)));
        let sheet = match read {
            Err(reason) => {
                ground::said(&reason);
                // A text that begins as JSON does is looked at as an assessment, which `assessment` tries.
                if !text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
                    assert_eq!(shelf(&state), before, "refused, and yet something changed");
                    assert!(state.notice.is_some(), "refused without a word");
                }
                continue;
            }
            Ok(sheet) => sheet,
        };
        sound(&sheet);
        if state.desk.books.intake.is_none() {
            continue;
        }
        assert_eq!(shelf(&state), before, "looked at, and yet something changed");
        let rows = sheet.rows.len();
        act(&mut state, BookAction::TakeIn(How::Replace).sent());
        assert_eq!(book.said(open(&state)).count(), rows);
        goes_out_as_it_came(book, open(&state));
        act(&mut state, BookAction::TakeBack.sent());
        let plain =
            |assessment: &Assessment| (assessment.relationships.clone(), assessment.commitments.clone());
        assert_eq!(plain(open(&state)), plain(&ground::answered()), "taken back");
    }
}

fn open(state: &State) -> &Assessment {
    state.assessment().unwrap()
}

fn sound(sheet: &intake::Sheet) {
    assert!((1..=MOST_ROWS).contains(&sheet.rows.len()));
    let mut ids: Vec<&str> =
        sheet.rows.iter().map(|row| row.id.as_str()).filter(|id| !id.is_empty()).collect();
    let given = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), given, "one id for two rows");
    for row in &sheet.rows {
        assert!(Row::new("", &row.fields).says_something());
        for (key, value) in row.fields.iter() {
            let text = value.as_str().unwrap();
            // One character more where it says that it was cut.
            assert!(text.chars().count() <= LONGEST_TEXT + 1, "{key} is too long");
        }
    }
    sheet.faults.iter().for_each(|(_, fault)| ground::said(fault));
}

/// Whether a spreadsheet would run the cell.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn goes_out_as_it_came(book: Book, assessment: &Assessment) {
    let csv = book_csv(assessment, book);
    let table = spreadsheet::read(&csv).unwrap();
    assert!(table.iter().flatten().all(|cell| !is_formula(cell)), "{csv}");
    let sheet = intake::read(book, &csv, ground::texts(), &assessment.relationships).unwrap();
    let shown = |row: &Row<'_>| -> Vec<String> {
        let cells = book.fields().iter().map(|field| visible(&row.data(assessment, *field)));
        // What is not seen is longer by its number, and what is longer than a field takes is cut, and said to be.
        cells.map(|cell| cell.trim().chars().take(LONGEST_TEXT - 10).collect()).collect()
    };
    let out: Vec<Vec<String>> = book.said(assessment).map(|row| shown(&row)).collect();
    let back: Vec<Vec<String>> = sheet.rows.iter().map(|row| shown(&Row::new("", &row.fields))).collect();
    assert_eq!(back, out, "{csv}");
}
