//! Random texts, documents and assessments that the tests of the report's formats draw from: texts that try to be markup, a formula or a new line among them.
#![allow(dead_code)]

#[path = "../hostile/texts.rs"]
mod texts;

use std::path::Path;
use std::sync::LazyLock;

use pomscope_core::answers::{
    Answer, Assessment, Choice, LensAnswers, MetricAnswer, MetricStatus, PlanEntry, Rating, Side, StepStatus,
};
use pomscope_core::book::Book;
use pomscope_core::content::Content;
use pomscope_core::json;
use pomscope_core::lens::{Lens, Lenses, Thought};
use pomscope_core::pack::{ItemId, MetricId, ThreadId};
use pomscope_core::report::document::{
    Block, CoverPage, Direction, Document, Figure, List, ListItem, ListKind, PageWords, Pages, Paragraph,
    Section, Start, Voice,
};
use pomscope_core::report::drawing::{Anchor, Drawing, Ink, Mark, Stroke, Weight};
use pomscope_core::report::{Column, Fact, Row, Table};
use proptest::prelude::*;
use proptest::sample::select;
pub use texts::HOSTILE;

/// The day of the reports.
pub const TODAY: &str = "2026-11-22";

/// Any text, the hostile ones often.
pub fn any_text() -> BoxedStrategy<String> {
    prop_oneof![
        4 => select(HOSTILE).prop_map(str::to_owned),
        2 => "[ -~]{0,30}",
        2 => "[a-c#*_<>|`&\\\\\n\t =+@0-9.)!\\[\\]()~-]{0,24}",
        1 => ".{0,20}",
        1 => (select(HOSTILE), select(HOSTILE)).prop_map(|(a, b)| format!("{a}{b}")),
        1 => Just(String::new()),
        1 => Just("word ".repeat(400)),
    ]
    .boxed()
}

fn texts(most: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any_text(), 0..=most)
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    prop::collection::vec((any_text(), any_text()).prop_map(|(term, value)| Fact { term, value }), 0..3)
}

fn length() -> impl Strategy<Value = f64> {
    prop_oneof![
        -1.0e4..1.0e4f64,
        Just(0.0),
        Just(-0.5),
        any::<f64>().prop_filter("finite", |n| n.is_finite())
    ]
}

fn ink() -> impl Strategy<Value = Ink> {
    select(Ink::ALL.to_vec())
}

fn mark() -> impl Strategy<Value = Mark> {
    let place = || (length(), length());
    prop_oneof![
        (place(), place(), ink()).prop_map(|((x, y), (width, height), fill)| Mark::Rect {
            x,
            y,
            width,
            height,
            fill
        }),
        (place(), place(), length(), ink(), select(vec![Stroke::Whole, Stroke::Dashed]))
            .prop_map(|(from, to, width, ink, stroke)| Mark::Line { from, to, width, ink, stroke }),
        (place(), length(), ink(), ink()).prop_map(|(at, r, fill, edge)| Mark::Dot { at, r, fill, edge }),
        (
            place(),
            length(),
            select(vec![Anchor::Start, Anchor::Middle, Anchor::End]),
            select(vec![Weight::Regular, Weight::Bold]),
            ink(),
            any_text()
        )
            .prop_map(|(at, size, anchor, weight, ink, text)| Mark::Text {
                at,
                size,
                anchor,
                weight,
                ink,
                text
            }),
    ]
}

fn drawing() -> impl Strategy<Value = Drawing> {
    (length(), length(), prop::collection::vec(mark(), 0..4)).prop_map(|(width, height, marks)| Drawing {
        width,
        height,
        marks,
    })
}

fn table() -> impl Strategy<Value = Table> {
    (any_text(), prop::collection::vec((any_text(), any::<bool>()), 1..4), 0usize..4)
        .prop_flat_map(|(caption, columns, rows)| {
            let width = columns.len();
            let row = prop::collection::vec(any_text(), width);
            (Just(caption), Just(columns), prop::collection::vec(row, rows))
        })
        .prop_map(|(caption, columns, rows)| Table {
            caption,
            columns: columns.into_iter().map(|(title, number)| Column { title, number }).collect(),
            rows: rows.into_iter().map(|cells| Row { cells, opens: None }).collect(),
            opens_at: None,
        })
}

