//! The 32 characters of answer codes, and what people type for them; what a row of them means is in `layout`.

use super::CodeError;

/// Digits and capital letters without I, L, O and U: Crockford's alphabet.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many characters stand between two hyphens.
const GROUP: usize = 4;

/// The longest text that is looked at, in characters; no code of any pack comes near.
const LONGEST: usize = 4_000;

/// What stands before the code in a link and in an address of the program's own.
const BEFORE: [&str; 2] = ["#pomscope=", "#/code/"];

/// The character of a symbol, which is below 32.
fn character(symbol: u8) -> char {
    ALPHABET.get(usize::from(symbol & 31)).map_or('0', |byte| char::from(*byte))
}

/// The symbol that a typed character stands for: small letters count as capital ones, O as 0, I and L as 1.
fn symbol(typed: char) -> Option<u8> {
    let capital = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|byte| char::from(*byte) == capital)?;
    u8::try_from(at).ok()
}

/// Whether a character only separates: spaces, hyphens and dashes of all sorts, and marks that nobody sees.
fn separates(typed: char) -> bool {
    typed.is_whitespace()
        || matches!(typed, '-' | '_' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2015}' | '\u{2060}' | '\u{2212}' | '\u{feff}')
}

/// Symbols as text, without hyphens.
pub(super) fn plain(symbols: &[u8]) -> String {
    symbols.iter().map(|symbol| character(*symbol)).collect()
}

/// A code's text in groups, with a hyphen between them.
pub(super) fn grouped(plain: &str) -> String {
    let mut text = String::new();
    for (at, character) in plain.chars().enumerate() {
        if at > 0 && at % GROUP == 0 {
            text.push('-');
        }
        text.push(character);
    }
    text
}

/// The symbols of a typed code, or of a link that carries one.
///
/// # Errors
/// Where nothing stands, too much, or a character that no code has.
pub(super) fn read(typed: &str) -> Result<Vec<u8>, CodeError> {
    let code = BEFORE
        .iter()
        .filter_map(|before| typed.split_once(before))
        .map(|(_, code)| code)
        .next()
        .unwrap_or(typed);
    let mut symbols = Vec::new();
    for typed in code.chars().filter(|typed| !separates(*typed)) {
        if symbols.len() >= LONGEST {
            return Err(CodeError::TooLong { given: symbols.len() + 1, wanted: LONGEST });
        }
        let place = symbols.len() + 1;
        symbols.push(symbol(typed).ok_or(CodeError::NoSuchCharacter { character: typed, place })?);
    }
    if symbols.is_empty() { Err(CodeError::Empty) } else { Ok(symbols) }
}
