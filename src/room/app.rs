//! The room's root: holds the store, has effects performed after each render, and shows the screen.

use std::rc::Rc;

use yew::prelude::*;

use crate::platform::Port;
use crate::room::dialogs::Shown;
use crate::room::effects::perform;
use crate::room::screens;
use crate::store::{Effect, Inbox, Shell, State, Store};

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
            for (number, effect) in &shell.outbox {
                // The performer alone moves this on, before it performs: each effect once, whatever renders in between.
                if *number >= shell.performed.get() {
                    shell.performed.set(number + 1);
                    perform(effect.clone(), shell.state.texts(), &store.port, store.sender());
                }
            }
        });
    }
    html! {
        <>
            <div key={store.state().screen()}>{ screens::screen(&store) }</div>
            if store.state().dialog.is_some() { <Shown store={store.clone()} /> }
        </>
    }
}
