//! JSON made compact without changing the order of its keys; reading it as values is left to serde_json.

use anyhow::{Context, Result};

/// The same JSON without the white space between its parts.
pub fn compact(text: &str, name: &str) -> Result<String> {
    serde_json::from_str::<serde_json::Value>(text).with_context(|| format!("{name} is not valid JSON"))?;
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    let mut escaped = false;
    for character in text.chars() {
        if inside {
            out.push(character);
            match (escaped, character) {
                (true, _) => escaped = false,
                (false, '\\') => escaped = true,
                (false, '"') => inside = false,
                _ => {}
            }
        } else if !character.is_ascii_whitespace() {
            out.push(character);
            inside = character == '"';
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn keeps_order_and_what_strings_hold() {
        let text = "{ \"b\" : [1,\n 2],\t\"a\": \"x \\\" y\\\\\" , \"c\": { } }";
        assert_eq!(compact(text, "test").unwrap(), "{\"b\":[1,2],\"a\":\"x \\\" y\\\\\",\"c\":{}}");
    }

    #[test]
    fn refuses_what_is_not_json() {
        let error = compact("{\"a\":}", "interface/en.json").unwrap_err();
        assert!(error.to_string().contains("interface/en.json"), "{error}");
    }
}
