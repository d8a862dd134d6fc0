//! A pack of one's own, from its folder, its file or a bundle, with all that is wrong with it; what it is used for stands with each subcommand.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use pomscope_core::bundle::{BUNDLE_FORMAT, Bundle, wording_of};
use pomscope_core::content::{Content, Wording};
use pomscope_core::fault::Code;
use pomscope_core::json::Value;
use pomscope_core::kit::{Kit, Prompts};
use pomscope_core::pack::{Pack, PackKind};
use pomscope_core::style;
use pomscope_core::text::Texts;

use crate::diagnose::{self, Diagnostic, Source};
use crate::embedded::{self, Embedded};
use crate::input;

/// What was read, and what stands out.
#[derive(Default)]
pub struct Read {
    /// Faults and warnings, in the order of the files and of their lines.
    pub diagnostics: Vec<Diagnostic>,
    /// The pack, where its structure is sound.
    pub pack: Option<Pack>,
    /// Its JSON.
    pub value: Value,
    /// The wordings that are sound, by language.
    pub wordings: Vec<(Wording, Value)>,
    /// The prompts that are sound, by language.
    pub prompts: Vec<(String, Prompts)>,
    /// The languages that there are files of, sound or not.
    pub languages: Vec<String>,
    /// Whether it was a bundle.
    pub bundled: bool,
}

/// Reads the pack in a folder, a file with its wordings beside it, or a bundle.
///
/// # Errors
/// A sentence where it cannot be opened or is nothing of the kind.
pub fn read(from: &OsStr) -> Result<Read, String> {
    let path = Path::new(from);
    let file = if from != "-" && path.is_dir() { path.join("pack.json") } else { path.to_owned() };
    if file != path && !file.exists() {
        return Err(format!("{} holds no pack.json; name the file of a pack.", path.display()));
    }
    if from != "-" && !file.exists() {
        return Err(diagnose::no_such_pack(&input::name(from)));
    }
    let mut read = Read::default();
    match diagnose::open(file.as_os_str()) {
        Err(told) if told.order() == (0, 0) => return Err(told.sentence()),
        Err(told) => read.diagnostics.push(*told),
        Ok((source, value, twice)) => {
            read.diagnostics.extend(twice);
            match value.get("format").and_then(Value::as_str) {
                Some(BUNDLE_FORMAT) => read.bundle(&source, &value),
                Some("pomscope-wording" | "pomscope-prompts" | "pomscope-assessment") => {
                    return Err(format!("{} is no pack; name its pack.json.", source.shown));
                }
                _ => read.pack(&source, value, &file),
            }
        }
    }
    Ok(read)
}

impl Read {
    /// Whether it can be used.
    pub fn is_sound(&self) -> bool {
        self.pack.is_some() && !self.diagnostics.iter().any(Diagnostic::is_fault)
    }

    fn bundle(&mut self, source: &Source, value: &Value) {
        self.bundled = true;
        let start = self.diagnostics.len();
        let parts = value.get("wordings").and_then(Value::as_object).into_iter().flatten();
        self.languages = parts.map(|(lang, _)| lang.clone()).collect();
        match Bundle::from_json(value) {
            Err(faults) => {
                self.diagnostics.extend(faults.into_iter().map(|fault| source.tell(fault, &[])));
                let part = |key: &str| value.get(key).cloned().unwrap_or_default();
                let keys = style::pack_keys(&part("pack"));
                self.diagnostics.extend(keys.into_iter().map(|note| source.tell(note, &["pack"])));
                for (lang, value) in part("wordings").as_object().into_iter().flatten() {
                    let keys = style::wording_keys(value);
                    self.diagnostics
                        .extend(keys.into_iter().map(|note| source.tell(note, &["wordings", lang])));
                }
                self.pack = value.get("pack").and_then(|value| Pack::from_json(value).ok());
            }
            Ok(bundle) => {
                self.value = value.get("pack").cloned().unwrap_or_default();
                let of = |lang: &str| value.get("wordings").and_then(|all| all.get(lang)).cloned();
                self.wordings = bundle
                    .wordings
                    .into_iter()
                    .map(|wording| {
                        let value = of(&wording.lang).unwrap_or_default();
                        (wording, value)
                    })
                    .collect();
                let noted = style::pack(&self.value, &bundle.pack);
                self.diagnostics.extend(noted.into_iter().map(|note| source.tell(note, &["pack"])));
                let values: Vec<&Value> = self.wordings.iter().map(|(_, value)| value).collect();
                let between = style::between(&values);
                for (at, (wording, value)) in self.wordings.iter().enumerate() {
                    let mut noted = style::wording(value, wording, &bundle.pack);
                    noted.extend(between.iter().filter(|(of, _)| *of == at).map(|(_, note)| note.clone()));
                    let part = ["wordings", wording.lang.as_str()];
                    self.diagnostics.extend(noted.into_iter().map(|note| source.tell(note, &part)));
                }
                self.pack = Some(bundle.pack);
            }
        }
        self.in_order(start);
    }

