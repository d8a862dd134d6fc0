//! What has to hold of whatever comes in, one function an entrance: the fuzz targets call it with what they invent, `corpora.rs` with what they found worth keeping. What is tried by proptest stands in the tests of each part.
#![allow(dead_code)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod assessment;
pub mod code;
pub mod ground;
pub mod kept;
pub mod link;
pub mod mutate;
pub mod pack;
pub mod rows;
#[path = "../sample/mod.rs"]
pub mod sample;
pub mod session;
#[path = "../spreadsheet/mod.rs"]
pub mod spreadsheet;
pub mod texts;
pub mod written;

/// What parts the texts of one input, where an entrance takes several: no text of JSON or a table has it.
pub const BETWEEN: char = '\u{1e}';

/// An entrance by its name.
pub type Entrance = (&'static str, fn(&str));

/// The entrances by the names of their targets and of the folders of their corpora.
pub const ENTRANCES: [Entrance; 6] = [
    ("assessment", assessment::takes),
    ("code", code::takes),
    ("link", link::takes),
    ("pack", pack::takes),
    ("rows", rows::takes),
    ("session", session::takes),
];

/// Lets an entrance take what bytes say; browsers hand over texts, in which what is no UTF-8 was replaced.
pub fn take(entrance: fn(&str), bytes: &[u8]) {
    entrance(&String::from_utf8_lossy(bytes));
}

/// Chance that comes out the same for the same seed.
pub struct Dice(pub u64);

impl Dice {
    /// Chance that follows from a text.
    pub fn of(text: &str) -> Self {
        let hash = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(text.bytes().fold(0xcbf2_9ce4_8422_2325, hash) | 1)
    }

    pub fn next(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % most.max(1)
    }

    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.next(of.len())]
    }
}
