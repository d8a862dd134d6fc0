//! A group's result as a document: sentences, tables and figures of what may be shown of it; what may be is decided in `group`, and no answer is read here.

mod lens;

pub use lens::{answer_key, next_steps, side_texts};

use crate::answers::Rating;
use crate::content::Content;
use crate::group::{
    Agreed, Consensus, Contrast, ItemOf, PartOf, Reading, Reason, Rule, Shown, ShownItem, Signed, Topic,
    Weight, Whose, agreed_profile,
};
use crate::pack::{Asked, ItemId, PackKind, ThreadId};
use crate::report::document::{
    Block, CoverPage, Document, Figure, List, ListItem, ListKind, Paragraph, Section, Start, Voice,
};
use crate::report::drawing::{Drawing, Ink};
use crate::report::session_pictures::{Fill, Melon, Pair, Piece, Strip, melons, pairs, strips};
use crate::report::{Column, Fact, Row, Table, page_words};
use crate::text::Texts;

/// What is told of a session.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The title; may be empty.
    pub title: &'a str,
    /// What may be shown of the answers.
    pub shown: &'a Shown,
    /// What was agreed after them, by item; may be empty.
    pub agreed: &'a crate::table::Table<ItemId, Agreed>,
    /// Who stands for it; none where nobody can.
    pub signed: Option<&'a Signed>,
}

/// The result of a session, from `content` and the sentences of `content/session/`; `today` is a date, `YYYY-MM-DD`, or empty, and then no date is told.
///
/// Of the answers it holds what is in [`Shown`] and nothing else (METHOD section 9); where something is not shown it says so.
#[must_use]
pub fn session_document(content: &Content, words: &Texts, told: &Told<'_>, today: &str) -> Document {
    let page = Page { content, words, shown: told.shown };
    let (wording, texts) = (&content.wording, &content.texts);
    let title =
        if told.title.trim().is_empty() { page.get("session.untitled") } else { told.title.to_owned() };
    let mut sections = vec![page.result(), page.seen()];
    if told.shown.result(Whose::Combined).is_some() {
        sections.push(page.threads());
        sections.extend(page.beside());
        sections.extend([page.talk(), page.melons(), page.consensus()]);
    }
    sections.extend(page.agreed(told.agreed, told.signed));
    if told.shown.result(Whose::Combined).is_some() {
        sections.push(page.statements());
    }
    sections.push(page.method());
    let about = if today.is_empty() {
        page.get("session.about")
    } else {
        page.fill("session.about.date", [("date", texts.date(today))])
    };
    let made = texts.fill(
        "report.cover.made",
        &[("pack", wording.name.clone()), ("version", content.pack.version.clone())],
    );
    let cover = CoverPage {
        mark: texts.get("report.mark").to_owned(),
        over: wording.name.clone(),
        title: title.clone(),
        about,
        facts: page.facts(),
        made: vec![made, wording.credit.clone()],
        ..CoverPage::default()
    };
    Document {
        lang: wording.lang.clone(),
        title: texts.pair(&title, &wording.name),
        subject: wording.subject.clone(),
        date: today.to_owned(),
        cover,
        sections,
        words: page_words(texts),
        ..Document::default()
    }
}

/// One statement to talk about, as it is put on the wall.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicPage {
    /// "Prioritization, level 3".
    pub place: String,
    /// The statement; one for each side where they are asked in words of their own.
    pub statements: Vec<String>,
    /// Why it is to be talked about.
    pub why: String,
    /// Who answered how, as a picture.
    pub figure: Block,
    /// The same as a table.
    pub table: Block,
}

/// The topic at this position of [`Shown::topics`]; none beyond the last.
#[must_use]
pub fn topic_page(content: &Content, words: &Texts, shown: &Shown, at: usize) -> Option<TopicPage> {
    let page = Page { content, words, shown };
    let topic = shown.topics().get(at)?;
    let (asked, item) = page.asked(&topic.item)?;
    let [figure, table] = page.distribution(&(at + 1).to_string(), asked, item);
    Some(TopicPage {
        place: page.place(asked),
        statements: match asked.per_side {
            true => side_texts(content, asked).to_vec(),
            false => vec![page.statement(asked)],
        },
        why: format!("{} {}", page.reason(topic), page.why(topic, item)),
        figure,
        table,
    })
}

/// The watermelons that are drawn; the table has all.
const DRAWN: usize = 6;

/// All answers in the order in which they are counted; none stands for unanswered.
const ANSWERS: [Option<Rating>; 8] = [
    Some(Rating::Not),
    Some(Rating::Partly),
    Some(Rating::Largely),
    Some(Rating::Fully),
    Some(Rating::Beyond),
    Some(Rating::Unknown),
    Some(Rating::NotApplicable),
    None,
];

struct Page<'a> {
    content: &'a Content,
    words: &'a Texts,
    shown: &'a Shown,
}

