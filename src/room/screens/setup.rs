//! Setting a session up, or changing its settings: who comes, what protects them, what is asked, how the devices behave.

use pomscope_core::group::Form;
use pomscope_core::room::view::{SetupScreen, fault_at, setup_screen};
use pomscope_core::room::{Action, Consent, Field, IDLE_CHOICES, KitPart, SetupFault, Step};
use pomscope_core::wire::room_v1::Copies;
use yew::Html;

use crate::room::frame::{bar, button, head};
use crate::room::taking::{papers, pdf_trouble, working};
use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::fields::{error, optional};

pub fn screen(store: &Store) -> Html {
    let shown = setup_screen(store.state());
    let new = store.state().setup.of.is_none();
    let (title, lead, keep, back) = if new {
        ("room.setup.title", "room.setup.lead", "room.setup.keep", Step::Home)
    } else {
        ("room.settings.title", "room.settings.lead", "room.settings.keep", Step::Overview)
    };
    let foot = el("div.foot")
        .add(button(store, el("button.btn.quiet[type=button]"), Action::Go(back), "back"))
        .add(el("button#setup-keep.btn[type=submit]").say(store, keep));
    let no_store = shown.no_store.as_ref().map(|why| el("div.notice.bad").add(el("p").text(store.say(why))));
    let form = el("form.parts[novalidate]")
        .submit(store, Action::KeepSetUp)
        .add(people(store, &shown))
        .add(protection(store, &shown))
        .add(asked(store, &shown))
        .add(devices(store, &shown))
        .add(kiosk(store, &shown))
        .maybe(new.then(|| kit(store)))
        .add(foot);
    el("section.screen[aria-labelledby=title]")
        .node(bar(store))
        .add(head(store, title, lead))
        .maybe(no_store)
        .add(form)
        .html()
}

/// A part with its heading in the margin.
fn part(store: &Store, title: &str, hint: &str) -> Element {
    el("div").add(el("h2").say(store, title)).add(el("p.small.muted").say(store, hint))
}

fn field(
    store: &Store,
    label: &str,
    id: &'static str,
    input: Element,
    fault: Option<&pomscope_core::text::Message>,
) -> Element {
    let error_id = format!("{id}-error");
    let input = input.attr("id", id.to_owned()).attr("aria-describedby", error_id.clone()).attr_if(
        fault.is_some(),
        "aria-invalid",
        "true",
    );
    el("div.field")
        .add(el("label").attr("for", id.to_owned()).say(store, label))
        .add(input)
        .add(error(store, error_id, fault))
}

fn people(store: &Store, shown: &SetupScreen) -> Element {
    let setup = &store.state().setup;
    let count = || el("input.short[type=text][inputmode=numeric][autocomplete=off][maxlength=3]");
    let it = count().value(setup.it.clone()).typed(store, |typed| Action::Set(Field::It(typed)));
    let business =
        count().value(setup.business.clone()).typed(store, |typed| Action::Set(Field::Business(typed)));
    let title = el("input[type=text][maxlength=80][autocomplete=off]")
        .attr("id", "setup-title".into())
        .value(setup.title.clone())
        .typed(store, |typed| Action::Set(Field::Title(typed)));
    let name = el("div.field")
        .add(el("label[for=setup-title]").say(store, "room.setup.name").space().add(optional(store)))
        .add(title);
    let wrong_it = fault_at(shown, &[SetupFault::It, SetupFault::Nobody]);
    let wrong_business = fault_at(shown, &[SetupFault::Business]);
    let counts = el("div.fields")
        .add(field(store, "room.setup.it", "setup-it", it, wrong_it.as_ref()))
        .add(field(store, "room.setup.business", "setup-business", business, wrong_business.as_ref()));
    el("section.sect")
        .add(part(store, "room.setup.people", "room.setup.people.hint"))
        .add(el("div.stack").add(name).add(counts))
}

fn protection(store: &Store, shown: &SetupScreen) -> Element {
    let setup = &store.state().setup;
    let mut picks = el("div.picks");
    for (k, label, chosen) in &shown.thresholds {
        let radio = el("input[type=radio][name=threshold]")
            .attr("id", format!("k-{}", k.map_or_else(|| "open".to_owned(), |k| k.to_string())))
            .checked(*chosen)
            .attr_if(shown.fixed, "disabled", "")
            .choose(store, Action::Set(Field::Threshold(*k)));
        picks = picks.add(el("label.pick").add(radio).add(el("span").text(label.clone())));
    }
    let seen = shown.seen.as_ref().map(|seen| {
        el("div.notice")
            .attr("id", "seen".into())
            .add(el("p").add(el("b").say(store, "room.setup.seen")).space().text(seen.clone()))
    });
    let consent = shown.asks_consent.then(|| {
        let fault = fault_at(shown, &[SetupFault::Consent]);
        let given = setup.consent == Consent::Given;
        let other = if given { Consent::Missing } else { Consent::Given };
        let check = el("input#setup-consent[type=checkbox][aria-describedby=setup-consent-error]")
            .attr_if(fault.is_some(), "aria-invalid", "true")
            .checked(given)
            .choose(store, Action::Set(Field::Consent(other)));
        el("div.stack.tight")
            .add(el("label.check").add(check).add(el("span").text(shown.consent.clone())))
            .add(error(store, "setup-consent-error".into(), fault.as_ref()))
    });
    let fixed = shown.fixed.then(|| el("p.small.muted").say(store, "room.setup.fixed"));
    let fieldset = el("fieldset.stack")
        .add(el("legend.gone").say(store, "room.setup.threshold"))
        .add(el("p.small.muted").text(shown.proposal.clone()))
        .add(picks)
        .maybe(consent)
        .maybe(seen)
        .maybe(fixed);
    el("section.sect").add(part(store, "room.setup.threshold", "room.setup.threshold.hint")).add(fieldset)
}

