//! Two devices' working files of one session become one: in any order, as often as one likes, with the same result; what the two said differently is named.

use crate::group::anonymity::Rule;
use crate::group::response::ResponseId;
use crate::group::session::{HeadCounts, RawResponse, Session, Signed};
use crate::json::{Map, Value};
use crate::pack::ItemId;
use crate::table::Table;
use crate::wire::session_v1::{agreed_value, response_value};

/// Why two files cannot be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMerged {
    /// They are of different sessions.
    OtherSession,
    /// They answer different packs.
    OtherPack,
}

/// Where two files said different things. One of them was kept, the same whichever file came first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflict {
    /// Two names: the later in the alphabet was kept.
    Title,
    /// Two versions of the pack: the later was kept.
    PackVersion,
    /// Two thresholds: the stricter was kept.
    Rule,
    /// Two forms: the full one was kept.
    Form,
    /// Two head counts: the larger of each side was kept.
    HeadCounts,
    /// Different reveals: those of more people were kept.
    Reveals,
    /// One response id with different answers: somebody was given an id that was taken, or answered twice.
    Response(ResponseId),
    /// Two agreed ratings, or two notes of dissent, for one item.
    Agreed(ItemId),
    /// Different names under what was agreed: the later in the alphabet were kept.
    Signed,
    /// A key that this version does not know.
    Other(String),
}

/// Two files as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// What came of it.
    pub session: Session,
    /// What the two said differently.
    pub conflicts: Vec<Conflict>,
}

/// Merges two working files of one session.
///
/// # Errors
/// [`NotMerged`] where they do not belong together.
pub fn merge(one: &Session, other: &Session) -> Result<Merged, NotMerged> {
    if one.id != other.id {
        return Err(NotMerged::OtherSession);
    }
    if one.pack_id != other.pack_id {
        return Err(NotMerged::OtherPack);
    }
    let mut conflicts = Vec::new();
    let session = Session {
        id: one.id.clone(),
        pack_id: one.pack_id.clone(),
        title: text(&one.title, &other.title, Conflict::Title, &mut conflicts),
        pack_version: text(&one.pack_version, &other.pack_version, Conflict::PackVersion, &mut conflicts),
        rule: told(one.rule, other.rule, stricter, Conflict::Rule, &mut conflicts),
        form: told(one.form, other.form, std::cmp::min, Conflict::Form, &mut conflicts),
        heads: match (one.heads, other.heads) {
            (Some(one), Some(other)) => Some(told(one, other, larger, Conflict::HeadCounts, &mut conflicts)),
            (one, other) => one.or(other),
        },
        reveals: reveals(&one.reveals, &other.reveals, &mut conflicts),
        responses: joined(
            &one.responses,
            &other.responses,
            ranked,
            |one, other| without_by(one) == without_by(other) && (one.by.is_empty() || other.by.is_empty()),
            Conflict::Response,
            &mut conflicts,
        ),
        agreed: joined(
            &one.agreed,
            &other.agreed,
            agreed_value,
            |_, _| false,
            Conflict::Agreed,
            &mut conflicts,
        ),
        signed: signed(&one.signed, &other.signed, &mut conflicts),
        extra: extras(&one.extra, &other.extra, &mut conflicts),
    };
    Ok(Merged { session, conflicts })
}

fn told<T: Copy + PartialEq>(
    one: T,
    other: T,
    keep: fn(T, T) -> T,
    conflict: Conflict,
    conflicts: &mut Vec<Conflict>,
) -> T {
    if one != other {
        conflicts.push(conflict);
    }
    keep(one, other)
}

fn text(one: &str, other: &str, conflict: Conflict, conflicts: &mut Vec<Conflict>) -> String {
    if one != other && !one.is_empty() && !other.is_empty() {
        conflicts.push(conflict);
    }
    one.max(other).to_owned()
}

fn signed(one: &Signed, other: &Signed, conflicts: &mut Vec<Conflict>) -> Signed {
    if one != other && !one.is_empty() && !other.is_empty() {
        conflicts.push(Conflict::Signed);
    }
    one.max(other).clone()
}

fn stricter(one: Rule, other: Rule) -> Rule {
    match (one, other) {
        (Rule::Anonymous(one), Rule::Anonymous(other)) => Rule::Anonymous(one.max(other)),
        (Rule::Open, other) => other,
        (one, Rule::Open) => one,
    }
}

fn larger(one: HeadCounts, other: HeadCounts) -> HeadCounts {
    HeadCounts { it: one.it.max(other.it), business: one.business.max(other.business) }
}

/// The longer list of reveals; a conflict where neither goes on from the other.
fn reveals(
    one: &[Vec<ResponseId>],
    other: &[Vec<ResponseId>],
    conflicts: &mut Vec<Conflict>,
) -> Vec<Vec<ResponseId>> {
    if !(one.starts_with(other) || other.starts_with(one)) {
        conflicts.push(Conflict::Reveals);
    }
    let people = |reveals: &[Vec<ResponseId>]| reveals.iter().map(Vec::len).sum::<usize>();
    let size = |reveals: &[Vec<ResponseId>]| (people(reveals), reveals.len());
    let later = size(other).cmp(&size(one)).then_with(|| other.cmp(one)).is_gt();
    if later { other.to_vec() } else { one.to_vec() }
}

/// A response without who does it: an answer code, in which that does not stand, says the same as the response that it was made of.
fn without_by(response: &RawResponse) -> RawResponse {
    RawResponse { by: Table::new(), ..response.clone() }
}

/// Its text for the order of two, what was answered before who does it: of two that say the same otherwise, the one that says more is the later.
fn ranked(id: &ResponseId, response: &RawResponse) -> Value {
    let by = response_value(id, response).get("by").cloned();
    Value::Array(vec![response_value(id, &without_by(response)), by.unwrap_or_default()])
}

/// All entries of both; of two that differ, the one whose text is later. Where one of them only says less there is no conflict.
fn joined<K: Ord + Clone, V: Clone + PartialEq>(
    one: &Table<K, V>,
    other: &Table<K, V>,
    written: fn(&K, &V) -> Value,
    says_less: fn(&V, &V) -> bool,
    conflict: fn(K) -> Conflict,
    conflicts: &mut Vec<Conflict>,
) -> Table<K, V> {
    let mut entries: Vec<(K, V)> = Vec::with_capacity(one.len() + other.len());
    entries.extend(one.iter().map(|(key, value)| (key.clone(), value.clone())));
    for (key, value) in other {
        match one.get(key) {
            Some(known) if known == value => {}
            Some(known) => {
                if !says_less(known, value) {
                    conflicts.push(conflict(key.clone()));
                }
                if written(key, value).to_string() > written(key, known).to_string() {
                    entries.push((key.clone(), value.clone()));
                }
            }
            None => entries.push((key.clone(), value.clone())),
        }
    }
    Table::from_entries(entries)
}

fn extras(one: &Map, other: &Map, conflicts: &mut Vec<Conflict>) -> Map {
    let mut all = one.clone();
    for (key, value) in other {
        match one.get(key) {
            Some(known) if known == value => {}
            Some(known) => {
                conflicts.push(Conflict::Other(key.clone()));
                if value.to_string() > known.to_string() {
                    all.insert(key.clone(), value.clone());
                }
            }
            None => {
                all.insert(key.clone(), value.clone());
            }
        }
    }
    all
}
