//! Reads a lens's structure from JSON, with all faults named at once; what the attributes mean is described at `Lens`.

use crate::answers::Side;
use crate::json::{Map, Value};
use crate::lens::{FacetTraits, NotApplicable, Traits, TrustTraits};
use crate::pack::{
    Code, Fault, Group, GroupId, Item, ItemId, ItemTraits, Kind, Level, Pack, PackKind, Reader, ThreadId,
    Weights,
};
use crate::table::Table;

/// The level of every facet: none that anybody is told of.
const NO_LEVEL: Level = Level { number: 0, descriptive: false };

/// The most facets of a lens.
const MOST_FACETS: usize = 40;

impl<const TELLS: bool> Reader<TELLS> {
    /// Reads a lens: its pack and what it has beyond.
    pub(crate) fn lens(mut self, value: &Value) -> Result<(Pack, Traits), Vec<Fault>> {
        let Some(root) = self.begin(value) else { return Err(self.faults) };
        if root.get("kind").and_then(Value::as_str) != Some("lens") {
            self.fault(Code::BadKind, "kind", || "must be block or lens; leave it out for a block".into());
            return Err(self.faults);
        }
        let id = self.id(root, "id", "");
        let version = self.id(root, "version", "");
        let scale = self.scale(root);
        for key in ["block", "levels", "threads", "groups", "metrics", "weights"] {
            if root.contains_key(key) {
                self.fault(Code::NotOfLens, key, || {
                    "a lens has none; remove it, or make the pack a block".into()
                });
            }
        }
        let mut traits = Traits::default();
        let mut per_side = Vec::new();
        let groups = self.facets(root, &mut traits, &mut per_side);
        let threads = groups.iter().map(|group| group.thread.clone()).collect();
        let (groups, mut asked, slots) = self.resolve(root, groups);
        for item in &mut asked {
            item.per_side = per_side.contains(&item.id);
            let facet = traits.facets.get(item.group).copied().unwrap_or_default();
            item.traits = ItemTraits {
                receiver: facet.receiver,
                asks_by: facet.asks_by,
                not_our_role: facet.not_applicable == NotApplicable::NotOurRole,
            };
        }
        traits.trust = self.trust(root, &groups, &slots);
        traits.reflection = self.reflection(root, &slots);
        if !self.faulty {
            let pack = Pack {
                kind: PackKind::Lens,
                id,
                version,
                block: String::new(),
                scale,
                weights: Weights { practice: 1.0, outcome: 1.0 },
                levels: Vec::new(),
                threads,
                groups,
                metrics: Vec::new(),
                asked,
                history: crate::versions::History::default(),
                kept: traits.trust.as_ref().map(|trust| trust.met),
                slots,
            };
            Ok((pack, traits))
        } else {
            Err(self.faults)
        }
    }

    fn facets(&mut self, root: &Map, traits: &mut Traits, per_side: &mut Vec<ItemId>) -> Vec<Group> {
        let by_all = self.flag(root, "by", "");
        let list = self.list(root, "facets", "");
        let mut groups: Vec<Group> = Vec::new();
        if list.is_empty() {
            self.fault(Code::FacetCount, "facets", || "a lens needs at least one facet".into());
        }
        if list.len() > MOST_FACETS {
            self.fault(Code::FacetCount, "facets", || {
                format!("{} facets are more than a lens may hold ({MOST_FACETS})", list.len())
            });
            return groups;
        }
        for (at, value) in list.iter().enumerate() {
            let place = self.place(|| format!("facets[{at}]"));
            let Some(object) = self.object(value, &place) else { continue };
            let id = self.id(object, "id", &place);
            if groups.iter().any(|group| group.id.as_str() == id) {
                let place = self.key(&place, "id");
                self.fault(Code::SameId, &place, || {
                    format!("two facets have the id {id}; every facet needs its own")
                });
            }
            let asks_by = self.flag(object, "by", &place) || by_all;
            let receiver = match object.get("receiver").map(Value::as_str) {
                None => None,
                Some(Some("it")) => Some(Side::It),
                Some(Some("business")) => Some(Side::Business),
                Some(_) => {
                    let place = self.key(&place, "receiver");
                    self.fault(Code::BadFacet, &place, || "\"receiver\" must be it or business".into());
                    None
                }
            };
            let not_applicable = match object.get("na").map(Value::as_str) {
                None => NotApplicable::WithReason,
                Some(Some("notOurRole")) => NotApplicable::NotOurRole,
                Some(_) => {
                    let place = self.key(&place, "na");
                    self.fault(Code::BadFacet, &place, || "\"na\" must be notOurRole, or left out".into());
                    NotApplicable::WithReason
                }
            };
            traits.facets.push(FacetTraits { receiver, not_applicable, asks_by });
            let practices = self.facet_items(object, &place, traits, per_side);
            if practices.is_empty() {
                self.fault(Code::NothingAsked, &place, || {
                    "the facet has no item; give it at least one".into()
                });
            }
            if receiver.is_some() && practices.iter().any(|item| !per_side.contains(&item.id)) {
                self.fault(Code::NotPerSide, &place, || {
                    "what one side receives and the other gives is worded for each; give every item \"perSide\": true".into()
                });
            }
            let (outcomes, metrics) = (Vec::new(), Vec::new());
            let thread = ThreadId(id.clone());
            groups.push(Group { id: GroupId(id), thread, level: NO_LEVEL, practices, outcomes, metrics });
        }
        groups
    }

