//! What the loader calls of the questions and the desk: `mount` puts the program into an element of a page; nothing is decided here.

use std::cell::RefCell;
use std::rc::Rc;

use pomscope_core::json::{self, Value};
use pomscope_core::state::{Action, Loaded, Picked, start};
use pomscope_core::time::Moment;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::app::{App, AppProps};
use crate::desk;
use crate::platform::Port;
use crate::store::Inbox;
use crate::surroundings::surroundings;

/// A mounted program, for the loader.
#[wasm_bindgen]
pub struct Handle {
    // A cell, since the loader may unmount while one of its own calls is still on the stack.
    app: RefCell<Option<yew::AppHandle<App>>>,
    inbox: Inbox,
    port: Port,
}

/// Puts the program into `root`. `config`, `content` and `saved` are JSON as `web/pomscope.d.ts` describes them.
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
    let content = desk::content(content).ok_or_else(|| JsError::new("the content does not hold together"))?;
    let config = json::parse(config).unwrap_or_default();
    let text = |key: &str| config.get(key).and_then(Value::as_str);
    let (state, effects) = start(
        Rc::new(content),
        surroundings(&config, &port),
        Loaded::from_json(saved),
        text("place"),
        text("path").unwrap_or_default(),
        Moment(port.now()),
        desk::part(),
    );
    let inbox = Inbox::default();
    let props = AppProps { port: port.clone(), state: Rc::new(state), effects, inbox: inbox.clone() };
    // What was answered on the page before the program was there.
    if let Some(level) =
        config.get("first").and_then(Value::as_u64).and_then(|level| u8::try_from(level).ok())
    {
        inbox.put(Action::First(level));
    }
    let app = yew::Renderer::<App>::with_root_and_props(root.into(), props).render();
    Ok(Handle { app: RefCell::new(Some(app)), inbox, port })
}

#[wasm_bindgen]
impl Handle {
    /// Takes the program off the page.
    pub fn unmount(&self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }

    /// Another tab wrote an assessment, or removed it.
    #[wasm_bindgen(js_name = storageChanged)]
    pub fn storage_changed(&self, id: String, text: Option<String>) {
        self.inbox.put(Action::StorageChanged(id, text));
    }

    /// The browser went to another address.
    pub fn navigate(&self, path: String) {
        self.inbox.put(Action::Navigated(path));
    }

    /// A file was dropped, or handed in by the page.
    #[wasm_bindgen(js_name = importText)]
    pub fn import_text(&self, name: String, text: String) {
        self.inbox.put(Action::Picked(Some(Picked { name, text: Some(text) })));
    }

    /// A file was dropped that is too large to be read.
    #[wasm_bindgen(js_name = importTooLarge)]
    pub fn import_too_large(&self, name: String, _size: f64) {
        self.inbox.put(Action::Picked(Some(Picked { name, text: None })));
    }

    /// The page says something else than at the mount. `content`: the texts in the language that is wanted now, empty where they
    /// could not be fetched.
    pub fn configure(&self, config: &str, content: Option<String>) {
        let config = json::parse(config).unwrap_or_default();
        self.inbox.put(Action::Configured(Rc::new(surroundings(&config, &self.port))));
        if let Some(content) = content {
            self.inbox.put(Action::Spoken(desk::content(&content).map(Rc::new)));
        }
    }

    /// The page asks for the assessment; the visitor answers at the desk, and the port's `exported` hands the answer on.
    #[wasm_bindgen(js_name = askExport)]
    pub fn ask_export(&self) {
        self.inbox.put(desk::asked());
    }

    /// Back to the start screen.
    pub fn reset(&self) {
        self.inbox.put(Action::Go(pomscope_core::state::Step::Start));
    }
}