    fn pack(&mut self, source: &Source, value: Value, file: &Path) {
        let start = self.diagnostics.len();
        match Pack::from_json(&value) {
            Err(faults) => {
                let told = faults.into_iter().chain(style::pack_keys(&value));
                self.diagnostics.extend(told.map(|fault| source.tell(fault, &[])));
                self.in_order(start);
                return;
            }
            Ok(pack) => {
                let noted = style::pack(&value, &pack);
                self.diagnostics.extend(noted.into_iter().map(|note| source.tell(note, &[])));
                self.pack = Some(pack);
            }
        }
        self.value = value;
        self.in_order(start);
        if file.as_os_str() != "-" {
            self.beside(file);
        }
        if self.languages.is_empty() {
            self.diagnostics.push(Diagnostic::of_file(Code::Unworded, &source.shown));
        }
    }

    /// The wordings of the pack in the folder of `file`, and its prompts in the folder `kit` there.
    fn beside(&mut self, file: &Path) {
        let Some(pack) = self.pack.clone() else { return };
        let mut sources: Vec<(Source, usize)> = Vec::new();
        for (path, lang) in languages(file.parent(), file.file_name()) {
            let (source, value, twice) = match diagnose::open(path.as_os_str()) {
                Ok(opened) => opened,
                // A broken file cannot say what it is; its name can: en, de-CH.
                Err(told) if looks_like_a_language(&lang) => {
                    self.diagnostics.push(*told);
                    self.languages.push(lang);
                    continue;
                }
                Err(_) => continue,
            };
            let says = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
            if says("format") != "pomscope-wording" || says("pack") != pack.id {
                continue;
            }
            let start = self.diagnostics.len();
            self.diagnostics.extend(twice);
            match wording_of(&self.value, &pack, &value) {
                Err(faults) => {
                    let told = faults.into_iter().chain(style::wording_keys(&value));
                    self.diagnostics.extend(told.map(|fault| source.tell(fault, &[])));
                    self.in_order(start);
                    self.languages.push(lang);
                }
                Ok(wording) => {
                    if self.wordings.iter().any(|(other, _)| other.lang == wording.lang) {
                        let what = format!(
                            "another wording beside the pack is in {:?} too; remove one, or mend \"lang\"",
                            wording.lang
                        );
                        let fault = pomscope_core::fault::Fault::under(Code::OtherLanguage, &["lang"], what);
                        self.diagnostics.push(source.tell(fault, &[]));
                        continue;
                    }
                    let noted = style::wording(&value, &wording, &pack);
                    self.diagnostics.extend(noted.into_iter().map(|note| source.tell(note, &[])));
                    self.in_order(start);
                    self.languages.push(wording.lang.clone());
                    sources.push((source, self.wordings.len()));
                    self.wordings.push((wording, value));
                }
            }
        }
        let values: Vec<&Value> = self.wordings.iter().map(|(_, value)| value).collect();
        for (at, note) in style::between(&values) {
            if let Some((source, _)) = sources.iter().find(|(_, of)| *of == at) {
                self.diagnostics.push(source.tell(note, &[]));
            }
        }
        let kit = file.with_file_name("kit");
        for (path, lang) in languages(Some(&kit), None) {
            match diagnose::open(path.as_os_str()) {
                Err(told) => self.diagnostics.push(*told),
                Ok((source, value, twice)) => {
                    self.diagnostics.extend(twice);
                    match Prompts::from_json(&value, &pack) {
                        Ok(prompts) => self.prompts.push((lang, prompts)),
                        Err(faults) => {
                            self.diagnostics.extend(faults.into_iter().map(|fault| source.tell(fault, &[])));
                        }
                    }
                }
            }
        }
    }

