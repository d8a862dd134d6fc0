//! Version 1 of a session as a device keeps it: the working file without its responses, which stand apart, and what belongs to the device alone; and the unfinished response of a kiosk.

use crate::answers::Rating;
use crate::group::{Part, Session};
use crate::json::{Map, Value, object, parse};
use crate::lens::By;
use crate::pack::ItemId;
use crate::table::Table;
use crate::wire::session_v1::{self, SessionError};

/// The name in `format`.
pub const ROOM_FORMAT: &str = "pomscope-room";
/// The version that is written.
pub const ROOM_VERSION: u64 = 1;

/// How long a kiosk waits, in seconds, when nothing else was said.
pub const USUAL_IDLE_SECS: u32 = 120;
/// The shortest that a kiosk may wait: whoever needs longer says "I am still here".
pub const LEAST_IDLE_SECS: u32 = 60;
/// The longest.
pub const MOST_IDLE_SECS: u32 = 1800;

/// Whether people may take a copy of their answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copies {
    /// They are offered one.
    #[default]
    Offered,
    /// They are not.
    None,
}

/// What belongs to one device and stands in no file that leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// What the PIN is compared with; with nothing here no PIN is right.
    pub pin: String,
    /// After how many seconds without touch or key a kiosk forgets.
    pub idle_secs: u32,
    /// Whether people may take a copy.
    pub copies: Copies,
    /// How many devices there are in the room; for the plan alone.
    pub devices: u16,
}

impl Default for Device {
    fn default() -> Self {
        Self { pin: String::new(), idle_secs: USUAL_IDLE_SECS, copies: Copies::default(), devices: 1 }
    }
}

/// A session as a device keeps it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoomRecord {
    /// The session.
    pub session: Session,
    /// What belongs to the device.
    pub device: Device,
    /// How often it was changed.
    pub rev: u64,
    /// The day on which it was begun here, `YYYY-MM-DD`.
    pub begun: String,
    /// What else stood in the record.
    pub extra: Map,
}

/// Reads a record; what of the session is not understood is kept in it.
///
/// # Errors
/// [`SessionError`], as of a working file.
pub fn read(text: &str) -> Result<RoomRecord, SessionError> {
    let value = parse(text).map_err(|at| SessionError::NotJson { line: at.line, column: at.column })?;
    let Value::Object(mut record) = value else { return Err(SessionError::NotSession) };
    if record.remove("format").as_ref().and_then(Value::as_str) != Some(ROOM_FORMAT) {
        return Err(SessionError::NotSession);
    }
    match record.remove("formatVersion").as_ref().and_then(Value::as_u64) {
        Some(1) => {}
        Some(version) if version > 1 => return Err(SessionError::Newer { version }),
        _ => return Err(SessionError::NotSession),
    }
    let session = session_v1::read_value(record.remove("session").unwrap_or_default())?.session;
    let rev = record.remove("rev").as_ref().and_then(Value::as_u64).unwrap_or_default();
    let begun = record.remove("begun").as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
    let device = device(&record.remove("device").unwrap_or_default());
    Ok(RoomRecord { session, device, rev, begun, extra: record })
}

fn device(value: &Value) -> Device {
    let usual = Device::default();
    let number =
        |key: &str| value.get(key).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
    Device {
        pin: value.get("pin").and_then(Value::as_str).unwrap_or_default().to_owned(),
        idle_secs: number("idleSecs").unwrap_or(usual.idle_secs).clamp(LEAST_IDLE_SECS, MOST_IDLE_SECS),
        copies: match value.get("copies").and_then(Value::as_bool) {
            Some(false) => Copies::None,
            _ => Copies::Offered,
        },
        devices: number("devices").and_then(|n| u16::try_from(n).ok()).unwrap_or(usual.devices),
    }
}

/// How a device of the session is to behave, without its PIN; and [`behaving`] reads it.
#[must_use]
pub fn behaviour(device: &Device) -> Value {
    object(vec![("idleSecs", device.idle_secs.into()), ("copies", (device.copies == Copies::Offered).into())])
}

/// A device that behaves as another one said; as usual where it said nothing.
#[must_use]
pub fn behaving(value: &Value) -> Device {
    Device { pin: String::new(), ..device(value) }
}

/// Writes a record, without the responses of its session.
#[must_use]
pub fn write(record: &RoomRecord) -> String {
    let bare = Session { responses: Table::new(), ..record.session.clone() };
    let mut all = record.extra.clone();
    all.insert("format".into(), ROOM_FORMAT.into());
    all.insert("formatVersion".into(), ROOM_VERSION.into());
    all.insert("rev".into(), record.rev.into());
    all.insert("begun".into(), record.begun.as_str().into());
    let device = object(vec![
        ("pin", record.device.pin.as_str().into()),
        ("idleSecs", record.device.idle_secs.into()),
        ("copies", (record.device.copies == Copies::Offered).into()),
        ("devices", u32::from(record.device.devices).into()),
    ]);
    all.insert("device".into(), device);
    all.insert("session".into(), session_v1::write(&bare));
    Value::Object(all).to_string()
}

