//! How to answer, folded under what is asked; what stands in it, and whether it begins unfolded, core decides.

use pomscope_core::view::{Answering, Eagerness};

use crate::store::Store;
use crate::ui::element::{Element, el};

/// The disclosure.
pub fn answering(store: &Store, answering: &Answering) -> Element {
    let mut help = el("details.more")
        .attr_if(answering.shown == Eagerness::Open, "open", "")
        .add(el("summary").say(store, "help"))
        .add(el("p").say(store, "help.text"));
    for (word, meaning) in &answering.words {
        help = help.add(el("p").add(el("b").text(word.clone())).add(el("br")).text(meaning.clone()));
    }
    help
}
