//! Which assessments the open one is compared with, as the reader chooses; what can be chosen, and what comes of it, is in `compare`.

use crate::compare::chosen;
use crate::state::update::Turn;
use crate::state::{Effect, FocusPlace, Step};

/// What is compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparing {
    /// The ids that the assessment of the first id is compared with, once the reader chose.
    pub picked: Option<(String, Vec<String>)>,
    /// What was taken in while comparing: the id of the open assessment, and of the one to compare it with.
    pub brought: Vec<(String, String)>,
}

/// Compares the open assessment with this one, or no longer.
pub(super) fn switch(turn: &mut Turn<'_>, id: String) {
    let Some(open) = turn.state.current.clone() else { return };
    let mut picked = chosen(turn.state);
    if picked.contains(&id) {
        picked.retain(|other| *other != id);
    } else {
        picked.push(id);
    }
    turn.state.desk.comparing = Comparing { picked: Some((open, picked)), brought: Vec::new() };
}

impl Turn<'_> {
    /// Whether an assessment that was just taken in is to be compared with the open one rather than opened: it is where the
    /// reader compares.
    pub(super) fn takes_to_compare(&mut self, id: &str) -> bool {
        let Some(open) = self.state.current.clone().filter(|open| open != id) else { return false };
        if self.state.step != Step::Compare {
            return false;
        }
        self.state.desk.comparing.brought.push((open, id.to_owned()));
        self.effects.push(Effect::Focus(FocusPlace::Id("compare-import".into())));
        true
    }
}
