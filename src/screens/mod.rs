//! One file a screen; each draws what `core::view` or `core::report` says and sends what the reader does.

#[cfg(feature = "desk")]
pub mod books;
#[cfg(feature = "desk")]
pub mod code;
#[cfg(feature = "desk")]
pub mod compare;
#[cfg(feature = "desk")]
pub mod explain;
#[cfg(feature = "desk")]
pub mod finding;
#[cfg(feature = "desk")]
pub mod group;
#[cfg(feature = "desk")]
pub mod lens;
#[cfg(feature = "desk")]
pub mod levels;
#[cfg(feature = "desk")]
pub mod metrics;
#[cfg(feature = "desk")]
pub mod plan;
pub mod quick;
#[cfg(feature = "desk")]
pub mod report;
#[cfg(feature = "desk")]
pub mod result;
#[cfg(feature = "desk")]
pub mod review;
pub mod scope;
#[cfg(feature = "desk")]
pub mod share;
#[cfg(feature = "desk")]
pub mod shelf;
pub mod start;

use pomscope_core::state::{State, Step};
use yew::Html;

use crate::store::Store;

/// What identifies the screen: where it changes, all of it is made anew.
pub fn key(state: &State) -> String {
    state.path()
}

/// The screen of the step.
pub fn screen(store: &Store) -> Html {
    match store.state().step {
        Step::Start => start::screen(store),
        Step::Scope => scope::screen(store),
        Step::Quick(at) => quick::screen(store, at),
        step => crate::desk::screen(store, step),
    }
}
