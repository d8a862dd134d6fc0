//! Version 1 of the assessment file (METHOD section 12): what is understood becomes fields, all else is kept and written back.

use crate::answers::{
    Answer, Assessment, Choice, LensAnswers, MetricAnswer, MetricStatus, PlanEntry, Previous, Rating, Side,
    StepStatus,
};
use crate::json::{Map, Value, to_string_pretty};
use crate::pack::{ItemId, ThreadId};
use crate::table::Table;
use crate::text::Message;
use crate::time::is_date;
use crate::wire::{Read, ReadError, put_beside};

/// The name in `format`.
pub const ASSESSMENT_FORMAT: &str = "pomscope-assessment";
/// The version that is written.
pub const FORMAT_VERSION: u64 = 1;

/// Takes values out of an object as they are understood; what is left, or was not understood, stays in it.
struct Taker {
    problems: Vec<Message>,
}

impl Taker {
    fn set_aside(&mut self, place: &str, value: &Value) {
        let text = value.to_string();
        let mut shown: String = text.chars().take(40).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        self.problems.push(Message::new("read.setAside").with("place", place).with("value", shown));
    }

    /// Takes `key` if `understand` makes something of it; null counts as absent and is dropped.
    fn take<T>(
        &mut self,
        object: &mut Map,
        key: &str,
        place: &str,
        understand: impl FnOnce(&Value) -> Option<T>,
    ) -> Option<T> {
        let value = object.get(key)?;
        if value.is_null() {
            object.remove(key);
            return None;
        }
        let taken = understand(value);
        if taken.is_some() {
            object.remove(key);
        } else {
            let at = if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") };
            self.set_aside(&at, value);
        }
        taken
    }

