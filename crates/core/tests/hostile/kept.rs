//! Whether all that a file held is in what was written of it; what files mean is core's business.

use pomscope_core::json::Value;

/// Fails where something of `given` is not in `written`, other than what says nothing: null, empty texts, objects and lists, a revision of 0, a step that is open, and what the program says of itself in `notice`.
pub fn all_of(given: &Value, written: &Value) {
    if let Err(place) = within(written, "", given, written) {
        panic!("{place} is gone: {given} became {written}");
    }
}

fn says_nothing(key: &str, value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty() || key == "status" && text == "open",
        Value::Object(object) => object.iter().all(|(key, value)| says_nothing(key, value)),
        Value::Array(list) => list.is_empty(),
        Value::Number(number) => key == "rev" && number.as_f64() == Some(0.0),
        Value::Bool(_) => false,
    }
}

fn within(whole: &Value, place: &str, given: &Value, written: &Value) -> Result<(), String> {
    let inside = |key: &str| format!("{place}/{key}");
    let same = match (given, written) {
        (Value::Object(given), Value::Object(written)) => {
            for (key, value) in given.iter().filter(|(key, _)| !(place.is_empty() && *key == "notice")) {
                match written.get(key) {
                    Some(written) => within(whole, &inside(key), value, written)?,
                    None if says_nothing(key, value) => {}
                    None => return Err(inside(key)),
                }
            }
            true
        }
        // Responses stand in the order of their random ids, and of two with one id the second stands apart.
        (Value::Array(given), Value::Array(_)) if place == "/responses" => {
            let lists = [Some(written), whole.get("doubles")];
            let there = |value: &Value| {
                let mut kept = lists.iter().flatten().filter_map(|list| list.as_array()).flatten();
                kept.any(|other| within(whole, "", value, other).is_ok())
            };
            match given.iter().position(|value| !there(value)) {
                Some(at) => return Err(inside(&at.to_string())),
                None => true,
            }
        }
        (Value::Array(given), Value::Array(written)) => {
            for (at, (value, written)) in given.iter().zip(written).enumerate() {
                within(whole, &inside(&at.to_string()), value, written)?;
            }
            given.len() == written.len()
        }
        // A number that means something is held as 64 bits hold it.
        (Value::Number(given), Value::Number(written)) => {
            given == written || given.as_f64().is_some() && given.as_f64() == written.as_f64()
        }
        (given, written) => given == written,
    };
    let key = place.rsplit('/').next().unwrap_or_default();
    if same || says_nothing(key, given) { Ok(()) } else { Err(place.to_owned()) }
}
