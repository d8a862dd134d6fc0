//! This tab's place as text for the session's store, and back; which screen is shown is decided in `update`.

use crate::json::{Value, object, parse};
use crate::pack::Pack;
use crate::state::step::code_in;
use crate::state::{Intent, State, Step};
use crate::table::Table;

/// What a tab remembers across a reload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub current: Option<String>,
    /// Whether nothing had been entered in it yet, so that no store knows it.
    pub fresh: bool,
    pub step: Option<Step>,
    pub code: String,
    pub places: Table<String, Step>,
    pub intent: Intent,
    pub keys: Option<bool>,
}

pub(super) fn write(state: &State) -> String {
    object(fields(state)).to_string()
}

pub(super) fn fields(state: &State) -> Vec<(&'static str, Value)> {
    let places = state.places.iter().map(|(id, step)| (id.clone(), step.path().into())).collect();
    let intent = match state.intent {
        Intent::Quick => "quick",
        Intent::Full => "full",
    };
    vec![
        ("current", state.current.clone().into()),
        ("fresh", state.assessment().is_some_and(|assessment| assessment.rev == 0).into()),
        ("step", state.path().into()),
        ("places", Value::Object(places)),
        ("intent", intent.into()),
        ("keys", state.keys.into()),
        // The loader looks for this one: whoever comes back to the desk gets it at once.
        ("desk", state.step.at_desk().into()),
    ]
}

/// Reads a place; what is not understood is left out, since a place is a convenience and never an answer.
pub(super) fn read(text: &str, pack: &Pack) -> Place {
    let Ok(value) = parse(text) else { return Place::default() };
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let places = value
        .get("places")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(id, path)| Some((id.clone(), Step::parse(path.as_str()?, pack)?)))
        .collect();
    Place {
        current: text("current").map(str::to_owned),
        fresh: value.get("fresh").and_then(Value::as_bool).unwrap_or_default(),
        step: text("step").and_then(|path| Step::parse(path, pack)),
        code: code_in(text("step").unwrap_or_default()).to_owned(),
        places,
        intent: if text("intent") == Some("full") { Intent::Full } else { Intent::Quick },
        keys: value.get("keys").and_then(Value::as_bool),
    }
}
