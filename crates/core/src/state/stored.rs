//! What the stores and other tabs hold: read at the start, joined with what is here, opened where it goes on. Only the desk does it; the questions hold nothing but what was begun in them.

use std::rc::Rc;

use crate::answers::Assessment;
use crate::pack::Pack;
use crate::state::merge::{join_at_desk, merge};
use crate::state::update::Turn;
use crate::state::{Entry, Step, Tone, Unreadable, Writing};
use crate::text::Message;
use crate::wire;

impl Turn<'_> {
    pub(super) fn open(&mut self, id: String) {
        let Some(entry) = self.state.shelf.get(&id) else { return };
        let step = self
            .state
            .places
            .get(&id)
            .copied()
            .unwrap_or_else(|| resume_step(self.pack(), &entry.assessment));
        self.state.current = Some(id);
        self.state.notice = None;
        self.go(step, false);
    }

    /// Joins what another tab wrote with what is here.
    pub(super) fn told(&mut self, id: &str, text: String) {
        let theirs = match wire::read(&text) {
            Ok(read) if read.assessment.pack_id == self.pack().id => {
                let mut theirs = read.assessment;
                id.clone_into(&mut theirs.id);
                theirs
            }
            Ok(_) => return,
            Err(error) => {
                let known = self.state.unreadable.iter().any(|other| other.id == id && other.text == text);
                if !known {
                    self.state.unreadable.push(Unreadable {
                        id: id.to_owned(),
                        text,
                        pack: String::new(),
                        reason: error.message(),
                    });
                    // What this tab holds goes on under an id of its own, so that the other text is never written over.
                    self.move_away(id);
                }
                return;
            }
        };
        let Some(entry) = self.state.shelf.get_mut(id) else {
            let theirs = Rc::new(theirs);
            let entry =
                Entry { assessment: Rc::clone(&theirs), synced: Some(theirs), writing: Writing::Still };
            self.state.shelf.insert(id.to_owned(), entry);
            return;
        };
        let base = entry.synced.clone().unwrap_or_default();
        let (mut joined, mut conflicts) = merge(&base, &entry.assessment, &theirs);
        join_at_desk([&base, &entry.assessment, &theirs], &mut joined, &mut conflicts);
        let differs = !same_content(&joined, &theirs);
        if differs {
            joined.rev += 1;
        }
        entry.synced = Some(Rc::new(theirs));
        entry.assessment = Rc::new(joined);
        if differs {
            self.save(id);
        }
        if !conflicts.is_empty() && self.state.current.as_deref() == Some(id) {
            self.notice(
                Tone::Careful,
                Message::new("notice.conflict").count("n", conflicts.len()),
                Vec::new(),
            );
        }
    }

    fn move_away(&mut self, id: &str) {
        let Some(entry) = self.state.shelf.remove(id) else { return };
        let mut moved = Rc::unwrap_or_clone(entry.assessment);
        moved.id = self.fresh_id();
        let new_id = moved.id.clone();
        self.put(moved);
        if self.state.current.as_deref() == Some(id) {
            self.state.current = Some(new_id.clone());
            self.keep_place();
        }
        self.save(&new_id);
        self.notice(Tone::Careful, Message::new("notice.movedAway"), Vec::new());
    }
}

/// Where an assessment that was closed goes on: its result once everything is answered, else the first screen with something open.
#[must_use]
pub fn resume_step(pack: &Pack, assessment: &Assessment) -> Step {
    let open = |at: &usize| {
        pack.groups.get(*at).is_some_and(|group| {
            group
                .own()
                .any(|item| pack.asked.get(item.slot).is_some_and(|asked| assessment.rating(asked).is_none()))
        })
    };
    let nothing = pack.asked.iter().all(|item| assessment.rating(item).is_none());
    if nothing {
        return if assessment.placement.is_empty() { Step::Scope } else { Step::Finding };
    }
    crate::state::group_order(pack).iter().position(open).map_or(Step::Result, Step::Group)
}

pub(super) fn same_content(one: &Assessment, other: &Assessment) -> bool {
    let plain =
        |assessment: &Assessment| Assessment { rev: 0, updated_at: String::new(), ..assessment.clone() };
    plain(one) == plain(other)
}
