//! Writing files, with a sentence for whatever goes wrong; what stands in them is decided elsewhere.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use pomscope_core::report::document::Document;
use pomscope_core::report::markdown;
use pomscope_pdf::{Paper, draw};

/// What a document is made into.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Made {
    Pdf(Paper),
    Markdown,
}

/// Makes a document and gives what goes to standard output: the document, or where a place was named the file that it was written to, which in a folder gets `name`.
///
/// # Errors
/// A sentence on why it could not be drawn or written.
pub fn hand_over(
    made: Made,
    out: Option<&OsStr>,
    name: &str,
    document: &Document,
) -> Result<Vec<u8>, String> {
    let (bytes, end) = match made {
        Made::Markdown => (markdown(document).into_bytes(), "md"),
        Made::Pdf(paper) => {
            let drawn = draw(document, None, paper);
            let drawn =
                drawn.map_err(|error| format!("The PDF could not be drawn: {error}. Take md in its place."));
            (drawn?, "pdf")
        }
    };
    let Some(out) = out.map(Path::new) else {
        if matches!(made, Made::Pdf(_)) && io::stdout().is_terminal() {
            return Err("A PDF cannot be shown here; name a file with -o, or send it on with | or >.".into());
        }
        return Ok(bytes);
    };
    let path = if out.is_dir() { out.join(format!("{name}.{end}")) } else { out.to_owned() };
    replace(&path, &bytes).map_err(|error| failed(&path, &error))?;
    Ok(format!("{}\n", path.display()).into_bytes())
}

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
