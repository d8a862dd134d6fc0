//! The root of every program of the app: holds the store, has effects performed after each render, and shows the screen; which screens there are is the program's.

use std::rc::Rc;

use yew::prelude::*;

#[cfg(not(feature = "room"))]
use crate::effects::perform;
use crate::platform::Port;
#[cfg(feature = "room")]
use crate::room::{dialogs::Shown, effects::perform, screens};
#[cfg(not(feature = "room"))]
use crate::screens;
use crate::store::{Effect, Inbox, Shell, State, Store};
#[cfg(not(feature = "room"))]
use crate::ui::dialog::Shown;

/// What the root is given at the mount.
#[derive(Clone, Properties)]
pub struct AppProps {
    pub port: Port,
    pub state: Rc<State>,
    pub effects: Vec<Effect>,
    pub inbox: Inbox,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

#[component]
pub fn App(props: &AppProps) -> Html {
    let shell = use_reducer(|| Shell::new(Rc::clone(&props.state), props.effects.clone()));
    let store = Store::new(shell.clone(), props.port.clone());
    {
        let (store, inbox) = (store.clone(), props.inbox.clone());
        use_effect_with((), move |()| inbox.open(store.sender()));
    }
    {
        let store = store.clone();
        let shell = shell.clone();
        use_effect(move || {
            let texts = shell.state.texts();
            shell.outbox.perform(|effect| perform(effect, texts, &store.port, store.sender()));
        });
    }
    html! {
        <>
            <div key={screens::key(store.state())}>{ screens::screen(&store) }</div>
            if store.state().dialog.is_some() { <Shown store={store.clone()} /> }
        </>
    }
}
