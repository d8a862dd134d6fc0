//! The command `pomscope`: its arguments, its help and where its output goes; what each subcommand does lives in a file of its own.

mod check;
mod code;
mod combine;
mod diagnose;
mod embedded;
mod input;
mod kit;
mod new;
mod output;
mod own;
mod pack;
mod report;
mod score;
mod spans;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

const USAGE: &str = "\
Usage:
  pomscope score FILE                   print the score of an assessment as JSON
  pomscope check FILE|FOLDER [--json]   check an assessment, a pack, its texts or a bundle, and list
                                        every fault with its place and what to do
  pomscope pack [PACK] [--lang L]       print a pack with its wording as JSON
  pomscope pack PACK --bundle [-o OUT]  make one file of a pack and its wordings, for handing over
  pomscope pack new FOLDER              write a small pack to begin from
  pomscope report FILE --to pdf|md|csv|json [-o OUT]
                                        make the report of an assessment
  pomscope combine DIR|FILE… [--to json|csv|jsonl|pdf|md] [--k N] [--working]
                                        combine many assessments into what may be shown of them
  pomscope code encode FILE [--link ADDRESS] [--qr FILE.svg]
                                        print an assessment's answers as an answer code
  pomscope code decode CODE [-o FILE]   print what an answer code holds, as an assessment
  pomscope kit agenda|prompts|slides|form --to pdf|md [-o OUT]
                                        make what a workshop needs on paper and on the wall
  pomscope --help | --version

FILE may be - for standard input (not for a pack, whose wording stands beside it), and so may CODE.
PACK is the id of a pack that Pomscope carries, a pack's folder or pack.json with its wordings
beside it, or a bundle. score, check, report, combine, code and kit take --pack PACK: the pack
that is answered, where it is one of your own.

Options of pack new:
  --id ID                               the pack's id (the folder's name)
  --levels N                            how many levels, 2 to 6 (4)
  --threads A,B                         the ids of its threads (ONE,TWO)
  --base descriptive|none               whether the lowest level is described and never scored (none)
  --lens                                a lens in place of a building block

Options of report:
  --telling client|adviser|board        for whom it is told (client); csv is the same for all
  --sheet answers|scores|plan|metrics|register|commitments
                                        which table of csv (answers)
  --date YYYY-MM-DD                     the day of the report (the day of the last change, in UTC)
  --lang L                              its language: a tag such as de; those there are, when
                                        there is no such one (en)
  --paper a4|letter                     the paper of pdf (a4)
  -o, --out OUT                         a file to write, or a folder to write into; without it
                                        standard output. csv without --sheet writes all six
                                        tables into the folder OUT

Options of kit:
  --people N, --it N, --business N      agenda: how many come, in all and from each side
  --devices N                           agenda: how many devices there are (1); 0 for paper
  --start HH:MM, --date YYYY-MM-DD      agenda: when it begins
  --k N                                 agenda: hide what tells of fewer than N people, 3 or more (5)
  --form full|short                     agenda, form: everything, or the practices alone (full)
  --side it|business                    form: the side printed on it (to be ticked)
  --pack PACK                           the pack (the first that Pomscope carries)
  --lang, --paper, --out                as for report

Options of code:
  --link ADDRESS                        the page that opens links: prints the link as well
  --qr FILE.svg                         draws the code, or the link, as a QR code

