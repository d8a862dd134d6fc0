//! Where everything of a document stands: pages with their items, the tree of what they are, the headings with their pages. Drawing it is `paint`'s.

use pomscope_core::report::document::{Direction, Document, Pages, Start};

use crate::cover::Front;
use crate::face::Faces;
use crate::letters::{self, Missing};
use crate::lines::{self, Line};
use crate::look::{self, Frame, Style};
use crate::pages::{self, HeadStrip};
use crate::strip::{After, Head, Strip};
pub use crate::strip::{Anchor, Item, Kind, Node, Role, Shape, Tree};
use crate::{Paper, PdfError, blocks, contents, cover};
use pomscope_core::report::drawing::Weight;

/// A heading with where it stands.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 2 for a section, 3 below it.
    pub level: u16,
    /// Its words.
    pub title: String,
    /// The page, from 0.
    pub page: usize,
    /// Its upper edge on the page.
    pub top: f32,
}

/// A strip as it was put on a page.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// What it is.
    pub kind: Kind,
    /// Its upper edge.
    pub top: f32,
    /// Its lower edge.
    pub bottom: f32,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What stands on it, in reading order, measured from the paper's upper left corner.
    pub items: Vec<Item>,
    /// What it was put together from.
    pub strips: Vec<Placed>,
}

/// A document on its pages.
#[derive(Debug)]
pub struct Layout {
    /// Width and height of a page.
    pub paper: (f32, f32),
    /// The pages.
    pub pages: Vec<Page>,
    /// What everything is.
    pub tree: Tree,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// Below this only the foot stands.
    pub foot: f32,
    pub(crate) faces: Faces,
}

impl Layout {
    /// The text of a page in reading order, a line a line.
    #[must_use]
    pub fn text(&self, page: usize) -> String {
        self.read(self.pages.get(page).into_iter())
    }

    /// The text of all pages in reading order.
    #[must_use]
    pub fn whole_text(&self) -> String {
        self.read(self.pages.iter())
    }

    fn read<'a>(&self, pages: impl Iterator<Item = &'a Page>) -> String {
        let mut of_nodes = vec![String::new(); self.tree.len()];
        for item in pages.flat_map(|page| &page.items) {
            if let (Shape::Text { text, .. }, Some(owner)) = (&item.shape, item.owner)
                && let Some(out) = of_nodes.get_mut(owner.0)
            {
                out.push_str(text);
                out.push('\n');
            }
        }
        let mut out = String::new();
        self.tree.visit(Tree::ROOT, &mut |node| {
            out.push_str(of_nodes.get(node.0).map_or("", String::as_str));
        });
        out
    }

    /// The text as pages show it: what the fonts lack as its number in brackets.
    #[must_use]
    pub fn shown(&self, text: &str) -> String {
        letters::shown(&self.faces, text, &mut Missing::default())
    }
}

/// What strips are made with.
pub(crate) struct Press<'a> {
    pub faces: &'a Faces,
    pub missing: Missing,
    pub tree: Tree,
    pub strips: Vec<Strip>,
    pub heads: Vec<HeadStrip>,
    pub headings: Vec<Heading>,
    /// How the document begins.
    pub front: Front,
    /// The edges of the paper, and what goes with them.
    pub frame: Frame,
    /// How wide the text's column is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
}