    fn in_order(&mut self, start: usize) {
        if let Some(part) = self.diagnostics.get_mut(start..) {
            part.sort_by_key(Diagnostic::order);
        }
    }
}

/// The JSON files of a folder but one, by name, with what stands before their ending.
fn languages(folder: Option<&Path>, but: Option<&OsStr>) -> Vec<(PathBuf, String)> {
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut found: Vec<(PathBuf, String)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| folder.join(entry.file_name()))
        .filter(|path| path.extension() == Some(OsStr::new("json")) && path.file_name() != but)
        .filter_map(|path| {
            let lang = path.file_stem()?.to_str()?.to_owned();
            Some((path, lang))
        })
        .collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    let bare = |path: &Path| path.strip_prefix(".").map_or(path.to_owned(), Path::to_owned);
    found.into_iter().map(|(path, lang)| (bare(&path), lang)).collect()
}

fn looks_like_a_language(name: &str) -> bool {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase()) && parts.all(letters)
}

/// The pack that a subcommand works with.
pub enum Given {
    /// One that the program carries.
    Inside(&'static Embedded),
    /// One of one's own, whole and sound.
    Own(Box<Read>),
}

impl Given {
    /// The pack that `--pack` names, a file, a folder, a bundle or an id; without it the one of this id that the program carries.
    ///
    /// # Errors
    /// What is wrong with it, line by line.
    pub fn find(named: Option<&OsStr>, id: &str) -> Result<Self, Vec<String>> {
        let Some(named) = named else {
            let inside = embedded::find(id);
            return inside.map(Self::Inside).ok_or_else(|| vec![crate::score::unknown_pack(id)]);
        };
        let given = Self::block(named)?;
        let own = given.id()?;
        if own == id {
            Ok(given)
        } else {
            Err(vec![format!(
                "The file answers the pack {id:?}, and --pack names {own:?}; name the one that it answers."
            )])
        }
    }

    /// The pack that `--pack` names.
    ///
    /// # Errors
    /// What is wrong with it, line by line.
    pub fn named(named: &OsStr) -> Result<Self, Vec<String>> {
        if let Some(inside) = named.to_str().and_then(embedded::find_any) {
            return Ok(Self::Inside(inside));
        }
        if named == "-" {
            return Err(vec![
                "A pack is not read from standard input; name its file, its folder or a bundle.".into(),
            ]);
        }
        let read = read(named).map_err(|sentence| vec![sentence])?;
        if read.is_sound() {
            if read.wordings.is_empty() {
                return Err(vec![format!(
                    "No wording of {} stands beside it; put one there, such as en.json.",
                    input::name(named)
                )]);
            }
            return Ok(Self::Own(Box::new(read)));
        }
        Err(refused(&read, &input::name(named)))
    }

    /// The block that `--pack` names.
    ///
    /// # Errors
    /// What is wrong with it, and that it is a lens.
    pub fn block(named: &OsStr) -> Result<Self, Vec<String>> {
        let given = Self::named(named)?;
        let pack = given.pack().map_err(|sentence| vec![sentence])?;
        match pack.kind {
            PackKind::Block => Ok(given),
            PackKind::Lens => Err(vec![format!(
                "{} is a lens, which is answered beside a block; name a block.",
                input::name(named)
            )]),
        }
    }

    fn id(&self) -> Result<String, Vec<String>> {
        self.pack().map(|pack| pack.id).map_err(|sentence| vec![sentence])
    }

