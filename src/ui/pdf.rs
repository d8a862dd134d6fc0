//! The button that makes a PDF and what is said when there is none; what stands in the PDF, and when it is made, core decides.

use pomscope_core::state::{Action, DeskAction, PdfStatus, TakeAction};

use crate::store::Store;
use crate::ui::element::{Element, el};

/// The action of taking something along.
pub fn take(action: TakeAction) -> Action {
    Action::desk(DeskAction::Take(action))
}

/// One button all along, so that focus stays on it: it begins, and while it works it takes the wish back.
pub fn button(store: &Store) -> Element {
    let making = store.state().desk.take.pdf == PdfStatus::Making;
    let (action, key) =
        if making { (TakeAction::CancelPdf, "pdf.cancel") } else { (TakeAction::Pdf, "pdf.make") };
    let button = el("button#pdf.btn[type=button]").press(store, take(action)).say(store, key);
    if making { button.attr("aria-busy", "true".to_owned()) } else { button }
}

/// What went wrong, with another way where there is one: the browser's own print.
pub fn trouble(store: &Store, print: Option<Action>) -> Option<Element> {
    let key = match store.state().desk.take.pdf {
        PdfStatus::Idle | PdfStatus::Making => return None,
        PdfStatus::Unreachable => "pdf.unreachable",
        PdfStatus::Failed => "pdf.failed",
    };
    let print =
        print.map(|print| el("button.btn.quiet[type=button]").press(store, print).say(store, "pdf.print"));
    Some(el("div.notice.bad").add(el("p").say(store, key)).maybe(print))
}
