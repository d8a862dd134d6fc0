//! What the questions tell the desk when it takes their place: the tab's place, and all that is held, whether a store has it or not. How the desk reads it is in `at_desk`.

use std::rc::Rc;

use crate::json::{Value, object};
use crate::state::step::address;
use crate::state::{Effect, Picked, SaveStatus, State, StoreStatus, Tone, Writing, place};

/// Asks for the desk if its screen is waited for, once every save under way was answered: the answer may be that another tab wrote.
pub(super) fn leave(state: &mut State) -> Option<Effect> {
    if state.shelf.values().any(|entry| entry.writing != Writing::Still) {
        return None;
    }
    let (to, replace) = state.leaving.take()?;
    let mut records = Vec::new();
    let mut kept = Vec::new();
    let record = |id: &String, text: String| {
        object(vec![("id", id.clone().into()), ("source", "local".into()), ("text", text.into())])
    };
    for (id, entry) in &state.shelf {
        if let Some(synced) = &entry.synced {
            records.push(record(id, state.written(synced).to_string()));
        }
        let synced = entry.synced.as_ref().is_some_and(|synced| Rc::ptr_eq(synced, &entry.assessment));
        if entry.assessment.rev > 0 && !synced {
            kept.push(object(vec![
                ("id", id.clone().into()),
                ("text", state.written(&entry.assessment).to_string().into()),
            ]));
        }
    }
    let (local, durable) = stores(state.save);
    let mut fields = place::fields(state);
    fields.push(("to", address(to, &state.code).into()));
    fields.push(("replace", replace.into()));
    fields.push(("kept", Value::Array(kept)));
    let elsewhere = state.elsewhere.iter().map(|(id, (text, random))| {
        object(vec![
            ("id", id.clone().into()),
            ("text", text.clone().into()),
            ("random", random.clone().into()),
        ])
    });
    fields.push(("elsewhere", Value::Array(elsewhere.collect())));
    let files = std::mem::take(&mut state.parcel).into_iter().map(|(Picked { name, text }, random)| {
        object(vec![("name", name.into()), ("text", text.into()), ("random", random.into())])
    });
    fields.push(("files", Value::Array(files.collect())));
    fields.push(("idle", (state.save == SaveStatus::Idle).into()));
    if let Some(notice) = &state.notice {
        let tone = match notice.tone {
            Tone::Good => "good",
            Tone::Careful => "careful",
            Tone::Bad => "bad",
        };
        let texts = state.texts();
        let details: Vec<String> = notice.details.iter().map(|detail| texts.say(detail)).collect();
        fields.push(("tone", tone.into()));
        fields.push(("notice", texts.say(&notice.message).into()));
        fields.push(("details", details.into()));
    }
    let saved = object(vec![
        ("local", local.as_str().into()),
        ("durable", durable.as_str().into()),
        ("records", Value::Array(records)),
    ]);
    Some(Effect::OpenDesk { place: object(fields).to_string(), saved: saved.to_string() })
}

/// What the two stores answered to a save of which this is known.
fn stores(save: SaveStatus) -> (StoreStatus, StoreStatus) {
    match save {
        SaveStatus::Idle | SaveStatus::Saving | SaveStatus::Saved => (StoreStatus::Ok, StoreStatus::Ok),
        SaveStatus::SavedLocalOnly => (StoreStatus::Ok, StoreStatus::Failed),
        SaveStatus::SavedDurableOnly => (StoreStatus::Failed, StoreStatus::Ok),
        SaveStatus::NotSaved(refused) => (refused, refused),
    }
}
