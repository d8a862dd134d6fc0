//! The report as it will print: one article that the print frame takes a copy of, and the way to print it; all of its content comes from core's report.

use pomscope_core::report::{Heading, Report, plain, report};
use pomscope_core::state::{Action, Step};
use pomscope_core::view::score_error;
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::figures::{Opens, dumbbell, facts, staircase, step_lines, table, with_score_gauge};
use crate::ui::frame::{bar, here};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some(assessment) = state.assessment() else { return Html::default() };
    let mut buttons = el("div.row").add(
        el("button.btn.quiet[type=button]").press(store, Action::Go(Step::Result)).say(store, "report.screen.back"),
    );
    let article = match report(&state.content, assessment, &state.surroundings.today) {
        Ok(report) => {
            buttons = buttons.add(el("button#print.btn[type=button]").press(store, Action::Print).say(store, "report.screen.print"));
            article(&report)
        }
        Err(error) => el("div.notice.bad").add(el("p").text(store.say(&score_error(state, &error)))),
    };
    let head = el("div.head")
        .add(el("h1#title[tabindex=-1]").say(store, "report.screen"))
        .add(el("p.small.muted").say(store, "report.screen.hint"));
    el("section.screen[aria-labelledby=title]")
        .node(bar(store, here(&state.title_of(assessment), &store.text("result.aside"))))
        .add(el("div.row.apart").add(head).add(buttons))
        .add(article)
        .html()
}

fn article(report: &Report) -> Element {
    let seen = || el("caption");
    let heard = || el("caption.gone");
    let wanted = &report.wanted;
    let figure = el("figure").add(dumbbell(wanted)).add(el("figcaption").text(wanted.key.clone()));
    el("article#report.report[aria-labelledby=report-title]")
        .add(cover(report))
        .add(summary(report))
        .add(section(&wanted.heading).add(figure).add(table(&wanted.table, seen(), Opens::No)))
        .add(
            section(&report.stairs.heading)
                .add(staircase(el("figure"), &report.stairs, Opens::No))
                .add(table(&report.stairs.table, seen(), Opens::No)),
        )
        .add(next_steps(report))
        .add(profile(report))
        .add(answers(report))
        .add(
            section(&report.counts.heading)
                .add(table(&report.counts.table, heard(), Opens::No))
                .add(el("p").text(report.counts.readiness.clone())),
        )
        .add(method(report))
}

fn section(heading: &Heading) -> Element {
    let section = el("section").add(el("h2").text(heading.title.clone()));
    if heading.intro.is_empty() { section } else { section.add(el("p.small").text(heading.intro.clone())) }
}

fn list<'a>(items: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> Element {
    let mut list = el("ul");
    for (bold, text, muted) in items {
        let mut item = el("li");
        if !bold.is_empty() {
            item = item.add(el("b").text(bold.to_owned())).space();
        }
        item = item.text(text.to_owned());
        if !muted.is_empty() {
            item = item.space().add(el("span.muted").text(muted.to_owned()));
        }
        list = list.add(item);
    }
    list
}

/// The attained level and what holds the next one back, as plain sentences.
fn level(report: &Report) -> String {
    let mut text = report.headline.attained.clone();
    for pieces in &report.headline.held_back {
        text.push(' ');
        text.push_str(&plain(pieces));
    }
    text
}

fn cover(report: &Report) -> Element {
    let (cover, head) = (&report.cover, &report.headline);
    let mut words = el("div")
        .add(el("p.over").text(cover.subject.clone()))
        .add(el("h1#report-title").text(cover.title.clone()))
        .add(el("p").text(cover.about.clone()));
    if !cover.facts.is_empty() {
        words = words.add(facts(cover.facts.iter().map(|fact| (&*fact.term, &*fact.value))));
    }
    let provisional = head.provisional.as_ref().map(|provisional| {
        el("p").add(el("b").text(provisional.title.clone())).text(format!(" {}", provisional.text))
    });
    let score = el("div.cover-score")
        .add(el("p.score").text(head.score.clone()).add(el("small").text(format!(" {}", head.of))))
        .add(el("p").text(level(report)))
        .maybe(provisional);
    let made = el("div").add(el("p.small").text(cover.made.clone())).add(el("p.small").text(cover.credit.clone()));
    el("header.cover").add(el("p.mark").text(cover.mark.clone())).add(words).add(score).add(made)
}