    /// Its structure.
    ///
    /// # Errors
    /// That the program is damaged.
    pub fn pack(&self) -> Result<Pack, String> {
        match self {
            Self::Inside(embedded) => embedded.structure().map_err(|_| {
                format!("The pack {} inside this program is damaged; install Pomscope again.", embedded.id)
            }),
            Self::Own(own) => own.pack.clone().ok_or_else(|| "The pack could not be read.".into()),
        }
    }

    /// The language to speak: the one asked for, else English, else the pack's first.
    pub fn language(&self, asked: Option<&str>) -> String {
        match (asked, self) {
            (Some(asked), _) => asked.to_owned(),
            (None, Self::Inside(_)) => "en".into(),
            (None, Self::Own(own)) => {
                let langs = || own.wordings.iter().map(|(wording, _)| wording.lang.as_str());
                langs().find(|lang| *lang == "en").or(langs().next()).unwrap_or("en").to_owned()
            }
        }
    }

    /// With its wording and the interface's sentences in a language: English ones where the program does not speak that of a pack of one's own.
    ///
    /// # Errors
    /// That there is no such language, with those there are.
    pub fn content(&self, asked: Option<&str>) -> Result<Content, String> {
        let lang = self.language(asked);
        match self {
            Self::Inside(embedded) => embedded.content(&lang).ok_or_else(|| {
                format!("This Pomscope does not speak {lang:?}; there is {}.", embedded.languages())
            }),
            Self::Own(own) => {
                let (wording, _) =
                    own.wordings.iter().find(|(wording, _)| wording.lang == lang).ok_or_else(|| {
                        let there: Vec<&str> =
                            own.wordings.iter().map(|(wording, _)| wording.lang.as_str()).collect();
                        format!("The pack has no wording in {lang:?}; there is {}.", there.join(", "))
                    })?;
                let texts = embedded::interface(&lang);
                let lenses = embedded::lenses(&lang);
                Ok(Content::of_own(self.pack()?, wording.clone(), &texts, lenses))
            }
        }
    }

    /// All that the facilitator's kit is made from.
    ///
    /// # Errors
    /// As for [`Given::content`].
    pub fn kit(&self, asked: Option<&str>) -> Result<Kit, String> {
        let content = self.content(asked)?;
        let lang = self.language(asked);
        Ok(match self {
            Self::Inside(embedded) => {
                let prompts = embedded.prompts(&lang, &content.pack);
                Kit { prompts, texts: embedded::kit(&lang), content, beside: Default::default() }
            }
            Self::Own(own) => {
                let prompts =
                    own.prompts.iter().find(|(other, _)| *other == lang).map(|(_, prompts)| prompts.clone());
                let prompts = prompts.unwrap_or_default();
                Kit { prompts, texts: embedded::kit(&lang), content, beside: Default::default() }
            }
        })
    }

    /// All that the result of a session is told with.
    ///
    /// # Errors
    /// As for [`Given::content`].
    pub fn session(&self, asked: Option<&str>) -> Result<(Content, Texts), String> {
        let content = self.content(asked)?;
        Ok((content, embedded::session(&self.language(asked))))
    }
}

/// The faults of a pack as lines, with the count at the end.
pub fn refused(read: &Read, shown: &str) -> Vec<String> {
    let faults: Vec<Diagnostic> = read.diagnostics.iter().filter(|told| told.is_fault()).cloned().collect();
    let (count, _) = diagnose::counted(&faults);
    let mut lines: Vec<String> = faults.iter().take(diagnose::MOST_TOLD).map(Diagnostic::lines).collect();
    lines.push(format!("{shown} has {count}; mend them first."));
    lines
}

/// That the program's own sentences are not there in the language of a pack's texts.
pub fn half_spoken(content: &Content) -> Option<String> {
    let lang = &content.wording.lang;
    (!embedded::speaks(lang)).then(|| {
        format!("This Pomscope does not speak {lang:?}: the questionnaire's texts are in it, all others in English.")
    })
}
