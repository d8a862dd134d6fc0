//! The port's functions as Rust sees them; they are written in `web/element.js`, `web/storage.js`, `web/later.js` and `web/room.js`, and typed in `web/pomscope.d.ts`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What the element lets the program do in the browser. No function of it throws.
    #[derive(Clone, PartialEq)]
    pub type Port;

    /// Writes to both stores; resolves after the durable commit with JSON of what came of it.
    #[wasm_bindgen(method, catch)]
    pub async fn save(this: &Port, id: &str, text: &str) -> Result<JsValue, JsValue>;
    /// Removes from both stores; resolves with JSON of what came of it.
    #[wasm_bindgen(method, catch)]
    pub async fn remove(this: &Port, ids: Vec<String>) -> Result<JsValue, JsValue>;
    /// Removes everything; resolves with JSON of what came of it.
    #[wasm_bindgen(method, catch, js_name = removeAll)]
    pub async fn remove_all(this: &Port) -> Result<JsValue, JsValue>;
    /// Keeps this tab's place.
    #[wasm_bindgen(method)]
    pub fn place(this: &Port, text: &str);
    /// Shows an address.
    #[wasm_bindgen(method)]
    pub fn history(this: &Port, path: &str, replace: bool);
    /// Hands a file to the reader.
    #[wasm_bindgen(method)]
    pub fn download(this: &Port, name: &str, media_type: &str, text: &str);
    /// Lets the reader choose a file; resolves with its JSON, or undefined.
    #[wasm_bindgen(method, catch)]
    pub async fn pick(this: &Port, accept: &str) -> Result<JsValue, JsValue>;
    /// Fetches the report's sheet and puts it on what is on the screen.
    #[wasm_bindgen(method, js_name = dressReport)]
    pub fn dress_report(this: &Port);
    /// Fetches the program that makes PDFs.
    #[wasm_bindgen(method, js_name = fetchPdf)]
    pub fn fetch_pdf(this: &Port);
    /// Makes a PDF and hands it to the reader; resolves with what came of it.
    #[wasm_bindgen(method, catch, js_name = makePdf)]
    pub async fn make_pdf(
        this: &Port,
        name: &str,
        document: &str,
        attachment_name: &str,
        attachment: &str,
        paper: &str,
    ) -> Result<JsValue, JsValue>;
    /// Gives up the PDF that is being made.
    #[wasm_bindgen(method, js_name = cancelPdf)]
    pub fn cancel_pdf(this: &Port);
    /// Prints the node with this id.
    #[wasm_bindgen(method, catch)]
    pub async fn print(this: &Port, node: &str, title: &str) -> Result<JsValue, JsValue>;
    /// Puts a text on the clipboard; resolves with what came of it.
    #[wasm_bindgen(method, catch)]
    pub async fn copy(this: &Port, text: &str) -> Result<JsValue, JsValue>;
    /// Gives the page the JSON that it asked for; undefined where the visitor said no.
    #[wasm_bindgen(method)]
    pub fn exported(this: &Port, json: Option<String>);
    /// Moves focus to the element with this id after the next frame.
    #[wasm_bindgen(method)]
    pub fn focus(this: &Port, id: &str);
    /// Speaks a sentence.
    #[wasm_bindgen(method)]
    pub fn announce(this: &Port, text: &str, urgency: &str);
    /// Puts the desk in this program's place.
    #[wasm_bindgen(method, js_name = openDesk)]
    pub fn open_desk(this: &Port, place: &str, saved: &str);
    /// Puts the room in this program's place.
    #[wasm_bindgen(method, js_name = enterRoom)]
    pub fn enter_room(this: &Port);
    /// Fetches the texts in a language and gives them to the handle's `configure`; `keep`: for this device, not for this visit alone.
    #[wasm_bindgen(method)]
    pub fn speak(this: &Port, lang: &str, keep: bool);
    /// Tells the host page.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Port, name: &str, detail: &str);
    /// Milliseconds since 1970.
    #[wasm_bindgen(method)]
    pub fn now(this: &Port) -> f64;
    /// 32 random hexadecimal digits.
    #[wasm_bindgen(method)]
    pub fn random(this: &Port) -> String;
    /// JSON of the requests made since the first mount, and where the licences are read.
    #[wasm_bindgen(method)]
    pub fn requests(this: &Port) -> String;
    /// The local date.
    #[wasm_bindgen(method)]
    pub fn today(this: &Port) -> String;
}

