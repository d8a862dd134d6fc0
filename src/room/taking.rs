//! What is said while a PDF is made, and where it could not be; for every screen from which one is taken along.

use pomscope_core::room::Action;
use pomscope_core::state::{Paper, PdfStatus};

use crate::room::frame::button;
use crate::store::Store;
use crate::ui::element::{Element, el};

/// What is said while it is made, with a way out.
pub fn working(store: &Store) -> Option<Element> {
    (store.state().taking.pdf == PdfStatus::Making).then(|| {
        el("p.row").add(el("span.muted").say(store, "pdf.making")).add(button(
            store,
            el("button.link[type=button]"),
            Action::CancelPdf,
            "cancel",
        ))
    })
}

/// What is said where it could not be.
pub fn pdf_trouble(store: &Store) -> Option<Element> {
    let key = match store.state().taking.pdf {
        PdfStatus::Unreachable => "pdf.unreachable",
        PdfStatus::Failed => "pdf.failed",
        PdfStatus::Idle | PdfStatus::Making => return None,
    };
    Some(el("p.error").say(store, key))
}

/// On which paper.
pub fn papers(store: &Store) -> Element {
    let paper = |paper: Paper, key: &str| {
        let radio = el("input[type=radio][name=paper]")
            .checked(store.state().taking.paper == paper)
            .choose(store, Action::Choose(paper));
        el("label.opt").add(radio).add(el("span").say(store, key))
    };
    el("fieldset.opts")
        .add(el("legend.gone").say(store, "room.publish.paper"))
        .add(paper(Paper::A4, "room.publish.a4"))
        .add(paper(Paper::Letter, "room.publish.letter"))
}
