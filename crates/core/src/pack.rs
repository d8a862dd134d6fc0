//! A pack's structure: threads, levels, groups, items and metrics as data; its wording lives in `content`, its scoring in `method`.

use std::fmt;

use crate::answers::Side;
pub use crate::fault::{Code, Fault};
use crate::json::{Map, Value};
use crate::table::{Table, arrange};
use crate::versions::History;

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id_type!(
    /// The id of a thread, such as `GOAL`.
    ThreadId
);
id_type!(
    /// The id of a group, such as `A2.L2.GOAL`.
    GroupId
);
id_type!(
    /// The id of an item, such as `A2.L2.GOAL.P1`: a public contract, never reused for another statement.
    ItemId
);
id_type!(
    /// The id of a metric, such as `m01`.
    MetricId
);

/// Where a pack stops growing: beyond these a pack is refused rather than allowed to slow a browser down.
const MOST_GROUPS: usize = 400;
/// The most items of a whole pack.
const MOST_ITEMS: usize = 2_000;
/// The longest id.
const LONGEST_ID: usize = 80;

/// Whether an item states a practice or an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What is done.
    Practice,
    /// What comes of it.
    Outcome,
}

impl Kind {
    /// The kind as it stands in files: `practice` or `outcome`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Outcome => "outcome",
        }
    }
}

/// The labels under which a pack's items are rated (METHOD sections 2 and 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Not in place, partly, largely, fully.
    Extent,
    /// Not addressed, drafted, agreed with the business, in operation.
    Build,
    /// Does not describe us, occasionally, mostly, fully.
    Describes,
    /// Rarely or never, sometimes, usually, consistently.
    Met,
}

impl Scale {
    /// The scale as it stands in files and in catalogue keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Extent => "extent",
            Self::Build => "build",
            Self::Describes => "describes",
            Self::Met => "met",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Extent, Self::Build, Self::Describes, Self::Met]
            .into_iter()
            .find(|scale| scale.as_str() == text)
    }
}

/// Whether a pack is a building block with levels, or a lens beside it (METHOD section 10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PackKind {
    /// Levels, threads and groups, scored from level to level.
    #[default]
    Block,
    /// Facets without levels: each a thread with one group of the same id, at level 0. What a lens has beyond that is in
    /// [`crate::lens`].
    Lens,
}

/// How much practices and outcomes weigh in a group's achievement (METHOD section 3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Weight of the mean of the practices, above 0.
    pub practice: f64,
    /// Weight of the mean of the outcomes, above 0.
    pub outcome: f64,
}

/// One level of the pack's ordered list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// 1 for the lowest.
    pub number: u8,
    /// Asked apart and never scored (METHOD section 11); only the lowest level can be.
    pub descriptive: bool,
}

/// A practice or outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The id.
    pub id: ItemId,
    /// Practice or outcome.
    pub kind: Kind,
    /// Whether `beyond` is offered.
    pub surpassable: bool,
    /// The item whose answer counts here too; such an item is not asked.
    pub same_as: Option<ItemId>,
    /// Position of the answer that counts, in [`Pack::asked`].
    pub slot: usize,
}

/// One thread at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The id.
    pub id: GroupId,
    /// Its thread.
    pub thread: ThreadId,
    /// Its level.
    pub level: Level,
    /// Its practices, in order.
    pub practices: Vec<Item>,
    /// Its outcomes, in order.
    pub outcomes: Vec<Item>,
    /// The metrics that belong to it, in order.
    pub metrics: Vec<MetricId>,
}

impl Group {
    /// All items, practices first.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.practices.iter().chain(&self.outcomes)
    }

    /// The group's own items: those without sameAs.
    pub fn own(&self) -> impl Iterator<Item = &Item> {
        self.items().filter(|item| item.same_as.is_none())
    }
}

/// What a metric's number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A whole number from 0 to 1,000,000.
    Count,
    /// 0 to 100 with one decimal.
    Percent,
}

/// Which way a metric gets better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// It has no direction and is never coloured.
    None,
}

/// What a metric tells of, where the program reads it for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// How satisfied those are whom the practices serve.
    Satisfaction,
}

/// Above what a metric's value is queried (never refused).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SoftLimit {
    /// The number of key relationships, K.
    KeyRelationships,
    /// Another metric's value.
    Metric(MetricId),
    /// A number.
    Number(u32),
}

