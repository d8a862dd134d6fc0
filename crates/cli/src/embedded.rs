//! The packs, wordings and sentences that the program carries inside; what a file brings along is read elsewhere.

use pomscope_core::json::parse;
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
}

/// All packs, the one that `pomscope pack` prints by default first.
pub const PACKS: &[Embedded] = &[Embedded {
    id: "relationship-management-methodology",
    pack: include_str!("../../../content/packs/relationship-management-methodology/pack.json"),
    wordings: &[("en", include_str!("../../../content/packs/relationship-management-methodology/en.json"))],
}];

const INTERFACE: &str = include_str!("../../../content/interface/en.json");

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
}

/// The interface's sentences in English. An unreadable catalogue shows keys in place of sentences and never stops a score.
pub fn texts() -> Texts {
    let value = parse(INTERFACE).unwrap_or_default();
    Texts::from_json(&value).unwrap_or_default()
}
