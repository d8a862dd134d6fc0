//! Everything that a person, a page or a file can write, with a hostile text in every place. Each type is taken apart field by field, so that a field which comes to be does not compile here until somebody has decided what is written into it.
#![allow(dead_code)]

use pomscope_core::answers::{
    Answer, Assessment, Choice, LensAnswers, MetricAnswer, MetricStatus, PlanEntry, Previous, Rating, Side,
    StepStatus,
};
use pomscope_core::book::Book;
use pomscope_core::content::Content;
use pomscope_core::group::{Agreed, Form, HeadCounts, Part, RawResponse, ResponseId, Rule, Session, Signed};
use pomscope_core::json::{Map, Value, object};
use pomscope_core::lens::{By, Lens, Thought};
use pomscope_core::pack::{Asked, ItemId, MetricId, ThreadId};
use pomscope_core::table::Table;

const DAY: &str = "2026-11-22";

/// Gives the texts one after another, over and over.
pub struct Pen<'a> {
    texts: &'a [&'a str],
    at: usize,
}

impl<'a> Pen<'a> {
    pub fn from(texts: &'a [&'a str], at: usize) -> Self {
        Self { texts, at }
    }

    pub fn text(&mut self) -> String {
        self.at += 1;
        self.texts[(self.at - 1) % self.texts.len()].to_owned()
    }

    fn map(&mut self) -> Map {
        Map::from_entries(vec![(self.text(), Value::from(self.text()))])
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        self.at += 1;
        of[(self.at - 1) % of.len()]
    }
}

fn write(pen: &mut Pen<'_>, places: &mut [&mut String]) {
    for place in places {
        **place = pen.text();
    }
}

/// Rated with what an item offers and counts: everything can be scored.
fn answer(pen: &mut Pen<'_>, item: Option<&Asked>) -> Answer {
    let mut answer = Answer::default();
    let Answer { rating, set_aside, note, evidence, reason, at, other, extra } = &mut answer;
    match item {
        Some(_) => *rating = Some(pen.one(&[Rating::Not, Rating::Partly, Rating::Largely, Rating::Fully])),
        None => *set_aside = Some(pen.text().into()),
    }
    write(pen, &mut [note, evidence, reason, at]);
    if item.is_some() {
        *other = Some(Box::new(Answer { note: pen.text(), ..Answer::default() }));
    }
    *extra = pen.map();
    answer
}

fn metric(pen: &mut Pen<'_>) -> MetricAnswer {
    let mut metric = MetricAnswer::default();
    let MetricAnswer { status, value, as_of, source, baseline, target, target_date, extra } = &mut metric;
    *status = Some(MetricStatus::Measured);
    (*value, *baseline, *target) = (Some(3.0), Some(1.0), Some(5.0));
    // What is no day is not read as one.
    (*as_of, *target_date) = (DAY.to_owned(), DAY.to_owned());
    write(pen, &mut [source]);
    *extra = pen.map();
    metric
}

fn step(pen: &mut Pen<'_>) -> PlanEntry {
    let mut entry = PlanEntry::default();
    let PlanEntry { title, choice, owner, due, status, note, at, extra } = &mut entry;
    *choice = Some(pen.one(&Choice::ALL));
    *status = pen.one(&StepStatus::ALL);
    DAY.clone_into(due);
    write(pen, &mut [title, owner, note, at]);
    *extra = pen.map();
    entry
}

fn lens_answers(pen: &mut Pen<'_>, lens: &Lens) -> LensAnswers {
    let mut given = LensAnswers::default();
    for item in &lens.pack.asked {
        let mut answer = answer(pen, Some(item));
        By::put(Some(pen.one(&By::ALL)), &mut answer);
        given.answers.insert(item.id.clone(), answer);
    }
    let unknown = ItemId(pen.text());
    given.answers.insert(unknown, answer(pen, None));
    if !lens.traits.reflection.is_empty() {
        given.set_reflection_note(&pen.text());
    }
    for question in &lens.traits.reflection {
        given.set_thought(question, Some(pen.one(&Thought::ALL)));
    }
    let LensAnswers { version, answers: _, extra } = &mut given;
    // Of another version nothing counts, which is another test's business.
    lens.pack.version.clone_into(version);
    extra.insert(pen.text(), pen.text().into());
    given
}

fn rows(pen: &mut Pen<'_>, book: Book) -> Map {
    let row = |pen: &mut Pen<'_>| {
        let fields = book.fields().iter().map(|field| (field.key().to_owned(), Value::from(pen.text())));
        fields.collect::<Map>()
    };
    let mut rows = Map::new();
    for id in ["r1".to_owned(), "r2".to_owned(), pen.text()] {
        rows.insert(id, Value::Object(row(pen)));
    }
    rows.insert("no row".into(), pen.text().into());
    rows
}

