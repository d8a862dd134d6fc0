//! What the stores held at the start, sorted into assessments and what was not understood; nothing that was not understood is ever overwritten.

use std::rc::Rc;

use crate::answers::Assessment;
use crate::digest::digest;
use crate::json::{Value, parse};
use crate::pack::Pack;
use crate::state::{Notice, StoreStatus, Tone};
use crate::table::Table;
use crate::text::Message;
use crate::wire::{self, ReadError};

/// Which store held a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// localStorage.
    Local,
    /// IndexedDB.
    Durable,
}

/// A text as a store held it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// Which store.
    pub source: Source,
    /// The text.
    pub text: String,
}

/// What the stores answered at the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// localStorage's answer.
    pub local: StoreStatus,
    /// IndexedDB's answer.
    pub durable: StoreStatus,
    /// All records of both.
    pub records: Vec<Record>,
}

impl Loaded {
    /// Reads the port's answer (`LoadResult` of `web/pomscope.d.ts`); an answer that is not understood counts as failed stores.
    #[must_use]
    pub fn from_json(text: &str) -> Self {
        let value = parse(text).unwrap_or_default();
        let status =
            |key: &str| StoreStatus::parse(value.get(key).and_then(Value::as_str).unwrap_or("failed"));
        let record = |record: &Value| {
            let field = |key: &str| record.get(key).and_then(Value::as_str);
            let source = if field("source")? == "local" { Source::Local } else { Source::Durable };
            Some(Record { id: field("id")?.to_owned(), source, text: field("text")?.to_owned() })
        };
        let records =
            value.get("records").and_then(Value::as_array).into_iter().flatten().filter_map(record).collect();
        Self { local: status("local"), durable: status("durable"), records }
    }
}

/// Whether an assessment's newest text is in the stores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Writing {
    /// It is, or nothing was changed.
    #[default]
    Still,
    /// A save is under way.
    Saving,
    /// A save is under way and there are newer changes.
    SavingAndChanged,
}

/// An assessment on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// As it is now.
    pub assessment: Rc<Assessment>,
    /// As the stores last held it, the common ground when another tab writes; none while it was never stored.
    pub synced: Option<Rc<Assessment>>,
    /// Whether it is being saved.
    pub writing: Writing,
}

/// A text that was found in storage and cannot be opened here; it stays where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The id under which it is stored.
    pub id: String,
    /// The raw text.
    pub text: String,
    /// Why, and what to do.
    pub reason: Message,
    /// The other questionnaire that it answers, where that is all there is to it; else empty.
    pub pack: String,
}

/// What [`sort`] made of the records.
#[derive(Clone, Debug, Default)]
pub(super) struct Sorted {
    pub shelf: Table<String, Entry>,
    pub unreadable: Vec<Unreadable>,
    /// Raw texts to be stored under ids of their own, since a readable copy of the same id will be written over them.
    pub aside: Vec<(String, String)>,
    /// That something was not understood.
    pub notice: Option<Notice>,
}

enum Understood {
    Yes(Box<Assessment>),
    /// And the other pack that it answers, or nothing.
    No(Message, String),
    /// Must not be opened at all: somebody with a newer program owns it.
    Newer(Message),
}

fn understand(pack: &Pack, id: &str, text: &str) -> Understood {
    match wire::read(text) {
        Ok(read) if read.assessment.pack_id != pack.id => {
            let pack = read.assessment.pack_id;
            Understood::No(Message::new("read.unknownPack").with("pack", pack.clone()), pack)
        }
        Ok(read) => {
            let mut assessment = read.assessment;
            id.clone_into(&mut assessment.id);
            // What was stored had something in it: a count that is damaged must not make it one that was left empty.
            assessment.rev = assessment.rev.max(1);
            Understood::Yes(Box::new(assessment))
        }
        Err(error @ ReadError::Newer { .. }) => Understood::Newer(error.message()),
        Err(error) => Understood::No(error.message(), String::new()),
    }
}

/// Sorts the records: of two readable texts of one id the newer revision wins.
pub(super) fn sort(pack: &Pack, records: Vec<Record>) -> Sorted {
    let mut by_id: Table<String, Vec<Record>> = Table::new();
    for record in records {
        by_id.get_or_default(record.id.clone()).push(record);
    }
    let mut sorted = Sorted::default();
    for (id, records) in by_id {
        let mut best: Option<Box<Assessment>> = None;
        let mut refused: Vec<(String, Message, String)> = Vec::new();
        let mut newer = false;
        for record in &records {
            match understand(pack, &id, &record.text) {
                Understood::Yes(assessment) => {
                    let rank = |a: &Assessment| (a.rev, a.updated_at.clone());
                    if best.as_ref().is_none_or(|best| rank(&assessment) > rank(best)) {
                        best = Some(assessment);
                    }
                }
                Understood::No(reason, pack) => refused.push((record.text.clone(), reason, pack)),
                Understood::Newer(reason) => {
                    newer = true;
                    refused.push((record.text.clone(), reason, String::new()));
                }
            }
        }
        refused.dedup_by(|a, b| a.0 == b.0);
        match best.filter(|_| !newer) {
            Some(best) => {
                for (text, reason, pack) in refused {
                    let aside = aside_id(&text);
                    sorted.aside.push((aside.clone(), text.clone()));
                    sorted.unreadable.push(Unreadable { id: aside, text, reason, pack });
                }
                let best = Rc::new(*best);
                let entry =
                    Entry { assessment: Rc::clone(&best), synced: Some(best), writing: Writing::Still };
                sorted.shelf.insert(id, entry);
            }
            None => {
                for (text, reason, pack) in refused {
                    sorted.unreadable.push(Unreadable { id: id.clone(), text, reason, pack });
                }
            }
        }
    }
    let not_understood = sorted.unreadable.iter().filter(|raw| raw.pack.is_empty()).count();
    sorted.notice = (not_understood > 0).then(|| Notice {
        tone: Tone::Careful,
        message: Message::new("notice.unreadable").count("n", not_understood),
        details: Vec::new(),
    });
    sorted
}

/// An id made of the text itself, so that the same text is set aside only once.
fn aside_id(text: &str) -> String {
    format!("x{:016x}", digest(text.bytes()))
}