impl Page<'_> {
    fn get(&self, key: &str) -> String {
        self.words.get(&self.key(key)).to_owned()
    }

    fn fill<const N: usize>(&self, key: &str, values: [(&str, String); N]) -> String {
        self.words.fill(&self.key(key), &values)
    }

    /// The key of a sentence: where it is put otherwise of a lens, it stands under the same with `.lens` at its end.
    fn key(&self, key: &str) -> String {
        if self.is_lens() {
            let own = format!("{key}.lens");
            let other = format!("{own}#other");
            if self.words.get(&own) != own || self.words.get(&other) != other {
                return own;
            }
        }
        key.to_owned()
    }

    fn is_lens(&self) -> bool {
        self.content.pack.kind == PackKind::Lens
    }

    fn texts(&self) -> &Texts {
        &self.content.texts
    }

    /// A score on the scale of levels; an index in percent.
    fn score(&self, value: f64) -> String {
        if self.is_lens() { self.texts().percent(value) } else { self.texts().score(value) }
    }

    /// A part's name at the head of a row or a column.
    fn name(&self, whose: Whose) -> String {
        self.get(match whose {
            Whose::It => "session.part.it",
            Whose::Business => "session.part.business",
            Whose::Neither => "session.part.neither",
            Whose::Combined => "session.part.combined",
        })
    }

    /// A part's name within a sentence.
    fn within(&self, whose: Whose) -> String {
        self.get(match whose {
            Whose::It => "session.part.it",
            Whose::Business => "session.part.business.within",
            Whose::Neither => "session.part.neither.within",
            Whose::Combined => "session.part.combined.within",
        })
    }

    /// The parts that have a column: the two sides always, those who are neither where there are some.
    fn columns(&self) -> impl Iterator<Item = Whose> {
        let people = self.shown.people(Whose::Neither);
        Whose::ALL.into_iter().filter(move |whose| *whose != Whose::Neither || people > 0)
    }

    /// The least number of people of whom something is shown.
    fn k(&self) -> Option<u32> {
        match self.shown.rule() {
            Rule::Anonymous(threshold) => Some(threshold.get()),
            Rule::Open => None,
        }
    }

    /// "Goals, level 3".
    fn place(&self, asked: &Asked) -> String {
        let Some(group) = self.content.pack.groups.get(asked.group) else { return String::new() };
        let thread = self.content.wording.thread_name(&group.thread).to_owned();
        if self.is_lens() {
            return thread;
        }
        self.texts().fill("report.place", &[("thread", thread), ("level", group.level.number.to_string())])
    }

    /// The statement; where each side is asked in its own words, both.
    fn statement(&self, asked: &Asked) -> String {
        if asked.per_side {
            return side_texts(self.content, asked).join(" ");
        }
        self.content.wording.item(&asked.id).text
    }

    /// The statement, a new line, "Goals, level 3".
    fn placed(&self, asked: &Asked) -> String {
        format!("{}\n{}", self.statement(asked), self.place(asked))
    }

    fn asked(&self, item: &ItemId) -> Option<(&Asked, &ShownItem)> {
        let asked = self.content.pack.asked_item(item.as_str())?;
        Some((asked, self.shown.items().iter().find(|shown| shown.item() == item)?))
    }

    fn answer(&self, asked: &Asked, rating: Option<Rating>) -> String {
        match rating {
            Some(rating) => self.texts().get(&answer_key(&self.content.pack, asked, rating)).to_owned(),
            None => self.texts().get("rating.none").to_owned(),
        }
    }

    fn letter(&self, rating: Option<Rating>) -> String {
        let scale = self.content.pack.scale.as_str();
        match rating {
            None => self.get("session.letter.none"),
            Some(rating @ (Rating::Beyond | Rating::Unknown | Rating::NotApplicable)) => {
                self.get(&format!("session.letter.{}", rating.as_str()))
            }
            Some(rating) => self.get(&format!("session.letter.{scale}.{}", rating.as_str())),
        }
    }

    /// What stands in the place of a value that is not shown; where everyone agreed that all is shown, nobody gave one.
    fn hidden(&self) -> String {
        self.get(match self.shown.rule() {
            Rule::Anonymous(_) => "session.notShown",
            Rule::Open => "session.noAnswer",
        })
    }

    /// A value of a part of the whole, or why there is none.
    fn of_part(&self, whose: Whose, value: impl Fn(&PartOf) -> Option<String>) -> String {
        match self.shown.result(whose) {
            Some(part) => value(part).unwrap_or_else(|| self.hidden()),
            None if self.shown.people(whose) == 0 => self.get("session.nobody"),
            None => self.hidden(),
        }
    }

    fn mean(&self, of: Option<&ItemOf>) -> String {
        match of {
            None => self.hidden(),
            Some(of) => {
                of.mean.map_or_else(|| self.get("session.noValue"), |mean| self.texts().percent(mean))
            }
        }
    }

    fn consensus_of(&self, of: Option<&ItemOf>) -> String {
        match of.map(|of| of.consensus) {
            None => self.hidden(),
            Some(None) => self.get("session.noConsensus"),
            Some(Some(Consensus { value, reading, weight })) => {
                let key = match weight {
                    Weight::Enough => "session.consensus.value",
                    Weight::Indicative => "session.consensus.indicative",
                };
                let values =
                    [("value", self.consensus_value(value, reading)), ("reading", self.reading(reading))];
                self.fill(key, values)
            }
        }
    }

    /// Two places, and more where two would round up to the bound that the value does not reach.
    fn consensus_value(&self, value: f64, reading: Reading) -> String {
        let number = |value: f64, digits: usize| self.texts().number(value, digits);
        let bound = match reading {
            Reading::Shared => return number(value, 2),
            Reading::Mixed => 0.75,
            Reading::Split => 0.50,
        };
        let told = (2..=9).find(|digits| number(value, *digits) != number(bound, *digits));
        number(value, told.unwrap_or(2))
    }

    fn reading(&self, reading: Reading) -> String {
        self.get(&format!("session.reading.{}", reading.as_str()))
    }

    /// The size of a gap: in levels, of a lens in percentage points.
    fn size(&self, gap: f64) -> String {
        if self.is_lens() { self.texts().number(gap.abs() * 100.0, 0) } else { self.score(gap.abs()) }
    }

    /// The gap with its sign.
    fn gap(&self, gap: f64) -> String {
        let size = ("value", self.size(gap));
        let none = size.1 == self.size(0.0);
        match gap > 0.0 {
            _ if none => size.1,
            true => self.fill("session.plus", [size]),
            false => self.fill("session.minus", [size]),
        }
    }

    /// The median of a part: of a thread by its place, of the block behind the last.
    fn median(&self, whose: Whose, at: usize) -> Option<f64> {
        Some(spread(self.shown.result(whose)?, at)?.median)
    }

    /// A level on the scale as a percentage of its length.
    fn position(&self, level: f64) -> f64 {
        if self.is_lens() {
            return (level * 100.0).clamp(0.0, 100.0);
        }
        let (base, top) = (f64::from(self.content.pack.base()), f64::from(self.content.pack.top()));
        if top > base { ((level - base) / (top - base) * 100.0).clamp(0.0, 100.0) } else { 0.0 }
    }

    /// The thread's name; of the place behind the last, the whole's.
    fn thread_name(&self, at: usize) -> String {
        match self.shown.threads().get(at) {
            Some(thread) => self.content.wording.thread_name(thread).to_owned(),
            None => self.get("session.whole"),
        }
    }

    /// Whether IT and the business are both shown of the whole.
    fn both(&self) -> bool {
        [Whose::It, Whose::Business].iter().all(|whose| self.shown.result(*whose).is_some())
    }

    fn heads(&self) -> String {
        let parts = [
            (Whose::It, "session.heads.it"),
            (Whose::Business, "session.heads.business"),
            (Whose::Neither, "session.heads.neither"),
        ];
        let some = parts.into_iter().filter(|(whose, _)| self.shown.people(*whose) > 0);
        let names: Vec<String> = some
            .map(|(whose, key)| self.fill(key, [("count", self.shown.people(whose).to_string())]))
            .collect();
        if names.is_empty() { self.get("session.nobody") } else { self.texts().list(&names) }
    }

    fn facts(&self) -> Vec<Fact> {
        let all = self.shown.people(Whose::Combined).to_string();
        let people = self.fill("session.people.value", [("count", all), ("parts", self.heads())]);
        let threshold = match self.k() {
            Some(k) => self.fill("session.threshold.value", [("k", k.to_string())]),
            None => self.get("session.threshold.open"),
        };
        vec![
            Fact { term: self.get("session.people"), value: people },
            Fact { term: self.get("session.threshold"), value: threshold },
        ]
    }

    /// The three sentences.
    fn result(&self) -> Section {
        let sentences = [
            ("session.where", self.where_all()),
            ("session.between", self.between()),
            ("session.first", self.first()),
        ];
        let item = |(key, text): (&str, String)| ListItem {
            strong: format!("{}:", self.get(key)),
            text,
            ..ListItem::default()
        };
        let items = sentences.into_iter().map(item).collect();
        let list = Block::List(List { kind: ListKind::Bullets, items });
        section("result", self.get("session.result"), Start::Here, vec![list])
    }

    fn where_all(&self) -> String {
        let Some(all) = self.shown.result(Whose::Combined) else { return self.nothing() };
        let Some(of) = all.block else { return self.get("session.where.kept") };
        let (count, top) = (("count", all.people.to_string()), ("top", self.content.pack.top().to_string()));
        let median = ("median", self.score(of.median));
        match of.quartiles {
            Some((low, high)) => {
                let (low, high) = (("low", self.score(low)), ("high", self.score(high)));
                self.fill("session.where.spread", [count, top, median, low, high])
            }
            None => self.fill("session.where.median", [count, top, median]),
        }
    }

    fn nothing(&self) -> String {
        match self.k() {
            Some(k) => self.fill("session.nothing", [("k", k.to_string())]),
            None => self.get("session.nothing.open"),
        }
    }

    fn between(&self) -> String {
        if !self.both() {
            let missing =
                [Whose::It, Whose::Business].into_iter().find(|whose| self.shown.people(*whose) == 0);
            return match missing {
                Some(whose) => self.fill("session.between.missing", [("part", self.within(whose))]),
                None => self.get("session.between.hidden"),
            };
        }
        let block = self.shown.threads().len();
        let sides = self.median(Whose::It, block).zip(self.median(Whose::Business, block));
        let first = match sides.map(|(it, business)| (self.score(it), self.score(business))) {
            None => self.get("session.between.kept"),
            Some((it, business)) if it == business => self.fill("session.between.alike", [("score", it)]),
            Some((it, business)) => self.fill("session.between.apart", [("it", it), ("business", business)]),
        };
        let mut widest: Option<(&ThreadId, f64)> = None;
        for (thread, gap) in self.shown.gaps() {
            if let Some(gap) = gap.filter(|gap| widest.is_none_or(|(_, most)| gap.abs() > most.abs())) {
                widest = Some((thread, gap));
            }
        }
        let Some((thread, gap)) = widest.filter(|(_, gap)| self.size(*gap) != self.size(0.0)) else {
            return first;
        };
        let key = if gap > 0.0 { "session.between.widest.it" } else { "session.between.widest.business" };
        let thread = ("thread", self.content.wording.thread_name(thread).to_owned());
        format!("{first} {}", self.fill(key, [thread, ("gap", self.size(gap))]))
    }

    fn first(&self) -> String {
        if self.shown.result(Whose::Combined).is_none() {
            return self.get("session.first.unseen");
        }
        let first = self.shown.agenda().first();
        let Some((topic, (asked, item))) = first.and_then(|topic| Some((topic, self.asked(&topic.item)?)))
        else {
            return self.get("session.first.none");
        };
        let values =
            [("text", self.statement(asked)), ("place", self.place(asked)), ("why", self.why(topic, item))];
        self.fill("session.first.topic", values)
    }

    /// Why an item is to be talked about.
    fn why(&self, topic: &Topic, item: &ShownItem) -> String {
        let sides = || {
            let side = |whose| self.mean(item.of(whose));
            [("it", side(Whose::It)), ("business", side(Whose::Business))]
        };
        match topic.reason {
            Reason::Contrast(Contrast::Watermelon, _) => self.fill("session.why.watermelon", sides()),
            Reason::Contrast(Contrast::HiddenStrength, _) => self.fill("session.why.hiddenStrength", sides()),
            Reason::Split(value) => {
                self.fill("session.why.split", [("value", self.consensus_value(value, Reading::Split))])
            }
            Reason::Unknown(n) => {
                let members = item.of(Whose::Combined).map_or(n, |all| all.tally.members());
                self.fill("session.why.unknown", [("n", n.to_string()), ("of", members.to_string())])
            }
        }
    }

    /// What is shown, what is not, and why.
    fn seen(&self) -> Section {
        let mut blocks = Vec::new();
        let mut say = |voice: Voice, text: String| blocks.push(paragraph(voice, text));
        let shown = |whose: &Whose| self.shown.result(*whose).is_some();
        let names: Vec<String> =
            Whose::ALL.into_iter().filter(shown).map(|whose| self.within(whose)).collect();
        let parts = [Whose::It, Whose::Business, Whose::Neither].into_iter();
        let hidden: Vec<String> = parts
            .filter(|whose| !shown(whose) && self.shown.people(*whose) > 0)
            .map(|whose| self.within(whose))
            .collect();
        if names.is_empty() {
            say(Voice::Notice, self.nothing());
        } else {
            say(Voice::Plain, self.fill("session.seen.parts", [("parts", self.texts().list(&names))]));
        }
        if let Some(k) = self.k().filter(|_| !hidden.is_empty() && !names.is_empty()) {
            let values = [("parts", self.texts().list(&hidden)), ("k", k.to_string())];
            say(Voice::Notice, self.fill("session.seen.hidden", values));
        }
        if self.shown.rule() == Rule::Open {
            say(Voice::Plain, self.get("session.method.open"));
        } else if !names.is_empty() {
            let items = self.shown.items();
            let (mut none, mut part) = (0u32, 0u32);
            for item in items {
                if Whose::ALL.iter().all(|whose| item.of(*whose).is_none()) {
                    none += 1;
                } else if self.less(item) {
                    part += 1;
                }
            }
            let whole = u32::try_from(items.len()).unwrap_or(u32::MAX).saturating_sub(none + part);
            let values = [
                ("of", items.len().to_string()),
                ("whole", whole.to_string()),
                ("part", part.to_string()),
                ("none", none.to_string()),
            ];
            if none + part == 0 {
                say(Voice::Plain, self.get("session.seen.items.all"));
            } else {
                say(Voice::Plain, self.fill("session.seen.items", values));
                say(Voice::Small, self.get("session.seen.items.why"));
            }
            if self.shown.result(Whose::Combined).is_some_and(|all| all.block.is_none()) {
                say(Voice::Plain, self.get("session.seen.scores"));
            }
        }
        section("seen", self.get("session.seen"), Start::Here, blocks)
    }

    /// Whether an item keeps back parts that the whole shows.
    fn less(&self, item: &ShownItem) -> bool {
        self.shown.rule() != Rule::Open
            && Whose::ALL.iter().any(|whose| self.shown.result(*whose).is_some() && item.of(*whose).is_none())
    }

    /// Medians per thread, and the sides beside each other.
    fn threads(&self) -> Section {
        let count = self.shown.threads().len();
        let pack = &self.content.pack;
        let mut rows = Vec::new();
        let mut drawn = Vec::new();
        let mut spoken = Vec::new();
        for at in 0..=count {
            let name = self.thread_name(at);
            let place = |whose| self.median(whose, at).map(|median| self.position(median));
            let text = match self.median(Whose::It, at).zip(self.median(Whose::Business, at)) {
                Some((it, business)) => {
                    self.fill("session.pair", [("it", self.score(it)), ("business", self.score(business))])
                }
                None => match self.median(Whose::Combined, at) {
                    Some(all) => self.fill("session.pair.combined", [("score", self.score(all))]),
                    None => self.hidden(),
                },
            };
            spoken.push(self.fill("session.spoken", [("name", name.clone()), ("text", text.clone())]));
            drawn.push(Pair {
                name: name.clone(),
                text,
                it: place(Whose::It),
                business: place(Whose::Business),
                all: place(Whose::Combined),
            });
            let mut cells = vec![name];
            cells.extend(self.columns().map(|whose| {
                self.of_part(whose, |part| {
                    let spread = spread(part, at)?;
                    let median = self.score(spread.median);
                    Some(match spread.quartiles {
                        None => median,
                        Some((low, high)) => {
                            let values =
                                [("median", median), ("low", self.score(low)), ("high", self.score(high))];
                            self.fill("session.spread", values)
                        }
                    })
                })
            }));
            let gap = self.shown.gaps().nth(at).and_then(|(_, gap)| gap);
            cells.push(match gap {
                Some(gap) => self.gap(gap),
                // Of the whole there is none by the method; it is not withheld.
                None if at == count => self.texts().get("report.noValue").to_owned(),
                None if self
                    .columns()
                    .any(|whose| whose != Whose::Combined && self.shown.people(whose) == 0) =>
                {
                    self.get("session.noGap")
                }
                None => self.hidden(),
            });
            rows.push(Row { cells, opens: None });
        }
        let mut columns = vec![self.column("session.column.thread", false)];
        columns.extend(self.columns().map(|whose| Column { title: self.name(whose), number: false }));
        columns.push(self.column("session.column.gap", true));
        let ticks: Vec<String> = if self.is_lens() {
            [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| self.texts().percent(share)).to_vec()
        } else {
            (pack.base()..=pack.top()).map(|level| level.to_string()).collect()
        };
        let caption = if self.both() { "session.pairs.caption" } else { "session.pairs.caption.combined" };
        let blocks = vec![
            paragraph(Voice::Small, self.get("session.threads.intro")),
            figure("sides", spoken.join(" "), self.get(caption), pairs(&drawn, &ticks)),
            table(self.get("session.threads.table"), columns, rows),
        ];
        section("threads", self.get("session.threads"), Start::Here, blocks)
    }

    /// The first five items to talk about.
    fn talk(&self) -> Section {
        let mut blocks = Vec::new();
        let agenda = self.shown.agenda();
        for (at, topic) in agenda.iter().enumerate() {
            let Some((asked, item)) = self.asked(&topic.item) else { continue };
            let number = (at + 1).to_string();
            let place = [("number", number.clone()), ("place", self.place(asked))];
            blocks.push(Block::Heading(self.fill("session.topic", place)));
            // One short paragraph stays with the heading above it and the figure below it on a page.
            let mut text = format!("{} {}", self.reason(topic), self.why(topic, item));
            if self.less(item) {
                text = format!("{text} {}", self.get("session.topic.less"));
            }
            blocks.push(Block::Paragraph(Paragraph {
                voice: Voice::Plain,
                strong: self.statement(asked),
                text,
            }));
            blocks.extend(self.distribution(&number, asked, item));
        }
        let rest = self.shown.topics().len().saturating_sub(agenda.len());
        if agenda.is_empty() {
            blocks.push(paragraph(Voice::Plain, self.get("session.first.none")));
        } else {
            let intro = self.get("session.talk.intro");
            blocks.insert(0, paragraph(Voice::Small, intro));
        }
        if rest > 0 {
            let list = self.shown.topics().iter().skip(agenda.len()).filter_map(|topic| {
                let (asked, item) = self.asked(&topic.item)?;
                let lines = vec![self.why(topic, item)];
                Some(ListItem {
                    text: self.statement(asked),
                    end: self.place(asked),
                    lines,
                    ..ListItem::default()
                })
            });
            blocks.push(Block::Heading(self.get("session.talk.rest")));
            blocks.push(Block::List(List { kind: ListKind::Bullets, items: list.collect() }));
        }
        section("talk", self.get("session.talk"), Start::Here, blocks)
    }

    fn reason(&self, topic: &Topic) -> String {
        self.get(&format!("session.reason.{}", topic.reason.as_str()))
    }

    /// Who answered how, as strips and as a table.
    fn distribution(&self, number: &str, asked: &Asked, item: &ShownItem) -> [Block; 2] {
        let parts: Vec<(Whose, &ItemOf)> =
            Whose::ALL.into_iter().filter_map(|whose| Some((whose, item.of(whose)?))).collect();
        let rows: Vec<Strip> = parts
            .iter()
            .map(|(whose, of)| Strip {
                name: self.fill(
                    "session.strip.name",
                    [("part", self.name(*whose)), ("count", of.tally.people().to_string())],
                ),
                pieces: ANSWERS
                    .into_iter()
                    .map(|rating| Piece {
                        letter: self.letter(rating),
                        count: of.tally.count(rating),
                        fill: fill_of(rating),
                    })
                    .collect(),
            })
            .collect();
        let spoken: Vec<String> = parts
            .iter()
            .map(|(whose, of)| {
                let given = ANSWERS.into_iter().filter(|rating| of.tally.count(*rating) > 0);
                let counts: Vec<String> = given
                    .map(|rating| {
                        let count = ("count", of.tally.count(rating).to_string());
                        self.fill("session.strip.spoken", [("answer", self.answer(asked, rating)), count])
                    })
                    .collect();
                self.fill(
                    "session.spoken",
                    [("name", self.name(*whose)), ("text", self.texts().list(&counts))],
                )
            })
            .collect();
        let listed = |rating: &Option<Rating>| {
            rating.is_some_and(|rating| rating.value().is_some() && rating != Rating::Beyond)
                || parts.iter().any(|(_, of)| of.tally.count(*rating) > 0)
        };
        let mut table_rows: Vec<Row> = ANSWERS
            .into_iter()
            .filter(listed)
            .map(|rating| {
                let label = [("letter", self.letter(rating)), ("answer", self.answer(asked, rating))];
                let mut cells = vec![self.fill("session.answer", label)];
                cells.extend(parts.iter().map(|(_, of)| of.tally.count(rating).to_string()));
                Row { cells, opens: None }
            })
            .collect();
        let last = |key: &str, value: &dyn Fn(&ItemOf) -> String| {
            let mut cells = vec![self.get(key)];
            cells.extend(parts.iter().map(|(_, of)| value(of)));
            Row { cells, opens: None }
        };
        table_rows.push(last("session.row.mean", &|of| self.mean(Some(of))));
        table_rows.push(last("session.row.consensus", &|of| self.consensus_of(Some(of))));
        let mut columns = vec![self.column("session.column.answer", false)];
        columns.extend(parts.iter().map(|(whose, _)| Column { title: self.name(*whose), number: true }));
        let caption = self.fill("session.strip.caption", [("number", number.to_owned())]);
        let title = self.fill("session.strip.table", [("number", number.to_owned())]);
        [
            figure(&format!("answers-{number}"), spoken.join(" "), caption, strips(&rows)),
            table(title, columns, table_rows),
        ]
    }

    /// Green outside, red inside.
    fn watermelons(&self) -> Section {
        let title = self.get("session.melons");
        let Some(share) = self.shown.watermelon_share() else {
            let key = if self.both() { "session.melons.unseen" } else { "session.melons.sides" };
            return section("watermelons", title, Start::Here, vec![paragraph(Voice::Plain, self.get(key))]);
        };
        let values = [("n", share.watermelons.to_string()), ("of", share.of.to_string())];
        if share.watermelons == 0 {
            let text = self.fill("session.melons.none", values);
            return section("watermelons", title, Start::Here, vec![paragraph(Voice::Plain, text)]);
        }
        let mut drawn = Vec::new();
        let mut rows = Vec::new();
        let mut spoken = Vec::new();
        let found = self
            .shown
            .topics()
            .iter()
            .filter(|topic| matches!(topic.reason, Reason::Contrast(Contrast::Watermelon, _)));
        for (at, (asked, item)) in found.filter_map(|topic| self.asked(&topic.item)).enumerate() {
            let number = (at + 1).to_string();
            let (it, business) = (item.of(Whose::It), item.of(Whose::Business));
            let (outside, inside) = (self.mean(it), self.mean(business));
            if at < DRAWN {
                let text = self.fill("session.pair", [("it", outside.clone()), ("business", inside.clone())]);
                spoken.push(self.fill("session.spoken", [("name", self.place(asked)), ("text", text)]));
                drawn.push(Melon {
                    number: number.clone(),
                    place: self.place(asked),
                    outside: self.fill("session.melons.outside", [("value", outside.clone())]),
                    inside: self.fill("session.melons.inside", [("value", inside.clone())]),
                    rind: ink_of(it),
                    core: ink_of(business),
                });
            }
            rows.push(Row { cells: vec![number, self.placed(asked), outside, inside], opens: None });
        }
        let columns = vec![
            self.column("session.column.number", true),
            self.column("session.column.statement", false),
            Column { title: self.name(Whose::It), number: true },
            Column { title: self.name(Whose::Business), number: true },
        ];
        let blocks = vec![
            paragraph(Voice::Plain, self.fill("session.melons.share", values)),
            figure("watermelons", spoken.join(" "), self.get("session.melons.caption"), melons(&drawn)),
            table(self.get("session.melons.table"), columns, rows),
        ];
        section("watermelons", title, Start::Here, blocks)
    }

    /// How far all agree, thread by thread.
    fn consensus(&self) -> Section {
        let pack = &self.content.pack;
        let (mut drawn, mut rows, mut spoken) = (Vec::new(), Vec::new(), Vec::new());
        for thread in self.shown.threads() {
            let mut counts = [0u32; 5];
            for item in self.shown.items() {
                let group = pack.asked.get(item.slot()).and_then(|asked| pack.groups.get(asked.group));
                if group.is_none_or(|group| group.thread != *thread) {
                    continue;
                }
                let kind = Kind::of(item.of(Whose::Combined));
                for (count, other) in counts.iter_mut().zip(Kind::ALL) {
                    *count += u32::from(other == kind);
                }
            }
            let name = self.content.wording.thread_name(thread).to_owned();
            let pieces = Kind::ALL.into_iter().zip(counts).map(|(kind, count)| Piece {
                letter: self.get(&format!("session.kind.{}.letter", kind.as_str())),
                count,
                fill: kind.fill(),
            });
            drawn.push(Strip { name: name.clone(), pieces: pieces.collect() });
            let said: Vec<String> = Kind::ALL
                .into_iter()
                .zip(counts)
                .filter(|(_, count)| *count > 0)
                .map(|(kind, count)| {
                    let answer = self.get(&format!("session.kind.{}", kind.as_str()));
                    self.fill("session.strip.spoken", [("answer", answer), ("count", count.to_string())])
                })
                .collect();
            let text = ("text", self.texts().list(&said));
            spoken.push(self.fill("session.spoken", [("name", name.clone()), text]));
            let mut cells = vec![name];
            cells.extend(counts.iter().map(u32::to_string));
            rows.push(Row { cells, opens: None });
        }
        let mut columns = vec![self.column("session.column.thread", false)];
        columns.extend(Kind::ALL.map(|kind| {
            let letter = ("letter", self.get(&format!("session.kind.{}.letter", kind.as_str())));
            let answer = ("answer", self.get(&format!("session.kind.{}", kind.as_str())));
            Column { title: self.fill("session.answer", [letter, answer]), number: true }
        }));
        let blocks = vec![
            paragraph(Voice::Small, self.get("session.consensus.intro")),
            figure("consensus", spoken.join(" "), self.get("session.consensus.caption"), strips(&drawn)),
            table(self.get("session.consensus.table"), columns, rows),
        ];
        section("consensus", self.get("session.consensus"), Start::Here, blocks)
    }

    /// What was agreed, beside the votes; none where nothing was.
    fn agreed(
        &self,
        agreed: &crate::table::Table<ItemId, Agreed>,
        signed: Option<&Signed>,
    ) -> Option<Section> {
        if agreed.is_empty() {
            return None;
        }
        let pack = &self.content.pack;
        let known = || pack.asked.iter().filter_map(|asked| Some((asked, agreed.get(asked.id.as_str())?)));
        let rows: Vec<Row> = known()
            .map(|(asked, agreed)| {
                let votes = self.shown.items().iter().find(|item| *item.item() == asked.id);
                let dissent = agreed.dissent.trim();
                let dissent =
                    if dissent.is_empty() { self.get("session.dissent.none") } else { dissent.to_owned() };
                let votes = self.mean(votes.and_then(|votes| votes.of(Whose::Combined)));
                let cells = vec![self.placed(asked), self.answer(asked, Some(agreed.rating)), votes, dissent];
                Row { cells, opens: None }
            })
            .collect();
        let mut blocks = vec![paragraph(Voice::Small, self.get("session.agreed.intro"))];
        let columns = vec![
            self.column("session.column.statement", false),
            self.column("session.column.agreed", false),
            self.column("session.column.votes", true),
            self.column("session.column.dissent", false),
        ];
        let unknown = agreed.iter().count().saturating_sub(rows.len());
        blocks.push(table(self.get("session.agreed.table"), columns, rows));
        if unknown > 0 {
            blocks.push(paragraph(
                Voice::Notice,
                self.fill("session.agreed.unknown", [("n", unknown.to_string())]),
            ));
        }
        blocks.extend(self.profile(agreed));
        blocks.extend(signed.and_then(|signed| self.signed(signed)));
        Some(section("agreed", self.get("session.agreed"), Start::Here, blocks))
    }

    /// Who stands for it; nothing while nobody does.
    fn signed(&self, signed: &Signed) -> Option<Block> {
        let side = |whose: Whose, name: &str| {
            let name =
                if name.trim().is_empty() { self.get("session.signed.nobody") } else { name.to_owned() };
            Fact { term: self.name(whose), value: name }
        };
        if signed.is_empty() {
            return None;
        }
        let mut facts = vec![side(Whose::It, &signed.it), side(Whose::Business, &signed.business)];
        if !signed.on.is_empty() {
            facts.push(Fact { term: self.get("session.signed.on"), value: self.texts().date(&signed.on) });
        }
        Some(Block::Facts(facts))
    }

    fn profile(&self, agreed: &crate::table::Table<ItemId, Agreed>) -> Vec<Block> {
        let title = Block::Heading(self.get("session.profile"));
        if self.is_lens() {
            return self.lens_profile(title, agreed);
        }
        let Ok(profile) = agreed_profile(&self.content.pack, agreed) else {
            return vec![title, paragraph(Voice::Plain, self.get("session.profile.unscored"))];
        };
        let row = |name: String, score: f64, (low, high): (f64, f64), attained: u8| Row {
            cells: vec![
                name,
                self.score(score),
                self.fill("session.range", [("low", self.score(low)), ("high", self.score(high))]),
                attained.to_string(),
            ],
            opens: None,
        };
        let mut rows: Vec<Row> = profile
            .score
            .threads
            .iter()
            .map(|of| {
                let name = self.content.wording.thread_name(&of.thread).to_owned();
                row(name, of.score, (of.low, of.high), of.attained)
            })
            .collect();
        let all = &profile.score.overall;
        rows.push(row(self.get("session.whole"), all.score, (all.low, all.high), all.attained));
        let columns = vec![
            self.column("session.column.thread", false),
            self.column("session.column.score", true),
            self.column("session.column.range", true),
            self.column("session.column.level", true),
        ];
        let share = profile.share_of_dissent().map(|share| self.texts().percent(share));
        let values = [
            ("n", profile.agreed.to_string()),
            ("dissent", profile.dissent.to_string()),
            ("share", share.unwrap_or_else(|| self.texts().get("report.noValue").to_owned())),
        ];
        let mut blocks = vec![title, paragraph(Voice::Plain, self.fill("session.profile.dissent", values))];
        if all.provisional {
            blocks.push(paragraph(Voice::Notice, self.get("session.profile.provisional")));
        }
        blocks.push(table(self.get("session.profile.table"), columns, rows));
        blocks
    }

    /// Every statement with what is shown of it.
    fn statements(&self) -> Section {
        let pack = &self.content.pack;
        let rows = self.shown.items().iter().filter_map(|item| {
            let asked = pack.asked.get(item.slot())?;
            let mut cells = vec![self.placed(asked)];
            cells.extend(self.columns().map(|whose| match self.shown.people(whose) {
                0 => self.get("session.nobody"),
                _ => self.mean(item.of(whose)),
            }));
            cells.push(self.consensus_of(item.of(Whose::Combined)));
            Some(Row { cells, opens: None })
        });
        let mut columns = vec![self.column("session.column.statement", false)];
        columns.extend(self.columns().map(|whose| Column { title: self.name(whose), number: true }));
        columns.push(self.column("session.column.consensus", false));
        let mut blocks = vec![paragraph(Voice::Small, self.get("session.statements.intro"))];
        if pack.asked.iter().any(|asked| asked.descriptive) {
            blocks.push(paragraph(Voice::Small, self.get("session.statements.descriptive")));
        }
        blocks.push(table(self.get("session.statements.table"), columns, rows.collect()));
        section("statements", self.get("session.statements"), Start::Here, blocks)
    }

    fn method(&self) -> Section {
        let mut keys = vec!["session.method.median", "session.method.contrast", "session.method.consensus"];
        if self.content.pack.asked.iter().any(|asked| asked.traits.asks_by) {
            keys.push("session.method.by");
        }
        keys.push(match self.shown.rule() {
            Rule::Anonymous(_) => "session.method.threshold",
            Rule::Open => "session.method.open",
        });
        keys.extend(["session.method.limits", "session.method.small"]);
        let item = |key: &str| {
            let k = self.k().unwrap_or_default().to_string();
            ListItem { text: self.fill(key, [("k", k)]), ..ListItem::default() }
        };
        let items = keys.into_iter().map(item).collect();
        let list = Block::List(List { kind: ListKind::Bullets, items });
        section("method", self.get("session.method"), Start::Here, vec![list])
    }

    fn column(&self, key: &str, number: bool) -> Column {
        Column { title: self.get(key), number }
    }
}

