//! An answer code, typed or read by the camera: that it is one, whose side it is, and taking it; never what was answered.

use pomscope_core::group::Part;
use pomscope_core::room::view::{CodeLine, code_line, part_name};
use pomscope_core::room::{Action, Scanned, Step};
use yew::Html;

use crate::room::frame::{bar, button, head};
use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::fields::error;

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let entry = &state.code;
    let line = code_line(state);
    let wrong = &entry.fault;
    let input = el("input#code.code[type=text][autocomplete=off][autocapitalize=characters][spellcheck=false][aria-describedby=code-error]")
        .attr_if(wrong.is_some(), "aria-invalid", "true")
        .value(entry.typed.clone())
        .typed(store, Action::TypeCode);
    let field = el("div.field")
        .add(el("label[for=code]").say(store, "answerCode.field"))
        .add(input)
        .add(error(store, "code-error".into(), wrong.as_ref()));
    let form = el("form.stack[novalidate]")
        .submit(store, Action::TakeCode)
        .add(field)
        .maybe(read(store, &line))
        .add(el("div.row").add(el("button#take-code.btn[type=submit]").say(store, "room.code.take")));
    el("section.screen.slim[aria-labelledby=title]")
        .node(bar(store))
        .add(head(store, "room.code.title", "room.code.lead"))
        .add(camera(store))
        .add(form)
        .add(el("div.foot").add(button(
            store,
            el("button.btn.quiet[type=button]"),
            Action::Go(Step::Overview),
            "room.back",
        )))
        .html()
}

/// What the code is, and the side where it says none.
fn read(store: &Store, line: &CodeLine) -> Option<Element> {
    let CodeLine::Read { answered, part, known, single } = line else { return None };
    let state = store.state();
    let mut says = el("div.notice.stack").add(
        el("p")
            .add(el("b").text(match part {
                Some(part) => part_name(state, *part),
                None => store.text("room.code.noSide").to_string(),
            }))
            .text(format!(" · {answered}")),
    );
    if *known {
        says = says.add(el("p").say(store, "room.code.known"));
    }
    if *single {
        says = says.add(el("p.small").say(store, "room.code.single"));
    }
    let sides = part.is_none().then(|| {
        let pick = |part: Part, id: &'static str| {
            let radio = el("input[type=radio][name=code-side]")
                .attr("id", id.into())
                .checked(state.code.side == Some(part))
                .choose(store, Action::CodeSide(part));
            el("label.pick").add(radio).add(el("span").text(part_name(state, part)))
        };
        el("fieldset.stack.tight").add(el("legend").add(el("b").say(store, "room.code.side"))).add(
            el("div.picks")
                .add(pick(Part::It, "code-side-it"))
                .add(pick(Part::Business, "code-side-business")),
        )
    });
    Some(el("div.stack").add(says).maybe(sides))
}

/// The camera, where it looks; and why it does not.
fn camera(store: &Store) -> Element {
    let entry = &store.state().code;
    let key = if entry.camera { "room.camera.end" } else { "room.camera.begin" };
    let dark = entry.dark.as_ref().map(|dark| match dark {
        Scanned::Denied => "room.camera.denied",
        Scanned::NoCamera => "room.camera.none",
        Scanned::Failed | Scanned::Text(_) => "room.camera.failed",
    });
    let switch = button(store, el("button#switch-camera.btn.quiet[type=button]"), Action::SwitchCamera, key);
    el("div.stack")
        .add(el("div.row").add(switch))
        .maybe(dark.map(|key| el("p.error").say(store, key)))
        // Its content is the camera's, not the program's: it stands there always, so that it is never made anew.
        .add(el("div#camera.camera").attr_if(!entry.camera, "hidden", ""))
}
