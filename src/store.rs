//! The state in Yew's hands: a reducer around `update` of core's `state`, or in the room of core's `room`, with an outbox; it performs no effect and decides nothing.

use std::cell::RefCell;
use std::rc::Rc;

use pomscope_core::outbox::Outbox;
#[cfg(feature = "room")]
use pomscope_core::room as machine;
#[cfg(not(feature = "room"))]
use pomscope_core::state as machine;
use pomscope_core::time::Moment;
use yew::prelude::*;

use crate::platform::Port;

pub use machine::{Action, Effect, State};
use machine::{Event, update};

/// The state with the effects that wait to be performed.
#[derive(Clone)]
pub struct Shell {
    pub state: Rc<State>,
    pub outbox: Outbox<Effect>,
}

impl Shell {
    pub fn new(state: Rc<State>, effects: Vec<Effect>) -> Self {
        Self { state, outbox: Outbox::new(effects) }
    }
}

impl PartialEq for Shell {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state) && self.outbox.count() == other.outbox.count()
    }
}

impl Reducible for Shell {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let mut shell = (*self).clone();
        let mut state = (*shell.state).clone();
        let effects = update(&mut state, event);
        shell.state = Rc::new(state);
        shell.outbox.queue(effects);
        Rc::new(shell)
    }
}

/// What the screens hold: the state to read, and a way to send actions.
#[derive(Clone, PartialEq)]
pub struct Store {
    shell: UseReducerHandle<Shell>,
    pub port: Port,
}

impl Store {
    pub fn new(shell: UseReducerHandle<Shell>, port: Port) -> Self {
        Self { shell, port }
    }

    pub fn state(&self) -> &State {
        &self.shell.state
    }

    /// The sentence under a key of the catalogue.
    pub fn text(&self, key: &str) -> AttrValue {
        AttrValue::from(self.state().texts().get(key).to_owned())
    }

    /// A message as text.
    pub fn say(&self, message: &pomscope_core::text::Message) -> String {
        self.state().texts().say(message)
    }

    pub fn sender(&self) -> Sender {
        Sender { dispatcher: self.shell.dispatcher(), port: self.port.clone() }
    }
}

/// Sends actions, with the moment and the random digits that they may need.
#[derive(Clone)]
pub struct Sender {
    dispatcher: UseReducerDispatcher<Shell>,
    port: Port,
}

impl Sender {
    pub fn send(&self, action: Action) {
        let event = Event { action, now: Moment(self.port.now()), random: self.port.random() };
        self.dispatcher.dispatch(event);
    }
}

/// What screens are given that are components.
#[derive(Clone, PartialEq, Properties)]
pub struct ScreenProps {
    pub store: Store,
}

/// Where the loader's calls wait until the program has rendered for the first time, and pass through afterwards.
#[derive(Clone, Default)]
pub struct Inbox(Rc<RefCell<Waiting>>);

#[derive(Default)]
struct Waiting {
    actions: Vec<Action>,
    sender: Option<Sender>,
}

impl PartialEq for Inbox {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Inbox {
    pub fn put(&self, action: Action) {
        let sender = self.0.borrow().sender.clone();
        match sender {
            Some(sender) => sender.send(action),
            None => self.0.borrow_mut().actions.push(action),
        }
    }

    pub fn open(&self, sender: Sender) {
        let actions = {
            let mut waiting = self.0.borrow_mut();
            waiting.sender = Some(sender.clone());
            std::mem::take(&mut waiting.actions)
        };
        for action in actions {
            sender.send(action);
        }
    }
}
