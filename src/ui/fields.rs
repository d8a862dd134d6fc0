//! Callbacks that read a field's text and send it on.

use pomscope_core::state::Action;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::store::Store;

/// Sends what was typed, at each change of the text.
pub fn typed(store: &Store, action: impl Fn(String) -> Action + 'static) -> Callback<InputEvent> {
    let sender = store.sender();
    Callback::from(move |event: InputEvent| {
        let Some(target) = event.target() else { return };
        let text = match target.dyn_ref::<HtmlInputElement>() {
            Some(input) => input.value(),
            None => target.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value).unwrap_or_default(),
        };
        sender.send(action(text));
    })
}

/// Sends the value that was selected.
pub fn selected(store: &Store, action: impl Fn(String) -> Action + 'static) -> Callback<Event> {
    let sender = store.sender();
    Callback::from(move |event: Event| {
        if let Some(select) = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok()) {
            sender.send(action(select.value()));
        }
    })
}

/// Sends the same action whenever a radio or a box is chosen.
pub fn chosen(store: &Store, action: Action) -> Callback<Event> {
    let sender = store.sender();
    Callback::from(move |_| sender.send(action.clone()))
}
