//! The packs, wordings and sentences that the program carries inside; what a file brings along is read elsewhere.

use pomscope_core::content::Content;
use pomscope_core::json::parse;
use pomscope_core::kit::Prompts;
use pomscope_core::lens::{Lens, Lenses};
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

/// The lenses beside the block, in the order in which they are offered.
pub const LENSES: &[Embedded] =
    &[carried::FRAMEWORK, carried::PRINCIPLES, carried::DUTIES, carried::WATERMELON, carried::CONVERSATIONS];

/// The lenses in a language; those that the program does not carry in it are left out.
pub fn lenses(lang: &str) -> Lenses {
    let lens = |embedded: &Embedded| {
        let (_, wording) = embedded.wordings.iter().find(|(other, _)| *other == lang)?;
        Lens::from_json(&parse(embedded.pack).ok()?, &parse(wording).ok()?).ok()
    };
    LENSES.iter().filter_map(lens).collect::<Vec<_>>().into()
}

/// The embedded pack of this id that an assessment can answer: a block.
pub fn find(id: &str) -> Option<&'static Embedded> {
    PACKS.iter().find(|embedded| embedded.id == id)
}

/// The ids of these packs, as a sentence lists them.
pub fn ids() -> String {
    listed(PACKS.iter())
}

/// The embedded block or lens of this id.
pub fn find_any(id: &str) -> Option<&'static Embedded> {
    PACKS.iter().chain(LENSES).find(|embedded| embedded.id == id)
}

/// The ids of all embedded packs, as a sentence lists them.
pub fn all_ids() -> String {
    listed(PACKS.iter().chain(LENSES))
}

fn listed(packs: impl Iterator<Item = &'static Embedded>) -> String {
    packs.map(|embedded| embedded.id).collect::<Vec<_>>().join(", ")
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
        if LENSES.iter().any(|lens| lens.id == self.id) {
            return PACKS.first()?.content(lang)?.asking(self.id);
        }
        let (_, wording) = self.wordings.iter().find(|(other, _)| *other == lang)?;
        let (_, interface) = INTERFACES.iter().find(|(other, _)| *other == lang)?;
        let read = |text: &str| parse(text).unwrap_or_default();
        let content = Content::from_parts(&read(interface), &read(self.pack), &read(wording))?;
        Some(Content { lenses: lenses(lang), ..content })
    }

    /// The prompts for workshops in a language; none where the program does not carry them, and the kit asks what fits any group.
    pub fn prompts(&self, lang: &str, pack: &Pack) -> Prompts {
        let found = self.prompts.iter().find(|(other, _)| *other == lang);
        found.and_then(|(_, text)| Prompts::from_json(&parse(text).ok()?, pack).ok()).unwrap_or_default()
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
    interface("en")
}

/// The interface's sentences in a language.
pub fn interface(lang: &str) -> text::Texts {
    nearest(INTERFACES, lang)
}

/// The sentences of the facilitator's kit in a language.
pub fn kit(lang: &str) -> text::Texts {
    nearest(KITS, lang)
}

/// The sentences of a group's result in a language.
pub fn session(lang: &str) -> text::Texts {
    nearest(SESSIONS, lang)
}

/// Whether the program's own sentences are there in a language.
pub fn speaks(lang: &str) -> bool {
    INTERFACES.iter().any(|(other, _)| base(other) == base(lang))
}

/// The catalogue in a language, else in the same language of another region, else the first, which is English.
fn nearest(list: &[(&str, &str)], lang: &str) -> text::Texts {
    let found = list
        .iter()
        .find(|(other, _)| *other == lang)
        .or_else(|| list.iter().find(|(other, _)| base(other) == base(lang)))
        .or(list.first());
    let value = found.and_then(|(_, text)| parse(text).ok()).unwrap_or_default();
    text::Texts::from_json(&value).unwrap_or_default()
}

fn base(lang: &str) -> &str {
    lang.split('-').next().unwrap_or_default()
}
