//! What of brought answers needs another look, kept in the assessment's file until it was looked at.

use crate::answers::Assessment;
use crate::json::{Map, Value};
use crate::pack::{ItemId, Pack};
use crate::table::Table;

/// Under this key of an assessment file.
const KEY: &str = "looks";

/// Why an item needs another look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its answer was given to another item, which became this one.
    Moved,
    /// Its answer was given to an item that was split.
    Split,
    /// It is several items in one, which were answered alike.
    Merged,
    /// It is several items in one, which were answered differently: it has no answer yet.
    Parted,
    /// Its statement changed.
    Review,
    /// Its answer is no longer offered.
    NotOffered,
    /// It is asked for the first time.
    New,
    /// It is asked no more; its answer stays in the file.
    Gone,
}

impl Why {
    /// All reasons, in the order in which they are counted.
    pub const ALL: [Self; 8] = [
        Self::Moved,
        Self::Split,
        Self::Merged,
        Self::Parted,
        Self::Review,
        Self::NotOffered,
        Self::New,
        Self::Gone,
    ];

    /// The reason as it stands in files and in catalogue keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Parted => "parted",
            Self::Review => "review",
            Self::NotOffered => "notOffered",
            Self::New => "new",
            Self::Gone => "gone",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == text)
    }
}

/// An item that needs another look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The item; of one that is gone, its old id.
    pub item: ItemId,
    /// Why.
    pub why: Why,
    /// The older version that was answered; empty where the file named none.
    pub version: String,
}

/// What still needs another look, in the pack's order and what is gone last: an item that was answered, or annotated, since it
/// was brought here has been looked at.
#[must_use]
pub fn looks(pack: &Pack, assessment: &Assessment) -> Vec<Look> {
    let entries: Table<ItemId, Look> = kept(assessment)
        .iter()
        .filter_map(|(id, value)| {
            let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
            let why = Why::parse(text("why"))?;
            let answer = assessment.answers.get(id.as_str());
            let since = text("at");
            let looked = match why {
                Why::Gone => pack.slot(id).is_some(),
                Why::New | Why::Parted => answer.is_some_and(|answer| answer.rating.is_some()),
                _ => answer.is_none_or(|answer| !answer.at.is_empty() && answer.at.as_str() > since),
            };
            let item = ItemId::from(id.as_str());
            let known = why == Why::Gone || pack.slot(id).is_some();
            let look = Look { item: item.clone(), why, version: text("version").to_owned() };
            (known && !looked).then_some((item, look))
        })
        .collect();
    let asked = pack.asked.iter().filter_map(|item| entries.get(&item.id));
    let gone = entries.values().filter(|look| look.why == Why::Gone);
    asked.filter(|look| look.why != Why::Gone).chain(gone).cloned().collect()
}

fn kept(assessment: &Assessment) -> Map {
    assessment.extra.get(KEY).and_then(Value::as_object).cloned().unwrap_or_default()
}

/// The ids of all that is kept for another look, whether it was had or not.
#[must_use]
pub fn look_ids(assessment: &Assessment) -> Vec<ItemId> {
    kept(assessment).keys().map(|id| ItemId::from(id.as_str())).collect()
}

/// Notes items for another look. `at` is when they were brought here (RFC 3339).
pub(super) fn keep(assessment: &mut Assessment, looks: Vec<Look>, at: &str) {
    let mut all = kept(assessment);
    for look in looks {
        let value = crate::json::object(vec![
            ("why", look.why.as_str().into()),
            ("version", look.version.as_str().into()),
            ("at", at.into()),
        ]);
        all.insert(look.item.0, value);
    }
    put(assessment, all);
}

/// Notes that an item was looked at.
pub fn looked_at(assessment: &mut Assessment, item: &ItemId) {
    let mut all = kept(assessment);
    if all.remove(item.as_str()).is_some() {
        put(assessment, all);
    }
}

fn put(assessment: &mut Assessment, all: Map) {
    if all.is_empty() {
        assessment.extra.remove(KEY);
    } else {
        assessment.extra.insert(KEY.to_owned(), Value::Object(all));
    }
}