#[cfg(feature = "desk")]
#[wasm_bindgen]
extern "C" {
    /// Resolves with JSON of the questionnaires on this device.
    #[wasm_bindgen(method, catch)]
    pub async fn packs(this: &Port) -> Result<JsValue, JsValue>;
    /// Keeps a questionnaire; resolves with JSON of what came of it.
    #[wasm_bindgen(method, catch, js_name = keepPack)]
    pub async fn keep_pack(this: &Port, id: &str, text: &str) -> Result<JsValue, JsValue>;
    /// Keeps a questionnaire no longer; resolves with JSON of those that are left.
    #[wasm_bindgen(method, catch, js_name = removePack)]
    pub async fn remove_pack(this: &Port, id: &str) -> Result<JsValue, JsValue>;
    /// Begins anew with another questionnaire, at a place.
    #[wasm_bindgen(method, js_name = usePack)]
    pub fn use_pack(this: &Port, id: &str, place: &str);
}

#[cfg(feature = "room")]
#[wasm_bindgen]
extern "C" {
    /// Reads a session with its responses; resolves with JSON.
    #[wasm_bindgen(method, catch, js_name = roomOpen)]
    pub async fn room_open(this: &Port, session: &str) -> Result<JsValue, JsValue>;
    /// Writes a session's record where the store holds what is expected; resolves with JSON of what came of it.
    #[wasm_bindgen(method, catch, js_name = roomWrite)]
    pub async fn room_write(
        this: &Port,
        session: &str,
        text: &str,
        expected: Option<String>,
        responses: &str,
    ) -> Result<JsValue, JsValue>;
    /// Adds responses where nothing is under their ids; resolves with JSON of what was there.
    #[wasm_bindgen(method, catch, js_name = roomAdd)]
    pub async fn room_add(
        this: &Port,
        session: &str,
        responses: &str,
        clear_draft: bool,
    ) -> Result<JsValue, JsValue>;
    /// Removes a session with all that belongs to it; resolves with JSON of what came of it.
    #[wasm_bindgen(method, catch, js_name = roomRemove)]
    pub async fn room_remove(this: &Port, session: &str) -> Result<JsValue, JsValue>;
    /// Keeps a session's unfinished response, or forgets it; resolves with JSON of what came of it.
    #[wasm_bindgen(method, catch, js_name = roomDraft)]
    pub async fn room_draft(this: &Port, session: &str, text: Option<String>) -> Result<JsValue, JsValue>;
    /// Has every start on this device come to this session's kiosk, or none.
    #[wasm_bindgen(method, js_name = roomLock)]
    pub fn room_lock(this: &Port, session: Option<String>);
    /// Puts a fresh instance of this program in its place.
    #[wasm_bindgen(method, js_name = roomRenew)]
    pub fn room_renew(this: &Port, place: &str);
    /// Puts the assessment's own program in this one's place.
    #[wasm_bindgen(method, js_name = leaveRoom)]
    pub fn leave_room(this: &Port, place: Option<String>);
    /// Lets the reader choose files; resolves with their JSON, or undefined.
    #[wasm_bindgen(method, catch, js_name = pickAll)]
    pub async fn pick_all(this: &Port, accept: &str) -> Result<JsValue, JsValue>;
    /// Tells by `tick` of each second in which nobody is there, from so many on; 0 for no longer.
    #[wasm_bindgen(method, js_name = roomWatch)]
    pub fn room_watch(this: &Port, warn_after_secs: u32);
    /// Fills the screen and keeps it awake, or no longer.
    #[wasm_bindgen(method, js_name = roomShow)]
    pub fn room_show(this: &Port, whole: bool);
    /// Turns the camera on or off.
    #[wasm_bindgen(method)]
    pub fn scan(this: &Port, begin: bool);
}
