//! Handing over: what is ticked, who one is, what is agreed to, exactly what goes out, and how; all of it core decides.

use pomscope_core::share::{ContactField, Preview};
use pomscope_core::state::{Action, DeskAction, ShareAction, Step, Way};
use pomscope_core::view::{ContactLine, ShareScreen, Tick, Ways, share_screen};
use yew::Html;

use crate::screens::result::to;
use crate::store::Store;
use crate::ui::document::{Ground, sections};
use crate::ui::element::{Element, el};
use crate::ui::fields::{error, optional};
use crate::ui::frame::{bar, here, mark};
use crate::ui::owner::offered;

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let head = el("div.head").add(el("h1#title[tabindex=-1]").say(store, "share.title"));
    let screen = el("section.screen.share[aria-labelledby=title]");
    let Some((shown, assessment)) = share_screen(state).zip(state.assessment()) else {
        let start =
            to(store, el("button.btn[type=button]"), Step::Start).say(store, "share.none.assessment.go");
        let nothing = el("div.notice").add(el("p").say(store, "share.none.assessment")).add(start);
        return screen.node(bar(store, mark(store))).add(head).add(nothing).html();
    };
    let back = match shown.ways {
        Ways::Answer { .. } => None,
        Ways::Choice { .. } => {
            let button = el("button.btn.quiet[type=button]").press(store, Action::Go(Step::Result));
            Some(button.say(store, "report.screen.back"))
        }
    };
    let head = head.add(el("p.lead").text(store.say(&shown.lead)));
    screen
        .node(bar(store, here(&state.title_of(assessment), &store.text("share.title"))))
        .add(el("div.row.apart").add(head).maybe(back))
        .add(parts(store, &shown))
        .maybe((!shown.contact.is_empty()).then(|| contact(store, &shown)))
        .add(consent(store, &shown))
        .add(exactly(store, shown.preview.as_ref()))
        .add(ways(store, &shown))
        .maybe(problems(store, &shown))
        .html()
}

fn share(action: ShareAction) -> Action {
    Action::desk(DeskAction::Share(action))
}

fn parts(store: &Store, shown: &ShareScreen) -> Element {
    let fault = shown.faults.parts.as_ref();
    let ticks = shown.ticks.iter().fold(el("div.picks.read"), |ticks, part| ticks.add(tick(store, part)));
    let fieldset = el("fieldset.field[aria-describedby=share-parts-error]")
        .add(el("legend.gone").say(store, "share.parts"))
        .add(ticks)
        .add(error(store, "share-parts-error".to_owned(), fault));
    el("div.sect").add(el("div").add(el("h2").say(store, "share.parts"))).add(fieldset)
}

fn tick(store: &Store, tick: &Tick) -> Element {
    let field = el("input[type=checkbox]")
        .attr("id", format!("share-{}", tick.part.as_str()))
        .checked(tick.ticked)
        .choose(store, share(ShareAction::Switch(tick.part)));
    el("label.pick")
        .add(field)
        .add(el("span").say(store, tick.label))
        .space()
        .add(el("small").say(store, tick.hint))
}

fn contact(store: &Store, shown: &ShareScreen) -> Element {
    let fields = shown.contact.iter().fold(el("div.stack"), |fields, line| fields.add(field(store, line)));
    let head = el("div")
        .add(el("h2").say(store, "share.contact"))
        .add(el("p.small.muted").say(store, "share.contact.hint"));
    let legend = el("legend.gone").say(store, "share.contact");
    el("div.sect").add(head).add(el("fieldset").add(legend).add(fields))
}

fn field(store: &Store, line: &ContactLine) -> Element {
    let name = line.field;
    let id = format!("share-{}", name.as_str());
    let said = format!("{id}-error");
    let input = match name {
        ContactField::Name => el("input[type=text][autocomplete=name]"),
        ContactField::Organization => el("input[type=text][autocomplete=organization]"),
        ContactField::Mail => el("input[type=email][autocomplete=email]"),
    };
    let input = input
        .attr("id", id.clone())
        .attr_if(line.fault.is_some(), "aria-invalid", "true")
        .attr("aria-describedby", said.clone())
        .value(line.text.clone())
        .typed(store, move |text| share(ShareAction::Type(name, text)));
    el("div.field")
        .add(el("label").attr("for", id).say(store, line.label).space().add(optional(store)))
        .add(input)
        .add(error(store, said, line.fault.as_ref()))
}

