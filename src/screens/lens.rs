//! The lenses: which there are, a facet's cards as a group has them, and what a lens shows; every word and number comes from core.

use pomscope_core::answers::Side;
use pomscope_core::lens::By;
use pomscope_core::pack::ItemId;
use pomscope_core::state::{Action, DeskAction, LensAction, LensPlace, Step};
use pomscope_core::view::{
    FacetScreen, FacetStop, LensCard, LensItem, LensList, LensResult, LensScreen, LensSide, Question,
    Reflection, lens_screen,
};
use yew::Html;

use crate::screens::group::{card_of, keys};
use crate::screens::metrics::way;
use crate::screens::result::to;
use crate::store::Store;
use crate::ui::answering::answering;
use crate::ui::document::{Ground, block, sections};
use crate::ui::element::{Element, el};
use crate::ui::frame::{bar, foot, here};
use crate::ui::kept::kept;

pub fn screen(store: &Store) -> Html {
    match lens_screen(store.state()) {
        Some(LensScreen::List(list)) => all(store, &list),
        Some(LensScreen::Facet(facet)) if facet.asks_side => side_first(store, &facet),
        Some(LensScreen::Facet(facet)) => of_facet(store, &facet),
        Some(LensScreen::Result(result)) => of_result(store, &result),
        None => Html::default(),
    }
}

fn act(action: LensAction) -> Action {
    Action::desk(DeskAction::Lens(action))
}

fn go(store: &Store, button: Element, place: LensPlace) -> Element {
    button.press(store, act(LensAction::Go(place)))
}

/// The list.
fn all(store: &Store, list: &LensList) -> Html {
    let state = store.state();
    let title = state.assessment().map(|assessment| state.title_of(assessment)).unwrap_or_default();
    let mut lenses = el("ul.lenses");
    for lens in &list.lenses {
        let way = if list.next.as_ref() == Some(&lens.id) {
            "button.btn[type=button]"
        } else {
            "button.btn.quiet[type=button]"
        };
        lenses = lenses.add(offered(store, lens, el(way)));
    }
    let back = to(store, el("button.btn.quiet[type=button]"), Step::Result).say(store, "report.screen.back");
    let report = to(store, el("button.link[type=button]"), Step::Report).say(store, "lens.toReport");
    el("section.screen[aria-labelledby=title]")
        .node(bar(store, here(&title, &store.text("lens.screen"))))
        .add(
            el("div.head")
                .add(el("h1#title[tabindex=-1]").say(store, "lens.screen"))
                .add(el("p.lead").say(store, "lens.screen.lead")),
        )
        .add(lenses)
        .add(el("div.row").add(back).add(report))
        .html()
}

/// A lens with the ways into it; the one on is the button that is given, so that the list has one obvious next step.
fn offered(store: &Store, lens: &LensCard, open: Element) -> Element {
    let name = el("h2").attr("id", format!("lens-{}", lens.id)).text(lens.name.clone());
    let index = lens.index.as_ref().map(|index| el("p.lift").text(index.clone()));
    let length = el("p.small.muted").text(lens.length.clone());
    let progress = lens.progress.as_ref().map(|progress| el("p.small").text(progress.clone()));
    // The lens's name goes with each button for who does not see what stands above it.
    let of = || el("span.gone").text(lens.name.clone());
    let open = go(store, open, lens.open).say(store, lens.action).space().add(of());
    let result = lens.result.map(|result| {
        go(store, el("button.btn.quiet[type=button]"), result).say(store, "lens.result").space().add(of())
    });
    el("li")
        .key(&lens.id)
        .add(el("div.row.apart").add(name).maybe(index))
        .add(el("p.read").text(lens.subject.clone()))
        .maybe(lens.reach.map(way))
        .add(el("div.row").add(length).maybe(progress))
        .add(el("div.row").add(open).maybe(result))
}

fn bar_of(store: &Store, lens: &str, place: &str) -> Html {
    bar(store, here(lens, place))
}