/// How an item stands in the overview of the consensus.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Read(Reading),
    /// Fewer than two ratings with a value.
    None,
    NotShown,
}

impl Kind {
    const ALL: [Self; 5] = [
        Self::Read(Reading::Shared),
        Self::Read(Reading::Mixed),
        Self::Read(Reading::Split),
        Self::None,
        Self::NotShown,
    ];

    fn of(item: Option<&ItemOf>) -> Self {
        match item.map(|item| item.consensus) {
            None => Self::NotShown,
            Some(None) => Self::None,
            Some(Some(consensus)) => Self::Read(consensus.reading),
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Read(reading) => reading.as_str(),
            Self::None => "none",
            Self::NotShown => "notShown",
        }
    }

    fn fill(self) -> Fill {
        match self {
            Self::Read(Reading::Shared) => Fill::Ink(Ink::Step5),
            Self::Read(Reading::Mixed) => Fill::Ink(Ink::Step3),
            Self::Read(Reading::Split) => Fill::Ink(Ink::Step1),
            Self::None => Fill::Upright,
            Self::NotShown => Fill::Empty,
        }
    }
}

/// The spread of a thread by its place, of the block behind the last.
fn spread(part: &PartOf, at: usize) -> Option<&crate::group::Spread> {
    match part.threads.get(at) {
        Some(spread) => spread.as_ref(),
        None => part.block.as_ref(),
    }
}

