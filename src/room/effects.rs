//! Performs the room's effects, one arm each, once and in order; what came of it goes back as an action.

use std::future::Future;

use pomscope_core::json::{self, Value, object};
use pomscope_core::room::{Action, Camera, DraftFate, Effect, Record, Screen, Spoken, Written};
use pomscope_core::state::{CopyOutcome, PdfOutcome, Picked, StoreStatus, Urgency};
use pomscope_core::text::Texts;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::platform::Port;
use crate::store::Sender;

/// Media types and endings that the file picker offers.
const ACCEPT: &str = "application/json,.json";

/// Performs one effect.
pub fn perform(effect: Effect, texts: &Texts, port: &Port, sender: Sender) {
    match effect {
        Effect::KeepPlace(text) => port.place(&text),
        Effect::Address { path, replace } => port.history(&path, replace),
        Effect::Download { name, media_type, text } => port.download(&name, media_type, &text),
        Effect::PickFiles => {
            ask(
                port,
                sender,
                |port| async move { Action::Picked(picked(&json_of(port.pick_all(ACCEPT).await))) },
            )
        }
        Effect::Focus(place) => port.focus(place.id()),
        Effect::Announce(message, urgency) => {
            let urgency = match urgency {
                Urgency::Polite => "polite",
                Urgency::Assertive => "assertive",
            };
            port.announce(&texts.say(&message), urgency);
        }
        Effect::DressReport => port.dress_report(),
        Effect::FetchPdf => port.fetch_pdf(),
        Effect::MakePdf { name, document, attachment_name, attachment, paper } => {
            ask(port, sender, move |port| async move {
                let made =
                    port.make_pdf(&name, &document, &attachment_name, &attachment, paper.as_str()).await;
                Action::PdfMade(PdfOutcome::parse(&word(made)))
            });
        }
        Effect::CancelPdf => port.cancel_pdf(),
        Effect::Copy { text } => ask(port, sender, |port| async move {
            Action::Copied(CopyOutcome::parse(&word(port.copy(&text).await)))
        }),
        Effect::Open { session } => ask(port, sender, |port| async move {
            let answer = json_of(port.room_open(&session).await);
            let text = text_of(&answer);
            Action::Opened {
                session,
                status: status(&answer),
                text,
                responses: records(&answer, "responses"),
            }
        }),
        Effect::Write { session, text, expected, responses } => ask(port, sender, move |port| async move {
            let responses = list(responses);
            let answer = json_of(port.room_write(&session, &text, expected, &responses).await);
            let written = match answer.get("status").and_then(Value::as_str) {
                Some("changed") => Written::Changed(text_of(&answer)),
                _ => Written::Done(status(&answer)),
            };
            Action::Written(session, written)
        }),
        Effect::Add { session, responses, draft } => ask(port, sender, move |port| async move {
            let responses = list(responses);
            let answer = json_of(port.room_add(&session, &responses, draft == DraftFate::Clear).await);
            Action::Added { session, status: status(&answer), there: records(&answer, "there") }
        }),
        Effect::Remove { session } => ask(port, sender, |port| async move {
            let answer = json_of(port.room_remove(&session).await);
            Action::Removed(session, status(&answer))
        }),
        Effect::KeepDraft { session, text } => ask(port, sender, |port| async move {
            Action::DraftKept(status(&json_of(port.room_draft(&session, text).await)))
        }),
        Effect::Lock(session) => port.room_lock(session),
        Effect::Renew { place } => port.room_renew(&place),
        Effect::Leave { place } => port.leave_room(place),
        Effect::SaveAssessment { id, text } => ask(port, sender, |port| async move {
            let answer = json_of(port.save(&id, &text).await);
            let store =
                |name: &str| StoreStatus::parse(answer.get(name).and_then(Value::as_str).unwrap_or("failed"));
            // Either store keeps it; another tab's text under the same id ("changed") was not written over.
            let durable = store("durable");
            let saved = if durable == StoreStatus::Ok { durable } else { store("local") };
            Action::AssessmentSaved(saved)
        }),
        Effect::Watch { warn_after_secs } => port.room_watch(warn_after_secs),
        Effect::Show(screen) => port.room_show(screen == Screen::Whole),
        Effect::Speak { lang, spoken } => port.speak(&lang, spoken == Spoken::Here),
        Effect::Scan(camera) => port.scan(camera == Camera::Begin),
    }
}

/// Asks the port for something and sends what came of it.
fn ask<F: Future<Output = Action> + 'static>(
    port: &Port,
    sender: Sender,
    question: impl FnOnce(Port) -> F + 'static,
) {
    let port = port.clone();
    spawn_local(async move {
        let answer = question(port).await;
        sender.send(answer);
    });
}

/// The port's JSON; null where it answered nothing, or against its word threw.
fn json_of(answer: Result<JsValue, JsValue>) -> Value {
    json::parse(&word(answer)).unwrap_or_default()
}

/// The port's answer in one word; empty where it gave none, or against its word threw.
fn word(answer: Result<JsValue, JsValue>) -> String {
    answer.ok().and_then(|answer| answer.as_string()).unwrap_or_default()
}

fn status(answer: &Value) -> StoreStatus {
    StoreStatus::parse(answer.get("status").and_then(Value::as_str).unwrap_or("failed"))
}

fn text_of(answer: &Value) -> Option<String> {
    answer.get("text").and_then(Value::as_str).map(str::to_owned)
}

/// Responses as the port takes them.
fn list(responses: Vec<Record>) -> String {
    let record = |Record { id, text }: Record| object(vec![("id", id.into()), ("text", text.into())]);
    Value::Array(responses.into_iter().map(record).collect()).to_string()
}

/// Responses as the port gives them.
fn records(answer: &Value, key: &str) -> Vec<Record> {
    let text = |entry: &Value, key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
    let record = |entry: &Value| Some(Record { id: text(entry, "id")?, text: text(entry, "text")? });
    answer.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(record).collect()
}

/// The files that were chosen; of none the same as of a picker that was closed.
fn picked(answer: &Value) -> Vec<Picked> {
    let file = |entry: &Value| {
        let name = entry.get("name").and_then(Value::as_str)?.to_owned();
        Some(Picked { name, text: text_of(entry) })
    };
    answer.as_array().into_iter().flatten().filter_map(file).collect()
}
