//! A workshop's files: the working file, a device's record, a response that stands alone, and several devices' files as one. What is read is written back whole, and merging is the same in any order.

use pomscope_core::group::{Conflict, Rule, Session, Shown, Whose, merge};
use pomscope_core::json::{self, Value};
use pomscope_core::pack::Pack;
use pomscope_core::wire::{combined_v1, room_v1, session_v1};

use super::{BETWEEN, ground, kept, sample, spreadsheet};

/// Up to three files of one session, each from a device.
pub fn takes(text: &str) {
    let mut sessions: Vec<Session> = text.split(BETWEEN).take(3).filter_map(file).collect();
    let Some(first) = sessions.first().cloned() else { return };
    // Files of other sessions are refused; as files of one they have to become one.
    for other in &mut sessions {
        let alone = merge(&first, other);
        let together = (first.id == other.id) && (first.pack_id == other.pack_id);
        assert_eq!(alone.is_ok(), together);
        (other.id, other.pack_id) = (first.id.clone(), first.pack_id.clone());
    }
    for one in &sessions {
        assert_eq!(merged(one, one), (one.clone(), Vec::new()), "merged with itself it stays as it was");
        for other in &sessions {
            pair(one, other);
        }
    }
    if let [a, b, c] = sessions.as_slice() {
        let (left, right) = (merged(&merged(a, b).0, c).0, merged(a, &merged(b, c).0).0);
        assert_eq!(left, right, "merging is associative");
    }
}

fn merged(one: &Session, other: &Session) -> (Session, Vec<Conflict>) {
    let merged = merge(one, other).unwrap();
    let mut conflicts = merged.conflicts;
    conflicts.sort();
    (merged.session, conflicts)
}

fn pair(one: &Session, other: &Session) {
    let (both, conflicts) = merged(one, other);
    assert_eq!(merged(other, one), (both.clone(), conflicts), "merging is commutative");
    assert_eq!(merged(&both, other).0, both, "what is in it already changes nothing");
    for (id, response) in one.responses.iter().chain(&other.responses) {
        let there = both.responses.get(id);
        let twice = [one, other].map(|session| session.responses.get(id)).iter().all(Option::is_some);
        assert!(there == Some(response) || twice && there.is_some(), "{} is gone", id.as_str());
    }
}

/// One text as each of the files that it may be.
fn file(text: &str) -> Option<Session> {
    record(text);
    if let Some(draft) = room_v1::read_unfinished(text) {
        assert_eq!(room_v1::read_unfinished(&room_v1::write_unfinished(&draft)), Some(draft));
    }
    if let Some((id, response)) = session_v1::read_response(text) {
        let written = session_v1::response_value(&id, &response);
        kept::all_of(&json::parse(text).unwrap(), &written);
        assert_eq!(session_v1::read_response(&written.to_string()), Some((id, response)));
    }
    let session = session_v1::read(text).ok()?.session;
    let written = session_v1::write(&session);
    kept::all_of(&json::parse(text.trim_start_matches('\u{feff}')).unwrap(), &written);
    for text in [written.to_string(), session_v1::write_pretty(&session)] {
        assert_eq!(session_v1::read(&text).unwrap().session, session, "{text}");
    }
    for line in session_v1::json_lines(&session).lines() {
        let (id, response) = session_v1::read_response(line).unwrap();
        assert_eq!(session.responses.get(&id), Some(&response));
    }
    published(&session);
    Some(session)
}

fn record(text: &str) {
    let Ok(record) = room_v1::read(text) else { return };
    let again = room_v1::read(&room_v1::write(&record)).unwrap();
    let bare = room_v1::RoomRecord {
        session: Session { responses: again.session.responses.clone(), ..record.session.clone() },
        ..record.clone()
    };
    assert!(again.session.responses.is_empty());
    assert_eq!(again, bare, "{text}");
}

/// What is published shows of nobody what the threshold keeps back, and is the same in any order.
fn published(session: &Session) {
    let content = ground::content();
    let lens = content.lenses.find(&session.pack_id).map(|lens| &lens.pack);
    let pack: &Pack = lens.unwrap_or(sample::real());
    let table = spreadsheet::read(&session_v1::csv(pack, session)).unwrap();
    assert_eq!(table.len(), session.responses.len() + 1);
    let (mut people, refused) = session.scored(pack);
    assert_eq!(people.len() + refused.len(), session.responses.len());
    // What is shown of hundreds takes seconds to decide, and is decided as of these.
    people.truncate(12);
    let shown = Shown::of(pack, &people, session.rule);
    if let Rule::Anonymous(threshold) = session.rule {
        for item in shown.items() {
            for whose in Whose::ALL {
                let members = item.of(whose).map(|of| of.tally.members());
                assert!(members.is_none_or(|members| members >= threshold.get()), "{:?}", item.item());
            }
        }
    }
    let written = combined_v1::write(pack, &shown);
    assert_eq!(json::parse(&written.to_string()).as_ref(), Ok(&written));
    assert!(people.iter().all(|_| !holds_id(&written, session)), "a response's id in what is published");
    people.reverse();
    assert_eq!(Shown::of(pack, &people, session.rule), shown, "the order of people is irrelevant");
}

/// Whether a random id stands in a text of the published file; ids of ten characters and more, since a short one may be a word.
fn holds_id(value: &Value, session: &Session) -> bool {
    match value {
        Value::String(text) => {
            text.len() >= 10 && session.responses.keys().any(|id| id.as_str() == text.as_str())
        }
        Value::Array(list) => list.iter().any(|value| holds_id(value, session)),
        Value::Object(object) => object.iter().any(|(_, value)| holds_id(value, session)),
        _ => false,
    }
}
