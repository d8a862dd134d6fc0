//! Answers to an older version of a pack brought to the pack's own: matched by id and by declared moves, and nothing dropped.

use std::borrow::Cow;

use crate::answers::{Answer, Assessment, Rating};
use crate::json::{Map, Value, object};
use crate::pack::{ItemId, Pack};
use crate::table::Table;
use crate::versions::looks::keep;
use crate::versions::{Look, Move, Standing, Why, standing};

/// Under this key of an answer: the item to which it was given.
const FROM: &str = "from";
/// Under this key of an answer that stayed behind: the item that asks for it now.
const TO: &str = "to";

/// An assessment that was brought to the pack's version.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// The assessment, which names the pack's version and keeps where it came from.
    pub assessment: Assessment,
    /// The version that was answered; empty where the file named none.
    pub from: String,
    /// What needs another look now.
    pub looks: Vec<Look>,
}

/// Brings an assessment of an older version of this pack to the pack's version; none where it is of another pack, of this
/// version, or of a newer one, which is left as it is. `now` is RFC 3339.
#[must_use]
pub fn bring(pack: &Pack, assessment: &Assessment, now: &str) -> Option<Brought> {
    if assessment.pack_id != pack.id || standing(pack, &assessment.pack_version) != Standing::Older {
        return None;
    }
    let from = assessment.pack_version.clone();
    let (mut next, mut whys) = moved(pack, assessment);
    for entry in pack.history.since(&from) {
        for (ids, why) in [(&entry.review, Why::Review), (&entry.new, Why::New)] {
            for id in ids {
                note(&mut whys, id, why);
            }
        }
    }
    if let Some(order) = pack.history.order(&from) {
        let before = |item: &ItemId| order.items.iter().any(|old| old.id == *item);
        for item in pack.asked.iter().filter(|item| !before(&item.id)) {
            note(&mut whys, &item.id, Why::New);
        }
    }
    for (id, answer) in &next.answers {
        match pack.asked_item(id.as_str()) {
            Some(item) if answer.rating.is_some_and(|rating| !rating.allowed(item)) => {
                whys.insert(id.clone(), Why::NotOffered);
            }
            // A copy of another item was never asked, and what moved on is named where it went.
            None if !answer.is_empty() && !answer.extra.contains_key(TO) && !is_copy(pack, id) => {
                whys.insert(id.clone(), Why::Gone);
            }
            _ => {}
        }
    }
    let answered = |id: &ItemId| next.answers.get(id).is_some_and(|answer| answer.rating.is_some());
    let looks: Vec<Look> = whys
        .into_iter()
        .filter(|(id, why)| match why {
            // What was never answered is open as it was before.
            Why::Moved | Why::Split | Why::Merged | Why::Review => next.answers.contains_key(id),
            Why::New | Why::Parted => !answered(id),
            Why::NotOffered | Why::Gone => true,
        })
        .map(|(item, why)| Look { item, why, version: from.clone() })
        .collect();
    keep(&mut next, looks.clone(), now);
    next.pack_version.clone_from(&pack.version);
    came_from(&mut next.extra, &from, now);
    Some(Brought { assessment: next, from, looks })
}

/// An assessment as this version of the pack reads it, its answers to an older one at the ids of now; it goes on naming the
/// version that was answered.
#[must_use]
pub fn met<'a>(pack: &Pack, assessment: &'a Assessment) -> Cow<'a, Assessment> {
    let older = assessment.pack_id == pack.id
        && !pack.history.moves.is_empty()
        && standing(pack, &assessment.pack_version) == Standing::Older;
    if older { Cow::Owned(moved(pack, assessment).0) } else { Cow::Borrowed(assessment) }
}

/// Whether an answer stayed behind at an older item, and the item that asks for it now was brought what it says.
#[must_use]
pub fn has_moved_on(answer: &Answer) -> bool {
    answer.extra.contains_key(TO)
}

/// The rating of an asked item among ratings of this version or an older one: its own, else that of the items which became it,
/// where they agree. Nothing is changed by it, so raw responses stay what they were.
#[must_use]
pub fn rating_of(pack: &Pack, ratings: &Table<ItemId, Rating>, item: &ItemId) -> Option<Rating> {
    fn find(moves: &[Move], ratings: &Table<ItemId, Rating>, item: &ItemId) -> Option<Rating> {
        if let Some(rating) = ratings.get(item) {
            return Some(*rating);
        }
        let (last, before) = moves.split_last()?;
        let sources: Vec<&ItemId> = last.sources(item).collect();
        if sources.is_empty() {
            return find(before, ratings, item);
        }
        let mut found = sources.iter().map(|old| find(before, ratings, old));
        let first = found.next()??;
        found.all(|other| other == Some(first)).then_some(first)
    }
    find(&pack.history.moves, ratings, item)
}

/// What is kept by items of an older version, where it moved to; what was split, joined or is gone stays where it is.
pub fn move_keys<T>(pack: &Pack, version: &str, table: &mut Table<ItemId, T>) {
    if standing(pack, version) != Standing::Older {
        return;
    }
    for entry in pack.history.since(version) {
        for (old, news) in &entry.items {
            if let [new] = news.as_slice()
                && entry.sources(new).count() == 1
                && !table.contains_key(new)
                && let Some(value) = table.remove(old)
            {
                table.insert(new.clone(), value);
            }
        }
    }
}

/// Notes where an assessment came from, in its file's `pack`.
fn came_from(extra: &mut Map, version: &str, now: &str) {
    let mut pack = extra.get("pack").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut from = pack.get(FROM).and_then(Value::as_array).cloned().unwrap_or_default();
    // A version that was no text goes along, or the one of now would take its place.
    let version = pack.remove("version").unwrap_or_else(|| version.into());
    from.push(object(vec![("version", version), ("at", now.into())]));
    pack.insert(FROM.to_owned(), Value::Array(from));
    extra.insert("pack".to_owned(), Value::Object(pack));
}

