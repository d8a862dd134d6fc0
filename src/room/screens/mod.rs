//! One file a screen of the room; each draws what core says and sends what people do.

use yew::Html;

use crate::store::Store;
use crate::ui::element::el;

/// What is shown now.
pub fn screen(store: &Store) -> Html {
    el("section.screen[aria-labelledby=title]")
        .add(el("h1#title[tabindex=-1]").say(store, "room.title"))
        .html()
}
