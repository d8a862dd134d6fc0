//! Where each value of a JSON text stands, what is wrong with a text that is none, and which keys stand twice; what the values mean is read in the core.

use std::ops::Range;

/// How many lists and objects may stand inside each other, as the core has it.
const DEEPEST: u8 = 127;

/// A value's place in the text, with those inside it.
pub struct Tree {
    /// The bytes of the value.
    span: Range<usize>,
    inside: Inside,
}

enum Inside {
    Nothing,
    Entries(Vec<Entry>),
    List(Vec<Tree>),
}

struct Entry {
    key: String,
    /// The bytes of the key, quotes included.
    span: Range<usize>,
    value: Tree,
}

/// Why a text is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syntax {
    /// The byte where it stops being JSON.
    pub at: usize,
    /// What is wrong there.
    pub what: &'static str,
    /// What to do.
    pub help: &'static str,
    /// Whether it is nested too deep, and JSON otherwise.
    pub deep: bool,
}

/// A key that stands twice in one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twice {
    /// The key.
    pub key: String,
    /// The bytes of the later one.
    pub span: Range<usize>,
}

impl Tree {
    /// Reads a text as the core does, and notes where everything stands.
    ///
    /// # Errors
    /// [`Syntax`].
    pub fn read(text: &str) -> Result<(Self, Vec<Twice>), Syntax> {
        let mut reader = Reader { text, at: 0, twice: Vec::new() };
        let tree = reader.value(DEEPEST)?;
        reader.space();
        if reader.at < text.len() {
            return Err(reader.fault(
                "there is more after the end of the value",
                "remove it, or the bracket that ends too early",
            ));
        }
        Ok((tree, reader.twice))
    }

    /// The bytes that a path leads to: the key of what holds others, else the value itself. Where the path goes on to what is not there, the bytes of the last thing that is.
    pub fn find(&self, path: &[String]) -> Range<usize> {
        let mut tree = self;
        let mut label = self.span.start..self.span.start.saturating_add(1);
        for step in path {
            match &tree.inside {
                Inside::Entries(entries) => {
                    // Of two entries of one key the later counts, as in the core.
                    let Some(entry) = entries.iter().rev().find(|entry| entry.key == *step) else {
                        return label;
                    };
                    tree = &entry.value;
                    label = entry.span.clone();
                }
                Inside::List(list) => {
                    let Some(item) = step.parse::<usize>().ok().and_then(|at| list.get(at)) else {
                        return label;
                    };
                    tree = item;
                    label = item.span.start..item.span.start.saturating_add(1);
                }
                Inside::Nothing => return tree.span.clone(),
            }
        }
        match tree.inside {
            Inside::Nothing => tree.span.clone(),
            Inside::Entries(_) | Inside::List(_) => label,
        }
    }

    /// The bytes of the key that a path leads to; of what [`Tree::find`] gives where it is no key.
    pub fn find_key(&self, path: &[String]) -> Range<usize> {
        if let Some((last, before)) = path.split_last() {
            let mut tree = self;
            for step in before {
                let next = match &tree.inside {
                    Inside::Entries(entries) => {
                        entries.iter().rev().find(|entry| entry.key == *step).map(|entry| &entry.value)
                    }
                    Inside::List(list) => step.parse::<usize>().ok().and_then(|at| list.get(at)),
                    Inside::Nothing => None,
                };
                let Some(next) = next else { return self.find(path) };
                tree = next;
            }
            if let Inside::Entries(entries) = &tree.inside
                && let Some(entry) = entries.iter().rev().find(|entry| entry.key == *last)
            {
                return entry.span.clone();
            }
        }
        self.find(path)
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    twice: Vec<Twice>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let next = self.peek() == Some(byte);
        self.at += usize::from(next);
        next
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn fault(&self, what: &'static str, help: &'static str) -> Syntax {
        Syntax { at: self.at, what, help, deep: false }
    }

    fn value(&mut self, room: u8) -> Result<Tree, Syntax> {
        self.space();
        let start = self.at;
        let inside = match self.peek() {
            Some(b'"') => {
                self.string()?;
                Inside::Nothing
            }
            Some(open @ (b'{' | b'[')) => {
                let Some(room) = room.checked_sub(1) else {
                    let what = "lists and objects stand too deep in each other";
                    return Err(Syntax {
                        deep: true,
                        ..self.fault(what, "take the content out of the outer ones")
                    });
                };
                self.at += 1;
                if open == b'{' { self.entries(room)? } else { self.list(room)? }
            }
            Some(b't') => self.word("true")?,
            Some(b'f') => self.word("false")?,
            Some(b'n') => self.word("null")?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b'}' | b']') => {
                return Err(self.fault("a value is expected here", "write it, or remove the comma before"));
            }
            Some(b'\'') => return Err(self.fault("a text stands in single quotes", "use double quotes")),
            Some(b'/' | b'#') => {
                return Err(self.fault(
                    "JSON has no comments",
                    "remove it; what is to be known can go into a file beside it",
                ));
            }
            Some(_) => {
                return Err(self.fault(
                    "a value is expected here",
                    "write a text in double quotes, a number, a list or an object",
                ));
            }
            None => {
                return Err(
                    self.fault("the text ends where a value is expected", "take a copy that was saved whole")
                );
            }
        };
        Ok(Tree { span: start..self.at, inside })
    }

