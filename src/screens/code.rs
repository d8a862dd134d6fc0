//! The answer code: the open assessment's own, in a dialog; the field to enter one; and the copy that a code holds, to keep, compare or discard.

use pomscope_core::code::Qr;
use pomscope_core::report::Report;
use pomscope_core::state::{Action, CodeAction, CopyOutcome, DeskAction, TakeAction};
use pomscope_core::view::{CodeCopy, CodeField, CodeScreen, code_screen, own_code, score_error};
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::fields::error;
use crate::ui::figures::{score_gauge, staircase, staircase_keys};
use crate::ui::frame::{bar, mark};
use crate::ui::pdf::take;

fn code(action: CodeAction) -> Action {
    Action::desk(DeskAction::Code(action))
}

/// The code of the open assessment, with what is in it and what is not.
pub fn own(store: &Store, body: Element) -> Element {
    let state = store.state();
    let Some(own) = own_code(state) else { return body };
    let grouped = own.code.grouped();
    let mut body = body
        .add(el("p").say(store, "answerCode.lead"))
        .add(el("p#own-code.code").text(grouped.clone()))
        .add(copying(store, grouped.clone(), "answerCode.copy"))
        .add(el("p.small.muted").text(store.say(&own.size)));
    for left in &own.left_out {
        body = body.add(el("p.notice.warn").text(store.say(left)));
    }
    let says =
        el("ul.dots").add(el("li").say(store, "answerCode.in")).add(el("li").say(store, "answerCode.notIn"));
    let link = own.link.as_ref().map(|link| {
        el("div.stack.tight")
            .add(el("h3").say(store, "answerCode.link"))
            .add(el("p.code.small").text(link.clone()))
            .add(copying(store, link.clone(), "answerCode.copyLink"))
            .add(el("p.small.muted").say(store, "answerCode.link.hint"))
    });
    let key = if own.link.is_some() { "answerCode.qr.link" } else { "answerCode.qr" };
    let about = state.texts().fill(key, &[("code", grouped)]);
    body.add(says).maybe(link).maybe(own.qr.as_ref().map(|qr| drawn(qr, about)))
}

/// A button that copies, and what came of it.
fn copying(store: &Store, text: String, key: &str) -> Element {
    let take_state = &store.state().desk.take;
    let came = take_state.copied.filter(|_| take_state.copying == text);
    let came = came.map(|came| {
        let frame = if came == CopyOutcome::Done { el("span.small") } else { el("span.small.error") };
        frame.say(store, came.key())
    });
    let button = el("button.btn.quiet[type=button]").press(store, take(TakeAction::Copy(text)));
    el("div.row").add(button.say(store, key)).maybe(came)
}

fn drawn(qr: &Qr, about: String) -> Element {
    let size = qr.size();
    el("svg.qr[role=img]")
        .attr("aria-label", about)
        .attr("viewBox", format!("0 0 {size} {size}"))
        .add(el("path").attr("d", qr.path().to_owned()))
}

pub fn screen(store: &Store) -> Html {
    match code_screen(store.state()) {
        CodeScreen::Asks(field) => asks(store, &field),
        CodeScreen::Shows(copy) => shows(store, &copy),
    }
}

fn asks(store: &Store, field: &CodeField) -> Html {
    let described = if field.error.is_some() { "code-hint code-error" } else { "code-hint" };
    let input =
        el("input#code.code[type=text][autocomplete=off][autocapitalize=characters][spellcheck=false]")
            .attr("aria-describedby", described.to_owned())
            .attr_if(field.error.is_some(), "aria-invalid", "true")
            .value(field.text.clone())
            .typed(store, |text| code(CodeAction::Type(text)));
    let form = el("form.stack[novalidate]")
        .submit(store, code(CodeAction::Show))
        .add(
            el("div.field")
                .add(el("label[for=code]").say(store, "answerCode.field"))
                .add(input)
                .add(el("p#code-hint.small.muted").text(store.say(&field.state)))
                .add(error(store, "code-error".into(), field.error.as_ref())),
        )
        .add(el("div.row").add(el("button.btn[type=submit]").say(store, "answerCode.show")));
    el("section.screen.slim[aria-labelledby=title]")
        .node(bar(store, mark(store)))
        .add(
            el("div.head")
                .add(el("h1#title[tabindex=-1]").say(store, "answerCode.enter"))
                .add(el("p.lead").say(store, "answerCode.enter.lead")),
        )
        .add(form)
        .html()
}

