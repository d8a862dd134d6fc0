//! Reading what the arguments name, a file or standard input, with a sentence for whatever goes wrong; what it holds is judged elsewhere.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use pomscope_core::json::{Value, parse};
use pomscope_core::wire::MOST_BYTES;

/// What stands for the input in sentences: the path as given, or "standard input".
pub fn name(file: &OsStr) -> String {
    if file == "-" { "standard input".to_owned() } else { file.to_string_lossy().into_owned() }
}

/// Reads the whole text, at most one byte more than an assessment may have, so that what is too large is known to be.
///
/// # Errors
/// One sentence.
pub fn text(file: &OsStr) -> Result<String, String> {
    let shown = name(file);
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let read = if file == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(Path::new(file)).and_then(|open| open.take(most).read_to_end(&mut bytes))
    };
    match read {
        Ok(size) if size > MOST_BYTES => Err(format!(
            "{shown} is larger than 5 MB, more than any assessment or pack needs; is it the right file?"
        )),
        Ok(_) => String::from_utf8(bytes).map_err(|_| {
            format!("{shown} is no text in UTF-8; choose a file that Pomscope saved, or save it as UTF-8.")
        }),
        Err(error) => Err(cannot(&shown, &error)),
    }
}

/// Why something could not be read, in a sentence.
pub fn cannot(shown: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => format!("{shown} is not there; check the name and the folder."),
        io::ErrorKind::PermissionDenied => format!("{shown} may not be read; check its permissions."),
        io::ErrorKind::IsADirectory => format!("{shown} is a folder; name a file in it."),
        _ => format!("{shown} could not be read ({error}); try again."),
    }
}

/// Reads JSON.
///
/// # Errors
/// One sentence with the place where reading stopped.
pub fn json(text: &str, shown: &str) -> Result<Value, String> {
    parse(text.trim_start_matches('\u{feff}'))
        .map_err(|error| format!("{shown} is no readable JSON: {error}. Use a copy that was saved whole."))
}
