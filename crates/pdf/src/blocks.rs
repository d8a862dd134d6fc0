//! Sections and their blocks as strips: headings, paragraphs, lists, facts and figures. Tables are `table`'s.

use pomscope_core::report::document::{
    BOX, Block, Figure, List, ListItem, ListKind, PageWords, Paragraph, Section, Start, Voice,
};
use pomscope_core::report::drawing::{Ink, Weight};
use pomscope_core::report::{Column, Fact, Row, Table};

use crate::cover::Front;
use crate::layout::{Align, CellText, Press, RowLook, fresh, label, line_items, opened};
use crate::letters::{self, Missing};
use crate::lines;
use crate::look::{self, Style};
use crate::strip::{After, Item, Kind, Node, Numbering, Role, Shape, Strip, Tree};
use crate::table;

/// How long the words of a figure may be in the file; its table says the same.
const ALTERNATIVE: usize = 12_000;
/// How much larger than its own size a drawing is printed.
const LARGER: f32 = 1.12;
/// What parts a figure from what stands over it.
const OVER_FIGURE: f32 = 14.0;
/// A paragraph of so many lines stays with the heading above it and with what follows.
const SHORT: usize = 3;

/// Puts a section down.
pub fn section(press: &mut Press<'_>, section: &Section, words: &PageWords) {
    let node = press.tree.add(Tree::ROOT, Role::Section);
    let from = press.strips.len();
    heading(press, node, 2, &section.title);
    if let Some(first) = press.strips.get_mut(from) {
        first.fresh = fresh(section.start);
    }
    let tables = section.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let tables: Vec<&Table> = tables.collect();
    let mut headed = true;
    for block in &section.blocks {
        let from = press.strips.len();
        match block {
            Block::Heading(title) => heading(press, node, 3, title),
            Block::Paragraph(text) => paragraph(press, node, text, headed),
            Block::List(items) => list(press, node, items),
            Block::Facts(rows) => facts(press, node, rows),
            Block::Table(rows) => table::put(press, node, rows, &tables),
            Block::Figure(picture) => figure(press, node, picture, words),
        }
        if press.strips.len() > from {
            headed = matches!(block, Block::Heading(_));
        }
    }
    // Nothing may stay with what is another section's.
    if let Some(last) = press.strips.last_mut() {
        last.after = After::MayEnd;
    }
}

/// The section that lists the characters which the fonts lack; none where there are none.
pub fn annex(missing: &Missing, words: &PageWords) -> Option<Section> {
    if missing.counts().is_empty() {
        return None;
    }
    let row = |(character, count): &(char, usize)| Row {
        cells: vec![letters::stand_in(*character), letters::number(*character), count.to_string()],
        opens: None,
    };
    let column = |(at, title): (usize, &String)| Column { title: title.clone(), number: at == 2 };
    let list = Table {
        caption: String::new(),
        columns: words.annex_columns.iter().enumerate().map(column).collect(),
        rows: missing.counts().iter().map(row).collect(),
        opens_at: None,
    };
    let intro = Paragraph { voice: Voice::Small, strong: String::new(), text: words.annex_intro.clone() };
    Some(Section {
        id: String::new(),
        title: words.annex.clone(),
        start: Start::Here,
        blocks: vec![Block::Paragraph(intro), Block::Table(list)],
    })
}

fn heading(press: &mut Press<'_>, parent: Node, level: u16, title: &str) {
    let (style, before) = match (level, press.front) {
        (2, Front::Page) => (look::SECTION, 34.0),
        (2, Front::Masthead) => (look::SECTION_CLOSE, 18.0),
        _ => (look::HEADING, 20.0),
    };
    let shown = press.shown(title);
    let lines = press.balanced(&shown, style, press.width);
    if lines.is_empty() {
        return;
    }
    let owner = press.tree.add(parent, Role::Heading(level, letters::recorded(title, 2_000)));
    let from = press.strips.len();
    press.put_lines(owner, &lines, style, 0.0, before);
    if level == 2 && press.front == Front::Page {
        let rule = press.rule(7.0, Ink::Text, 1.4);
        press.strips.push(Strip::new(Kind::Heading(level), 0.0, 13.0, vec![rule]));
    }
    let anchor = press.anchor(level, title);
    for (at, strip) in press.strips.iter_mut().skip(from).enumerate() {
        strip.kind = Kind::Heading(level);
        strip.after = After::Stays;
        strip.anchor = (at == 0).then_some(anchor);
    }
}

fn voice(voice: Voice) -> (Style, f32) {
    match voice {
        Voice::Plain => (look::BODY, 8.0),
        Voice::Lead => (look::LEAD, 5.0),
        Voice::Small => (look::SMALL, 6.0),
        Voice::Notice => (look::BODY, 12.0),
    }
}

