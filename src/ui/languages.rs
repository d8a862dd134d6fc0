//! The choice of a language, each by its own name; what follows from it is core's.

use crate::store::{Action, Store};
use crate::ui::element::{Element, el};

/// The languages to choose from; none where the page has chosen.
pub fn languages(store: &Store) -> Option<Element> {
    let state = store.state();
    let mut list = el("ul.row.langs").attr("aria-label", store.text("language").to_string());
    for (lang, name) in &state.surroundings.languages {
        let button = el("button.link[type=button]")
            .attr("lang", lang.clone())
            .attr_if(lang == state.texts().lang(), "aria-current", "true")
            .press(store, Action::Speak(lang.clone()))
            .text(name.clone());
        list = list.add(el("li").add(button));
    }
    (!state.surroundings.languages.is_empty()).then_some(list)
}
