//! The facilitator's agenda: the steps with their times, what the room will see, what to bring, what to say and do at each step; the arithmetic is `plan`'s.

use crate::group::{Foretold, Rule, Threshold, propose};
use crate::kit::plan::{
    DISCUSSED, DISCUSSION_MINUTES, Form, HANDOVER_SECONDS, LONG_COLLECTING, Plan, STATEMENT_SECONDS, Slot,
    Split, Step,
};
use crate::kit::{Kit, bullets, paragraph, section};
use crate::report::document::{Block, CoverPage, Document, List, ListItem, ListKind, Pages, Start, Voice};
use crate::report::{Column, Fact, Row, Table};

/// The agenda of a workshop.
#[must_use]
pub fn agenda(kit: &Kit, plan: &Plan) -> Document {
    let slots = plan.slots(&kit.content.pack);
    let end = slots.last().map_or(0, |slot| slot.begins.saturating_add(slot.minutes));
    let mut first = vec![timetable(kit, plan, &slots)];
    first.extend(warnings(kit, plan));
    let title = kit.fill("kit.agenda.length", [("minutes", end.to_string())]);
    let sections = vec![
        section("timetable", title, Start::Here, first),
        section("seen", kit.get("kit.agenda.seen"), Start::Here, seen(kit, plan)),
        section("material", kit.get("kit.agenda.material"), Start::Here, vec![bullets(material(kit, plan))]),
        section("script", kit.get("kit.agenda.script"), Start::Here, script(kit, plan, &slots)),
    ];
    let cover = CoverPage { facts: facts(kit, plan, end), ..CoverPage::default() };
    let document = kit.document(kit.get("kit.agenda.title"), Pages::Report, cover, sections);
    Document { date: plan.date.clone(), ..document }
}

fn facts(kit: &Kit, plan: &Plan, end: u32) -> Vec<Fact> {
    let pack = &kit.content.pack;
    let statements = kit.count("kit.agenda.counts.statements", plan.form.statements(pack));
    let form = match plan.form {
        _ if kit.is_lens() => "kit.agenda.form.lens",
        Form::Full => "kit.agenda.form.full",
        Form::Short => "kit.agenda.form.short",
    };
    let sides = sides(kit, plan);
    let people = match plan.heads.observing {
        0 => sides,
        n => kit.fill("kit.agenda.people.observing", [("n", n.to_string()), ("people", sides)]),
    };
    let handover = kit.count("kit.agenda.minutes.handover", HANDOVER_SECONDS.div_ceil(60));
    let minutes = kit.fill(
        "kit.agenda.minutes",
        [
            ("minutes", plan.form.minutes(pack).to_string()),
            ("seconds", STATEMENT_SECONDS.to_string()),
            ("handover", handover),
        ],
    );
    let devices = match plan.devices {
        0 => kit.get("kit.agenda.devices.none"),
        n => kit.count("kit.agenda.devices", u32::from(n)),
    };
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: String| facts.push(Fact { term: kit.get(key), value });
    if !plan.date.is_empty() {
        fact("kit.agenda.fact.date", kit.content.texts.date(&plan.date));
    }
    fact("kit.agenda.fact.people", people);
    let threshold = match plan.rule {
        Rule::Anonymous(threshold) => threshold.get().to_string(),
        Rule::Open => kit.get("kit.agenda.open"),
    };
    fact("kit.agenda.fact.threshold", threshold);
    fact(
        "kit.agenda.fact.form",
        kit.fill(form, [("lens", kit.content.wording.name.clone()), ("statements", statements)]),
    );
    fact("kit.agenda.fact.minutes", minutes);
    fact("kit.agenda.fact.devices", devices);
    if plan.devices > 0 {
        fact("kit.agenda.fact.waves", plan.waves().to_string());
    }
    fact("kit.agenda.fact.ends", plan.time(end));
    facts
}

fn sides(kit: &Kit, plan: &Plan) -> String {
    let [it, business] = [plan.heads.it, plan.heads.business].map(|count| count.to_string());
    kit.fill("kit.agenda.people", [("it", it), ("business", business)])
}

