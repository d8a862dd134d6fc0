//! The file formats: reading and writing of assessments, scores and packs as JSON, one module a version; meaning lives elsewhere.

mod assessment_v1;
pub mod combined_v1;
pub mod document_v1;
mod pack_list;
pub mod report_v1;
pub mod room_v1;
mod score_v1;
pub mod session_v1;
pub mod share_v1;

pub use assessment_v1::{ASSESSMENT_FORMAT, FORMAT_VERSION, write, write_pretty};
pub(crate) use assessment_v1::{answer_value, begun_of, value_of};
pub use pack_list::pack_list;
pub use score_v1::{score_json, with_lenses};

use crate::answers::Assessment;
use crate::decimal;
use crate::json::{Map, ParseError, Value, parse};
use crate::lens::{By, Lenses};
use crate::pack::Pack;
use crate::text::Message;

/// The largest assessment file that is read, in bytes.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;

/// Why a text is no assessment that this program can open. The text itself is always kept by whoever asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Larger than [`MOST_BYTES`].
    TooLarge,
    /// Not JSON; with the line where reading stopped.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON, but not an assessment.
    NotAssessment,
    /// Written by a newer Pomscope.
    Newer {
        /// Its format version.
        version: u64,
    },
}

impl ReadError {
    /// The sentence for the reader: what happened and what to do.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::TooLarge => Message::new("read.tooLarge"),
            Self::NotJson { line, column } => {
                Message::new("read.notJson").with("line", line.to_string()).with("column", column.to_string())
            }
            Self::NotAssessment => Message::new("read.notAssessment"),
            Self::Newer { version } => Message::new("read.newer").with("version", version.to_string()),
        }
    }
}

/// What was read, with everything that was set aside or stood out.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The assessment.
    pub assessment: Assessment,
    /// One sentence for each value that was set aside (and kept as it came).
    pub problems: Vec<Message>,
}

/// Reads an assessment file of any known version.
///
/// # Errors
/// [`ReadError`]; nothing is lost by it, since the text stays with the caller.
pub fn read(text: &str) -> Result<Read, ReadError> {
    if text.len() > MOST_BYTES {
        return Err(ReadError::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}');
    let value = parse(text).map_err(|ParseError { line, column }| ReadError::NotJson { line, column })?;
    read_value(value)
}

/// Reads an assessment from JSON that was parsed already; see [`read`].
///
/// # Errors
/// [`ReadError`].
pub fn read_value(value: Value) -> Result<Read, ReadError> {
    let Value::Object(object) = value else { return Err(ReadError::NotAssessment) };
    if object.get("format").and_then(Value::as_str) != Some(ASSESSMENT_FORMAT) {
        return Err(ReadError::NotAssessment);
    }
    match object.get("formatVersion").and_then(Value::as_u64) {
        Some(1) => assessment_v1::read(object),
        Some(version) if version > 1 => Err(ReadError::Newer { version }),
        _ => Err(ReadError::NotAssessment),
    }
}

/// What stands out when the answers to lenses meet the lenses: one that is not known, another version, unknown items, ratings and words that are not offered. All of it is kept and none of it counts.
#[must_use]
pub fn meet_lenses(lenses: &Lenses, assessment: &Assessment) -> Vec<Message> {
    let mut problems = Vec::new();
    for (id, answers) in &assessment.lenses {
        let Some(lens) = lenses.find(id) else {
            problems.push(Message::new("lens.read.unknown").with("lens", id.clone()));
            continue;
        };
        if answers.version != lens.pack.version {
            problems.push(
                Message::new("lens.read.version")
                    .with("lens", id.clone())
                    .with("given", answers.version.clone())
                    .with("known", lens.pack.version.clone()),
            );
        }
        for (item, answer) in &answers.answers {
            let item_id = || item.0.clone();
            let Some(asked) = lens.pack.asked_item(item.as_str()) else {
                problems.push(Message::new("read.unknownItem").with("item", item_id()));
                continue;
            };
            if let Some(rating) = answer.rating.filter(|rating| !rating.allowed(asked)) {
                let rating = rating.as_str();
                problems.push(Message::new("read.notOffered").with("item", item_id()).with("rating", rating));
            }
            if let Some(by) = answer.extra.get("by").filter(|_| By::of(answer).is_none()) {
                let place = format!("lenses.{id}.answers.{item}.by");
                problems
                    .push(Message::new("read.setAside").with("place", place).with("value", by.to_string()));
            }
        }
    }
    problems
}

/// What stands out when an assessment meets a pack: another version, unknown items, ratings that an item does not offer, values that do not fit a metric's unit. All of it is kept.
#[must_use]
pub fn meet(pack: &Pack, assessment: &Assessment) -> Vec<Message> {
    let mut problems = Vec::new();
    if assessment.pack_id == pack.id && assessment.pack_version != pack.version {
        problems.push(
            Message::new("read.otherVersion")
                .with("given", assessment.pack_version.clone())
                .with("known", pack.version.clone()),
        );
    }
    for (id, answer) in &assessment.answers {
        let Some(item) = pack.asked_item(id.as_str()) else {
            let copy = pack.groups.iter().flat_map(crate::pack::Group::items).any(|item| item.id == *id);
            let key = if copy { "read.sameAs" } else { "read.unknownItem" };
            problems.push(Message::new(key).with("item", id.0.clone()));
            continue;
        };
        if let Some(rating) = answer.rating.filter(|rating| !rating.allowed(item)) {
            problems.push(
                Message::new("read.notOffered").with("item", id.0.clone()).with("rating", rating.as_str()),
            );
        }
    }
    for (id, answer) in &assessment.metrics {
        let Some(value) = answer.value.filter(|_| answer.is_measured() && pack.metric(id).is_some()) else {
            continue;
        };
        if crate::metrics::measured(pack, assessment, id).is_none() {
            let place = format!("metrics.{id}.value");
            problems.push(
                Message::new("read.setAside")
                    .with("place", place)
                    .with("value", decimal::write(value).unwrap_or_default()),
            );
        }
    }
    problems
}

/// Joins `entries` over what was kept under `key`. What is no object there cannot hold them; it is moved, never written over: to
/// `KEY.setAside`, with a number behind it where that is taken.
fn put_beside(object: &mut Map, key: &str, entries: Map) {
    if entries.is_empty() {
        return;
    }
    match object.remove(key) {
        Some(Value::Object(mut kept)) => {
            kept.extend(entries);
            object.insert(key.to_owned(), Value::Object(kept));
        }
        other => {
            if let Some(other) = other {
                let mut free = format!("{key}.setAside");
                for number in 2.. {
                    if !object.contains_key(&free) {
                        break;
                    }
                    free = format!("{key}.setAside{number}");
                }
                object.insert(free, other);
            }
            object.insert(key.to_owned(), Value::Object(entries));
        }
    }
}
