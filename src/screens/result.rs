//! The result: score and level, three sentences, the pictures, the next steps, and how to take it all away; every word and number comes from the report.

use pomscope_core::report::{Heading, Headline, Look, NextStep, NextSteps, Piece, Report, report};
use pomscope_core::state::{Action, Dialog, FocusPlace, Step, Subject};
use pomscope_core::view::{save_status, score_error, side_text};
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::figures::{Opens, dumbbell, explain, scrolling, staircase, step_lines, with_score_gauge};
use crate::ui::frame::{bar, here};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some(assessment) = state.assessment() else { return Html::default() };
    let header = bar(store, here(&state.title_of(assessment), &side_text(state, assessment)));
    let report = match report(&state.content, assessment, &state.surroundings.today) {
        Ok(report) => report,
        Err(error) => {
            let back = el("button.btn[type=button]").press(store, Action::Go(Step::Review)).say(store, "result.toReview");
            let says = el("p").text(store.say(&score_error(state, &error)));
            return el("section.screen[aria-labelledby=title]")
                .node(header)
                .add(el("div.head").add(el("h1#title[tabindex=-1]").say(store, "result.refused")))
                .add(el("div.notice.bad").add(says).add(back))
                .html();
        }
    };
    let screen = match report.headline.provisional {
        Some(_) => el("section.screen.faint[aria-labelledby=title]"),
        None => el("section.screen[aria-labelledby=title]"),
    };
    let about = Action::OpenDialog(Dialog::About, FocusPlace::Id("about-method".into()));
    let credit = el("p.small.muted")
        .text(format!("{} {} ", report.headline.indicative, report.cover.credit))
        .add(el("button#about-method.link.in[type=button]").press(store, about).text(report.method.heading.title.clone()));
    screen
        .node(header)
        .add(first(store, &report))
        .add(stairs(store, &report))
        .add(next_steps(store, &report.next))
        .add(wanted(store, &report))
        .add(strengths(&report))
        .add(looks(store, &report))
        .maybe(residue(&report))
        .add(take(store, &assessment.id))
        .add(credit)
        .html()
}

/// A section with its heading in the margin, and an action beside the introduction.
fn section(heading: &Heading, action: Option<Element>) -> Element {
    let intro = (!heading.intro.is_empty() || action.is_some())
        .then(|| el("p.small.muted").text(format!("{} ", heading.intro)).maybe(action));
    el("div.sect").add(el("div").add(el("h2").text(heading.title.clone())).maybe(intro))
}

fn first(store: &Store, report: &Report) -> Element {
    let head = &report.headline;
    let mut title = el("h1#title.over[tabindex=-1]").text(head.title.clone());
    if let Some(tag) = &head.tag {
        title = title.space().add(el("span.tag").text(tag.clone()));
    }
    let score = el("p.score").text(head.score.clone()).add(el("small").text(format!(" {}", head.of)));
    let mut level = el("p").add(el("b").text(head.attained.clone()));
    for piece in head.held_back.iter().flat_map(|pieces| std::iter::once(None).chain(pieces.iter().map(Some))) {
        level = match piece {
            None => level.space(),
            Some(piece) => linked(store, level, piece),
        };
    }
    let how = el("button#how-block.link[type=button]")
        .press(store, explain(Subject::Block, "how-block".into()))
        .say(store, "result.how");
    let mut numbers = with_score_gauge(el("div").add(title).add(score), &head.gauge)
        .add(el("p.small.muted").text(head.range.clone()))
        .add(level);
    for remark in &head.remarks {
        numbers = numbers.add(el("p.small.muted").text(remark.clone()));
    }
    let numbers = numbers.add(el("p.small.muted").text(confidence(head))).add(el("p.small").add(how));
    let mut sentences = el("dl.three");
    for sentence in &report.sentences {
        let pair = el("div").add(el("dt").text(sentence.over.clone())).add(el("dd").text(sentence.text.clone()));
        sentences = sentences.add(pair);
    }
    let words = el("div.stack.loose").maybe(provisional(store, head)).add(sentences);
    el("div.sect.first").add(numbers).add(words)
}

fn provisional(store: &Store, head: &Headline) -> Option<Element> {
    let provisional = head.provisional.as_ref()?;
    let mut missing = el("ul.small");
    for each in &provisional.missing {
        let button = el("button.link.in[type=button]").press(store, Action::Go(Step::Group(each.screen)));
        missing = missing.add(el("li").add(button.text(each.text.clone())));
    }
    let says = el("p").add(el("b").text(provisional.title.clone())).text(format!(" {}", provisional.text));
    let action = el("button.btn[type=button]").press(store, Action::Go(Step::Review)).text(provisional.action.clone());
    Some(el("div.notice.warn").add(el("div.stack.tight").add(says).add(missing)).add(action))
}

/// A piece of a sentence: a thread's name opens to how its numbers came about.
fn linked(store: &Store, sentence: Element, piece: &Piece) -> Element {
    match piece {
        Piece::Text(text) => sentence.text(text.clone()),
        Piece::Thread(thread, name) => {
            let id = format!("held-{thread}");
            let open = explain(Subject::Thread(thread.clone()), id.clone());
            sentence.add(el("button.link.in[type=button]").attr("id", id).press(store, open).text(name.clone()))
        }
    }
}

