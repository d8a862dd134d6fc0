//! A QR code found in a grey picture, whichever way it is turned and lit. Where the picture comes from, and what becomes of the text, is not decided here.

use quircs::Quirc;

/// Larger pictures are refused: what the search takes in time and memory grows with the pixels.
pub const MOST_PIXELS: usize = 4_000_000;
/// The smallest code has 21 modules.
const FEWEST: usize = 21;
/// By how much a module must differ from what lies around it: less is the grain of an even ground.
const CONTRAST: i16 = 3;

/// The text of a code in a picture of one byte a pixel, 0 black; none where none is read, or where the size is not the picture's.
///
/// What unusual pictures could still set off in the library is a panic of this call; in the browser it ends this module alone.
#[must_use]
pub fn read(width: usize, height: usize, luma: &[u8]) -> Option<String> {
    let pixels = width.checked_mul(height)?;
    if pixels != luma.len() || pixels > MOST_PIXELS || width.min(height) < FEWEST {
        return None;
    }
    let short = width.min(height);
    // Sharp pictures lose small codes when they are smoothed, and noisy ones show theirs only then; so both are tried.
    let mut sharp = Around::of(width, luma, short / 16);
    let found = sharp.code(false);
    if found.is_some() {
        return found;
    }
    let smooth = Around::of(width, &smoothed(width, luma), short / 8);
    // Light on dark is what a page in dark colours may show.
    smooth.code(false).or_else(|| sharp.code(true)).or_else(|| smooth.code(true)).or_else(|| {
        // The library misses some codes that stand on one side to a hair, as on a picture of a screen; not on the other.
        sharp.over.reverse();
        sharp.code(false)
    })
}

/// Each pixel of a picture with the brightness of what lies around it, which shadows and gleams move along with it.
struct Around {
    width: usize,
    /// The pixel less the mean of the square around it.
    over: Vec<i16>,
}

impl Around {
    /// `reach` is how far the square goes on each side.
    fn of(width: usize, luma: &[u8], reach: usize) -> Self {
        // The sum of all that lies above and left of a corner of a pixel: any rectangle is four of these.
        let stride = width + 1;
        let mut sums = vec![0_u32; stride];
        for row in luma.chunks_exact(width) {
            let above = sums.len() - stride;
            let mut sum = 0;
            sums.push(0);
            for (x, pixel) in row.iter().enumerate() {
                sum += u32::from(*pixel);
                sums.push(sum + at(&sums, above + x + 1));
            }
        }
        let height = luma.len() / width;
        let mut over = Vec::with_capacity(luma.len());
        for (y, row) in luma.chunks_exact(width).enumerate() {
            let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(height));
            for (x, pixel) in row.iter().enumerate() {
                let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
                let sum = at(&sums, bottom * stride + right) + at(&sums, top * stride + left)
                    - at(&sums, bottom * stride + left)
                    - at(&sums, top * stride + right);
                let mean = sum / u32::try_from((bottom - top) * (right - left)).unwrap_or(u32::MAX).max(1);
                over.push(i16::from(*pixel) - i16::try_from(mean).unwrap_or(i16::MAX));
            }
        }
        Self { width, over }
    }

    /// The text of the first code that can be read, its modules dark on light or light on dark.
    fn code(&self, inverted: bool) -> Option<String> {
        let (sign, least) = (if inverted { -1 } else { 1 }, -CONTRAST);
        let two_tone: Vec<u8> =
            self.over.iter().map(|over| if over * sign < least { 0 } else { u8::MAX }).collect();
        let read = Quirc::default()
            .identify(self.width, self.over.len() / self.width, &two_tone)
            .filter_map(Result::ok)
            .find_map(|code| code.decode().ok());
        read.and_then(|data| String::from_utf8(data.payload).ok())
    }
}

fn at(sums: &[u32], place: usize) -> u32 {
    sums.get(place).copied().unwrap_or_default()
}

/// The picture with each pixel mixed with its eight neighbours; those at the edge stay.
fn smoothed(width: usize, luma: &[u8]) -> Vec<u8> {
    const WEIGHTS: [u32; 3] = [1, 2, 1];
    let across = |row: &[u8]| -> Vec<u32> {
        let mixed = row.windows(3).map(|three| weighed(three.iter().map(|pixel| u32::from(*pixel)), WEIGHTS));
        let ends = |pixel: Option<&u8>| pixel.map(|pixel| u32::from(*pixel) * 4);
        ends(row.first()).into_iter().chain(mixed).chain(ends(row.last())).collect()
    };
    let rows: Vec<Vec<u32>> = luma.chunks_exact(width).map(across).collect();
    let mut out = Vec::with_capacity(luma.len());
    out.extend_from_slice(luma.get(..width).unwrap_or_default());
    for three in rows.windows(3) {
        let [above, here, below] = three else { continue };
        for ((above, here), below) in above.iter().zip(here).zip(below) {
            let mixed = weighed([*above, *here, *below].into_iter(), WEIGHTS) / 16;
            out.push(u8::try_from(mixed).unwrap_or(u8::MAX));
        }
    }
    out.extend_from_slice(luma.get(luma.len().saturating_sub(width)..).unwrap_or_default());
    out
}

fn weighed(parts: impl Iterator<Item = u32>, weights: [u32; 3]) -> u32 {
    parts.zip(weights).map(|(part, weight)| part * weight).sum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn smoothing_keeps_the_size_and_an_even_picture_even() {
        assert_eq!(smoothed(5, &[7; 20]), vec![7; 20]);
        let mut dot = vec![0; 25];
        dot[12] = 160;
        let smooth = smoothed(5, &dot);
        assert_eq!((smooth[12], smooth[11], smooth[6]), (40, 20, 10));
        assert_eq!(smooth.len(), 25);
    }

    #[test]
    fn brightness_is_measured_against_what_lies_around() {
        // A picture that is brighter to the right: nowhere does it differ much from what lies around.
        let slope: Vec<u8> = (0..40).flat_map(|_| (0..40).map(|x| x * 6)).collect();
        let over = Around::of(40, &slope, 4).over;
        assert!(over.iter().all(|over| over.abs() <= 13), "{over:?}");
        assert_eq!(over[20 * 40 + 20], 0);
    }
}
