//! What stands in for the PDF until it is built in: its types and the answer that there is none.

use pomscope_core::report::document::Document;

/// A file that travels inside the PDF.
pub struct Attachment<'a> {
    /// Its file name.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What it is printed on.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 millimetres.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// The paper of this name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "a4" => Some(Self::A4),
            "letter" => Some(Self::Letter),
            _ => None,
        }
    }
}

/// No PDF: the sentence that says so.
///
/// # Errors
/// Always.
pub fn draw(
    document: &Document,
    attachment: Option<Attachment<'_>>,
    paper: Paper,
) -> Result<Vec<u8>, String> {
    let inside = attachment.map_or(0, |file| file.name.len() + file.media_type.len() + file.bytes.len());
    let paper = if paper == Paper::A4 { "A4" } else { "Letter" };
    Err(format!("{} on {paper} with {inside} bytes inside needs a program with PDF built in", document.title))
}