fn paragraph(press: &mut Press<'_>, parent: Node, text: &Paragraph, headed: bool) {
    let (style, before) = voice(text.voice);
    let (strong, plain) = (press.shown(&text.strong), press.shown(&text.text));
    let notice = text.voice == Voice::Notice;
    let (x, room) = if notice { (14.0, press.width - 28.0) } else { (0.0, press.measure()) };
    let pieces = opened(&strong, &plain, style.weight);
    let lines = lines::broken(press.faces, &pieces, style.size, |_| room);
    if lines.is_empty() {
        return;
    }
    let owner = press.tree.add(parent, Role::Paragraph);
    let from = press.strips.len();
    press.put_lines(owner, &lines, style, x, before);
    if notice {
        boxed(press, from);
    } else if headed && lines.len() <= SHORT {
        press.strips.iter_mut().skip(from).for_each(|strip| strip.after = After::Stays);
    }
}

/// A box around the strips from this one on: a bar at its start, a pale ground.
fn boxed(press: &mut Press<'_>, from: usize) {
    const INSIDE: f32 = 9.0;
    let count = press.strips.len() - from;
    let width = press.width;
    for (at, strip) in press.strips.iter_mut().skip(from).enumerate() {
        if at == 0 {
            strip.height += INSIDE;
            strip.items.iter_mut().for_each(|item| item.y += INSIDE);
        }
        if at + 1 == count {
            strip.height += INSIDE;
        }
        let ground = |x: f32, width: f32, ink: Ink| {
            let shape = Shape::Rect { height: strip.height, ink };
            Item { owner: None, x, y: 0.0, width, shape }
        };
        let (pale, bar) = (ground(0.0, width, Ink::Step1), ground(0.0, 3.0, Ink::Careful));
        strip.items.splice(0..0, [pale, bar]);
    }
}

fn list(press: &mut Press<'_>, parent: Node, list: &List) {
    let numbering = match list.kind {
        ListKind::Bullets => Numbering::Bullets,
        ListKind::Numbers => Numbering::Numbers,
    };
    let full = |item: &&ListItem| {
        !(item.strong.is_empty() && item.text.is_empty() && item.end.is_empty() && item.lines.is_empty())
    };
    let items: Vec<&ListItem> = list.items.iter().filter(full).collect();
    if items.is_empty() {
        return;
    }
    let node = press.tree.add(parent, Role::List(numbering));
    for (at, item) in items.into_iter().enumerate() {
        list_item(press, node, item, numbering, at);
    }
}

fn list_item(press: &mut Press<'_>, list: Node, item: &ListItem, numbering: Numbering, at: usize) {
    let numbered = numbering == Numbering::Numbers;
    let (strong, text) = (press.shown(&item.strong), press.shown(&item.text));
    let end = press.shown(&item.end).replace('\n', " ");
    let more: Vec<String> = item.lines.iter().map(|line| press.shown(line)).collect();
    let (indent, before) = if numbered { (30.0, 9.0) } else { (14.0, press.frame.above) };
    let full = if numbered { press.width } else { press.measure() } - indent;
    let style = press.frame.item;

    let node = press.tree.add(list, Role::Item);
    let mark = press.tree.add(node, Role::Label);
    let body = press.tree.add(node, Role::Body);
    let from = press.strips.len();

    let end_width = press.faces.width(&end, Weight::Bold) * style.size;
    // What stands at the end takes at most half of the line; where it is wider it begins a line of its own.
    let beside = !end.is_empty() && end_width <= full / 2.0;
    let room = |line: usize| if beside && line == 0 { full - end_width - 16.0 } else { full };
    let pieces = opened(&strong, &text, style.weight);
    let lines = lines::broken(press.faces, &pieces, style.size, room);
    if !lines.is_empty() {
        let owner = press.tree.add(body, Role::Paragraph);
        press.put_lines(owner, &lines, style, indent, before);
    }
    if beside {
        let owner = press.tree.add(body, Role::Paragraph);
        let bold = Style { weight: Weight::Bold, ..style };
        let mut item = label(press.faces, Some(owner), &end, bold, 0.0, style.baseline());
        item.x = press.width.min(full + indent) - item.width;
        match press.strips.get_mut(from) {
            Some(first) => first.items.push(item),
            None => press.strips.push(Strip::new(Kind::Line(0, 1), before, style.leading, vec![item])),
        }
    } else if !end.is_empty() {
        let owner = press.tree.add(body, Role::Paragraph);
        let bold = Style { weight: Weight::Bold, ..style };
        let lines = press.lines(&end, bold, full);
        press.put_lines(owner, &lines, bold, indent, if lines.is_empty() { 0.0 } else { before });
    }
    for line in &more {
        let lines = press.lines(line, look::SMALL, full);
        if !lines.is_empty() {
            let owner = press.tree.add(body, Role::Paragraph);
            press.put_lines(owner, &lines, look::SMALL, indent, 2.0);
        }
    }
    put_mark(press, from, mark, numbering, at);
    if numbered {
        let rule = press.rule(8.0, Ink::Line, 0.6);
        press.stay();
        press.strips.push(Strip::new(Kind::Other, 0.0, 8.6, vec![rule]));
    }
    together(press, from);
}

