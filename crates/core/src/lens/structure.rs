//! Reads a lens's structure from JSON, with all faults named at once; what the attributes mean is described at `Lens`.

use crate::answers::Side;
use crate::json::{Map, Value};
use crate::lens::{FacetTraits, NotApplicable, Traits, TrustTraits};
use crate::pack::{
    Fault, Group, GroupId, Item, ItemId, ItemTraits, Kind, Level, Pack, PackKind, Reader, ThreadId, Weights,
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
            self.fault("kind", || "must be block or lens; leave it out for a block".into());
            return Err(self.faults);
        }
        let id = self.id(root, "id", "id");
        let version = self.id(root, "version", "version");
        let scale = self.scale(root);
        for key in ["block", "levels", "threads", "groups", "metrics", "weights"] {
            if root.contains_key(key) {
                self.fault(key, || "a lens has none; remove it, or make the pack a block".into());
            }
        }
        let mut traits = Traits::default();
        let mut per_side = Vec::new();
        let groups = self.facets(root, &mut traits, &mut per_side);
        let threads = groups.iter().map(|group| group.thread.clone()).collect();
        let (groups, mut asked, slots) = self.resolve(groups);
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
        if self.faults.is_empty() {
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
                kept: traits.trust.as_ref().map(|trust| trust.met),
                slots,
            };
            Ok((pack, traits))
        } else {
            Err(self.faults)
        }
    }

    fn facets(&mut self, root: &Map, traits: &mut Traits, per_side: &mut Vec<ItemId>) -> Vec<Group> {
        let by_all = self.flag(root, "by", "by");
        let list = self.list(root, "facets", "facets");
        let mut groups: Vec<Group> = Vec::new();
        if list.is_empty() {
            self.fault("facets", || "a lens needs at least one facet".into());
        }
        if list.len() > MOST_FACETS {
            self.fault("facets", || {
                format!("{} facets are more than a lens may hold ({MOST_FACETS})", list.len())
            });
            return groups;
        }
        for (at, value) in list.iter().enumerate() {
            let place = self.place(|| format!("facets[{at}]"));
            let Some(object) = self.object(value, &place) else { continue };
            let id = self.id(object, "id", &place);
            if groups.iter().any(|group| group.id.as_str() == id) {
                self.fault(&place, || format!("the id {id} is used twice; every facet needs its own"));
            }
            let asks_by = self.flag(object, "by", &place) || by_all;
            let receiver = match object.get("receiver").map(Value::as_str) {
                None => None,
                Some(Some("it")) => Some(Side::It),
                Some(Some("business")) => Some(Side::Business),
                Some(_) => {
                    self.fault(&place, || "\"receiver\" must be it or business".into());
                    None
                }
            };
            let not_applicable = match object.get("na").map(Value::as_str) {
                None => NotApplicable::WithReason,
                Some(Some("notOurRole")) => NotApplicable::NotOurRole,
                Some(_) => {
                    self.fault(&place, || "\"na\" must be notOurRole, or left out".into());
                    NotApplicable::WithReason
                }
            };
            traits.facets.push(FacetTraits { receiver, not_applicable, asks_by });
            let practices = self.facet_items(object, &place, traits, per_side);
            if receiver.is_some() && practices.iter().any(|item| !per_side.contains(&item.id)) {
                self.fault(&place, || {
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
                    self.fault(&place, || format!("no item of a lens has {key:?}; remove it"));
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
        for value in self.list(object, "wants", "trust") {
            let name = value.as_str().unwrap_or_default();
            match groups.iter().position(|group| group.id.as_str() == name) {
                Some(at) => wants.push(at),
                None => self
                    .fault("trust", || format!("\"wants\" names {name:?}, which is no facet of this lens")),
            }
        }
        let met = self.text(object, "met", "trust");
        let slot = slots.get(met).copied();
        if slot.is_none() {
            self.fault("trust", || format!("\"met\" names {met:?}, which is no item of this lens"));
        }
        Some(TrustTraits { wants, met: slot? })
    }

    fn reflection(&mut self, root: &Map, slots: &Table<ItemId, usize>) -> Vec<ItemId> {
        let mut found: Vec<ItemId> = Vec::new();
        for value in self.list(root, "reflection", "reflection") {
            match value.as_str().map(ItemId::from) {
                Some(id) if !id.0.is_empty() && !found.contains(&id) && slots.get(&id).is_none() => {
                    found.push(id)
                }
                _ => self.fault("reflection", || {
                    "must list ids, each used once and none of them an item's".into()
                }),
            }
        }
        found
    }
}