/// A metric: counted, never scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metric {
    /// The id.
    pub id: MetricId,
    /// Count or percent.
    pub unit: Unit,
    /// `stock`, `flow` or `level`, as the pack says.
    pub kind: String,
    /// Its direction.
    pub better: Better,
    /// Whether its ratio to K is shown.
    pub ratio: bool,
    /// When its value is queried.
    pub limits: Vec<SoftLimit>,
    /// What it tells of; none for most.
    pub about: Option<About>,
}

/// An item that is asked, with what scoring and asking need to know of its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The id.
    pub id: ItemId,
    /// Index of its group in [`Pack::groups`].
    pub group: usize,
    /// Practice or outcome.
    pub kind: Kind,
    /// Whether `beyond` is offered.
    pub surpassable: bool,
    /// Whether it stands at a descriptive level.
    pub descriptive: bool,
    /// Whether it is worded for each side; only in a lens.
    pub per_side: bool,
    /// What else an item of a lens has.
    pub traits: ItemTraits,
}

/// What an item of a lens has beyond a block's; nothing in a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemTraits {
    /// The side whose want it is: that side receives it, the other gives.
    pub receiver: Option<Side>,
    /// Whether it also asks who does it.
    pub asks_by: bool,
    /// Whether "does not apply" is put as "Not our role".
    pub not_our_role: bool,
}

/// A building block or a lens as data: what is asked, in which order, at which levels.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// Block or lens. Whatever speaks of levels asks for it.
    pub kind: PackKind,
    /// The id, as answer files name it.
    pub id: String,
    /// The version, as answer files name it.
    pub version: String,
    /// The code of the building block.
    pub block: String,
    /// The scale of its scored levels.
    pub scale: Scale,
    /// Weights of practices and outcomes.
    pub weights: Weights,
    /// The levels, lowest first.
    pub levels: Vec<Level>,
    /// The threads, in order.
    pub threads: Vec<ThreadId>,
    /// The groups, lowest level first, threads in order.
    pub groups: Vec<Group>,
    /// The distinct metrics.
    pub metrics: Vec<Metric>,
    /// The items that are asked, in the order of the groups.
    pub asked: Vec<Asked>,
    /// What it declares of its older versions; left out where only the questions are asked.
    pub history: History,
    /// The slot of the item that says how often commitments are met, where a lens has a trust index.
    pub kept: Option<usize>,
    pub(crate) slots: Table<ItemId, usize>,
}

impl Pack {
    /// The level below the first scored one: 1 where the lowest level is descriptive, else 0 (METHOD section 11).
    #[must_use]
    pub fn base(&self) -> u8 {
        u8::from(self.levels.first().is_some_and(|level| level.descriptive))
    }

    /// The highest level.
    #[must_use]
    pub fn top(&self) -> u8 {
        self.levels.last().map_or(0, |level| level.number)
    }

