//! The kiosk: what a participant sees, one thing at a time, with no way out but the facilitator's.

use pomscope_core::code::Qr;
use pomscope_core::group::Part;
use pomscope_core::room::view::{
    KioskGroup, Statement, attract, copy_key, kiosk_copy, kiosk_group, kiosk_open, part_name,
};
use pomscope_core::room::{Action, Dialog, Kiosk, Purpose, Stage, Visit};
use pomscope_core::state::{FocusPlace, not_saved_key};
use yew::Html;

use crate::room::rating::{Keys, besides, clear, said, scale, who};
use crate::store::Store;
use crate::ui::answering::answering;
use crate::ui::art::art;
use crate::ui::element::{Element, el};
use crate::ui::languages::languages;

pub fn screen(store: &Store, kiosk: &Kiosk) -> Html {
    if kiosk.covered {
        return covered(store).html();
    }
    let shown = match &kiosk.stage {
        Stage::Attract => welcome(store, kiosk),
        Stage::Unfinished => unfinished(store),
        Stage::Side => side(store, kiosk),
        Stage::Group(_) => group(store, kiosk),
        Stage::Check | Stage::Sending | Stage::NotStored(_) => check(store, kiosk),
        Stage::Done => done(store, kiosk),
    };
    // What is behind the question can be neither touched nor reached while it is asked.
    el("div").add(shown.attr_if(kiosk.asks, "inert", "")).maybe(kiosk.asks.then(|| idle(store, kiosk))).html()
}

fn frame(class: &'static str) -> Element {
    el("section.screen.kiosk[aria-labelledby=title]").attr("data-stage", class.to_owned())
}

fn visit(store: &Store, button: Element, visit: Visit, key: &str) -> Element {
    button.press(store, Action::Visit(visit)).say(store, key)
}

fn main() -> Element {
    el("button#next.btn[type=button]")
}

fn quiet() -> Element {
    el("button.btn.quiet[type=button]")
}

/// The facilitator's way out, behind the PIN.
fn way_out(store: &Store) -> Element {
    let ask = Action::OpenDialog(Dialog::Pin(Purpose::EndKiosk), FocusPlace::Id("facilitator".into()));
    el("button#facilitator.link[type=button]").press(store, ask).say(store, "kiosk.facilitator")
}

fn welcome(store: &Store, kiosk: &Kiosk) -> Element {
    let shown = attract(store.state(), kiosk);
    let session = (!shown.session.is_empty()).then(|| el("p.over").text(shown.session.clone()));
    let words = el("div.welcome")
        .maybe(session)
        .add(el("h1#title[tabindex=-1]").say(store, "kiosk.title"))
        .maybe(shown.lens.as_ref().map(|lens| el("p.lead").text(lens.clone())))
        .add(el("p.lead").text(shown.length.clone()))
        .add(el("p.lead").text(shown.promise.clone()))
        .add(el("div.row.go").add(visit(store, main(), Visit::Begin, "kiosk.begin")))
        .maybe(languages(store))
        .maybe(unheard(store));
    frame("attract")
        // The picture is of the block's levels, which a lens has not.
        .add(
            el("div.hero")
                .add(words)
                .maybe(shown.lens.is_none().then(|| el("figure").add(art(&store.state().kit.content)))),
        )
        .add(el("div.foot").add(way_out(store)))
}

/// That a language could not be had: nothing else has to be said to whoever stands before a kiosk that waits.
fn unheard(store: &Store) -> Option<Element> {
    let notice = store.state().notice.as_ref()?;
    Some(el("div.notice.bad").add(el("p").text(store.say(&notice.message))))
}

fn unfinished(store: &Store) -> Element {
    frame("unfinished")
        .add(
            el("div.welcome")
                .add(el("h1#title[tabindex=-1]").say(store, "kiosk.unfinished"))
                .add(el("p.lead").say(store, "kiosk.unfinished.what"))
                .add(
                    el("div.row.go")
                        .add(visit(store, el("button#go-on.btn[type=button]"), Visit::GoOn, "kiosk.goOn"))
                        .add(visit(
                            store,
                            el("button#start-over.btn.quiet[type=button]"),
                            Visit::StartOver,
                            "kiosk.startOver",
                        )),
                ),
        )
        .add(el("div.foot").add(way_out(store)))
}

