//! Writing files, with a sentence for whatever goes wrong; what stands in them is decided elsewhere.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file whole or not at all: beside its place first, then into it.
///
/// # Errors
/// What the system says; [`failed`] makes a sentence of it.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path)?;
    let done = File::create_new(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        // What is left of it helps nobody; if it cannot be removed either, the first failure is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    done
}

/// A name in the same folder that nothing else has.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
    let mut name = name.to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    Ok(path.with_file_name(name))
}

/// Why a file could not be written, in a sentence.
pub fn failed(path: &Path, error: &io::Error) -> String {
    let shown = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => {
            format!("{shown} could not be written: its folder is not there; make it first.")
        }
        io::ErrorKind::PermissionDenied => {
            format!("{shown} could not be written: that is not permitted there; choose another place.")
        }
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => {
            format!("{shown} could not be written: it is no place for a file; check the name.")
        }
        _ => format!("{shown} could not be written ({error}). Is the disk full?"),
    }
}
