//! The room's dialogs: the PIN, the reveal, what two files said differently. Native ones, so that focus stays in them and Escape closes them.

use pomscope_core::room::view::{before_reveal, conflicts, pin_title};
use pomscope_core::room::{Action, Dialog, Keep, Merging, Purpose};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::room::frame::button;
use crate::store::{ScreenProps, Store};
use crate::ui::element::{Element, el};
use crate::ui::fields::error;

/// Shows the open dialog as modal once it stands in the page.
#[component]
pub fn Shown(props: &ScreenProps) -> Html {
    let store = &props.store;
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                // Refused only where it is open already or was taken off the page meanwhile.
                let _ = dialog.show_modal();
            }
        });
    }
    let Some(open) = &store.state().dialog else { return Html::default() };
    let frame = el("dialog.dialog[aria-labelledby=dialog-title]");
    let body = match open {
        Dialog::Pin(purpose) => pin(store, purpose),
        Dialog::ChoosePin(_) => choose_pin(store),
        Dialog::Reveal => reveal(store),
        Dialog::Merge(merging) => merge(store, merging),
    };
    frame.reference(&node).cancel(store, Action::CloseDialog).add(body).html()
}

fn title(store: &Store, key: &str) -> Element {
    el("h2#dialog-title[tabindex=-1]").say(store, key)
}

/// The field for a PIN, and what is wrong with what stands in it.
fn pin_field(store: &Store, wrong: &'static str) -> Element {
    let gate = &store.state().gate;
    let message = pomscope_core::text::Message::new(wrong);
    let field = el("input#pin.short[type=password][inputmode=numeric][autocomplete=off][maxlength=16][autofocus][aria-describedby=pin-error]")
        .attr_if(gate.refused, "aria-invalid", "true")
        .value(gate.typed.clone())
        .typed(store, Action::TypePin);
    el("div.field").add(el("label[for=pin]").say(store, "room.pin")).add(field).add(error(
        store,
        "pin-error".into(),
        gate.refused.then_some(&message),
    ))
}

fn pin(store: &Store, purpose: &Purpose) -> Element {
    let (what, go) = match purpose {
        Purpose::Open(..) => ("room.pin.open.what", "room.pin.open.go"),
        Purpose::EndKiosk => ("room.pin.endKiosk.what", "room.pin.endKiosk.go"),
        Purpose::Export(_) => ("room.pin.export.what", "room.pin.export.go"),
        Purpose::Delete(_) => ("room.pin.delete.what", "room.pin.delete.go"),
    };
    let enter = match purpose {
        Purpose::Delete(_) => el("button.btn.bad[type=submit]"),
        _ => el("button.btn[type=submit]"),
    };
    let foot = el("div.foot")
        .add(button(store, el("button.btn.quiet[type=button]"), Action::CloseDialog, "cancel"))
        .add(enter.say(store, go));
    el("form.stack[novalidate]")
        .submit(store, Action::EnterPin)
        .add(title(store, pin_title(purpose)))
        .add(el("p").say(store, what))
        .add(pin_field(store, "room.pin.wrong"))
        .add(foot)
}

fn choose_pin(store: &Store) -> Element {
    let foot = el("div.foot")
        .add(button(store, el("button.btn.quiet[type=button]"), Action::CloseDialog, "cancel"))
        .add(el("button.btn[type=submit]").say(store, "room.choosePin.go"));
    el("form.stack[novalidate]")
        .submit(store, Action::Confirm)
        .add(title(store, "room.choosePin"))
        .add(el("p").say(store, "room.choosePin.what"))
        .add(pin_field(store, "room.setup.error.pin"))
        .add(foot)
}

fn reveal(store: &Store) -> Element {
    let said = before_reveal(store.state())
        .into_iter()
        .fold(el("ul.dots"), |list, sentence| list.add(el("li").text(sentence)));
    let foot = el("div.foot")
        .add(button(store, el("button.btn.quiet[type=button]"), Action::CloseDialog, "room.reveal.wait"))
        .add(button(store, el("button#reveal-now.btn[type=button]"), Action::Confirm, "room.reveal.go"));
    el("div.stack").add(title(store, "room.reveal.title")).add(said).add(foot)
}

fn merge(store: &Store, merging: &Merging) -> Element {
    let mut list = el("div.stack.loose");
    for (at, line) in conflicts(store.state(), merging).into_iter().enumerate() {
        let card = el("fieldset.stack.tight").add(el("legend").add(el("b").text(line.about)));
        if line.offers.is_empty() {
            let both = el("p.small.muted").text(format!("{} / {}", line.here, line.file));
            list = list.add(card.add(both).add(el("p").text(line.told)));
            continue;
        }
        let mut picks = el("div.picks");
        for keep in line.offers {
            let (name, key, value) = match keep {
                Keep::Here => ("here", "room.merge.here", line.here.clone()),
                Keep::File => ("file", "room.merge.file", line.file.clone()),
                Keep::Both => ("both", "room.merge.both", store.text("room.merge.both.hint").to_string()),
            };
            let radio = el("input[type=radio]")
                .attr("id", format!("conflict-{at}-{name}"))
                .attr("name", format!("conflict-{at}"))
                .checked(line.kept == Some(keep))
                .choose(store, Action::Settle(at, keep));
            picks = picks.add(
                el("label.pick").add(radio).add(el("span").say(store, key)).add(el("small").text(value)),
            );
        }
        list = list.add(card.add(picks));
    }
    let foot = el("div.foot")
        .add(button(store, el("button.btn.quiet[type=button]"), Action::CloseDialog, "cancel"))
        .add(button(store, el("button.btn[type=button]"), Action::Confirm, "room.merge.go"));
    el("div.stack")
        .add(title(store, "room.merge.conflicts"))
        .add(el("p").say(store, "room.merge.conflicts.what"))
        .add(list)
        .add(foot)
}
