//! The report as it will print: one article that the print frame takes a copy of, and the way to print it; all of its content comes from core's report.

use pomscope_core::report::{AnswerTable, Fact, Heading, Report, plain, report};
use pomscope_core::state::{Action, Step};
use pomscope_core::view::score_error;
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::figures::{dumbbell, score_gauge, staircase, staircase_keys, step_lines, table};
use crate::ui::frame::{bar, here};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some(assessment) = state.assessment() else { return Html::default() };
    let back = el("button.btn.quiet[type=button]")
        .press(store, Action::Go(Step::Result))
        .say(store, "report.screen.back");
    let mut buttons = el("div.row").add(back);
    let content = match report(&state.content, assessment, &state.surroundings.today) {
        Ok(report) => {
            let print = el("button#print.btn[type=button]").press(store, Action::Print);
            buttons = buttons.add(print.say(store, "report.screen.print"));
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
        .add(content)
        .html()
}

fn article(report: &Report) -> Element {
    let stairs = &report.stairs;
    let wanted = section(&report.wanted.heading).add(dumbbell(&report.wanted)).add(table(
        &report.wanted.table,
        true,
        None,
    ));
    let heat = section(&stairs.heading)
        .add(el("figure").add(staircase(stairs, None)).add(staircase_keys(stairs)))
        .add(table(&stairs.table, true, None));
    let counts = section(&report.counts.heading)
        .add(table(&report.counts.table, false, None))
        .add(el("p").text(report.counts.readiness.clone()));
    // Reached by Tab, since it scrolls sideways where the screen is narrow.
    el("article#report.report[aria-labelledby=report-title][tabindex=0]")
        .add(cover(report))
        .add(summary(report))
        .add(wanted)
        .add(heat)
        .add(next_steps(report))
        .add(profile(report))
        .add(answers(report))
        .add(counts)
        .add(method(report))
}

fn section(heading: &Heading) -> Element {
    el("section").add(el("h2").text(heading.title.clone())).maybe(intro(heading))
}

fn intro(heading: &Heading) -> Option<Element> {
    (!heading.intro.is_empty()).then(|| el("p.small").text(heading.intro.clone()))
}

fn facts(facts: &[Fact]) -> Element {
    let mut list = el("dl.facts-list");
    for fact in facts {
        let (term, value) = (el("dt").text(fact.term.clone()), el("dd").text(fact.value.clone()));
        list = list.add(el("div").add(term).add(value));
    }
    list
}

fn cover(report: &Report) -> Element {
    let (cover, head) = (&report.cover, &report.headline);
    let mut level = el("p").text(head.attained.clone());
    for pieces in &head.held_back {
        level = level.space().text(plain(pieces));
    }
    let provisional = head.provisional.as_ref().map(|provisional| {
        el("p").add(el("b").text(provisional.title.clone())).space().text(provisional.text.clone())
    });
    let about = el("div")
        .add(el("p.over").text(cover.subject.clone()))
        .add(el("h1#report-title").text(cover.title.clone()))
        .add(el("p").text(cover.about.clone()))
        .maybe((!cover.facts.is_empty()).then(|| facts(&cover.facts)));
    let score = el("div.cover-score")
        .add(el("p.score").text(head.score.clone()).add(el("small").space().text(head.of.clone())))
        .add(level)
        .maybe(provisional);
    let made =
        el("div").add(el("p.small").text(cover.made.clone())).add(el("p.small").text(cover.credit.clone()));
    el("header.cover").add(el("p.mark").text(cover.mark.clone())).add(about).add(score).add(made)
}

fn summary(report: &Report) -> Element {
    let head = &report.headline;
    let mut section = el("section").add(el("h2").text(head.summary.clone()));
    for sentence in &report.sentences {
        section =
            section.add(el("h3").text(sentence.over.clone())).add(el("p.big").text(sentence.text.clone()));
    }
    let caption = el("figcaption").text(head.gauge_caption.clone());
    section = section
        .add(
            el("div.pair")
                .add(facts(&head.facts))
                .add(el("figure").add(score_gauge(&head.gauge)).add(caption)),
        )
        .add(el("p").text(head.range.clone()));
    for remark in &head.remarks {
        section = section.add(el("p").text(remark.clone()));
    }
    let mut confidence = el("p").text(head.confidence.clone());
    for reason in &head.reasons {
        confidence = confidence.space().text(reason.clone());
    }
    section = section.add(confidence);
    if let Some(provisional) = &head.provisional {
        let mut list = el("ul");
        for missing in &provisional.missing {
            list = list.add(el("li").text(missing.text.clone()));
        }
        section = section.add(list);
    }
    section
}

fn next_steps(report: &Report) -> Element {
    let mut content = section(&report.next.heading);
    if !report.next.steps.is_empty() {
        let mut steps = el("ol.steps");
        for step in &report.next.steps {
            let (title, lift) = (el("p").text(step.title.clone()), el("p.lift").text(step.lift.clone()));
            steps = steps.add(el("li").add(title).add(lift).add(step_lines(step)));
        }
        content = content.add(steps);
    }
    if let Some(clarify) = &report.next.clarify {
        let mut list = el("ul");
        for row in &clarify.rows {
            list = list.add(noted(row.text.clone(), row.about.clone()));
        }
        let title = el("h3").text(clarify.heading.title.clone());
        content = content.add(title).maybe(intro(&clarify.heading)).add(list);
    }
    content
}

fn noted(text: String, note: String) -> Element {
    el("li").text(text).space().add(el("span.muted").text(note))
}

/// What is done well, what is worth a second look, what is left of the lowest level.
fn profile(report: &Report) -> Element {
    let mut strengths = el("ul");
    for row in &report.strengths.rows {
        strengths = strengths.add(noted(row.text.clone(), row.place.clone()));
    }
    let mut looks = el("ul");
    for look in &report.looks.rows {
        looks = looks.add(el("li").add(el("b").text(look.title.clone())).space().text(look.text.clone()));
    }
    let mut content = section(&report.strengths.heading)
        .add(strengths)
        .add(el("h3").text(report.looks.heading.title.clone()))
        .maybe(intro(&report.looks.heading))
        .add(looks);
    if !report.residue.table.rows.is_empty() {
        content = content
            .add(el("h3").text(report.residue.heading.title.clone()))
            .maybe(intro(&report.residue.heading))
            .add(table(&report.residue.table, false, None));
    }
    content
}

fn answers(report: &Report) -> Element {
    let mut content = section(&report.answers.heading);
    for thread in &report.answers.threads {
        content = content.add(el("h3").text(thread.name.clone()));
        for table in &thread.tables {
            content = content.add(answer_table(&report.answers.columns, table));
        }
    }
    content
}

fn answer_table(columns: &[String], table: &AnswerTable) -> Element {
    let mut head = el("tr");
    for title in columns {
        head = head.add(el("th[scope=col]").text(title.clone()));
    }
    let mut body = el("tbody");
    for row in &table.rows {
        let mut statement = el("td").text(row.statement.clone());
        for note in &row.notes {
            statement = statement.add(el("p.note").text(note.clone()));
        }
        let (kind, answer) = (el("td").text(row.kind.clone()), el("td").text(row.answer.clone()));
        body = body.add(el("tr").add(kind).add(statement).add(answer));
    }
    el("table.answers").add(el("caption").text(table.caption.clone())).add(el("thead").add(head)).add(body)
}

fn method(report: &Report) -> Element {
    let method = &report.method;
    let mut content = section(&method.heading);
    for paragraph in &method.paragraphs {
        content = content.add(el("p").text(paragraph.clone()));
    }
    content
        .add(el("h3").text(method.bands_title.clone()))
        .add(facts(&method.bands))
        .add(table(&method.numbers, true, None))
        .add(list(&method.meanings))
        .add(el("h3").text(method.limits_title.clone()))
        .add(list(&method.limits))
        .add(el("p.small").text(method.credit.clone()))
}

fn list(sentences: &[String]) -> Element {
    let mut list = el("ul");
    for sentence in sentences {
        list = list.add(el("li").text(sentence.clone()));
    }
    list
}
