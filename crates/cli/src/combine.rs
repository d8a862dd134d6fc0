//! `pomscope combine`: many assessments read one after another, scored, and combined into what may be shown of them, as data or as a report; what may be is decided in the core.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use pomscope_core::answers::Assessment;
use pomscope_core::group::{
    Conflict, Merged, RawResponse, Response, ResponseId, Rule, Session, Shown, Threshold, Whose, merge,
};
use pomscope_core::json::{Value, parse};
use pomscope_core::pack::Pack;
use pomscope_core::report::session_page::{Told, session_document};
use pomscope_core::table::Table;
use pomscope_core::text::Texts;
use pomscope_core::time::is_date;
use pomscope_core::versions::met;
use pomscope_core::wire::session_v1::{self, MOST_SESSION_BYTES, NOTICE, SESSION_FORMAT, SessionError};
use pomscope_core::wire::{self, MOST_BYTES, combined_v1, meet};

use pomscope_pdf::Paper;

use crate::output::{Made, hand_over};
use crate::own::{Given, half_spoken};
use crate::score::{unknown_pack, unreadable, unscored};
use crate::{Options, Outcome, embedded, input};

/// The format of the output.
#[derive(Clone, Copy)]
enum To {
    Json,
    Csv,
    JsonLines,
    Document(Made),
}

impl To {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "jsonl" => Some(Self::JsonLines),
            "pdf" => Some(Self::Document(Made::Pdf(Paper::default()))),
            "md" => Some(Self::Document(Made::Markdown)),
            _ => None,
        }
    }
}

/// What is written of the group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What may be shown.
    Published,
    /// Single responses, identifying.
    Working,
}

/// What was asked for.
pub struct Wish {
    from: Vec<OsString>,
    to: To,
    kind: Kind,
    threshold: Option<Threshold>,
    /// Of the report alone: its title, its date, its language, and where it goes.
    title: Option<OsString>,
    date: String,
    lang: Option<String>,
    out: Option<OsString>,
    pack: Option<OsString>,
}

impl Wish {
    /// Reads the options.
    ///
    /// # Errors
    /// The sentence that stands above the usage.
    pub fn read(from: Vec<OsString>, options: &mut Options) -> Result<Self, String> {
        if from.is_empty() {
            return Err("combine needs a folder or files.".into());
        }
        let mut to = match options.take("--to") {
            None => To::Json,
            Some(given) => {
                let given = given.to_string_lossy().into_owned();
                To::parse(&given).ok_or_else(|| {
                    format!("combine --to needs json, csv, jsonl, pdf or md; {given} is none.")
                })?
            }
        };
        let threshold = options.take_as("--k", |text| text.parse().ok().and_then(Threshold::new))?;
        let kind = if options.take("--working").is_some() { Kind::Working } else { Kind::Published };
        let day = |text: &str| is_date(text).then(|| text.to_owned());
        let (title, date) = (options.take("--title"), options.take_as("--date", day)?);
        let (lang, out) = (options.take("--lang"), options.take("--out"));
        if let Some(paper) = options.take_as("--paper", Paper::parse)? {
            let To::Document(Made::Pdf(given)) = &mut to else {
                return Err("--paper goes with --to pdf alone.".into());
            };
            *given = paper;
        }
        if matches!(to, To::Document(_)) {
            if kind == Kind::Working {
                return Err(
                    "--working goes with --to json, csv or jsonl: a report holds no single response.".into(),
                );
            }
        } else {
            let given = [
                ("--title", title.is_some()),
                ("--date", date.is_some()),
                ("--lang", lang.is_some()),
                ("--out", out.is_some()),
            ];
            if let Some((name, _)) = given.into_iter().find(|(_, given)| *given) {
                return Err(format!("combine takes {name} with --to pdf or md alone."));
            }
        }
        Ok(Self {
            from,
            to,
            kind,
            threshold,
            title,
            date: date.unwrap_or_default(),
            lang: lang.map(|lang| lang.to_string_lossy().into_owned()),
            pack: options.take("--pack"),
            out: out.filter(|out| out != "-"),
        })
    }
}

