//! The first page: whose view of what, and the one number. What is too long for it runs on.

use pomscope_core::report::document::{Document, Start};
use pomscope_core::report::drawing::Ink;

use crate::blocks;
use crate::layout::{Press, label};
use crate::letters;
use crate::look::{self, Style};
use crate::strip::{After, Item, Kind, Node, Role, Shape, Strip, Tree};

/// How a document begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// With a page of its own.
    Page,
    /// With a few lines over its first section, which begins on the same page.
    Masthead,
}

impl Front {
    /// What the first section asks for.
    pub fn of(document: &Document) -> Self {
        match document.sections.first() {
            Some(first) if first.start == Start::Here => Self::Masthead,
            _ => Self::Page,
        }
    }
}

/// Puts the few lines down that stand over the first section; the last of the cover's come under all, by `made`.
pub fn masthead(press: &mut Press<'_>, document: &Document) {
    let cover = &document.cover;
    let part = press.tree.add(Tree::ROOT, Role::Part);
    mark(press, part, &cover.mark);
    paragraph(press, part, &cover.over, look::OVER, 12.0);
    title(press, part, document, look::title(Front::Masthead, cover.title.chars().count()));
    paragraph(press, part, &cover.about, look::ABOUT, 4.0);
    if !cover.facts.is_empty() {
        blocks::facts(press, part, &cover.facts);
    }
    if let Some((score, of)) = &cover.score {
        paragraph(press, part, &format!("{score} {of}"), look::LEAD, 12.0);
    }
    for line in &cover.lines {
        paragraph(press, part, line, look::COVER_LINE, 3.0);
    }
}

/// Puts down who made it by which method.
pub fn made(press: &mut Press<'_>, document: &Document) {
    let part = press.tree.add(Tree::ROOT, Role::Part);
    for (at, line) in document.cover.made.iter().enumerate() {
        paragraph(press, part, line, look::SMALL, if at == 0 { 18.0 } else { 3.0 });
    }
}

/// Puts the cover down.
pub fn put(press: &mut Press<'_>, document: &Document) {
    let cover = &document.cover;
    let part = press.tree.add(Tree::ROOT, Role::Part);
    mark(press, part, &cover.mark);
    let title_at = press.strips.len();
    paragraph(press, part, &cover.over, look::OVER, 0.0);
    title(press, part, document, look::title(Front::Page, cover.title.chars().count()));
    paragraph(press, part, &cover.about, look::ABOUT, 10.0);
    if !cover.facts.is_empty() {
        blocks::facts(press, part, &cover.facts);
        if let Some(first) = press.strips.iter_mut().rev().nth(cover.facts.len().saturating_sub(1)) {
            first.before = 26.0;
        }
    }
    let score_at = press.strips.len();
    if let Some((score, of)) = &cover.score {
        number(press, part, score, of);
    }
    for (at, line) in cover.lines.iter().enumerate() {
        let style = if at == 0 { look::COVER_LINE } else { look::BODY };
        paragraph(press, part, line, style, if at == 0 { 14.0 } else { 7.0 });
    }
    // The number stands there already: its picture comes where the page has room for it.
    if let Some(figure) = &cover.figure
        && height(press) + blocks::figure_height(press, figure) + made_height(press, &cover.made)
            < press.height
    {
        blocks::figure(press, part, figure, &document.words);
    }
    let made_at = press.strips.len();
    for (at, line) in cover.made.iter().enumerate() {
        paragraph(press, part, line, look::SMALL, made_before(at));
    }
    // The page's free height goes above the title, the number and the last lines, in these parts.
    let free = (press.height - height(press) - 1.0).max(0.0);
    for (at, share) in [(title_at, 0.30), (score_at, 0.34), (made_at, 0.36)] {
        if let Some(strip) = press.strips.get_mut(at) {
            strip.before += free * share;
        }
    }
    if let Some(last) = press.strips.last_mut() {
        last.after = After::MayEnd;
    }
}

