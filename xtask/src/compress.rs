//! Bytes as a web server sends them: gzip and brotli at their best level, the same every time.

use std::io::Write;

use anyhow::{Context, Result};

pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params).context("brotli could not compress a file")?;
    Ok(out)
}

pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    // The builder writes no name and no time: same bytes in, same bytes out.
    let mut encoder = flate2::GzBuilder::new().write(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).context("gzip could not compress a file")?;
    encoder.finish().context("gzip could not compress a file")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    #[test]
    fn both_give_back_what_went_in_and_the_same_bytes_each_time() {
        let text = "practice, outcome, metric; ".repeat(400);
        let gz = super::gzip(text.as_bytes()).unwrap();
        let br = super::brotli(text.as_bytes()).unwrap();
        assert_eq!(gz, super::gzip(text.as_bytes()).unwrap());
        assert_eq!(br, super::brotli(text.as_bytes()).unwrap());
        let mut back = String::new();
        flate2::read::GzDecoder::new(&gz[..]).read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &br[..], &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
    }
}
