//! How to answer, folded under what is asked; what stands in it, and whether it begins unfolded, core decides.

use pomscope_core::view::{Answering, Eagerness};

use crate::store::Store;
use crate::ui::element::{Element, el};

/// The disclosure.
pub fn answering(store: &Store, answering: &Answering) -> Element {
    let help = el("details.more")
        .attr_if(answering.shown == Eagerness::Open, "open", "")
        .add(el("summary").say(store, "help"))
        .add(el("p").say(store, "help.text"));
    let mut words = el("dl.words");
    for (word, meaning) in &answering.words {
        words = words.add(el("dt").text(word.clone())).add(el("dd").text(meaning.clone()));
    }
    help.add(words)
}
