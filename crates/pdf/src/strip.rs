//! The pieces a page is put together from: items with their places, strips that no page tears, and the tree that says what each item is.

use pomscope_core::report::drawing::{Drawing, Ink, Weight};

/// A node of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node(pub(crate) usize);

/// A heading that can be gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor(pub(crate) usize);

/// A table's head that is shown again on every page the table runs over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head(pub(crate) usize);

/// What a node is to a reader.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// The whole.
    Document,
    /// The cover.
    Part,
    /// A section.
    Section,
    /// A heading: its level from 1, its words.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// A list, whose items may be numbered.
    List(Numbering),
    /// An item of a list.
    Item,
    /// What stands before an item: its bullet, its number, its term.
    Label,
    /// What an item says.
    Body,
    /// A table.
    Table,
    /// A table's head.
    TableHead,
    /// A table's rows.
    TableBody,
    /// A row.
    Row,
    /// A cell that heads a column.
    ColumnHead,
    /// A cell that heads a row.
    RowHead,
    /// A cell.
    Cell,
    /// Things that belong together.
    Group,
    /// A figure, with the same in words.
    Figure(String),
    /// What a table or a figure shows.
    Caption,
    /// The contents.
    Contents,
    /// An entry of the contents.
    Entry,
    /// What an entry refers to.
    Reference,
    /// A link.
    Link,
}

/// How the items of a list are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// By their terms.
    Terms,
    /// By bullets.
    Bullets,
    /// By numbers.
    Numbers,
}

/// The tree of everything that is read; the first node is the document.
#[derive(Clone, Debug)]
pub struct Tree {
    nodes: Vec<(Role, Vec<Node>)>,
}

impl Tree {
    pub(crate) const ROOT: Node = Node(0);

    pub(crate) fn new() -> Self {
        Self { nodes: vec![(Role::Document, Vec::new())] }
    }

    /// A new last child.
    pub(crate) fn add(&mut self, parent: Node, role: Role) -> Node {
        let node = Node(self.nodes.len());
        self.nodes.push((role, Vec::new()));
        if let Some((_, children)) = self.nodes.get_mut(parent.0) {
            children.push(node);
        }
        node
    }

    /// What the node is.
    #[must_use]
    pub fn role(&self, node: Node) -> Option<&Role> {
        self.nodes.get(node.0).map(|(role, _)| role)
    }

    /// Its children in reading order.
    pub(crate) fn children(&self, node: Node) -> &[Node] {
        self.nodes.get(node.0).map(|(_, children)| children.as_slice()).unwrap_or_default()
    }

    /// Sees the node and everything below it in reading order.
    pub(crate) fn visit(&self, node: Node, see: &mut impl FnMut(Node)) {
        see(node);
        for child in self.children(node) {
            self.visit(*child, see);
        }
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The words that figures are told in.
    pub fn alternatives(&self) -> impl Iterator<Item = &str> {
        self.nodes.iter().filter_map(|(role, _)| match role {
            Role::Figure(words) => Some(words.as_str()),
            _ => None,
        })
    }
}

/// What is to be seen of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line of text or a part of one; the item stands on its baseline.
    Text {
        /// The text.
        text: String,
        /// The size of its letters.
        size: f32,
        /// How heavy it is.
        weight: Weight,
        /// Its ink.
        ink: Ink,
    },
    /// A filled rectangle.
    Rect {
        /// How high it is.
        height: f32,
        /// What it is filled with.
        ink: Ink,
    },
    /// A drawing, so many times its own size.
    Picture(Drawing, f32),
    /// Nothing: an empty cell.
    Nothing,
    /// A place that leads to a heading.
    Link {
        /// How high it is.
        height: f32,
        /// Where it leads.
        to: Anchor,
        /// The same in words.
        words: String,
    },
    /// The number of the page on which a heading stands, set before `x`; it becomes text once pages are counted.
    PageOf {
        /// The heading.
        of: Anchor,
        /// The size of its figures.
        size: f32,
        /// Its ink.
        ink: Ink,
    },
}

/// Something with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Which node it belongs to; none where it only decorates.
    pub owner: Option<Node>,
    /// Its start edge.
    pub x: f32,
    /// Its upper edge, or its baseline.
    pub y: f32,
    /// How wide it is.
    pub width: f32,
    /// What is to be seen.
    pub shape: Shape,
}

impl Item {
    /// The same so many times its size, seen from the paper's corner.
    pub(crate) fn enlarge(&mut self, scale: f32) {
        self.x *= scale;
        self.y *= scale;
        self.width *= scale;
        match &mut self.shape {
            Shape::Text { size, .. } | Shape::PageOf { size, .. } | Shape::Picture(_, size) => *size *= scale,
            Shape::Rect { height, .. } | Shape::Link { height, .. } => *height *= scale,
            Shape::Nothing => {}
        }
    }
}

/// What a strip is, for those who check where pages end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of a heading, of its level.
    Heading(u16),
    /// A line of running text: which of how many.
    Line(usize, usize),
    /// What a table shows.
    Caption,
    /// A table's head.
    TableHead,
    /// A table's head, shown again.
    HeadAgain,
    /// A whole row.
    Row,
    /// A line of a row that is higher than a page.
    RowPart,
    /// A figure.
    Figure,
    /// Anything else.
    Other,
}

/// Whether a page may end after a strip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum After {
    /// It may.
    #[default]
    MayEnd,
    /// What follows stands on the same page.
    Stays,
}

/// A slice of a page over its whole width.
#[derive(Clone, Debug)]
pub struct Strip {
    /// What it is.
    pub kind: Kind,
    /// The space above it, which falls away at a page's top.
    pub before: f32,
    /// How high it is.
    pub height: f32,
    /// Whether a page may end after it.
    pub after: After,
    /// Whether it begins a page.
    pub fresh: bool,
    /// The heading that it begins.
    pub anchor: Option<Anchor>,
    /// The head that is shown above it where it begins a page.
    pub head: Option<Head>,
    /// What stands on it, measured from its upper start corner.
    pub items: Vec<Item>,
}

impl Strip {
    pub(crate) fn new(kind: Kind, before: f32, height: f32, items: Vec<Item>) -> Self {
        Self { kind, before, height, after: After::MayEnd, fresh: false, anchor: None, head: None, items }
    }
}
