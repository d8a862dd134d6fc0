//! What the page calls to have a picture looked at: pixels in, a code's text out. How a code is found stands in `picture`; cameras are the page's.

pub mod picture;

use wasm_bindgen::prelude::wasm_bindgen;

/// The text of a QR code in a picture of four bytes a pixel: red, green, blue, opacity, as canvases give it. None where no code is read.
#[wasm_bindgen]
#[must_use]
pub fn read(width: u32, height: u32, rgba: &[u8]) -> Option<String> {
    let luma: Vec<u8> = rgba.chunks_exact(4).map(luma).collect();
    picture::read(usize::try_from(width).ok()?, usize::try_from(height).ok()?, &luma)
}

/// How bright a pixel is, by the weights of Rec. 601 in 256ths.
fn luma(pixel: &[u8]) -> u8 {
    let weighed: u32 = pixel.iter().zip([77, 150, 29]).map(|(part, weight)| u32::from(*part) * weight).sum();
    u8::try_from(weighed >> 8).unwrap_or(u8::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    #[test]
    fn brightness_keeps_black_white_and_the_order_of_colours() {
        assert_eq!(super::luma(&[0, 0, 0, 255]), 0);
        assert_eq!(super::luma(&[255, 255, 255, 0]), 255);
        let [green, red, blue] =
            [[0, 255, 0, 255], [255, 0, 0, 255], [0, 0, 255, 255]].map(|c| super::luma(&c));
        assert!(green > red && red > blue);
    }

    #[test]
    fn what_is_no_picture_holds_no_code() {
        assert_eq!(super::read(2, 2, &[0; 15]), None);
        assert_eq!(super::read(u32::MAX, u32::MAX, &[]), None);
        assert_eq!(super::read(0, 0, &[]), None);
    }
}
