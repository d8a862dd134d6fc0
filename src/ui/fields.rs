//! What belongs to a field besides the field: that it may stay empty, and what is wrong with it.

use pomscope_core::text::Message;

use crate::store::Store;
use crate::ui::element::{Element, el};

/// "(optional)".
pub fn optional(store: &Store) -> Element {
    el("span.muted").say(store, "optional")
}

/// What is wrong with a field, tied to it by `id`; it stands there empty and hidden while nothing is.
pub fn error(store: &Store, id: String, fault: Option<&Message>) -> Element {
    el("p.error")
        .attr("id", id)
        .attr_if(fault.is_none(), "hidden", "")
        .text(fault.map(|fault| store.say(fault)).unwrap_or_default())
}
