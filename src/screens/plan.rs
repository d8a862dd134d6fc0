//! The plan: the steps to tick, who does what by when, steps of one's own, and beside them what they would bring.

use pomscope_core::answers::StepStatus;
use pomscope_core::report::{Clarify, NextStep, Origin, PlanItem, PlanPage, WhatIf, status_key};
use pomscope_core::state::{Action, DeskAction, NEW_STEP, PlanAction, PlanField, Step, step_place};
use pomscope_core::view::{PlanScreen, due_field, plan_screen, title_field};
use yew::Html;

use crate::screens::result::{refused, to, to_clarify};
use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::fields::error;
use crate::ui::figures::dumbbell;
use crate::ui::frame::{bar, foot, here};
use crate::ui::table::scrolling;

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some((made, assessment)) = plan_screen(state).zip(state.assessment()) else { return Html::default() };
    let header = bar(store, here(&state.title_of(assessment), &store.text("plan")));
    let screen = match made {
        Ok(screen) => screen,
        Err(error) => return refused(store, header, &error),
    };
    let page = &screen.page;
    let head = el("div.head")
        .add(el("h1#title[tabindex=-1]").text(page.heading.title.clone()))
        .add(el("p.lead").text(page.heading.intro.clone()));
    let metrics = to(store, el("button.link[type=button]"), Step::Metrics).say(store, "result.metrics");
    let ledger = to(store, el("button#ledger.link[type=button]"), Step::Ledger).say(store, "book.ledger.go");
    let besides = el("div.row").add(metrics).add(ledger);
    el("section.screen[aria-labelledby=title]")
        .node(header)
        .add(head)
        .add(el("div.plan").add(lists(store, &screen)).add(what_if(store, &page.what_if)))
        .add(foot(store, Some(besides), store.text("plan.toReport").to_string()))
        .html()
}

fn send(action: PlanAction) -> Action {
    Action::desk(DeskAction::Plan(action))
}

fn lists(store: &Store, screen: &PlanScreen) -> Element {
    let page = &screen.page;
    let mut steps = el("ul.todo").attr("aria-label", store.text("plan.steps").to_string());
    for item in &page.items {
        steps = steps.add(step(store, item));
    }
    let steps = (!page.items.is_empty()).then_some(steps);
    let clarify = page.clarify.as_ref().map(|clarify| cleared(store, clarify, page));
    el("div.stack.loose")
        .maybe(steps)
        .add(own(store, screen))
        .maybe(past(store, page))
        .maybe(clarify)
        .maybe(left(store, screen))
}

fn cleared(store: &Store, clarify: &Clarify, page: &PlanPage) -> Element {
    to_clarify(store, clarify, page.items.is_empty())
}

/// A step with its box to tick; once it is taken, with who, when and how far.
fn step(store: &Store, item: &PlanItem) -> Element {
    let taken = item.is_taken();
    let (box_id, place) = (step_place(&item.id, "take"), step_place(&item.id, "step"));
    let frame = el("li[tabindex=-1]").key(&item.id).attr("id", place).attr_if(taken, "data-state", "taken");
    let leave = |key: &str| {
        el("button.link[type=button]")
            .press(store, send(PlanAction::Leave(item.id.clone())))
            .text(store.text(key).to_string())
            .add(el("span.gone").text(store.state().texts().pair("", &item.title)))
    };
    match &item.origin {
        Origin::Offered(offered) => {
            let tick = el("input[type=checkbox]")
                .attr("id", box_id)
                .checked(taken)
                .choose(store, send(PlanAction::Toggle(item.id.clone())));
            let label = el("label.tick").add(tick).add(el("span").text(item.title.clone()));
            let acts = el("div.acts")
                .add(more(store, offered))
                .maybe(taken.then(|| note(store, item)))
                .maybe((!taken).then(|| leave("plan.leave")));
            frame
                .add(label)
                .add(el("p.lift").text(offered.lift.clone()))
                .add(about(offered))
                .maybe(taken.then(|| fields(store, item)))
                .maybe(rate_again(store, item, offered))
                .add(acts)
        }
        Origin::Own => frame
            .add(own_title(store, item))
            .add(fields(store, item))
            .add(el("div.acts").add(note(store, item)).add(leave("plan.leave"))),
        Origin::Past(why) => frame
            .add(el("p.name").text(item.title.clone()))
            .add(el("p.small.muted").text(why.clone()))
            .add(fields(store, item))
            .add(el("div.acts").add(note(store, item)).add(leave("plan.leave"))),
    }
}