fn block() -> BoxedStrategy<Block> {
    let voice = select(vec![Voice::Plain, Voice::Lead, Voice::Small, Voice::Notice]);
    let item = (any_text(), any_text(), any_text(), texts(3))
        .prop_map(|(strong, text, end, lines)| ListItem { strong, text, end, lines });
    let kind = select(vec![ListKind::Bullets, ListKind::Numbers]);
    prop_oneof![
        any_text().prop_map(Block::Heading),
        (voice, any_text(), any_text()).prop_map(|(voice, strong, text)| Block::Paragraph(Paragraph {
            voice,
            strong,
            text
        })),
        (kind, prop::collection::vec(item, 0..12))
            .prop_map(|(kind, items)| Block::List(List { kind, items })),
        facts().prop_map(Block::Facts),
        table().prop_map(Block::Table),
        figure().prop_map(Block::Figure),
    ]
    .boxed()
}

fn figure() -> impl Strategy<Value = Figure> {
    ("[a-z-]{1,8}", any_text(), any_text(), drawing())
        .prop_map(|(id, caption, alternative, drawing)| Figure { id, caption, alternative, drawing })
}

fn section() -> impl Strategy<Value = Section> {
    let start = select(vec![Start::Here, Start::NewPage]);
    ("[a-z-]{1,8}", any_text(), start, prop::collection::vec(block(), 0..5))
        .prop_map(|(id, title, start, blocks)| Section { id, title, start, blocks })
}

fn cover() -> impl Strategy<Value = CoverPage> {
    let score = prop::option::of((any_text(), any_text()));
    let names = (any_text(), any_text(), any_text(), any_text());
    (names, facts(), score, texts(3), prop::option::of(figure()), texts(2)).prop_map(
        |((mark, over, title, about), facts, score, lines, figure, made)| CoverPage {
            mark,
            over,
            title,
            about,
            facts,
            score,
            lines,
            figure,
            made,
        },
    )
}

fn page_words() -> impl Strategy<Value = PageWords> {
    prop::collection::vec(any_text(), 9).prop_map(|words| {
        let mut words = words.into_iter();
        let mut next = || words.next().unwrap();
        PageWords {
            contents: next(),
            page: next(),
            annex: next(),
            annex_intro: next(),
            annex_columns: [next(), next(), next()],
            figure: next(),
            attachment: next(),
        }
    })
}

/// Any document whose lengths are finite.
pub fn any_document() -> BoxedStrategy<Document> {
    let direction = select(vec![Direction::LeftToRight, Direction::RightToLeft]);
    let pages = select(vec![Pages::Report, Pages::Slides, Pages::Form]);
    let head = ("[a-z]{2}", direction, any_text(), any_text(), any_text());
    (head, pages, cover(), prop::collection::vec(section(), 0..4), page_words())
        .prop_map(|((lang, direction, title, subject, date), pages, cover, sections, words)| Document {
            lang,
            direction,
            title,
            subject,
            date,
            pages,
            cover,
            sections,
            words,
        })
        .boxed()
}

/// The real pack with its English texts.
pub fn content() -> &'static Content {
    static CONTENT: LazyLock<Content> = LazyLock::new(read_content);
    &CONTENT
}

fn read_content() -> Content {
    let read = |text: &str| json::parse(text).unwrap();
    let content = Content::from_parts(
        &read(include_str!("../../../../content/interface/en.json")),
        &read(include_str!("../../../../content/packs/relationship-management-methodology/pack.json")),
        &read(include_str!("../../../../content/packs/relationship-management-methodology/en.json")),
    )
    .unwrap();
    Content { lenses: lenses(), ..content }
}

/// The lenses with their English texts, in the order in which they are offered.
pub fn lenses() -> Lenses {
    let file = |id: &str, name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/packs").join(id).join(name);
        json::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let lens = |id: &str| Lens::from_json(&file(id, "pack.json"), &file(id, "en.json")).unwrap();
    ["framework", "principles", "duties", "watermelon", "conversations"].map(lens).to_vec().into()
}

