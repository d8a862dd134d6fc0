//! Version 1 of a session's working file: raw responses by random id, with no time and no order; unknown keys are kept. What is published instead is `combined_v1`.

use crate::answers::Rating;
use crate::group::{
    Agreed, Form, HeadCounts, Part, RawResponse, ResponseId, Rule, Session, Signed, Threshold,
};
use crate::json::{Map, ParseError, Value, parse, to_string_pretty};
use crate::lens::By;
use crate::pack::{ItemId, Pack};
use crate::report::csv::{guarded, line};
use crate::table::Table;
use crate::text::Message;
use crate::wire::put_beside;

/// The name in `format`.
pub const SESSION_FORMAT: &str = "pomscope-session";
/// The version that is written.
pub const SESSION_VERSION: u64 = 1;
/// The largest working file that is read, in bytes: some twenty thousand responses.
pub const MOST_SESSION_BYTES: usize = 64 * 1024 * 1024;
/// Under this key: responses whose id another response of the file has. Whoever sorts that out finds them there.
pub const DOUBLES: &str = "doubles";
/// What the file says of itself to whoever opens it.
pub const NOTICE: &str =
    "Identifying: single responses. For merging and combining only; publish the combined result instead.";

/// Why a text is no working file that this program can open. The text stays with the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionError {
    /// Larger than [`MOST_SESSION_BYTES`].
    TooLarge,
    /// Not JSON; with the line where reading stopped.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON, but no session.
    NotSession,
    /// Written by a newer Pomscope.
    Newer {
        /// Its format version.
        version: u64,
    },
}

/// What was read, with a sentence for each value that was set aside and is kept as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadSession {
    /// The session.
    pub session: Session,
    /// What was set aside.
    pub problems: Vec<Message>,
}

/// Reads a working file.
///
/// # Errors
/// [`SessionError`].
pub fn read(text: &str) -> Result<ReadSession, SessionError> {
    if text.len() > MOST_SESSION_BYTES {
        return Err(SessionError::TooLarge);
    }
    let value = parse(text.trim_start_matches('\u{feff}'))
        .map_err(|ParseError { line, column }| SessionError::NotJson { line, column })?;
    read_value(value)
}

/// Reads a working file from JSON that was parsed already.
///
/// # Errors
/// [`SessionError`].
pub fn read_value(value: Value) -> Result<ReadSession, SessionError> {
    let Value::Object(mut object) = value else { return Err(SessionError::NotSession) };
    if object.get("format").and_then(Value::as_str) != Some(SESSION_FORMAT) {
        return Err(SessionError::NotSession);
    }
    match object.get("formatVersion").and_then(Value::as_u64) {
        Some(1) => {}
        Some(version) if version > 1 => return Err(SessionError::Newer { version }),
        _ => return Err(SessionError::NotSession),
    }
    let Some(pack_id) =
        object.get("pack").and_then(|pack| pack.get("id")).and_then(Value::as_str).map(str::to_owned)
    else {
        return Err(SessionError::NotSession);
    };
    let mut problems = Vec::new();
    for key in ["format", "formatVersion", "notice"] {
        object.remove(key);
    }
    let mut pack_version = String::new();
    if let Some(Value::Object(mut pack)) = object.remove("pack") {
        pack_version = text(&mut pack, "version", "pack.version", &mut problems);
        pack.remove("id");
        put_rest(&mut object, "pack", pack);
    }
    let mut session = Session { pack_id, pack_version, ..Session::default() };
    session.id = text(&mut object, "id", "id", &mut problems);
    session.title = text(&mut object, "title", "title", &mut problems);
    session.rule = take(&mut object, "threshold", "threshold", &mut problems, rule).unwrap_or_default();
    let form = |value: &Value| value.as_str().and_then(Form::parse);
    session.form = take(&mut object, "form", "form", &mut problems, form).unwrap_or_default();
    session.heads = take(&mut object, "heads", "heads", &mut problems, heads);
    responses(&mut object, &mut session, &mut problems);
    agreed(&mut object, &mut session, &mut problems);
    session.reveals = take(&mut object, "reveals", "reveals", &mut problems, reveals).unwrap_or_default();
    session.signed = take(&mut object, "signed", "signed", &mut problems, signed).unwrap_or_default();
    session.extra = object;
    Ok(ReadSession { session, problems })
}

fn set_aside(problems: &mut Vec<Message>, place: &str, value: &Value) {
    let text = value.to_string();
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    problems.push(Message::new("read.setAside").with("place", place).with("value", shown));
}