fn confidence(head: &Headline) -> String {
    let mut text = head.confidence.clone();
    for reason in &head.reasons {
        text.push(' ');
        text.push_str(reason);
    }
    text
}

fn more(label: &str, content: Element) -> Element {
    el("details.more").add(el("summary").text(label.to_owned())).add(content)
}

fn stairs(store: &Store, report: &Report) -> Element {
    let stairs = &report.stairs;
    let opens = Opens::Yes(store);
    let figure = staircase(el("figure.stack"), stairs, opens)
        .add(more(&stairs.table_label, scrolling(&stairs.table, el("caption.gone"), opens)));
    section(&stairs.heading, None).add(figure)
}

fn next_steps(store: &Store, next: &NextSteps) -> Element {
    let mut content = el("div.stack");
    let (first, rest) = next.steps.split_at_checked(next.first).unwrap_or((&next.steps, &[]));
    if !first.is_empty() {
        content = content.add(steps(el("ol.steps"), first));
    }
    if let (Some(label), false) = (&next.more, rest.is_empty()) {
        content = content.add(more(&label.0, steps(el("ol.steps.rest"), rest)));
    }
    if let Some(clarify) = &next.clarify {
        let mut rows = el("ul.rows");
        for row in &clarify.rows {
            let button = el("button.link.small[type=button]").press(store, Action::Go(Step::Group(row.screen)));
            let line = el("li").add(el("span").text(row.text.clone())).space().add(button.text(row.about.clone()));
            rows = rows.add(line);
        }
        let heading = &clarify.heading;
        let details = el("details.more")
            .attr_if(next.steps.is_empty(), "open", "")
            .add(el("summary").text(heading.title.clone()))
            .add(el("p.small.muted").text(heading.intro.clone()))
            .add(rows);
        content = content.add(details);
    }
    section(&next.heading, None).add(content)
}

fn steps(list: Element, steps: &[NextStep]) -> Element {
    let mut list = list;
    for step in steps {
        let how = el("details.more.small")
            .add(el("summary").text(step.lift_label.clone()))
            .add(el("p.muted").text(step.lift_how.clone()));
        let line = el("li")
            .add(el("p").text(step.title.clone()))
            .add(el("p.lift").text(step.lift.clone()))
            .add(step_lines(step))
            .add(how);
        list = list.add(line);
    }
    list
}

fn wanted(store: &Store, report: &Report) -> Element {
    let wanted = &report.wanted;
    let action = wanted.action.as_ref().map(|action| {
        el("button.link.in[type=button]").press(store, Action::Go(Step::Review)).text(action.clone())
    });
    let table = scrolling(&wanted.table, el("caption.gone"), Opens::Yes(store));
    let figure = el("figure.stack")
        .add(dumbbell(wanted))
        .add(crate::ui::gauge::keys(&wanted.key_now, &wanted.key_aim))
        .add(more(&wanted.table_label, table));
    section(&wanted.heading, action).add(figure)
}

fn strengths(report: &Report) -> Element {
    let mut rows = el("ul.rows");
    for row in &report.strengths.rows {
        let line = el("li").add(el("span").text(row.text.clone())).space().add(el("span.muted").text(row.place.clone()));
        rows = rows.add(line);
    }
    section(&report.strengths.heading, None).add(rows)
}

fn looks(store: &Store, report: &Report) -> Element {
    let look = |look: &Look| {
        let line = if look.grave { el("li.notice.warn") } else { el("li.notice") };
        let button = el("button.link[type=button]").press(store, Action::Go(Step::Group(look.screen)));
        line.add(el("p").add(el("b").text(look.title.clone())).text(format!(" {}", look.text)))
            .add(button.text(look.action.clone()))
    };
    let mut rows = el("ul.stack");
    for row in &report.looks.rows {
        rows = rows.add(look(row));
    }
    section(&report.looks.heading, None).add(rows)
}

fn residue(report: &Report) -> Option<Element> {
    let residue = &report.residue;
    if residue.table.rows.is_empty() {
        return None;
    }
    let mut rows = el("ul.rows");
    for row in &residue.table.rows {
        let mut line = el("li");
        for cell in &row.cells {
            line = line.add(el("span").text(cell.clone())).space();
        }
        rows = rows.add(line);
    }
    Some(section(&residue.heading, None).add(rows))
}

fn take(store: &Store, id: &str) -> Element {
    let (data_state, message, _) = save_status(store.state());
    let delete = Action::OpenDialog(Dialog::Delete(id.to_owned()), FocusPlace::Id("delete".into()));
    let button = |button: Element, action: Action, key: &str| {
        button.press(store, action).say(store, key).add(el("small").say(store, &format!("{key}.hint")))
    };
    let row = el("div.row")
        .add(button(el("button.btn[type=button]"), Action::Export(id.to_owned()), "result.save"))
        .add(button(el("button.btn.quiet[type=button]"), Action::Go(Step::Report), "result.report"));
    let content = el("div.stack")
        .add(row)
        .add(el("p.status").attr("data-state", data_state.to_owned()).text(store.say(&message)))
        .add(el("p.small.muted").say(store, "result.take.forget"))
        .add(el("p").add(el("button#delete.link.bad[type=button]").press(store, delete).say(store, "result.delete")));
    let margin = el("div").add(el("h2").say(store, "result.take")).add(el("p.small.muted").say(store, "result.take.intro"));
    el("div.sect").add(margin).add(content)
}
