//! A questionnaire of somebody's own, alone or with its wording: it is refused with a sentence, or goes the whole way to a report, and no text of it becomes markup.

use std::sync::LazyLock;

use pomscope_core::answers::Rating;
use pomscope_core::bundle::{Bundle, wording_of};
use pomscope_core::code::{Kind, decode, encode};
use pomscope_core::content::{Content, Wording};
use pomscope_core::group::{Part, Response, ResponseId, Rule, Shown};
use pomscope_core::json::{self, parse};
use pomscope_core::kit::plan::Form;
use pomscope_core::kit::{Kit, Prompts, paper_form, prompts, slides};
use pomscope_core::lens::Lenses;
use pomscope_core::method::{Sheet, score};
use pomscope_core::owner::Owner;
use pomscope_core::pack::{Fault, Pack, PackKind};
use pomscope_core::report::csv::Sheet as Table;
use pomscope_core::report::export::{Format, export};
use pomscope_core::report::{Telling, markdown, tell};
use pomscope_core::style;
use pomscope_core::text::Texts;

use super::sample::{self, empty, rate, worded};
use super::texts::HOSTILE;
use super::{Dice, ground};

static KIT: LazyLock<Texts> = LazyLock::new(|| {
    Texts::from_json(&parse(include_str!("../../../../content/kit/en.json")).unwrap()).unwrap()
});

/// The text as a pack, as a bundle and as a wording.
pub fn takes(text: &str) {
    whole_way(text, &mut Dice::of(text));
}

/// What was seen of an input.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub refused: bool,
    pub sound: bool,
    pub reported: bool,
}

fn told(faults: &[Fault]) {
    assert!(!faults.is_empty(), "refused without a word");
    for fault in faults {
        let (what, help) = fault.parts();
        assert!(!what.trim().is_empty() && !help.trim().is_empty(), "{fault:?}");
        assert!(!fault.code.is_warning(), "{fault:?}");
    }
}

/// Takes a text as far as it goes.
pub fn whole_way(text: &str, dice: &mut Dice) -> Seen {
    let Ok(read) = parse(text) else { return Seen { refused: true, ..Seen::default() } };
    let mut seen = Seen::default();
    match Bundle::from_json(&read) {
        Ok(bundle) => {
            seen.sound = true;
            for wording in bundle.wordings.into_iter().take(1) {
                seen.reported |= used(bundle.pack.clone(), wording, dice);
            }
        }
        Err(faults) => told(&faults),
    }
    let structure = read.get("pack").unwrap_or(&read);
    let _ = style::pack_keys(structure);
    match Pack::from_json(structure) {
        Err(faults) => {
            told(&faults);
            seen.refused = true;
        }
        Ok(pack) => {
            seen.sound = true;
            let _ = style::pack(structure, &pack);
            let put = |text: String| format!("{text} {}", HOSTILE[text.len() % HOSTILE.len()]);
            let own = worded(&pack, &put);
            let own = json::parse(&own.to_string()).unwrap();
            if pack.kind == PackKind::Block {
                let wording = Wording::from_json(&own, &pack).unwrap();
                let _ = style::wording(&own, &wording, &pack);
                seen.reported |= used(pack.clone(), wording, dice);
            }
            for (_, value) in read.get("wordings").and_then(json::Value::as_object).into_iter().flatten() {
                match wording_of(structure, &pack, value) {
                    Ok(wording) => drop(style::wording(value, &wording, &pack)),
                    Err(faults) => told(&faults),
                }
                let _ = style::between(&[value, &own]);
            }
        }
    }
    let real = sample::real();
    for faults in [Wording::from_json(&read, real).err(), Prompts::from_json(&read, real).err()] {
        faults.iter().for_each(|faults| told(faults));
    }
    seen
}

/// Markdown says with a backslash that a sign is one.
fn no_markup(markdown: &str) {
    assert!(!markdown.replace("\\<", "").contains("<script"), "markup came through: {markdown}");
}

/// Uses a sound pack for all that packs are for.
fn used(pack: Pack, wording: Wording, dice: &mut Dice) -> bool {
    if pack.kind == PackKind::Lens {
        return false;
    }
    let content = Content::of_own(pack, wording, ground::texts(), Lenses::default());
    let ratings =
        [Rating::Not, Rating::Partly, Rating::Largely, Rating::Fully, Rating::Unknown, Rating::NotApplicable];
    let mut assessment = empty(&content.pack);
    for item in &content.pack.asked {
        let rating = *dice.one(&ratings);
        if dice.next(5) > 0 && rating.allowed(item) {
            rate(&mut assessment, item.id.as_str(), rating);
        }
    }
    let encoded = encode(&content.pack, &assessment, Kind::Single);
    let decoded = decode(&[&content.pack], encoded.code.plain()).unwrap();
    assert_eq!(Sheet::of(&content.pack, &decoded.assessment), Sheet::of(&content.pack, &assessment));
    let Ok(scored) = score(&content.pack, &assessment) else { return false };
    assert!(scored.overall.low <= scored.overall.high && scored.overall.score.is_finite());
    let telling = *dice.one(&Telling::ALL);
    let document = tell(&content, &assessment, "2026-11-22", telling).unwrap();
    no_markup(&markdown(&document));
    for format in [Format::Csv(*dice.one(&Table::ALL)), Format::Json] {
        export(&content, &assessment, "2026-11-22", telling, format, &Owner::default()).unwrap();
    }
    let people: Vec<Response> = (0..6)
        .filter_map(|number| {
            let part = if number % 2 == 0 { Part::It } else { Part::Business };
            let id = ResponseId::parse(&format!("someone{number:02}")).unwrap();
            Response::new(&content.pack, id, part, Sheet::of(&content.pack, &assessment)).ok()
        })
        .collect();
    let _ = Shown::of(&content.pack, &people, Rule::default());
    let kit = Kit { content, texts: KIT.clone(), beside: Default::default(), prompts: Prompts::default() };
    for document in [paper_form(&kit, None, Form::Full), slides(&kit), prompts(&kit)] {
        no_markup(&markdown(&document));
    }
    true
}
