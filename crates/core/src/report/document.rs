//! A document: sections of paragraphs, lists, tables and figures in the order in which they are read, complete as text; every renderer (screen, print, PDF, Markdown, JSON) draws one, and what goes into it is decided in `telling`.

use crate::report::drawing::Drawing;
use crate::report::{Fact, Table};

/// A box to tick. A cell, or a part of a text, that is drawn for a pen to find.
pub const BOX: &str = "\u{2610}";

/// What is handed over, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The language of its words, a BCP 47 tag.
    pub lang: String,
    /// Which way its words run.
    pub direction: Direction,
    /// The title, for the file's own record.
    pub title: String,
    /// What it is about, for the file's own record.
    pub subject: String,
    /// When the assessment was last changed, or the day of the report: an RFC 3339 moment or a date.
    pub date: String,
    /// What its pages are for.
    pub pages: Pages,
    /// The first page.
    pub cover: CoverPage,
    /// The sections in order.
    pub sections: Vec<Section>,
    /// The words that a renderer with pages needs.
    pub words: PageWords,
}

/// Which way a language runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// What the pages of a document are for: a renderer with pages chooses their shape and the size of letters by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pages {
    /// To be read.
    #[default]
    Report,
    /// To be projected: lying, in large letters, every section on a page of its own.
    Slides,
    /// To be filled in with a pen: narrow edges, boxes large enough to tick.
    Form,
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoverPage {
    /// The program's name.
    pub mark: String,
    /// What stands over the title: the subject of the assessment.
    pub over: String,
    /// The title.
    pub title: String,
    /// Whose view, and when.
    pub about: String,
    /// What else is known before the first page is turned.
    pub facts: Vec<Fact>,
    /// The one number with what it is out of, such as "2.6" and "of 5"; none where there is none.
    pub score: Option<(String, String)>,
    /// What stands under the number, a paragraph each.
    pub lines: Vec<String>,
    /// The number as a picture; none where the cover is not a page of its own.
    pub figure: Option<Figure>,
    /// Who made it by which method, a paragraph each.
    pub made: Vec<String>,
}

/// Where a section begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// Where the one before ends.
    #[default]
    Here,
    /// On a page of its own.
    NewPage,
}

/// A section with its heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its name within the document, for links: lower-case letters and hyphens.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Where it begins.
    pub start: Start,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading below the section's.
    Heading(String),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// Terms with their values.
    Facts(Vec<Fact>),
    /// A table. A line break in a cell begins a new line in it.
    Table(Table),
    /// A figure; the table with the same numbers follows it as a block of its own.
    Figure(Figure),
}

/// How a paragraph speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// As the text does.
    #[default]
    Plain,
    /// Larger: what should be read first.
    Lead,
    /// Smaller: what may be read last.
    Small,
    /// Set apart: what a reader must not overlook.
    Notice,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// How it speaks.
    pub voice: Voice,
    /// The words that open it in bold; may be empty.
    pub strong: String,
    /// The text.
    pub text: String,
}

/// Whether the order of a list matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListKind {
    /// It does not.
    #[default]
    Bullets,
    /// It does.
    Numbers,
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Whether its order matters.
    pub kind: ListKind,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListItem {
    /// The words that open it in bold; may be empty.
    pub strong: String,
    /// The text.
    pub text: String,
    /// What stands at the end of its first line, such as "+0.3 levels"; may be empty.
    pub end: String,
    /// Smaller lines below it.
    pub lines: Vec<String>,
}

/// A figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Its name within the document: lower-case letters and hyphens.
    pub id: String,
    /// What it shows, under it.
    pub caption: String,
    /// The same in words, for who does not see it.
    pub alternative: String,
    /// The picture.
    pub drawing: Drawing,
}

/// The words of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageWords {
    /// "Contents".
    pub contents: String,
    /// "Page {page} of {pages}": the renderer fills in both.
    pub page: String,
    /// The heading of the annex that lists characters the font does not hold.
    pub annex: String,
    /// What that annex says first.
    pub annex_intro: String,
    /// The columns of its table: mark, character's number, how often.
    pub annex_columns: [String; 3],
    /// "Figure": how a reader of pages announces one.
    pub figure: String,
    /// The name of the attached file's relation: "The assessment, as data".
    pub attachment: String,
}

impl Document {
    /// With words on who offers it before those on who made it by which method: none for nobody. They get a line of their own where the cover is a page; the board's one page has no room for one, and there they open the line that follows.
    #[must_use]
    pub fn offered_by(mut self, line: Option<String>) -> Self {
        let one_page = self.sections.first().is_some_and(|section| section.start == Start::Here);
        match line {
            Some(line) if one_page => {
                if let Some(made) = self.cover.made.first_mut() {
                    *made = format!("{line} {made}");
                }
            }
            line => drop(self.cover.made.splice(0..0, line)),
        }
        self
    }

    /// All tables in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// All figures in order, the cover's first.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        self.cover.figure.iter().chain(blocks.filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        }))
    }

    /// Every piece of text in reading order, the drawings' own left out: their tables say the same.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let cover = &self.cover;
        let mut texts: Vec<&str> = vec![&cover.mark, &cover.over, &cover.title, &cover.about];
        push_facts(&mut texts, &cover.facts);
        if let Some((score, of)) = &cover.score {
            texts.extend([score.as_str(), of]);
        }
        texts.extend(cover.lines.iter().map(String::as_str));
        if let Some(figure) = &cover.figure {
            figure.push_texts(&mut texts);
        }
        texts.extend(cover.made.iter().map(String::as_str));
        for section in &self.sections {
            texts.push(&section.title);
            for block in &section.blocks {
                block.push_texts(&mut texts);
            }
        }
        texts.retain(|text| !text.is_empty());
        texts
    }
}

fn push_facts<'a>(texts: &mut Vec<&'a str>, facts: &'a [Fact]) {
    for fact in facts {
        texts.extend([fact.term.as_str(), &fact.value]);
    }
}

impl Block {
    fn push_texts<'a>(&'a self, texts: &mut Vec<&'a str>) {
        match self {
            Self::Heading(title) => texts.push(title),
            Self::Paragraph(paragraph) => texts.extend([paragraph.strong.as_str(), &paragraph.text]),
            Self::List(list) => {
                for item in &list.items {
                    texts.extend([item.strong.as_str(), &item.text, &item.end]);
                    texts.extend(item.lines.iter().map(String::as_str));
                }
            }
            Self::Facts(facts) => push_facts(texts, facts),
            Self::Table(table) => {
                texts.push(&table.caption);
                texts.extend(table.columns.iter().map(|column| column.title.as_str()));
                texts.extend(table.rows.iter().flat_map(|row| &row.cells).map(String::as_str));
            }
            Self::Figure(figure) => figure.push_texts(texts),
        }
    }
}

impl Figure {
    fn push_texts<'a>(&'a self, texts: &mut Vec<&'a str>) {
        texts.extend([self.alternative.as_str(), &self.caption]);
    }
}