fn fill_of(rating: Option<Rating>) -> Fill {
    match rating {
        Some(Rating::Not) => Fill::Ink(Ink::Step1),
        Some(Rating::Partly) => Fill::Ink(Ink::Step2),
        Some(Rating::Largely) => Fill::Ink(Ink::Step3),
        Some(Rating::Fully) => Fill::Ink(Ink::Step4),
        Some(Rating::Beyond) => Fill::Ink(Ink::Step5),
        Some(Rating::Unknown) => Fill::Upright,
        Some(Rating::NotApplicable) => Fill::Lying,
        None => Fill::Empty,
    }
}

/// The ink of the rating that is nearest to a mean; paper where there is none.
fn ink_of(item: Option<&ItemOf>) -> Ink {
    match item.and_then(|item| item.mean) {
        None => Ink::Paper,
        Some(mean) if mean * 6.0 < 1.0 => Ink::Step1,
        Some(mean) if mean * 6.0 < 3.0 => Ink::Step2,
        Some(mean) if mean * 6.0 < 5.0 => Ink::Step3,
        Some(_) => Ink::Step4,
    }
}

fn section(id: &str, title: String, start: Start, blocks: Vec<Block>) -> Section {
    Section { id: id.to_owned(), title, start, blocks }
}

fn paragraph(voice: Voice, text: String) -> Block {
    Block::Paragraph(Paragraph { voice, strong: String::new(), text })
}

fn figure(id: &str, alternative: String, caption: String, drawing: Drawing) -> Block {
    Block::Figure(Figure { id: id.to_owned(), caption, alternative, drawing })
}

fn table(caption: String, columns: Vec<Column>, rows: Vec<Row>) -> Block {
    Block::Table(Table { caption, columns, rows, opens_at: None })
}