fn bar(store: &Store, left: String) -> Element {
    el("header.bar").add(el("p").add(el("b").text(left))).add(visit(
        store,
        el("button#stop.link[type=button]"),
        Visit::StartOver,
        "kiosk.stop",
    ))
}

fn side(store: &Store, kiosk: &Kiosk) -> Element {
    let pick = |part: Part, id: &'static str, hint: &str| {
        let radio = el("input[type=radio][name=side]")
            .attr("id", id.into())
            .checked(kiosk.part == Some(part))
            .choose(store, Action::Visit(Visit::Side(part)));
        el("label.pick")
            .add(radio)
            .add(el("span").text(part_name(store.state(), part)))
            .add(el("small").say(store, hint))
    };
    let picks = el("fieldset.picks[aria-labelledby=title]")
        .add(pick(Part::It, "side-it", "kiosk.side.it"))
        .add(pick(Part::Business, "side-business", "kiosk.side.business"));
    frame("side")
        .add(bar(store, store.text("product").to_string()))
        .add(
            el("div.head")
                .add(el("h1#title[tabindex=-1]").say(store, "kiosk.side"))
                .add(el("p.muted").say(store, "kiosk.side.hint")),
        )
        .add(picks)
        .add(el("div.foot").add(el("span")).add(visit(store, main(), Visit::Next, "kiosk.next")))
}

fn group(store: &Store, kiosk: &Kiosk) -> Element {
    let Some(shown) = kiosk_group(store.state(), kiosk) else { return frame("group") };
    let cards = shown.statements.iter().fold(el("div"), |cards, each| cards.add(card(store, each)));
    let foot = el("div.foot")
        .add(visit(store, el("button#back.btn.quiet[type=button]"), Visit::Back, "back"))
        .add(el("p.small.muted").text(shown.progress.clone()))
        .add(visit(store, main(), Visit::Next, "kiosk.next"));
    frame("group")
        .add(bar(store, format!("{} · {}", shown.leg, shown.place)))
        .add(progress(&shown))
        .add(
            el("div.head")
                .add(el("h1#title[tabindex=-1]").text(shown.title.clone()))
                .add(el("p.muted#stem").text(shown.stem.clone()))
                .add(answering(store, &shown.answering).key(&shown.at.0.to_string())),
        )
        .add(cards)
        .add(foot)
}

/// How far one is; said in words in the bar.
fn progress(shown: &KioskGroup) -> Element {
    let (at, of) = shown.at;
    let percent = (at + 1) * 100 / of.max(1);
    el("svg.way[aria-hidden=true]")
        .add(el("rect.rest[width=100%][height=100%]"))
        .add(el("rect.solid[height=100%]").attr("width", format!("{percent}%")))
}

fn card(store: &Store, statement: &Statement) -> Element {
    let help = el("details.more")
        .add(el("summary").say(store, "card.help"))
        .add(el("p").text(statement.texts.help.clone()));
    el("fieldset.card[tabindex=-1]")
        .attr("id", format!("{}-card", statement.id))
        .key(statement.id.as_str())
        .rating_keys(store, statement.id.clone())
        .add(
            el("legend")
                .add(el("span.kind").text(statement.kind.clone()))
                .space()
                .add(said(&statement.texts.text)),
        )
        .add(scale(store, statement, Keys::Hidden))
        .add(
            el("div.under")
                .add(besides(store, statement))
                .add(el("div.acts").add(help).maybe(clear(store, statement))),
        )
        .maybe(who(store, statement))
}

