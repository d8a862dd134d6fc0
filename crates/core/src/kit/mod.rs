//! The facilitator's kit: agenda, prompts, slides and paper forms of a workshop, made as documents from any pack; what draws them knows no kit, and what a session shows is decided elsewhere.

mod agenda;
pub mod order;
mod paper_form;
pub mod plan;
pub mod prompts;
mod slides;

use std::sync::OnceLock;

use crate::content::Content;
use crate::pack::{Group, Level, PackKind};
use crate::report::document::{
    Block, CoverPage, Document, List, ListItem, ListKind, Pages, Paragraph, Section, Start, Voice,
};
use crate::report::page_words;
use crate::text::Texts;

pub use agenda::agenda;
pub use paper_form::{lettered, paper_form, rating_letter};
pub use prompts::Prompts;
pub use slides::slides;

/// What the kit is made from: a pack with its wording, the kit's own sentences in the same language, and the pack's prompts where it has some.
#[derive(Clone, Debug, PartialEq)]
pub struct Kit {
    /// The pack, its wording and the interface's sentences.
    pub content: Content,
    /// The kit's sentences, kept apart since the program in the browser does not carry them.
    pub texts: Texts,
    /// The prompts of the pack's groups.
    pub prompts: Prompts,
    /// The same for each lens of the content.
    pub beside: Beside,
}

/// The kits of a content's lenses, each made once it is asked for.
#[derive(Clone, Debug, Default)]
pub struct Beside(OnceLock<Box<[OnceLock<Kit>]>>);

impl PartialEq for Beside {
    /// They follow from the kit that they stand in, however many of them were made.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The prompts for the facilitator, group by group in the order asked, as a document.
#[must_use]
pub fn prompts(kit: &Kit) -> Document {
    prompts::document(kit)
}

impl Kit {
    /// Reads a list of content files, of which each adds to those before it; the kit's sentences stand among the interface's, `prompts` beside them.
    ///
    /// None where it does not hold together; what is wrong with it, tests and the command tell before it is shipped.
    #[must_use]
    pub fn from_json_list(text: &str) -> Option<Self> {
        let content = Content::from_json_list(text)?;
        let list = crate::json::parse(text).ok()?;
        let prompts = list.as_array()?.iter().find_map(|file| file.get("prompts"));
        let prompts = prompts.and_then(|prompts| Prompts::from_json(prompts, &content.pack).ok());
        let prompts = prompts.unwrap_or_default();
        Some(Self { texts: content.texts.clone(), prompts, content, beside: Beside::default() })
    }

    /// The kit of this pack: its own, or of a lens beside it; none where it knows no pack of this id. The one place that says which packs can be asked.
    #[must_use]
    pub fn find(&self, pack: &str) -> Option<&Self> {
        if self.content.pack.id == pack {
            return Some(self);
        }
        let at = self.content.lenses.position(pack)?;
        let made = || (0..self.content.lenses.len()).map(|_| OnceLock::new()).collect();
        let place = self.beside.0.get_or_init(made).get(at)?;
        if place.get().is_none() {
            let (content, texts) = (self.content.asking(pack)?, self.texts.clone());
            let kit = Self { content, texts, prompts: Prompts::default(), beside: Beside::default() };
            // Whoever was first made the same.
            let _ = place.set(kit);
        }
        place.get()
    }

    /// The kit of this pack; its own where it knows none of this id, which no session that can be opened has.
    #[must_use]
    pub fn asking(&self, pack: &str) -> &Self {
        self.find(pack).unwrap_or(self)
    }

    /// Whether a lens is asked.
    #[must_use]
    pub fn is_lens(&self) -> bool {
        self.content.pack.kind == PackKind::Lens
    }

    /// A sentence of the kit.
    fn get(&self, key: &str) -> String {
        self.texts.get(key).to_owned()
    }

    /// A sentence of the kit with values filled in.
    fn fill<const N: usize>(&self, key: &str, values: [(&str, String); N]) -> String {
        self.texts.fill(key, &values)
    }

    /// A sentence that is chosen by a count.
    fn count(&self, key: &str, n: u32) -> String {
        self.fill(key, [("n", n.to_string())])
    }

    /// "Level 3, Intermediate".
    fn level(&self, level: Level) -> String {
        let name = self.content.wording.level_name(level.number).to_owned();
        self.fill("kit.prompts.level", [("level", level.number.to_string()), ("name", name)])
    }

    /// "Goals · Level 3, Intermediate"; of a lens's facet, which has no level, the lens's name.
    fn place(&self, group: &Group) -> String {
        if self.is_lens() {
            return self.content.wording.name.clone();
        }
        format!("{} · {}", self.content.wording.thread_name(&group.thread), self.level(group.level))
    }

    /// A document of the kit about this pack.
    fn document(&self, title: String, pages: Pages, cover: CoverPage, sections: Vec<Section>) -> Document {
        let (wording, texts) = (&self.content.wording, &self.content.texts);
        let cover = CoverPage {
            mark: texts.get("report.mark").to_owned(),
            over: wording.name.clone(),
            title: title.clone(),
            made: vec![wording.credit.clone()],
            ..cover
        };
        Document {
            lang: wording.lang.clone(),
            title: texts.pair(&title, &wording.name),
            subject: wording.subject.clone(),
            pages,
            cover,
            sections,
            words: page_words(texts),
            ..Document::default()
        }
    }
}

fn section(id: &str, title: String, start: Start, blocks: Vec<Block>) -> Section {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    Section { id: id.chars().map(letter).collect(), title, start, blocks }
}

fn paragraph(voice: Voice, text: String) -> Block {
    Block::Paragraph(Paragraph { voice, strong: String::new(), text })
}

fn bullets(texts: impl IntoIterator<Item = String>) -> Block {
    let item = |text| ListItem { text, ..ListItem::default() };
    Block::List(List { kind: ListKind::Bullets, items: texts.into_iter().map(item).collect() })
}