/// The bullet or the number on the item's first line, before its text.
fn put_mark(press: &mut Press<'_>, from: usize, owner: Node, numbering: Numbering, at: usize) {
    let baseline = press.frame.item.baseline();
    let item = match numbering {
        Numbering::Numbers => {
            label(press.faces, Some(owner), &(at + 1).to_string(), look::NUMBER, 0.0, baseline)
        }
        Numbering::Bullets | Numbering::Terms => {
            let style = Style { ink: Ink::Step5, ..press.frame.item };
            label(press.faces, Some(owner), "•", style, 1.0, baseline)
        }
    };
    if let Some(first) = press.strips.get_mut(from) {
        first.items.insert(0, item);
        first.before = first.before.max(press.frame.above);
    }
}

/// Keeps the strips from this one on together where they are few.
fn together(press: &mut Press<'_>, from: usize) {
    const FEW: f32 = 200.0;
    let height: f32 = press.strips.iter().skip(from).map(|strip| strip.before + strip.height).sum();
    let count = press.strips.len() - from;
    for (at, strip) in press.strips.iter_mut().skip(from).enumerate() {
        if height <= FEW && at + 1 < count {
            strip.after = After::Stays;
        }
    }
}

/// Puts terms with their values down.
pub fn facts(press: &mut Press<'_>, parent: Node, facts: &[Fact]) {
    if facts.is_empty() {
        return;
    }
    let node = press.tree.add(parent, Role::List(Numbering::Terms));
    let term = Style { ink: Ink::Muted, ..look::BODY };
    let split = press.width * 0.42;
    for (at, fact) in facts.iter().enumerate() {
        let (name, value) = (press.shown(&fact.term), press.shown(&fact.value));
        let item = press.tree.add(node, Role::Item);
        let mut cells = Vec::new();
        for (role, text, style, x, width) in [
            (Role::Label, name, term, 0.0, split - 14.0),
            (Role::Body, value, look::BODY, split, press.width - split),
        ] {
            let owner = press.tree.add(item, role);
            let style = if text.contains(BOX) { look::TICK_LINE } else { style };
            let lines = press.lines(&text, style, width).into_iter().map(|line| (line, style)).collect();
            cells.push(CellText { owner, x, width, align: Align::Start, lines });
        }
        let look = RowLook {
            before: if at == 0 { 10.0 } else { 0.0 },
            padding: 4.0,
            rule: Some((Ink::Line, 0.6)),
            head: None,
            most: press.height - table::RESERVE,
        };
        press.put_row(&cells, &look);
    }
}

/// Puts a figure down with its caption.
pub fn figure(press: &mut Press<'_>, parent: Node, figure: &Figure, words: &PageWords) {
    let drawing = &figure.drawing;
    let told = [&figure.alternative, &figure.caption, &words.figure];
    let told =
        told.map(|text| letters::recorded(text, ALTERNATIVE)).into_iter().find(|text| !text.is_empty());
    let caption = press.shown(&figure.caption);
    let (width, height) = (narrow(drawing.width), narrow(drawing.height));
    let drawn = width > 0.0 && height > 0.0 && !drawing.marks.is_empty();
    if !drawn && caption.is_empty() {
        return;
    }
    let group = press.tree.add(parent, Role::Group);
    if drawn {
        let scale = scale(press, width, height);
        let owner = press.tree.add(group, Role::Figure(told.unwrap_or_else(|| "–".to_owned())));
        let shape = Shape::Picture(drawing.clone(), scale);
        let item = Item { owner: Some(owner), x: 0.0, y: 0.0, width: width * scale, shape };
        press.strips.push(Strip::new(Kind::Figure, OVER_FIGURE, height * scale, vec![item]));
    }
    let lines = press.lines(&caption, look::SMALL, press.measure());
    if !lines.is_empty() {
        if drawn {
            press.stay();
        }
        let owner = press.tree.add(group, Role::Caption);
        let from = press.strips.len();
        press.put_lines(owner, &lines, look::SMALL, 0.0, 6.0);
        together(press, from);
    }
}

/// How much larger than its own size a drawing is put down.
fn scale(press: &Press<'_>, width: f32, height: f32) -> f32 {
    LARGER.min(press.width / width).min((press.height - table::RESERVE) / height)
}

/// How high a figure without a caption will be, with what parts it from what stands over it.
pub fn figure_height(press: &Press<'_>, figure: &Figure) -> f32 {
    let (width, height) = (narrow(figure.drawing.width), narrow(figure.drawing.height));
    if width > 0.0 && height > 0.0 { OVER_FIGURE + height * scale(press, width, height) } else { 0.0 }
}

/// A length as the page measures it; none where it is no number.
#[expect(clippy::cast_possible_truncation, reason = "the page's own numbers are f32")]
pub fn narrow(length: f64) -> f32 {
    if length.is_finite() { length.clamp(-20_000.0, 20_000.0) as f32 } else { 0.0 }
}

/// The items of several lines from `top` on.
pub fn stacked(lines: &[lines::Line], owner: Node, style: Style, x: f32, top: f32) -> Vec<Item> {
    let mut y = top;
    let mut items = Vec::new();
    for line in lines {
        items.extend(line_items(line, owner, style, x, y + style.baseline()));
        y += style.leading;
    }
    items
}
