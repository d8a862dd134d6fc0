//! What to ask about each group when IT and the business differ: read from a pack's own file, or made from its wording where it has none; and the facilitator's sheet of it.

use crate::json::{Map, Value};
use crate::kit::order::{Theme, parts};
use crate::kit::{Kit, bullets, paragraph, section};
use crate::pack::{Code, Fault, Group, GroupId, Pack};
use crate::report::document::{Block, CoverPage, Document, List, ListItem, ListKind, Pages, Start, Voice};
use crate::table::Table;

/// The most questions of a group: more do not fit on a slide.
const MOST_QUESTIONS: usize = 3;
/// The most pieces of evidence of a group.
const MOST_EVIDENCE: usize = 3;

/// What to ask about a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupPrompts {
    /// What it is about, in one sentence.
    pub theme: String,
    /// Open questions, two or three.
    pub questions: Vec<String>,
    /// What would settle it, one to three.
    pub evidence: Vec<String>,
}

/// The prompts of a pack; empty where it has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prompts {
    groups: Table<GroupId, GroupPrompts>,
}

impl Prompts {
    /// Reads the prompts of a pack: an object under `groups` with `theme`, `questions` and `evidence` for every group of it.
    ///
    /// # Errors
    /// Every fault: what is missing, what is too much, what the pack does not hold.
    pub fn from_json(value: &Value, pack: &Pack) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut fault = |code: Code, path: &[&str], what: String| faults.push(Fault::under(code, path, what));
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
        if text("format") != "pomscope-prompts" {
            fault(
                Code::NotPrompts,
                &["format"],
                "these are no prompts: \"format\" must be \"pomscope-prompts\"".into(),
            );
        }
        if value.get("formatVersion").and_then(Value::as_u64) != Some(1) {
            fault(Code::NotPrompts, &["formatVersion"], "must be 1".into());
        }
        if text("pack") != pack.id {
            fault(Code::PromptsOfOther, &["pack"], format!("must name the pack {}", pack.id));
        }
        if text("version") != pack.version {
            fault(Code::PromptsOfOther, &["version"], format!("must be the pack's version {}", pack.version));
        }
        let none = Map::new();
        let given = value.get("groups").and_then(Value::as_object).unwrap_or(&none);
        for key in given.keys().filter(|key| !pack.groups.iter().any(|group| group.id.as_str() == *key)) {
            fault(
                Code::PromptsOfNothing,
                &["groups", key],
                "the pack holds no group of this id; remove it or mend the id".into(),
            );
        }
        let mut groups = Table::new();
        for group in &pack.groups {
            let at = |key| ["groups", group.id.as_str(), key];
            let Some(entry) = given.get(group.id.as_str()) else {
                fault(
                    Code::NoPrompts,
                    &["groups", group.id.as_str()],
                    "the group has no prompts; write some".into(),
                );
                continue;
            };
            let read = GroupPrompts {
                theme: entry.get("theme").and_then(Value::as_str).unwrap_or_default().trim().to_owned(),
                questions: lines(entry, "questions"),
                evidence: lines(entry, "evidence"),
            };
            if read.theme.is_empty() {
                fault(Code::BadPrompts, &at("theme"), "\"theme\" is missing; write one sentence".into());
            }
            if !(2..=MOST_QUESTIONS).contains(&read.questions.len()) {
                fault(Code::BadPrompts, &at("questions"), "\"questions\" must be two or three".into());
            }
            if !(1..=MOST_EVIDENCE).contains(&read.evidence.len()) {
                fault(Code::BadPrompts, &at("evidence"), "\"evidence\" must be one to three".into());
            }
            groups.insert(group.id.clone(), read);
        }
        if faults.is_empty() { Ok(Self { groups }) } else { Err(faults) }
    }
}

/// The texts of a list, those without words left out.
fn lines(entry: &Value, key: &str) -> Vec<String> {
    let list = entry.get(key).and_then(Value::as_array).into_iter().flatten();
    let texts = list.filter_map(Value::as_str).map(str::trim);
    texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

/// The prompts of a group: its own, or such as fit any group, with what its statements would look like as evidence.
pub fn of_group(kit: &Kit, group: &Group) -> GroupPrompts {
    if let Some(own) = kit.prompts.groups.get(&group.id) {
        return own.clone();
    }
    let wording = &kit.content.wording;
    let seen = group.own().map(|item| wording.item(&item.id).help).filter(|help| !help.is_empty());
    GroupPrompts {
        theme: wording.thread(&group.thread).about,
        questions: ["kit.prompts.generic.1", "kit.prompts.generic.2", "kit.prompts.generic.3"]
            .map(|key| kit.get(key))
            .to_vec(),
        evidence: seen.take(MOST_EVIDENCE).collect(),
    }
}

/// The facilitator's sheet.
pub fn document(kit: &Kit) -> Document {
    let wording = &kit.content.wording;
    let how = ["kit.prompts.do.1", "kit.prompts.do.2", "kit.prompts.do.3"].map(|key| kit.get(key));
    let mut sections = vec![section("how", kit.get("kit.prompts.how"), Start::Here, vec![bullets(how)])];
    for part in parts(&kit.content.pack) {
        let (id, title) = match part.theme {
            Theme::Signs => ("signs", kit.get("kit.form.signs")),
            Theme::Thread(thread) => (thread.as_str(), wording.thread_name(thread).to_owned()),
        };
        let blocks = part.groups.iter().flat_map(|group| blocks(kit, group, part.theme)).collect();
        sections.push(section(id, title, Start::Here, blocks));
    }
    let cover = CoverPage { about: kit.get("kit.prompts.about"), ..CoverPage::default() };
    kit.document(kit.get("kit.prompts.title"), Pages::Report, cover, sections)
}

fn blocks(kit: &Kit, group: &Group, theme: Theme<'_>) -> Vec<Block> {
    let wording = &kit.content.wording;
    let prompts = of_group(kit, group);
    let place = match theme {
        Theme::Signs => wording.thread_name(&group.thread).to_owned(),
        Theme::Thread(_) if kit.is_lens() => wording.name.clone(),
        Theme::Thread(_) => kit.level(group.level),
    };
    let mut blocks = vec![
        Block::Heading(wording.group(&group.id).title),
        paragraph(Voice::Small, place),
        paragraph(Voice::Plain, prompts.theme),
        bullets(prompts.questions),
    ];
    if !prompts.evidence.is_empty() {
        // One item with its lines, so that no page parts them.
        let strong = kit.get("kit.prompts.evidence");
        let item = ListItem { strong, lines: prompts.evidence, ..ListItem::default() };
        blocks.push(Block::List(List { kind: ListKind::Bullets, items: vec![item] }));
    }
    blocks
}
