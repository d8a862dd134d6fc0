//! Effects that wait until they are performed, each exactly once and in order; what they are is decided in `state` and `room`, and who performs them is the shell.

use std::cell::Cell;
use std::rc::Rc;

/// The effects that wait. A shell copies its state with every action and renders old copies too, so "the effects of the last action" would lose some and repeat others: hence numbers, and one count of what was performed that all copies share.
#[derive(Clone, Debug)]
pub struct Outbox<E> {
    waiting: Vec<(u64, E)>,
    next: u64,
    /// The number below which all were performed.
    performed: Rc<Cell<u64>>,
}

impl<E: Clone> Outbox<E> {
    /// An outbox with these.
    #[must_use]
    pub fn new(effects: Vec<E>) -> Self {
        let mut outbox = Self { waiting: Vec::new(), next: 0, performed: Rc::default() };
        outbox.queue(effects);
        outbox
    }

    /// Adds effects behind those that wait, and lets go of those that were performed.
    pub fn queue(&mut self, effects: Vec<E>) {
        let performed = self.performed.get();
        self.waiting.retain(|(number, _)| *number >= performed);
        for effect in effects {
            self.waiting.push((self.next, effect));
            self.next += 1;
        }
    }

    /// Performs what waits in this copy and was performed by none.
    pub fn perform(&self, mut perform: impl FnMut(E)) {
        for (number, effect) in &self.waiting {
            // Moved on before it is performed: whatever renders in between does not perform it again.
            if *number >= self.performed.get() {
                self.performed.set(number + 1);
                perform(effect.clone());
            }
        }
    }

    /// How many effects there ever were: two copies with the same count hold the same.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.next
    }
}