    fn facet_items(
        &mut self,
        facet: &Map,
        place: &str,
        traits: &mut Traits,
        per_side: &mut Vec<ItemId>,
    ) -> Vec<Item> {
        let mut items = Vec::new();
        for (at, value) in self.list(facet, "items", place).iter().enumerate() {
            let place = self.place(|| format!("{place}.items[{at}]"));
            let Some(object) = self.object(value, &place) else { continue };
            let id = ItemId(self.id(object, "id", &place));
            for key in ["surpassable", "sameAs"] {
                if object.contains_key(key) {
                    let place = self.key(&place, key);
                    self.fault(Code::NotOfLens, &place, || {
                        format!("no item of a lens has {key:?}; remove it")
                    });
                }
            }
            if self.flag(object, "perSide", &place) {
                per_side.push(id.clone());
            }
            if object.contains_key("alsoIn") {
                let block = self.id(object, "alsoIn", &place);
                traits.also_in.insert(id.clone(), block);
            }
            items.push(Item { id, kind: Kind::Practice, surpassable: false, same_as: None, slot: 0 });
        }
        items
    }

    fn trust(&mut self, root: &Map, groups: &[Group], slots: &Table<ItemId, usize>) -> Option<TrustTraits> {
        let object = self.object(root.get("trust")?, "trust")?;
        let mut wants = Vec::new();
        for (at, value) in self.list(object, "wants", "trust").iter().enumerate() {
            let name = value.as_str().unwrap_or_default();
            match groups.iter().position(|group| group.id.as_str() == name) {
                Some(at) => wants.push(at),
                None => {
                    let place = self.place(|| format!("trust.wants[{at}]"));
                    self.fault(Code::BadTrust, &place, || {
                        format!("\"wants\" names {name:?}, which is no facet of this lens")
                    });
                }
            }
        }
        if wants.is_empty() {
            self.fault(Code::BadTrust, "trust.wants", || {
                "\"wants\" names no facet; name at least one".into()
            });
        }
        let met = self.text(object, "met", "trust");
        let slot = slots.get(met).copied();
        if slot.is_none() && !met.is_empty() {
            self.fault(Code::BadTrust, "trust.met", || {
                format!("\"met\" names {met:?}, which is no item of this lens")
            });
        }
        Some(TrustTraits { wants, met: slot? })
    }

    fn reflection(&mut self, root: &Map, slots: &Table<ItemId, usize>) -> Vec<ItemId> {
        let mut found: Vec<ItemId> = Vec::new();
        for (at, value) in self.list(root, "reflection", "").iter().enumerate() {
            match value.as_str().map(ItemId::from) {
                Some(id) if !id.0.is_empty() && !found.contains(&id) && slots.get(&id).is_none() => {
                    found.push(id);
                }
                _ => {
                    let place = self.place(|| format!("reflection[{at}]"));
                    self.fault(Code::BadReflection, &place, || {
                        "the reflection must list ids, each used once and none of them an item's".into()
                    });
                }
            }
        }
        found
    }
}
