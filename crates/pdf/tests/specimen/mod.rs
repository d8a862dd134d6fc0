//! Assessments from empty to extreme, made on the spot, and their documents: what is drawn, validated and looked at.
#![allow(dead_code)]

use std::path::Path;

use pomscope_core::answers::{Answer, Assessment, MetricAnswer, MetricStatus, Rating, Side};
use pomscope_core::content::Content;
use pomscope_core::group::{Agreed, Part, Response, ResponseId, Rule, Shown, Threshold};
use pomscope_core::json;
use pomscope_core::kit::plan::{ClockTime, Form, Heads, Plan};
use pomscope_core::kit::{Kit, Prompts, agenda, paper_form, prompts, slides};
use pomscope_core::method::Sheet;
use pomscope_core::pack::ItemId;
use pomscope_core::report::document::Document;
use pomscope_core::report::session_page::{Told, session_document};
use pomscope_core::report::{Telling, tell};
use pomscope_core::table::Table;
use pomscope_core::text::Texts;
use pomscope_pdf::Paper;
use pomscope_pdf::layout::lay;

/// The day of every report here.
pub const TODAY: &str = "2026-11-22";

/// The real pack with its English texts.
pub fn content() -> Content {
    let read = |text: &str| json::parse(text).unwrap();
    Content::from_parts(
        &read(include_str!("../../../../content/interface/en.json")),
        &read(include_str!("../../../../content/packs/relationship-management-methodology/pack.json")),
        &read(include_str!("../../../../content/packs/relationship-management-methodology/en.json")),
    )
    .unwrap()
}

/// The real pack in every other language of the content folder.
pub fn translated() -> Vec<Content> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let read = |path: &str| json::parse(&std::fs::read_to_string(folder.join(path)).unwrap()).unwrap();
    let pack = "packs/relationship-management-methodology";
    let mut names: Vec<String> = std::fs::read_dir(folder.join("interface"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != "en.json")
        .collect();
    names.sort();
    let content = |name: String| {
        let (texts, wording) = (read(&format!("interface/{name}")), read(&format!("{pack}/{name}")));
        Content::from_parts(&texts, &read(&format!("{pack}/pack.json")), &wording).unwrap()
    };
    names.into_iter().map(content).collect()
}

fn blank(content: &Content) -> Assessment {
    Assessment::new("report00".into(), &content.pack, "2026-11-20T10:00:00.000Z".into())
}

/// Ratings that differ from item to item and fall with the level, for the first items of this share.
fn rated(content: &Content, share: usize) -> Assessment {
    let mut assessment = blank(content);
    let scale = [Rating::Fully, Rating::Largely, Rating::Partly, Rating::Not];
    let count = content.pack.asked.len();
    for (at, item) in content.pack.asked.iter().enumerate().take(count * share / 100) {
        let fall = usize::from(content.pack.groups[item.group].level.number.saturating_sub(2))
            + (at * 7 + at / 3) % 3;
        let rating = scale[fall.saturating_sub(1).min(3)];
        if rating.allowed(item) {
            assessment.answers.insert(item.id.clone(), Answer { rating: Some(rating), ..Answer::default() });
        }
    }
    assessment
}

fn measured(content: &Content, assessment: &mut Assessment) {
    for (at, metric) in content.pack.metrics.iter().enumerate() {
        let answer = match at % 3 {
            0 => MetricAnswer {
                status: Some(MetricStatus::Measured),
                value: Some(4.0 + f64::from(u32::try_from(at).unwrap()) * 1.5),
                as_of: "2026-10-31".into(),
                source: "Service desk report".into(),
                ..MetricAnswer::default()
            },
            1 => MetricAnswer { status: Some(MetricStatus::NotMeasured), ..MetricAnswer::default() },
            _ => MetricAnswer { status: Some(MetricStatus::Unknown), ..MetricAnswer::default() },
        };
        assessment.metrics.insert(metric.id.clone(), answer);
    }
}

/// Nothing answered.
pub fn empty(content: &Content) -> Assessment {
    blank(content)
}

