//! A pack together with its wording in one language, and the interface sentences: all that is shown, none of it decided here.

use crate::json::{Map, Value, parse};
use crate::lens::{Lens, Lenses};
use crate::pack::{Code, Fault, GroupId, ItemId, MetricId, Pack, PackKind, ThreadId};
use crate::table::Table;
use crate::text::Texts;
use crate::versions::History;

/// The most characters of a text of a pack that comes from outside.
const LONGEST_TEXT: usize = 4_000;

/// What a level is called and looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LevelWording {
    /// Its name.
    pub name: String,
    /// One sentence on what it looks like.
    pub text: String,
    /// The level as IT sees it.
    pub it: SideWording,
    /// The level as the business sees it.
    pub business: SideWording,
}

/// A level from one side; both empty where the pack does not tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideWording {
    /// How the level looks from there.
    pub looks: String,
    /// What that side does to move up; at the top level, to stay.
    pub up: String,
}

/// What a thread is called and how the quick check asks about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreadWording {
    /// Its name.
    pub name: String,
    /// One sentence on what it is about.
    pub about: String,
    /// The question of the quick check.
    pub question: String,
    /// One concrete probe.
    pub probe: String,
    /// Why the probe may lower the answer.
    pub probe_hint: String,
}

/// How a group is headed and what its state says of the organization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupWording {
    /// The heading of its screen.
    pub title: String,
    /// The sentence when it is in place.
    pub have: String,
    /// The sentence when it is what holds the thread back.
    pub lack: String,
}

/// How an item is put.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemWording {
    /// The statement.
    pub text: String,
    /// What would be seen if it were so.
    pub help: String,
    /// What to do, for the plan; empty for outcomes. In a lens what to do next where the item is weak.
    pub step: String,
}

/// How a metric is put.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricWording {
    /// What is counted.
    pub text: String,
    /// How to count it.
    pub help: String,
}

/// A pack's texts in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Language as a BCP 47 tag.
    pub lang: String,
    /// The pack's name.
    pub name: String,
    /// What it is about.
    pub subject: String,
    /// Whose model it is after.
    pub credit: String,
    /// Known limits.
    pub notes: Vec<String>,
    /// Sentences of the program in the pack's own words, by key (see [`crate::own_words`]); none for what comes with the program.
    pub own_words: Vec<(String, String)>,
    levels: Table<u8, LevelWording>,
    pub(crate) threads: Table<ThreadId, ThreadWording>,
    placement: Table<(ThreadId, u8), String>,
    pub(crate) groups: Table<GroupId, GroupWording>,
    pub(crate) items: Table<ItemId, ItemWording>,
    metrics: Table<MetricId, MetricWording>,
}

/// A pack, its wording and the interface sentences of one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// What is asked and scored.
    pub pack: Pack,
    /// How it is put.
    pub wording: Wording,
    /// The interface's sentences.
    pub texts: Texts,
    /// The lenses beside the block; none in the questions.
    pub lenses: Lenses,
    /// How many statements there are in all, the descriptive level's included; the pack of the questions does not hold them.
    pub statements: usize,
}

impl Content {
    /// Reads the content file of the questions: `{"interface", "pack", "wording", "statements"}`, of pack and wording no more than
    /// the quick check needs, whatever else there is.
    ///
    /// None where it does not hold together; what is wrong with it, tests and the command tell before it is shipped.
    #[must_use]
    pub fn of_questions(text: &str) -> Option<Self> {
        let value = parse(text).ok()?;
        let pack = Pack::head(value.get("pack")?)?;
        let wording = Wording::head(value.get("wording")?, &pack)?;
        let statements = value.get("statements").and_then(Value::as_u64).unwrap_or_default();
        Some(Self {
            pack,
            wording,
            texts: Texts::from_json(value.get("interface")?)?,
            lenses: Lenses::default(),
            statements: usize::try_from(statements).ok()?,
        })
    }

    /// Reads a list of content files, of which each adds to those before it: what the desk needs beyond the questions comes in a
    /// file of its own.
    #[must_use]
    pub fn from_json_list(text: &str) -> Option<Self> {
        let files = parse(text).ok()?.as_array().cloned()?;
        let whole = files.into_iter().fold(Value::Null, joined);
        let mut content =
            Self::from_parts(whole.get("interface")?, whole.get("pack")?, whole.get("wording")?)?;
        content.lenses = Lenses::from_json(whole.get("lenses").unwrap_or(&Value::Null))?;
        Some(content)
    }