fn timetable(kit: &Kit, plan: &Plan, slots: &[Slot]) -> Block {
    let column = |key: &str, number: bool| Column { title: kit.get(key), number };
    let row = |slot: &Slot| Row {
        cells: vec![
            plan.time(slot.begins),
            slot.minutes.to_string(),
            kit.get(&format!("kit.agenda.step.{}", slot.step.as_str())),
            what(kit, plan, slot.step),
        ],
        opens: None,
    };
    Block::Table(Table {
        caption: String::new(),
        columns: vec![
            column("kit.agenda.column.begins", true),
            column("kit.agenda.column.minutes", true),
            column("kit.agenda.column.step", false),
            column("kit.agenda.column.what", false),
        ],
        rows: slots.iter().map(row).collect(),
        opens_at: None,
    })
}

/// What happens at a step, in a few words.
fn what(kit: &Kit, plan: &Plan, step: Step) -> String {
    let key = format!("kit.agenda.step.{}.what", step.as_str());
    match step {
        Step::Collect if plan.devices > 0 => kit.content.texts.pair(&kit.get(&key), &waves(kit, plan)),
        Step::Discuss => {
            let minutes = ("minutes", DISCUSSION_MINUTES.to_string());
            kit.fill(&key, [("n", DISCUSSED.to_string()), minutes])
        }
        _ => kit.get(&key),
    }
}

fn waves(kit: &Kit, plan: &Plan) -> String {
    kit.count("kit.agenda.step.collect.waves", plan.waves())
}

/// What the facilitator should know before it is too late to change it.
fn warnings(kit: &Kit, plan: &Plan) -> Vec<Block> {
    let pack = &kit.content.pack;
    let mut warnings = Vec::new();
    if let Some(needed) = plan.devices_needed(pack) {
        let values = [
            ("minutes", plan.collecting(pack).to_string()),
            ("devices", kit.count("kit.agenda.long.devices", u32::from(plan.devices))),
            ("most", LONG_COLLECTING.to_string()),
            ("needed", kit.count("kit.agenda.long.needed", needed)),
        ];
        warnings.push(paragraph(Voice::Notice, kit.fill("kit.agenda.long", values)));
    }
    if plan.heads.split == Split::Assumed {
        warnings.push(paragraph(Voice::Notice, kit.get("kit.agenda.assumed")));
    }
    warnings
}

fn seen(kit: &Kit, plan: &Plan) -> Vec<Block> {
    let Rule::Anonymous(threshold) = plan.rule else {
        return vec![paragraph(Voice::Plain, kit.get("kit.agenda.seen.open"))];
    };
    let mut blocks = vec![paragraph(Voice::Plain, foretold(kit, plan, threshold))];
    let now = plan.foretold(plan.rule);
    if matches!(now, Foretold::CombinedAndSides | Foretold::CombinedAnd(_)) {
        blocks.push(paragraph(Voice::Plain, kit.get("kit.agenda.seen.item")));
    }
    let proposed = propose(plan.heads.answering());
    if proposed < threshold && plan.foretold(Rule::Anonymous(proposed)) != now {
        let values = [("k", proposed.get().to_string()), ("seen", foretold(kit, plan, proposed))];
        blocks.push(paragraph(Voice::Notice, kit.fill("kit.agenda.seen.lower", values)));
    }
    blocks
}

fn foretold(kit: &Kit, plan: &Plan, threshold: Threshold) -> String {
    let key = match plan.foretold(Rule::Anonymous(threshold)) {
        Foretold::Nothing => "kit.agenda.seen.nothing",
        Foretold::CombinedOnly => "kit.agenda.seen.combined",
        Foretold::CombinedAndSides => "kit.agenda.seen.both",
        Foretold::CombinedAnd(_) => "kit.agenda.seen.one",
    };
    let values = [
        ("it", plan.heads.it.to_string()),
        ("business", plan.heads.business.to_string()),
        ("k", threshold.get().to_string()),
    ];
    kit.fill(key, values)
}

fn material(kit: &Kit, plan: &Plan) -> Vec<String> {
    let people = plan.heads.answering();
    let mut list = Vec::new();
    if plan.devices > 0 {
        list.push(kit.count("kit.agenda.material.devices", u32::from(plan.devices)));
        list.push(kit.get("kit.agenda.material.spare"));
    } else {
        list.push(kit.count("kit.agenda.material.forms", people));
        list.push(kit.count("kit.agenda.material.pens", people));
        list.push(kit.get("kit.agenda.material.box"));
    }
    list.extend(
        [
            "kit.agenda.material.second",
            "kit.agenda.material.projector",
            "kit.agenda.material.prompts",
            "kit.agenda.material.wall",
        ]
        .map(|key| kit.get(key)),
    );
    list
}

