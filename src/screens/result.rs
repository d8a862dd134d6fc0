//! The result: score and level, three sentences, the pictures, the next steps, and how to take it all away; every word and number comes from the report.

use pomscope_core::method::ScoreError;
use pomscope_core::report::{Clarify, Fact, Headline, Meaning, NextStep, Piece, Provisional, Report, report};
use pomscope_core::state::{Action, DeskAction, Dialog, FocusPlace, Step, Subject};
use pomscope_core::view::{save_status, score_error, side_text};
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::figures::{dumbbell, heading, score_gauge, staircase, staircase_keys, step_lines};
use crate::ui::frame::{bar, here};
use crate::ui::owner::{call, offered};
use crate::ui::table::{opener, scrolling};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some(assessment) = state.assessment() else { return Html::default() };
    let header = bar(store, here(&state.title_of(assessment), &side_text(state, assessment)));
    let report = match report(&state.content, assessment, &state.surroundings.today) {
        Ok(report) => report,
        Err(error) => return refused(store, header, &error),
    };
    let faint = report.headline.provisional.is_some();
    let section = if faint { el("section.screen.faint") } else { el("section.screen") };
    section
        .attr("aria-labelledby", "title".into())
        .node(header)
        .add(first(store, &report))
        .add(stairs(store, &report))
        .add(next_steps(store, &report))
        .add(wanted(store, &report))
        .add(strengths(&report))
        .add(looks(store, &report))
        .maybe(residue(&report))
        .add(lenses(store))
        .add(take(store, &assessment.id))
        .add(next_time(store, &assessment.id))
        .maybe(owner(store))
        .add(method(store, &report))
        .html()
}

/// What stands on a screen that needs a score while there can be none.
pub(super) fn refused(store: &Store, header: Html, error: &ScoreError) -> Html {
    let refused = el("div.notice.bad")
        .add(el("p").text(store.say(&score_error(store.state(), error))))
        .add(to(store, el("button.btn[type=button]"), Step::Review).say(store, "result.toReview"));
    el("section.screen[aria-labelledby=title]")
        .node(header)
        .add(el("div.head").add(el("h1#title[tabindex=-1]").say(store, "result.refused")))
        .add(refused)
        .html()
}

/// A button that leads to a screen.
pub(super) fn to(store: &Store, button: Element, step: Step) -> Element {
    button.press(store, Action::Go(step))
}

fn first(store: &Store, report: &Report) -> Element {
    let mut sentences = el("dl.three");
    for sentence in &report.sentences {
        let (over, text) = (el("dt").text(sentence.over.clone()), el("dd").text(sentence.text.clone()));
        sentences = sentences.add(el("div").add(over).add(text));
    }
    let provisional = report.headline.provisional.as_ref().map(|provisional| missing(store, provisional));
    el("div.sect.first")
        .add(score(store, &report.headline))
        .add(el("div.stack.loose").maybe(provisional).add(sentences).add(meaning(&report.meaning)))
}

fn score(store: &Store, head: &Headline) -> Element {
    let mut title = el("h1#title.over[tabindex=-1]").text(head.title.clone());
    if let Some(tag) = &head.tag {
        title = title.space().add(el("span.tag").text(tag.clone()));
    }
    let mut level = el("p").add(el("b").text(head.attained.clone()));
    for pieces in &head.held_back {
        level = level.space();
        for piece in pieces {
            level = linked(store, level, piece);
        }
    }
    let mut confidence = el("p.small.muted").text(head.confidence.clone());
    for reason in &head.reasons {
        confidence = confidence.space().text(reason.clone());
    }
    let how = el("button.link[type=button]").say(store, "result.how");
    let mut score = el("div")
        .add(title)
        .add(el("p.score").text(head.score.clone()).add(el("small").space().text(head.of.clone())))
        .add(score_gauge(&head.gauge))
        .add(el("p.small.muted").text(head.range.clone()))
        .add(level);
    for remark in &head.remarks {
        score = score.add(el("p.small.muted").text(remark.clone()));
    }
    score.add(confidence).add(el("p.small").add(opener(store, how, Subject::Block, "how-block".into())))
}

/// What score, level and range say, and what they do not.
fn meaning(meaning: &Meaning) -> Element {
    explained(&meaning.title, &meaning.facts)
}

/// A disclosure of words with what they mean.
fn explained(title: &str, facts: &[Fact]) -> Element {
    let mut list = el("dl.words");
    for fact in facts {
        list = list.add(el("dt").text(fact.term.clone())).add(el("dd").text(fact.value.clone()));
    }
    el("details.more").add(el("summary").text(title.to_owned())).add(list)
}

