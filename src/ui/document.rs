//! Core's document on the screen: sections, paragraphs, lists, tables and drawings as elements; every word, number and place comes from core.

use pomscope_core::report::Fact;
use pomscope_core::report::document::{
    Block, Figure, List, ListItem, ListKind, Paragraph, Section, Start, Voice,
};
use pomscope_core::report::drawing::{Anchor, Drawing, Ink, Mark, Stroke, Weight};

use crate::ui::element::{Element, el};

use crate::ui::length::tenths;
use crate::ui::table::{scrolling, table};

/// On what a document is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// A screen: headings in the margin where there is room, tables that scroll in themselves where there is none.
    Screen,
    /// The sheet that prints: headings over their sections, tables whole.
    #[cfg_attr(feature = "room", expect(dead_code, reason = "a workshop's report is a PDF"))]
    Sheet,
}

/// The sections, one element each; a section's id within the page is `part-` and its own.
pub fn sections(sections: &[Section], ground: Ground) -> Vec<Element> {
    sections.iter().map(|shown| section(shown, ground)).collect()
}

fn section(section: &Section, ground: Ground) -> Element {
    let title = el("h2").text(section.title.clone());
    let content = match ground {
        Ground::Screen => el("div.stack.doc"),
        Ground::Sheet => el("div.doc"),
    };
    let content = section.blocks.iter().fold(content, |content, part| content.add(block(part, ground)));
    let shell = match ground {
        Ground::Screen => el("section.sect"),
        Ground::Sheet if section.start == Start::NewPage => el("section.new-page"),
        Ground::Sheet => el("section"),
    };
    shell.attr("id", format!("part-{}", section.id)).add(title).add(content)
}

/// One block of a section.
pub fn block(block: &Block, ground: Ground) -> Element {
    match block {
        Block::Heading(title) => el("h3").text(title.clone()),
        Block::Paragraph(said) => paragraph(said),
        Block::List(items) => list(items),
        Block::Facts(known) => facts(known),
        Block::Table(shown) => match ground {
            Ground::Screen => scrolling(shown, true, None),
            Ground::Sheet => table(shown, true, None),
        },
        Block::Figure(shown) => figure(shown),
    }
}

/// The bold words that open a text, then the text.
fn opened(element: Element, strong: &str, text: &str) -> Element {
    if strong.is_empty() {
        return element.text(text.to_owned());
    }
    let element = element.add(el("b").text(strong.to_owned()));
    if text.is_empty() { element } else { element.space().text(text.to_owned()) }
}

fn paragraph(said: &Paragraph) -> Element {
    match said.voice {
        Voice::Plain => opened(el("p.read"), &said.strong, &said.text),
        Voice::Lead => opened(el("p.big"), &said.strong, &said.text),
        Voice::Small => opened(el("p.small.muted.read"), &said.strong, &said.text),
        Voice::Notice => el("div.notice").add(opened(el("p"), &said.strong, &said.text)),
    }
}

fn list(items: &List) -> Element {
    match items.kind {
        ListKind::Numbers => items.items.iter().fold(el("ol.steps"), |list, item| list.add(numbered(item))),
        ListKind::Bullets => items.items.iter().fold(el("ul.dots"), |list, item| list.add(dotted(item))),
    }
}

fn numbered(item: &ListItem) -> Element {
    let end = (!item.end.is_empty()).then(|| el("p.lift").text(item.end.clone()));
    let line = el("li").add(opened(el("p"), &item.strong, &item.text)).maybe(end);
    item.lines.iter().fold(line, |line, text| line.add(el("p.small.muted").text(text.clone())))
}

fn dotted(item: &ListItem) -> Element {
    let mut line = opened(el("li"), &item.strong, &item.text);
    if !item.end.is_empty() {
        line = line.space().add(el("span.lift").text(item.end.clone()));
    }
    item.lines.iter().fold(line, |line, text| line.add(el("p.small.muted").text(text.clone())))
}

/// Terms with their values.
pub fn facts(facts: &[Fact]) -> Element {
    let mut list = el("dl.facts-list");
    for fact in facts {
        let (term, value) = (el("dt").text(fact.term.clone()), el("dd").text(fact.value.clone()));
        list = list.add(el("div").add(term).add(value));
    }
    list
}

/// A figure with its caption; who does not see it hears its alternative.
pub fn figure(figure: &Figure) -> Element {
    let caption = (!figure.caption.is_empty()).then(|| el("figcaption").text(figure.caption.clone()));
    // Places are counted from the left in every script.
    let picture = el("div[dir=ltr]").add(drawing(&figure.drawing, &figure.alternative));
    el("figure").add(picture).maybe(caption)
}

fn drawing(drawing: &Drawing, alternative: &str) -> Element {
    let size = format!("0 0 {} {}", tenths(drawing.width), tenths(drawing.height));
    let picture =
        el("svg.drawing[role=img]").attr("viewBox", size).attr("aria-label", alternative.to_owned());
    drawing.marks.iter().fold(picture, mark)
}

fn mark(picture: Element, mark: &Mark) -> Element {
    match mark {
        Mark::Rect { x, y, width, height, fill } => picture.add(place(
            inked(el("rect"), *fill),
            [("x", *x), ("y", *y), ("width", *width), ("height", *height)],
        )),
        Mark::Line { from, to, width, ink, stroke } => picture.add(
            place(
                inked(el("line"), *ink),
                [("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1), ("stroke-width", *width)],
            )
            .attr_if(*stroke == Stroke::Dashed, "stroke-dasharray", "3 2"),
        ),
        // Its outline is two thick about its radius: a larger dot under a smaller one.
        Mark::Dot { at, r, fill, edge } => {
            picture.add(dot(*at, r + 1.0, *edge)).add(dot(*at, r - 1.0, *fill))
        }
        Mark::Text { at, size, anchor, weight, ink, text } => {
            let line = inked(el("text"), *ink);
            let line = match anchor {
                Anchor::Start => line,
                Anchor::Middle => line.attr("text-anchor", "middle".to_owned()),
                Anchor::End => line.attr("text-anchor", "end".to_owned()),
            };
            let line = line.attr_if(*weight == Weight::Bold, "font-weight", "600");
            picture.add(place(line, [("x", at.0), ("y", at.1), ("font-size", *size)]).text(text.clone()))
        }
    }
}

fn dot(at: (f64, f64), r: f64, ink: Ink) -> Element {
    place(inked(el("circle"), ink), [("cx", at.0), ("cy", at.1), ("r", r)])
}

fn inked(element: Element, ink: Ink) -> Element {
    element.attr("class", format!("ink-{}", ink.as_str()))
}

fn place<const N: usize>(element: Element, lengths: [(&'static str, f64); N]) -> Element {
    lengths.into_iter().fold(element, |element, (name, length)| element.attr(name, tenths(length)))
}