/// A third answered.
pub fn partial(content: &Content) -> Assessment {
    let mut assessment = rated(content, 34);
    assessment.title = "First look".into();
    assessment.side = Some(Side::It);
    assessment
}

/// Everything answered, with notes, targets and metrics.
pub fn full(content: &Content) -> Assessment {
    let mut assessment = rated(content, 100);
    assessment.title = "Harbour Insurance: IT and Claims".into();
    assessment.side = Some(Side::Both);
    assessment.scope = "The relationships of IT with Claims, Underwriting and Sales".into();
    assessment.key_relationships = Some(7);
    for thread in &content.pack.threads {
        assessment.targets.insert(thread.clone(), 4.0);
        assessment.importance.insert(thread.clone(), 4);
    }
    let items: Vec<ItemId> = content.pack.asked.iter().map(|item| item.id.clone()).collect();
    for id in items.iter().step_by(9) {
        if let Some(answer) = assessment.answers.get_mut(id) {
            answer.note =
                "Agreed in the quarterly review with Claims; the record is in the team’s space.".into();
            answer.evidence = "Minutes of 12 September 2026".into();
        }
    }
    measured(content, &mut assessment);
    assessment
}

/// Text that printers dread.
pub const DREADED: [&str; 8] = [
    "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunte",
    "Συνεργασία με τις επιχειρησιακές μονάδες: κάθε τρίμηνο",
    "Совместная оценка с бизнесом — каждый квартал, «по плану»",
    "Zażółć gęślą jaźń; Łódź, Gdańsk, Świętochłowice",
    "Done 🎉👩‍👩‍👧 and 日本語 too",
    "שלום עולם, مرحبا بالعالم \u{202E}reversed\u{202C}",
    "<script>alert(1)</script> & \"quotes\" \\ {page} %PDF (a) <<x>>",
    "Line one\nLine two\r\nLine three\twith a tab\u{0}\u{7}\u{FEFF}\u{FFFF} Zu\u{308}rich",
];

/// Everything answered, every text long or strange.
pub fn extreme(content: &Content) -> Assessment {
    let mut assessment = full(content);
    assessment.title = format!("{} {} 😀", DREADED[0], DREADED[3]);
    assessment.scope = DREADED.join(" ");
    let long = "A note that goes on, since the matter is not simple and deserves every word. ".repeat(27);
    let items: Vec<ItemId> = content.pack.asked.iter().map(|item| item.id.clone()).collect();
    for (at, id) in items.iter().enumerate() {
        if let Some(answer) = assessment.answers.get_mut(id) {
            answer.note = match at % 5 {
                0 => long.chars().take(2_000).collect(),
                1 => DREADED[at % DREADED.len()].repeat(3),
                2 => "x".repeat(400),
                _ => DREADED[(at / 2) % DREADED.len()].to_owned(),
            };
            answer.evidence = DREADED[(at + 3) % DREADED.len()].to_owned();
        }
    }
    if let Some(answer) = items.get(3).and_then(|id| assessment.answers.get_mut(id)) {
        answer.note = long.repeat(4);
    }
    assessment
}

/// All assessments by name.
pub fn all(content: &Content) -> Vec<(&'static str, Assessment)> {
    vec![
        ("empty", empty(content)),
        ("partial", partial(content)),
        ("full", full(content)),
        ("extreme", extreme(content)),
    ]
}

/// The document of an assessment.
pub fn told(content: &Content, assessment: &Assessment, telling: Telling) -> Document {
    tell(content, assessment, TODAY, telling).unwrap()
}

/// The client's report, cut after so many pages.
pub fn of_pages(content: &Content, assessment: &Assessment, pages: usize) -> Document {
    let mut document = told(content, assessment, Telling::Client);
    while lay(&document, Paper::A4).unwrap().pages.len() > pages {
        let section = document.sections.last_mut().unwrap();
        if section.blocks.pop().is_none() {
            document.sections.pop();
        }
    }
    document
}

