//! What the loader calls of the room: `mount` puts a workshop into an element of a page; nothing is decided here.

pub mod dialogs;
pub mod effects;
mod frame;
mod rating;
pub mod screens;
mod taking;

use std::cell::RefCell;
use std::rc::Rc;

use pomscope_core::json::{self, Value};
use pomscope_core::kit::Kit;
use pomscope_core::room::{Action, Exit, Scanned, start};
use pomscope_core::state::Picked;
use pomscope_core::time::Moment;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::app::{App, AppProps};
use crate::platform::Port;
use crate::store::Inbox;
use crate::surroundings::surroundings;

/// A mounted room, for the loader.
#[wasm_bindgen]
pub struct Handle {
    // A cell, since the loader may unmount while one of its own calls is still on the stack.
    app: RefCell<Option<yew::AppHandle<App>>>,
    inbox: Inbox,
    port: Port,
}

/// Puts the room into `root`. `config`, `content` and `saved` are JSON as `web/pomscope.d.ts` describes them.
///
/// # Errors
/// Where the content does not hold together, for the loader's panel.
#[wasm_bindgen]
pub fn mount(
    root: HtmlElement,
    port: Port,
    config: &str,
    content: &str,
    saved: &str,
) -> Result<Handle, JsError> {
    let kit =
        Kit::from_json_list(content).ok_or_else(|| JsError::new("the content does not hold together"))?;
    let config = json::parse(config).unwrap_or_default();
    let text = |key: &str| config.get(key).and_then(Value::as_str);
    let (mut state, effects) = start(
        Rc::new(kit),
        surroundings(&config, &port),
        saved,
        text("place"),
        text("path").unwrap_or_default(),
        Moment(port.now()),
    );
    if text("mode") == Some("kiosk") {
        state.exit = Exit::None;
    }
    let inbox = Inbox::default();
    let props = AppProps { port: port.clone(), state: Rc::new(state), effects, inbox: inbox.clone() };
    let app = yew::Renderer::<App>::with_root_and_props(root.into(), props).render();
    Ok(Handle { app: RefCell::new(Some(app)), inbox, port })
}

#[wasm_bindgen]
impl Handle {
    /// Takes the room off the page.
    pub fn unmount(&self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }

    /// Another tab wrote an assessment: none is open here.
    #[wasm_bindgen(js_name = storageChanged)]
    pub fn storage_changed(&self, _id: String, _text: Option<String>) {}

    /// The browser went to another address.
    pub fn navigate(&self, path: String) {
        self.inbox.put(Action::Navigated(path));
    }

    /// A file was dropped, or handed in by the page.
    #[wasm_bindgen(js_name = importText)]
    pub fn import_text(&self, name: String, text: String) {
        self.inbox.put(Action::Picked(vec![Picked { name, text: Some(text) }]));
    }

    /// A file was dropped that is too large to be read.
    #[wasm_bindgen(js_name = importTooLarge)]
    pub fn import_too_large(&self, name: String, _size: f64) {
        self.inbox.put(Action::Picked(vec![Picked { name, text: None }]));
    }

    /// The page says something else than at the mount. `content`: the texts in the language that is wanted now, empty where they
    /// could not be fetched.
    pub fn configure(&self, config: &str, content: Option<String>) {
        let config = json::parse(config).unwrap_or_default();
        self.inbox.put(Action::Configured(Box::new(surroundings(&config, &self.port))));
        if let Some(content) = content {
            self.inbox.put(Action::Spoken(Kit::from_json_list(&content).map(Rc::new)));
        }
    }

    /// The page asks for an assessment: of a workshop it gets none.
    #[wasm_bindgen(js_name = askExport)]
    pub fn ask_export(&self) {
        self.port.exported(None);
    }

    /// Back to the room's first screen.
    pub fn reset(&self) {
        self.inbox.put(Action::Navigated("#/workshop".into()));
    }

    /// So many seconds passed without touch or key; 0 once somebody is there again.
    pub fn tick(&self, idle_secs: u32) {
        self.inbox.put(Action::Tick(idle_secs));
    }

    /// The whole screen was left, or the window lost focus.
    pub fn covered(&self) {
        self.inbox.put(Action::Covered);
    }

    /// What the camera read (`text`), or why it reads nothing (`denied`, `noCamera`, `failed`).
    pub fn scanned(&self, kind: &str, text: String) {
        self.inbox.put(Action::Scanned(match kind {
            "text" => Scanned::Text(text),
            "denied" => Scanned::Denied,
            "noCamera" => Scanned::NoCamera,
            _ => Scanned::Failed,
        }));
    }
}
