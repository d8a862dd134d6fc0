//! The command `pomscope`: its arguments, its help and where its output goes; what each subcommand does lives in a file of its own.

mod check;
mod embedded;
mod input;
mod pack;
mod score;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

const USAGE: &str = "\
Usage:
  pomscope score FILE                   print the score of an assessment as JSON
  pomscope check FILE                   check an assessment, a pack or a wording, and list every fault
  pomscope pack [ID|FILE] [--lang L]    print a pack with its wording as JSON
  pomscope --help | --version

FILE may be - for standard input (not for a pack to print, whose wording stands beside it).
";

const ABOUT: &str = "\
pomscope: score and check assessments, check and print packs. Nothing leaves this computer.

";

const CODES: &str = "
Exit codes: 0 done, 1 the file cannot be scored, printed or passed as sound, 2 wrong arguments.
Warnings go to standard error, one a line. `check` lists what it finds on standard output.
";

/// What a subcommand has to say: nothing is written before it is done.
#[derive(Default)]
pub struct Outcome {
    /// For standard output.
    pub out: String,
    /// For standard error, one sentence a line.
    pub notes: Vec<String>,
    /// Whether the exit code is 1.
    pub failed: bool,
}

impl Outcome {
    /// Output alone.
    fn printed(out: String) -> Self {
        Self { out, ..Self::default() }
    }

    /// One sentence on why nothing could be done.
    fn refused(sentence: String) -> Self {
        Self { notes: vec![sentence], failed: true, ..Self::default() }
    }
}

/// What the arguments ask for.
enum Asked {
    Help,
    Version,
    Score(OsString),
    Check(OsString),
    Pack { which: Option<OsString>, lang: Option<String> },
}

fn main() -> ExitCode {
    let outcome = match read_arguments(std::env::args_os().skip(1)) {
        Err(what) => {
            tell(&[what, String::new(), USAGE.trim_end().to_owned()]);
            return ExitCode::from(2);
        }
        Ok(Asked::Help) => Outcome::printed(format!("{ABOUT}{USAGE}{CODES}")),
        Ok(Asked::Version) => Outcome::printed(format!("pomscope {}\n", env!("CARGO_PKG_VERSION"))),
        Ok(Asked::Score(file)) => score::run(&file),
        Ok(Asked::Check(file)) => check::run(&file),
        Ok(Asked::Pack { which, lang }) => pack::run(which.as_deref(), lang.as_deref()),
    };
    tell(&outcome.notes);
    match print(&outcome.out) {
        Ok(()) if outcome.failed => ExitCode::FAILURE,
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&[format!("The output could not be written ({error}). Is the disk full?")]);
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments after the program's name.
///
/// # Errors
/// The sentence that stands above the usage.
fn read_arguments(arguments: impl Iterator<Item = OsString>) -> Result<Asked, String> {
    let mut operands: Vec<OsString> = Vec::new();
    let mut lang: Option<String> = None;
    let mut arguments = arguments;
    let mut options_end = false;
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy().into_owned();
        let is_option = !options_end && text.starts_with('-') && text != "-";
        if !is_option {
            operands.push(argument);
            continue;
        }
        let given = match (text.as_str(), text.strip_prefix("--lang=")) {
            ("--help" | "-h", _) => return Ok(Asked::Help),
            ("--version" | "-V", _) => return Ok(Asked::Version),
            ("--", _) => {
                options_end = true;
                continue;
            }
            ("--lang", _) => arguments.next().map(|value| value.to_string_lossy().into_owned()),
            (_, Some(value)) => Some(value.to_owned()),
            _ => return Err(format!("There is no option {text}.")),
        };
        let Some(given) = given.filter(|given| !given.is_empty()) else {
            return Err("--lang needs a language after it, such as en.".into());
        };
        if lang.replace(given).is_some() {
            return Err("--lang may be given once.".into());
        }
    }
    let mut operands = operands.into_iter();
    let Some(command) = operands.next() else { return Err("Say what to do: score, check or pack.".into()) };
    let operand = operands.next();
    if let Some(more) = operands.next() {
        return Err(format!("One file at a time: {} is one too many.", more.to_string_lossy()));
    }
    match (command.to_str(), operand, lang) {
        (Some("pack"), which, lang) => Ok(Asked::Pack { which, lang }),
        (Some(name @ ("score" | "check")), _, Some(_)) => Err(format!("--lang does not go with {name}.")),
        (Some(name @ ("score" | "check")), None, None) => Err(format!("{name} needs a file.")),
        (Some("score"), Some(file), None) => Ok(Asked::Score(file)),
        (Some("check"), Some(file), None) => Ok(Asked::Check(file)),
        _ => Err(format!("There is no command {}.", command.to_string_lossy())),
    }
}

/// Writes to standard output; a reader that has gone away (`| head`) is no failure.
fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes sentences to standard error, one a line; if nobody can read them, there is nobody left to tell.
fn tell(sentences: &[String]) {
    let mut err = io::stderr().lock();
    for sentence in sentences {
        let _ = writeln!(err, "{sentence}");
    }
}
