//! Elements from short selectors: what `html!` does, in half the bytes (docs/decisions/001-elements-from-selectors.md); what they show is the screens' business.

use std::rc::Rc;

#[cfg(any(feature = "desk", feature = "room"))]
use pomscope_core::pack::ItemId;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
#[cfg(any(feature = "desk", feature = "room"))]
use web_sys::{HtmlSelectElement, KeyboardEvent};
use yew::virtual_dom::{Key, Listener, ListenerKind, VNode, VTag, VText};
use yew::{AttrValue, Html};

use crate::store::{Action, Sender, Store};

/// An element under construction; `Html` once it is done.
pub struct Element(Box<VTag>);

/// Begins an element: `el("p.small.muted#stem[role=note]")` is a paragraph with two classes, an id and an attribute.
#[inline(never)]
pub fn el(selector: &'static str) -> Element {
    let end = selector.find(['.', '#', '[']).unwrap_or(selector.len());
    let (name, mut rest) = selector.split_at_checked(end).unwrap_or((selector, ""));
    let mut tag = VTag::new(name);
    let mut classes = String::new();
    while let Some(sign) = rest.chars().next() {
        let inner = rest.get(1..).unwrap_or_default();
        let end =
            if sign == '[' { inner.find(']') } else { inner.find(['.', '#', '[']) }.unwrap_or(inner.len());
        let (part, after) = inner.split_at_checked(end).unwrap_or((inner, ""));
        match sign {
            '.' => {
                if !classes.is_empty() {
                    classes.push(' ');
                }
                classes.push_str(part);
            }
            '#' => tag.add_attribute("id", part),
            _ => {
                let (key, value) = part.split_once('=').unwrap_or((part, ""));
                tag.add_attribute(key, value);
            }
        }
        rest = if sign == '[' { after.get(1..).unwrap_or_default() } else { after };
    }
    if !classes.is_empty() {
        tag.add_attribute("class", classes);
    }
    Element(Box::new(tag))
}

/// A text node.
pub fn text(text: impl Into<AttrValue>) -> Html {
    VNode::VText(VText::new(text))
}

impl Element {
    /// With a child.
    #[inline(never)]
    pub fn node(mut self, child: Html) -> Self {
        self.0.add_child(child);
        self
    }

    /// With an element as child.
    pub fn add(self, child: Element) -> Self {
        self.node(child.html())
    }

    /// With a child where there is one, and its place kept where there is none: Yew matches children by their position, and
    /// what follows would else be made anew, without its focus.
    pub fn maybe(self, child: Option<Self>) -> Self {
        self.node(child.map(Self::html).unwrap_or_default())
    }

    /// With text.
    #[inline(never)]
    pub fn text(self, content: String) -> Self {
        self.node(text(content))
    }

    /// With the catalogue's sentence.
    #[inline(never)]
    pub fn say(self, store: &Store, key: &str) -> Self {
        self.node(text(store.text(key)))
    }

    /// With a space, as between two inline elements.
    pub fn space(self) -> Self {
        self.node(text(" "))
    }

    /// With an attribute.
    #[inline(never)]
    pub fn attr(mut self, name: &'static str, value: String) -> Self {
        self.0.add_attribute(name, value);
        self
    }

    /// With an attribute where there is a value.
    #[inline(never)]
    pub fn attr_if(self, holds: bool, name: &'static str, value: &'static str) -> Self {
        if holds { self.attr(name, value.to_owned()) } else { self }
    }

