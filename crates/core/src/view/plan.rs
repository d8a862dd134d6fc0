//! What the plan's screen shows beyond the report's plan: fields as they are being typed, and what was removed a moment ago.

use crate::method::ScoreError;
use crate::report::{Origin, PlanItem, PlanPage, plan_page};
use crate::state::{Draft, NEW_STEP, State, step_place};
use crate::text::Message;

/// The plan's screen.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanScreen {
    /// The plan.
    pub page: PlanPage,
    /// The step of one's own that is being typed.
    pub new: Typed,
    /// Steps of one's own that were removed and can be brought back: id and words.
    pub removed: Vec<(String, String)>,
}

/// A field as typed or stored, with what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The text.
    pub text: String,
    /// What is wrong.
    pub error: Option<Message>,
}

impl Typed {
    /// What is being typed under this name, else what is stored.
    #[must_use]
    pub fn of(state: &State, draft: &str, stored: &str) -> Self {
        match state.drafts.get(draft) {
            Some(Draft { text, error }) => Self { text: text.clone(), error: error.clone() },
            None => Self { text: stored.to_owned(), error: None },
        }
    }
}

/// The plan's screen of the open assessment; none while none is open.
///
/// # Errors
/// [`ScoreError`] where its answers cannot be scored.
pub fn plan_screen(state: &State) -> Option<Result<PlanScreen, ScoreError>> {
    let assessment = state.assessment()?;
    let today = &state.surroundings.today;
    let removed = || state.removed_steps().map(|removed| (removed.id.clone(), removed.entry.title.clone()));
    Some(plan_page(&state.content, assessment, today).map(|page| PlanScreen {
        page,
        new: Typed::of(state, NEW_STEP, ""),
        removed: removed().collect(),
    }))
}

/// The day by which a step is to be done.
#[must_use]
pub fn due_field(state: &State, item: &PlanItem) -> Typed {
    Typed::of(state, &step_place(&item.id, "due"), &item.decision.due)
}

/// The words of a step of one's own; none for the others.
#[must_use]
pub fn title_field(state: &State, item: &PlanItem) -> Option<Typed> {
    (item.origin == Origin::Own).then(|| Typed::of(state, &step_place(&item.id, "title"), &item.title))
}