impl Press<'_> {
    /// The text as the fonts can show it; what they lack is counted.
    pub fn shown(&mut self, text: &str) -> String {
        letters::shown(self.faces, text, &mut self.missing)
    }

    /// How wide prose runs: no wider than reads well, but where the document has a page to keep to.
    pub fn measure(&self) -> f32 {
        match self.front {
            Front::Page => look::MEASURE.min(self.width),
            Front::Masthead => self.width,
        }
    }

    /// The text in lines.
    pub fn lines(&self, text: &str, style: Style, width: f32) -> Vec<Line> {
        lines::broken(self.faces, &[(text, style.weight)], style.size, |_| width)
    }

    /// The text in as many lines as it needs, none much shorter than the others: for headings.
    pub fn balanced(&self, text: &str, style: Style, width: f32) -> Vec<Line> {
        let mut lines = self.lines(text, style, width);
        if !(2..=3).contains(&lines.len()) {
            return lines;
        }
        for part in 1..=9_u8 {
            let narrower = self.lines(text, style, width * (1.0 - 0.05 * f32::from(part)));
            if narrower.len() != lines.len() || broken_inside(&narrower) > broken_inside(&lines) {
                break;
            }
            lines = narrower;
        }
        lines
    }

    /// A heading that can be gone to.
    pub fn anchor(&mut self, level: u16, title: &str) -> Anchor {
        self.headings.push(Heading { level, title: title.to_owned(), page: 0, top: 0.0 });
        Anchor(self.headings.len() - 1)
    }

    /// Keeps what comes next on the page of the last strip.
    pub fn stay(&mut self) {
        if let Some(last) = self.strips.last_mut() {
            last.after = After::Stays;
        }
    }

    /// Puts lines down, a strip each, so that no page ends after the first or before the last.
    pub fn put_lines(&mut self, owner: Node, lines: &[Line], style: Style, x: f32, before: f32) {
        let count = lines.len();
        for (at, line) in lines.iter().enumerate() {
            let items = line_items(line, owner, style, x, style.baseline());
            let above = if at == 0 { before } else { 0.0 };
            let mut strip = Strip::new(Kind::Line(at, count), above, style.leading, items);
            if at == 0 && count > 1 || at + 2 == count {
                strip.after = After::Stays;
            }
            self.strips.push(strip);
        }
    }
}

/// How many lines end within a word.
fn broken_inside(lines: &[Line]) -> usize {
    let whole =
        |line: &Line| line.runs.last().is_some_and(|run| run.text.ends_with([' ', '-', '–', '—', '/']));
    lines.iter().rev().skip(1).filter(|line| !whole(line)).count()
}

/// The items of a line that starts at `x` on this baseline.
pub(crate) fn line_items(line: &Line, owner: Node, style: Style, x: f32, y: f32) -> Vec<Item> {
    let mut at = x;
    let mut items = Vec::new();
    for run in &line.runs {
        let shape =
            Shape::Text { text: run.text.clone(), size: style.size, weight: run.weight, ink: style.ink };
        items.push(Item { owner: Some(owner), x: at, y, width: run.width, shape });
        at += run.width;
    }
    items
}

/// A text that stands where it is put.
pub(crate) fn label(faces: &Faces, owner: Option<Node>, text: &str, style: Style, x: f32, y: f32) -> Item {
    let width = faces.width(text, style.weight) * style.size;
    let shape = Shape::Text { text: text.to_owned(), size: style.size, weight: style.weight, ink: style.ink };
    Item { owner, x, y, width, shape }
}

