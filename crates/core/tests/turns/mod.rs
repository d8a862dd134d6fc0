//! The shell as Yew runs it, in a model: actions fall together with renders, old copies are rendered late, and performing an effect sends further actions at once. What is sent is the business of the tests that use it.

use std::cell::RefCell;

use pomscope_core::outbox::Outbox;

/// What follows on an action.
#[derive(Clone, Copy, Debug)]
pub enum Beat {
    /// Nothing yet: renders are batched.
    Waits,
    /// A render of what there is now.
    Renders,
    /// Another render of what there was so many actions ago.
    RendersLate(usize),
}

struct Model<S, E> {
    /// Each state that there was, with its outbox, as Yew's closures hold them.
    copies: Vec<(S, Outbox<E>)>,
    asked: Vec<E>,
    performed: Vec<E>,
}

/// Runs a script. Gives every effect that `update` asked for, in order, and every one that was performed.
pub fn run<S: Clone, A, E: Clone>(
    (state, first): (S, Vec<E>),
    script: Vec<(A, Beat)>,
    update: impl Fn(&mut S, A) -> Vec<E>,
    answer: impl Fn(&E) -> Option<A>,
) -> (Vec<E>, Vec<E>) {
    let outbox = Outbox::new(first.clone());
    let model = RefCell::new(Model { copies: vec![(state, outbox)], asked: first, performed: Vec::new() });
    let send = |action: A| {
        let model = &mut *model.borrow_mut();
        let (mut state, mut outbox) = model.copies.last().unwrap().clone();
        let effects = update(&mut state, action);
        model.asked.extend(effects.iter().cloned());
        outbox.queue(effects);
        model.copies.push((state, outbox));
    };
    let render = |ago: usize| {
        let outbox = {
            let model = model.borrow();
            model.copies[model.copies.len().saturating_sub(1 + ago)].1.clone()
        };
        outbox.perform(|effect| {
            let further = answer(&effect);
            model.borrow_mut().performed.push(effect);
            further.into_iter().for_each(&send);
        });
    };
    for (action, beat) in script {
        send(action);
        match beat {
            Beat::Waits => {}
            Beat::Renders => render(0),
            Beat::RendersLate(ago) => render(ago),
        }
    }
    // What performing sends is performed by the render that follows; in the end there is nothing more.
    for _ in 0..1_000 {
        let before = model.borrow().performed.len();
        render(0);
        if model.borrow().performed.len() == before {
            break;
        }
    }
    let Model { asked, performed, .. } = model.into_inner();
    (asked, performed)
}
