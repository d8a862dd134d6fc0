//! A reader of CSV as RFC 4180 has it, to hold what the program writes against.
#![allow(dead_code)]

/// Cells by rows, the heading row first.
pub type Rows = Vec<Vec<String>>;

/// Reads CSV as RFC 4180 has it, byte order mark in front; fails on anything that it does not allow.
pub fn read(text: &str) -> Result<Rows, String> {
    let mut chars = text.strip_prefix('\u{feff}').ok_or("no byte order mark")?.chars().peekable();
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut fresh = true;
    while let Some(c) = chars.next() {
        match (quoted, c) {
            (true, '"') if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            (true, '"') => {
                quoted = false;
                if !matches!(chars.peek(), Some(',' | '\r')) {
                    return Err(format!("something behind the quotation marks of {cell:?}"));
                }
            }
            (true, c) => cell.push(c),
            (false, '"') if fresh => quoted = true,
            (false, '"' | '\n') => return Err(format!("a bare {c:?} behind {cell:?}")),
            (false, ',') => row.push(std::mem::take(&mut cell)),
            (false, '\r') => {
                if chars.next() != Some('\n') {
                    return Err("a line that does not end with CR LF".into());
                }
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (false, c) => cell.push(c),
        }
        fresh = !quoted && matches!(c, ',' | '\r');
    }
    if quoted || !row.is_empty() || !cell.is_empty() {
        return Err("it ends within a row".into());
    }
    let width = rows.first().map_or(0, Vec::len);
    if rows.iter().any(|row| row.len() != width) {
        return Err("rows of unlike length".into());
    }
    Ok(rows)
}
