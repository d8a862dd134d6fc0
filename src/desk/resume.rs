//! What the start offers where there is something to go on with: the assessment changed last, the way to the others, and that what follows begins anew.

use pomscope_core::state::{Action, Step};
use pomscope_core::view::shelved;

use crate::store::Store;
use crate::ui::element::{Element, el};

pub fn resume(store: &Store) -> Option<Element> {
    let texts = store.state().texts();
    let mut shelf = shelved(store.state()).into_iter();
    let last = shelf.next()?;
    let others = shelf.len();
    let hint = texts.fill("start.resume.hint", &[("place", last.place), ("progress", last.progress)]);
    let go = el("button#resume.btn[type=button]")
        .press(store, Action::Open(last.id))
        .text(texts.fill("start.resume", &[("title", last.title)]))
        .add(el("small").text(hint));
    let all = (others > 0).then(|| {
        let all = el("button.link[type=button]")
            .press(store, Action::Go(Step::Shelf))
            .text(texts.fill("start.others", &[("n", (others + 1).to_string())]));
        el("p.small").add(all)
    });
    Some(el("div.stack").add(el("div.row.go").add(go)).maybe(all).add(el("p.over").say(store, "start.new")))
}