/// A reason that says more stays: that an item moved is said before that its statement changed.
fn note(whys: &mut Table<ItemId, Why>, id: &ItemId, why: Why) {
    if !whys.contains_key(id) {
        whys.insert(id.clone(), why);
    }
}

fn is_copy(pack: &Pack, id: &ItemId) -> bool {
    pack.groups.iter().flat_map(crate::pack::Group::items).any(|item| item.id == *id)
}

/// All that moves, and why each item that was touched needs another look.
fn moved(pack: &Pack, assessment: &Assessment) -> (Assessment, Table<ItemId, Why>) {
    let mut next = assessment.clone();
    let mut whys = Table::new();
    for entry in pack.history.since(&assessment.pack_version) {
        move_answers(&mut next, entry, &mut whys);
        move_metrics(&mut next, entry);
    }
    if let Some(mut previous) = next.previous.take() {
        for entry in pack.history.since(&previous.pack_version) {
            move_ratings(&mut previous.ratings, entry);
            for (old, new) in &entry.metrics {
                if !previous.values.contains_key(new)
                    && let Some(value) = previous.values.remove(old)
                {
                    previous.values.insert(new.clone(), value);
                }
            }
        }
        next.previous = Some(previous);
    }
    (next, whys)
}

fn move_answers(next: &mut Assessment, entry: &Move, whys: &mut Table<ItemId, Why>) {
    let here = |next: &Assessment, old: &ItemId| {
        next.answers.get(old).filter(|answer| !answer.is_empty() && !answer.extra.contains_key(TO)).cloned()
    };
    let mut behind: Vec<ItemId> = Vec::new();
    for (old, news) in &entry.items {
        let before = whys.remove(old).filter(|why| *why != Why::Moved);
        let Some(answer) = here(next, old) else {
            // Parted before, and moved on since: it has no answer still.
            for (new, why) in news.iter().zip(std::iter::repeat(before)) {
                if let Some(why) = why {
                    note(whys, new, why);
                }
            }
            continue;
        };
        let mut left = news.is_empty();
        for new in news {
            let sources: Vec<&ItemId> = entry.sources(new).collect();
            if next.answers.get(new).is_some_and(|there| !there.is_empty()) {
                // What was answered there already stays, and so does what stood here.
                left = true;
                continue;
            }
            if sources.len() < 2 {
                let why = if news.len() > 1 { Why::Split } else { Why::Moved };
                next.answers.insert(new.clone(), came(answer.clone(), old));
                whys.insert(new.clone(), before.unwrap_or(why));
                continue;
            }
            left = true;
            let ratings: Vec<Option<Rating>> =
                sources.iter().map(|old| here(next, old).and_then(|answer| answer.rating)).collect();
            let alike = answer.rating.is_some() && ratings.iter().all(|rating| *rating == answer.rating);
            if alike {
                let joined = Answer { rating: answer.rating, at: answer.at.clone(), ..Answer::default() };
                next.answers.insert(new.clone(), came(joined, old));
                whys.insert(new.clone(), Why::Merged);
            } else {
                whys.insert(new.clone(), Why::Parted);
            }
        }
        if left {
            behind.push(old.clone());
        } else {
            next.answers.remove(old);
            follow(next, old, news);
        }
    }
    for old in behind {
        let Some(new) = entry.of(&old).and_then(<[ItemId]>::first) else { continue };
        if let Some(answer) = next.answers.get_mut(&old) {
            answer.extra.insert(TO.to_owned(), new.as_str().into());
        }
    }
    for (old, news) in &entry.items {
        if let [new] = news.as_slice()
            && !next.plan.contains_key(&new.0)
            && let Some(step) = next.plan.remove(&old.0)
        {
            next.plan.insert(new.0.clone(), step);
        }
    }
}

/// What hangs on an item's answer goes with it.
fn follow(next: &mut Assessment, old: &ItemId, news: &[ItemId]) {
    let Some(new) = news.first() else { return };
    if !next.timings.contains_key(new)
        && let Some(seconds) = next.timings.remove(old)
    {
        next.timings.insert(new.clone(), seconds);
    }
    if news.len() == 1 && next.kept_as_said.remove(old).is_some() {
        next.kept_as_said.insert(new.clone(), ());
    }
}

/// An answer that was given to `old`, unless it says already from where it came.
fn came(mut answer: Answer, old: &ItemId) -> Answer {
    if !answer.extra.contains_key(FROM) {
        answer.extra.insert(FROM.to_owned(), old.as_str().into());
    }
    answer
}

fn move_metrics(next: &mut Assessment, entry: &Move) {
    for (old, new) in &entry.metrics {
        if !next.metrics.contains_key(new)
            && let Some(metric) = next.metrics.remove(old)
        {
            next.metrics.insert(new.clone(), metric);
        }
    }
}

fn move_ratings(ratings: &mut Table<ItemId, Rating>, entry: &Move) {
    for (old, news) in &entry.items {
        let Some(rating) = ratings.get(old).copied() else { continue };
        let mut all = !news.is_empty();
        for new in news {
            let alike =
                entry.sources(new).all(|source| source == old || ratings.get(source) == Some(&rating));
            match ratings.get(new) {
                None if alike => {
                    ratings.insert(new.clone(), rating);
                }
                Some(there) if *there == rating => {}
                _ => all = false,
            }
        }
        // Of several that became one, the others are compared with it as well.
        if all && news.iter().all(|new| entry.sources(new).count() == 1) {
            ratings.remove(old);
        }
    }
}