fn check(store: &Store, kiosk: &Kiosk) -> Element {
    let open = kiosk_open(store.state(), kiosk);
    let sending = kiosk.stage == Stage::Sending;
    let trouble = match kiosk.stage {
        Stage::NotStored(refused) => Some(
            el("div.notice.bad[role=alert]").add(
                el("p")
                    .add(el("b").say(store, "kiosk.notStored"))
                    .text(format!(" {} ", store.text(not_saved_key(refused))))
                    .say(store, "kiosk.notStored.what"),
            ),
        ),
        _ => None,
    };
    let says = match &open {
        Some(open) => el("p.lead").text(open.clone()),
        None => el("p.lead").say(store, "kiosk.check.all"),
    };
    let to_open = open.is_some().then(|| visit(store, quiet(), Visit::ToOpen, "kiosk.toOpen"));
    frame("check")
        .add(bar(store, store.text("product").to_string()))
        .add(
            el("div.welcome")
                .add(el("h1#title[tabindex=-1]").say(store, "kiosk.check"))
                .add(says)
                .add(el("p.muted").say(store, "kiosk.check.what"))
                .maybe(trouble)
                .add(
                    el("div.row.go")
                        .add(
                            visit(store, el("button#submit.btn[type=button]"), Visit::Submit, "kiosk.submit")
                                .attr_if(sending, "disabled", ""),
                        )
                        .maybe(to_open),
                ),
        )
        .add(el("div.foot").add(visit(store, el("button#back.btn.quiet[type=button]"), Visit::Back, "back")))
}

fn done(store: &Store, kiosk: &Kiosk) -> Element {
    let copy = kiosk_copy(store.state(), kiosk).map(|(code, qr)| copy(store, &code, qr.as_ref()));
    frame("done").add(
        el("div.welcome")
            .add(el("h1#title[tabindex=-1]").say(store, "kiosk.done"))
            .add(el("p.lead").say(store, "kiosk.done.what"))
            .maybe(copy)
            .add(el("div.row.go").add(visit(
                store,
                el("button#finish.btn[type=button]"),
                Visit::Finish,
                "kiosk.finish",
            ))),
    )
}

/// The copy that one may take: a code, and its picture for a phone.
fn copy(store: &Store, code: &str, qr: Option<&Qr>) -> Element {
    let about = store.state().texts().fill("answerCode.qr", &[("code", code.to_owned())]);
    let drawn = qr.map(|qr| {
        let size = qr.size();
        el("svg.qr[role=img]")
            .attr("aria-label", about.clone())
            .attr("viewBox", format!("0 0 {size} {size}"))
            .add(el("path").attr("d", qr.path().to_owned()))
    });
    // No way to the clipboard: it is the next person's, too.
    el("details.fold").add(el("summary").add(el("span").say(store, "kiosk.copy"))).add(
        el("div.stack")
            .add(el("p.small.muted").say(store, copy_key(store.state())))
            .add(el("p#own-code.code").text(code.to_owned()))
            .maybe(drawn),
    )
}

fn covered(store: &Store) -> Element {
    frame("covered").add(
        el("div.welcome")
            .add(el("h1#title[tabindex=-1]").say(store, "kiosk.covered"))
            .add(el("p.lead").say(store, "kiosk.covered.what"))
            .add(el("div.row.go").add(visit(
                store,
                el("button#uncover.btn[type=button]"),
                Visit::Uncover,
                "kiosk.uncover",
            ))),
    )
}

/// Whether somebody is still there, over everything; while nobody is, the countdown.
fn idle(store: &Store, kiosk: &Kiosk) -> Element {
    let text = match kiosk.left() {
        Some(left) => store.state().texts().fill("kiosk.idle.left", &[("n", left.to_string())]),
        None => store.text("kiosk.idle.back").to_string(),
    };
    el("div.idle[role=alertdialog][aria-modal=true][aria-labelledby=idle-title]").add(
        el("div.stack")
            .add(el("h2#idle-title").say(store, "kiosk.idle"))
            .add(el("p.lead").text(text))
            .add(visit(store, el("button#still-here.btn[type=button]"), Visit::StillHere, "kiosk.stillHere")),
    )
}
