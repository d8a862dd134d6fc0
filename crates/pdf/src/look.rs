//! How the document looks: sizes, spaces and colours, in points; where things go is the layout's.

use crate::cover::Front;
use pomscope_core::report::document::Pages;
use pomscope_core::report::drawing::{Ink, Weight};

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// The size of its letters.
    pub size: f32,
    /// From one baseline to the next.
    pub leading: f32,
    /// How heavy it is.
    pub weight: Weight,
    /// Its ink.
    pub ink: Ink,
}

impl Style {
    const fn new(size: f32, leading: f32, weight: Weight, ink: Ink) -> Self {
        Self { size, leading, weight, ink }
    }

    /// From the top of a line to its baseline: the letters stand in its middle.
    pub fn baseline(self) -> f32 {
        (self.leading + self.size * CAP) / 2.0
    }
}

/// The height of a capital letter of Noto Sans, in its size.
const CAP: f32 = 0.714;

/// The edges of the paper that stay free, and what goes with them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Left and right.
    pub side: f32,
    /// Above.
    pub top: f32,
    /// Below: the page's number stands in it.
    pub bottom: f32,
    /// From the paper's lower edge to the baseline of the page's number.
    pub foot: f32,
    /// Between two columns of a table.
    pub gap: f32,
    /// How a table's cells are set.
    pub cell: Style,
    /// How an item of a list is set.
    pub item: Style,
    /// The space above an item.
    pub above: f32,
    /// Half the height of a table's row in which nothing stands.
    pub writing: f32,
    /// How many times its size everything is drawn.
    pub scale: f32,
}

/// The frame of a document's pages.
pub fn frame(pages: Pages) -> Frame {
    match pages {
        Pages::Report => Frame {
            side: 57.0,
            top: 57.0,
            bottom: 66.0,
            foot: 34.0,
            gap: 16.0,
            cell: CELL,
            item: BODY,
            above: 5.0,
            writing: 4.5,
            scale: 1.0,
        },
        Pages::Slides => Frame {
            side: 36.0,
            top: 34.0,
            bottom: 40.0,
            foot: 20.0,
            item: LEAD,
            above: 9.0,
            scale: 1.75,
            ..frame(Pages::Report)
        },
        Pages::Form => Frame {
            side: 42.0,
            top: 42.0,
            bottom: 50.0,
            foot: 26.0,
            gap: 9.0,
            cell: FORM_CELL,
            writing: 11.0,
            above: 3.0,
            ..frame(Pages::Report)
        },
    }
}
/// How wide a paragraph may run, so that the eye finds the next line.
pub const MEASURE: f32 = 420.0;

pub const BODY: Style = Style::new(10.0, 15.0, Weight::Regular, Ink::Text);
pub const LEAD: Style = Style::new(12.5, 18.0, Weight::Regular, Ink::Text);
pub const SMALL: Style = Style::new(8.5, 12.5, Weight::Regular, Ink::Muted);
pub const SECTION: Style = Style::new(21.0, 26.0, Weight::Bold, Ink::Text);
/// The same where the document has a page to keep to.
pub const SECTION_CLOSE: Style = Style::new(14.0, 18.0, Weight::Bold, Ink::Text);
pub const HEADING: Style = Style::new(12.5, 17.0, Weight::Bold, Ink::Text);
pub const CELL: Style = Style::new(9.0, 12.5, Weight::Regular, Ink::Text);
const FORM_CELL: Style = Style::new(10.0, 13.5, Weight::Regular, Ink::Text);
/// A box to tick, and what stands over a column of them.
pub const TICK: Style = Style::new(16.0, 18.0, Weight::Regular, Ink::Text);
/// A line with boxes to tick in it.
pub const TICK_LINE: Style = Style::new(13.0, 18.0, Weight::Regular, Ink::Text);
pub const TICK_HEAD: Style = Style::new(9.5, 12.0, Weight::Bold, Ink::Text);
pub const CELL_MORE: Style = Style::new(9.0, 12.5, Weight::Regular, Ink::Muted);
pub const COLUMN: Style = Style::new(8.0, 10.5, Weight::Regular, Ink::Muted);
pub const CAPTION: Style = Style::new(9.5, 13.0, Weight::Bold, Ink::Text);
pub const NUMBER: Style = Style::new(13.0, 15.0, Weight::Bold, Ink::Step5);
pub const FOOTER: Style = Style::new(8.0, 10.0, Weight::Regular, Ink::Muted);
pub const ENTRY: Style = Style::new(11.0, 15.0, Weight::Bold, Ink::Text);
pub const SUB_ENTRY: Style = Style::new(9.5, 13.0, Weight::Regular, Ink::Muted);

pub const MARK: Style = Style::new(13.0, 18.0, Weight::Bold, Ink::Text);
pub const OVER: Style = Style::new(12.5, 18.0, Weight::Regular, Ink::Step5);
pub const ABOUT: Style = Style::new(12.0, 18.0, Weight::Regular, Ink::Muted);
pub const SCORE: Style = Style::new(76.0, 66.0, Weight::Bold, Ink::Step5);
pub const SCORE_OF: Style = Style::new(16.0, 20.0, Weight::Regular, Ink::Muted);
pub const COVER_LINE: Style = Style::new(12.0, 17.5, Weight::Regular, Ink::Text);

/// The cover's title, smaller as it grows longer; over a first section never large.
pub fn title(front: Front, letters: usize) -> Style {
    let (size, leading) = match (front, letters) {
        (Front::Page, 0..=32) => (38.0, 44.0),
        (Front::Page, 33..=80) => (30.0, 36.0),
        (Front::Page, 81..=200) | (Front::Masthead, 0..=80) => (22.0, 28.0),
        _ => (13.0, 18.0),
    };
    Style::new(size, leading, Weight::Bold, Ink::Text)
}

/// Red, green and blue of an ink: the site's light tokens on white paper.
pub fn rgb(ink: Ink) -> [u8; 3] {
    const ACCENT: [u8; 3] = [0x0e, 0x5f, 0x66];
    let mixed = |percent: u16| {
        ACCENT.map(|part| {
            let white = 255 - u16::from(part);
            u8::try_from(255 - (white * percent + 50) / 100).unwrap_or(u8::MAX)
        })
    };
    match ink {
        Ink::Text => [0x1b, 0x24, 0x30],
        Ink::Muted => [0x55, 0x60, 0x6c],
        Ink::Edge => [0x7c, 0x86, 0x91],
        Ink::Line => [0xde, 0xdb, 0xd2],
        Ink::Paper => [255, 255, 255],
        Ink::Step1 => mixed(13),
        Ink::Step2 => mixed(29),
        Ink::Step3 => mixed(50),
        Ink::Step4 => mixed(74),
        Ink::Step5 => ACCENT,
        Ink::Careful => [0x8a, 0x52, 0x00],
    }
}