/// Takes a value that is understood; null counts as absent, all else stays and is named.
fn take<T>(
    object: &mut Map,
    key: &str,
    place: &str,
    problems: &mut Vec<Message>,
    understand: impl FnOnce(&Value) -> Option<T>,
) -> Option<T> {
    let value = object.get(key)?;
    let taken = if value.is_null() { None } else { understand(value) };
    if taken.is_some() || value.is_null() {
        object.remove(key);
    } else {
        set_aside(problems, place, value);
    }
    taken
}

fn text(object: &mut Map, key: &str, place: &str, problems: &mut Vec<Message>) -> String {
    take(object, key, place, problems, |value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn put_rest(object: &mut Map, key: &str, rest: Map) {
    if !rest.is_empty() {
        object.insert(key.to_owned(), Value::Object(rest));
    }
}

fn small(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok().filter(|count| *count <= 1_000_000)
}

fn rule(value: &Value) -> Option<Rule> {
    if value.as_str() == Some("open") {
        return Some(Rule::Open);
    }
    Threshold::new(small(value)?).map(Rule::Anonymous)
}

fn heads(value: &Value) -> Option<HeadCounts> {
    let object = value.as_object()?;
    // More keys than these are not understood: then all of it stays as it came.
    let count = |key| object.get(key).map_or(Some(0), small);
    (object.keys().all(|key| key == "it" || key == "business"))
        .then_some(HeadCounts { it: count("it")?, business: count("business")? })
}

fn signed(value: &Value) -> Option<Signed> {
    let object = value.as_object()?;
    let text = |key: &str| match object.get(key) {
        None => Some(String::new()),
        Some(text) => text.as_str().map(str::to_owned),
    };
    (object.keys().all(|key| ["it", "business", "on"].contains(&key.as_str()))).then_some(Signed {
        it: text("it")?,
        business: text("business")?,
        on: text("on")?,
    })
}

fn reveals(value: &Value) -> Option<Vec<Vec<ResponseId>>> {
    let ids = |list: &Value| -> Option<Vec<ResponseId>> {
        list.as_array()?.iter().map(|id| ResponseId::parse(id.as_str()?)).collect()
    };
    value.as_array()?.iter().map(ids).collect()
}

fn responses(object: &mut Map, session: &mut Session, problems: &mut Vec<Message>) {
    let list = match object.remove("responses") {
        Some(Value::Array(list)) => list,
        None | Some(Value::Null) => return,
        Some(other) => {
            set_aside(problems, "responses", &other);
            object.insert("responses".into(), other);
            return;
        }
    };
    let (mut entries, mut left) = (Vec::with_capacity(list.len()), Vec::new());
    for (at, value) in list.into_iter().enumerate() {
        let place = format!("responses[{at}]");
        match response(value, &place, problems) {
            Ok(entry) => entries.push(entry),
            Err(value) => {
                set_aside(problems, &place, &value);
                left.push(value);
            }
        }
    }
    let given = entries.len();
    let (first, doubles) = one_of_each_id(entries);
    session.responses = first;
    if session.responses.len() < given {
        let twice = (given - session.responses.len()).into();
        set_aside(problems, "responses", &twice);
    }
    put_doubles(object, doubles);
    if !left.is_empty() {
        object.insert("responses".into(), Value::Array(left));
    }
}

/// The first response of each id, and those after it that say something else.
fn one_of_each_id(
    mut entries: Vec<(ResponseId, RawResponse)>,
) -> (Table<ResponseId, RawResponse>, Vec<(ResponseId, RawResponse)>) {
    // Stable: what came first of one id stays first.
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    let (mut first, mut doubles): (Vec<(ResponseId, RawResponse)>, _) = (Vec::new(), Vec::new());
    for (id, response) in entries {
        match first.last() {
            Some((known, there)) if *known == id => {
                if *there != response {
                    doubles.push((id, response));
                }
            }
            _ => first.push((id, response)),
        }
    }
    (Table::from_entries(first), doubles)
}

/// Keeps responses whose id was taken beside those that a file has of that kind already; they are never counted.
fn put_doubles(object: &mut Map, doubles: Vec<(ResponseId, RawResponse)>) {
    if doubles.is_empty() {
        return;
    }
    let mut kept = match object.remove(DOUBLES) {
        None => Vec::new(),
        Some(Value::Array(kept)) => kept,
        Some(other) => vec![other],
    };
    kept.extend(doubles.iter().map(|(id, response)| response_value(id, response)));
    object.insert(DOUBLES.into(), Value::Array(kept));
}

fn response(
    value: Value,
    place: &str,
    problems: &mut Vec<Message>,
) -> Result<(ResponseId, RawResponse), Value> {
    let id = value.get("id").and_then(Value::as_str).and_then(ResponseId::parse);
    let part = match value.get("side") {
        None | Some(Value::Null) => Some(Part::Neither),
        Some(side) => side.as_str().and_then(Part::parse),
    };
    let (Some(id), Some(part), Value::Object(mut extra)) = (id, part, value.clone()) else {
        return Err(value);
    };
    extra.remove("id");
    extra.remove("side");
    let mut entries = Vec::new();
    if let Some(Value::Object(ratings)) = extra.get("ratings").cloned() {
        let mut rest = Map::new();
        for (item, value) in ratings {
            match value.as_str().and_then(Rating::parse) {
                Some(rating) => entries.push((ItemId(item), rating)),
                None if value.is_null() => {}
                None => {
                    set_aside(problems, &format!("{place}.ratings.{item}"), &value);
                    rest.insert(item, value);
                }
            }
        }
        extra.remove("ratings");
        put_rest(&mut extra, "ratings", rest);
    }
    let mut named = Vec::new();
    if let Some(Value::Object(given)) = extra.get("by").cloned() {
        let mut rest = Map::new();
        for (item, value) in given {
            match value.as_str().and_then(By::parse) {
                Some(by) => named.push((ItemId(item), by)),
                None if value.is_null() => {}
                None => {
                    set_aside(problems, &format!("{place}.by.{item}"), &value);
                    rest.insert(item, value);
                }
            }
        }
        extra.remove("by");
        put_rest(&mut extra, "by", rest);
    }
    let by = Table::from_entries(named);
    Ok((id, RawResponse { part, ratings: Table::from_entries(entries), by, extra }))
}

fn agreed(object: &mut Map, session: &mut Session, problems: &mut Vec<Message>) {
    let entries = match object.get("agreed").cloned() {
        Some(Value::Object(entries)) => entries,
        None | Some(Value::Null) => return,
        Some(other) => return set_aside(problems, "agreed", &other),
    };
    let mut rest = Map::new();
    let mut understood = Vec::new();
    for (item, value) in entries {
        let rating = value.get("rating").and_then(Value::as_str).and_then(Rating::parse);
        match (rating, value) {
            (Some(rating), Value::Object(mut extra)) => {
                extra.remove("rating");
                let place = format!("agreed.{item}.dissent");
                let dissent = text(&mut extra, "dissent", &place, problems);
                understood.push((ItemId(item), Agreed { rating, dissent, extra }));
            }
            (_, value) => {
                set_aside(problems, &format!("agreed.{item}"), &value);
                rest.insert(item, value);
            }
        }
    }
    session.agreed = Table::from_entries(understood);
    object.remove("agreed");
    put_rest(object, "agreed", rest);
}

/// Writes a working file, its responses in the order of their random ids.
#[must_use]
pub fn write(session: &Session) -> Value {
    let mut object = session.extra.clone();
    object.insert("format".into(), SESSION_FORMAT.into());
    object.insert("formatVersion".into(), SESSION_VERSION.into());
    object.insert("notice".into(), NOTICE.into());
    for (key, text) in [("id", &session.id), ("title", &session.title)] {
        if !text.is_empty() {
            object.insert(key.into(), text.as_str().into());
        }
    }
    let mut pack = taken_map(&mut object, "pack");
    pack.insert("id".into(), session.pack_id.as_str().into());
    if !session.pack_version.is_empty() {
        pack.insert("version".into(), session.pack_version.as_str().into());
    }
    object.insert("pack".into(), Value::Object(pack));
    // What was not understood stands there still, unless something else than usual was chosen since.
    if session.rule != Rule::default() || !object.contains_key("threshold") {
        object.insert("threshold".into(), rule_value(session.rule));
    }
    if session.form != Form::default() || !object.contains_key("form") {
        object.insert("form".into(), session.form.as_str().into());
    }
    if let Some(heads) = session.heads {
        let heads = Map::from_entries(vec![
            ("it".into(), heads.it.into()),
            ("business".into(), heads.business.into()),
        ]);
        object.insert("heads".into(), heads.into());
    }
    let mut responses: Vec<Value> =
        session.responses.iter().map(|(id, response)| response_value(id, response)).collect();
    match object.remove("responses") {
        Some(Value::Array(left)) => responses.extend(left),
        // A list that was no list: nothing can be added to it, and it is not written over.
        Some(other) if responses.is_empty() => {
            object.insert("responses".into(), other);
        }
        _ => {}
    }
    if !object.contains_key("responses") {
        object.insert("responses".into(), Value::Array(responses));
    }
    if !session.reveals.is_empty() {
        let ids = |list: &Vec<ResponseId>| -> Value {
            list.iter().map(ResponseId::as_str).collect::<Vec<_>>().into()
        };
        object.insert("reveals".into(), session.reveals.iter().map(ids).collect::<Vec<_>>().into());
    }
    let agreed = session.agreed.iter().map(|(item, agreed)| (item.0.clone(), agreed_value(item, agreed)));
    put_beside(&mut object, "agreed", agreed.collect());
    if !session.signed.is_empty() {
        let Signed { it, business, on } = &session.signed;
        let given = [("it", it), ("business", business), ("on", on)].into_iter();
        let given = given.filter(|(_, text)| !text.is_empty());
        let signed = given.map(|(key, text)| (key.to_owned(), text.as_str().into())).collect();
        object.insert("signed".into(), Map::from_entries(signed).into());
    }
    Value::Object(object)
}

/// Writes a working file to be read by people too.
#[must_use]
pub fn write_pretty(session: &Session) -> String {
    to_string_pretty(&write(session))
}

/// The responses as JSON Lines: one a line, as they stand in the working file.
#[must_use]
pub fn json_lines(session: &Session) -> String {
    let lines = session.responses.iter().map(|(id, response)| format!("{}\n", response_value(id, response)));
    lines.collect()
}

/// Reads a response that stands by itself, as [`response_value`] wrote it; none for anything else.
#[must_use]
pub fn read_response(text: &str) -> Option<(ResponseId, RawResponse)> {
    response(parse(text).ok()?, "", &mut Vec::new()).ok()
}

/// The responses as a table: a row each, a column per asked item, then one per item that asks who does it, as the report's sheets are written.
#[must_use]
pub fn csv(pack: &Pack, session: &Session) -> String {
    let mut csv = "\u{feff}".to_owned();
    let items = || pack.asked.iter().map(|item| guarded(item.id.0.clone()));
    let asks_by = || pack.asked.iter().filter(|item| item.traits.asks_by);
    let by = asks_by().map(|item| guarded(format!("{} by", item.id)));
    line(&mut csv, ["id".to_owned(), "side".to_owned()].into_iter().chain(items()).chain(by));
    for (id, response) in &session.responses {
        let sheet = response.sheet(pack);
        let ratings = (0..pack.asked.len())
            .map(|slot| sheet.get(slot).map(Rating::as_str).unwrap_or_default().to_owned());
        let side = if response.part == Part::Neither { "" } else { response.part.as_str() };
        let named = asks_by().map(|item| {
            response.by.get(item.id.as_str()).map(|by| by.as_str()).unwrap_or_default().to_owned()
        });
        line(&mut csv, [id.as_str().to_owned(), side.to_owned()].into_iter().chain(ratings).chain(named));
    }
    csv
}

fn taken_map(object: &mut Map, key: &str) -> Map {
    match object.remove(key) {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// The threshold as it stands in files: k, or `open`.
pub(crate) fn rule_value(rule: Rule) -> Value {
    match rule {
        Rule::Anonymous(threshold) => threshold.get().into(),
        Rule::Open => "open".into(),
    }
}

/// A response as it stands in the working file.
#[must_use]
pub fn response_value(id: &ResponseId, response: &RawResponse) -> Value {
    let mut object = response.extra.clone();
    object.insert("id".into(), id.as_str().into());
    object.insert("side".into(), side_value(response.part));
    if !object.contains_key("ratings") {
        object.insert("ratings".into(), Map::new().into());
    }
    let ratings = response.ratings.iter().map(|(item, rating)| (item.0.clone(), rating.as_str().into()));
    put_beside(&mut object, "ratings", ratings.collect());
    let by = response.by.iter().map(|(item, by)| (item.0.clone(), by.as_str().into()));
    put_beside(&mut object, "by", by.collect());
    Value::Object(object)
}

/// The side of a part: null for whoever is neither.
fn side_value(part: Part) -> Value {
    if part == Part::Neither { Value::Null } else { part.as_str().into() }
}

/// An agreed rating as it stands in the working file.
#[must_use]
pub fn agreed_value(_: &ItemId, agreed: &Agreed) -> Value {
    let mut object = agreed.extra.clone();
    object.insert("rating".into(), agreed.rating.as_str().into());
    if !agreed.dissent.is_empty() {
        object.insert("dissent".into(), agreed.dissent.as_str().into());
    }
    Value::Object(object)
}
