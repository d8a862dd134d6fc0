//! Lenses: facets without levels beside the block, as packs of their own (METHOD section 10); what is asked is read here, screens and report stand elsewhere.

mod answers;
mod reading;
mod score;
mod structure;
mod wording;

pub use answers::{By, Thought};
pub use reading::{
    ByTally, KeptFrom, OneSide, StandsOut, Trust, by_tally, not_operating, one_side, stands_out, trust,
};
pub use score::{FacetScore, LensScore, lens_score};

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::answers::Side;
use crate::content::{ItemWording, Wording};
use crate::json::Value;
use crate::pack::{Asked, Code, Fault, Group, ItemId, Pack};
use crate::table::Table;

/// How "does not apply" is put in a facet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NotApplicable {
    /// As everywhere: "Does not apply", with a reason.
    #[default]
    WithReason,
    /// "Not our role", without one.
    NotOurRole,
}

/// What a facet has beyond being a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FacetTraits {
    /// Whose wants its items are: that side receives them, the other gives.
    pub receiver: Option<Side>,
    /// How "does not apply" is put.
    pub not_applicable: NotApplicable,
    /// Whether each item also asks who does it.
    pub asks_by: bool,
}

/// What the trust index is made of (METHOD section 10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustTraits {
    /// The facets of wants, as positions in [`Pack::groups`].
    pub wants: Vec<usize>,
    /// The item that stands for the share of commitments met where nothing was counted: its slot.
    pub met: usize,
}

/// What a lens has beyond its pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// By facet, in the order of [`Pack::groups`].
    pub facets: Vec<FacetTraits>,
    /// The block whose definition shares an item, by item.
    pub also_in: Table<ItemId, String>,
    /// What the trust index is made of, where the lens has one.
    pub trust: Option<TrustTraits>,
    /// Questions to think about, never scored.
    pub reflection: Vec<ItemId>,
}

/// A lens: its pack, how it is put, and what it has beyond a pack.
///
/// # The file
/// A pack with `"kind": "lens"`, `"scale"` and `"facets"`, a list of `{"id", "items": [{"id"}, …]}`, in place of levels, threads
/// and groups. Beyond that:
///
/// | where | attribute | what it does |
/// |---|---|---|
/// | pack or facet | `"by": true` | each item also asks who does it |
/// | facet | `"receiver": "it"` or `"business"` | its items are wants of this side |
/// | facet | `"na": "notOurRole"` | "does not apply" is put as "Not our role" and asks for no reason |
/// | item | `"perSide": true` | its wording has `it` and `business`, each with `text` and `help`, in their place |
/// | item | `"alsoIn": "A2"` | the block of this code shares the item in its definition |
/// | pack | `"trust": {"wants": [facets], "met": item}` | a trust index is shown |
/// | pack | `"reflection": [ids]` | questions that are answered yes or no, never scored |
///
/// Its wording has `facets` (`name`, `about`), `items` (`text`, `help`, and where wanted `next`, what to do where the item is weak,
/// and `note`) and, where the pack has a reflection, `reflection` (`about`, `questions` by id).
#[derive(Clone, Debug, PartialEq)]
pub struct Lens {
    /// What is asked.
    pub pack: Pack,
    /// How it is put.
    pub wording: Wording,
    /// What it has beyond a pack.
    pub traits: Traits,
}

impl Lens {
    /// Reads a lens from its pack and its wording.
    ///
    /// # Errors
    /// Every fault of the pack; of the wording only where the pack has none.
    pub fn from_json(pack: &Value, wording: &Value) -> Result<Self, Vec<Fault>> {
        Self::read::<true>(pack, wording)
    }

    /// Reads a lens that comes with the program; what is wrong with it is not told.
    pub(crate) fn ours(pack: &Value, wording: &Value) -> Option<Self> {
        Self::read::<false>(pack, wording).ok()
    }