    /// The levels that count towards the score, lowest first.
    pub fn scored_levels(&self) -> impl Iterator<Item = Level> + '_ {
        self.levels.iter().copied().filter(|level| !level.descriptive)
    }

    /// The groups of a thread, lowest level first, the descriptive one included.
    pub fn thread_groups<'a>(&'a self, thread: &'a ThreadId) -> impl Iterator<Item = &'a Group> {
        self.groups.iter().filter(move |group| group.thread == *thread)
    }

    /// The group of a thread at a level.
    #[must_use]
    pub fn group_at(&self, thread: &ThreadId, level: u8) -> Option<&Group> {
        self.groups.iter().find(|group| group.thread == *thread && group.level.number == level)
    }

    /// The group with this id.
    #[must_use]
    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == *id)
    }

    /// The metric with this id.
    #[must_use]
    pub fn metric(&self, id: &MetricId) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.id == *id)
    }

    /// Position in [`Pack::asked`] of an item that is asked; none for an unknown id and for items with sameAs.
    #[must_use]
    pub fn slot(&self, id: &str) -> Option<usize> {
        self.slots.get(id).copied()
    }

    /// The asked item with this id.
    #[must_use]
    pub fn asked_item(&self, id: &str) -> Option<&Asked> {
        self.slot(id).and_then(|slot| self.asked.get(slot))
    }

    /// Reads a pack's structure.
    ///
    /// # Errors
    /// Every fault found, not only the first: a dangling reference, a duplicate id, a missing or wrong value.
    pub fn from_json(value: &Value) -> Result<Self, Vec<Fault>> {
        match value.get("kind") {
            None => {}
            Some(kind) if kind.as_str() == Some("block") => {}
            Some(_) => return Reader::<true>::default().lens(value).map(|(pack, _)| pack),
        }
        let mut pack = Reader::<true>::default().pack(value)?;
        let (history, faults) = History::read(value, &pack);
        pack.history = history;
        if faults.is_empty() { Ok(pack) } else { Err(faults) }
    }

    /// An older version of it, as far as answer codes rely on one: they know no groups.
    pub(crate) fn as_of(&self, order: &crate::versions::Order) -> Self {
        Self {
            kind: self.kind,
            id: self.id.clone(),
            version: order.version.clone(),
            block: String::new(),
            scale: self.scale,
            weights: self.weights,
            levels: (1..=order.levels).map(|number| Level { number, descriptive: false }).collect(),
            threads: order.threads.clone(),
            groups: Vec::new(),
            metrics: Vec::new(),
            asked: order.items.clone(),
            kept: None,
            history: History::default(),
            slots: Table::new(),
        }
    }

    /// Reads no more of the structure than the quick check needs: no groups, nothing that is asked, no metrics.
    pub(crate) fn head(value: &Value) -> Option<Self> {
        let mut reader = Reader::<false>::default();
        let root = reader.begin(value)?;
        let head = reader.head(root);
        (!reader.faulty).then_some(head)
    }

    /// Reads the structure that comes with the program; what is wrong with it is not told.
    pub(crate) fn ours(value: &Value) -> Option<Self> {
        Reader::<false>::default().pack(value).ok()
    }
}

/// Walks the JSON of a pack, gathering faults as it goes, so that an author sees all of them at once.
/// Without `TELLS` it only notes that there is one: the content that comes with the program is checked before it is shipped, and
/// the sentences are a good part of the code.
#[derive(Default)]
pub(crate) struct Reader<const TELLS: bool> {
    pub(crate) faulty: bool,
    pub(crate) faults: Vec<Fault>,
    /// Of each item with sameAs, in the order of the file, its place; kept only where it is told.
    same: Vec<Same>,
}

/// An item that names another as the same.
struct Same {
    item: ItemId,
    target: ItemId,
    descriptive: bool,
    place: String,
}

impl<const TELLS: bool> Reader<TELLS> {
    pub(crate) fn fault(&mut self, code: Code, place: &str, what: impl FnOnce() -> String) {
        self.faulty = true;
        if TELLS {
            self.faults.push(Fault::at(code, place, what()));
        }
    }

    pub(crate) fn place(&self, place: impl FnOnce() -> String) -> String {
        if TELLS { place() } else { String::new() }
    }