    /// A pack of one's own with its wording: the program's sentences are put as the wording wants them.
    #[must_use]
    pub fn of_own(pack: Pack, wording: Wording, texts: &Texts, lenses: Lenses) -> Self {
        let texts = texts.with(&wording.own_words);
        let statements = pack.asked.len();
        Self { pack, wording, texts, lenses, statements }
    }

    /// Reads the three parts: interface catalogue, pack, wording.
    #[must_use]
    pub fn from_parts(interface: &Value, pack: &Value, wording: &Value) -> Option<Self> {
        let mut read = Pack::ours(pack)?;
        let (history, faults) = History::read(pack, &read);
        read.history = history;
        let wording = Wording::read::<false>(wording, &read).ok()?;
        let statements = read.asked.len();
        let texts = Texts::from_json(interface)?;
        faults.is_empty().then_some(Self {
            pack: read,
            wording,
            texts,
            lenses: Lenses::default(),
            statements,
        })
    }
}

impl Content {
    /// The same for a lens of it, which is then what is asked; none where it has no lens of this id.
    #[must_use]
    pub fn asking(&self, lens: &str) -> Option<Self> {
        let Lens { pack, wording, .. } = self.lenses.find(lens)?;
        let (texts, lenses) = (self.texts.clone(), self.lenses.clone());
        let statements = pack.asked.len();
        Some(Self { pack: pack.clone(), wording: wording.clone(), texts, lenses, statements })
    }
}

impl Wording {
    /// Reads the wording of a pack.
    ///
    /// # Errors
    /// Every missing text and every text for something that the pack does not hold.
    pub fn from_json(value: &Value, pack: &Pack) -> Result<Self, Vec<Fault>> {
        match pack.kind {
            PackKind::Block => Self::read::<true>(value, pack),
            PackKind::Lens => Self::of_lens::<true>(value, pack),
        }
    }

    /// Reads the wording of a lens.
    pub(crate) fn of_lens<const TELLS: bool>(value: &Value, pack: &Pack) -> Result<Self, Vec<Fault>> {
        let mut reader =
            Reader::<'_, TELLS> { root: value, part: Part::Whole, faulty: false, faults: Vec::new() };
        let wording = reader.lens(pack);
        if !reader.faulty { Ok(wording) } else { Err(reader.faults) }
    }

    /// Reads what the quick check shows.
    fn head(value: &Value, pack: &Pack) -> Option<Self> {
        let mut reader =
            Reader::<'_, false> { root: value, part: Part::Head, faulty: false, faults: Vec::new() };
        let wording = reader.quick(pack)?;
        (!reader.faulty).then_some(wording)
    }

    fn read<const TELLS: bool>(value: &Value, pack: &Pack) -> Result<Self, Vec<Fault>> {
        let mut reader =
            Reader::<'_, TELLS> { root: value, part: Part::Whole, faulty: false, faults: Vec::new() };
        let wording = reader.wording(pack);
        if !reader.faulty { Ok(wording) } else { Err(reader.faults) }
    }

    /// The texts of a level; empty for a level that the pack does not have.
    #[must_use]
    pub fn level(&self, number: u8) -> LevelWording {
        self.levels.get(&number).cloned().unwrap_or_default()
    }

    /// The name of a level.
    #[must_use]
    pub fn level_name(&self, number: u8) -> &str {
        self.levels.get(&number).map_or("", |level| &level.name)
    }

    /// The texts of a thread.
    #[must_use]
    pub fn thread(&self, id: &ThreadId) -> ThreadWording {
        self.threads.get(id).cloned().unwrap_or_default()
    }

    /// The name of a thread.
    #[must_use]
    pub fn thread_name(&self, id: &ThreadId) -> &str {
        self.threads.get(id).map_or("", |thread| &thread.name)
    }

    /// The quick check's description of a thread at a level.
    #[must_use]
    pub fn placement(&self, thread: &ThreadId, level: u8) -> &str {
        self.placement.get(&(thread.clone(), level)).map_or("", String::as_str)
    }

    /// The texts of a group.
    #[must_use]
    pub fn group(&self, id: &GroupId) -> GroupWording {
        self.groups.get(id).cloned().unwrap_or_default()
    }

    /// The texts of an item; an item with sameAs has none of its own.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> ItemWording {
        self.items.get(id).cloned().unwrap_or_default()
    }

    /// The texts of a metric.
    #[must_use]
    pub fn metric(&self, id: &MetricId) -> MetricWording {
        self.metrics.get(id).cloned().unwrap_or_default()
    }
}