fn asked(store: &Store, shown: &SetupScreen) -> Element {
    let [full, short] = &shown.forms;
    let pick = |form: Form, id: &'static str, label: &str, hint: &String| {
        let radio = el("input[type=radio][name=form]")
            .attr("id", id.into())
            .checked(shown.form == Some(form))
            .attr_if(shown.form_fixed, "disabled", "")
            .choose(store, Action::Set(Field::Form(form)));
        el("label.pick").add(radio).add(el("span").say(store, label)).add(el("small").text(hint.clone()))
    };
    let picks = el("div.picks").add(pick(Form::Full, "form-full", "room.setup.form.full", full)).add(pick(
        Form::Short,
        "form-short",
        "room.setup.form.short",
        short,
    ));
    let lenses = shown.lenses.iter().fold(el("div.picks"), |picks, lens| {
        let radio = el("input[type=radio][name=form]")
            .attr("id", format!("form-{}", lens.id))
            .checked(lens.chosen)
            .attr_if(shown.form_fixed, "disabled", "")
            .choose(store, Action::Set(Field::Lens(lens.id.clone())));
        let name = el("span").text(lens.name.clone());
        picks.add(el("label.pick").add(radio).add(name).add(el("small").text(lens.about.clone())))
    });
    let of = |key: &str| el("p.over").say(store, key);
    let lenses = (!shown.lenses.is_empty())
        .then(|| el("div.stack.tight").add(of("room.setup.form.lenses")).add(lenses));
    let picks = el("div.stack.tight").add(of("room.setup.form.block")).add(picks);
    let fixed = shown.form_fixed.then(|| el("p.small.muted").say(store, "room.setup.form.fixed"));
    el("section.sect").add(part(store, "room.setup.form", "room.setup.form.hint")).add(
        el("fieldset.stack")
            .add(el("legend.gone").say(store, "room.setup.form"))
            .add(picks)
            .maybe(lenses)
            .maybe(fixed),
    )
}

fn devices(store: &Store, shown: &SetupScreen) -> Element {
    let setup = &store.state().setup;
    let input = el("input.short[type=text][inputmode=numeric][autocomplete=off][maxlength=3]")
        .value(setup.devices.clone())
        .typed(store, |typed| Action::Set(Field::Devices(typed)));
    let fault = fault_at(shown, &[SetupFault::Devices]);
    let plan =
        shown.plan.iter().fold(el("div.stack.tight"), |plan, said| plan.add(el("p").text(said.clone())));
    el("section.sect").add(part(store, "room.setup.room", "room.setup.room.hint")).add(
        el("div.stack")
            .add(field(store, "room.setup.devices", "setup-devices", input, fault.as_ref()))
            .add(plan),
    )
}

fn kiosk(store: &Store, shown: &SetupScreen) -> Element {
    let state = store.state();
    let setup = &state.setup;
    let mut idle =
        el("select#setup-idle.short").value(setup.idle_secs.to_string()).selected(store, |typed| {
            Action::Set(Field::Idle(typed.parse().unwrap_or(pomscope_core::wire::room_v1::USUAL_IDLE_SECS)))
        });
    for secs in IDLE_CHOICES {
        let label = state.texts().fill("room.setup.idle.minutes", &[("n", (secs / 60).to_string())]);
        let option =
            el("option").attr("value", secs.to_string()).attr_if(secs == setup.idle_secs, "selected", "");
        idle = idle.add(option.text(label));
    }
    let idle = el("div.field")
        .add(el("label[for=setup-idle]").say(store, "room.setup.idle"))
        .add(idle)
        .add(el("p").say(store, "room.setup.idle.hint"));
    let offered = setup.copies == Copies::Offered;
    let other = if offered { Copies::None } else { Copies::Offered };
    let copies = el("input#setup-copies[type=checkbox]")
        .checked(offered)
        .choose(store, Action::Set(Field::Copies(other)));
    let copies = el("label.check").add(copies).add(el("span").say(store, "room.setup.copies"));
    let pin = el("input.short[type=text][inputmode=numeric][autocomplete=off][maxlength=8]")
        .value(setup.pin.clone())
        .typed(store, |typed| Action::Set(Field::Pin(typed)));
    let fault = fault_at(shown, &[SetupFault::Pin]);
    let label = if setup.of.is_some() { "room.setup.pin.other" } else { "room.setup.pin" };
    let pin =
        field(store, label, "setup-pin", pin, fault.as_ref()).add(el("p").say(store, "room.setup.pin.hint"));
    el("section.sect")
        .add(part(store, "room.setup.kiosk", "room.setup.kiosk.hint"))
        .add(el("div.stack.loose").add(pin).add(idle).add(copies))
}

/// The kit on paper, from what is typed.
pub fn kit(store: &Store) -> Element {
    let busy = working(store);
    let row = KitPart::ALL.into_iter().fold(el("div.row"), |row, part| {
        let make = el("button.btn.quiet[type=button]").attr("id", format!("kit-{}", part.as_str()));
        row.add(button(store, make, Action::Kit(part), &format!("room.kit.{}", part.as_str())))
    });
    el("section.sect")
        .add(part(store, "room.kit", "room.kit.hint"))
        .add(el("div.stack").add(row).add(papers(store)).maybe(busy).maybe(pdf_trouble(store)))
}