/// What to say and do at each step.
fn script(kit: &Kit, plan: &Plan, slots: &[Slot]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for slot in slots {
        let name = kit.get(&format!("kit.agenda.step.{}", slot.step.as_str()));
        blocks.push(Block::Heading(format!("{}  {name}", plan.time(slot.begins))));
        let (say, doing) = lines(kit, plan, slot.step);
        let opened = |key: &'static str, lines: Vec<String>| {
            let item = move |text| ListItem { strong: kit.get(key), text, ..ListItem::default() };
            lines.into_iter().map(item)
        };
        let items = opened("kit.agenda.say", say).chain(opened("kit.agenda.do", doing)).collect();
        blocks.push(Block::List(List { kind: ListKind::Bullets, items }));
    }
    blocks
}

/// The lines to say, and what to do.
fn lines(kit: &Kit, plan: &Plan, step: Step) -> (Vec<String>, Vec<String>) {
    let all = |keys: &[&str]| keys.iter().map(|key| kit.get(key)).collect::<Vec<_>>();
    match step {
        Step::Welcome => {
            let mut say = all(&[
                "kit.agenda.step.welcome.say.1",
                "kit.agenda.step.welcome.say.2",
                "kit.agenda.step.welcome.say.3",
            ]);
            say.push(match plan.rule {
                Rule::Anonymous(threshold) => {
                    kit.fill("kit.agenda.step.welcome.say.4", [("k", threshold.get().to_string())])
                }
                Rule::Open => kit.get("kit.agenda.step.welcome.say.open"),
            });
            (say, all(&["kit.agenda.step.welcome.do.1", "kit.agenda.step.welcome.do.2"]))
        }
        Step::Collect => {
            let say = all(&[
                "kit.agenda.step.collect.say.1",
                "kit.agenda.step.collect.say.2",
                "kit.agenda.step.collect.say.3",
            ]);
            let minutes = plan.form.minutes(&kit.content.pack).to_string();
            let doing = match plan.devices {
                0 => all(&["kit.agenda.step.collect.do.paper", "kit.agenda.step.collect.do.3"]),
                n => {
                    let values = [("n", n.to_string()), ("minutes", minutes), ("waves", waves(kit, plan))];
                    let mut doing = vec![kit.fill("kit.agenda.step.collect.do.1", values)];
                    doing.extend(all(&["kit.agenda.step.collect.do.2", "kit.agenda.step.collect.do.3"]));
                    doing
                }
            };
            (say, doing)
        }
        Step::Break => {
            let mut doing = all(&["kit.agenda.step.break.do.1"]);
            let typing = plan.typing(&kit.content.pack);
            if typing > 0 {
                let minutes = ("minutes", typing.to_string());
                doing.push(kit.fill("kit.agenda.step.break.do.2", [minutes]));
            }
            (Vec::new(), doing)
        }
        Step::Reveal => (
            all(&["kit.agenda.step.reveal.say.1"]),
            all(&["kit.agenda.step.reveal.do.1", "kit.agenda.step.reveal.do.2"]),
        ),
        Step::Discuss => {
            let values = [("n", DISCUSSED.to_string()), ("minutes", DISCUSSION_MINUTES.to_string())];
            let mut doing = vec![kit.fill("kit.agenda.step.discuss.do.1", values)];
            doing.extend(all(&["kit.agenda.step.discuss.do.2", "kit.agenda.step.discuss.do.3"]));
            (all(&["kit.agenda.step.discuss.say.1", "kit.agenda.step.discuss.say.2"]), doing)
        }
        Step::Agree => (
            all(&["kit.agenda.step.agree.say.1"]),
            all(&["kit.agenda.step.agree.do.1", "kit.agenda.step.agree.do.2", "kit.agenda.step.agree.do.3"]),
        ),
        Step::Next => (
            all(&["kit.agenda.step.next.say.1"]),
            all(&[
                if kit.is_lens() { "kit.agenda.step.next.do.lens" } else { "kit.agenda.step.next.do.1" },
                "kit.agenda.step.next.do.2",
            ]),
        ),
        Step::Close => (
            all(&["kit.agenda.step.close.say.1", "kit.agenda.step.close.say.2"]),
            all(&["kit.agenda.step.close.do.1"]),
        ),
    }
}