/// Two values as one: the entries of both where they are objects, else the later.
fn joined(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(mut one), Value::Object(other)) => {
            for (key, value) in other {
                let value = match one.remove(&key) {
                    Some(there) => joined(there, value),
                    None => value,
                };
                one.insert(key, value);
            }
            Value::Object(one)
        }
        (_, other) => other,
    }
}

/// How much of a wording is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What the quick check shows; the rest comes with the desk.
    Head,
    /// All of it.
    Whole,
}

pub(crate) struct Reader<'a, const TELLS: bool> {
    pub(crate) root: &'a Value,
    part: Part,
    faulty: bool,
    faults: Vec<Fault>,
}

impl<const TELLS: bool> Reader<'_, TELLS> {
    /// The place in parts, since putting it together is work for nothing where it is not told.
    pub(crate) fn fault(&mut self, code: Code, place: &[&str], what: impl FnOnce() -> String) {
        self.faulty = true;
        if TELLS {
            self.faults.push(Fault::under(code, place, what()));
        }
    }

    pub(crate) fn text(&mut self, value: Option<&Value>, place: &[&str]) -> String {
        match value.and_then(Value::as_str) {
            Some(text) if TELLS && text.len() > LONGEST_TEXT && text.chars().count() > LONGEST_TEXT => {
                self.fault(Code::LongText, place, || {
                    format!("the text is longer than {LONGEST_TEXT} characters; shorten it")
                });
                String::new()
            }
            Some(text) if !text.trim().is_empty() => text.to_owned(),
            _ => {
                self.fault(Code::MissingText, place, || "the text is missing; write one".into());
                String::new()
            }
        }
    }

    /// The language as a tag.
    fn lang(&mut self) -> String {
        let lang = self.text(self.root.get("lang"), &["lang"]);
        let tag = |text: &str| {
            text.len() <= 35
                && text.split('-').all(|part| {
                    (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
                })
        };
        if TELLS && !lang.is_empty() && !tag(&lang) {
            self.fault(Code::BadLanguage, &["lang"], || {
                "the language is no tag; write one such as en, de or pt-BR".into()
            });
        }
        lang
    }

    /// A text that only the desk shows.
    fn desk_text(&mut self, value: Option<&Value>, place: &[&str]) -> String {
        if self.part == Part::Head { String::new() } else { self.text(value, place) }
    }

    /// A level from one side: all of it where the pack tells of sides, else nothing.
    fn level_side(&mut self, sides: Option<&Value>, side: &str, level: &str) -> SideWording {
        if self.part == Part::Head || sides.is_none() {
            return SideWording::default();
        }
        let value = sides.and_then(|sides| sides.get(side));
        SideWording {
            looks: self.text(value.and_then(|v| v.get("looks")), &["levels", level, "sides", side, "looks"]),
            up: self.text(value.and_then(|v| v.get("up")), &["levels", level, "sides", side, "up"]),
        }
    }

    /// The object under `section`, with a fault for every key that the pack does not hold.
    pub(crate) fn section(&mut self, section: &str, known: &dyn Fn(&str) -> bool) -> Map {
        let object = self.root.get(section).and_then(Value::as_object).cloned().unwrap_or_default();
        for key in object.keys().filter(|key| !known(key)) {
            self.fault(Code::TextOfNothing, &[section, key], || {
                "the pack holds nothing of this id; remove the text or mend the id".into()
            });
        }
        object
    }

    /// The top of the file: what it is a wording of, and what the whole is called; none where it is no wording.
    pub(crate) fn head(&mut self, pack: &Pack) -> Option<Wording> {
        let root = self.root;
        if root.get("format").and_then(Value::as_str) != Some("pomscope-wording") {
            self.fault(Code::NotWording, &["format"], || {
                "this is no wording: \"format\" must be \"pomscope-wording\"".into()
            });
            return None;
        }
        if root.get("formatVersion").and_then(Value::as_u64) != Some(1) {
            self.fault(Code::WordingFormat, &["formatVersion"], || "must be 1".into());
        }
        if root.get("pack").and_then(Value::as_str) != Some(&pack.id) {
            self.fault(Code::OtherPack, &["pack"], || format!("must name the pack {}", pack.id));
        }
        if root.get("version").and_then(Value::as_str) != Some(&pack.version) {
            self.fault(Code::OtherVersion, &["version"], || {
                format!("must be the pack's version {}", pack.version)
            });
        }
        let mut wording = Wording {
            lang: self.lang(),
            name: self.text(root.get("name"), &["name"]),
            subject: self.desk_text(root.get("subject"), &["subject"]),
            credit: self.text(root.get("credit"), &["credit"]),
            ..Wording::default()
        };
        let notes = root.get("notes").and_then(Value::as_array).into_iter().flatten();
        for (at, note) in notes.enumerate() {
            let at = if TELLS { at.to_string() } else { String::new() };
            let note = self.text(Some(note), &["notes", &at]);
            wording.notes.push(note);
        }
        if TELLS {
            if root.get("notes").is_some_and(|notes| notes.as_array().is_none()) {
                self.fault(Code::NotList, &["notes"], || "\"notes\" must be a list in brackets".into());
            }
            let (own, faults) = crate::own_words::read(root);
            wording.own_words = own;
            self.faulty |= !faults.is_empty();
            self.faults.extend(faults);
        }
        Some(wording)
    }

    /// Names, levels, and what the quick check asks.
    fn quick(&mut self, pack: &Pack) -> Option<Wording> {
        let mut wording = self.head(pack)?;
        let levels =
            self.section("levels", &|key| pack.levels.iter().any(|level| level.number.to_string() == key));
        let threads =
            self.section("threads", &|key| pack.threads.iter().any(|thread| thread.as_str() == key));
        let placement =
            self.section("placement", &|key| pack.threads.iter().any(|thread| thread.as_str() == key));
        for level in &pack.levels {
            let key = level.number.to_string();
            let at = |field| ["levels", &key, field];
            let value = levels.get(&key);
            let sides = value.and_then(|v| v.get("sides"));
            let texts = LevelWording {
                name: self.text(value.and_then(|v| v.get("name")), &at("name")),
                text: self.desk_text(value.and_then(|v| v.get("text")), &at("text")),
                it: self.level_side(sides, "it", &key),
                business: self.level_side(sides, "business", &key),
            };
            wording.levels.insert(level.number, texts);
        }
        for thread in &pack.threads {
            let at = |field| ["threads", thread.as_str(), field];
            let value = threads.get(thread.as_str());
            let texts = ThreadWording {
                name: self.text(value.and_then(|v| v.get("name")), &at("name")),
                about: self.desk_text(value.and_then(|v| v.get("about")), &at("about")),
                question: self.text(value.and_then(|v| v.get("question")), &at("question")),
                probe: self.text(value.and_then(|v| v.get("probe")), &at("probe")),
                probe_hint: self.text(value.and_then(|v| v.get("probeHint")), &at("probeHint")),
            };
            wording.threads.insert(thread.clone(), texts);
            for level in &pack.levels {
                let key = level.number.to_string();
                let value = placement.get(thread.as_str()).and_then(|v| v.get(&key));
                let text = self.text(value, &["placement", thread.as_str(), &key]);
                wording.placement.insert((thread.clone(), level.number), text);
            }
        }
        Some(wording)
    }

    fn wording(&mut self, pack: &Pack) -> Wording {
        let Some(mut wording) = self.quick(pack) else { return Wording::default() };
        let groups = self.section("groups", &|key| pack.groups.iter().any(|group| group.id.as_str() == key));
        let items = self.section("items", &|key| pack.slot(key).is_some());
        let metrics =
            self.section("metrics", &|key| pack.metrics.iter().any(|metric| metric.id.as_str() == key));
        for group in &pack.groups {
            let at = |field| ["groups", group.id.as_str(), field];
            let value = groups.get(group.id.as_str());
            let title = self.text(value.and_then(|v| v.get("title")), &at("title"));
            let mut texts = GroupWording { title, ..GroupWording::default() };
            if !group.level.descriptive {
                texts.have = self.text(value.and_then(|v| v.get("have")), &at("have"));
                texts.lack = self.text(value.and_then(|v| v.get("lack")), &at("lack"));
            }
            wording.groups.insert(group.id.clone(), texts);
        }
        for item in &pack.asked {
            let at = |field| ["items", item.id.as_str(), field];
            let value = items.get(item.id.as_str());
            let mut texts = ItemWording {
                text: self.text(value.and_then(|v| v.get("text")), &at("text")),
                help: self.text(value.and_then(|v| v.get("help")), &at("help")),
                step: String::new(),
            };
            if item.kind == crate::pack::Kind::Practice && !item.descriptive {
                texts.step = self.text(value.and_then(|v| v.get("step")), &at("step"));
            }
            wording.items.insert(item.id.clone(), texts);
        }
        for metric in &pack.metrics {
            let at = |field| ["metrics", metric.id.as_str(), field];
            let value = metrics.get(metric.id.as_str());
            let texts = MetricWording {
                text: self.text(value.and_then(|v| v.get("text")), &at("text")),
                help: self.text(value.and_then(|v| v.get("help")), &at("help")),
            };
            wording.metrics.insert(metric.id.clone(), texts);
        }
        wording
    }
}