/// The question that comes before the others where a lens has words of their own for each side.
fn side_first(store: &Store, facet: &FacetScreen) -> Html {
    // Buttons, since with the choice another screen shows.
    let pick = |side: Side| {
        let key = format!("side.{}", side.as_str());
        el("button.btn.quiet[type=button]")
            .press(store, act(LensAction::SetSide(side)))
            .say(store, &key)
            .add(el("small").say(store, &format!("{key}.hint")))
    };
    let picks = el("div.row").add(pick(Side::It)).add(pick(Side::Business));
    let back = go(store, el("button.btn.quiet[type=button]"), LensPlace::List).say(store, "lens.back");
    el("section.screen.slim[aria-labelledby=title]")
        .node(bar_of(store, &facet.lens, &store.text("lens.aside")))
        .add(
            el("div.head")
                .add(el("h1#title[tabindex=-1]").say(store, "lens.side"))
                .add(el("p.lead").say(store, "lens.side.hint")),
        )
        .add(el("div.stack.loose").add(picks).add(el("div.row").add(back)))
        .html()
}

fn of_facet(store: &Store, facet: &FacetScreen) -> Html {
    let mut statements = el("div");
    for item in &facet.items {
        statements = statements.node(kept(store, item.card.id.as_str(), item.clone(), item_of));
    }
    let head = el("div.head")
        .add(el("h1#title[tabindex=-1]").text(facet.title.clone()))
        .add(el("p").text(facet.about.clone()))
        .maybe(facet.side.as_ref().map(|side| side_of(store, side)))
        .add(el("p.muted#stem").text(facet.stem.clone()))
        .add(answering(store, &facet.answering).key(&store.state().path()));
    let stops = (facet.stops.len() > 1).then(|| stops(store, &facet.stops));
    el("section.screen[aria-labelledby=title]")
        .node(bar_of(store, &facet.lens, &facet.place))
        .maybe(stops)
        .add(head)
        .add(
            el("div.stack.loose")
                .add(statements)
                .maybe(facet.reflection.as_ref().map(|reflection| think(store, reflection)))
                .add(keys(store))
                .add(foot(store, Some(el("p.small.muted").text(facet.progress.clone())), facet.next.clone())),
        )
        .html()
}

fn side_of(store: &Store, side: &LensSide) -> Element {
    let change = el("button#lens-side.link.in[type=button]")
        .press(store, act(LensAction::SetSide(side.other)))
        .text(side.change.clone());
    el("p.small").text(side.says.clone()).space().add(change)
}

/// The facets, to step to.
fn stops(store: &Store, stops: &[FacetStop]) -> Element {
    let mut list = el("ol.facets");
    for stop in stops {
        let button = go(store, el("button.link[type=button]"), stop.place)
            .attr("data-state", stop.progress.as_str().to_owned())
            .attr_if(stop.here, "aria-current", "step")
            .add(el("span[aria-hidden=true]").text(stop.name.clone()))
            .add(el("span.gone").text(stop.label.clone()));
        list = list.add(el("li").add(button));
    }
    el("nav").attr("aria-label", store.text("lens.trail").to_string()).add(list)
}

fn item_of(store: &Store, item: &LensItem) -> Html {
    let note = (!item.note.is_empty()).then(|| el("p.small.muted").text(item.note.clone()));
    let by = (!item.by.is_empty()).then(|| who(store, &item.card.id, &item.by));
    card_of(store, &item.card).maybe(by).maybe(note).html()
}

/// Who does it, as a row of its own.
fn who(store: &Store, id: &ItemId, options: &[(By, String, bool)]) -> Element {
    let mut row = el("div.opts");
    for (by, label, chosen) in options {
        let radio = el("input[type=radio]")
            .attr("name", format!("{id}-by"))
            .attr("value", by.as_str().to_owned())
            .checked(*chosen)
            .choose(store, act(LensAction::SetBy(id.clone(), *by)));
        row = row.add(el("label.opt").add(radio).add(el("span").text(label.clone())));
    }
    el("fieldset.by").add(el("legend.small").say(store, "lens.by")).add(row)
}