    fn entries(&mut self, room: u8) -> Result<Inside, Syntax> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut names = std::collections::BTreeSet::new();
        self.space();
        if self.take(b'}') {
            return Ok(Inside::Entries(entries));
        }
        loop {
            self.space();
            let start = self.at;
            if self.peek() != Some(b'"') {
                return Err(match self.peek() {
                    Some(b'}') => self.fault("a comma stands before the closing brace", "remove the comma"),
                    None => self.fault(
                        "the text ends inside an object",
                        "close it with }, or take a copy that was saved whole",
                    ),
                    _ => self.fault("a key is expected here", "write it in double quotes"),
                });
            }
            let key = self.string()?;
            let span = start..self.at;
            self.space();
            if !self.take(b':') {
                return Err(self.fault("a colon is expected after the key", "write : and the value"));
            }
            let value = self.value(room)?;
            if !names.insert(key.clone()) {
                self.twice.push(Twice { key: key.clone(), span: span.clone() });
            }
            entries.push(Entry { key, span, value });
            self.space();
            if self.take(b',') {
                continue;
            }
            if self.take(b'}') {
                return Ok(Inside::Entries(entries));
            }
            return Err(match self.peek() {
                None => self.fault(
                    "the text ends inside an object",
                    "close it with }, or take a copy that was saved whole",
                ),
                _ => self.fault("a comma or } is expected here", "write a comma between two entries"),
            });
        }
    }

    fn list(&mut self, room: u8) -> Result<Inside, Syntax> {
        let mut list = Vec::new();
        self.space();
        if self.take(b']') {
            return Ok(Inside::List(list));
        }
        loop {
            list.push(self.value(room)?);
            self.space();
            if self.take(b',') {
                continue;
            }
            if self.take(b']') {
                return Ok(Inside::List(list));
            }
            return Err(match self.peek() {
                None => self.fault(
                    "the text ends inside a list",
                    "close it with ], or take a copy that was saved whole",
                ),
                _ => self.fault("a comma or ] is expected here", "write a comma between two values"),
            });
        }
    }

    fn word(&mut self, word: &str) -> Result<Inside, Syntax> {
        for byte in word.bytes() {
            if !self.take(byte) {
                return Err(self.fault(
                    "a value is expected here",
                    "write true, false, null, or a text in double quotes",
                ));
            }
        }
        Ok(Inside::Nothing)
    }

    fn digits(&mut self) -> Result<(), Syntax> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at > start {
            Ok(())
        } else {
            Err(self.fault("a digit is expected here", "write the number whole, such as 0.5"))
        }
    }

    fn number(&mut self) -> Result<Inside, Syntax> {
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
        Ok(Inside::Nothing)
    }

    /// The text whose quote is next.
    fn string(&mut self) -> Result<String, Syntax> {
        let start = self.at;
        self.at += 1;
        let mut escapes = false;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    escapes = true;
                    self.at += 1;
                    self.escaped()?;
                }
                Some(0..=0x1f) => {
                    return Err(self.fault(
                        "a line ends inside a text",
                        "close the text with a quote, or write \\n for a new line",
                    ));
                }
                Some(_) => self.at += 1,
                None => {
                    return Err(self.fault(
                        "the text ends inside quotes",
                        "close them, or take a copy that was saved whole",
                    ));
                }
            }
        }
        self.at += 1;
        let raw = self.text.get(start..self.at).unwrap_or_default();
        Ok(if escapes {
            // Such a key is rare; the core's reader says what it stands for.
            pomscope_core::json::parse(raw)
                .ok()
                .and_then(|value| value.as_str().map(str::to_owned))
                .unwrap_or_default()
        } else {
            raw.trim_matches('"').to_owned()
        })
    }

    fn escaped(&mut self) -> Result<(), Syntax> {
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 1;
                Ok(())
            }
            Some(b'u') => {
                self.at += 1;
                let unit = self.unit()?;
                let lone = "half a character stands alone";
                let help = "write the character itself, or both halves";
                match unit {
                    0xd800..0xdc00 => {
                        if !(self.take(b'\\') && self.take(b'u')) {
                            return Err(self.fault(lone, help));
                        }
                        if (0xdc00..0xe000).contains(&self.unit()?) {
                            Ok(())
                        } else {
                            Err(self.fault(lone, help))
                        }
                    }
                    0xdc00..0xe000 => Err(self.fault(lone, help)),
                    _ => Ok(()),
                }
            }
            _ => Err(self.fault("a backslash stands before what it cannot", "write two backslashes for one")),
        }
    }

    fn unit(&mut self) -> Result<u32, Syntax> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(self
                    .fault("four hexadecimal digits are expected after \\u", "write the character itself"));
            };
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, path: &[&str]) -> String {
        let (tree, _) = Tree::read(text).unwrap();
        let path: Vec<String> = path.iter().map(|step| (*step).to_owned()).collect();
        text.get(tree.find(&path)).unwrap().to_owned()
    }

    #[test]
    fn a_path_leads_to_its_value_or_to_what_should_hold_it() {
        let text = r#"{"a": [1, {"b.c": "x", "d": {}}], "a.b": {"c": 2}, "\u0061\"": null}"#;
        for (path, found) in [
            (&["a", "1", "b.c"][..], "\"x\""),
            (&["a", "0"], "1"),
            (&["a", "1"], "{"),
            (&["a", "7"], "\"a\""),
            (&["a", "1", "d", "e", "f"], "\"d\""),
            (&["a.b", "c"], "2"),
            (&["a.b"], "\"a.b\""),
            (&["a\""], "null"),
            (&["nowhere"], "{"),
            (&[], "{"),
            (&["a", "0", "deeper"], "1"),
        ] {
            assert_eq!(at(text, path), found, "{path:?}");
        }
    }

    #[test]
    fn of_two_entries_of_one_key_the_later_counts_and_is_told() {
        let text = r#"{"a": 1, "b": {"a": 2, "a": 3}, "\u0061": 4}"#;
        assert_eq!((at(text, &["a"]), at(text, &["b", "a"])), ("4".into(), "3".into()));
        let twice = Tree::read(text).unwrap().1;
        assert_eq!(twice.iter().map(|twice| twice.key.as_str()).collect::<Vec<_>>(), ["a", "a"]);
        assert_eq!(text.get(twice[1].span.clone()).unwrap(), "\"\\u0061\"");
    }

    #[test]
    fn what_is_wrong_with_a_text_is_said_where_it_is() {
        for (text, at, what) in [
            ("{\"a\": 1,}", 8, "comma stands before"),
            ("[1 2]", 3, "comma or ]"),
            ("{'a': 1}", 1, "key is expected"),
            ("['a']", 1, "single quotes"),
            ("{\"a\" 1}", 5, "colon"),
            ("[1,]", 3, "a value"),
            ("// x", 0, "comments"),
            ("\"a\nb\"", 2, "line ends"),
            ("{\"a\": \"b\"", 9, "ends inside an object"),
            ("[", 1, "ends where"),
            ("tru", 3, "a value"),
            ("1.", 2, "digit"),
            ("\"\\x\"", 2, "backslash"),
            ("\"\\ud800\"", 7, "half a character"),
            ("{} {}", 3, "more after"),
            ("", 0, "ends where"),
        ] {
            let syntax = Tree::read(text).err().unwrap();
            assert!(syntax.what.contains(what) && syntax.at == at, "{text}: {syntax:?}");
        }
        assert!(Tree::read(&"[".repeat(128)).err().unwrap().deep);
    }

    #[test]
    fn it_takes_and_refuses_what_the_core_does() {
        let whole = include_str!("../../../content/packs/relationship-management-methodology/pack.json");
        let mut seed = 0x9e37_79b9_7f4a_7c15u64;
        let mut next = |most: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            usize::try_from(seed % 1_000_003).unwrap() % most
        };
        let signs = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "0", "-", ".", "e", "\\ud83d", "\\udc00", "t", " ",
            "\n", "é", "\u{0}",
        ];
        let (mut taken, mut refused) = (0, 0);
        for _ in 0..3_000 {
            let start = next(whole.len() - 400);
            let mut text: String = if next(2) == 0 {
                whole.chars().take(600).collect()
            } else {
                format!("[{}", &whole[start..start + next(400)])
            };
            for _ in 0..next(3) {
                let at = (0..=next(text.len() + 1)).rev().find(|at| text.is_char_boundary(*at)).unwrap();
                if next(2) == 0 { text.insert_str(at, signs[next(signs.len())]) } else { text.truncate(at) }
            }
            for text in [text.clone(), format!("{text}]"), format!("{text}\"]")] {
                let core = pomscope_core::json::parse(&text);
                assert_eq!(core.is_ok(), Tree::read(&text).is_ok(), "{text}");
                if core.is_ok() { taken += 1 } else { refused += 1 }
            }
        }
        for text in ["{}", "[1,\"\\ud83d\\ude00\",-0.5e+3,true]", " null ", "01", "+1", "[1,,2]", "\"\t\""] {
            assert_eq!(pomscope_core::json::parse(text).is_ok(), Tree::read(text).is_ok(), "{text}");
        }
        assert!(taken > 20 && refused > 1_000, "{taken} taken, {refused} refused");
    }
}
