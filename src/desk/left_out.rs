//! What stands in the desk's place where it is not held: nothing, since `Effect::OpenDesk` comes before all that would show it.

use pomscope_core::content::Content;
use pomscope_core::state::{Action, DeskPart, Dialog, Effect, State, Step};
use yew::Html;

use crate::platform::Port;
use crate::store::{Sender, Store};
use crate::ui::element::Element;

pub fn part() -> Option<DeskPart> {
    None
}

/// To the screen that answers; whoever mounts the desk asks it again.
pub fn asked() -> Action {
    Action::Go(Step::Share)
}

pub fn content(text: &str) -> Option<Content> {
    Content::of_questions(text)
}

pub fn screen(_: &Store, _: Step) -> Html {
    Html::default()
}

pub fn dialog(_: &Store, body: Element, _: &Dialog) -> Element {
    body
}

pub fn dialog_title(_: &State, _: &Dialog) -> String {
    String::new()
}

pub fn resume(_: &Store) -> Option<Element> {
    None
}

pub fn perform(_: Effect, _: &Port, _: Sender) {}