/// The sentence with one more piece: a thread's name opens to how its numbers came about.
fn linked(store: &Store, sentence: Element, piece: &Piece) -> Element {
    match piece {
        Piece::Text(text) => sentence.text(text.clone()),
        Piece::Thread(thread, name) => {
            let button = el("button.link.in[type=button]").text(name.clone());
            sentence.add(opener(store, button, Subject::Thread(thread.clone()), format!("held-{thread}")))
        }
    }
}

fn missing(store: &Store, provisional: &Provisional) -> Element {
    let mut list = el("ul.small");
    for missing in &provisional.missing {
        let button = to(store, el("button.link[type=button]"), Step::Group(missing.screen));
        list = list.add(el("li").add(button.text(missing.text.clone())));
    }
    let title = el("b").text(provisional.title.clone());
    let text = el("div.stack.tight").add(el("p").add(title).space().text(provisional.text.clone())).add(list);
    let action = to(store, el("button.btn[type=button]"), Step::Review).text(provisional.action.clone());
    el("div.notice.warn").add(text).add(action)
}

fn stairs(store: &Store, report: &Report) -> Element {
    let stairs = &report.stairs;
    let letters = explained(&report.method.bands_title, &report.method.bands);
    let numbers = el("details.more").add(el("summary").text(stairs.table_label.clone())).add(scrolling(
        &stairs.table,
        false,
        Some(store),
    ));
    let figure = el("figure.stack")
        .add(staircase(stairs, Some(store)))
        .add(staircase_keys(stairs))
        .add(letters)
        .add(numbers);
    let levels = to(store, el("button#levels.link.in[type=button]"), Step::Levels).say(store, "quick.levels");
    el("div.sect").add(heading(&stairs.heading, Some(levels))).add(figure)
}

fn next_steps(store: &Store, report: &Report) -> Element {
    let next = &report.next;
    let mut content = el("div.stack");
    if !next.steps.is_empty() {
        let mut steps = el("ol.steps");
        for (at, step) in next.steps.iter().enumerate() {
            steps = steps.add(step_of(step, at < next.first));
        }
        content = content.add(steps);
    }
    let clarify = next.clarify.as_ref().map(|clarify| to_clarify(store, clarify, next.steps.is_empty()));
    let plan = to(store, el("button#plan.btn[type=button]"), Step::Plan)
        .say(store, "result.plan")
        .add(el("small").say(store, "result.plan.hint"));
    let metrics =
        to(store, el("button#metrics.link[type=button]"), Step::Metrics).say(store, "result.metrics");
    let register =
        to(store, el("button#register.link[type=button]"), Step::Register).say(store, "book.register.go");
    let ledger = to(store, el("button#ledger.link[type=button]"), Step::Ledger).say(store, "book.ledger.go");
    let on = el("div.row").add(plan).add(metrics).add(register).add(ledger);
    el("div.sect").add(heading(&next.heading, None)).add(content.maybe(clarify).add(on))
}

/// A step: the first ones at length, the others folded to their titles.
fn step_of(step: &NextStep, at_length: bool) -> Element {
    let item = el("li").key(step.item.as_str());
    let lift = el("p.lift").text(step.lift.clone());
    let how = el("p.small.muted").text(step.lift_how.clone());
    if at_length {
        let label = el("summary").text(step.lift_label.clone());
        item.add(el("p").text(step.title.clone()))
            .add(lift)
            .add(step_lines(step))
            .add(el("details.more.small").add(label).add(how))
    } else {
        let label = el("summary").text(step.title.clone());
        item.add(el("details.more").add(label).add(step_lines(step)).add(how)).add(lift)
    }
}

pub(super) fn to_clarify(store: &Store, clarify: &Clarify, open: bool) -> Element {
    let mut rows = el("ul.rows");
    for row in &clarify.rows {
        let button = to(store, el("button.link.small[type=button]"), Step::Group(row.screen));
        let item = el("li").add(el("span").text(row.text.clone())).space();
        rows = rows.add(item.add(button.text(row.about.clone())));
    }
    el("details.more")
        .attr_if(open, "open", "")
        .add(el("summary").text(clarify.heading.title.clone()))
        .add(el("p.small.muted").text(clarify.heading.intro.clone()))
        .add(rows)
}

fn wanted(store: &Store, report: &Report) -> Element {
    let wanted = &report.wanted;
    let action = wanted
        .action
        .as_ref()
        .map(|action| to(store, el("button.link.in[type=button]"), Step::Review).text(action.clone()));
    let numbers = el("details.more").add(el("summary").text(wanted.table_label.clone())).add(scrolling(
        &wanted.table,
        false,
        Some(store),
    ));
    el("div.sect")
        .add(heading(&wanted.heading, action))
        .add(el("div.stack").add(dumbbell(wanted)).add(numbers))
}

