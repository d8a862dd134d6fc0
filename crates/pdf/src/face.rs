//! The two fonts: which characters they hold and how wide each is. Breaking text into lines is `lines`.

use pomscope_core::report::drawing::Weight;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::PdfError;

pub const REGULAR: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
pub const BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");

/// A character of a font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sort {
    /// Its number in the font.
    pub glyph: u32,
    /// How far it moves on, at size one.
    pub advance: f32,
}

/// A character, the regular sort of it, the bold one.
type Entry = (char, Sort, Sort);

/// Both fonts.
#[derive(Debug)]
pub struct Faces {
    entries: Vec<Entry>,
}

impl Faces {
    /// Reads the fonts.
    ///
    /// # Errors
    /// [`PdfError::Font`] where they are not fonts.
    pub fn read() -> Result<Self, PdfError> {
        let (regular, bold) = (font(REGULAR)?, font(BOLD)?);
        let (thin, thick) = (sorts(&regular), sorts(&bold));
        let mut entries = Vec::new();
        for (code, _) in regular.charmap().mappings() {
            let Some(character) = char::from_u32(code) else { continue };
            if let (Some(one), Some(other)) = (thin(character), thick(character)) {
                entries.push((character, one, other));
            }
        }
        entries.sort_unstable_by_key(|entry| entry.0);
        entries.dedup_by_key(|entry| entry.0);
        Ok(Self { entries })
    }

    /// Whether both fonts hold the character.
    pub fn holds(&self, character: char) -> bool {
        self.entry(character).is_some()
    }

    /// The character's sort; a character that is not held takes no room.
    pub fn sort(&self, character: char, weight: Weight) -> Option<Sort> {
        let (_, regular, bold) = self.entry(character)?;
        Some(match weight {
            Weight::Regular => *regular,
            Weight::Bold => *bold,
        })
    }

    /// How wide the text is at size one.
    pub fn width(&self, text: &str, weight: Weight) -> f32 {
        text.chars().filter_map(|character| self.sort(character, weight)).map(|sort| sort.advance).sum()
    }

    fn entry(&self, character: char) -> Option<&Entry> {
        let at = self.entries.binary_search_by_key(&character, |entry| entry.0).ok()?;
        self.entries.get(at)
    }
}

fn font(bytes: &'static [u8]) -> Result<FontRef<'static>, PdfError> {
    FontRef::new(bytes).map_err(|_| PdfError::Font)
}

fn sorts<'a>(font: &FontRef<'a>) -> impl Fn(char) -> Option<Sort> + use<'a> {
    let (letters, metrics) = (font.charmap(), font.glyph_metrics(Size::new(1.0), LocationRef::default()));
    move |character| {
        let glyph = letters.map(character).filter(|glyph| glyph.to_u32() != 0)?;
        Some(Sort { glyph: glyph.to_u32(), advance: metrics.advance_width(glyph)? })
    }
}