/// The documents of the facilitator's kit, by name.
pub fn kit() -> Vec<(&'static str, Document)> {
    let read = |text: &str| json::parse(text).unwrap();
    let content = content();
    let asked = Prompts::from_json(
        &read(include_str!("../../../../content/packs/relationship-management-methodology/kit/en.json")),
        &content.pack,
    );
    let texts = Texts::from_json(&read(include_str!("../../../../content/kit/en.json"))).unwrap();
    let kit = Kit { content, texts, prompts: asked.unwrap(), beside: Default::default() };
    let plan = |people, devices| Plan {
        heads: Heads::new(Some(people), None, None).unwrap(),
        devices,
        form: Form::Full,
        rule: Rule::default(),
        start: ClockTime::parse("09:00"),
        date: TODAY.into(),
    };
    vec![
        ("agenda", agenda(&kit, &plan(12, 4))),
        ("agenda-long", agenda(&kit, &plan(9, 1))),
        ("prompts", prompts(&kit)),
        ("slides", slides(&kit)),
        ("form", paper_form(&kit, None, Form::Full)),
        ("form-short", paper_form(&kit, Some(Side::Business), Form::Short)),
    ]
}

/// What somebody of a part answers to an item: everything there is, and the sides apart on some items.
fn answered(part: Part, number: usize, slot: usize) -> Option<Rating> {
    let scale = [Rating::Not, Rating::Partly, Rating::Largely, Rating::Fully];
    let side = usize::from(part == Part::It) * 2;
    match (number * 5 + slot * 3 + number * slot) % 11 {
        0 => Some(Rating::Unknown),
        1 if slot.is_multiple_of(2) => Some(Rating::NotApplicable),
        2 => None,
        3 => Some(Rating::Beyond),
        _ if slot % 4 == 1 => Some(scale[side + number % 2]),
        other => Some(scale[other % 4]),
    }
}

/// The reports of groups, by name: all parts shown, the combined result alone, too few, an open workshop of a few.
pub fn session() -> Vec<(&'static str, Document)> {
    let content = content();
    let pack = &content.pack;
    let words = json::parse(include_str!("../../../../content/session/en.json")).unwrap();
    let words = Texts::from_json(&words).unwrap();
    let usual = Rule::Anonymous(Threshold::USUAL);
    let agreed = |(at, item): (usize, &ItemId)| {
        let dissent = if at % 2 == 0 { DREADED[at % DREADED.len()].to_owned() } else { String::new() };
        let rating = [Rating::Partly, Rating::Largely, Rating::Fully][at % 3];
        (item.clone(), Agreed { rating, dissent, extra: json::Map::new() })
    };
    let agreed: Vec<_> =
        pack.asked.iter().map(|asked| &asked.id).step_by(3).enumerate().map(agreed).collect();
    let (agreed, nothing) = (Table::from_entries(agreed), Table::default());
    let document = |heads: [usize; 3], rule, title: &str, agreed: &Table<ItemId, Agreed>| {
        let people = Part::ALL
            .into_iter()
            .zip(heads)
            .flat_map(|(part, count)| (0..count).map(move |number| (part, number)));
        let response = |(part, number): (Part, usize)| {
            let rating =
                |slot: usize| answered(part, number, slot).filter(|rating| rating.allowed(&pack.asked[slot]));
            let sheet = Sheet::from_ratings(pack, (0..pack.asked.len()).map(rating));
            let id = ResponseId::parse(&format!("{}{number:03}", part.as_str())).unwrap();
            Response::new(pack, id, part, sheet).unwrap()
        };
        let people: Vec<Response> = people.map(response).collect();
        let shown = Shown::of(pack, &people, rule);
        session_document(&content, &words, &Told { title, shown: &shown, agreed, signed: None }, TODAY)
    };
    vec![
        ("parts", document([9, 8, 6], usual, DREADED[3], &agreed)),
        ("combined", document([6, 3, 0], usual, "", &nothing)),
        ("few", document([2, 1, 0], usual, "", &agreed)),
        ("open", document([2, 2, 1], Rule::Open, "", &nothing)),
    ]
}

/// The file that travels with the document.
pub fn file(assessment: &Assessment) -> Vec<u8> {
    pomscope_core::wire::write_pretty(assessment).into_bytes()
}