Options of combine:
  --to json|csv|jsonl                   the combined result (json); csv and jsonl have a measure a row
  --to pdf|md                           the same as a report, with figures and their tables
  --title TEXT, --date YYYY-MM-DD       of the report (the session's title; no date)
  --lang, --paper, --out                of the report, as for report
  --k N                                 hide what tells of fewer than N people, 3 or more (5, or
                                        as a session's working file says)
  --working                             single responses in place of the combined result: they
                                        identify people, and are for merging alone
  A folder stands for its .json and .jsonl files; each file holds an assessment, a session's
  working file, or one of them a line. What cannot be read is named and left out.
";

const ABOUT: &str = "\
pomscope: score, check, report and combine assessments, make answer codes of them, check and print packs, prepare workshops. Nothing leaves this computer.

";

const CODES: &str = "
Exit codes: 0 done, 1 the file cannot be scored, printed, written or passed as sound, 2 wrong arguments.
`combine` is done where at least one response could be read.
Warnings go to standard error, one a line. `check` lists what it finds on standard output, and so does
`report` with the files that it wrote. The same file and options give the same report, whatever the day.
";

/// What a subcommand has to say: nothing is written before it is done.
#[derive(Default)]
pub struct Outcome {
    /// For standard output.
    pub out: Vec<u8>,
    /// For standard error, one sentence a line.
    pub notes: Vec<String>,
    /// Whether the exit code is 1.
    pub failed: bool,
}

impl Outcome {
    /// Output alone.
    fn printed(out: String) -> Self {
        Self { out: out.into_bytes(), ..Self::default() }
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
    Score { file: OsString, pack: Option<OsString> },
    Check(check::Wish),
    Pack(pack::Wish),
    New(new::Wish),
    Report(Box<report::Wish>),
    Combine(combine::Wish),
    Code(code::Wish),
    Kit(Box<kit::Wish>),
}

fn main() -> ExitCode {
    let outcome = match read_arguments(std::env::args_os().skip(1)) {
        Err(what) => {
            tell(&[what, String::new(), USAGE.trim_end().to_owned()]);
            return ExitCode::from(2);
        }
        Ok(Asked::Help) => Outcome::printed(format!("{ABOUT}{USAGE}{CODES}")),
        Ok(Asked::Version) => Outcome::printed(format!("pomscope {}\n", env!("CARGO_PKG_VERSION"))),
        Ok(Asked::Score { file, pack }) => score::run(&file, pack.as_deref()),
        Ok(Asked::Check(wish)) => check::run(&wish),
        Ok(Asked::Pack(wish)) => pack::run(&wish),
        Ok(Asked::New(wish)) => new::run(&wish),
        Ok(Asked::Report(wish)) => report::run(&wish),
        Ok(Asked::Combine(wish)) => combine::run(&wish),
        Ok(Asked::Code(wish)) => code::run(&wish),
        Ok(Asked::Kit(wish)) => kit::run(&wish),
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

/// The options that take a value, each with what it needs.
const OPTIONS: [(&str, &str); 23] = [
    ("--lang", "a language after it, such as en"),
    ("--to", "a format after it: pdf, md, csv or json"),
    ("--telling", "a telling after it: client, adviser or board"),
    ("--sheet", "a table after it: answers, scores, plan, metrics, register or commitments"),
    ("--title", "a title after it"),
    ("--date", "a day after it, such as 2026-11-22"),
    ("--paper", "a paper after it: a4 or letter"),
    ("--out", "a file or a folder after it"),
    ("--k", "a number of people after it, 3 or more"),
    ("--link", "the address of a page after it, such as https://example.org/check"),
    ("--qr", "a file after it, such as code.svg"),
    ("--people", "a number after it, such as 12"),
    ("--it", "a number after it, such as 6"),
    ("--business", "a number after it, such as 6"),
    ("--devices", "a number after it, such as 4"),
    ("--start", "a time after it, such as 09:00"),
    ("--form", "a form after it: full or short"),
    ("--side", "a side after it: it or business"),
    ("--pack", "a pack after it: its id, its folder, its file or a bundle"),
    ("--id", "an id after it: letters, digits, dots, hyphens and underscores"),
    ("--levels", "a number of levels after it, 2 to 6"),
    ("--threads", "ids of threads after it, such as GOAL,ROLE"),
    ("--base", "descriptive or none after it"),
];

/// The options that stand alone.
const FLAGS: [&str; 4] = ["--working", "--bundle", "--json", "--lens"];

/// The options that were given, each once.
#[derive(Default)]
pub struct Options(Vec<(&'static str, OsString)>);

impl Options {
    /// Takes a value out; none where the option was not given.
    pub fn take(&mut self, name: &str) -> Option<OsString> {
        let at = self.0.iter().position(|(other, _)| *other == name)?;
        Some(self.0.remove(at).1)
    }

    /// Takes the value of an option that has a few, by `parse`.
    ///
    /// # Errors
    /// The sentence that stands above the usage.
    pub fn take_as<T>(&mut self, name: &str, parse: fn(&str) -> Option<T>) -> Result<Option<T>, String> {
        let Some(given) = self.take(name) else { return Ok(None) };
        let given = given.to_string_lossy().into_owned();
        let needs = OPTIONS.iter().find(|(other, _)| *other == name).map_or("", |(_, needs)| *needs);
        parse(&given).map(Some).ok_or_else(|| format!("{name} needs {needs}; {given} is none."))
    }

    /// Holds that nothing is left that does not go with a command.
    fn all_taken(&self, command: &str) -> Result<(), String> {
        match self.0.first() {
            Some((name, _)) => Err(format!("{name} does not go with {command}.")),
            None => Ok(()),
        }
    }
}

/// Reads the arguments after the program's name.
///
/// # Errors
/// The sentence that stands above the usage.
fn read_arguments(arguments: impl Iterator<Item = OsString>) -> Result<Asked, String> {
    let mut operands: Vec<OsString> = Vec::new();
    let mut options = Options::default();
    let mut arguments = arguments;
    let mut options_end = false;
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy().into_owned();
        let is_option = !options_end && text.starts_with('-') && text != "-";
        if !is_option {
            operands.push(argument);
            continue;
        }
        match text.as_str() {
            "--help" | "-h" => return Ok(Asked::Help),
            "--version" | "-V" => return Ok(Asked::Version),
            "--" => {
                options_end = true;
                continue;
            }
            _ => {}
        }
        if let Some(flag) = FLAGS.into_iter().find(|flag| *flag == text) {
            if options.take(flag).is_some() {
                return Err(format!("{flag} may be given once."));
            }
            options.0.push((flag, OsString::new()));
            continue;
        }
        let (given, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(OsString::from(value))),
            None => (text.as_str(), None),
        };
        let name = if given == "-o" { "--out" } else { given };
        let Some((name, needs)) = OPTIONS.into_iter().find(|(option, _)| *option == name) else {
            return Err(format!("There is no option {text}."));
        };
        let value = value.or_else(|| arguments.next()).filter(|value| !value.is_empty());
        let Some(value) = value else { return Err(format!("{name} needs {needs}.")) };
        if options.0.iter().any(|(other, _)| *other == name) {
            return Err(format!("{name} may be given once."));
        }
        options.0.push((name, value));
    }
    let mut operands = operands.into_iter();
    let Some(command) = operands.next() else {
        return Err("Say what to do: score, check, pack, report, combine, code or kit.".into());
    };
    let name = command.to_string_lossy().into_owned();
    if name == "combine" {
        let wish = combine::Wish::read(operands.collect(), &mut options)?;
        options.all_taken(&name)?;
        return Ok(Asked::Combine(wish));
    }
    if name == "code" {
        let wish = code::Wish::read(operands.collect(), &mut options)?;
        options.all_taken(&name)?;
        return Ok(Asked::Code(wish));
    }
    if name == "kit" {
        let wish = kit::Wish::read(operands.collect(), &mut options)?;
        options.all_taken(&name)?;
        return Ok(Asked::Kit(Box::new(wish)));
    }
    let mut operands = operands.peekable();
    if name == "pack" && operands.peek().is_some_and(|operand| operand == "new") {
        let wish = new::Wish::read(operands.skip(1).collect(), &mut options)?;
        options.all_taken("pack new")?;
        return Ok(Asked::New(wish));
    }
    let operand = operands.next();
    if let Some(more) = operands.next() {
        return Err(format!("One file at a time: {} is one too many.", more.to_string_lossy()));
    }
    let file = || operand.clone().ok_or_else(|| format!("{name} needs a file."));
    let asked = match name.as_str() {
        "pack" => Asked::Pack(pack::Wish::read(operand, &mut options)?),
        "score" => Asked::Score { file: file()?, pack: options.take("--pack") },
        "check" => Asked::Check(check::Wish::read(file()?, &mut options)),
        "report" => Asked::Report(Box::new(report::Wish::read(file()?, &mut options)?)),
        _ => return Err(format!("There is no command {name}.")),
    };
    options.all_taken(&name)?;
    Ok(asked)
}

/// Writes to standard output; a reader that has gone away (`| head`) is no failure.
fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
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