fn strengths(report: &Report) -> Element {
    let mut rows = el("ul.rows");
    for row in &report.strengths.rows {
        let (text, place) = (el("span").text(row.text.clone()), el("span.muted").text(row.place.clone()));
        rows = rows.add(el("li").add(text).space().add(place));
    }
    el("div.sect").add(heading(&report.strengths.heading, None)).add(rows)
}

fn looks(store: &Store, report: &Report) -> Element {
    let mut rows = el("ul.stack");
    for look in &report.looks.rows {
        let item = if look.grave { el("li.notice.warn") } else { el("li.notice") };
        let text = el("p").add(el("b").text(look.title.clone())).space().text(look.text.clone());
        let button = to(store, el("button.link[type=button]"), Step::Group(look.screen));
        rows = rows.add(item.add(text).add(button.text(look.action.clone())));
    }
    el("div.sect").add(heading(&report.looks.heading, None)).add(rows)
}

fn residue(report: &Report) -> Option<Element> {
    let residue = &report.residue;
    let mut rows = el("ul.rows");
    for row in &residue.table.rows {
        let mut item = el("li");
        for cell in &row.cells {
            item = item.add(el("span").text(cell.clone())).space();
        }
        rows = rows.add(item);
    }
    (!residue.table.rows.is_empty()).then(|| el("div.sect").add(heading(&residue.heading, None)).add(rows))
}

fn take(store: &Store, id: &str) -> Element {
    let (data_state, message, _) = save_status(store.state());
    let delete = Action::OpenDialog(Dialog::Delete(id.to_owned()), FocusPlace::Id("delete".into()));
    let save = el("button.btn.quiet[type=button]")
        .press(store, Action::Export(id.to_owned()))
        .say(store, "result.save")
        .add(el("small").say(store, "result.save.hint"));
    let print = to(store, el("button.btn.quiet[type=button]"), Step::Report)
        .say(store, "result.report")
        .add(el("small").say(store, "result.report.hint"));
    let code = el("button#code.btn.quiet[type=button]")
        .press(store, Action::OpenDialog(Dialog::Code, FocusPlace::Id("code".into())))
        .say(store, "result.code")
        .add(el("small").say(store, "result.code.hint"));
    let share = to(store, el("button#share.btn.quiet[type=button]"), Step::Share)
        .say(store, "result.share")
        .add(el("small").say(store, "result.share.hint"));
    let delete = el("button#delete.link.bad[type=button]").press(store, delete).say(store, "result.delete");
    let status = el("p.status").attr("data-state", data_state.to_owned()).text(store.say(&message));
    let ways = el("div.stack")
        .add(el("div.row").add(save).add(print).add(code).add(share))
        .add(status)
        .add(el("p.small.muted").say(store, "result.take.forget"))
        .add(el("p").add(delete));
    let head = el("div")
        .add(el("h2").say(store, "result.take"))
        .add(el("p.small.muted").say(store, "result.take.intro"));
    el("div.sect").add(head).add(ways)
}

/// What can be asked beside the block.
fn lenses(store: &Store) -> Element {
    let head = el("div")
        .add(el("h2").say(store, "lens.offer"))
        .add(el("p.small.muted").say(store, "lens.offer.intro"));
    let button = to(store, el("button#lenses.btn.quiet[type=button]"), Step::Lenses)
        .say(store, "lens.offer.button")
        .add(el("small").say(store, "lens.offer.button.hint"));
    el("div.sect").add(head).add(el("div.row").add(button))
}

/// The assessment after this one, and this one beside others.
fn next_time(store: &Store, id: &str) -> Element {
    let start = el("button#start-next.btn.quiet[type=button]")
        .press(store, Action::desk(DeskAction::StartNext(id.to_owned())))
        .say(store, "nextTime.start")
        .add(el("small").say(store, "nextTime.start.hint"));
    let compare = to(store, el("button#compare.btn.quiet[type=button]"), Step::Compare)
        .say(store, "nextTime.compare")
        .add(el("small").say(store, "nextTime.compare.hint"));
    let head = el("div")
        .add(el("h2").say(store, "nextTime.when"))
        .add(el("p.small.muted").say(store, "nextTime.hint"));
    el("div.sect").add(head).add(el("div.row").add(start).add(compare))
}

/// Who offers it, and where the owner of the page would like you to go: after the result, never before it.
fn owner(store: &Store) -> Option<Element> {
    let owner = store.state().owner();
    if owner.is_empty() {
        return None;
    }
    Some(offered(store, &owner, call(store, &owner)))
}

fn method(store: &Store, report: &Report) -> Element {
    let about = Action::OpenDialog(Dialog::About, FocusPlace::Id("about-method".into()));
    let button = el("button#about-method.link.in[type=button]").press(store, about);
    el("p.small.muted")
        .text(report.headline.indicative.clone())
        .space()
        .text(report.cover.credit.clone())
        .space()
        .add(button.text(report.method.heading.title.clone()))
}