    /// With a key, so that an element keeps its identity among its siblings.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        self.0.key = Some(Key::from(key.to_owned()));
        self
    }

    /// With what a field holds.
    #[inline(never)]
    pub fn value(mut self, value: String) -> Self {
        self.0.set_value(AttrValue::from(value));
        self
    }

    /// With the state of a radio or a box.
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.set_checked(checked);
        self
    }

    /// With a reference to the node.
    pub fn reference(mut self, node: &yew::NodeRef) -> Self {
        self.0.node_ref = node.clone();
        self
    }

    #[inline(never)]
    fn listen(mut self, store: &Store, kind: ListenerKind, sends: Sends) -> Self {
        self.0.add_listener(Rc::new(Listens { kind, sends, sender: store.sender() }));
        self
    }

    /// Sends an action when it is pressed.
    pub fn press(self, store: &Store, action: Action) -> Self {
        self.listen(store, ListenerKind::onclick, Sends::Always(action))
    }

    /// Sends an action when it is chosen, as radios and boxes are.
    pub fn choose(self, store: &Store, action: Action) -> Self {
        self.listen(store, ListenerKind::onchange, Sends::Always(action))
    }

    /// Sends what was typed, at each change of the text.
    pub fn typed(self, store: &Store, action: impl Fn(String) -> Action + 'static) -> Self {
        self.listen(store, ListenerKind::oninput, Sends::Text(Box::new(action)))
    }

    /// Sends the value that was selected.
    #[cfg(any(feature = "desk", feature = "room"))]
    pub fn selected(self, store: &Store, action: impl Fn(String) -> Action + 'static) -> Self {
        self.listen(store, ListenerKind::onchange, Sends::Text(Box::new(action)))
    }

    /// Sends the keys pressed inside it that may rate an item: none with a modifier, none while a text is being written.
    #[cfg(any(feature = "desk", feature = "room"))]
    pub fn rating_keys(self, store: &Store, item: ItemId) -> Self {
        self.listen(store, ListenerKind::onkeydown, Sends::Keys(item))
    }

    /// Sends what a key pressed inside it stands for, in place of what the browser would do: none with a modifier, none while
    /// a text is being written or an entry chosen.
    #[cfg(feature = "room")]
    pub fn keys(self, store: &Store, action: fn(String) -> Option<Action>) -> Self {
        self.listen(store, ListenerKind::onkeydown, Sends::Pressed(action))
    }

    /// Sends the id of the field in which Enter asks for the next row, or with Shift for the one before, in place of what the
    /// browser would do; where Enter ends a line or chooses an entry, with Ctrl or the command key.
    #[cfg(feature = "desk")]
    pub fn row_keys(self, store: &Store, action: fn(String, bool) -> Action) -> Self {
        self.listen(store, ListenerKind::onkeydown, Sends::Rows(action))
    }

    /// Sends an action in place of what the browser would do when a dialog is cancelled.
    pub fn cancel(self, store: &Store, action: Action) -> Self {
        self.listen(store, ListenerKind::oncancel, Sends::Instead(action))
    }

    /// Sends an action in place of what the browser would do when a form is submitted, as Enter in its field does.
    #[cfg(any(feature = "desk", feature = "room"))]
    pub fn submit(self, store: &Store, action: Action) -> Self {
        self.listen(store, ListenerKind::onsubmit, Sends::Instead(action))
    }

    /// The element as Yew takes it.
    #[inline(never)]
    pub fn html(self) -> Html {
        VNode::from(*self.0)
    }
}

/// What a listener sends.
enum Sends {
    Always(Action),
    Instead(Action),
    Text(Box<dyn Fn(String) -> Action>),
    #[cfg(any(feature = "desk", feature = "room"))]
    Keys(ItemId),
    #[cfg(feature = "desk")]
    Rows(fn(String, bool) -> Action),
    #[cfg(feature = "room")]
    Pressed(fn(String) -> Option<Action>),
}

/// The one listener of all elements: one type, so that the bundle holds its code once.
struct Listens {
    kind: ListenerKind,
    sends: Sends,
    sender: Sender,
}

impl Listener for Listens {
    fn kind(&self) -> ListenerKind {
        self.kind.clone()
    }

    fn handle(&self, event: web_sys::Event) {
        let action = match &self.sends {
            Sends::Always(action) => Some(action.clone()),
            Sends::Instead(action) => {
                event.prevent_default();
                Some(action.clone())
            }
            Sends::Text(action) => Some(action(text_of(&event))),
            #[cfg(any(feature = "desk", feature = "room"))]
            Sends::Keys(item) => rating_key(&event).map(|key| Action::Key(item.clone(), key)),
            #[cfg(feature = "desk")]
            Sends::Rows(action) => row_key(&event).map(|(id, up)| {
                event.prevent_default();
                action(id, up)
            }),
            #[cfg(feature = "room")]
            Sends::Pressed(action) => {
                let selects = event.target().is_some_and(|target| target.has_type::<HtmlSelectElement>());
                let action = rating_key(&event).filter(|_| !selects).and_then(action);
                if action.is_some() {
                    event.prevent_default();
                }
                action
            }
        };
        if let Some(action) = action {
            self.sender.send(action);
        }
    }

    fn passive(&self) -> bool {
        false
    }
}

/// What stands in the field that an event came from.
fn text_of(event: &web_sys::Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    #[cfg(any(feature = "desk", feature = "room"))]
    if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        return select.value();
    }
    match target.dyn_ref::<HtmlInputElement>() {
        Some(input) => input.value(),
        None => target.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value).unwrap_or_default(),
    }
}

#[cfg(any(feature = "desk", feature = "room"))]
fn rating_key(event: &web_sys::Event) -> Option<String> {
    let pressed = event.dyn_ref::<KeyboardEvent>()?;
    if pressed.ctrl_key() || pressed.alt_key() || pressed.meta_key() || pressed.is_composing() {
        return None;
    }
    let target = event.target()?;
    let writes = target.dyn_ref::<HtmlTextAreaElement>().is_some()
        || target.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() != "radio");
    (!writes).then(|| pressed.key())
}

/// The field in which Enter asks for another row, and whether for the one before.
#[cfg(feature = "desk")]
fn row_key(event: &web_sys::Event) -> Option<(String, bool)> {
    let pressed = event.dyn_ref::<KeyboardEvent>()?;
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    // One line that wraps where it is long: its Enter ends no line.
    let plain = target.has_type::<HtmlInputElement>() || target.has_attribute("data-line");
    let entry = plain || target.has_type::<HtmlTextAreaElement>() || target.has_type::<HtmlSelectElement>();
    let asks = plain || pressed.ctrl_key() || pressed.meta_key();
    let wanted = pressed.key() == "Enter" && entry && asks && !pressed.is_composing();
    wanted.then(|| (target.id(), pressed.shift_key()))
}