/// Reads all, and combines what could be read.
pub fn run(wish: &Wish) -> Outcome {
    let given = match wish.pack.as_deref().map(Given::block).transpose() {
        Ok(given) => given,
        Err(notes) => return Outcome { notes, failed: true, ..Outcome::default() },
    };
    let mut group = Group::new(wish.kind, given);
    for from in &wish.from {
        let files = if from == "-" { Ok(vec![from.clone()]) } else { files(Path::new(from)) };
        match files {
            Err(sentence) => group.leave_out(sentence),
            Ok(files) => {
                for file in files {
                    if let Err(sentence) = documents(&file, &mut group) {
                        group.leave_out(sentence);
                    }
                }
            }
        }
    }
    group.outcome(wish)
}

/// The files that a path names: itself, or those of a folder that may hold assessments, by name.
fn files(path: &Path) -> Result<Vec<OsString>, String> {
    if !path.is_dir() {
        return Ok(vec![path.as_os_str().to_owned()]);
    }
    let shown = path.display();
    let cannot = |error: io::Error| format!("{shown} could not be listed ({error}); check its permissions.");
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(path).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        let ending = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
        if matches!(ending.as_deref(), Some("json" | "jsonl" | "ndjson")) && path.is_file() {
            found.push(path);
        }
    }
    if found.is_empty() {
        return Err(format!("{shown} holds no .json or .jsonl file; name the folder with the assessments."));
    }
    found.sort();
    Ok(found.into_iter().map(PathBuf::into_os_string).collect())
}

/// Hands each document of a file to the group: the whole, or where its first line is a document of its own, line after line. Never more than one is held.
fn documents(file: &OsStr, group: &mut Group) -> Result<(), String> {
    let shown = input::name(file);
    let open: Box<dyn Read> = if file == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(Path::new(file)).map_err(|error| input::cannot(&shown, &error))?)
    };
    let ending = Path::new(file).extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    let lines = matches!(ending.as_deref(), Some("jsonl" | "ndjson"));
    let mut reader = BufReader::new(open);
    let mut bytes = Vec::new();
    let (mut number, mut whole) = (0usize, !lines);
    loop {
        bytes.clear();
        let size = piece(&mut reader, &mut bytes, whole && number > 0)
            .map_err(|error| input::cannot(&shown, &error))?;
        if size == 0 {
            return Ok(());
        }
        number += 1;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let at = if whole { shown.clone() } else { format!("{shown} line {number}") };
        if whole {
            // One line that is JSON by itself: then others may follow, each by itself.
            let alone = std::str::from_utf8(&bytes).ok().and_then(|text| parse(bare(text)).ok());
            match alone {
                Some(value) => {
                    let more = reader.fill_buf().map(|rest| !rest.is_empty()).unwrap_or_default();
                    whole = false;
                    let at = if more { format!("{shown} line {number}") } else { at };
                    group.document(value, bytes.len(), &at);
                    continue;
                }
                None => {
                    piece(&mut reader, &mut bytes, true).map_err(|error| input::cannot(&shown, &error))?;
                }
            }
        }
        if bytes.len() > MOST_SESSION_BYTES {
            return Err(format!("{at} is larger than 64 MB; is it the right file?"));
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| {
            format!("{at} is no text in UTF-8; choose a file that Pomscope saved, or save it as UTF-8.")
        });
        match text.and_then(|text| input::json(text, &at)) {
            Ok(value) => group.document(value, bytes.len(), &at),
            Err(sentence) => group.leave_out(sentence),
        }
        if whole {
            return Ok(());
        }
    }
}

