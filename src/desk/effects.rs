//! Performs the effects that only the desk asks for, one arm each: files of rows, PDFs, print, the clipboard, questionnaires, the file that the page asked for; all others are in `crate::effects`.

use pomscope_core::json::{self, Value};
use pomscope_core::state::{
    Action, CopyOutcome, DeskAction, Effect, PacksAction, PacksWish, PdfOutcome, StoreStatus, TakeAction,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::effects::{json_of, picked};
use crate::platform::Port;
use crate::store::Sender;

/// Media types and endings that the picker offers for rows.
const TABLES: &str = "text/csv,text/tab-separated-values,.csv,.tsv,.txt";

/// Performs one effect; those that are not the desk's own were performed before.
pub fn perform(effect: Effect, port: &Port, sender: Sender) {
    match effect {
        Effect::DressReport => port.dress_report(),
        Effect::FetchPdf => port.fetch_pdf(),
        Effect::MakePdf { name, document, attachment_name, attachment, paper } => {
            let port = port.clone();
            spawn_local(async move {
                let made =
                    port.make_pdf(&name, &document, &attachment_name, &attachment, paper.as_str()).await;
                let made = PdfOutcome::parse(&word(made));
                sender.send(Action::desk(DeskAction::Take(TakeAction::PdfMade(made))));
            });
        }
        Effect::PickTable => {
            let port = port.clone();
            spawn_local(async move {
                let answer = json_of(port.pick(TABLES).await);
                sender.send(Action::Picked(picked(&answer)));
            });
        }
        Effect::CancelPdf => port.cancel_pdf(),
        Effect::Print { title } => {
            let port = port.clone();
            spawn_local(async move {
                let printed = port.print("report", &title).await;
                sender.send(Action::Printed(word(printed) == "ok"));
            });
        }
        Effect::Copy { text } => {
            let port = port.clone();
            spawn_local(async move {
                let copied = CopyOutcome::parse(&word(port.copy(&text).await));
                sender.send(Action::desk(DeskAction::Take(TakeAction::Copied(copied))));
            });
        }
        Effect::Exported(json) => port.exported(json),
        Effect::Packs(wish) => packs(wish, port.clone(), sender),
        _ => {}
    }
}

fn packs(wish: PacksWish, port: Port, sender: Sender) {
    let told = move |action| sender.send(Action::desk(DeskAction::Packs(action)));
    match wish {
        PacksWish::List => {
            spawn_local(async move { told(PacksAction::Listed(word(port.packs().await))) });
        }
        PacksWish::Keep { id, text } => spawn_local(async move {
            let answer = json::parse(&word(port.keep_pack(&id, &text).await)).unwrap_or_default();
            let status =
                |store| StoreStatus::parse(answer.get(store).and_then(Value::as_str).unwrap_or("failed"));
            told(PacksAction::Kept(id, status("local"), status("durable")));
        }),
        PacksWish::Remove(id) => {
            spawn_local(async move { told(PacksAction::Listed(word(port.remove_pack(&id).await))) });
        }
        PacksWish::Use { id, place } => port.use_pack(&id, &place),
    }
}

/// The port's answer in one word; empty where it gave none, or against its word threw.
fn word(answer: Result<JsValue, JsValue>) -> String {
    answer.ok().and_then(|answer| answer.as_string()).unwrap_or_default()
}
