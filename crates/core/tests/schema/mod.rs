//! A validator for the part of JSON Schema (2020-12) that the schemas in docs/schemas use; a keyword that it does not know is a fault of its own, so that nothing passes unseen.
#![allow(dead_code)]

use serde_json::{Map, Value};

/// What becomes of keys that a schema does not describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undescribed {
    /// They pass, as the standard has it: later versions may add keys.
    Allowed,
    /// They are a fault: what is written here must stand in the schema.
    Refused,
}

/// A schema.
pub struct Schema {
    whole: Value,
    undescribed: Undescribed,
}

const KEYWORDS: [&str; 19] = [
    "$schema",
    "$ref",
    "$defs",
    "title",
    "description",
    "type",
    "const",
    "enum",
    "required",
    "properties",
    "patternProperties",
    "additionalProperties",
    "minProperties",
    "items",
    "minItems",
    "maxItems",
    "oneOf",
    "pattern",
    "maxLength",
];
const OF_NUMBERS: [&str; 4] = ["minimum", "exclusiveMinimum", "maximum", "multipleOf"];

impl Schema {
    /// Reads a schema.
    pub fn read(text: &str, undescribed: Undescribed) -> Self {
        Self { whole: serde_json::from_str(text).unwrap(), undescribed }
    }

    /// Holds a value against the schema.
    ///
    /// # Errors
    /// The place of the first fault, and what is wrong there.
    pub fn check(&self, value: &Value) -> Result<(), String> {
        self.at(&self.whole, value, "")
    }

    fn at(&self, schema: &Value, value: &Value, place: &str) -> Result<(), String> {
        let Some(schema) = schema.as_object() else { panic!("{place}: a schema that is no object") };
        for keyword in schema.keys() {
            assert!(
                KEYWORDS.contains(&keyword.as_str()) || OF_NUMBERS.contains(&keyword.as_str()),
                "{place}: the validator does not know {keyword}"
            );
        }
        let fault = |what: String| Err(format!("{place}: {what}"));
        if let Some(name) = schema.get("$ref") {
            let name = name.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
            return self.at(&self.whole["$defs"][name], value, place);
        }
        if let Some(types) = schema.get("type") {
            let types: Vec<&str> = match types {
                Value::String(one) => vec![one],
                many => many.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect(),
            };
            if !types.iter().any(|one| is(one, value)) {
                return fault(format!("{value} is no {}", types.join(" or ")));
            }
        }
        if schema.get("const").is_some_and(|only| only != value) {
            return fault(format!("{value} is not {}", schema["const"]));
        }
        if schema.get("enum").is_some_and(|choices| !choices.as_array().unwrap().contains(value)) {
            return fault(format!("{value} is none of {}", schema["enum"]));
        }
        if let Some(choices) = schema.get("oneOf") {
            let faults: Vec<String> = choices
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|choice| self.at(choice, value, place).err())
                .collect();
            if choices.as_array().unwrap().len() != faults.len() + 1 {
                return fault(format!("it is not one of several: {}", faults.join("; ")));
            }
        }
        match value {
            Value::Number(number) => limits(schema, number.as_f64().unwrap()).or_else(fault),
            Value::String(text) => match schema.get("pattern").and_then(Value::as_str) {
                Some(pattern) if !matches(pattern, text) => fault(format!("{text:?} is not {pattern}")),
                _ if schema
                    .get("maxLength")
                    .and_then(Value::as_u64)
                    .is_some_and(|most| text.chars().count() as u64 > most) =>
                {
                    fault("it is too long".into())
                }
                _ => Ok(()),
            },
            Value::Array(list) => self.list(schema, list, place),
            Value::Object(object) => self.object(schema, object, place),
            _ => Ok(()),
        }
    }

    fn list(&self, schema: &Map<String, Value>, list: &[Value], place: &str) -> Result<(), String> {
        let limit =
            |key: &str| schema.get(key).and_then(Value::as_u64).map(|limit| usize::try_from(limit).unwrap());
        if limit("minItems").is_some_and(|least| list.len() < least)
            || limit("maxItems").is_some_and(|most| list.len() > most)
        {
            return Err(format!("{place}: {} entries", list.len()));
        }
        let Some(items) = schema.get("items") else { return Ok(()) };
        list.iter().enumerate().try_for_each(|(at, value)| self.at(items, value, &format!("{place}/{at}")))
    }

    fn object(
        &self,
        schema: &Map<String, Value>,
        object: &Map<String, Value>,
        place: &str,
    ) -> Result<(), String> {
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        for key in required {
            if !object.contains_key(key.as_str().unwrap()) {
                return Err(format!("{place}: {key} is missing"));
            }
        }
        if schema
            .get("minProperties")
            .and_then(Value::as_u64)
            .is_some_and(|least| (object.len() as u64) < least)
        {
            return Err(format!("{place}: too few keys"));
        }
        let one_of = schema.contains_key("oneOf");
        for (key, value) in object {
            let place = format!("{place}/{key}");
            let named = schema.get("properties").and_then(|known| known.get(key));
            let patterned = schema.get("patternProperties").and_then(|known| {
                known
                    .as_object()
                    .unwrap()
                    .iter()
                    .find(|(pattern, _)| matches(pattern, key))
                    .map(|(_, schema)| schema)
            });
            match named.or(patterned).or(schema.get("additionalProperties")) {
                Some(schema) => self.at(schema, value, &place)?,
                None if self.undescribed == Undescribed::Refused && !one_of => {
                    return Err(format!("{place}: the schema does not describe it"));
                }
                None => {}
            }
        }
        Ok(())
    }
}

fn is(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        _ => panic!("the validator does not know the type {name}"),
    }
}

fn limits(schema: &Map<String, Value>, number: f64) -> Result<(), String> {
    let limit = |key: &str| schema.get(key).and_then(Value::as_f64);
    let out = limit("minimum").is_some_and(|least| number < least)
        || limit("exclusiveMinimum").is_some_and(|below| number <= below)
        || limit("maximum").is_some_and(|most| number > most)
        || limit("multipleOf").is_some_and(|step| (number / step).fract() != 0.0);
    if out { Err(format!("{number} is out of range")) } else { Ok(()) }
}

/// The few patterns that the schemas use.
fn matches(pattern: &str, text: &str) -> bool {
    let shaped = |shape: &str| {
        text.len() == shape.len()
            && text
                .bytes()
                .zip(shape.bytes())
                .all(|(c, like)| if like == b'0' { c.is_ascii_digit() } else { c == like })
    };
    match pattern {
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => shaped("0000-00-00"),
        "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$" => text.is_empty() || shaped("0000-00-00"),
        "^[A-Za-z0-9._-]{1,80}$" => {
            (1..=80).contains(&text.len())
                && text.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'_' | b'-'))
        }
        "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$" => text
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_alphanumeric())),
        "\\S" => text.chars().any(|c| !c.is_whitespace()),
        "^[1-6]$" => matches!(text, "1" | "2" | "3" | "4" | "5" | "6"),
        _ => panic!("the validator does not know the pattern {pattern}"),
    }
}
