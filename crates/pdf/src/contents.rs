//! The list of contents: every heading with its page, as links.

use pomscope_core::report::document::Document;
use pomscope_core::report::drawing::{Ink, Weight};

use crate::blocks::stacked;
use crate::face::Faces;
use crate::layout::{Heading, Page, Press};
use crate::letters::{self, Missing};
use crate::look;
use crate::strip::{After, Anchor, Item, Kind, Node, Role, Shape, Strip, Tree};

/// Fewer pages need no list.
pub const FEWEST: usize = 3;
/// Headings below the sections' are listed while the list keeps to one page.
const MOST: usize = 36;
/// An entry takes at most so many lines: its heading says the whole.
const LINES: usize = 3;

/// Makes the list's place in the tree, before the sections are put down; a place that stays empty is none.
pub fn begin(press: &mut Press<'_>) -> Node {
    press.tree.add(Tree::ROOT, Role::Section)
}

/// Puts the list down.
pub fn put(press: &mut Press<'_>, section: Node, document: &Document) {
    let title = letters::shown(press.faces, &document.words.contents, &mut Missing::default());
    let recorded = letters::recorded(&document.words.contents, 2_000);
    let lines = press.lines(&title, look::SECTION, press.width);
    if !recorded.is_empty() {
        let owner = press.tree.add(section, Role::Heading(2, recorded));
        press.put_lines(owner, &lines, look::SECTION, 0.0, 0.0);
    }
    let rule = press.rule(7.0, Ink::Text, 1.4);
    press.strips.push(Strip::new(Kind::Heading(2), 0.0, 22.0, vec![rule]));
    press.strips.iter_mut().for_each(|strip| {
        strip.kind = Kind::Heading(2);
        strip.after = After::Stays;
    });
    if let Some(first) = press.strips.first_mut() {
        first.fresh = true;
    }
    let list = press.tree.add(section, Role::Contents);
    let deep = press.headings.len() <= MOST;
    for (at, (level, title)) in entries(press).into_iter().enumerate() {
        if level == 2 || deep {
            entry(press, list, Anchor(at), level, &title);
        }
    }
    if let Some(last) = press.strips.last_mut() {
        last.after = After::MayEnd;
    }
}

fn entries(press: &Press<'_>) -> Vec<(u16, String)> {
    press.headings.iter().map(|heading| (heading.level, heading.title.clone())).collect()
}

fn entry(press: &mut Press<'_>, list: Node, anchor: Anchor, level: u16, title: &str) {
    let (style, x, before) = if level == 2 { (look::ENTRY, 0.0, 9.0) } else { (look::SUB_ENTRY, 14.0, 1.0) };
    let shown = letters::shown(press.faces, title, &mut Missing::default()).replace('\n', " ");
    // The space keeps the number apart from the words for those who read the text out.
    let mut lines = press.lines(&format!("{shown} "), style, press.width - x - 60.0);
    lines.truncate(LINES);
    let entry = press.tree.add(list, Role::Entry);
    let reference = press.tree.add(entry, Role::Reference);
    let owner = press.tree.add(reference, Role::Link);
    let mut items = stacked(&lines, owner, style, x, 0.0);
    let height = style.leading * f32::from(u8::try_from(lines.len().max(1)).unwrap_or(u8::MAX));
    let last = height - style.leading + style.baseline();
    items.push(Item {
        owner: Some(owner),
        x: press.width,
        y: last,
        width: 0.0,
        shape: Shape::PageOf { of: anchor, size: style.size, ink: style.ink },
    });
    let words = letters::recorded(title, 2_000);
    let words = if words.is_empty() { "–".to_owned() } else { words };
    let shape = Shape::Link { height, to: anchor, words };
    items.push(Item { owner: Some(owner), x: 0.0, y: 0.0, width: press.width, shape });
    press.strips.push(Strip::new(Kind::Other, before, height, items));
}

/// Puts the numbers of pages where they belong, now that they are known.
pub fn number_pages(page: &mut Page, headings: &[Heading], faces: &Faces) {
    for item in &mut page.items {
        let Shape::PageOf { of, size, ink } = item.shape else { continue };
        let page = headings.get(of.0).map_or(0, |heading| heading.page);
        let text = (page + 1).to_string();
        item.width = faces.width(&text, Weight::Regular) * size;
        item.x -= item.width;
        item.shape = Shape::Text { text, size, weight: Weight::Regular, ink };
    }
}
