//! Writing values as JSON text, on one line or with an indent of two spaces.

use std::fmt;

use crate::json::Value;

/// As text to be read by people too: one entry a line.
#[must_use]
pub fn to_string_pretty(value: &Value) -> String {
    let mut text = String::new();
    put(&mut text, value, Some(0));
    text
}

impl fmt::Display for Value {
    /// On one line; the alternate form (`{:#}`) as [`to_string_pretty`] has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        put(&mut text, self, f.alternate().then_some(0));
        f.write_str(&text)
    }
}

/// Writes a value; `indent` is that of its line, none where all is on one.
fn put(text: &mut String, value: &Value, indent: Option<usize>) {
    let inside = indent.map(|indent| indent + 1);
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => text.push_str(number.as_str()),
        Value::String(string) => quote(text, string),
        Value::Array(list) => {
            text.push('[');
            for (at, value) in list.iter().enumerate() {
                part(text, at, inside);
                put(text, value, inside);
            }
            end(text, ']', list.is_empty(), indent);
        }
        Value::Object(object) => {
            text.push('{');
            for (at, (key, value)) in object.iter().enumerate() {
                part(text, at, inside);
                quote(text, key);
                text.push_str(if inside.is_some() { ": " } else { ":" });
                put(text, value, inside);
            }
            end(text, '}', object.is_empty(), indent);
        }
    }
}

/// What stands before an entry.
fn part(text: &mut String, at: usize, indent: Option<usize>) {
    if at > 0 {
        text.push(',');
    }
    line(text, indent);
}

fn end(text: &mut String, bracket: char, empty: bool, indent: Option<usize>) {
    if !empty {
        line(text, indent);
    }
    text.push(bracket);
}

fn line(text: &mut String, indent: Option<usize>) {
    if let Some(indent) = indent {
        text.push('\n');
        for _ in 0..indent {
            text.push_str("  ");
        }
    }
}

fn quote(text: &mut String, string: &str) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            '\0'..='\u{1f}' => {
                text.push_str(if c < '\u{10}' { "\\u000" } else { "\\u001" });
                text.extend(char::from_digit(u32::from(c) % 16, 16));
            }
            _ => text.push(c),
        }
    }
    text.push('"');
}
