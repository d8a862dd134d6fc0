//! The questionnaire on paper: statements in the order asked with boxes to tick, numbered for whoever types them in; no name is asked for, and nothing is scored here.

use crate::answers::{Rating, Side};
use crate::kit::order::{Part, Theme, asked, parts};
use crate::kit::plan::Form;
use crate::kit::{Kit, bullets, paragraph, section};
use crate::lens::By;
use crate::pack::{Item, Pack, Scale};
use crate::report::document::{
    BOX, Block, CoverPage, Document, List, ListItem, ListKind, Pages, Section, Start, Voice,
};
use crate::report::lens_page::by_key;
use crate::report::session_page::side_texts;
use crate::report::{Column, Fact, Row, Table};

/// How many rows there are to write reasons in.
const REASONS: usize = 3;

/// The form: with `side` printed on it, or to be chosen where there is none.
#[must_use]
pub fn paper_form(kit: &Kit, side: Option<Side>, form: Form) -> Document {
    let mut sections = vec![how(kit)];
    let mut reasons = false;
    for (letter, part) in lettered(&kit.content.pack, form) {
        reasons |= part.theme != Theme::Signs && !not_our_role(kit, &part);
        // The first part follows the instructions; each other begins a page, so that pages can be typed in one by one.
        let start = if sections.len() == 1 { Start::Here } else { Start::NewPage };
        sections.push(statements(kit, &part, (side, form), &letter, start));
    }
    if reasons {
        sections.push(reasons_section(kit));
    }
    let (title, about) = match form {
        Form::Full if side.is_none() && kit.content.pack.asked.iter().any(|item| item.per_side) => {
            ("kit.form.title", "kit.form.about.sides")
        }
        Form::Full => ("kit.form.title", "kit.form.about"),
        Form::Short => ("kit.form.title.short", "kit.form.about.short"),
    };
    let texts = &kit.content.texts;
    let named = |side: Side| match side {
        Side::It => texts.get("side.it").to_owned(),
        Side::Business => texts.get("side.business").to_owned(),
        Side::Both => texts.get("side.both").to_owned(),
    };
    let choice = || {
        let values = [("box", BOX.to_owned()), ("it", named(Side::It)), ("business", named(Side::Business))];
        kit.fill("kit.form.side.choose", values)
    };
    let facts = vec![
        Fact { term: kit.get("kit.form.side"), value: side.map_or_else(choice, named) },
        Fact { term: kit.get("kit.form.number"), value: "____________________".to_owned() },
    ];
    let cover = CoverPage { about: kit.get(about), facts, ..CoverPage::default() };
    kit.document(kit.get(title), Pages::Form, cover, sections)
}

/// The parts that a form asks, each with the letter of its marks: `B3` is the third statement of the second.
pub fn lettered(pack: &Pack, form: Form) -> impl Iterator<Item = (String, Part<'_>)> {
    let wanted = move |part: &Part<'_>| part.groups.iter().any(|group| asked(group, form).next().is_some());
    parts(pack).into_iter().filter(wanted).enumerate().map(|(at, part)| (letter(at), part))
}

/// A, B, C … and numbers once the letters are used up.
fn letter(at: usize) -> String {
    match u8::try_from(at) {
        Ok(at) if at < 26 => char::from(b'A' + at).to_string(),
        _ => format!("{}-", at + 1),
    }
}

fn how(kit: &Kit) -> Section {
    let unknown = ("unknown", kit.content.texts.get("rating.unknown").to_owned());
    let texts = [
        kit.get("kit.form.alone"),
        kit.get("kit.form.one"),
        kit.fill("kit.form.skip", [unknown]),
        kit.get("kit.form.closing"),
    ];
    section("how", kit.get("kit.form.how"), Start::Here, vec![bullets(texts)])
}

/// The ratings that a part of the form offers, in order: those that none of its items offers are left out.
fn offered(part: &Part<'_>, form: Form) -> Vec<Rating> {
    let items = || part.groups.iter().flat_map(|group| asked(group, form));
    let is_offered = |rating: &Rating| items().any(|item| offers(part.theme, item, *rating));
    Rating::ALL.into_iter().filter(is_offered).collect()
}

fn offers(theme: Theme<'_>, item: &Item, rating: Rating) -> bool {
    let scored = theme != Theme::Signs;
    match rating {
        Rating::Beyond => scored && item.surpassable,
        Rating::NotApplicable => scored,
        _ => true,
    }
}

/// What stands over a rating's boxes.
pub fn rating_letter(kit: &Kit, scale: Scale, rating: Rating) -> String {
    match rating {
        Rating::Beyond | Rating::Unknown | Rating::NotApplicable => {
            kit.get(&format!("kit.letter.{}", rating.as_str()))
        }
        _ => kit.get(&format!("kit.letter.{}.{}", scale.as_str(), rating.as_str())),
    }
}

/// Whether "does not apply" is put as "not our role" in a part, and asks for no reason.
fn not_our_role(kit: &Kit, part: &Part<'_>) -> bool {
    let mut items = part.groups.iter().flat_map(|group| group.own());
    let pack = &kit.content.pack;
    items.all(|item| pack.asked.get(item.slot).is_some_and(|asked| asked.traits.not_our_role))
}