fn shows(store: &Store, copy: &CodeCopy) -> Html {
    let same = copy.same.as_ref().map(|(id, title)| {
        let says = store.state().texts().fill("answerCode.same", &[("title", title.clone())]);
        let open = el("button#open-same.btn.quiet[type=button]").press(store, Action::Open(id.clone()));
        el("div.notice").add(el("p").text(says)).add(open.say(store, "answerCode.same.open"))
    });
    el("section.screen.slim[aria-labelledby=title]")
        .node(bar(store, mark(store)))
        .add(
            el("div.head")
                .add(el("h1#title[tabindex=-1]").say(store, "answerCode.shows"))
                .add(el("p.lead").say(store, "answerCode.shows.lead")),
        )
        .maybe(copy.older.as_ref().map(|older| el("p.notice").text(store.say(older))))
        .maybe(same)
        .add(choices(store, copy))
        .add(facts(store, copy))
        .add(scored(store, copy))
        .add(threads(store, copy))
        .add(el("p.small.muted").say(store, "answerCode.shows.without"))
        .html()
}

/// Keep, compare, discard.
fn choices(store: &Store, copy: &CodeCopy) -> Element {
    let (keep, hint) = match copy.same {
        Some(_) => (el("button#keep.btn.quiet[type=button]"), "answerCode.keepAnother"),
        None => (el("button#keep.btn[type=button]"), "answerCode.keep"),
    };
    let keep = keep
        .press(store, code(CodeAction::Keep))
        .say(store, hint)
        .add(el("small").say(store, "answerCode.keep.hint"));
    let compare = copy.compare.as_ref().map(|title| {
        let hint = if copy.same.is_some() { "answerCode.compare.same" } else { "answerCode.compare.hint" };
        el("button#compare.btn.quiet[type=button]")
            .press(store, code(CodeAction::Compare))
            .text(store.state().texts().fill("answerCode.compare", &[("title", title.clone())]))
            .add(el("small").say(store, hint))
    });
    let discard = el("button#discard.link[type=button]")
        .press(store, code(CodeAction::Discard))
        .say(store, "answerCode.discard");
    el("div.row").add(keep).maybe(compare).add(discard)
}

fn facts(store: &Store, copy: &CodeCopy) -> Element {
    let fact = |key: &str, value: Element| el("div").add(el("dt").say(store, key)).add(value);
    let text = |value: &str| el("dd").text(value.to_owned());
    let session = copy
        .in_session
        .then(|| fact("answerCode.shows.session", el("dd").say(store, "answerCode.shows.session.text")));
    el("dl.facts-list")
        .add(fact("answerCode.shows.code", el("dd.code.small").text(copy.code.clone())))
        .add(fact("answerCode.shows.pack", text(&copy.pack)))
        .add(fact("answerCode.shows.side", text(&copy.side)))
        .add(fact("answerCode.shows.answered", text(&copy.answered)))
        .maybe(session)
}

fn scored(store: &Store, copy: &CodeCopy) -> Element {
    let part = el("div.stack").add(el("h2").say(store, "answerCode.shows.score"));
    match &copy.report {
        None => part.add(el("p").say(store, "answerCode.shows.nothing")),
        Some(Err(refused)) => {
            part.add(el("p.notice.bad").text(store.say(&score_error(store.state(), refused))))
        }
        Some(Ok(report)) => pictures(part, report),
    }
}

fn pictures(part: Element, report: &Report) -> Element {
    let head = &report.headline;
    part.add(el("p.score").text(head.score.clone()).add(el("small").space().text(head.of.clone())))
        .add(score_gauge(&head.gauge))
        .add(el("p.small.muted").text(head.range.clone()))
        .add(el("p").add(el("b").text(head.attained.clone())))
        .add(el("figure.stack").add(staircase(&report.stairs, None)).add(staircase_keys(&report.stairs)))
}

fn threads(store: &Store, copy: &CodeCopy) -> Element {
    let column = |key: &str| el("th[scope=col]").say(store, key);
    let head = el("tr")
        .add(column("answerCode.shows.thread"))
        .add(column("answerCode.shows.placed"))
        .add(column("answerCode.shows.target"));
    let mut body = el("tbody");
    for [name, placed, target] in &copy.threads {
        let row = el("tr").add(el("th[scope=row]").text(name.clone()));
        body = body.add(row.add(el("td").text(placed.clone())).add(el("td").text(target.clone())));
    }
    let table = el("table").add(el("caption").say(store, "answerCode.shows.threads"));
    el("div.scroll[tabindex=0][role=region]")
        .attr("aria-label", store.text("answerCode.shows.threads").to_string())
        .add(table.add(el("thead").add(head)).add(body))
}
