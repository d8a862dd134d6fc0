//! `pomscope code`: an assessment as an answer code, and an answer code as an assessment; how codes are made and read lives in the core.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use pomscope_core::code::{Decoded, Kind, LeftOut, decode, encode, qr};
use pomscope_core::pack::Pack;
use pomscope_core::versions::{ReadCode, met, read_code};
use pomscope_core::wire::{Read, meet, read, write_pretty};

use crate::output::{failed, replace};
use crate::own::Given;
use crate::{Options, Outcome, embedded, input, score};

/// What the arguments ask for.
pub enum Wish {
    /// Make the code of an assessment.
    Encode {
        /// Its file.
        file: OsString,
        /// The address of a page that opens links.
        link: Option<String>,
        /// Where the QR code goes.
        qr: Option<OsString>,
        /// The pack that it answers.
        pack: Option<OsString>,
    },
    /// Read a code.
    Decode {
        /// As typed, or - for standard input.
        code: OsString,
        /// Where the assessment goes; none for standard output.
        out: Option<OsString>,
        /// A pack that it may be of, beside those that the program carries.
        pack: Option<OsString>,
    },
}

impl Wish {
    /// Reads what stands after `code`.
    ///
    /// # Errors
    /// The sentence that stands above the usage.
    pub fn read(operands: Vec<OsString>, options: &mut Options) -> Result<Self, String> {
        let mut operands = operands.into_iter();
        let what = operands.next().map(|what| what.to_string_lossy().into_owned());
        match what.as_deref() {
            Some("encode") => {
                let file = operands.next().ok_or("code encode needs a file.")?;
                if let Some(more) = operands.next() {
                    return Err(format!("One file at a time: {} is one too many.", more.to_string_lossy()));
                }
                let link = options.take("--link").map(|link| link.to_string_lossy().into_owned());
                Ok(Self::Encode { file, link, qr: options.take("--qr"), pack: options.take("--pack") })
            }
            Some("decode") => {
                // A code with spaces arrives in parts.
                let parts: Vec<OsString> = operands.collect();
                if parts.is_empty() {
                    return Err("code decode needs a code, or - for standard input.".into());
                }
                let code = parts.join(&OsString::from(" "));
                let out = options.take("--out").filter(|out| out != "-");
                Ok(Self::Decode { code, out, pack: options.take("--pack") })
            }
            _ => Err("Say what to do with codes: code encode or code decode.".into()),
        }
    }
}

/// Makes or reads a code.
pub fn run(wish: &Wish) -> Outcome {
    let done = match wish {
        Wish::Encode { file, link, qr, pack } => {
            encoded(file, link.as_deref(), qr.as_ref().map(Path::new), pack.as_deref())
        }
        Wish::Decode { code, out, pack } => decoded(code, out.as_ref().map(Path::new), pack.as_deref()),
    };
    done.unwrap_or_else(|notes| Outcome { notes, failed: true, ..Outcome::default() })
}

fn encoded(
    file: &OsString,
    link: Option<&str>,
    picture: Option<&Path>,
    pack: Option<&OsStr>,
) -> Result<Outcome, Vec<String>> {
    let one = |sentence: String| vec![sentence];
    let shown = input::name(file);
    let Read { assessment, problems } =
        read(&input::text(file).map_err(one)?).map_err(|error| vec![score::unreadable(&error, &shown)])?;
    let content = Given::find(pack, &assessment.pack_id)?.content(None).map_err(one)?;
    let assessment = met(&content.pack, &assessment).into_owned();
    let problems = problems.into_iter().chain(meet(&content.pack, &assessment));
    let mut notes: Vec<String> = problems.map(|problem| content.texts.say(&problem)).collect();
    let encoded = encode(&content.pack, &assessment, Kind::Single);
    for left in &encoded.left_out {
        notes.push(match left {
            LeftOut::Placement(thread) => {
                format!("The quick check's level of thread {thread} is none of the pack's and is not in the code.")
            }
            LeftOut::Target(thread) => {
                format!("The target of thread {thread} is no half step of the pack's levels and is not in the code.")
            }
        });
    }
    let link = link.map(|base| encoded.code.link(base));
    let mut out = format!("{}\n", encoded.code.grouped());
    if let Some(link) = &link {
        out.push_str(&format!("{link}\n"));
    }
    if let Some(path) = picture {
        let text = link.as_deref().unwrap_or(encoded.code.plain());
        let drawn = qr(text)
            .ok_or_else(|| one("The code is too long for a QR code; take it without --qr.".into()))?;
        let key = if link.is_some() { "answerCode.qr.link" } else { "answerCode.qr" };
        let title = content.texts.fill(key, &[("code", encoded.code.grouped())]);
        replace(path, drawn.svg(&title).as_bytes()).map_err(|error| one(failed(path, &error)))?;
    }
    Ok(Outcome { notes, ..Outcome::printed(out) })
}

fn decoded(code: &OsString, out: Option<&Path>, pack: Option<&OsStr>) -> Result<Outcome, Vec<String>> {
    let one = |sentence: String| vec![sentence];
    let text =
        if code == "-" { input::text(code).map_err(one)? } else { code.to_string_lossy().into_owned() };
    let own = pack.map(Given::block).transpose()?.map(|given| given.pack().map_err(one)).transpose()?;
    let mut packs: Vec<Pack> =
        embedded::PACKS.iter().filter_map(|embedded| embedded.structure().ok()).collect();
    // One's own comes first, so that it counts where its id is one of those inside.
    packs.retain(|pack| own.as_ref().is_none_or(|own| own.id != pack.id));
    packs.splice(0..0, own);
    let known: Vec<&Pack> = packs.iter().collect();
    let mut notes = Vec::new();
    let older = || known.iter().find_map(|pack| read_code(pack, &text).ok());
    let decoded = match (decode(&known, &text), older()) {
        (Ok(decoded), _) => decoded,
        (Err(_), Some(ReadCode { kind, assessment, older, .. })) => {
            let version = older.unwrap_or_default();
            notes.push(format!("The code was made with version {version} of the pack; its answers stand where {} asks for them.", assessment.pack_version));
            Decoded { kind, assessment }
        }
        (Err(error), None) => return Err(one(embedded::texts().say(&error.message()))),
    };
    if let Kind::InSession(number) = decoded.kind {
        notes
            .push(format!("The code is response {number} in a session; the file does not hold that number."));
    }
    let file = write_pretty(&decoded.assessment);
    match out {
        None => Ok(Outcome { notes, ..Outcome::printed(file) }),
        Some(path) => {
            replace(path, file.as_bytes()).map_err(|error| one(failed(path, &error)))?;
            Ok(Outcome { notes, ..Outcome::printed(format!("{}\n", path.display())) })
        }
    }
}