/// Lays the document out.
///
/// # Errors
/// [`PdfError::Font`] where the fonts cannot be read.
pub fn lay(document: &Document, paper: Paper) -> Result<Layout, PdfError> {
    let faces = Faces::read()?;
    let frame = look::frame(document.pages);
    let whole = match (crate::size(paper), document.pages) {
        ((width, height), Pages::Slides) => (height, width),
        (standing, _) => standing,
    };
    // What is drawn larger is laid out on paper that is as much smaller.
    let size = (whole.0 / frame.scale, whole.1 / frame.scale);
    let mut press = Press {
        faces: &faces,
        missing: Missing::default(),
        tree: Tree::new(),
        strips: Vec::new(),
        heads: Vec::new(),
        headings: Vec::new(),
        front: Front::of(document),
        frame,
        width: size.0 - 2.0 * frame.side,
        height: size.1 - frame.top - frame.bottom,
    };
    let begins = press.front;
    match begins {
        Front::Page => cover::put(&mut press, document),
        Front::Masthead => cover::masthead(&mut press, document),
    }
    let mut front = std::mem::take(&mut press.strips);
    let contents = contents::begin(&mut press);
    for section in &document.sections {
        blocks::section(&mut press, section, &document.words);
    }
    if let Some(annex) = blocks::annex(&press.missing, &document.words) {
        let seen = press.missing.clone();
        blocks::section(&mut press, &annex, &document.words);
        press.missing = seen;
    }
    if begins == Front::Masthead {
        cover::made(&mut press, document);
        let body = std::mem::replace(&mut press.strips, std::mem::take(&mut front));
        press.strips.extend(body);
    } else if let Some(first) = press.strips.first_mut() {
        // What follows the cover begins a page.
        first.fresh = true;
    }
    let body = fitted(std::mem::take(&mut press.strips), &press);
    let long = || pages::paged(body.clone(), &press.heads, press.height, frame).0.len() >= contents::FEWEST;
    if begins == Front::Page && document.pages != Pages::Slides && long() {
        contents::put(&mut press, contents, document);
    }
    let strips = [front, std::mem::take(&mut press.strips), body].concat();
    let (mut pages, places) = pages::paged(strips, &press.heads, press.height, frame);
    for (heading, (page, top)) in press.headings.iter_mut().zip(places) {
        (heading.page, heading.top) = (page, top);
    }
    let (tree, mut headings) = (press.tree, press.headings);
    let count = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        contents::number_pages(page, &headings, &faces);
        if at > 0 || begins == Front::Masthead {
            page.items.extend(foot(&faces, document, (at, count), size, frame));
        }
        if document.direction == Direction::RightToLeft {
            for item in &mut page.items {
                item.x = size.0 - item.x - item.width;
            }
        }
    }
    if document.pages == Pages::Slides {
        enlarge(&mut pages, &mut headings, frame.scale);
    }
    Ok(Layout { paper: whole, pages, tree, headings, foot: whole.1 - frame.bottom * frame.scale, faces })
}

/// Everything so many times its size, with its places.
fn enlarge(pages: &mut [Page], headings: &mut [Heading], scale: f32) {
    for page in pages {
        page.items.iter_mut().for_each(|item| item.enlarge(scale));
        for strip in &mut page.strips {
            strip.top *= scale;
            strip.bottom *= scale;
        }
    }
    headings.iter_mut().for_each(|heading| heading.top *= scale);
}

/// A short document's strips, drawn together where that saves a page: nobody turns it for three lines.
fn fitted(strips: Vec<Strip>, press: &Press<'_>) -> Vec<Strip> {
    const SHORT: usize = 3;
    let pages =
        |strips: &[Strip]| pages::paged(strips.to_vec(), &press.heads, press.height, press.frame).0.len();
    let count = pages(&strips);
    if !(2..=SHORT).contains(&count) {
        return strips;
    }
    for share in [0.8, 0.6, 0.45] {
        let mut closer = strips.clone();
        closer.iter_mut().for_each(|strip| strip.before *= share);
        if pages(&closer) < count {
            return closer;
        }
    }
    strips
}

/// The page's number at the end of the foot, the title at its start where there is room for it.
fn foot(
    faces: &Faces,
    document: &Document,
    (page, pages): (usize, usize),
    size: (f32, f32),
    frame: Frame,
) -> Vec<Item> {
    let show = |text: &str| letters::shown(faces, text, &mut Missing::default()).replace('\n', " ");
    let number =
        document.words.page.replace("{page}", &(page + 1).to_string()).replace("{pages}", &pages.to_string());
    let y = size.1 - frame.foot;
    let mut number = label(faces, None, &show(&number), look::FOOTER, 0.0, y);
    number.x = size.0 - frame.side - number.width;
    let title = label(faces, None, &show(&document.title), look::FOOTER, frame.side, y);
    let room = number.x - frame.side - 24.0;
    let mut items = Vec::new();
    if title.width <= room {
        items.push(title);
    }
    items.push(number);
    items
}

/// Whether a section begins a page.
pub(crate) fn fresh(start: Start) -> bool {
    start == Start::NewPage
}

/// Where a line of a table or a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Start,
    Middle,
    End,
}

/// A cell of a row that is being put down.
pub(crate) struct CellText {
    pub owner: Node,
    pub x: f32,
    pub width: f32,
    pub align: Align,
    pub lines: Vec<(Line, Style)>,
}

