//! JSON texts made hostile: changed in a place that means something, or torn as texts; what has to hold of them is in the neighbours.

use serde_json::{Value, json};

use super::texts::HOSTILE;
use super::{BETWEEN, Dice};

/// The pointers to everything in a value.
pub fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    let mut inside = |key: &str, value: &Value| {
        let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        all.push(at.clone());
        pointers(value, &at, all);
    };
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| inside(key, value)),
        Value::Array(list) => list.iter().enumerate().for_each(|(at, value)| inside(&at.to_string(), value)),
        _ => {}
    }
}

fn anything(dice: &mut Dice) -> Value {
    match dice.next(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(dice.next(8)),
        3 => json!(-1),
        4 => json!(1e308),
        5 => json!([]),
        6 => json!({}),
        7 => json!("__proto__"),
        8 => json!("x".repeat(1 << dice.next(14))),
        9 => (0..dice.next(120)).fold(json!(1), |inner, _| json!([inner])),
        10 => json!(["T1", "T1", 3, null]),
        _ => json!(*dice.one(HOSTILE)),
    }
}

/// Changes a value in one place.
pub fn mutate(whole: &mut Value, dice: &mut Dice) {
    let mut all = Vec::new();
    pointers(whole, "", &mut all);
    if all.is_empty() {
        return;
    }
    let pointer = dice.one(&all).clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    let from: &String = dice.one(&all);
    let other = whole.pointer(from).cloned().unwrap_or_default();
    match dice.next(8) {
        0 => *whole.pointer_mut(&pointer).unwrap() = anything(dice),
        1 => *whole.pointer_mut(&pointer).unwrap() = other,
        2 | 3 => match whole.pointer_mut(parent) {
            Some(Value::Object(object)) => drop(object.remove(&key)),
            Some(Value::Array(list)) => drop(list.remove(key.parse().unwrap())),
            _ => {}
        },
        4 => match whole.pointer_mut(parent) {
            Some(Value::Array(list)) => {
                let twice = list[key.parse::<usize>().unwrap()].clone();
                list.push(twice);
            }
            Some(Value::Object(object)) => {
                let value = object.get(&key).cloned().unwrap_or_default();
                object.insert(format!("{key}{}", dice.one(HOSTILE)), value);
            }
            _ => {}
        },
        5 => {
            if let Some(Value::Array(list)) = whole.pointer_mut(parent) {
                let (a, b) = (dice.next(list.len()), dice.next(list.len()));
                list.swap(a, b);
            }
        }
        6 => {
            // A group as it could be written: without practices, outcomes or metrics, at another level, of another thread.
            let groups = if whole.get("pack").is_some() { "/pack/groups" } else { "/groups" };
            if let Some(Value::Array(list)) = whole.pointer_mut(groups)
                && !list.is_empty()
            {
                let at = dice.next(list.len());
                let turn = if list[at].is_object() { dice.next(5) } else { 0 };
                match turn {
                    0 => drop(list.remove(at)),
                    1 => list[at]["practices"] = json!([]),
                    2 => list[at]["outcomes"] = json!([]),
                    3 => list[at]["level"] = json!(dice.next(7)),
                    _ => {
                        let target = list[dice.next(list.len())]["outcomes"][0]["id"].clone();
                        list[at]["outcomes"] = json!([{"id": format!("new.{at}"), "sameAs": target}]);
                    }
                }
            }
        }
        _ => {
            if let Some(Value::Object(object)) = whole.pointer_mut(parent) {
                object.insert(
                    (*dice.one(&[
                        "sameAs",
                        "surpassable",
                        "descriptive",
                        "kind",
                        "perSide",
                        "by",
                        "receiver",
                        "trust",
                        "moves",
                        "interface",
                    ]))
                    .into(),
                    anything(dice),
                );
            }
        }
    }
}

/// A text that may be no JSON any more.
pub fn scramble(text: &str, dice: &mut Dice) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=dice.next(4) {
        let at = dice.next(text.len());
        match dice.next(4) {
            0 => text.truncate(at),
            1 => drop(text.splice(at..at, dice.one(HOSTILE).chars())),
            2 => text
                .insert(at, *dice.one(&['{', '}', '[', ']', '"', ',', ':', '\\', '\u{0}', '\u{202e}', '0'])),
            _ => {
                let end = (at + dice.next(60)).min(text.len());
                let part: Vec<char> = text[at..end].to_vec();
                text.splice(at..at, part);
            }
        }
        if text.is_empty() {
            break;
        }
    }
    text.into_iter().collect()
}

/// One step of an inventor, over the first `size` bytes: half of the time what it would do itself (`plain`), else one of the texts of an input changed as JSON. Gives how many bytes there are then.
pub fn in_place(
    data: &mut [u8],
    size: usize,
    most: usize,
    seed: u32,
    plain: fn(&mut [u8], usize, usize) -> usize,
) -> usize {
    let mut dice = Dice(u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let text = String::from_utf8_lossy(&data[..size]).into_owned();
    let mut parts: Vec<String> = text.split(BETWEEN).map(str::to_owned).collect();
    let at = dice.next(parts.len());
    let before = if dice.next(2) == 0 { None } else { serde_json::from_str::<Value>(&parts[at]).ok() };
    let Some(mut value) = before else { return plain(data, size, most) };
    match dice.next(8) {
        0 if parts.len() < 3 => parts.push(value.to_string()),
        1 => parts[at] = scramble(&value.to_string(), &mut dice),
        _ => {
            for _ in 0..=dice.next(3) {
                mutate(&mut value, &mut dice);
            }
            parts[at] = value.to_string();
        }
    }
    let made = parts.join(&BETWEEN.to_string());
    if made.is_empty() || made.len() > most.min(data.len()) {
        return plain(data, size, most);
    }
    data[..made.len()].copy_from_slice(made.as_bytes());
    made.len()
}
