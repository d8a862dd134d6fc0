//! A statement with its scale, as the kiosk, the wall and the list of what was agreed show it; what is offered core decides.

use pomscope_core::room::Action;
use pomscope_core::room::view::Statement;
use pomscope_core::view::Choice;

use crate::store::Store;
use crate::ui::element::{Element, el};

/// Whether the keys that rate are shown beside the ratings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// They are.
    Shown,
    /// They are not.
    Hidden,
}

/// The four ratings of the scale.
pub fn scale(store: &Store, statement: &Statement, keys: Keys) -> Element {
    statement.scale.iter().fold(el("div.scale"), |scale, choice| {
        let key = || el("kbd[aria-hidden=true]").text(choice.key.to_owned());
        let hint = || el("small").text(choice.hint.clone());
        scale.add(
            el("label.seg")
                .add(radio(store, statement, choice))
                .add(el("span").text(choice.label.clone()))
                .maybe((keys == Keys::Shown).then(key))
                .maybe((!choice.hint.is_empty()).then(hint)),
        )
    })
}

/// What may be answered besides.
pub fn besides(store: &Store, statement: &Statement) -> Element {
    statement.besides.iter().fold(el("div.opts"), |opts, choice| {
        let label = el("span").text(choice.label.clone());
        opts.add(el("label.opt").add(radio(store, statement, choice)).add(label))
    })
}

/// A native radio.
pub fn radio(store: &Store, statement: &Statement, choice: &Choice) -> Element {
    let (id, rating) = (statement.id.as_str(), choice.rating.as_str());
    el("input[type=radio]")
        .attr("id", format!("{id}-{rating}"))
        .attr("name", id.to_owned())
        .attr("value", rating.to_owned())
        .checked(choice.chosen)
        .choose(store, Action::Rate(statement.id.clone(), choice.rating))
}

/// A statement; where each side is asked in its own words, a line each.
pub fn said(text: &str) -> Element {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    lines.fold(el("span.said").text(first.to_owned()), |said, line| {
        said.space().add(el("span.line").text(line.to_owned()))
    })
}

/// Who does it; nothing where that is not asked.
pub fn who(store: &Store, statement: &Statement) -> Option<Element> {
    if statement.by.is_empty() {
        return None;
    }
    let id = statement.id.as_str();
    let row = statement.by.iter().fold(el("div.opts"), |row, (by, label, chosen)| {
        let radio = el("input[type=radio]")
            .attr("id", format!("{id}-by-{}", by.as_str()))
            .attr("name", format!("{id}-by"))
            .attr("value", by.as_str().to_owned())
            .checked(*chosen)
            .choose(store, Action::Name(statement.id.clone(), *by));
        row.add(el("label.opt").add(radio).add(el("span").text(label.clone())))
    });
    Some(el("fieldset.by").add(el("legend.small").say(store, "lens.by")).add(row))
}

/// The way to take an answer back; nothing while there is none.
pub fn clear(store: &Store, statement: &Statement) -> Option<Element> {
    let clear = || {
        el("button.link[type=button]")
            .press(store, Action::Clear(statement.id.clone()))
            .say(store, "card.clear")
    };
    statement.answered.then(clear)
}
