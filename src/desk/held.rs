//! The desk's screens by step, its content and its part of the state; the screens themselves are in `screens`.

use pomscope_core::book::Book;
use pomscope_core::content::Content;
use pomscope_core::state::{Action, DeskAction, DeskPart, ShareAction, Step, desk_part};
use yew::Html;

use crate::screens;
use crate::store::Store;

pub fn part() -> Option<DeskPart> {
    Some(desk_part())
}

/// What happens when the page asks for the assessment.
pub fn asked() -> Action {
    Action::desk(DeskAction::Share(ShareAction::Asked))
}

/// The questions' content with what only the desk needs.
pub fn content(text: &str) -> Option<Content> {
    Content::from_json_list(text)
}

pub fn screen(store: &Store, step: Step) -> Html {
    match step {
        Step::Finding => screens::finding::screen(store),
        Step::Group(at) => screens::group::screen(store, at),
        Step::Review => screens::review::screen(store),
        Step::Result => screens::result::screen(store),
        Step::Plan => screens::plan::screen(store),
        Step::Metrics => screens::metrics::screen(store),
        Step::Register => screens::books::screen(store, Book::Register),
        Step::Ledger => screens::books::screen(store, Book::Ledger),
        Step::Compare => screens::compare::screen(store),
        Step::Report => screens::report::screen(store),
        Step::Lenses => screens::lens::screen(store),
        Step::Share => screens::share::screen(store),
        Step::Shelf => screens::shelf::screen(store),
        Step::Levels => screens::levels::screen(store),
        Step::Code => screens::code::screen(store),
        _ => Html::default(),
    }
}
