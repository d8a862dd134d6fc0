//! Strips put on pages: what must stay together does, and a table that runs over shows its head again.

use crate::layout::{Page, Placed};
use crate::look::Frame;
use crate::strip::{After, Item, Kind, Strip};

/// A table's head as it is shown again: decoration, since it was read once.
#[derive(Clone, Debug)]
pub struct HeadStrip {
    /// How high it is.
    pub height: f32,
    /// What stands on it.
    pub items: Vec<Item>,
}

struct Stack<'a> {
    heads: &'a [HeadStrip],
    frame: Frame,
    height: f32,
    pages: Vec<Page>,
    /// Pages and upper edges of the headings, in the order of their anchors.
    places: Vec<(usize, f32)>,
    /// How much of the last page is full.
    y: f32,
}

/// Puts the strips on pages whose column is so high; also where each heading came to stand.
pub fn paged(
    strips: Vec<Strip>,
    heads: &[HeadStrip],
    height: f32,
    frame: Frame,
) -> (Vec<Page>, Vec<(usize, f32)>) {
    let mut stack = Stack { heads, frame, height, pages: vec![Page::default()], places: Vec::new(), y: 0.0 };
    let mut chain: Vec<Strip> = Vec::new();
    for strip in strips {
        let ends = strip.after == After::MayEnd;
        chain.push(strip);
        if ends {
            stack.put(std::mem::take(&mut chain));
        }
    }
    stack.put(chain);
    (stack.pages, stack.places)
}

impl Stack<'_> {
    fn head(&self, strip: &Strip) -> Option<&HeadStrip> {
        self.heads.get(strip.head?.0)
    }

    /// Puts strips down that belong together: on this page, on the next, or, where no page holds them, as far as each goes.
    fn put(&mut self, chain: Vec<Strip>) {
        let Some(first) = chain.first() else { return };
        let whole: f32 = chain.iter().map(|strip| strip.before + strip.height).sum();
        let again = self.head(first).map_or(0.0, |head| head.height);
        let alone = whole - first.before + again;
        if first.fresh
            || (self.y + whole > self.height && (alone <= self.height || self.y > self.height / 2.0))
        {
            self.turn();
        }
        for strip in chain {
            let needs = strip.height + if self.y > 0.0 { strip.before } else { 0.0 };
            if self.y + needs > self.height {
                self.turn();
            }
            self.place(strip);
        }
    }

    /// Begins a page, if this one has begun.
    fn turn(&mut self) {
        if self.y > 0.0 {
            self.pages.push(Page::default());
            self.y = 0.0;
        }
    }

    fn place(&mut self, strip: Strip) {
        if self.y > 0.0 {
            self.y += strip.before;
        } else if let Some(head) = self.head(&strip).cloned() {
            self.drop(Kind::HeadAgain, head.height, head.items);
        }
        if let Some(anchor) = strip.anchor {
            if self.places.len() <= anchor.0 {
                self.places.resize(anchor.0 + 1, (0, 0.0));
            }
            if let Some(place) = self.places.get_mut(anchor.0) {
                *place = (self.pages.len() - 1, self.frame.top + self.y);
            }
        }
        self.drop(strip.kind, strip.height, strip.items);
    }

    fn drop(&mut self, kind: Kind, height: f32, items: Vec<Item>) {
        let (top, side) = (self.frame.top + self.y, self.frame.side);
        if let Some(page) = self.pages.last_mut() {
            page.strips.push(Placed { kind, top, bottom: top + height });
            page.items.extend(items.into_iter().map(|mut item| {
                item.x += side;
                item.y += top;
                item
            }));
        }
        self.y += height;
    }
}