    /// The place of a key in the object at `place`.
    pub(crate) fn key(&self, place: &str, key: &str) -> String {
        self.place(|| if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") })
    }

    pub(crate) fn object<'a>(&mut self, value: &'a Value, place: &str) -> Option<&'a Map> {
        let object = value.as_object();
        if object.is_none() {
            self.fault(Code::NotObject, place, || "expected an object in braces".into());
        }
        object
    }

    pub(crate) fn text<'a>(&mut self, object: &'a Map, key: &str, place: &str) -> &'a str {
        match object.get(key).and_then(Value::as_str) {
            Some(text) if !text.trim().is_empty() => text,
            _ => {
                let place = self.key(place, key);
                self.fault(Code::NoText, &place, || format!("needs a text under \"{key}\""));
                ""
            }
        }
    }

    /// A text that may be left out.
    fn optional_text<'a>(&mut self, object: &'a Map, key: &str, place: &str) -> Option<&'a str> {
        let value = object.get(key)?;
        if TELLS && value.as_str().is_none() {
            let place = self.key(place, key);
            self.fault(Code::NoText, &place, || format!("needs a text under \"{key}\", or none"));
        }
        value.as_str()
    }

    pub(crate) fn id(&mut self, object: &Map, key: &str, place: &str) -> String {
        let text = self.text(object, key, place);
        if !plain(text) {
            let place = self.key(place, key);
            self.fault(Code::BadId, &place, || format!("\"{key}\" may hold up to {LONGEST_ID} letters, digits, dots, hyphens and underscores; choose a shorter or plainer id"));
            return String::new();
        }
        text.to_owned()
    }

    pub(crate) fn list<'a>(&mut self, object: &'a Map, key: &str, place: &str) -> &'a [Value] {
        match object.get(key) {
            Some(Value::Array(list)) => list,
            None => &[],
            Some(_) => {
                let place = self.key(place, key);
                self.fault(Code::NotList, &place, || format!("\"{key}\" must be a list in brackets"));
                &[]
            }
        }
    }

    pub(crate) fn flag(&mut self, object: &Map, key: &str, place: &str) -> bool {
        match object.get(key) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                let place = self.key(place, key);
                self.fault(Code::NotFlag, &place, || format!("\"{key}\" must be true or false"));
                false
            }
        }
    }

    /// The file as a pack of a format that this program knows; none where there is no point in reading on.
    pub(crate) fn begin<'a>(&mut self, value: &'a Value) -> Option<&'a Map> {
        let root = self.object(value, "")?;
        if root.get("format").and_then(Value::as_str) != Some("pomscope-pack") {
            self.fault(Code::NotPack, "format", || {
                "this is no pack: \"format\" must be \"pomscope-pack\"".into()
            });
            return None;
        }
        match root.get("formatVersion").and_then(Value::as_u64) {
            Some(1) => {}
            Some(newer) if newer > 1 => {
                self.fault(Code::PackFormat, "formatVersion", || {
                    format!("format {newer} is newer than this program knows (1); use a newer Pomscope")
                });
                return None;
            }
            _ => self.fault(Code::PackFormat, "formatVersion", || "must be 1".into()),
        }
        Some(root)
    }

    fn pack(mut self, value: &Value) -> Result<Pack, Vec<Fault>> {
        let Some(root) = self.begin(value) else { return Err(self.faults) };
        let head = self.head(root);
        let weights = self.weights(root);
        let metrics = self.metrics(root);
        let groups = self.groups(root, &head.levels, &head.threads, &metrics);
        let (groups, asked, slots) = self.resolve(root, groups);
        if !self.faulty {
            Ok(Pack { weights, groups, metrics, asked, slots, ..head })
        } else {
            Err(self.faults)
        }
    }

    /// What the quick check needs to know: which pack it is, its levels and threads; nothing of what is asked about them.
    fn head(&mut self, root: &Map) -> Pack {
        Pack {
            kind: PackKind::Block,
            id: self.id(root, "id", ""),
            version: self.id(root, "version", ""),
            block: self.optional_text(root, "block", "").unwrap_or_default().to_owned(),
            scale: self.scale(root),
            weights: Weights { practice: 2.0, outcome: 1.0 },
            levels: self.levels(root),
            threads: self.threads(root),
            groups: Vec::new(),
            metrics: Vec::new(),
            asked: Vec::new(),
            history: History::default(),
            kept: None,
            slots: Table::new(),
        }
    }

    pub(crate) fn scale(&mut self, root: &Map) -> Scale {
        match root.get("scale") {
            None => Scale::Extent,
            Some(value) => value.as_str().and_then(Scale::parse).unwrap_or_else(|| {
                self.fault(Code::BadScale, "scale", || "must be extent, build, describes or met".into());
                Scale::Extent
            }),
        }
    }

    fn weights(&mut self, root: &Map) -> Weights {
        let Some(value) = root.get("weights") else { return Weights { practice: 2.0, outcome: 1.0 } };
        let mut part = |key: &str| match value.get(key).and_then(Value::as_f64) {
            Some(weight) if weight > 0.0 && weight <= 100.0 => weight,
            _ => {
                let place = self.key("weights", key);
                self.fault(Code::BadWeight, &place, || {
                    format!("\"{key}\" must be a number above 0 and at most 100")
                });
                1.0
            }
        };
        Weights { practice: part("practice"), outcome: part("outcome") }
    }

    fn levels(&mut self, root: &Map) -> Vec<Level> {
        let mut levels = Vec::new();
        for (at, value) in self.list(root, "levels", "").iter().enumerate() {
            let place = self.place(|| format!("levels[{at}]"));
            let Some(object) = self.object(value, &place) else { continue };
            let descriptive = self.flag(object, "descriptive", &place);
            let expected = u8::try_from(at + 1).unwrap_or(u8::MAX);
            if object.get("level").and_then(Value::as_u64) != Some(u64::from(expected)) {
                let place = self.key(&place, "level");
                self.fault(Code::LevelNumber, &place, || {
                    format!(
                        "levels are numbered from 1 upwards without a gap; \"level\" must be {expected} here"
                    )
                });
            }
            if descriptive && at > 0 {
                let place = self.key(&place, "descriptive");
                self.fault(Code::NotLowest, &place, || {
                    "only the lowest level can be descriptive; remove the mark or the level below".into()
                });
            }
            levels.push(Level { number: expected, descriptive });
        }
        if !(2..=6).contains(&levels.len()) {
            self.fault(Code::LevelCount, "levels", || {
                format!("a pack has two to six levels, this one has {}", levels.len())
            });
        }
        levels
    }

    fn threads(&mut self, root: &Map) -> Vec<ThreadId> {
        let mut threads: Vec<ThreadId> = Vec::new();
        for (at, value) in self.list(root, "threads", "").iter().enumerate() {
            let place = self.place(|| format!("threads[{at}]"));
            let Some(text) = value.as_str().filter(|text| !text.is_empty() && plain(text)) else {
                self.fault(Code::BadThread, &place, || {
                    format!("expected the id of a thread, up to {LONGEST_ID} letters, digits, dots, hyphens and underscores")
                });
                continue;
            };
            if threads.iter().any(|other| other.as_str() == text) {
                self.fault(Code::SameId, &place, || format!("the thread {text} is listed twice; remove one"));
            } else {
                threads.push(ThreadId::from(text));
            }
        }
        if threads.is_empty() {
            self.fault(Code::NoThread, "threads", || "a pack needs at least one thread".into());
        }
        threads
    }

    fn metrics(&mut self, root: &Map) -> Vec<Metric> {
        let mut metrics: Vec<Metric> = Vec::new();
        for (at, value) in self.list(root, "metrics", "").iter().enumerate() {
            let place = self.place(|| format!("metrics[{at}]"));
            let Some(object) = self.object(value, &place) else { continue };
            let id = MetricId(self.id(object, "id", &place));
            if metrics.iter().any(|metric| metric.id == id) {
                let place = self.key(&place, "id");
                self.fault(Code::SameId, &place, || {
                    format!("two metrics have the id {id}; every metric needs its own")
                });
            }
            let unit = match object.get("unit").and_then(Value::as_str) {
                Some("count") => Unit::Count,
                Some("percent") => Unit::Percent,
                _ => {
                    let place = self.key(&place, "unit");
                    self.fault(Code::BadUnit, &place, || "\"unit\" must be count or percent".into());
                    Unit::Count
                }
            };
            let better = match object.get("better").map(Value::as_str) {
                Some(Some("up")) => Better::Up,
                Some(Some("down")) => Better::Down,
                Some(Some("none")) | None => Better::None,
                Some(_) => {
                    let place = self.key(&place, "better");
                    self.fault(Code::BadBetter, &place, || "\"better\" must be up, down or none".into());
                    Better::None
                }
            };
            let kind = self.optional_text(object, "kind", &place).unwrap_or("stock").to_owned();
            let ratio = self.flag(object, "ratio", &place);
            let mut limits = Vec::new();
            match object.get("notAbove").map(Value::as_str) {
                None => {}
                Some(Some("keyRelationships")) => limits.push(SoftLimit::KeyRelationships),
                Some(Some(other)) => limits.push(SoftLimit::Metric(MetricId::from(other))),
                Some(None) => {
                    let place = self.key(&place, "notAbove");
                    self.fault(Code::BadLimit, &place, || {
                        "\"notAbove\" must name keyRelationships or a metric".into()
                    });
                }
            }
            match object.get("queryAbove") {
                None => {}
                Some(value) => match value.as_u64().and_then(|number| u32::try_from(number).ok()) {
                    Some(number) => limits.push(SoftLimit::Number(number)),
                    None => {
                        let place = self.key(&place, "queryAbove");
                        self.fault(Code::BadLimit, &place, || "\"queryAbove\" must be a whole number".into());
                    }
                },
            }
            let about = match object.get("about").map(Value::as_str) {
                None => None,
                Some(Some("satisfaction")) => Some(About::Satisfaction),
                Some(_) => {
                    let place = self.key(&place, "about");
                    self.fault(Code::BadAbout, &place, || {
                        "\"about\" must be satisfaction, or left out".into()
                    });
                    None
                }
            };
            if about == Some(About::Satisfaction) && (unit != Unit::Percent || better != Better::Up) {
                let place = self.key(&place, "about");
                self.fault(
                    Code::BadAbout,
                    &place,
                    || "a metric about satisfaction must be the percentage of the satisfied: unit percent, better up".into(),
                );
            }
            metrics.push(Metric { id, unit, kind, better, ratio, limits, about });
        }
        for (at, value) in self.list(root, "metrics", "").iter().enumerate() {
            let Some(other) = value.get("notAbove").and_then(Value::as_str) else { continue };
            if other != "keyRelationships" && !metrics.iter().any(|metric| metric.id.as_str() == other) {
                let place = self.place(|| format!("metrics[{at}].notAbove"));
                self.fault(Code::BadLimit, &place, || {
                    format!("\"notAbove\" names {other}, which is no metric of this pack")
                });
            }
        }
        metrics
    }

    fn groups(
        &mut self,
        root: &Map,
        levels: &[Level],
        threads: &[ThreadId],
        metrics: &[Metric],
    ) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let list = self.list(root, "groups", "");
        if list.len() > MOST_GROUPS {
            self.fault(Code::TooMany, "groups", || {
                format!("{} groups are more than a pack may hold ({MOST_GROUPS})", list.len())
            });
            return groups;
        }
        for (at, value) in list.iter().enumerate() {
            let place = self.place(|| format!("groups[{at}]"));
            let Some(object) = self.object(value, &place) else { continue };
            let id = GroupId(self.id(object, "id", &place));
            if groups.iter().any(|group| group.id == id) {
                let place = self.key(&place, "id");
                self.fault(Code::SameId, &place, || {
                    format!("two groups have the id {id}; every group needs its own")
                });
            }
            let thread = ThreadId::from(self.text(object, "thread", &place));
            if !thread.0.is_empty() && !threads.contains(&thread) {
                let place = self.key(&place, "thread");
                self.fault(Code::OtherThread, &place, || {
                    format!("\"thread\" names {thread}, which is not in \"threads\"")
                });
            }
            let number = object.get("level").and_then(Value::as_u64);
            let Some(level) = levels.iter().copied().find(|level| Some(u64::from(level.number)) == number)
            else {
                let place = self.key(&place, "level");
                self.fault(Code::OtherLevel, &place, || "\"level\" names no level of this pack".into());
                continue;
            };
            if groups.iter().any(|group| group.thread == thread && group.level == level) {
                self.fault(Code::SamePlace, &place, || {
                    format!("thread {thread} has a second group at level {}; join the two", level.number)
                });
            }
            let practices = self.items(object, Kind::Practice, level, &place);
            let outcomes = self.items(object, Kind::Outcome, level, &place);
            if practices.iter().chain(&outcomes).all(|item| item.same_as.is_some()) {
                self.fault(Code::NothingAsked, &place, || {
                    "has no item that is asked; give it a practice or an outcome of its own".into()
                });
            }
            let mut own = Vec::new();
            for (at, value) in self.list(object, "metrics", &place).iter().enumerate() {
                let place = self.place(|| format!("{place}.metrics[{at}]"));
                match value.as_str().map(MetricId::from) {
                    Some(id) if metrics.iter().any(|metric| metric.id == id) => own.push(id),
                    Some(id) => self.fault(Code::OtherMetric, &place, || {
                        format!("names the metric {id}, which is not in \"metrics\"")
                    }),
                    None => self
                        .fault(Code::OtherMetric, &place, || "\"metrics\" must list ids of metrics".into()),
                }
            }
            groups.push(Group { id, thread, level, practices, outcomes, metrics: own });
        }
        for thread in threads {
            let scored = |group: &Group| group.thread == *thread && !group.level.descriptive;
            if !groups.iter().any(scored) {
                self.fault(Code::NoGroup, "groups", || {
                    format!("thread {thread} has no group at a scored level; write at least one")
                });
            }
        }
        for level in levels.iter().filter(|level| !level.descriptive) {
            if !groups.iter().any(|group| group.level == *level) {
                self.fault(Code::NoGroup, "groups", || {
                    format!("no thread has a group at level {}; write at least one", level.number)
                });
            }
        }
        let order =
            |group: &Group| (group.level.number, threads.iter().position(|thread| *thread == group.thread));
        arrange(&mut groups, |a, b| order(a).cmp(&order(b)));
        groups
    }

    fn items(&mut self, group: &Map, kind: Kind, level: Level, place: &str) -> Vec<Item> {
        let mut items = Vec::new();
        let key = if kind == Kind::Practice { "practices" } else { "outcomes" };
        for (at, value) in self.list(group, key, place).iter().enumerate() {
            let place = self.place(|| format!("{place}.{key}[{at}]"));
            let Some(object) = self.object(value, &place) else { continue };
            let id = ItemId(self.id(object, "id", &place));
            let surpassable = self.flag(object, "surpassable", &place);
            let same_as = match object.get("sameAs") {
                None | Some(Value::Null) => None,
                Some(Value::String(text)) => Some(ItemId::from(text.as_str())),
                Some(_) => {
                    let place = self.key(&place, "sameAs");
                    self.fault(Code::BadSame, &place, || "\"sameAs\" must be the id of an item".into());
                    None
                }
            };
            if TELLS && let Some(target) = &same_as {
                let place = self.key(&place, "sameAs");
                let (item, target) = (id.clone(), target.clone());
                self.same.push(Same { item, target, descriptive: level.descriptive, place });
            }
            items.push(Item { id, kind, surpassable, same_as, slot: 0 });
        }
        items
    }

    /// Gives every item the position of the answer that counts for it.
    pub(crate) fn resolve(
        &mut self,
        root: &Map,
        mut groups: Vec<Group>,
    ) -> (Vec<Group>, Vec<Asked>, Table<ItemId, usize>) {
        let mut asked = Vec::new();
        let mut slots = Table::new();
        let mut seen: Table<ItemId, ()> = Table::new();
        for (at, group) in groups.iter().enumerate() {
            for item in group.items() {
                if seen.insert(item.id.clone(), ()).is_some() {
                    self.faulty = true;
                    continue;
                }
                if item.same_as.is_none() {
                    slots.insert(item.id.clone(), asked.len());
                    asked.push(Asked {
                        id: item.id.clone(),
                        group: at,
                        kind: item.kind,
                        surpassable: item.surpassable,
                        descriptive: group.level.descriptive,
                        per_side: false,
                        traits: ItemTraits::default(),
                    });
                }
            }
        }
        if asked.len() > MOST_ITEMS {
            self.fault(Code::TooMany, "groups", || {
                format!("{} items are more than a pack may hold ({MOST_ITEMS})", asked.len())
            });
        }
        let fits = |target: &ItemId, descriptive: bool| {
            let slot = slots.get(target.as_str()).copied()?;
            asked.get(slot).is_some_and(|a: &Asked| a.descriptive == descriptive).then_some(slot)
        };
        for group in &mut groups {
            let descriptive = group.level.descriptive;
            for item in group.practices.iter_mut().chain(&mut group.outcomes) {
                match fits(item.same_as.as_ref().unwrap_or(&item.id), descriptive) {
                    Some(slot) => item.slot = slot,
                    None => self.faulty = true,
                }
            }
        }
        if TELLS {
            for same in std::mem::take(&mut self.same) {
                if fits(&same.target, same.descriptive).is_none() {
                    let (item, target) = (same.item, same.target);
                    self.fault(Code::BadSame, &same.place, || format!("{item} is the same as {target}, which is no asked item of a level of the same sort; name one that is"));
                }
            }
            self.same_ids(root);
        }
        (groups, asked, slots)
    }

    /// Names every item whose id another had before, in the order of the file.
    fn same_ids(&mut self, root: &Map) {
        let mut seen: Table<String, String> = Table::new();
        // Of a lens the items of its facets, of a block those of its groups: no pack has both.
        let list = if root.contains_key("facets") { "facets" } else { "groups" };
        for (at, group) in root.get(list).and_then(Value::as_array).into_iter().flatten().enumerate() {
            for key in ["practices", "outcomes", "items"] {
                let items = group.get(key).and_then(Value::as_array).into_iter().flatten();
                for (nth, item) in items.enumerate() {
                    let Some(id) = item.get("id").and_then(Value::as_str).filter(|id| plain(id)) else {
                        continue;
                    };
                    let place = format!("{list}[{at}].{key}[{nth}].id");
                    if let Some(first) = seen.get(id) {
                        let what = format!(
                            "two items have the id {id}, the other at {first}; every item needs its own"
                        );
                        self.fault(Code::SameId, &place, || what);
                    } else {
                        seen.insert(id.to_owned(), place);
                    }
                }
            }
        }
    }
}

/// Whether a text can be an id.
fn plain(text: &str) -> bool {
    text.len() <= LONGEST_ID
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}
