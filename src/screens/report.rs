//! The report: for whom it is told, the ways to take it along, and the sheet as it will print; all of its content is core's document.

use pomscope_core::report::csv::Sheet;
use pomscope_core::report::document::{CoverPage, Document, Start};
use pomscope_core::report::export::Format;
use pomscope_core::report::{Telling, tell};
use pomscope_core::state::{Action, Dialog, FocusPlace, Paper, Step, TakeAction};
use pomscope_core::view::score_error;
use yew::Html;

use crate::screens::result::to;
use crate::store::Store;
use crate::ui::document::{Ground, facts, figure, sections};
use crate::ui::element::{Element, el};
use crate::ui::frame::{bar, here};
use crate::ui::owner::logo;
use crate::ui::pdf::{self, take};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some(assessment) = state.assessment() else { return Html::default() };
    let telling = state.desk.take.telling;
    let content = match tell(&state.content, assessment, &state.surroundings.today, telling) {
        Ok(document) => {
            let owner = state.owner();
            let document = document.offered_by(owner.line(state.texts()));
            el("div.stack.loose").add(ways(store)).add(sheet(&document, logo(store, &owner)))
        }
        Err(error) => el("div.notice.bad").add(el("p").text(store.say(&score_error(state, &error)))),
    };
    let back = el("button.btn.quiet[type=button]")
        .press(store, Action::Go(Step::Result))
        .say(store, "report.screen.back");
    let head = el("div.head")
        .add(el("h1#title[tabindex=-1]").say(store, "report.screen"))
        .add(el("p.small.muted").say(store, "report.screen.hint"));
    el("section.screen[aria-labelledby=title]")
        .node(bar(store, here(&state.title_of(assessment), &store.text("result.aside"))))
        .add(el("div.row.apart").add(head).add(back))
        .add(content)
        .html()
}

/// For whom, on which paper, and in which form.
fn ways(store: &Store) -> Element {
    el("div.ways").add(tellings(store)).add(forms(store))
}

fn tellings(store: &Store) -> Element {
    let chosen = store.state().desk.take.telling;
    let mut options = el("div.opts");
    for telling in Telling::ALL {
        let radio = el("input[type=radio][name=telling]")
            .attr("value", telling.as_str().to_owned())
            .checked(telling == chosen)
            .choose(store, take(TakeAction::Tell(telling)));
        let name = el("span").say(store, telling_key(telling));
        options = options.add(el("label.opt").add(radio).add(name));
    }
    let hint = el("p.small.muted").say(store, telling_hint(chosen));
    el("fieldset.stack.tight").add(el("legend").say(store, "report.telling")).add(options).add(hint)
}

fn telling_key(telling: Telling) -> &'static str {
    match telling {
        Telling::Client => "report.telling.client",
        Telling::Adviser => "report.telling.adviser",
        Telling::Board => "report.telling.board",
    }
}

fn telling_hint(telling: Telling) -> &'static str {
    match telling {
        Telling::Client => "report.telling.client.hint",
        Telling::Adviser => "report.telling.adviser.hint",
        Telling::Board => "report.telling.board.hint",
    }
}

fn forms(store: &Store) -> Element {
    let print = el("button#print.btn.quiet[type=button]").press(store, Action::Print);
    let share = to(store, el("button#share.btn.quiet[type=button]"), Step::Share).say(store, "result.share");
    let row = el("div.row").add(pdf::button(store)).add(print.say(store, "report.screen.print")).add(share);
    el("div.stack.tight")
        .add(row)
        .add(paper(store))
        .maybe(pdf::trouble(store, Some(Action::Print)))
        .add(files(store))
}

/// The same as text: to edit, to calculate with, to be read by a program.
fn files(store: &Store) -> Element {
    let button = |format: Format, key: &str, hint: &str| {
        let button =
            el("button.link[type=button]").press(store, take(TakeAction::File(format))).say(store, key);
        el("li").add(button).space().add(el("span.small.muted").say(store, hint))
    };
    let mut list = el("ul.stack.tight")
        .add(button(Format::Markdown, "take.markdown", "take.markdown.hint"))
        .add(button(Format::Json, "take.json", "take.json.hint"));
    for sheet in Sheet::ALL {
        let (key, hint) = match sheet {
            Sheet::Answers => ("take.csv.answers", "take.csv.answers.hint"),
            Sheet::Scores => ("take.csv.scores", "take.csv.scores.hint"),
            Sheet::Plan => ("take.csv.plan", "take.csv.plan.hint"),
            Sheet::Metrics => ("take.csv.metrics", "take.csv.metrics.hint"),
            Sheet::Register => ("take.csv.register", "take.csv.register.hint"),
            Sheet::Commitments => ("take.csv.commitments", "take.csv.commitments.hint"),
        };
        list = list.add(button(Format::Csv(sheet), key, hint));
    }
    let code = el("button#code.link[type=button]")
        .press(store, Action::OpenDialog(Dialog::Code, FocusPlace::Id("code".into())))
        .say(store, "take.code");
    let code = el("p").add(code).space().add(el("span.small.muted").say(store, "take.code.hint"));
    el("div.stack.tight")
        .add(code)
        .add(el("details.more").add(el("summary").say(store, "take.files")).add(list))
}

fn paper(store: &Store) -> Element {
    let chosen = store.state().desk.take.paper;
    let mut options = el("div.opts");
    for paper in Paper::ALL {
        let key = match paper {
            Paper::A4 => "pdf.paper.a4",
            Paper::Letter => "pdf.paper.letter",
        };
        let radio = el("input[type=radio][name=paper]")
            .attr("value", paper.as_str().to_owned())
            .checked(paper == chosen)
            .choose(store, take(TakeAction::Choose(paper)));
        options = options.add(el("label.opt").add(radio).add(el("span").say(store, key)));
    }
    el("fieldset.stack.tight").add(el("legend").say(store, "pdf.paper")).add(options)
}

/// The document as it prints.
fn sheet(document: &Document, logo: Option<Element>) -> Element {
    // Where the first section begins at once there is no page of its own for the cover.
    let own_page = document.sections.first().is_some_and(|section| section.start == Start::NewPage);
    let cover = cover(&document.cover, own_page, logo);
    // Reached by Tab, since it scrolls sideways where the screen is narrow.
    let sheet = el("article#report.report[aria-labelledby=report-title][tabindex=0]").add(cover);
    sections(&document.sections, Ground::Sheet).into_iter().fold(sheet, Element::add)
}

fn cover(cover: &CoverPage, own_page: bool, logo: Option<Element>) -> Element {
    let about = el("div")
        .add(el("p.over").text(cover.over.clone()))
        .add(el("h1#report-title[aria-level=2]").text(cover.title.clone()))
        .add(el("p").text(cover.about.clone()))
        .maybe((!cover.facts.is_empty()).then(|| facts(&cover.facts)));
    let number = cover
        .score
        .as_ref()
        .map(|(score, of)| el("p.score").text(score.clone()).add(el("small").space().text(of.clone())));
    let score = cover
        .lines
        .iter()
        .fold(el("div.cover-score").maybe(number), |score, line| score.add(el("p").text(line.clone())));
    let made = cover
        .made
        .iter()
        .fold(el("div").maybe(logo), |made, line| made.add(el("p.small").text(line.clone())));
    let header = if own_page { el("header.cover") } else { el("header.masthead") };
    let ascent = cover.figure.as_ref().map(figure);
    header.add(el("p.mark").text(cover.mark.clone())).add(about).add(score).maybe(ascent).add(made)
}