fn summary(report: &Report) -> Element {
    let head = &report.headline;
    let mut section = el("section").add(el("h2").text(head.summary.clone()));
    for sentence in &report.sentences {
        section = section.add(el("h3").text(sentence.over.clone())).add(el("p.big").text(sentence.text.clone()));
    }
    let figure = with_score_gauge(el("figure"), &head.gauge).add(el("figcaption").text(head.gauge_caption.clone()));
    let mut section = section
        .add(
            el("div.pair")
                .add(facts(head.facts.iter().map(|fact| (&*fact.term, &*fact.value))))
                .add(figure),
        )
        .add(el("p").text(head.range.clone()));
    for remark in &head.remarks {
        section = section.add(el("p").text(remark.clone()));
    }
    let mut confidence = head.confidence.clone();
    for reason in &head.reasons {
        confidence.push(' ');
        confidence.push_str(reason);
    }
    section = section.add(el("p").text(confidence));
    match &head.provisional {
        Some(provisional) => section.add(list(provisional.missing.iter().map(|missing| ("", &*missing.text, "")))),
        None => section,
    }
}

fn next_steps(report: &Report) -> Element {
    let next = &report.next;
    let mut part = section(&next.heading);
    if !next.steps.is_empty() {
        let mut steps = el("ol.steps");
        for step in &next.steps {
            let line = el("li")
                .add(el("p").text(step.title.clone()))
                .add(el("p.lift").text(step.lift.clone()))
                .add(step_lines(step));
            steps = steps.add(line);
        }
        part = part.add(steps);
    }
    match &next.clarify {
        Some(clarify) => part
            .add(el("h3").text(clarify.heading.title.clone()))
            .add(el("p.small").text(clarify.heading.intro.clone()))
            .add(list(clarify.rows.iter().map(|row| ("", &*row.text, &*row.about)))),
        None => part,
    }
}

/// What is done well, what is worth a second look, what is left of the lowest level.
fn profile(report: &Report) -> Element {
    let (strengths, looks, residue) = (&report.strengths, &report.looks, &report.residue);
    let part = section(&strengths.heading)
        .add(list(strengths.rows.iter().map(|row| ("", &*row.text, &*row.place))))
        .add(el("h3").text(looks.heading.title.clone()))
        .add(el("p.small").text(looks.heading.intro.clone()))
        .add(list(looks.rows.iter().map(|look| (&*look.title, &*look.text, ""))));
    if residue.table.rows.is_empty() {
        return part;
    }
    part.add(el("h3").text(residue.heading.title.clone()))
        .add(el("p.small").text(residue.heading.intro.clone()))
        .add(table(&residue.table, el("caption.gone"), Opens::No))
}

fn answers(report: &Report) -> Element {
    let mut part = section(&report.answers.heading);
    for thread in &report.answers.threads {
        part = part.add(el("h3").text(thread.name.clone()));
        for group in &thread.tables {
            let mut head = el("tr");
            for title in &report.answers.columns {
                head = head.add(el("th[scope=col]").text(title.clone()));
            }
            let mut body = el("tbody");
            for row in &group.rows {
                let mut statement = el("td").text(row.statement.clone());
                for note in &row.notes {
                    statement = statement.add(el("p.note").text(note.clone()));
                }
                let line = el("tr")
                    .add(el("td").text(row.kind.clone()))
                    .add(statement)
                    .add(el("td").text(row.answer.clone()));
                body = body.add(line);
            }
            let table = el("table.answers")
                .add(el("caption").text(group.caption.clone()))
                .add(el("thead").add(head))
                .add(body);
            part = part.add(table);
        }
    }
    part
}

fn method(report: &Report) -> Element {
    let method = &report.method;
    let mut part = section(&method.heading);
    for paragraph in &method.paragraphs {
        part = part.add(el("p").text(paragraph.clone()));
    }
    part.add(el("h3").text(method.bands_title.clone()))
        .add(facts(method.bands.iter().map(|fact| (&*fact.term, &*fact.value))))
        .add(table(&method.numbers, el("caption"), Opens::No))
        .add(list(method.meanings.iter().map(|meaning| ("", &**meaning, ""))))
        .add(el("h3").text(method.limits_title.clone()))
        .add(list(method.limits.iter().map(|limit| ("", &**limit, ""))))
        .add(el("p.small").text(method.credit.clone()))
}
