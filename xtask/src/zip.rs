//! A zip archive from a list of files: the same bytes every time. What goes into one is decided elsewhere.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::{Context, Result};
use flate2::{Compression, Crc, write::DeflateEncoder};

/// 1980-01-01, the first day that a zip can name: no archive tells when it was made.
const DAY: u16 = 0x0021;
const DEFLATED: u16 = 8;
/// Version 2.0 of the format, which is enough for folders and deflate.
const NEEDED: u16 = 20;
/// The same, said by a Unix system, so that the rights below count.
const MADE_BY: u16 = 0x0300 | NEEDED;
/// A file that its owner may write and everybody may read.
const RIGHTS: u32 = 0o100_644 << 16;
/// Names are UTF-8.
const FLAGS: u16 = 0x0800;

/// The archive's bytes, with the files in the order of their names (paths with slashes).
pub fn archive(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).with_context(|| format!("{name} could not be compressed"))?;
        let packed = encoder.finish().with_context(|| format!("{name} could not be compressed"))?;
        let mut crc = Crc::new();
        crc.update(bytes);

        let mut about = Vec::new();
        for half in [NEEDED, FLAGS, DEFLATED, 0, DAY] {
            about.extend(half.to_le_bytes());
        }
        for word in [crc.sum(), small(packed.len())?, small(bytes.len())?] {
            about.extend(word.to_le_bytes());
        }
        about.extend(short(name.len())?.to_le_bytes());
        // No extra field.
        about.extend(0_u16.to_le_bytes());

        directory.extend(*b"PK\x01\x02");
        directory.extend(MADE_BY.to_le_bytes());
        directory.extend(&about);
        // No comment, the first disk, no internal attributes.
        directory.extend([0; 6]);
        directory.extend(RIGHTS.to_le_bytes());
        directory.extend(small(out.len())?.to_le_bytes());
        directory.extend(name.as_bytes());

        out.extend(*b"PK\x03\x04");
        out.extend(about);
        out.extend(name.as_bytes());
        out.extend(packed);
    }
    let (start, size, count) = (small(out.len())?, small(directory.len())?, short(files.len())?);
    out.extend(directory);
    out.extend(*b"PK\x05\x06");
    out.extend([0; 4]);
    for half in [count, count] {
        out.extend(half.to_le_bytes());
    }
    for word in [size, start] {
        out.extend(word.to_le_bytes());
    }
    // No comment.
    out.extend(0_u16.to_le_bytes());
    Ok(out)
}

fn small(size: usize) -> Result<u32> {
    u32::try_from(size).context("a zip archive of this kind holds at most 4 GB")
}

fn short(count: usize) -> Result<u16> {
    u16::try_from(count)
        .context("a zip archive of this kind holds at most 65,535 files, and names up to that length")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Read;

    use super::archive;

    #[test]
    fn an_archive_holds_what_went_in_and_is_the_same_each_time() {
        let text = "practice, outcome, metric; ".repeat(400).into_bytes();
        let files = BTreeMap::from([("b/ü.txt".to_owned(), text.clone()), ("a.txt".to_owned(), Vec::new())]);
        let zip = archive(&files).unwrap();
        assert_eq!(zip, archive(&files).unwrap());
        // The second file, by its place behind the header and the name; an empty deflate stream is two bytes.
        let start = 30 + "a.txt".len() + 2 + 30 + "b/ü.txt".len();
        let mut back = Vec::new();
        flate2::read::DeflateDecoder::new(&zip[start..]).read_to_end(&mut back).unwrap();
        assert_eq!(back, text);
        assert_eq!(zip.windows(4).filter(|four| four == b"PK\x01\x02").count(), 2);
        assert!(zip.len() < text.len());
    }
}
