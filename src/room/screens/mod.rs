//! The room's screens, one file each, and which of them is shown.

mod agreed;
mod code;
mod discuss;
mod home;
mod kiosk;
mod overview;
mod paper;
mod result;
mod setup;

use pomscope_core::room::{State, Step};
use yew::Html;

use crate::store::Store;

/// What identifies the screen: where it changes, all of it is made anew.
pub fn key(state: &State) -> String {
    state.screen()
}

/// The screen of the state.
pub fn screen(store: &Store) -> Html {
    let state = store.state();
    if let Some(kiosk) = state.kiosk.as_deref() {
        return kiosk::screen(store, kiosk);
    }
    match state.step {
        Step::Home => home::screen(store),
        Step::Setup => setup::screen(store),
        Step::Overview => overview::screen(store),
        Step::Code => code::screen(store),
        Step::Paper => paper::screen(store),
        Step::Result => result::screen(store),
        Step::Discuss(at) => discuss::screen(store, at),
        Step::Agreed => agreed::screen(store),
    }
}