/// Where it belongs, what it takes the place of, and what will be noticed.
fn about(step: &NextStep) -> Element {
    let mut lines = el("p.small.muted").text(step.place.clone());
    for line in [&step.direct, &step.notice].into_iter().flatten() {
        lines = lines.add(el("br")).text(line.clone());
    }
    lines
}

fn more(store: &Store, step: &NextStep) -> Element {
    let mut lines = el("p.muted").text(step.why.clone()).space().text(step.now.clone());
    for line in [&step.count, &step.besides].into_iter().flatten() {
        lines = lines.add(el("br")).text(line.clone());
    }
    lines = lines.add(el("br")).text(step.lift_how.clone());
    el("details.more").add(el("summary").say(store, "plan.more")).add(lines)
}

fn rate_again(store: &Store, item: &PlanItem, step: &NextStep) -> Option<Element> {
    let done = item.is_taken() && item.decision.status == StepStatus::Done;
    done.then(|| {
        let button = to(store, el("button.link.in[type=button]"), Step::Group(step.screen));
        el("p.small")
            .say(store, "plan.done.rate")
            .space()
            .text(step.now.clone())
            .space()
            .add(button.say(store, "plan.done.rate.go"))
    })
}

fn own_title(store: &Store, item: &PlanItem) -> Element {
    let typed = title_field(store.state(), item).unwrap_or_default();
    let (id, own) = (step_place(&item.id, "title"), item.id.clone());
    let error_id = format!("{id}-error");
    let input = el("input[type=text][maxlength=4000][autocomplete=off]")
        .attr("id", id.clone())
        .attr_if(typed.error.is_some(), "aria-invalid", "true")
        .attr("aria-describedby", error_id.clone())
        .value(typed.text)
        .typed(store, move |text| send(PlanAction::Write(own.clone(), PlanField::Title(text))));
    el("div.field").add(el("label").attr("for", id).say(store, "plan.own")).add(input).add(error(
        store,
        error_id,
        typed.error.as_ref(),
    ))
}

fn fields(store: &Store, item: &PlanItem) -> Element {
    let place = |part: &str| step_place(&item.id, part);
    let label = |part: &str, key: &str| el("label").attr("for", place(part)).say(store, key);
    let (who, when, how) = (item.id.clone(), item.id.clone(), item.id.clone());
    let owner = el("input[type=text][maxlength=4000][autocomplete=off]")
        .attr("id", place("owner"))
        .value(item.decision.owner.clone())
        .typed(store, move |text| send(PlanAction::Write(who.clone(), PlanField::Owner(text))));
    let due = due_field(store.state(), item);
    let error_id = format!("{}-error", place("due"));
    let day = el("input[type=date]")
        .attr("id", place("due"))
        .attr_if(due.error.is_some(), "aria-invalid", "true")
        .attr("aria-describedby", error_id.clone())
        .value(due.text)
        .typed(store, move |text| send(PlanAction::Write(when.clone(), PlanField::Due(text))));
    let mut status = el("select").attr("id", place("status")).selected(store, move |value| {
        let status = StepStatus::parse(&value).unwrap_or_default();
        send(PlanAction::Write(how.clone(), PlanField::Status(status)))
    });
    for each in StepStatus::ALL {
        let option = el("option").attr("value", each.as_str().to_owned());
        let option = option.attr_if(each == item.decision.status, "selected", "");
        status = status.add(option.say(store, status_key(each)));
    }
    let late = item.decision.overdue.as_ref().map(|late| el("p.late.small").text(late.clone()));
    el("div.stack.tight")
        .add(
            // By ear, whose owner and whose day.
            el("div.fields[role=group]")
                .attr("aria-label", item.title.clone())
                .add(el("div.field").add(label("owner", "plan.owner")).add(owner))
                .add(el("div.field").add(label("due", "plan.due")).add(day).add(error(
                    store,
                    error_id,
                    due.error.as_ref(),
                )))
                .add(el("div.field").add(label("status", "plan.status")).add(status)),
        )
        .maybe(late)
}

fn note(store: &Store, item: &PlanItem) -> Element {
    let (id, step) = (step_place(&item.id, "note"), item.id.clone());
    let key = if item.decision.note.is_empty() { "plan.note.add" } else { "plan.note.yours" };
    let area = el("textarea[rows=3][maxlength=4000][autocomplete=off]")
        .attr("id", id.clone())
        .value(item.decision.note.clone())
        .typed(store, move |text| send(PlanAction::Write(step.clone(), PlanField::Note(text))));
    let label = el("label").attr("for", id).say(store, "plan.note");
    el("details.more").add(el("summary").say(store, key)).add(el("div.field").add(label).add(area))
}