/// Any answers to a lens, with words that nobody offers among them.
fn any_lens(lens: &Lens) -> BoxedStrategy<LensAnswers> {
    let mut items: Vec<ItemId> = lens.pack.asked.iter().map(|item| item.id.clone()).collect();
    items.push(ItemId::from("=no.such|item"));
    let by = || prop::option::of(select(vec!["it", "business", "both", "nobody", "somebody"]));
    let one = prop::collection::vec(prop::option::weighted(0.8, (any_answer(), by())), items.len());
    let side = prop::option::of(select(vec![Side::It, Side::Business]));
    let (version, questions) = (lens.pack.version.clone(), lens.traits.reflection.clone());
    (one, side, any_text(), prop::option::of(select(Thought::ALL.to_vec())))
        .prop_map(move |(answers, side, note, thought)| {
            let mut given = LensAnswers { version: version.clone(), ..LensAnswers::default() };
            for (id, answer) in items.iter().zip(answers) {
                let Some((mut answer, by)) = answer else { continue };
                if let Some(by) = by {
                    answer.extra.insert("by".into(), by.into());
                }
                given.answers.insert(id.clone(), answer);
            }
            if let Some(side) = side {
                given.set_side(side);
            }
            if !questions.is_empty() {
                given.set_reflection_note(&note);
            }
            for question in &questions {
                given.set_thought(question, thought);
            }
            given
        })
        .boxed()
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let rating = prop_oneof![1 => Just(None), 6 => select(Rating::ALL.to_vec()).prop_map(Some)];
    let written = prop_oneof![3 => Just(String::new()), 1 => any_text()];
    (rating, written.clone(), written.clone(), written, select(vec!["", "2026-11-20T10:00:00.000Z"]))
        .prop_map(|(rating, note, evidence, reason, at)| Answer {
            rating,
            note,
            evidence,
            reason,
            at: at.to_owned(),
            ..Answer::default()
        })
}

fn any_metric() -> impl Strategy<Value = MetricAnswer> {
    let value = || prop::option::of(prop_oneof![0.0..120.0f64, (0u32..50).prop_map(f64::from)]);
    let date = || select(vec!["", "2026-11-01"]);
    (
        prop::option::of(select(MetricStatus::ALL.to_vec())),
        value(),
        date(),
        any_text(),
        value(),
        value(),
        date(),
    )
        .prop_map(|(status, value, as_of, source, baseline, target, target_date)| MetricAnswer {
            status,
            value,
            as_of: as_of.to_owned(),
            source,
            baseline,
            target,
            target_date: target_date.to_owned(),
            ..MetricAnswer::default()
        })
}

fn any_entry() -> impl Strategy<Value = PlanEntry> {
    (
        prop_oneof![Just(String::new()), any_text()],
        prop::option::of(select(Choice::ALL.to_vec())),
        any_text(),
        select(vec!["", "2027-03-31"]),
        select(StepStatus::ALL.to_vec()),
        any_text(),
    )
        .prop_map(|(title, choice, owner, due, status, note)| PlanEntry {
            title,
            choice,
            owner,
            due: due.to_owned(),
            status,
            note,
            ..PlanEntry::default()
        })
}

/// What stands in the fields of rows: any texts, days and states among them.
fn any_cell() -> BoxedStrategy<String> {
    prop_oneof![
        6 => any_text(),
        2 => select(vec!["2026-11-21", "2026-11-22", "2027-02-28", "2027-02-30"]).prop_map(str::to_owned),
        2 => select(vec!["open", "met", "renegotiated", "missed", "r1", "r2", "Met"]).prop_map(str::to_owned),
    ]
    .boxed()
}

fn rows_of(keys: Vec<&'static str>, cell: BoxedStrategy<json::Value>) -> BoxedStrategy<json::Map> {
    let row = prop::collection::btree_map(select(keys), cell, 0..6);
    let row = row.prop_map(|fields| fields.into_iter().map(|(key, cell)| (key.to_owned(), cell)).collect());
    let ids =
        select(vec!["r1", "r2", "20261122153000250012345000", "=1+1", "\"<odd>,\""]).prop_map(str::to_owned);
    let rows = prop::collection::btree_map(ids, row.prop_map(json::Value::Object), 0..4);
    rows.prop_map(|rows| rows.into_iter().collect()).boxed()
}

