//! The packs, wordings and sentences that the program carries inside; what a file brings along is read elsewhere.

use pomscope_core::content::Content;
use pomscope_core::json::parse;
use pomscope_core::kit::{Kit, Prompts};
use pomscope_core::pack::{Fault, Pack};
use pomscope_core::text;

use carried::{INTERFACES, KITS, SESSIONS};

/// A pack with its wordings, as the repository's content folder holds them.
pub struct Embedded {
    /// The id, as files name the pack.
    pub id: &'static str,
    /// The structure.
    pub pack: &'static str,
    /// The wordings: language and text.
    pub wordings: Texts,
    /// The prompts for workshops: language and text.
    pub prompts: Texts,
}

/// Texts by language.
type Texts = &'static [(&'static str, &'static str)];

/// What the content folder holds, listed by the build (`build.rs`).
mod carried {
    // Not every pack of the folder need be one that the command offers.
    #![allow(dead_code)]
    use super::{Embedded, Texts};

    include!(concat!(env!("OUT_DIR"), "/carried.rs"));
}

/// All packs, the one that `pomscope pack` prints by default first.
pub const PACKS: &[Embedded] = &[carried::RELATIONSHIP_MANAGEMENT_METHODOLOGY];

/// The embedded pack of this id.
pub fn find(id: &str) -> Option<&'static Embedded> {
    PACKS.iter().find(|embedded| embedded.id == id)
}

/// The ids of the embedded packs, as a sentence lists them.
pub fn ids() -> String {
    PACKS.iter().map(|embedded| embedded.id).collect::<Vec<_>>().join(", ")
}

impl Embedded {
    /// The pack's structure.
    ///
    /// # Errors
    /// Its faults; the tests hold that a released program has none.
    pub fn structure(&self) -> Result<Pack, Vec<Fault>> {
        let value = parse(self.pack).unwrap_or_default();
        Pack::from_json(&value)
    }

    /// The pack with its wording and the interface's sentences in a language; none where the program does not carry both (the tests hold that what it carries is sound).
    pub fn content(&self, lang: &str) -> Option<Content> {
        let (_, wording) = self.wordings.iter().find(|(other, _)| *other == lang)?;
        let (_, interface) = INTERFACES.iter().find(|(other, _)| *other == lang)?;
        let read = |text: &str| parse(text).unwrap_or_default();
        Content::from_parts(&read(interface), &read(self.pack), &read(wording))
    }

    /// All that the facilitator's kit is made from in a language; none where the program does not carry it.
    pub fn kit(&self, lang: &str) -> Option<Kit> {
        let content = self.content(lang)?;
        let (_, texts) = kit_texts(lang)?;
        let prompts = self.prompts.iter().find(|(other, _)| *other == lang);
        let prompts =
            prompts.and_then(|(_, text)| Prompts::from_json(&parse(text).ok()?, &content.pack).ok());
        Some(Kit { content, texts, prompts: prompts.unwrap_or_default() })
    }

    /// All that the result of a session is told with in a language; none where the program does not carry it.
    pub fn session(&self, lang: &str) -> Option<(Content, text::Texts)> {
        let (_, words) = SESSIONS.iter().find(|(other, _)| *other == lang)?;
        Some((self.content(lang)?, text::Texts::from_json(&parse(words).ok()?)?))
    }

    /// The languages that [`Embedded::content`] has, as a sentence lists them.
    pub fn languages(&self) -> String {
        let both = |(lang, _): &&(&str, &str)| INTERFACES.iter().any(|(other, _)| other == lang);
        let names: Vec<&str> = self.wordings.iter().filter(both).map(|(lang, _)| *lang).collect();
        names.join(", ")
    }
}

/// The interface's sentences in English. An unreadable catalogue shows keys in place of sentences and never stops a score.
pub fn texts() -> text::Texts {
    let value = INTERFACES.first().and_then(|(_, text)| parse(text).ok()).unwrap_or_default();
    text::Texts::from_json(&value).unwrap_or_default()
}

/// The interface's sentences and those of the kit in a language; none where the program does not carry both.
pub fn kit_texts(lang: &str) -> Option<(text::Texts, text::Texts)> {
    let read = |list: &[(&str, &str)]| {
        let (_, text) = list.iter().find(|(other, _)| *other == lang)?;
        text::Texts::from_json(&parse(text).ok()?)
    };
    Some((read(INTERFACES)?, read(KITS)?))
}