/// The field for a step of one's own; Enter adds it.
fn own(store: &Store, screen: &PlanScreen) -> Element {
    let fault = screen.new.error.as_ref();
    let input = el("input[type=text][maxlength=4000][autocomplete=off]")
        .attr("id", NEW_STEP.to_owned())
        .attr_if(fault.is_some(), "aria-invalid", "true")
        .attr("aria-describedby", "plan-new-hint plan-new-error".to_owned())
        .value(screen.new.text.clone())
        .typed(store, |text| send(PlanAction::TypeNew(text)));
    let add = el("button.btn.quiet[type=submit]").say(store, "plan.own.add");
    el("form.field[novalidate]")
        .submit(store, send(PlanAction::AddNew))
        .add(el("label[for=plan-new]").say(store, "plan.own.new"))
        .add(el("div.one-line").add(input).add(add))
        .add(error(store, "plan-new-error".to_owned(), fault))
        .add(el("small#plan-new-hint").say(store, "plan.own.hint"))
}

fn past(store: &Store, page: &PlanPage) -> Option<Element> {
    if page.past.is_empty() {
        return None;
    }
    let mut list = el("ul.todo");
    for item in &page.past {
        list = list.add(step(store, item));
    }
    let head =
        el("div").add(el("h2").say(store, "plan.past")).add(el("p.small.muted").say(store, "plan.past.hint"));
    Some(el("div.stack").add(head).add(list))
}

/// What was left out, folded, and what was removed, with the way back.
fn left(store: &Store, screen: &PlanScreen) -> Option<Element> {
    let n = screen.page.left.len();
    if n == 0 && screen.removed.is_empty() {
        return None;
    }
    let button = |action: PlanAction, id: String, key: &str, title: &str| {
        el("button.link.small[type=button]")
            .attr("id", id)
            .press(store, send(action))
            .say(store, key)
            .add(el("span.gone").text(store.state().texts().pair("", title)))
    };
    let mut rows = el("ul.rows");
    for item in &screen.page.left {
        let remove = (item.origin == Origin::Own).then(|| {
            let id = step_place(&item.id, "remove");
            button(PlanAction::Remove(item.id.clone()), id, "plan.own.remove", &item.title)
        });
        let back = button(
            PlanAction::BringBack(item.id.clone()),
            step_place(&item.id, "back"),
            "plan.left.back",
            &item.title,
        );
        let acts = el("span.row").add(back).maybe(remove);
        rows = rows.add(el("li").key(&item.id).add(el("span").text(item.title.clone())).space().add(acts));
    }
    for (id, title) in &screen.removed {
        let says = store.state().texts().fill("plan.own.removed", &[("title", title.clone())]);
        let undo =
            button(PlanAction::Restore(id.clone()), step_place(id, "restore"), "plan.own.restore", title);
        rows = rows.add(el("li").key(id).add(el("span.muted").text(says)).space().add(undo));
    }
    let summary = store.state().texts().fill("plan.left", &[("n", n.to_string())]);
    Some(el("details.more").add(el("summary#plan-left").text(summary)).add(rows))
}

/// Today beside what the taken steps would give; it stays in sight while steps are ticked.
fn what_if(store: &Store, what_if: &WhatIf) -> Element {
    let figure = &what_if.figure;
    let mut then = el("p.then")
        .add(el("span.small.muted").say(store, "plan.whatIf.score"))
        .space()
        .add(el("span.num").text(what_if.now.clone()));
    if let Some(gain) = &what_if.gain {
        then = then
            .space()
            .add(el("span.num[aria-hidden=true]").text("→".to_owned()))
            .add(el("span.gone").say(store, "plan.whatIf.then"))
            .space()
            .add(el("b.num").text(what_if.then.clone()))
            .space()
            .add(el("span.lift").text(gain.clone()));
    }
    let numbers = el("details.more").add(el("summary").text(figure.table_label.clone())).add(scrolling(
        &figure.table,
        false,
        None,
    ));
    let reached = what_if.reached.as_ref().map(|reached| el("p").text(reached.clone()));
    let words = el("div.stack.tight")
        .add(el("p").add(el("b").text(what_if.attained.clone())))
        .maybe(reached)
        .add(el("p").text(what_if.distance.clone()));
    el("section.whatif[aria-labelledby=whatif]")
        .add(el("h2#whatif").text(figure.heading.title.clone()))
        .add(then)
        .add(
            el("div.stack")
                .add(dumbbell(figure))
                .add(words)
                .add(numbers)
                .add(el("p.small.muted").text(figure.heading.intro.clone())),
        )
}
