//! What would be handed over, to be read: the very JSON, and the same in words and tables; nothing stands here that is not in that JSON.

use crate::answers::{Answer, Assessment, MetricAnswer, PlanEntry, Side};
use crate::content::Content;
use crate::json::to_string_pretty;
use crate::plan::is_own;
use crate::report::document::{Block, List, ListItem, ListKind, Paragraph, Section, Start, Voice};
use crate::report::{Column, Fact, Row, Table, counting, report, status_key};
use crate::share::{ContactField, Part, Share, part_of};
use crate::view::{metric_status_key, rating_key};
use crate::wire::share_v1;

/// What would be handed over.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The JSON, to the letter.
    pub json: String,
    /// The same to be read, a section a part, then what goes with all of them.
    pub sections: Vec<Section>,
}

/// What would be handed over now; none while nothing is ticked. `today` is the local date, `YYYY-MM-DD`.
#[must_use]
pub fn preview(share: &Share<'_>, today: &str) -> Option<Preview> {
    let json = to_string_pretty(&share_v1::write(share)?);
    let part = part_of(&share.content.pack, share.assessment, share.choice);
    let words = Words { content: share.content };
    let mut sections: Vec<Section> = share
        .choice
        .parts()
        .map(|ticked| {
            let blocks = match ticked {
                Part::Scores => scores(share, today),
                Part::Answers => words.answers(&part),
                Part::Notes => words.notes(&part),
                Part::Contact => contact(share),
            };
            words.section(ticked.as_str(), part_key(ticked), blocks)
        })
        .collect();
    sections.push(words.section("with", "share.with", words.with(share)));
    Some(Preview { json, sections })
}

/// The catalogue key of a part's name.
#[must_use]
pub(super) fn part_key(part: Part) -> &'static str {
    match part {
        Part::Scores => "share.part.scores",
        Part::Answers => "share.part.answers",
        Part::Notes => "share.part.notes",
        Part::Contact => "share.part.contact",
    }
}

/// The catalogue key of a contact field's label.
#[must_use]
pub fn field_key(field: ContactField) -> &'static str {
    match field {
        ContactField::Name => "share.contact.name",
        ContactField::Organization => "share.contact.organization",
        ContactField::Mail => "share.contact.mail",
    }
}

fn plain(text: String) -> Block {
    Block::Paragraph(Paragraph { voice: Voice::Plain, strong: String::new(), text })
}

fn scores(share: &Share<'_>, today: &str) -> Vec<Block> {
    let texts = &share.content.texts;
    // Where there is no score, the faults of the share say why.
    let Ok(report) = report(share.content, share.assessment, today) else { return Vec::new() };
    let head = &report.headline;
    let mut confidence = head.confidence.clone();
    for reason in &head.reasons {
        confidence = format!("{confidence} {reason}");
    }
    let threads =
        report.stairs.rows.iter().map(|row| Fact { term: row.name.clone(), value: row.score.clone() });
    vec![
        plain(format!("{} {}. {}", head.score, head.of, head.attained)),
        plain(head.range.clone()),
        plain(confidence),
        Block::Facts(threads.collect()),
        Block::Table(report.stairs.table),
        plain(texts.get("share.scores.exact").to_owned()),
    ]
}

fn contact(share: &Share<'_>) -> Vec<Block> {
    let texts = &share.content.texts;
    let facts: Vec<Fact> = share
        .contact
        .filled()
        .map(|(field, text)| Fact { term: texts.get(field_key(field)).to_owned(), value: text.to_owned() })
        .collect();
    if facts.is_empty() {
        vec![plain(texts.get("share.none.contact").to_owned())]
    } else {
        vec![Block::Facts(facts)]
    }
}

/// The words of the content.
struct Words<'a> {
    content: &'a Content,
}