/// Rows of a book as the program writes them.
pub fn any_rows(book: Book) -> BoxedStrategy<json::Map> {
    let keys = book.fields().iter().map(|field| field.key()).chain(["at"]).collect();
    rows_of(keys, any_cell().prop_map(json::Value::String).boxed())
}

/// Rows of a book as files may hold them: with what a later program put there, and with what is no row.
pub fn odd_rows(book: Book) -> BoxedStrategy<json::Map> {
    let keys = book.fields().iter().map(|field| field.key()).chain(["at", "colour"]).collect();
    let cell = any_cell().prop_map(json::Value::String);
    let cell = prop_oneof![8 => cell, 1 => Just(json::Value::Bool(true)), 1 => Just(json::Value::Null)];
    (rows_of(keys, cell.boxed()), prop::option::of(select(vec!["r1", "r3"])))
        .prop_map(|(mut rows, odd)| {
            rows.extend(odd.map(|id| (id.to_owned(), json::Value::from("no row"))));
            rows
        })
        .boxed()
}

/// Any assessment of the pack, with hostile texts wherever a person writes; some cannot be scored.
pub fn any_assessment(content: &Content) -> BoxedStrategy<Assessment> {
    let pack = &content.pack;
    let mut items: Vec<ItemId> = pack.asked.iter().map(|item| item.id.clone()).collect();
    items.push(ItemId::from("=no.such|item"));
    let metrics: Vec<MetricId> = pack.metrics.iter().map(|metric| metric.id.clone()).collect();
    let threads: Vec<ThreadId> = pack.threads.clone();
    let mut steps: Vec<String> = items.iter().map(|id| id.0.clone()).collect();
    steps.extend(["own-1".to_owned(), "own-2".to_owned()]);
    let one = |count: usize| prop::collection::vec(prop::option::weighted(0.85, any_answer()), count);
    let head =
        (any_text(), any_text(), prop::option::of(select(Side::ALL.to_vec())), prop::option::of(0u32..40));
    let goals = (
        prop::collection::vec(
            prop::option::of((2u8..11).prop_map(|half| f64::from(half) / 2.0)),
            threads.len(),
        ),
        prop::collection::vec(prop::option::of(1u8..6), threads.len()),
    );
    let counted = prop::collection::vec(prop::option::of(any_metric()), metrics.len());
    let decided = prop::collection::vec(prop::option::weighted(0.2, any_entry()), steps.len());
    let names: Vec<String> = content.lenses.iter().map(|lens| lens.id().to_owned()).collect();
    let seen: Vec<_> =
        content.lenses.iter().map(|lens| prop::option::weighted(0.1, any_lens(lens))).collect();
    let books = (any_rows(Book::Register), any_rows(Book::Ledger));
    let new = Assessment::new("format00".into(), pack, "2026-11-20T10:00:00.000Z".into());
    (head, one(items.len()), goals, counted, decided, seen, books)
        .prop_map(
            move |(
                (title, scope, side, k),
                answers,
                (targets, importance),
                counted,
                decided,
                seen,
                books,
            )| {
                let mut assessment = new.clone();
                for (id, answers) in names.iter().zip(seen) {
                    if let Some(answers) = answers {
                        assessment.lenses.insert(id.clone(), answers);
                    }
                }
                (assessment.title, assessment.scope, assessment.side) = (title, scope, side);
                assessment.key_relationships = k;
                (assessment.relationships, assessment.commitments) = books;
                for (id, answer) in items.iter().zip(answers) {
                    if let Some(answer) = answer {
                        assessment.answers.insert(id.clone(), answer);
                    }
                }
                for (id, (target, importance)) in threads.iter().zip(targets.into_iter().zip(importance)) {
                    if let Some(target) = target {
                        assessment.targets.insert(id.clone(), target);
                    }
                    if let Some(importance) = importance {
                        assessment.importance.insert(id.clone(), importance);
                    }
                }
                for (id, metric) in metrics.iter().zip(counted) {
                    if let Some(metric) = metric {
                        assessment.metrics.insert(id.clone(), metric);
                    }
                }
                for (id, entry) in steps.iter().zip(decided) {
                    if let Some(entry) = entry {
                        assessment.plan.insert(id.clone(), entry);
                    }
                }
                assessment
            },
        )
        .boxed()
}