/// How high everything is that was put down.
fn height(press: &Press<'_>) -> f32 {
    press.strips.iter().map(|strip| strip.before + strip.height).sum()
}

/// What parts the last lines from what stands over them.
fn made_before(at: usize) -> f32 {
    if at == 0 { 24.0 } else { 3.0 }
}

/// How high the last lines will be. Measured as written: `shown` would count what the font lacks a second time.
fn made_height(press: &Press<'_>, made: &[String]) -> f32 {
    let mut sum = 0.0;
    for (at, text) in made.iter().enumerate() {
        sum += made_before(at);
        for _ in press.lines(text, look::SMALL, press.measure()) {
            sum += look::SMALL.leading;
        }
    }
    sum
}

/// The program's name over a line, with the accent's square before it.
fn mark(press: &mut Press<'_>, part: Node, text: &str) {
    let text = press.shown(text).replace('\n', " ");
    let mut items = vec![press.rule(27.0, Ink::Text, 1.4)];
    if !text.is_empty() {
        let owner = press.tree.add(part, Role::Paragraph);
        let square = Shape::Rect { height: 9.0, ink: Ink::Step5 };
        items.push(Item { owner: None, x: 0.0, y: 4.0, width: 9.0, shape: square });
        items.push(label(press.faces, Some(owner), &text, look::MARK, 16.0, look::MARK.baseline()));
    }
    press.strips.push(Strip::new(Kind::Other, 0.0, 28.4, items));
}

fn paragraph(press: &mut Press<'_>, part: Node, text: &str, style: Style, before: f32) {
    let text = press.shown(text);
    let lines = press.lines(&text, style, press.measure());
    if !lines.is_empty() {
        let owner = press.tree.add(part, Role::Paragraph);
        press.put_lines(owner, &lines, style, 0.0, before);
    }
}

/// The heading of the whole; a document without a title is headed all the same.
fn title(press: &mut Press<'_>, part: Node, document: &Document, style: Style) {
    let shown = press.shown(&document.cover.title);
    let owner = press.tree.add(part, Role::Heading(1, recorded_title(document)));
    let lines = press.balanced(&shown, style, press.width);
    if lines.is_empty() {
        let nothing = Item { owner: Some(owner), x: 0.0, y: 0.0, width: 0.0, shape: Shape::Nothing };
        press.strips.push(Strip::new(Kind::Other, 0.0, 0.0, vec![nothing]));
    }
    press.put_lines(owner, &lines, style, 0.0, 8.0);
}

/// The title for the file's own record: the first that there is of title, subject and the program's name.
pub fn recorded_title(document: &Document) -> String {
    let cover = &document.cover;
    let names = [&document.title, &cover.title, &document.subject, &cover.over, &cover.mark];
    let mut names = names.into_iter().map(|name| letters::recorded(name, 2_000));
    names.find(|name| !name.is_empty()).unwrap_or_else(|| "–".to_owned())
}

/// The one number, large, with what it is out of.
fn number(press: &mut Press<'_>, part: Node, score: &str, of: &str) {
    let (score, of) = (press.shown(score).replace('\n', " "), press.shown(of).replace('\n', " "));
    let wide = press.faces.width(&score, look::SCORE.weight) * look::SCORE.size;
    let small = press.faces.width(&of, look::SCORE_OF.weight) * look::SCORE_OF.size;
    if wide + small + 12.0 > press.width {
        paragraph(press, part, &format!("{score} {of}"), look::LEAD, 12.0);
        return;
    }
    let owner = press.tree.add(part, Role::Paragraph);
    let y = look::SCORE.baseline();
    let mut items = vec![
        label(press.faces, Some(owner), &format!("{score} "), look::SCORE, 0.0, y),
        label(press.faces, Some(owner), &of, look::SCORE_OF, wide + 12.0, y),
    ];
    items.retain(|item| !matches!(&item.shape, Shape::Text { text, .. } if text.trim().is_empty()));
    let mut strip = Strip::new(Kind::Other, 20.0, look::SCORE.leading, items);
    strip.after = After::Stays;
    press.strips.push(strip);
}
