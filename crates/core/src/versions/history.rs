//! What a pack declares of its older versions: which items moved, and in which order they were asked; what follows for answers is in `bring` and `codes`.

use std::cmp::Ordering;

use crate::code::same_key;
use crate::json::{Map, Value};
use crate::pack::{Asked, Code, Fault, ItemId, ItemTraits, Kind, MetricId, Pack, ThreadId};
use crate::versions::compare_versions;

/// The most older versions of a pack that are declared.
const MOST_VERSIONS: usize = 100;
/// The most items of an order, and the most moves of a version.
const MOST_ITEMS: usize = 2_000;
/// The longest version and id.
const LONGEST: usize = 80;

/// What became of the items of one older version, up to the next that is declared, or to the pack's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Move {
    /// The older version.
    pub from: String,
    /// By old item: the items that ask for it now; none where nothing does any more, several where it was split.
    pub items: Vec<(ItemId, Vec<ItemId>)>,
    /// By old metric: the one that counts it now.
    pub metrics: Vec<(MetricId, MetricId)>,
    /// The items that were asked for the first time after it.
    pub new: Vec<ItemId>,
    /// The items whose statement changed so much that an answer needs another look.
    pub review: Vec<ItemId>,
}

impl Move {
    /// The items that ask for `old` now; none where this says nothing of it.
    #[must_use]
    pub fn of(&self, old: &ItemId) -> Option<&[ItemId]> {
        self.items.iter().find(|(other, _)| other == old).map(|(_, news)| news.as_slice())
    }

    /// The old items that became `new`.
    pub fn sources<'a>(&'a self, new: &'a ItemId) -> impl Iterator<Item = &'a ItemId> {
        self.items.iter().filter(|(_, news)| news.contains(new)).map(|(old, _)| old)
    }
}

/// The order in which an older version asked, frozen: what its answer codes rely on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// The version.
    pub version: String,
    /// How many levels it had.
    pub levels: u8,
    /// Its threads, in order.
    pub threads: Vec<ThreadId>,
    /// Its items in the order in which they were asked, with what they offered.
    pub items: Vec<Asked>,
}

impl Order {
    /// The order in which a pack asks now, for its next version to carry.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        Self {
            version: pack.version.clone(),
            levels: pack.top(),
            threads: pack.threads.clone(),
            items: pack.asked.clone(),
        }
    }

    /// As it stands in a pack's `orders`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let item = |item: &Asked| {
            let mut entry = vec![("id", Value::from(item.id.as_str()))];
            if item.surpassable {
                entry.push(("surpassable", true.into()));
            }
            if item.descriptive {
                entry.push(("descriptive", true.into()));
            }
            crate::json::object(entry)
        };
        crate::json::object(vec![
            ("version", self.version.as_str().into()),
            ("levels", self.levels.into()),
            ("threads", Value::Array(self.threads.iter().map(|thread| thread.as_str().into()).collect())),
            ("items", Value::Array(self.items.iter().map(item).collect())),
        ])
    }
}

/// All that a pack declares of its older versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// What moved, the oldest version first.
    pub moves: Vec<Move>,
    /// The orders of older versions.
    pub orders: Vec<Order>,
}

impl History {
    /// Reads `moves` and `orders` of a pack whose structure is `pack`, with every fault of them.
    #[must_use]
    pub fn read(root: &Value, pack: &Pack) -> (Self, Vec<Fault>) {
        let mut reader = Reader { pack, faults: Vec::new() };
        let moves = reader.moves(root);
        let orders = reader.orders(root, &moves);
        (Self { moves, orders }, reader.faults)
    }

    /// What moved since a version: the entry within whose time it falls, and all after that.
    #[must_use]
    pub fn since(&self, version: &str) -> &[Move] {
        let not_after = |entry: &Move| compare_versions(&entry.from, version) != Ordering::Greater;
        let first = self.moves.iter().rposition(not_after).unwrap_or_default();
        self.moves.get(first..).unwrap_or_default()
    }

    /// The order of a version.
    #[must_use]
    pub fn order(&self, version: &str) -> Option<&Order> {
        self.orders.iter().find(|order| order.version == version)
    }
}

struct Reader<'a> {
    pack: &'a Pack,
    faults: Vec<Fault>,
}

/// Letters, digits, dots, hyphens and underscores: what an id may hold.
fn fits(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}