fn bare(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// Reads one more line, or all that is left; of what is too large only enough to know it.
fn piece(reader: &mut impl BufRead, bytes: &mut Vec<u8>, rest: bool) -> io::Result<usize> {
    let most = u64::try_from(MOST_SESSION_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut part = reader.take(most);
    if rest { part.read_to_end(bytes) } else { part.read_until(b'\n', bytes) }
}

/// A response, and what says which of two under one id is the later.
struct Held {
    response: Response,
    rev: u64,
    updated_at: String,
    /// For the working file alone.
    raw: Option<RawResponse>,
}

/// What has been read so far.
struct Group {
    kind: Kind,
    texts: Texts,
    /// The pack that was named.
    given: Option<Given>,
    pack: Option<Pack>,
    people: BTreeMap<ResponseId, Held>,
    /// The working files that were read, as one.
    session: Option<Session>,
    notes: Vec<String>,
    left_out: usize,
    twice: usize,
}

impl Group {
    fn new(kind: Kind, given: Option<Given>) -> Self {
        Self {
            kind,
            texts: embedded::texts(),
            given,
            pack: None,
            people: BTreeMap::new(),
            session: None,
            notes: Vec::new(),
            left_out: 0,
            twice: 0,
        }
    }

    fn leave_out(&mut self, sentence: String) {
        self.left_out += 1;
        self.notes.push(sentence);
    }

    /// Takes in an assessment or a working file.
    fn document(&mut self, value: Value, size: usize, at: &str) {
        let taken = if value.get("format").and_then(Value::as_str) == Some(SESSION_FORMAT) {
            self.take_session(value, at)
        } else {
            self.take_assessment(value, size, at)
        };
        if let Err(sentence) = taken {
            self.leave_out(sentence);
        }
    }

    /// The pack of this id, which has to be that of all others.
    fn know(&mut self, id: &str, at: &str) -> Result<Pack, String> {
        if let Some(pack) = &self.pack {
            return if pack.id == id {
                Ok(pack.clone())
            } else {
                Err(format!(
                    "{at}: it answers the pack {id:?}, the others {:?}; combine it with others of its kind.",
                    pack.id
                ))
            };
        }
        let pack = match &self.given {
            None => {
                let inside = embedded::find_any(id).ok_or_else(|| format!("{at}: {}", unknown_pack(id)))?;
                let given = Given::Inside(inside);
                let pack = given.pack()?;
                self.given = Some(given);
                pack
            }
            Some(given) => given.pack()?,
        };
        if pack.id != id {
            return Err(format!(
                "{at}: it answers the pack {id:?}, and --pack names {:?}; name the one that it answers.",
                pack.id
            ));
        }
        self.pack = Some(pack.clone());
        Ok(pack)
    }

    /// One line on all that stood out in a document.
    fn warn(&mut self, at: &str, problems: &[pomscope_core::text::Message]) {
        if let Some(first) = problems.first() {
            let more = match problems.len() - 1 {
                0 => String::new(),
                more => format!(" (and {more} more like this)"),
            };
            self.notes.push(format!("{at}: {}{more}", self.texts.say(first)));
        }
    }

    fn take_assessment(&mut self, value: Value, size: usize, at: &str) -> Result<(), String> {
        if size > MOST_BYTES {
            return Err(unreadable(&wire::ReadError::TooLarge, at));
        }
        let wire::Read { assessment, mut problems } =
            wire::read_value(value).map_err(|error| unreadable(&error, at))?;
        let pack = self.know(&assessment.pack_id, at)?;
        let assessment = met(&pack, &assessment).into_owned();
        problems.extend(meet(&pack, &assessment));
        let Some(id) = id_of(&assessment, at) else {
            return Err(format!("{at} has no id that can be used."));
        };
        let response =
            Response::of(&pack, id, &assessment).map_err(|error| format!("{at}: {}", unscored(error)))?;
        self.warn(at, &problems);
        let raw = (self.kind == Kind::Working).then(|| RawResponse::of(&assessment));
        self.hold(Held { response, rev: assessment.rev, updated_at: assessment.updated_at, raw }, at);
        Ok(())
    }

    fn take_session(&mut self, value: Value, at: &str) -> Result<(), String> {
        let read = session_v1::read_value(value).map_err(|error| not_read(&error, at))?;
        let pack = self.know(&read.session.pack_id, at)?;
        self.warn(at, &read.problems);
        let (scored, refused) = read.session.scored(&pack);
        for (id, error) in refused {
            self.leave_out(format!("{at}, response {id}: {}", unscored(error)));
        }
        for response in scored {
            let raw = read.session.responses.get(&response.id).cloned();
            let raw = raw.filter(|_| self.kind == Kind::Working);
            self.hold(Held { response, rev: 0, updated_at: String::new(), raw }, at);
        }
        self.session = Some(match self.session.take() {
            None => read.session,
            Some(known) => match merge(&known, &read.session) {
                Ok(Merged { session, conflicts }) => {
                    self.notes.extend(conflicts.iter().map(|conflict| conflict_of(conflict, at)));
                    session
                }
                Err(_) => {
                    self.notes.push(format!(
                        "{at} is of another session: only its responses are taken, not what was agreed."
                    ));
                    known
                }
            },
        });
        Ok(())
    }

    /// Counts a person once: of two files under one id the one that was changed more often counts, then the later.
    fn hold(&mut self, held: Held, at: &str) {
        match self.people.entry(held.response.id.clone()) {
            Entry::Vacant(place) => {
                place.insert(held);
            }
            Entry::Occupied(mut place) => {
                let known = place.get();
                let same = known.response.part == held.response.part
                    && known.response.sheet() == held.response.sheet();
                if !same {
                    self.notes.push(format!(
                        "{at} has the id {} of another and says something else; the later of the two counts.",
                        held.response.id
                    ));
                }
                self.twice += 1;
                let order = |held: &Held| (held.rev, held.updated_at.clone(), written(&held.response));
                if order(&held) > order(known) {
                    place.insert(held);
                }
            }
        }
    }

    fn outcome(mut self, wish: &Wish) -> Outcome {
        let Some(pack) = self.pack.take().filter(|_| !self.people.is_empty()) else {
            self.notes.push("Nothing could be combined.".into());
            return Outcome { notes: self.notes, failed: true, ..Outcome::default() };
        };
        let rule = wish
            .threshold
            .map(Rule::Anonymous)
            .or(self.session.as_ref().map(|session| session.rule))
            .unwrap_or_default();
        let people = self.people.len();
        let mut summary = format!("{people} {} combined", if people == 1 { "response" } else { "responses" });
        for (count, what) in [(self.left_out, "left out"), (self.twice, "given again, counted once")] {
            if count > 0 {
                summary.push_str(&format!(", {count} {what}"));
            }
        }
        let made = match self.kind {
            Kind::Working => {
                self.notes.push(NOTICE.to_owned());
                Ok(self.working(&pack, rule, wish.to).into_bytes())
            }
            Kind::Published => {
                let responses: Vec<Response> =
                    std::mem::take(&mut self.people).into_values().map(|held| held.response).collect();
                let shown = Shown::of(&pack, &responses, rule);
                if shown.result(Whose::Combined).is_none() {
                    self.notes.push(too_few(rule));
                }
                match wish.to {
                    To::Document(made) => self.told(wish, made, &shown),
                    To::Json => Ok(format!("{:#}\n", combined_v1::write(&pack, &shown)).into_bytes()),
                    To::Csv => Ok(combined_v1::csv(&pack, &shown).into_bytes()),
                    To::JsonLines => Ok(combined_v1::json_lines(&pack, &shown).into_bytes()),
                }
            }
        };
        self.notes.push(format!("{summary}."));
        match made {
            Ok(out) => Outcome { out, notes: self.notes, failed: false },
            Err(sentence) => {
                self.notes.push(sentence);
                Outcome { notes: self.notes, failed: true, ..Outcome::default() }
            }
        }
    }

    /// Makes the report of what is shown, with what a session's working file says was agreed.
    fn told(&mut self, wish: &Wish, made: Made, shown: &Shown) -> Result<Vec<u8>, String> {
        let given = self.given.as_ref().ok_or("Nothing could be combined.")?;
        let (content, words) = given.session(wish.lang.as_deref())?;
        let session = self.session.as_ref();
        let nothing = Table::default();
        let title = wish.title.as_ref().map(|title| title.to_string_lossy().into_owned());
        let title = title.or_else(|| session.map(|session| session.title.clone())).unwrap_or_default();
        let agreed = session.map_or(&nothing, |session| &session.agreed);
        let signed = session.map(|session| &session.signed);
        let told = Told { title: &title, shown, agreed, signed };
        self.notes.extend(half_spoken(&content));
        let document = session_document(&content, &words, &told, &wish.date);
        hand_over(made, wish.out.as_deref(), "session", &document)
    }

    fn working(&mut self, pack: &Pack, rule: Rule, to: To) -> String {
        let raw = std::mem::take(&mut self.people)
            .into_iter()
            .filter_map(|(id, held)| Some((id, held.raw?)))
            .collect();
        let responses = Table::from_entries(raw);
        let base = self.session.take().unwrap_or_else(|| Session {
            pack_id: pack.id.clone(),
            pack_version: pack.version.clone(),
            ..Session::default()
        });
        let session = Session { rule, responses, ..base };
        match to {
            // `Wish::read` lets no report of single responses through.
            To::Json | To::Document(_) => session_v1::write_pretty(&session) + "\n",
            To::JsonLines => {
                let line = |(id, raw): (&ResponseId, &RawResponse)| {
                    format!("{}\n", session_v1::response_value(id, raw))
                };
                session.responses.iter().map(line).collect()
            }
            To::Csv => session_v1::csv(pack, &session),
        }
    }
}

fn too_few(rule: Rule) -> String {
    match rule {
        Rule::Anonymous(threshold) => {
            format!("Fewer than {} responses: nothing of them is shown.", threshold.get())
        }
        Rule::Open => "No response: nothing is shown.".into(),
    }
}

/// The ratings as text, to say which of two is kept whatever their order.
fn written(response: &Response) -> String {
    format!("{:?}{:?}", response.part, response.sheet())
}

/// The id of an assessment where it can be one of a response, else one made of it; without any, one made of where it stood, so that two people without ids are two.
fn id_of(assessment: &Assessment, at: &str) -> Option<ResponseId> {
    let made = |text: &str| {
        let mut hash = text.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        let mut id = "x".to_owned();
        for _ in 0..13 {
            id.extend(char::from_digit(u32::try_from(hash % 36).unwrap_or_default(), 36));
            hash /= 36;
        }
        ResponseId::parse(&id)
    };
    let given = ResponseId::parse(&assessment.id);
    let own = || if assessment.id.is_empty() { made(at) } else { made(&assessment.id) };
    given.or_else(own)
}

fn not_read(error: &SessionError, at: &str) -> String {
    match error {
        SessionError::TooLarge => format!("{at} is larger than 64 MB; is it the right file?"),
        SessionError::NotJson { line, column } => {
            format!(
                "{at} is no readable JSON: it breaks off at line {line}, column {column}. Use a copy that was saved whole."
            )
        }
        SessionError::NotSession => {
            format!("{at} is no working file of a session; choose one that was saved from Pomscope.")
        }
        SessionError::Newer { version } => {
            format!(
                "{at} was written by a newer Pomscope (format {version}); use that version or a later one."
            )
        }
    }
}

fn conflict_of(conflict: &Conflict, at: &str) -> String {
    let what = match conflict {
        Conflict::Title => "another name".to_owned(),
        Conflict::PackVersion => "another version of the pack".to_owned(),
        Conflict::Rule => "another threshold: the stricter holds".to_owned(),
        Conflict::Form => "another form".to_owned(),
        Conflict::HeadCounts => "other head counts: the larger hold".to_owned(),
        Conflict::Reveals => "other reveals: those of more people hold".to_owned(),
        Conflict::Response(id) => format!("other answers under the id {id}"),
        Conflict::Agreed(item) => format!("another agreed rating or dissent for {item}"),
        Conflict::Signed => "other names under what was agreed".to_owned(),
        Conflict::Other(key) => format!("something else under {key:?}"),
    };
    format!("{at} has {what}.")
}