/// A rating in words, with what is said of it where something is. The scale's own hints speak of key relationships: of a lens they are left out.
fn rating_words(kit: &Kit, part: &Part<'_>, rating: Rating) -> (String, String) {
    let texts = &kit.content.texts;
    let scale = part.scale(&kit.content.pack);
    match rating {
        Rating::NotApplicable if not_our_role(kit, part) => {
            (texts.get("lens.notOurRole").to_owned(), String::new())
        }
        Rating::Beyond => (texts.get("rating.beyond").to_owned(), kit.get("kit.form.beyond.hint")),
        Rating::Unknown => (texts.get("rating.unknown").to_owned(), kit.get("kit.form.unknown.hint")),
        Rating::NotApplicable => (texts.get("rating.na").to_owned(), kit.get("kit.form.na.hint")),
        _ => {
            let key = format!("rating.{}.{}", scale.as_str(), rating.as_str());
            let hint_key = format!("{key}.hint");
            let hint = texts.get(&hint_key);
            let hint = if hint == hint_key || kit.is_lens() { String::new() } else { hint.to_owned() };
            (texts.get(&key).to_owned(), hint)
        }
    }
}

/// Whether a rating is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hints {
    /// It is.
    Given,
    /// Its label has to do.
    LeftOut,
}

/// The ratings of a part as a form offers them, a line each: the letter, the words, what is said of it.
pub fn scale_lines(kit: &Kit, part: &Part<'_>, form: Form, hints: Hints) -> Block {
    let scale = part.scale(&kit.content.pack);
    let item = |rating: Rating| {
        let (label, hint) = rating_words(kit, part, rating);
        let plain = hint.is_empty() || hints == Hints::LeftOut;
        let text = if plain { label } else { kit.content.texts.pair(&label, &hint) };
        ListItem { strong: rating_letter(kit, scale, rating), text, ..ListItem::default() }
    };
    let items = offered(part, form).into_iter().map(item).collect();
    Block::List(List { kind: ListKind::Bullets, items })
}

/// A statement as a form puts it: to one side, or to both.
fn words(kit: &Kit, side: Option<Side>, item: &Item) -> String {
    let content = &kit.content;
    let Some(asked) = content.pack.asked.get(item.slot) else { return String::new() };
    let mut lines = match side {
        None if asked.per_side => side_texts(content, asked).to_vec(),
        side => vec![content.wording.item_for(&item.id, side).text],
    };
    if asked.traits.asks_by {
        let option = |by| {
            let name = content.texts.get(by_key(by)).to_owned();
            kit.fill("kit.form.by.option", [("box", BOX.to_owned()), ("name", name)])
        };
        let options = By::ALL.map(option).join("   ");
        let question = content.texts.get("lens.by").to_owned();
        lines.push(kit.fill("kit.form.by", [("question", question), ("options", options)]));
    }
    lines.push(item.id.to_string());
    lines.join("\n")
}

/// What is asked of the statements of a scored part.
pub(super) fn question(kit: &Kit) -> String {
    let texts = &kit.content.texts;
    match kit.content.pack.scale {
        _ if !kit.is_lens() => kit.get("kit.form.question.plain"),
        Scale::Extent => texts.get("lens.stem.extent").to_owned(),
        Scale::Build => texts.get("lens.stem.build").to_owned(),
        Scale::Describes => texts.get("lens.stem.describes").to_owned(),
        Scale::Met => texts.get("lens.stem.met").to_owned(),
    }
}

fn statements(
    kit: &Kit,
    part: &Part<'_>,
    (side, form): (Option<Side>, Form),
    letter: &str,
    start: Start,
) -> Section {
    let (pack, wording) = (&kit.content.pack, &kit.content.wording);
    let scale = part.scale(pack);
    let ratings = offered(part, form);
    let (id, name, question) = match part.theme {
        Theme::Signs => ("signs", kit.get("kit.form.signs"), kit.get("kit.form.question.symptoms")),
        Theme::Thread(thread) => (thread.as_str(), wording.thread_name(thread).to_owned(), question(kit)),
    };
    let column = |title: String| Column { title, number: false };
    let mut columns =
        vec![column(kit.get("kit.form.column.number")), column(kit.get("kit.form.column.statement"))];
    columns.extend(ratings.iter().map(|rating| column(rating_letter(kit, scale, *rating))));
    let items = part.groups.iter().flat_map(|group| asked(group, form));
    let row =
        |(at, item): (usize, &Item)| {
            let mut cells = vec![format!("{letter}{}", at + 1), words(kit, side, item)];
            cells.extend(ratings.iter().map(|rating| {
                if offers(part.theme, item, *rating) { BOX.to_owned() } else { String::new() }
            }));
            Row { cells, opens: None }
        };
    let rows = items.enumerate().map(row).collect();
    let legend: Vec<String> = ratings
        .iter()
        .map(|rating| {
            let label = rating_words(kit, part, *rating).0;
            kit.fill("kit.form.legend", [("letter", rating_letter(kit, scale, *rating)), ("label", label)])
        })
        .collect();
    let title = kit.fill("kit.form.part", [("letter", letter.to_owned()), ("name", name)]);
    let mut blocks = vec![paragraph(Voice::Plain, question)];
    // What the letters mean, in full before the first scored part, in short before every other.
    match part.theme {
        Theme::Thread(thread) if pack.threads.first() == Some(thread) || not_our_role(kit, part) => {
            blocks.push(scale_lines(kit, part, form, Hints::Given))
        }
        _ => blocks.push(paragraph(Voice::Small, legend.join("   ·   "))),
    }
    blocks.push(Block::Table(Table { caption: String::new(), columns, rows, opens_at: None }));
    section(id, title, start, blocks)
}

fn reasons_section(kit: &Kit) -> Section {
    let column = |key: &str| Column { title: kit.get(key), number: false };
    let table = Table {
        caption: String::new(),
        columns: vec![column("kit.form.column.number"), column("kit.form.reasons.column")],
        rows: vec![Row { cells: vec![String::new(), String::new()], opens: None }; REASONS],
        opens_at: None,
    };
    section("reasons", kit.get("kit.form.reasons"), Start::Here, vec![Block::Table(table)])
}