    fn read<const TELLS: bool>(pack: &Value, wording: &Value) -> Result<Self, Vec<Fault>> {
        let (pack, traits) = crate::pack::Reader::<TELLS>::default().lens(pack)?;
        let wording = Wording::of_lens::<TELLS>(wording, &pack)?;
        let mut faults = crate::pack::Reader::<TELLS>::default();
        for id in &traits.reflection {
            if wording.reflection(id).is_empty() {
                faults.faulty = true;
                if TELLS {
                    let path = ["reflection", "questions", id.as_str()];
                    faults.faults.push(Fault::under(
                        Code::MissingText,
                        &path,
                        "the text is missing; write one".into(),
                    ));
                }
            }
        }
        if !faults.faulty { Ok(Self { pack, wording, traits }) } else { Err(faults.faults) }
    }

    /// The lens's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.pack.id
    }

    /// The facet at this position with what it has beyond a group.
    #[must_use]
    pub fn facet(&self, at: usize) -> Option<(&Group, FacetTraits)> {
        Some((self.pack.groups.get(at)?, self.traits.facets.get(at).copied().unwrap_or_default()))
    }

    /// What the facet of an item has beyond a group.
    #[must_use]
    pub fn facet_of(&self, item: &Asked) -> FacetTraits {
        self.traits.facets.get(item.group).copied().unwrap_or_default()
    }

    /// Whether it asks the two sides in words of their own, so that it matters from where somebody looks.
    #[must_use]
    pub fn is_two_sided(&self) -> bool {
        self.pack.asked.iter().any(|item| item.per_side)
    }

    /// Whether it also asks who does what is stated.
    #[must_use]
    pub fn asks_by(&self) -> bool {
        self.traits.facets.iter().any(|facet| facet.asks_by)
    }

    /// How long it takes, in minutes: five items a minute, and never less than one.
    #[must_use]
    pub fn minutes(&self) -> usize {
        self.pack.asked.len().div_ceil(5).max(1)
    }
}

impl Wording {
    /// The texts of a lens's item as they are put to a side. Who has no side, or both, is asked in IT's words.
    #[must_use]
    pub fn item_for(&self, id: &ItemId, side: Option<Side>) -> ItemWording {
        let own = (side == Some(Side::Business)).then(|| self.items.get(&wording::aside(id, "business")));
        own.flatten().cloned().unwrap_or_else(|| self.item(id))
    }

    /// A remark on an item of a lens; may be empty.
    #[must_use]
    pub fn item_note(&self, id: &ItemId) -> &str {
        self.items.get(&wording::aside(id, "note")).map_or("", |note| &note.text)
    }

    /// A question to think about; empty where there is none of this id.
    #[must_use]
    pub fn reflection(&self, id: &ItemId) -> &str {
        self.items.get(&wording::aside(id, "reflection")).map_or("", |question| &question.text)
    }

    /// What a lens's questions to think about are for; empty where it has none.
    #[must_use]
    pub fn reflection_about(&self) -> &str {
        self.items.get(&wording::aside(&ItemId::default(), "reflection")).map_or("", |about| &about.text)
    }
}

/// The lenses of a content, behind a pointer of which the program that has none needs to know nothing.
#[derive(Clone, Default)]
pub struct Lenses(Option<Arc<dyn Deref<Target = [Lens]> + Send + Sync>>);

impl Lenses {
    /// Reads the list `[{"pack", "wording"}]` that comes with the program; null is an empty one. None where one does not hold together.
    #[must_use]
    pub fn from_json(list: &Value) -> Option<Self> {
        let lens = |entry: &Value| Lens::ours(entry.get("pack")?, entry.get("wording")?);
        let list = list.as_array().map_or(&[][..], Vec::as_slice);
        Some(list.iter().map(lens).collect::<Option<Vec<_>>>()?.into())
    }

    /// The lens of this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Lens> {
        self.iter().find(|lens| lens.id() == id)
    }

    /// The position of the lens of this id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.iter().position(|lens| lens.id() == id)
    }
}

impl From<Vec<Lens>> for Lenses {
    fn from(list: Vec<Lens>) -> Self {
        if list.is_empty() { Self(None) } else { Self(Some(Arc::new(list.into_boxed_slice()))) }
    }
}

impl Deref for Lenses {
    type Target = [Lens];

    fn deref(&self) -> &[Lens] {
        self.0.as_ref().map_or(&[], |list| list)
    }
}

impl PartialEq for Lenses {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Lenses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