fn previous(pen: &mut Pen<'_>) -> Previous {
    let mut previous = Previous::default();
    let Previous { id, title, updated_at, pack_version, side, ratings, values, extra } = &mut previous;
    write(pen, &mut [id, title, updated_at, pack_version]);
    *side = Some(pen.one(&Side::ALL));
    ratings.insert(ItemId(pen.text()), Rating::Fully);
    values.insert(MetricId::from(pen.text().as_str()), 3.0);
    *extra = pen.map();
    previous
}

/// An assessment that can be scored, with a hostile text wherever a file can have one.
pub fn assessment(content: &Content, pen: &mut Pen<'_>) -> Assessment {
    let pack = &content.pack;
    let mut made = Assessment::default();
    let Assessment {
        id,
        title,
        created_at,
        updated_at,
        rev,
        pack_id,
        pack_version,
        side,
        answers,
        lenses,
        placement,
        probes,
        kept_as_said,
        targets,
        importance,
        key_relationships,
        relationships,
        commitments,
        scope,
        metrics,
        timings,
        plan,
        previous: before,
        context_extra,
        extra,
    } = &mut made;
    write(pen, &mut [id, title, created_at, updated_at, scope]);
    *rev = 7;
    (*pack_id, *pack_version) = (pack.id.clone(), pack.version.clone());
    *side = Some(pen.one(&Side::ALL));
    for item in &pack.asked {
        answers.insert(item.id.clone(), answer(pen, Some(item)));
        timings.insert(item.id.clone(), 2.5);
    }
    answers.insert(ItemId(pen.text()), answer(pen, None));
    for lens in content.lenses.iter() {
        lenses.insert(lens.id().to_owned(), lens_answers(pen, lens));
    }
    lenses.insert(pen.text(), LensAnswers::default());
    let threads = || pack.threads.iter().cloned();
    for thread in threads().chain([ThreadId::from(pen.text().as_str())]) {
        placement.insert(thread.clone(), 2);
        probes.insert(thread.clone(), true);
        targets.insert(thread.clone(), 4.0);
        importance.insert(thread, 3);
    }
    kept_as_said.insert(ItemId(pen.text()), ());
    *key_relationships = Some(12);
    (*relationships, *commitments) = (rows(pen, Book::Register), rows(pen, Book::Ledger));
    for id in pack.metrics.iter().map(|metric| metric.id.clone()).chain([MetricId::from(pen.text().as_str())])
    {
        metrics.insert(id, metric(pen));
    }
    let steps: Vec<String> = pack.asked.iter().step_by(3).map(|item| item.id.0.clone()).collect();
    for id in steps.into_iter().chain(["own-1".to_owned(), format!("own-{}", pen.text()), pen.text()]) {
        plan.insert(id, step(pen));
    }
    *before = Some(Box::new(previous(pen)));
    (*context_extra, *extra) = (pen.map(), pen.map());
    made
}

/// A workshop's session of twelve, with a hostile text wherever its file can have one.
pub fn session(content: &Content, pen: &mut Pen<'_>) -> Session {
    let pack = &content.pack;
    let mut made = Session::default();
    let Session {
        id,
        title,
        pack_id,
        pack_version,
        rule,
        form,
        heads,
        responses,
        reveals,
        agreed,
        signed,
        extra,
    } = &mut made;
    write(pen, &mut [id, title]);
    (*pack_id, *pack_version) = (pack.id.clone(), pack.version.clone());
    (*rule, *form) = (Rule::default(), Form::Full);
    *heads = Some(HeadCounts { it: 6, business: 6 });
    for at in 0..12_usize {
        let rating = |slot: usize| Rating::ALL[(at / 3 + slot) % 4];
        let ratings = pack.asked.iter().enumerate().map(|(slot, item)| (item.id.clone(), rating(slot)));
        let mut ratings: Table<ItemId, Rating> = ratings.collect();
        ratings.insert(ItemId(pen.text()), Rating::Fully);
        let part = if at % 2 == 0 { Part::It } else { Part::Business };
        let by = [(ItemId(pen.text()), By::Nobody)].into_iter().collect();
        let response = RawResponse { part, ratings, by, extra: pen.map() };
        responses.insert(ResponseId::parse(&format!("someone{at:02}")).unwrap(), response);
    }
    *reveals = vec![responses.keys().cloned().collect()];
    for id in pack.asked.iter().map(|item| item.id.clone()).chain([ItemId(pen.text())]) {
        agreed.insert(id, Agreed { rating: Rating::Largely, dissent: pen.text(), extra: pen.map() });
    }
    *signed = Signed { it: pen.text(), business: pen.text(), on: pen.text() };
    *extra = pen.map();
    made
}

/// What a page tells of its owner.
pub fn page(pen: &mut Pen<'_>) -> Value {
    let consent = object(vec![("text", pen.text().into()), ("version", pen.text().into())]);
    let call = object(vec![("href", pen.text().into()), ("label", pen.text().into())]);
    object(vec![
        ("name", pen.text().into()),
        ("logo", pen.text().into()),
        ("contact", pen.text().into()),
        ("privacy", pen.text().into()),
        ("consent", consent),
        ("cta", call),
    ])
}