impl CellText {
    /// How high its lines are together.
    pub fn height(&self) -> f32 {
        self.lines.iter().map(|(_, style)| style.leading).sum()
    }

    /// The items of one of its lines, whose upper edge is `top`.
    fn line(&self, at: usize, top: f32) -> Vec<Item> {
        let Some((line, style)) = self.lines.get(at) else { return Vec::new() };
        let x = match self.align {
            Align::Start => self.x,
            Align::Middle => self.x + ((self.width - line.width) / 2.0).max(0.0),
            Align::End => self.x + (self.width - line.width).max(0.0),
        };
        line_items(line, self.owner, *style, x, top + style.baseline())
    }

    /// All of it; a cell without text is there all the same.
    pub fn items(&self, top: f32) -> Vec<Item> {
        if self.lines.is_empty() {
            return vec![Item {
                owner: Some(self.owner),
                x: self.x,
                y: top,
                width: self.width,
                shape: Shape::Nothing,
            }];
        }
        let mut y = top;
        let mut items = Vec::new();
        for (at, (_, style)) in self.lines.iter().enumerate() {
            items.extend(self.line(at, y));
            y += style.leading;
        }
        items
    }
}

/// How a row is put down.
pub(crate) struct RowLook {
    pub before: f32,
    /// The space above and below its lines.
    pub padding: f32,
    /// The line below it, and how thick.
    pub rule: Option<(pomscope_core::report::drawing::Ink, f32)>,
    pub head: Option<Head>,
    /// The height above which it is torn.
    pub most: f32,
}

impl Press<'_> {
    /// A line over the column, `thick` from its upper edge.
    pub fn rule(&self, y: f32, ink: pomscope_core::report::drawing::Ink, thick: f32) -> Item {
        let shape = Shape::Rect { height: thick, ink };
        Item { owner: None, x: 0.0, y, width: self.width, shape }
    }

    /// Puts a row down: whole, or line by line where no page could hold it.
    pub fn put_row(&mut self, cells: &[CellText], look: &RowLook) {
        let height = cells.iter().map(CellText::height).fold(0.0, f32::max) + 2.0 * look.padding;
        if height <= look.most {
            let mut items: Vec<Item> = cells.iter().flat_map(|cell| cell.items(look.padding)).collect();
            items.extend(look.rule.map(|(ink, thick)| self.rule(height - thick, ink, thick)));
            let mut strip = Strip::new(Kind::Row, look.before, height, items);
            strip.head = look.head;
            self.strips.push(strip);
            return;
        }
        let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or_default();
        for at in 0..count {
            let leading = cells.iter().filter_map(|cell| cell.lines.get(at)).map(|(_, style)| style.leading);
            let mut height = leading.fold(0.0, f32::max);
            let top = if at == 0 { look.padding } else { 0.0 };
            let mut items: Vec<Item> = Vec::new();
            for cell in cells {
                match (at, cell.lines.is_empty()) {
                    (0, true) => items.extend(cell.items(top)),
                    _ => items.extend(cell.line(at, top)),
                }
            }
            height += top;
            if at + 1 == count {
                height += look.padding;
                items.extend(look.rule.map(|(ink, thick)| self.rule(height - thick, ink, thick)));
            }
            let before = if at == 0 { look.before } else { 0.0 };
            let mut strip = Strip::new(Kind::RowPart, before, height, items);
            strip.head = look.head;
            if at == 0 || at + 2 == count {
                strip.after = After::Stays;
            }
            self.strips.push(strip);
        }
    }
}

/// Bold words, then plain ones, as pieces of one paragraph.
pub(crate) fn opened<'a>(strong: &'a str, text: &'a str, weight: Weight) -> Vec<(&'a str, Weight)> {
    let mut pieces = Vec::new();
    if !strong.is_empty() {
        pieces.push((strong, Weight::Bold));
    }
    if !(strong.is_empty() || text.is_empty()) {
        pieces.push((" ", weight));
    }
    if !text.is_empty() {
        pieces.push((text, weight));
    }
    pieces
}
