//! A text as a QR code: its geometry, and the same as an SVG file; how it looks on a screen is the style sheets' business.

use qrcodegen::{QrCode, QrCodeEcc};

/// How many light modules stand around the dark ones on each side: what readers ask for (ISO/IEC 18004).
const QUIET: usize = 4;

/// A QR code, as geometry whose unit is one module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    size: usize,
    path: String,
}

/// The text as a QR code that bears up to 15 % of damage; none for a text that is too long for any, which is more than 2,331 bytes.
#[must_use]
pub fn qr(text: &str) -> Option<Qr> {
    let drawn = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = drawn.size();
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let dark = (x..side).take_while(|x| drawn.get_module(*x, y)).count();
            let run = i32::try_from(dark).unwrap_or_default();
            if run > 0 {
                let (left, top) = (x + QUIET as i32, y + QUIET as i32);
                path.push_str(&format!("M{left} {top}h{run}v1h-{run}z"));
            }
            x += run + 1;
        }
    }
    Some(Qr { size: usize::try_from(side).ok()? + 2 * QUIET, path })
}

impl Qr {
    /// How many modules it is wide and high, the light edge included.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// The dark modules as the data of an SVG path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The code as an SVG file, dark on light whatever lies behind it; `title` says what it is.
    #[must_use]
    pub fn svg(&self, title: &str) -> String {
        let (size, path, title) = (self.size, &self.path, escaped(title));
        let pixels = size * 8;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{pixels}\" height=\"{pixels}\" viewBox=\"0 0 {size} {size}\" role=\"img\">\n\
             <title>{title}</title>\n\
             <rect width=\"{size}\" height=\"{size}\" fill=\"#ffffff\"/>\n\
             <path d=\"{path}\" fill=\"#000000\" shape-rendering=\"crispEdges\"/>\n\
             </svg>\n"
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
