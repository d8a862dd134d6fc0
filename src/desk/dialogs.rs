//! The dialogs that only the desk opens: how a number came about, deleting one assessment, renaming it. Their frame is `ui::dialog`'s.

use pomscope_core::answers::Assessment;
use pomscope_core::state::{Action, DeskAction, Dialog, ImportChoice, Offer, PacksAction, State};
use pomscope_core::visible::visible;

use crate::screens;
use crate::screens::explain::{explanation, tell};
use crate::store::Store;
use crate::ui::dialog::{button, close_foot, link, main_button, quiet};
use crate::ui::element::{Element, el};

pub fn dialog(store: &Store, body: Element, open: &Dialog) -> Element {
    match open {
        Dialog::Explain(subject) => {
            let body = match explanation(store.state(), subject) {
                Some(explanation) => tell(body, &explanation),
                None => body.add(el("p").say(store, "result.refused")),
            };
            close_foot(store, body)
        }
        Dialog::Delete(id) => delete_one(store, body, id),
        Dialog::Rename { title, .. } => rename(store, body, title),
        Dialog::Code => close_foot(store, screens::code::own(store, body)),
        Dialog::Pack(offer) => pack(store, body, offer),
        Dialog::Import(incoming) => clash(store, body, incoming),
        _ => body,
    }
}

pub fn dialog_title(state: &State, open: &Dialog) -> String {
    let texts = state.texts();
    match open {
        Dialog::Explain(subject) => explanation(state, subject)
            .map_or_else(|| texts.get("result.how").to_owned(), |explanation| explanation.title),
        Dialog::Delete(id) => {
            let title =
                state.shelf.get(id).map(|entry| state.title_of(&entry.assessment)).unwrap_or_default();
            texts.fill("delete.title", &[("title", title)])
        }
        Dialog::Code => texts.get("answerCode.title").to_owned(),
        Dialog::Pack(offer) => texts.fill("packs.offer", &[("name", visible(&offer.name))]),
        Dialog::Import(incoming) => texts.fill("clash.title", &[("title", state.title_of(incoming))]),
        _ => texts.get("rename.title").to_owned(),
    }
}

fn clash(store: &Store, body: Element, incoming: &Assessment) -> Element {
    let state = store.state();
    let texts = state.texts();
    let changed = |assessment: &Assessment| texts.date(&assessment.updated_at);
    let answered = |assessment: &Assessment| pomscope_core::view::answered_text(state, assessment);
    let here = state.shelf.get(&incoming.id).map(|entry| &*entry.assessment);
    let row = |key: &str, of: &dyn Fn(&Assessment) -> String| {
        el("tr")
            .add(el("th[scope=row]").say(store, key))
            .add(el("td").text(here.map(of).unwrap_or_default()))
            .add(el("td").text(of(incoming)))
    };
    let head = el("tr")
        .add(el("td"))
        .add(el("th[scope=col]").say(store, "clash.here"))
        .add(el("th[scope=col]").say(store, "clash.file"));
    let table = el("table.clash")
        .add(el("thead").add(head))
        .add(el("tbody").add(row("clash.changed", &changed)).add(row("clash.answered", &answered)));
    let row = el("div.row")
        .add(button(store, quiet(), Action::ResolveImport(ImportChoice::Replace), "clash.replace"))
        .add(button(store, main_button(), Action::ResolveImport(ImportChoice::KeepBoth), "clash.both"));
    body.add(table)
        .add(el("p").say(store, "clash.advice"))
        .add(el("div.foot").add(button(store, link(), Action::CloseDialog, "cancel")).add(row))
}

fn delete_one(store: &Store, body: Element, id: &str) -> Element {
    let foot = el("div.foot").add(button(store, quiet(), Action::CloseDialog, "delete.keep")).add(button(
        store,
        el("button.btn.bad[type=button]"),
        Action::DeleteConfirmed,
        "delete.go",
    ));
    body.add(el("p").say(store, "delete.what"))
        .add(el("p.muted").say(store, "deleteAll.files"))
        .add(el("p").add(button(store, link(), Action::Export(id.to_owned()), "delete.download")))
        .add(foot)
}

/// What a questionnaire is that came as a file, and whether it is to be used.
fn pack(store: &Store, body: Element, offer: &Offer) -> Element {
    let fact = |key: &str, value: String| {
        el("div").add(el("dt").say(store, key)).add(el("dd").text(visible(&value)))
    };
    let here = store.state().desk.packs.get(&offer.id).map(|kept| {
        let values = [("version", kept.version.clone())];
        el("p").text(store.state().texts().fill("packs.offer.replaces", &values))
    });
    let facts = el("dl.facts-list")
        .add(fact("packs.offer.about", offer.subject.clone()))
        .add(fact("packs.offer.statements", offer.statements.to_string()))
        .add(fact("packs.offer.levels", offer.levels.to_string()))
        .add(fact("packs.offer.threads", offer.threads.join(" · ")))
        .add(fact("packs.offer.languages", offer.languages.join(" · ")))
        .add(fact("packs.offer.version", offer.version.clone()))
        .add(fact("packs.offer.credit", offer.credit.clone()));
    let foot = el("div.foot").add(button(store, quiet(), Action::CloseDialog, "packs.offer.no")).add(button(
        store,
        main_button(),
        Action::desk(DeskAction::Packs(PacksAction::Take)),
        "packs.offer.yes",
    ));
    body.add(facts).maybe(here).add(el("p").say(store, "packs.offer.what")).add(foot)
}

fn rename(store: &Store, body: Element, title: &str) -> Element {
    let field = el("div.field").add(el("label[for=rename-to]").say(store, "rename.name")).add(
        el("input#rename-to[type=text][maxlength=80][autocomplete=off]")
            .value(title.to_owned())
            .typed(store, Action::TypeName),
    );
    let foot = el("div.foot").add(button(store, quiet(), Action::CloseDialog, "cancel")).add(button(
        store,
        main_button(),
        Action::Rename,
        "rename.go",
    ));
    body.add(field).add(foot)
}