impl Words<'_> {
    fn get(&self, key: &str) -> String {
        self.content.texts.get(key).to_owned()
    }

    fn fact(&self, key: &str, value: String) -> Option<Fact> {
        (!value.is_empty()).then(|| Fact { term: self.get(key), value })
    }

    fn column(&self, key: &str) -> Column {
        Column { title: self.get(key), number: false }
    }

    fn section(&self, id: &str, key: &str, blocks: Vec<Block>) -> Section {
        Section { id: format!("share-{id}"), title: self.get(key), start: Start::Here, blocks }
    }

    /// What goes with every part: what was agreed to and when, what was asked, by which program.
    fn with(&self, share: &Share<'_>) -> Vec<Block> {
        let (pack, texts) = (&self.content.pack, &self.content.texts);
        let mut facts = vec![self.fact("share.with.version", share.consent.version.clone())];
        facts.push(self.fact("share.with.at", share.at.to_owned()));
        if share.choice.has(Part::Answers) || share.choice.has(Part::Notes) {
            facts.push(self.fact("share.with.begun", share.assessment.created_at.clone()));
            facts.push(self.fact("share.with.changed", share.assessment.updated_at.clone()));
        }
        let asked =
            texts.fill("share.with.pack", &[("pack", pack.id.clone()), ("version", pack.version.clone())]);
        facts.push(self.fact("share.with.asked", asked));
        facts.push(self.fact("share.with.build", share.build.to_owned()));
        vec![plain(share.consent.text.clone()), Block::Facts(facts.into_iter().flatten().collect())]
    }

    fn answers(&self, part: &Assessment) -> Vec<Block> {
        let (pack, texts) = (&self.content.pack, &self.content.texts);
        let mut facts = Vec::new();
        let side = match part.side {
            Some(Side::It) => "side.it.view",
            Some(Side::Business) => "side.business.view",
            Some(Side::Both) => "side.both.view",
            None => "side.none.view",
        };
        facts.extend(self.fact("share.answers.side", self.get(side)));
        facts.extend(part.key_relationships.and_then(|k| self.fact("report.cover.k", k.to_string())));
        let mut blocks = Vec::new();
        for thread in &pack.threads {
            let name = self.content.wording.thread_name(thread);
            let mut said = Vec::new();
            let mut say = |key: &str, value: String| said.push(texts.fill(key, &[("value", value)]));
            if let Some(level) = part.placement.get(thread) {
                say("share.answers.placed", level.to_string());
            }
            if let Some(shown) = part.probes.get(thread) {
                say("share.answers.probe", self.get(if *shown { "report.yes" } else { "report.no" }));
            }
            if let Some(target) = part.targets.get(thread) {
                say("share.answers.target", texts.number(*target, usize::from(target.fract() != 0.0)));
            }
            if let Some(importance) = part.importance.get(thread) {
                say("share.answers.importance", importance.to_string());
            }
            if !said.is_empty() {
                facts.push(Fact { term: name.to_owned(), value: said.join(" ") });
            }
            let rated = self.rated(part, thread, name);
            if !rated.rows.is_empty() {
                blocks.push(Block::Table(rated));
            }
        }
        blocks.insert(0, Block::Facts(facts));
        blocks.extend([self.metrics(part), self.plan(part)].into_iter().flatten());
        blocks
    }

    /// The statements of a thread that have an answer, with the second looks that were settled.
    fn rated(&self, part: &Assessment, thread: &crate::pack::ThreadId, name: &str) -> Table {
        let pack = &self.content.pack;
        let mut rows = Vec::new();
        for item in &pack.asked {
            let Some(group) = pack.groups.get(item.group).filter(|group| group.thread == *thread) else {
                continue;
            };
            let rating = part.answers.get(&item.id).and_then(|answer| answer.rating);
            let kept = part.kept_as_said.contains_key(&item.id);
            if rating.is_none() && !kept {
                continue;
            }
            let mut answer = match rating {
                Some(rating) => self.get(&rating_key(pack, item, rating)),
                None => self.get("rating.none"),
            };
            if kept {
                answer = format!("{answer}\n{}", self.get("look.kept"));
            }
            let statement = self.content.wording.item(&item.id).text;
            rows.push(Row { cells: vec![statement, group.level.number.to_string(), answer], opens: None });
        }
        Table {
            caption: name.to_owned(),
            columns: ["report.column.statement", "report.column.level", "report.column.answer"]
                .map(|key| self.column(key))
                .into(),
            rows,
            opens_at: None,
        }
    }

    fn metrics(&self, part: &Assessment) -> Option<Block> {
        let (pack, texts) = (&self.content.pack, &self.content.texts);
        let mut rows = Vec::new();
        for metric in &pack.metrics {
            let Some(answer) = part.metrics.get(&metric.id) else { continue };
            // Its source alone is a note.
            if *answer == (MetricAnswer { source: answer.source.clone(), ..MetricAnswer::default() }) {
                continue;
            }
            let number = |value: Option<f64>| {
                value.map(|value| counting::number(texts, metric.unit, value)).unwrap_or_default()
            };
            let status = answer.status.map(|status| self.get(metric_status_key(status))).unwrap_or_default();
            rows.push(Row {
                cells: vec![
                    self.content.wording.metric(&metric.id).text,
                    status,
                    number(answer.value),
                    answer.as_of.clone(),
                    number(answer.baseline),
                    number(answer.target),
                    answer.target_date.clone(),
                ],
                opens: None,
            });
        }
        let columns = [
            "report.column.counted",
            "plan.status",
            "report.column.value",
            "report.column.asOf",
            "report.column.baseline",
            "report.column.target",
            "report.column.by",
        ];
        self.table("report.counts.table", &columns, rows)
    }

    fn plan(&self, part: &Assessment) -> Option<Block> {
        let mut rows = Vec::new();
        for (id, entry) in &part.plan {
            let words = PlanEntry {
                title: entry.title.clone(),
                owner: entry.owner.clone(),
                note: entry.note.clone(),
                ..PlanEntry::default()
            };
            if *entry == words {
                continue;
            }
            let choice = match entry.choice {
                Some(crate::answers::Choice::Taken) => self.get("share.plan.taken"),
                Some(crate::answers::Choice::Left) => self.get("share.plan.left"),
                None => String::new(),
            };
            let status = self.get(status_key(entry.status));
            rows.push(Row {
                cells: vec![self.step(id, entry), choice, entry.due.clone(), status],
                opens: None,
            });
        }
        let columns = ["share.plan.step", "share.plan.choice", "plan.due", "plan.status"];
        self.table("share.plan", &columns, rows)
    }

    fn table(&self, caption: &str, columns: &[&str], rows: Vec<Row>) -> Option<Block> {
        let columns = columns.iter().map(|key| self.column(key)).collect();
        let table = Table { caption: self.get(caption), columns, rows, opens_at: None };
        (!table.rows.is_empty()).then_some(Block::Table(table))
    }

    /// The words of a step: one's own, or the practice's.
    fn step(&self, id: &str, entry: &PlanEntry) -> String {
        if is_own(id) || !entry.title.is_empty() {
            return entry.title.clone();
        }
        let asked = self.content.pack.asked_item(id);
        asked.map(|asked| self.content.wording.item(&asked.id).step).unwrap_or_default()
    }

    fn notes(&self, part: &Assessment) -> Vec<Block> {
        let mut items = Vec::new();
        let mut add = |strong: String, lines: Vec<Option<String>>| {
            let lines: Vec<String> = lines.into_iter().flatten().collect();
            if !lines.is_empty() {
                items.push(ListItem { strong, lines, ..ListItem::default() });
            }
        };
        add(self.get("share.notes.title"), vec![written(&part.title)]);
        add(self.get("report.cover.scope"), vec![written(&part.scope)]);
        let empty = Answer::default();
        for item in &self.content.pack.asked {
            let answer = part.answers.get(&item.id).unwrap_or(&empty);
            let lines = vec![
                self.line("report.answers.reason", &answer.reason),
                self.line("report.answers.note", &answer.note),
                self.line("report.answers.evidence", &answer.evidence),
            ];
            add(self.content.wording.item(&item.id).text, lines);
        }
        for metric in &self.content.pack.metrics {
            let source =
                part.metrics.get(&metric.id).map(|answer| answer.source.as_str()).unwrap_or_default();
            add(self.content.wording.metric(&metric.id).text, vec![self.line("share.notes.source", source)]);
        }
        for (id, entry) in &part.plan {
            let strong = if is_own(id) { self.get("plan.own") } else { self.step(id, &PlanEntry::default()) };
            let lines = vec![
                written(&entry.title),
                self.line("share.notes.owner", &entry.owner),
                self.line("report.answers.note", &entry.note),
            ];
            add(strong, lines);
        }
        if items.is_empty() {
            return vec![plain(self.get("share.none.notes"))];
        }
        vec![Block::List(List { kind: ListKind::Bullets, items })]
    }

    fn line(&self, key: &str, text: &str) -> Option<String> {
        written(text).map(|text| self.content.texts.fill(key, &[("text", text)]))
    }
}

fn written(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
