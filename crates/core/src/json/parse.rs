//! Reading JSON text, as strictly as RFC 8259 has it: no comments, no trailing commas, no lone surrogates, and no more depth than a stack can bear.

use std::fmt;

use crate::json::{Map, Number, Value};

/// How many lists and objects may stand inside each other.
const DEEPEST: u8 = 127;

/// Where reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 1.
    pub column: usize,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it breaks off at line {}, column {}", self.line, self.column)
    }
}

/// Reads a text that holds one value and nothing else. Of two entries of one key, the later counts; numbers may have any size.
///
/// # Errors
/// Where it stopped being JSON.
pub fn parse(text: &str) -> Result<Value, ParseError> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(DEEPEST);
    parser.space();
    match value {
        Some(value) if parser.at == text.len() => Ok(value),
        _ => Err(place(text, parser.at)),
    }
}

/// The line and column of a byte; of the last one, where the text is too short.
fn place(text: &str, at: usize) -> ParseError {
    let (mut line, mut column) = (1, 0);
    for byte in text.bytes().take(at) {
        column += 1;
        if byte == b'\n' {
            (line, column) = (line + 1, 0);
        }
    }
    ParseError { line, column: column + usize::from(at < text.len() || column == 0) }
}

/// Every method stops where it fails, returns none there, and nothing moves on after that.
struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes past `byte` if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let next = self.peek() == Some(byte);
        self.at += usize::from(next);
        next
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.take(byte).then_some(())
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// The value that is next, with room for `room` more lists and objects inside each other.
    fn value(&mut self, room: u8) -> Option<Value> {
        self.space();
        match self.peek()? {
            b'"' => self.string().map(Value::String),
            b'{' => self.object(room.checked_sub(1)?).map(Value::Object),
            b'[' => self.list(room.checked_sub(1)?).map(Value::Array),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        for byte in word.bytes() {
            self.expect(byte)?;
        }
        Some(value)
    }

    fn object(&mut self, room: u8) -> Option<Map> {
        let mut entries = Vec::new();
        self.expect(b'{')?;
        self.space();
        if self.take(b'}') {
            return Some(Map::new());
        }
        loop {
            self.space();
            let key = self.string()?;
            self.space();
            self.expect(b':')?;
            entries.push((key, self.value(room)?));
            self.space();
            if !self.take(b',') {
                self.expect(b'}')?;
                return Some(Map::from_entries(entries));
            }
        }
    }

    fn list(&mut self, room: u8) -> Option<Vec<Value>> {
        let mut list = Vec::new();
        self.expect(b'[')?;
        self.space();
        if self.take(b']') {
            return Some(list);
        }
        loop {
            list.push(self.value(room)?);
            self.space();
            if !self.take(b',') {
                self.expect(b']')?;
                return Some(list);
            }
        }
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            if !self.take(b'+') {
                self.take(b'-');
            }
            self.digits()?;
        }
        self.text.get(start..self.at).map(|number| Value::Number(Number(number.to_owned())))
    }

    fn string(&mut self) -> Option<String> {
        self.expect(b'"')?;
        let mut string = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            string.push_str(self.text.get(start..self.at)?);
            if self.take(b'"') {
                return Some(string);
            }
            self.expect(b'\\')?;
            string.push(self.escaped()?);
        }
    }

    /// The character that stands behind a backslash.
    fn escaped(&mut self) -> Option<char> {
        let escaped = match self.peek()? {
            plain @ (b'"' | b'\\' | b'/') => char::from(plain),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.unit().and_then(|unit| self.joined(unit));
            }
            _ => return None,
        };
        self.at += 1;
        Some(escaped)
    }

    /// A character beyond the first 65,536 comes as a pair of escapes.
    fn joined(&mut self, unit: u32) -> Option<char> {
        if !(0xd800..0xdc00).contains(&unit) {
            return char::from_u32(unit);
        }
        self.expect(b'\\')?;
        self.expect(b'u')?;
        let low = self.unit()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + low)
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }
}
