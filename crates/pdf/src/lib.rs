//! Draws a finished document of the core as a PDF that is at once accessible (PDF/UA-1) and archivable (PDF/A-3a); it scores nothing and words nothing.

mod blocks;
mod contents;
mod cover;
mod face;
pub mod layout;
mod letters;
mod lines;
mod look;
mod pages;
mod paint;
mod strip;
mod table;

use std::fmt;

use pomscope_core::report::document::Document;
pub use pomscope_core::state::Paper;

/// A file that travels inside the PDF.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    /// Its file name.
    pub name: &'a str,
    /// Its media type, such as `application/json`.
    pub media_type: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Width and height of a paper in points.
pub(crate) fn size(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::A4 => (595.28, 841.89),
        Paper::Letter => (612.0, 792.0),
    }
}

/// How the file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Packing {
    /// Small, for readers.
    #[default]
    Tight,
    /// Open to be looked into, for tests.
    Open,
}

/// Why there is no PDF. No text leads here; what can are faults of this crate or of its fonts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfError {
    /// A font of this crate cannot be read.
    Font,
    /// The writer refused; in its own words.
    Refused(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Font => out.write_str("a font of the PDF cannot be read"),
            Self::Refused(why) => write!(out, "the PDF was refused: {why}"),
        }
    }
}

impl std::error::Error for PdfError {}

/// The document as the bytes of a PDF, the attachment inside. The same input gives the same bytes.
///
/// # Errors
/// [`PdfError`], which no text leads to.
pub fn draw(
    document: &Document,
    attachment: Option<Attachment<'_>>,
    paper: Paper,
) -> Result<Vec<u8>, PdfError> {
    draw_packed(document, attachment, paper, Packing::Tight)
}

/// As [`draw`], packed as asked.
///
/// # Errors
/// [`PdfError`], which no text leads to.
pub fn draw_packed(
    document: &Document,
    attachment: Option<Attachment<'_>>,
    paper: Paper,
    packing: Packing,
) -> Result<Vec<u8>, PdfError> {
    paint::paint(document, &layout::lay(document, paper)?, attachment, packing)
}