fn consent(store: &Store, shown: &ShareScreen) -> Element {
    let text = el("blockquote#share-consent.consent").text(shown.consent.text.clone());
    let version = (!shown.consent.version.is_empty()).then(|| {
        let values = [("version", shown.consent.version.clone())];
        el("p.small.muted").text(store.state().texts().fill("share.consent.version", &values))
    });
    let head = el("div")
        .add(el("h2").say(store, "share.consent"))
        .add(el("p.small.muted").say(store, "share.consent.hint"));
    el("div.sect").add(head).add(el("div.stack.tight").add(text).maybe(version))
}

/// What goes out, to be read and to the letter.
fn exactly(store: &Store, preview: Option<&Preview>) -> Element {
    let head = el("div.sect").add(
        el("div")
            .add(el("h2#share-exactly").say(store, "share.exactly"))
            .add(el("p.small.muted").say(store, "share.exactly.hint")),
    );
    let Some(preview) = preview else { return head.add(el("p.notice").say(store, "share.none")) };
    let readable = sections(&preview.sections, Ground::Screen)
        .into_iter()
        .fold(el("div.preview[tabindex=0][role=region][aria-labelledby=share-exactly]"), Element::add);
    let json = el("pre#share-json.preview[tabindex=0][dir=ltr][role=region][aria-labelledby=share-data]")
        .text(preview.json.clone());
    let data = el("details.more").add(el("summary#share-data").say(store, "share.exactly.json")).add(json);
    head.add(el("div.stack").add(readable).add(data))
}

fn ways(store: &Store, shown: &ShareScreen) -> Element {
    let hand = |button: Element, way: Way| button.press(store, share(ShareAction::Hand(way)));
    let give = |words: &pomscope_core::text::Message| {
        hand(el("button#share-page.btn[type=button]"), Way::Page).text(store.say(words))
    };
    let row = match &shown.ways {
        Ways::Answer { give: words } => {
            let refuse = el("button#share-refuse.btn.quiet[type=button]");
            let refuse = refuse.press(store, share(ShareAction::Refuse)).say(store, "share.refuse");
            el("div.row").add(give(words)).add(refuse)
        }
        Ways::Choice { give: words, mail } => {
            let mail = match mail {
                // The browser follows it; what is sent here only says so.
                Some(href) => hand(el("a#share-draft.btn.quiet"), Way::Mail).attr("href", href.clone()),
                None => hand(el("button#share-draft.btn.quiet[type=button]"), Way::Mail),
            };
            let download = hand(el("button#share-download.btn.quiet[type=button]"), Way::Download);
            let copy = hand(el("button#share-copy.btn.quiet[type=button]"), Way::Copy);
            el("div.row")
                .maybe(words.as_ref().map(give))
                .add(download.say(store, "share.download"))
                .add(copy.say(store, "share.copy"))
                .add(mail.say(store, "share.mail"))
        }
    };
    let page = shown.page.as_ref().map(|says| el("p.small.muted").text(store.say(says)));
    let done = shown.done.as_ref().map(|says| el("p#share-done.notice").text(store.say(says)));
    let mail =
        matches!(shown.ways, Ways::Choice { .. }).then(|| el("p.small.muted").say(store, "share.mail.hint"));
    let head = el("div").add(el("h2").say(store, "share.ways")).maybe(page).maybe(mail);
    let owner = (!shown.owner.is_empty()).then(|| offered(store, &shown.owner, None));
    el("div.stack.loose").add(el("div.sect").add(head).add(el("div.stack").add(row).maybe(done))).maybe(owner)
}

/// What the page gave and nobody uses: for whoever made it.
fn problems(store: &Store, shown: &ShareScreen) -> Option<Element> {
    let problems = &shown.owner.problems;
    if problems.is_empty() {
        return None;
    }
    let list = problems
        .iter()
        .fold(el("ul.dots.small"), |list, problem| list.add(el("li").text(store.say(problem))));
    let says = el("p.small.muted").say(store, "owner.problems.hint");
    Some(el("details.more").add(el("summary").say(store, "owner.problems")).add(says).add(list))
}