/// The questions to think about.
fn think(store: &Store, reflection: &Reflection) -> Element {
    let mut list = el("div.stack.loose").add(el("p.small.muted").text(reflection.about.clone()));
    for question in &reflection.questions {
        list = list.add(question_of(store, question));
    }
    let note = el("div.field").add(el("label[for=reflection-note]").say(store, "lens.reflection.note")).add(
        el("textarea#reflection-note[rows=3][maxlength=4000][autocomplete=off]")
            .value(reflection.note.clone())
            .typed(store, |text| act(LensAction::SetReflectionNote(text))),
    );
    let summary = el("summary")
        .add(el("span").say(store, "lens.reflection"))
        .add(el("small.muted").text(reflection.given.clone()));
    el("details.fold").add(summary).add(list.add(note))
}

fn question_of(store: &Store, question: &Question) -> Element {
    let set = |thought| act(LensAction::SetThought(question.id.clone(), thought));
    let mut row = el("div.opts");
    for (thought, label, chosen) in &question.answers {
        let radio = el("input[type=radio]")
            .attr("name", question.id.0.clone())
            .attr("value", thought.as_str().to_owned())
            .checked(*chosen)
            .choose(store, set(Some(*thought)));
        row = row.add(el("label.opt").add(radio).add(el("span").text(label.clone())));
    }
    let chosen = question.answers.iter().any(|(_, _, chosen)| *chosen);
    let back = || el("button.link[type=button]").press(store, set(None)).say(store, "lens.reflection.take");
    el("fieldset.stack.tight")
        .key(question.id.as_str())
        .add(el("legend").text(question.text.clone()))
        .add(row.maybe(chosen.then(back)))
}

fn of_result(store: &Store, result: &LensResult) -> Html {
    let page = &result.page;
    let band = page.band.as_ref().map(|band| el("small").space().text(band.clone()));
    let number = if page.band.is_some() { el("p.score") } else { el("p.big") };
    let head = el("div.head")
        .add(el("h1#title[tabindex=-1]").text(page.name.clone()))
        .add(el("p").text(page.subject.clone()))
        .add(number.text(page.index.clone()).maybe(band))
        .add(el("p.small.muted").text(page.lines()));
    let shown = [&page.facets, &page.stands_out, &page.reading];
    let shown: Vec<_> = shown.into_iter().filter(|part| !part.blocks.is_empty()).cloned().collect();
    let body = sections(&shown, Ground::Screen).into_iter().fold(
        el("section.screen[aria-labelledby=title]")
            .node(bar_of(store, &page.name, &store.text("lens.aside")))
            .add(head),
        Element::add,
    );
    let mut how = el("div.stack.doc");
    for part in &page.how.blocks {
        how = how.add(block(part, Ground::Screen));
    }
    let how = el("details.fold").add(el("summary").add(el("span").text(page.how.title.clone()))).add(how);
    let mut answers = el("div.stack.doc");
    for part in &page.answers.blocks {
        answers = answers.add(block(part, Ground::Screen));
    }
    let answers =
        el("details.fold").add(el("summary").add(el("span").text(page.answers.title.clone()))).add(answers);
    let mut notes = el("div.stack.tight");
    for note in &page.notes {
        notes = notes.add(el("p.small.muted.read").text(note.clone()));
    }
    body.add(el("div.stack").add(how).add(answers)).add(notes).add(on(store, result)).html()
}

/// Where it goes on from a result.
fn on(store: &Store, result: &LensResult) -> Element {
    let next = result.next.as_ref().map(|(name, place)| {
        let text = store.state().texts().fill("lens.toAnother", &[("lens", name.clone())]);
        go(store, el("button#next.btn[type=button]"), *place).text(text)
    });
    let back = go(store, el("button.btn.quiet[type=button]"), LensPlace::List).say(store, "lens.back");
    let answers = go(store, el("button.link[type=button]"), result.answers).say(store, "lens.own");
    let report = to(store, el("button.link[type=button]"), Step::Report).say(store, "lens.toReport");
    el("div.row").maybe(next).add(back).add(answers).add(report)
}