    fn text(&mut self, object: &mut Map, key: &str, place: &str) -> String {
        self.take(object, key, place, |value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Takes a map of `key` entry by entry; entries that are not understood stay in the object under the same key.
    fn map<K: Ord + for<'a> From<&'a str>, T>(
        &mut self,
        object: &mut Map,
        key: &str,
        mut understand: impl FnMut(&mut Self, &str, Value) -> Result<T, Value>,
    ) -> Table<K, T> {
        let mut taken = Table::new();
        match object.remove(key) {
            None | Some(Value::Null) => {}
            Some(Value::Object(entries)) => {
                let mut left = Map::new();
                for (name, value) in entries {
                    let place = format!("{key}.{name}");
                    match understand(self, &place, value) {
                        Ok(entry) => {
                            taken.insert(K::from(&name), entry);
                        }
                        Err(value) => {
                            self.set_aside(&place, &value);
                            left.insert(name, value);
                        }
                    }
                }
                if !left.is_empty() {
                    object.insert(key.to_owned(), Value::Object(left));
                }
            }
            Some(other) => {
                self.set_aside(key, &other);
                object.insert(key.to_owned(), other);
            }
        }
        taken
    }

    fn answer(&mut self, place: &str, value: Value) -> Result<Answer, Value> {
        let Value::Object(mut object) = value else { return Err(value) };
        let mut answer = Answer::default();
        match object.remove("rating") {
            None | Some(Value::Null) => {}
            Some(value) => match value.as_str().and_then(Rating::parse) {
                Some(rating) => answer.rating = Some(rating),
                None => {
                    self.set_aside(&format!("{place}.rating"), &value);
                    answer.set_aside = Some(value);
                }
            },
        }
        answer.note = self.text(&mut object, "note", place);
        answer.evidence = self.text(&mut object, "evidence", place);
        answer.reason = self.text(&mut object, "reason", place);
        answer.at = self.text(&mut object, "at", place);
        if object.get("other").is_some_and(Value::is_object)
            && let Some(other) = object.remove("other")
        {
            match self.answer(&format!("{place}.other"), other) {
                Ok(other) => answer.other = Some(Box::new(other)),
                Err(other) => {
                    object.insert("other".into(), other);
                }
            }
        }
        answer.extra = object;
        Ok(answer)
    }

    fn metric(&mut self, place: &str, value: Value) -> Result<MetricAnswer, Value> {
        let Value::Object(mut object) = value else { return Err(value) };
        let number = |value: &Value| value.as_f64().filter(|number| number.is_finite());
        let date = |value: &Value| value.as_str().filter(|text| is_date(text)).map(str::to_owned);
        let answer = MetricAnswer {
            status: self
                .take(&mut object, "status", place, |value| value.as_str().and_then(MetricStatus::parse)),
            value: self.take(&mut object, "value", place, |value| {
                number(value).filter(|number| (0.0..=crate::metrics::MOST).contains(number))
            }),
            as_of: self.take(&mut object, "asOf", place, date).unwrap_or_default(),
            source: self.text(&mut object, "source", place),
            baseline: self.take(&mut object, "baseline", place, number),
            target: self.take(&mut object, "target", place, number),
            target_date: self.take(&mut object, "targetDate", place, date).unwrap_or_default(),
            extra: object,
        };
        Ok(answer)
    }

    fn plan_entry(&mut self, place: &str, value: Value) -> Result<PlanEntry, Value> {
        let Value::Object(mut object) = value else { return Err(value) };
        let date = |value: &Value| value.as_str().filter(|text| is_date(text)).map(str::to_owned);
        Ok(PlanEntry {
            title: self.text(&mut object, "title", place),
            choice: self.take(&mut object, "choice", place, |value| value.as_str().and_then(Choice::parse)),
            owner: self.text(&mut object, "owner", place),
            due: self.take(&mut object, "due", place, date).unwrap_or_default(),
            status: self
                .take(&mut object, "status", place, |value| value.as_str().and_then(StepStatus::parse))
                .unwrap_or_default(),
            note: self.text(&mut object, "note", place),
            at: self.text(&mut object, "at", place),
            extra: object,
        })
    }

    fn previous(&mut self, mut object: Map) -> Previous {
        let place = "previous";
        Previous {
            id: self.text(&mut object, "id", place),
            title: self.text(&mut object, "title", place),
            updated_at: self.text(&mut object, "updatedAt", place),
            pack_version: self.text(&mut object, "packVersion", place),
            side: self.take(&mut object, "side", place, |value| value.as_str().and_then(Side::parse)),
            ratings: self.map(&mut object, "ratings", |_, _, value| {
                value.as_str().and_then(Rating::parse).ok_or(value)
            }),
            values: self.map(&mut object, "values", |_, _, value| {
                value.as_f64().filter(|number| (0.0..=crate::metrics::MOST).contains(number)).ok_or(value)
            }),
            extra: object,
        }
    }

    fn lens(&mut self, place: &str, value: Value) -> Result<LensAnswers, Value> {
        let Value::Object(mut object) = value else { return Err(value) };
        let version = self.text(&mut object, "version", place);
        let answers = self.map(&mut object, "answers", Self::answer);
        Ok(LensAnswers { version, answers, extra: object })
    }
}

/// Takes the rows of a book as they came, what is no row among them; `book::oddities` tells of it.
fn rows(object: &mut Map, key: &str) -> Map {
    match object.remove(key) {
        Some(Value::Object(rows)) => rows,
        other => {
            if let Some(other) = other {
                object.insert(key.to_owned(), other);
            }
            Map::new()
        }
    }
}

fn whole(value: &Value, least: u64, most: u64) -> Option<u64> {
    let number = value.as_u64().or_else(|| {
        let number = value.as_f64()?;
        // A whole number below 2^53 written as 5.0 is still that number.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        (number.fract() == 0.0 && (0.0..9.0e15).contains(&number)).then_some(number as u64)
    })?;
    (least..=most).contains(&number).then_some(number)
}

/// Whether a target is 1 or more, at most 6, in half steps.
fn half_step(value: &Value) -> Option<f64> {
    value.as_f64().filter(|level| (1.0..=6.0).contains(level) && (level * 2.0).fract() == 0.0)
}

/// Reads version 1; `format` and `formatVersion` were looked at already.
pub(super) fn read(mut object: Map) -> Result<Read, ReadError> {
    let Some(pack_id) =
        object.get("pack").and_then(|pack| pack.get("id")).and_then(Value::as_str).map(str::to_owned)
    else {
        return Err(ReadError::NotAssessment);
    };
    let mut taker = Taker { problems: Vec::new() };
    object.remove("format");
    object.remove("formatVersion");
    let mut pack_version = String::new();
    if let Some(Value::Object(mut pack)) = object.remove("pack") {
        pack_version = taker.text(&mut pack, "version", "pack");
        pack.remove("id");
        if !pack.is_empty() {
            object.insert("pack".into(), Value::Object(pack));
        }
    }
    let mut assessment = Assessment { pack_id, pack_version, ..Assessment::default() };
    assessment.id = taker.text(&mut object, "id", "");
    assessment.title = taker.text(&mut object, "title", "");
    assessment.created_at = taker.text(&mut object, "createdAt", "");
    assessment.updated_at = taker.text(&mut object, "updatedAt", "");
    assessment.rev =
        taker.take(&mut object, "rev", "", |value| whole(value, 0, u64::MAX / 2)).unwrap_or_default();
    assessment.side = taker.take(&mut object, "side", "", |value| value.as_str().and_then(Side::parse));
    assessment.answers = taker.map(&mut object, "answers", Taker::answer);
    assessment.lenses = taker.map(&mut object, "lenses", Taker::lens);
    let small = |least: u64, most: u64| {
        move |_: &mut Taker, _: &str, value: Value| match whole(&value, least, most) {
            Some(number) => u8::try_from(number).map_err(|_| value),
            None => Err(value),
        }
    };
    assessment.placement = taker.map(&mut object, "placement", small(1, 6));
    assessment.probes = taker.map(&mut object, "probes", |_, _, value| value.as_bool().ok_or(value));
    assessment.kept_as_said = taker.map(&mut object, "secondLooks", |_, _, value| {
        if value.as_str() == Some("kept") { Ok(()) } else { Err(value) }
    });
    assessment.targets = taker.map(&mut object, "targets", |_, _, value| half_step(&value).ok_or(value));
    assessment.importance = taker.map(&mut object, "importance", small(1, 5));
    assessment.metrics = taker.map(&mut object, "metrics", Taker::metric);
    assessment.timings = taker.map(&mut object, "timings", |_, _, value| {
        value.as_f64().filter(|seconds| (0.0..1.0e9).contains(seconds)).ok_or(value)
    });
    assessment.plan = taker.map(&mut object, "plan", Taker::plan_entry);
    assessment.relationships = rows(&mut object, "relationships");
    assessment.commitments = rows(&mut object, "commitments");
    if object.get("previous").is_some_and(Value::is_object)
        && let Some(Value::Object(previous)) = object.remove("previous")
    {
        assessment.previous = Some(Box::new(taker.previous(previous)));
    }
    if let Some(Value::Object(mut context)) = object.get("context").cloned() {
        object.remove("context");
        assessment.key_relationships = taker
            .take(&mut context, "keyRelationships", "context", |value| whole(value, 0, 1_000_000))
            .and_then(|k| u32::try_from(k).ok());
        assessment.scope = taker.text(&mut context, "scope", "context");
        assessment.context_extra = context;
    }
    assessment.extra = object;
    Ok(Read { assessment, problems: taker.problems })
}

/// Writes an assessment on one line, for storage.
#[must_use]
pub fn write(assessment: &Assessment) -> String {
    value_of(assessment).to_string()
}

/// Writes an assessment to be read by people too, for files.
#[must_use]
pub fn write_pretty(assessment: &Assessment) -> String {
    to_string_pretty(&value_of(assessment))
}

fn put_text(object: &mut Map, key: &str, text: &str) {
    if !text.is_empty() {
        object.insert(key.to_owned(), Value::String(text.to_owned()));
    }
}

/// Puts a map that has entries where nothing else is.
fn put_map(object: &mut Map, key: &str, entries: Map) {
    if !entries.is_empty() {
        object.insert(key.to_owned(), Value::Object(entries));
    }
}

/// An answer as it is written.
pub(crate) fn answer_value(answer: &Answer) -> Value {
    let mut object = answer.extra.clone();
    match (answer.rating, &answer.set_aside) {
        (Some(rating), _) => {
            object.insert("rating".into(), rating.as_str().into());
        }
        (None, Some(kept)) => {
            object.insert("rating".into(), kept.clone());
        }
        (None, None) => {}
    }
    put_text(&mut object, "note", &answer.note);
    put_text(&mut object, "evidence", &answer.evidence);
    put_text(&mut object, "reason", &answer.reason);
    put_text(&mut object, "at", &answer.at);
    if let Some(other) = &answer.other {
        object.insert("other".into(), answer_value(other));
    }
    Value::Object(object)
}

fn metric_value(answer: &MetricAnswer) -> Value {
    let mut object = answer.extra.clone();
    if let Some(status) = answer.status {
        object.insert("status".into(), status.as_str().into());
    }
    for (key, number) in [("value", answer.value), ("baseline", answer.baseline), ("target", answer.target)] {
        if let Some(number) = number {
            object.insert(key.into(), number.into());
        }
    }
    put_text(&mut object, "asOf", &answer.as_of);
    put_text(&mut object, "source", &answer.source);
    put_text(&mut object, "targetDate", &answer.target_date);
    Value::Object(object)
}

fn plan_value(entry: &PlanEntry) -> Value {
    let mut object = entry.extra.clone();
    put_text(&mut object, "title", &entry.title);
    put_text(&mut object, "choice", entry.choice.map_or("", Choice::as_str));
    put_text(&mut object, "owner", &entry.owner);
    put_text(&mut object, "due", &entry.due);
    if entry.status != StepStatus::Open {
        object.insert("status".into(), entry.status.as_str().into());
    }
    put_text(&mut object, "note", &entry.note);
    put_text(&mut object, "at", &entry.at);
    Value::Object(object)
}

fn previous_value(previous: &Previous) -> Value {
    let mut object = previous.extra.clone();
    put_text(&mut object, "id", &previous.id);
    put_text(&mut object, "title", &previous.title);
    put_text(&mut object, "updatedAt", &previous.updated_at);
    put_text(&mut object, "packVersion", &previous.pack_version);
    put_text(&mut object, "side", previous.side.map_or("", Side::as_str));
    let ratings = previous.ratings.iter().map(|(id, rating)| (id.0.clone(), Value::from(rating.as_str())));
    put_beside(&mut object, "ratings", ratings.collect());
    let values = previous.values.iter().map(|(id, value)| (id.0.clone(), Value::from(*value)));
    put_beside(&mut object, "values", values.collect());
    Value::Object(object)
}

fn answers_map(answers: &Table<ItemId, Answer>) -> Map {
    answers.iter().map(|(id, answer)| (id.0.clone(), answer_value(answer))).collect()
}

/// The assessment as it is written, whole.
pub(crate) fn value_of(assessment: &Assessment) -> Value {
    let mut object = assessment.extra.clone();
    let mut context = assessment.context_extra.clone();
    for (key, value) in begun_of(assessment) {
        match value {
            Value::Object(begun) if key == "context" => context.extend(begun),
            // Beside what was not understood of the same map.
            Value::Object(begun) => put_beside(&mut object, &key, begun),
            value => {
                object.insert(key, value);
            }
        }
    }
    put_beside(&mut object, "answers", answers_map(&assessment.answers));
    let lenses = assessment.lenses.iter().map(|(id, lens)| {
        let mut value = lens.extra.clone();
        put_text(&mut value, "version", &lens.version);
        put_beside(&mut value, "answers", answers_map(&lens.answers));
        (id.clone(), Value::Object(value))
    });
    put_beside(&mut object, "lenses", lenses.collect());
    let kept = assessment.kept_as_said.keys().map(|id| (id.0.clone(), Value::from("kept"))).collect();
    put_beside(&mut object, "secondLooks", kept);
    let targets = assessment.targets.iter().map(|(id, level)| (id.0.clone(), Value::from(*level))).collect();
    put_beside(&mut object, "targets", targets);
    put_beside(&mut object, "importance", small(&assessment.importance));
    let metrics =
        assessment.metrics.iter().map(|(id, answer)| (id.0.clone(), metric_value(answer))).collect();
    put_beside(&mut object, "metrics", metrics);
    let timings =
        assessment.timings.iter().map(|(id, seconds)| (id.0.clone(), Value::from(*seconds))).collect();
    put_beside(&mut object, "timings", timings);
    let plan = assessment.plan.iter().map(|(id, entry)| (id.clone(), plan_value(entry))).collect();
    put_beside(&mut object, "plan", plan);
    put_beside(&mut object, "relationships", assessment.relationships.clone());
    put_beside(&mut object, "commitments", assessment.commitments.clone());
    if let Some(previous) = &assessment.previous {
        object.insert("previous".into(), previous_value(previous));
    }
    put_beside(&mut object, "context", context);
    Value::Object(object)
}

/// What scope and quick check put into an assessment, as it is written: of one in which nothing else was answered, all of it.
pub(crate) fn begun_of(assessment: &Assessment) -> Map {
    let mut object = Map::new();
    object.insert("format".into(), ASSESSMENT_FORMAT.into());
    object.insert("formatVersion".into(), FORMAT_VERSION.into());
    put_text(&mut object, "id", &assessment.id);
    put_text(&mut object, "title", &assessment.title);
    put_text(&mut object, "createdAt", &assessment.created_at);
    put_text(&mut object, "updatedAt", &assessment.updated_at);
    if assessment.rev > 0 {
        object.insert("rev".into(), assessment.rev.into());
    }
    let mut pack = Map::new();
    pack.insert("id".into(), assessment.pack_id.as_str().into());
    put_text(&mut pack, "version", &assessment.pack_version);
    put_map(&mut object, "pack", pack);
    if let Some(side) = assessment.side {
        object.insert("side".into(), side.as_str().into());
    }
    put_map(&mut object, "placement", small(&assessment.placement));
    let probes = assessment.probes.iter().map(|(id, shown)| (id.0.clone(), Value::from(*shown))).collect();
    put_map(&mut object, "probes", probes);
    // The quick check's are levels, which are whole.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let targets = assessment.targets.iter().map(|(id, level)| (id.0.clone(), Value::from(*level as u64)));
    put_map(&mut object, "targets", targets.collect());
    let mut context = Map::new();
    if let Some(k) = assessment.key_relationships {
        context.insert("keyRelationships".into(), k.into());
    }
    put_text(&mut context, "scope", &assessment.scope);
    put_map(&mut object, "context", context);
    object
}

fn small(map: &Table<ThreadId, u8>) -> Map {
    map.iter().map(|(id, level)| (id.0.clone(), Value::from(*level))).collect()
}