/// What somebody at a kiosk has answered so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unfinished {
    /// The side; none while it was not chosen.
    pub part: Option<Part>,
    /// The ratings.
    pub ratings: Table<ItemId, Rating>,
    /// Who does it.
    pub by: Table<ItemId, By>,
    /// The screen, counted from 0.
    pub screen: usize,
    /// Milliseconds since 1970 until which it is kept.
    pub until: f64,
}

/// Reads an unfinished response; none for what is not understood: it is nobody's answer yet.
#[must_use]
pub fn read_unfinished(text: &str) -> Option<Unfinished> {
    let value = parse(text).ok()?;
    let ratings = value.get("ratings").and_then(Value::as_object)?;
    let rated = ratings
        .iter()
        .filter_map(|(item, rating)| Some((ItemId(item.clone()), Rating::parse(rating.as_str()?)?)));
    let named = value.get("by").and_then(Value::as_object).into_iter().flatten();
    let named = named.filter_map(|(item, by)| Some((ItemId(item.clone()), By::parse(by.as_str()?)?)));
    Some(Unfinished {
        by: Table::from_entries(named.collect()),
        part: value.get("side").and_then(Value::as_str).and_then(Part::parse),
        ratings: Table::from_entries(rated.collect()),
        screen: value.get("screen").and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok())?,
        until: value.get("until").and_then(Value::as_f64)?,
    })
}

/// Writes an unfinished response.
#[must_use]
pub fn write_unfinished(draft: &Unfinished) -> String {
    let ratings: Map =
        draft.ratings.iter().map(|(item, rating)| (item.0.clone(), rating.as_str().into())).collect();
    let by: Map = draft.by.iter().map(|(item, by)| (item.0.clone(), by.as_str().into())).collect();
    object(vec![
        ("side", draft.part.map(Part::as_str).into()),
        ("ratings", ratings.into()),
        ("by", by.into()),
        ("screen", draft.screen.into()),
        ("until", draft.until.into()),
    ])
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back_as_it_was_and_holds_no_response() {
        let mut record = RoomRecord {
            session: Session {
                id: "0123456789abcdef".into(),
                title: "Spring".into(),
                pack_id: "p".into(),
                ..Session::default()
            },
            device: Device { pin: "00ff".into(), idle_secs: 300, copies: Copies::None, devices: 4 },
            rev: 7,
            begun: "2026-11-29".into(),
            ..RoomRecord::default()
        };
        record.extra.insert("later".into(), true.into());
        assert_eq!(read(&write(&record)).unwrap(), record);
        let id = crate::group::ResponseId::parse("0a1b2").unwrap();
        let one = crate::group::RawResponse {
            part: Part::It,
            ratings: Table::new(),
            by: Table::new(),
            extra: Map::new(),
        };
        record.session.responses.insert(id, one);
        assert!(!write(&record).contains("0a1b2"));
    }

    #[test]
    fn what_is_no_record_is_refused_with_why() {
        for (text, expect) in [
            ("", SessionError::NotJson { line: 1, column: 1 }),
            ("[]", SessionError::NotSession),
            ("{\"format\":\"pomscope-room\",\"formatVersion\":2}", SessionError::Newer { version: 2 }),
            ("{\"format\":\"pomscope-room\",\"formatVersion\":1}", SessionError::NotSession),
        ] {
            assert_eq!(read(text), Err(expect), "{text}");
        }
    }

    #[test]
    fn waits_that_are_too_short_or_too_long_are_brought_within_their_bounds() {
        let wait = |secs: u32| {
            let device = object(vec![("idleSecs", secs.into())]);
            super::device(&device).idle_secs
        };
        assert_eq!([0, 60, 999_999].map(wait), [LEAST_IDLE_SECS, 60, MOST_IDLE_SECS]);
    }

    #[test]
    fn an_unfinished_response_comes_back_as_it_was() {
        let draft = Unfinished {
            part: Some(Part::Business),
            ratings: Table::from_entries(vec![(ItemId("a".into()), Rating::Unknown)]),
            by: Table::from_entries(vec![(ItemId("a".into()), By::Nobody)]),
            screen: 3,
            until: 1_795_361_400_250.0,
        };
        assert_eq!(read_unfinished(&write_unfinished(&draft)), Some(draft));
        assert_eq!(read_unfinished("{}"), None);
    }
}
