//! The packs, wordings and sentences that the program carries inside; what a file brings along is read elsewhere.

use pomscope_core::content::Content;
use pomscope_core::json::parse;
use pomscope_core::kit::{Kit, Prompts};
use pomscope_core::lens::{Lens, Lenses};
use pomscope_core::pack::{Fault, Pack};
use pomscope_core::text::Texts;

/// A pack with its wordings, as the repository's content folder holds them.
pub struct Embedded {
    /// The id, as files name the pack.
    pub id: &'static str,
    /// The structure.
    pub pack: &'static str,
    /// The wordings: language and text.
    pub wordings: &'static [(&'static str, &'static str)],
    /// The prompts for workshops: language and text.
    pub prompts: &'static [(&'static str, &'static str)],
}

/// All packs, the one that `pomscope pack` prints by default first.
pub const PACKS: &[Embedded] = &[Embedded {
    id: "relationship-management-methodology",
    pack: include_str!("../../../content/packs/relationship-management-methodology/pack.json"),
    wordings: &[("en", include_str!("../../../content/packs/relationship-management-methodology/en.json"))],
    prompts: &[(
        "en",
        include_str!("../../../content/packs/relationship-management-methodology/kit/en.json"),
    )],
}];

/// The lenses beside the block, in the order in which they are offered.
pub const LENSES: &[Embedded] = &[
    Embedded {
        id: "framework",
        pack: include_str!("../../../content/packs/framework/pack.json"),
        wordings: &[("en", include_str!("../../../content/packs/framework/en.json"))],
        prompts: &[],
    },
    Embedded {
        id: "principles",
        pack: include_str!("../../../content/packs/principles/pack.json"),
        wordings: &[("en", include_str!("../../../content/packs/principles/en.json"))],
        prompts: &[],
    },
    Embedded {
        id: "duties",
        pack: include_str!("../../../content/packs/duties/pack.json"),
        wordings: &[("en", include_str!("../../../content/packs/duties/en.json"))],
        prompts: &[],
    },
    Embedded {
        id: "watermelon",
        pack: include_str!("../../../content/packs/watermelon/pack.json"),
        wordings: &[("en", include_str!("../../../content/packs/watermelon/en.json"))],
        prompts: &[],
    },
    Embedded {
        id: "conversations",
        pack: include_str!("../../../content/packs/conversations/pack.json"),
        wordings: &[("en", include_str!("../../../content/packs/conversations/en.json"))],
        prompts: &[],
    },
];

/// The interface's sentences: language and text, English first.
const INTERFACES: &[(&str, &str)] = &[("en", include_str!("../../../content/interface/en.json"))];

/// The sentences of the facilitator's kit: language and text.
const KITS: &[(&str, &str)] = &[("en", include_str!("../../../content/kit/en.json"))];

/// The sentences of a group's result: language and text.
const SESSIONS: &[(&str, &str)] = &[("en", include_str!("../../../content/session/en.json"))];

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

    /// All that the facilitator's kit is made from in a language; none where the program does not carry it.
    pub fn kit(&self, lang: &str) -> Option<Kit> {
        let content = self.content(lang)?;
        let (_, texts) = kit_texts(lang)?;
        let prompts = self.prompts.iter().find(|(other, _)| *other == lang);
        let prompts =
            prompts.and_then(|(_, text)| Prompts::from_json(&parse(text).ok()?, &content.pack).ok());
        Some(Kit { content, texts, prompts: prompts.unwrap_or_default(), beside: Default::default() })
    }

    /// All that the result of a session is told with in a language; none where the program does not carry it.
    pub fn session(&self, lang: &str) -> Option<(Content, Texts)> {
        let (_, words) = SESSIONS.iter().find(|(other, _)| *other == lang)?;
        Some((self.content(lang)?, Texts::from_json(&parse(words).ok()?)?))
    }

    /// The languages that [`Embedded::content`] has, as a sentence lists them.
    pub fn languages(&self) -> String {
        let both = |(lang, _): &&(&str, &str)| INTERFACES.iter().any(|(other, _)| other == lang);
        let names: Vec<&str> = self.wordings.iter().filter(both).map(|(lang, _)| *lang).collect();
        names.join(", ")
    }
}

/// The interface's sentences in English. An unreadable catalogue shows keys in place of sentences and never stops a score.
pub fn texts() -> Texts {
    let value = INTERFACES.first().and_then(|(_, text)| parse(text).ok()).unwrap_or_default();
    Texts::from_json(&value).unwrap_or_default()
}

/// The interface's sentences and those of the kit in a language; none where the program does not carry both.
pub fn kit_texts(lang: &str) -> Option<(Texts, Texts)> {
    let read = |list: &[(&str, &str)]| {
        let (_, text) = list.iter().find(|(other, _)| *other == lang)?;
        Texts::from_json(&parse(text).ok()?)
    };
    Some((read(INTERFACES)?, read(KITS)?))
}
