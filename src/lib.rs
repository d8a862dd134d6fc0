//! The Yew shell.
use wasm_bindgen::prelude::*;
#[wasm_bindgen]
pub struct Handle {}
#[wasm_bindgen]
pub fn mount(_root: web_sys::HtmlElement, _port: JsValue, _config: String, _content: String, _saved: String) -> Handle { Handle {} }