impl Reader<'_> {
    fn fault(&mut self, code: Code, place: &str, what: String) {
        self.faults.push(Fault::at(code, place, what));
    }

    /// A fault at a key of a section, which may hold dots.
    fn fault_under(&mut self, code: Code, [place, section, key]: [&str; 3], what: String) {
        let mut fault = Fault::at(code, place, what);
        fault.place = format!("{place}.{section}.{key}");
        fault.path.extend([section.to_owned(), key.to_owned()]);
        self.faults.push(fault);
    }

    fn list<'a>(&mut self, object: &'a Value, key: &str, place: &str, most: usize) -> &'a [Value] {
        match object.get(key) {
            None => &[],
            Some(Value::Array(list)) if list.len() <= most => list,
            Some(Value::Array(list)) => {
                self.fault(
                    Code::TooMany,
                    place,
                    format!("{} entries are more than it may hold ({most})", list.len()),
                );
                &[]
            }
            Some(_) => {
                self.fault(Code::NotList, place, format!("\"{key}\" must be a list in brackets"));
                &[]
            }
        }
    }

    fn section<'a>(&mut self, object: &'a Value, key: &str, place: &str) -> Option<&'a Map> {
        let section = object.get(key)?;
        if section.as_object().is_none_or(|section| section.len() > MOST_ITEMS) {
            self.fault(
                Code::BadMove,
                place,
                format!("\"{key}\" must be an object of old ids, {MOST_ITEMS} at most"),
            );
        }
        section.as_object().filter(|section| section.len() <= MOST_ITEMS)
    }

    /// A version that is older than the pack's.
    fn older(&mut self, value: &Value, key: &str, place: &str) -> String {
        let text = value.get(key).and_then(Value::as_str).filter(|text| fits(text)).unwrap_or_default();
        let own = self.pack.version.clone();
        if text.is_empty() {
            self.fault(
                Code::BadVersion,
                place,
                format!("needs a version under \"{key}\": letters, digits, dots and hyphens"),
            );
        } else if compare_versions(text, &own) != Ordering::Less {
            self.fault(Code::BadVersion, place, format!("\"{key}\" is {text}, which is not older than this pack ({own}); name the older version, or raise the pack's"));
        }
        text.to_owned()
    }

    fn moves(&mut self, root: &Value) -> Vec<Move> {
        let mut moves: Vec<Move> = Vec::new();
        for (at, value) in self.list(root, "moves", "moves", MOST_VERSIONS).iter().enumerate() {
            let place = format!("moves[{at}]");
            let from = self.older(value, "from", &place);
            if moves.last().is_some_and(|last| compare_versions(&last.from, &from) != Ordering::Less) {
                self.fault(Code::BadVersion, &place, format!("\"from\" is {from}, which is not newer than the entry before; list each older version once, the oldest first"));
            }
            let mut entry = Move { from, ..Move::default() };
            for (old, news) in self.section(value, "items", &place).into_iter().flat_map(Map::iter) {
                let list = match news {
                    Value::Null => Vec::new(),
                    Value::String(new) => vec![new.as_str()],
                    Value::Array(list)
                        if list.len() <= MOST_ITEMS && list.iter().all(|new| new.as_str().is_some()) =>
                    {
                        list.iter().filter_map(Value::as_str).collect()
                    }
                    _ => {
                        self.fault_under(Code::BadMove, [&place, "items", old], "must be the id of an item, a list of ids, or null where nothing asks for it any more".into());
                        continue;
                    }
                };
                if self.pack.slot(old).is_some() {
                    self.fault_under(Code::BadMove, [&place, "items", old], format!("{old} is still asked; an id keeps its statement for good, so give the statement that moved an id of its own, or name {old} under \"review\""));
                }
                let mut targets: Vec<ItemId> = Vec::new();
                for new in list {
                    if new == old || targets.iter().any(|other| other.as_str() == new) {
                        self.fault_under(
                            Code::BadMove,
                            [&place, "items", old],
                            format!("names {new} twice, or itself; name each new item once"),
                        );
                    } else {
                        targets.push(ItemId::from(new));
                    }
                }
                entry.items.push((ItemId::from(old.as_str()), targets));
            }
            for (old, new) in self.section(value, "metrics", &place).into_iter().flat_map(Map::iter) {
                match new.as_str() {
                    Some(_) if self.pack.metric(&MetricId::from(old.as_str())).is_some() => {
                        self.fault_under(Code::BadMove, [&place, "metrics", old], format!("{old} is still a metric of this pack; a metric that moved leaves its id behind"));
                    }
                    Some(new) => entry.metrics.push((MetricId::from(old.as_str()), MetricId::from(new))),
                    None => self.fault_under(
                        Code::BadMove,
                        [&place, "metrics", old],
                        "must be the id of a metric".into(),
                    ),
                }
            }
            entry.new = self.asked_ids(value, "new", &place);
            entry.review = self.asked_ids(value, "review", &place);
            moves.push(entry);
        }
        // Where a move leads must be asked now, or be moved on by a later entry.
        for (at, entry) in moves.iter().enumerate() {
            let later = moves.get(at + 1..).unwrap_or_default();
            let place = format!("moves[{at}]");
            for (old, news) in &entry.items {
                for new in news {
                    if self.pack.slot(new.as_str()).is_none()
                        && !later.iter().any(|later| later.of(new).is_some())
                    {
                        self.fault_under(Code::BadMove, [&place, "items", old.as_str()], format!("leads to {new}, which this pack does not ask and no later entry moves on; name an item that is asked"));
                    }
                }
            }
            for (old, new) in &entry.metrics {
                let moved_on = later.iter().any(|later| later.metrics.iter().any(|(old, _)| old == new));
                if self.pack.metric(new).is_none() && !moved_on {
                    self.fault_under(
                        Code::BadMove,
                        [&place, "metrics", old.as_str()],
                        format!("leads to {new}, which is no metric of this pack; name one that is"),
                    );
                }
            }
        }
        moves
    }

    /// Ids of items that are asked now.
    fn asked_ids(&mut self, value: &Value, key: &str, place: &str) -> Vec<ItemId> {
        let mut ids = Vec::new();
        for id in self.list(value, key, place, MOST_ITEMS) {
            match id.as_str() {
                Some(id) if self.pack.slot(id).is_some() => ids.push(ItemId::from(id)),
                Some(id) => self.fault(
                    Code::BadMove,
                    place,
                    format!("\"{key}\" names {id}, which this pack does not ask; name an item that is asked"),
                ),
                None => self.fault(Code::BadMove, place, format!("\"{key}\" must list ids of items")),
            }
        }
        ids
    }

    fn orders(&mut self, root: &Value, moves: &[Move]) -> Vec<Order> {
        let mut orders: Vec<Order> = Vec::new();
        for (at, value) in self.list(root, "orders", "orders", MOST_VERSIONS).iter().enumerate() {
            let place = format!("orders[{at}]");
            let version = self.older(value, "version", &place);
            if orders.iter().any(|other| other.version == version) {
                self.fault(
                    Code::BadOrder,
                    &place,
                    format!("the order of {version} stands here twice; remove one"),
                );
            }
            let levels =
                value.get("levels").and_then(Value::as_u64).and_then(|levels| u8::try_from(levels).ok());
            let levels = levels.filter(|levels| (2..=6).contains(levels)).unwrap_or_else(|| {
                self.fault(
                    Code::BadOrder,
                    &place,
                    "\"levels\" must say how many levels that version had, 2 to 6".into(),
                );
                2
            });
            let mut threads: Vec<ThreadId> = Vec::new();
            for thread in self.list(value, "threads", &place, MOST_ITEMS) {
                match thread.as_str() {
                    Some(id)
                        if !id.is_empty()
                            && id.len() <= LONGEST
                            && !threads.iter().any(|other| other.as_str() == id) =>
                    {
                        threads.push(ThreadId::from(id));
                    }
                    _ => self.fault(
                        Code::BadOrder,
                        &place,
                        "\"threads\" must list the ids of that version's threads, each once".into(),
                    ),
                }
            }
            let mut order = Order { version, levels, threads, items: Vec::new() };
            for item in self.list(value, "items", &place, MOST_ITEMS) {
                let id = item.get("id").and_then(Value::as_str).filter(|id| fits(id)).unwrap_or_default();
                if id.is_empty() || order.items.iter().any(|other| other.id.as_str() == id) {
                    self.fault(
                        Code::BadOrder,
                        &place,
                        "\"items\" must list that version's items as objects, each with an \"id\" of its own"
                            .into(),
                    );
                    continue;
                }
                if self.pack.slot(id).is_none()
                    && !moves.iter().any(|entry| entry.of(&ItemId::from(id)).is_some())
                {
                    self.fault(Code::BadOrder, &place, format!("names {id}, which this pack does not ask and no entry of \"moves\" speaks of; say there what became of it, or null"));
                }
                let flag = |key: &str| item.get(key).and_then(Value::as_bool).unwrap_or_default();
                order.items.push(Asked {
                    id: ItemId::from(id),
                    group: 0,
                    kind: Kind::Practice,
                    surpassable: flag("surpassable"),
                    descriptive: flag("descriptive"),
                    per_side: false,
                    traits: ItemTraits::default(),
                });
            }
            if order.threads.is_empty() || order.items.is_empty() {
                self.fault(
                    Code::BadOrder,
                    &place,
                    "needs the threads and the items of that version, in its order".into(),
                );
            }
            let old = self.pack.as_of(&order);
            if same_key(&old, self.pack) || orders.iter().any(|other| same_key(&old, &self.pack.as_of(other)))
            {
                self.fault(
                    Code::BadOrder,
                    &place,
                    "its codes cannot be told from those of another version here; leave this order out"
                        .into(),
                );
            }
            orders.push(order);
        }
        orders
    }
}
