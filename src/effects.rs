//! Performs the effects, one arm each, once and in order; what came of it goes back as an action. Those that only the desk asks for are in `desk`.

use pomscope_core::json::{self, Value};
use pomscope_core::state::{Action, Effect, Picked, SaveOutcome, StoreStatus, Urgency};
use pomscope_core::text::Texts;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::desk;
use crate::platform::Port;
use crate::store::Sender;

/// Media types and endings that the file picker offers.
const ACCEPT: &str = "application/json,.json";

/// Performs one effect.
pub fn perform(effect: Effect, texts: &Texts, port: &Port, sender: Sender) {
    match effect {
        Effect::Save { id, text } => {
            let port = port.clone();
            spawn_local(async move {
                let answer = json_of(port.save(&id, &text).await);
                sender.send(Action::Saved(id, save_outcome(&answer)));
            });
        }
        Effect::Remove { ids } => {
            let port = port.clone();
            spawn_local(async move {
                let answer = json_of(port.remove(ids).await);
                sender.send(Action::Removed(status(&answer, "local"), status(&answer, "durable")));
            });
        }
        Effect::RemoveAll => {
            let port = port.clone();
            spawn_local(async move {
                let answer = json_of(port.remove_all().await);
                sender.send(Action::Removed(status(&answer, "local"), status(&answer, "durable")));
            });
        }
        Effect::KeepPlace(text) => port.place(&text),
        Effect::Address { path, replace } => port.history(&path, replace),
        Effect::Download { name, media_type, text } => port.download(&name, media_type, &text),
        Effect::PickFile => {
            let port = port.clone();
            spawn_local(async move {
                let answer = json_of(port.pick(ACCEPT).await);
                sender.send(Action::Picked(picked(&answer)));
            });
        }
        Effect::Focus(place) => port.focus(place.id()),
        Effect::Announce(message, urgency) => {
            let urgency = match urgency {
                Urgency::Polite => "polite",
                Urgency::Assertive => "assertive",
            };
            port.announce(&texts.say(&message), urgency);
        }
        Effect::OpenDesk { place, saved } => port.open_desk(&place, &saved),
        Effect::EnterRoom => port.enter_room(),
        Effect::Speak(lang) => port.speak(&lang, true),
        Effect::Emit { name, detail } => port.emit(name, &detail),
        effect => desk::perform(effect, port, sender),
    }
}

/// The port's JSON; null where it answered nothing, or against its word threw.
pub(crate) fn json_of(answer: Result<JsValue, JsValue>) -> Value {
    answer
        .ok()
        .and_then(|answer| answer.as_string())
        .and_then(|text| json::parse(&text).ok())
        .unwrap_or_default()
}

fn status(answer: &Value, store: &str) -> StoreStatus {
    StoreStatus::parse(answer.get(store).and_then(Value::as_str).unwrap_or("failed"))
}

fn save_outcome(answer: &Value) -> SaveOutcome {
    if answer.get("local").and_then(Value::as_str) == Some("changed") {
        SaveOutcome::Changed(answer.get("text").and_then(Value::as_str).map(str::to_owned))
    } else {
        SaveOutcome::Done { local: status(answer, "local"), durable: status(answer, "durable") }
    }
}

pub(crate) fn picked(answer: &Value) -> Option<Picked> {
    let name = answer.get("name").and_then(Value::as_str)?.to_owned();
    Some(Picked { name, text: answer.get("text").and_then(Value::as_str).map(str::to_owned) })
}
