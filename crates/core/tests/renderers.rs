//! One score, many renderers: the screen's report, the document, Markdown, CSV and JSON are walked beside the score, number by number; and a number that is changed in any of them is noticed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;
mod spreadsheet;

use pomscope_core::answers::{Assessment, Rating};
use pomscope_core::json::{self, Value};
use pomscope_core::lens::{Lens, LensScore, lens_score};
use pomscope_core::method::{Score, Sheet as Ratings, score};
use pomscope_core::owner::Owner;
use pomscope_core::plan::{Plan, plan, target};
use pomscope_core::report::csv::Sheet;
use pomscope_core::report::document::{Block, Document, ListKind};
use pomscope_core::report::drawing::Mark;
use pomscope_core::report::export::{Format, export};
use pomscope_core::report::lens_page::lens_pages;
use pomscope_core::report::{Fact, Report, Table, Telling, report, tell};
use pomscope_core::wire::document_v1;
use proptest::prelude::*;
use random::{TODAY, any_assessment, content};

/// What a renderer shows: texts by where they stand, such as `The numbers behind the score / Score (S) / Goals`.
type Shown = Vec<(String, String)>;

/// The score, and what else has numbers of its own.
struct Truth<'a> {
    assessment: &'a Assessment,
    score: Score,
    plan: Plan,
}

impl<'a> Truth<'a> {
    fn of(assessment: &'a Assessment) -> Option<Self> {
        let pack = &content().pack;
        let score = score(pack, assessment).ok()?;
        let plan = plan(pack, assessment, &Ratings::of(pack, assessment), &score);
        Some(Self { assessment, score, plan })
    }

    /// Every number of the score at the rounding for people, by where it has to stand.
    fn rounded(&self) -> Shown {
        let (texts, wording) = (&content().texts, &content().wording);
        let get = |key: &str| texts.get(key).to_owned();
        let mut shown = Shown::new();
        let mut put = |table: &str, row: &str, column: &str, text: String| {
            shown.push((format!("{table} / {row} / {column}"), text));
        };
        let none = || get("report.noValue");
        let count =
            |n: usize, of: usize| texts.fill("report.nOf", &[("n", n.to_string()), ("of", of.to_string())]);
        let overall = &self.score.overall;

        let numbers = get("report.numbers");
        for thread in &self.score.threads {
            let name = wording.thread_name(&thread.thread);
            for (row, text) in [
                ("score", texts.score(thread.score)),
                ("low", texts.score(thread.low)),
                ("high", texts.score(thread.high)),
                ("attained", thread.attained.to_string()),
                ("ungated", texts.score(thread.ungated)),
                ("unsupported", texts.score(thread.unsupported)),
                ("ceiling", thread.ceiling.to_string()),
                ("coverage", count(thread.valued, thread.applicable)),
                ("residue", thread.residue.map_or_else(none, |residue| texts.percent(residue))),
            ] {
                put(&numbers, &get(&format!("report.number.{row}")), name, text);
            }
        }
        let valued = self.score.threads.iter().map(|thread| thread.valued).sum();
        let applicable = self.score.threads.iter().map(|thread| thread.applicable).sum();
        for (row, text) in [
            ("score", texts.score(overall.score)),
            ("low", texts.score(overall.low)),
            ("high", texts.score(overall.high)),
            ("attained", overall.attained.to_string()),
            ("ungated", texts.score(overall.ungated)),
            ("unsupported", texts.score(overall.unsupported)),
            ("ceiling", texts.score(overall.ceiling)),
            ("coverage", count(valued, applicable)),
        ] {
            put(&numbers, &get(&format!("report.number.{row}")), &get("report.column.block"), text);
        }

        let wanted = get("report.wanted.table");
        for thread in &self.score.threads {
            let goal = target(&content().pack, self.assessment, thread);
            let level = texts.number(goal.level, usize::from(goal.level.fract() != 0.0));
            let said =
                if goal.assumed { texts.fill("report.wanted.assumed", &[("level", level)]) } else { level };
            let importance = self.assessment.importance.get(&thread.thread);
            let name = wording.thread_name(&thread.thread);
            put(&wanted, name, &get("report.column.score"), texts.score(thread.score));
            put(&wanted, name, &get("report.column.wanted"), said);
            put(&wanted, name, &get("report.column.gap"), texts.score(goal.level - thread.score));
            put(&wanted, name, &get("report.column.importance"), importance.map_or_else(none, u8::to_string));
        }

        let stairs = get("report.stairs.table");
        for thread in &self.score.threads {
            let mut carried = 1.0;
            for level in thread.levels.iter().filter(|level| level.band.is_some()) {
                let number = level.cell.level.to_string();
                let name = wording.level_name(level.cell.level).to_owned();
                let level_name = texts.fill("report.level", &[("level", number.clone()), ("name", name)]);
                let name = wording.thread_name(&thread.thread).to_owned();
                let row = texts.fill("report.row.level", &[("thread", name), ("level", level_name)]);
                let facet = |value: Option<f64>| value.map_or_else(none, |value| texts.percent(value));
                put(&stairs, &row, &get("report.column.practices"), facet(level.cell.facets.practice));
                put(&stairs, &row, &get("report.column.outcomes"), facet(level.cell.facets.outcome));
                put(&stairs, &row, &get("report.column.inPlace"), texts.percent(level.cell.achievement));
                // Levels that are not valued count with their lower bound, and are told in words.
                let below = thread.levels.iter().filter(|other| other.cell.level <= level.cell.level);
                let counted =
                    below.filter(|other| other.cell.status != pomscope_core::method::LevelStatus::Dropped);
                carried = counted.fold(1.0, |product, other| product * other.cell.achievement);
                put(&stairs, &row, &get("report.column.carried"), texts.percent(carried));
            }
            assert!((0.0..=1.0).contains(&carried));
        }

        let span = [("low", texts.score(overall.low)), ("high", texts.score(overall.high))];
        let top = content().pack.top().to_string();
        let of = [("score", texts.score(overall.score)), ("of", top.clone())];
        for (key, text) in [
            ("report.fact.score", texts.fill("report.scoreOf", &of)),
            ("report.fact.band", texts.fill("report.fromTo", &span)),
            ("report.fact.coverage", count(valued, applicable)),
        ] {
            put("facts", &get(key), "", text);
        }
        put("cover", "", "", texts.score(overall.score));
        for step in &self.plan.steps {
            let lift = texts.score(step.lift);
            let said = if lift == texts.score(0.0) {
                get("report.step.liftSmall")
            } else {
                texts.fill("report.step.lift", &[("lift", format!("+{lift}")), ("n", lift)])
            };
            put("step", &wording.item(&step.item).step, "", said);
        }
        for (lens, score) in self.lenses() {
            let name = lens.wording.name.clone();
            let caption = texts.fill("lens.facets.table", &[("lens", name)]);
            for (group, facet) in lens.pack.groups.iter().zip(&score.facets) {
                let name = lens.wording.thread_name(&group.thread);
                let bound = |bound: Option<f64>| bound.map_or_else(none, |bound| texts.percent(bound));
                let index = match (facet.index, facet.applicable) {
                    (Some(index), _) => texts.percent(index),
                    (None, 0) => get("lens.facet.dropped"),
                    (None, _) => get("lens.facet.unvalued"),
                };
                put(&caption, name, &get("lens.column.index"), index);
                put(&caption, name, &get("lens.column.low"), bound(facet.low));
                put(&caption, name, &get("lens.column.high"), bound(facet.high));
                let counted = count(facet.valued, facet.applicable);
                put(&caption, name, &get("report.column.withValue"), counted);
            }
        }
        shown
    }

    /// The lenses of which something was answered, scored.
    fn lenses(&self) -> Vec<(&'static Lens, LensScore)> {
        let answered = content().lenses.iter().filter(|lens| lens.answered(self.assessment) > 0);
        answered.map(|lens| (lens, lens_score(&lens.pack, &lens.sheet(self.assessment)))).collect()
    }

    /// Every number of the score at full precision, by scope and measure.
    fn exact(&self) -> Vec<(String, Option<f64>)> {
        let mut exact = Vec::new();
        let overall = &self.score.overall;
        let mut put = |scope: &str, measure: &str, value: Option<f64>| {
            exact.push((format!("{scope} {measure}"), value));
        };
        for (measure, value) in [
            ("score", overall.score),
            ("low", overall.low),
            ("high", overall.high),
            ("ungated", overall.ungated),
            ("unsupported", overall.unsupported),
            ("attained", f64::from(overall.attained)),
            ("ceiling", overall.ceiling),
            ("coverage", overall.coverage),
        ] {
            put("", measure, Some(value));
        }
        for thread in &self.score.threads {
            let scope = thread.thread.as_str();
            for (measure, value) in [
                ("score", Some(thread.score)),
                ("low", Some(thread.low)),
                ("high", Some(thread.high)),
                ("ungated", Some(thread.ungated)),
                ("unsupported", Some(thread.unsupported)),
                ("attained", Some(f64::from(thread.attained))),
                ("ceiling", Some(f64::from(thread.ceiling))),
                ("coverage", Some(thread.coverage)),
                ("residue", thread.residue),
            ] {
                put(scope, measure, value);
            }
            for level in &thread.levels {
                let scope = format!("{scope}.{}", level.cell.level);
                let valued = level.band.is_some();
                put(&scope, "achievement", valued.then_some(level.cell.achievement));
                put(&scope, "practice", level.cell.facets.practice.filter(|_| valued));
                put(&scope, "outcome", level.cell.facets.outcome.filter(|_| valued));
            }
        }
        for step in &self.plan.steps {
            put(step.item.as_str(), "lift", Some(step.lift));
        }
        for (lens, score) in self.lenses() {
            let mut of = |scope: &str, index: [Option<f64>; 3], coverage: f64| {
                for (measure, value) in ["index", "low", "high"].into_iter().zip(index) {
                    put(scope, measure, value);
                }
                put(scope, "coverage", Some(coverage));
            };
            of(lens.id(), [score.index, score.low, score.high], score.coverage);
            for facet in &score.facets {
                let scope = format!("{}.{}", lens.id(), facet.id);
                of(&scope, [facet.index, facet.low, facet.high], facet.coverage);
            }
        }
        exact
    }

    /// Holds what a renderer shows against the score. What it leaves out must be a fact, a step or a whole table, and `whole` may leave out nothing.
    fn check(&self, what: &str, shown: &Shown, whole: bool) -> Result<usize, String> {
        let mut seen = 0;
        for (place, text) in self.rounded() {
            let group = place.split(" / ").next().unwrap_or_default();
            // A table is there or not; of facts and steps, a telling may take some.
            let single = ["facts", "step"].contains(&group);
            let there = shown.iter().any(|(other, _)| {
                if single { *other == place } else { other.split(" / ").next() == Some(group) }
            });
            if !whole && !there {
                continue;
            }
            let Some((_, found)) = shown.iter().find(|(other, _)| *other == place) else {
                return Err(format!("{what}: {place} is not there"));
            };
            if *found != text {
                return Err(format!("{what}: {place} is {found:?} in place of {text:?}"));
            }
            seen += 1;
        }
        Ok(seen)
    }

    fn check_exact(&self, what: &str, found: &[(String, Option<f64>)]) -> Result<(), String> {
        let exact = self.exact();
        for (place, value) in &exact {
            match found.iter().find(|(other, _)| other == place) {
                Some((_, found)) if found == value => {}
                other => return Err(format!("{what}: {place} is {other:?} in place of {value:?}")),
            }
        }
        if found.len() == exact.len() { Ok(()) } else { Err(format!("{what}: {} numbers", found.len())) }
    }
}

fn table(shown: &mut Shown, table: &Table) {
    for row in &table.rows {
        for (column, cell) in table.columns.iter().zip(&row.cells).skip(1) {
            shown.push((format!("{} / {} / {}", table.caption, row.cells[0], column.title), cell.clone()));
        }
    }
}

fn facts(shown: &mut Shown, facts: &[Fact]) {
    for fact in facts {
        shown.push((format!("facts / {} / ", fact.term), fact.value.clone()));
    }
}

fn of_screen(report: &Report, assessment: &Assessment) -> Shown {
    let mut shown = Shown::new();
    for block in lens_pages(content(), assessment).iter().flat_map(|page| &page.facets.blocks) {
        if let Block::Table(each) = block {
            table(&mut shown, each);
        }
    }
    for each in [&report.stairs.table, &report.wanted.table, &report.method.numbers] {
        table(&mut shown, each);
    }
    facts(&mut shown, &report.headline.facts);
    shown.push(("cover /  / ".into(), report.headline.score.clone()));
    for step in &report.next.steps {
        shown.push((format!("step / {} / ", step.title), step.lift.clone()));
    }
    shown
}

fn of_document(document: &Document) -> Shown {
    let mut shown = Shown::new();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Table(each) => table(&mut shown, each),
            Block::Facts(each) => facts(&mut shown, each),
            Block::List(list) if list.kind == ListKind::Numbers => {
                for item in list.items.iter().filter(|item| !item.end.is_empty()) {
                    shown.push((format!("step / {} / ", item.strong), item.end.clone()));
                }
            }
            _ => {}
        }
    }
    if let Some((score, _)) = &document.cover.score {
        shown.push(("cover /  / ".into(), score.clone()));
    }
    shown
}

/// Takes the signs of Markdown off a text that has no markup in it.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => plain.extend(chars.next()),
            c => plain.push(c),
        }
    }
    plain
}

/// The cells of a row of a table.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.trim_matches('|').chars() {
        if c == '|' && !escaped {
            cells.push(String::new());
        } else {
            cells.last_mut().unwrap().push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    cells.iter().map(|cell| unescaped(cell)).collect()
}

fn of_markdown(markdown: &str) -> Shown {
    let mut shown = Shown::new();
    let mut caption = String::new();
    let mut columns: Vec<String> = Vec::new();
    for line in markdown.lines() {
        if line.starts_with('|') {
            let row = cells(line);
            if columns.is_empty() {
                columns = row;
                continue;
            }
            for (column, cell) in columns.iter().zip(&row).skip(1) {
                shown.push((format!("{caption} / {} / {column}", row[0]), cell.clone()));
            }
            continue;
        }
        columns.clear();
        let bold = line.strip_prefix("**").and_then(|line| line.split_once("**"));
        let fact = line.strip_prefix("- **").and_then(|line| line.split_once("**: "));
        let step =
            line.split_once(". **").filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
        match (bold, fact, step) {
            (Some((text, "")), _, _) => caption = unescaped(text),
            (Some((text, _)), _, _) if !shown.iter().any(|(place, _)| place.starts_with("cover")) => {
                shown.push(("cover /  / ".into(), unescaped(text)));
            }
            (_, Some((term, value)), _) => {
                shown.push((format!("facts / {} / ", unescaped(term)), unescaped(value)));
            }
            (_, _, Some((_, line))) => {
                if let Some((title, end)) = line.split_once("** *") {
                    shown.push((
                        format!("step / {} / ", unescaped(title)),
                        unescaped(end.trim_end_matches('*')),
                    ));
                }
            }
            _ => {}
        }
    }
    shown
}

fn exact_of_csv(scores: &str, plan: &str) -> Vec<(String, Option<f64>)> {
    const WORDS: [&str; 6] =
        ["provisional", "confidence", "confidenceReasons", "heldBackBy", "status", "band"];
    let number = |cell: &String| (!cell.is_empty()).then(|| cell.parse().unwrap());
    let mut exact = Vec::new();
    for row in &spreadsheet::read(scores).unwrap()[1..] {
        if !WORDS.contains(&row[4].as_str()) {
            let dot = if row[3].is_empty() { "" } else { "." };
            exact.push((format!("{}{dot}{} {}", row[1], row[3], row[4]), number(&row[5])));
        }
    }
    let lift = Sheet::Plan.columns().iter().position(|column| *column == "lift").unwrap();
    for row in spreadsheet::read(plan).unwrap()[1..].iter().filter(|row| row[1] == "offered") {
        exact.push((format!("{} lift", row[0]), number(&row[lift])));
    }
    exact
}

fn exact_of_json(report: &Value) -> Vec<(String, Option<f64>)> {
    let mut exact = Vec::new();
    let mut numbers = |scope: &str, of: &Value| {
        for (measure, value) in of.as_object().unwrap() {
            let optional = ["achievement", "practice", "outcome", "residue", "index", "low", "high"];
            let optional = optional.contains(&measure.as_str());
            if optional || matches!(value, Value::Number(_)) {
                exact.push((format!("{scope} {measure}"), value.as_f64()));
            }
        }
    };
    let score = report.get("score").unwrap();
    numbers("", score.get("overall").unwrap());
    for (thread, of) in score.get("threads").unwrap().as_object().unwrap() {
        numbers(thread, of);
        for (level, of) in of.get("levels").unwrap().as_object().unwrap() {
            numbers(&format!("{thread}.{level}"), of);
        }
    }
    for (lens, of) in score.get("lenses").and_then(Value::as_object).into_iter().flatten() {
        numbers(lens, of);
        for (facet, of) in of.get("facets").unwrap().as_object().unwrap() {
            numbers(&format!("{lens}.{facet}"), of);
        }
    }
    for step in report.get("plan").unwrap().as_array().unwrap() {
        if step.get("origin").and_then(Value::as_str) == Some("offered") {
            let item = step.get("item").and_then(Value::as_str).unwrap();
            exact.push((format!("{item} lift"), step.get("lift").and_then(Value::as_f64)));
        }
    }
    exact
}

fn made(assessment: &Assessment, telling: Telling, format: Format) -> String {
    export(content(), assessment, TODAY, telling, format, &Owner::default()).unwrap().text
}

/// Holds all renderers against the score; tells how many numbers the whole report showed.
fn agree(assessment: &Assessment) -> Result<usize, String> {
    let Some(truth) = Truth::of(assessment) else { return Ok(0) };
    let screen = report(content(), assessment, TODAY).unwrap();
    let seen = truth.check("the screen", &of_screen(&screen, assessment), true)?;
    for telling in Telling::ALL {
        let name = telling.as_str();
        let whole = telling == Telling::Client;
        let document = tell(content(), assessment, TODAY, telling).unwrap();
        truth.check(&format!("the document ({name})"), &of_document(&document), whole)?;
        let markdown = of_markdown(&made(assessment, telling, Format::Markdown));
        truth.check(&format!("Markdown ({name})"), &markdown, whole)?;
        let json = json::parse(&made(assessment, telling, Format::Json)).unwrap();
        let carried = document_v1::read(json.get("document").unwrap()).unwrap();
        truth.check(&format!("the document in JSON ({name})"), &of_document(&carried), whole)?;
        truth.check_exact("JSON", &exact_of_json(&json))?;
        if let Some(figure) = carried.figures().find(|figure| figure.id == "stairs") {
            for thread in &truth.score.threads {
                let wanted = content().texts.score(thread.score);
                let is = |mark: &Mark| matches!(mark, Mark::Text { text, .. } if *text == wanted);
                if !figure.drawing.marks.iter().any(is) {
                    return Err(format!("the staircase does not show {wanted}"));
                }
            }
        }
    }
    let sheet = |sheet| made(assessment, Telling::Client, Format::Csv(sheet));
    truth.check_exact("CSV", &exact_of_csv(&sheet(Sheet::Scores), &sheet(Sheet::Plan)))?;
    Ok(seen)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_renderer_shows_the_numbers_of_the_one_score(assessment in any_assessment(content())) {
        let seen = agree(&assessment);
        prop_assert!(seen.is_ok(), "{}", seen.unwrap_err());
    }
}

fn example() -> Assessment {
    let text = include_str!("../../../docs/examples/assessment.json");
    pomscope_core::wire::read(text).unwrap().assessment
}

#[test]
fn the_ends_of_the_scale_are_shown_alike_too() {
    let pack = &content().pack;
    let mut least = 0;
    for rating in Rating::ALL {
        let mut assessment = Assessment::new("renderer".into(), pack, "2026-11-20T10:00:00.000Z".into());
        for item in pack.asked.iter().filter(|item| rating.allowed(item)) {
            let answer = pomscope_core::answers::Answer { rating: Some(rating), ..Default::default() };
            assessment.answers.insert(item.id.clone(), answer);
        }
        least = least.max(agree(&assessment).unwrap());
    }
    assert!(least > 90, "{least} numbers");
    assert!(agree(&example()).unwrap() > 90);
}

/// Every digit of `text` within a part that `of` takes for a number, changed: each change has to be noticed.
fn each_digit_noticed(
    text: &str,
    is_number: impl Fn(usize) -> bool,
    noticed: impl Fn(&str) -> bool,
) -> usize {
    let mut changed = 0;
    for (at, c) in text.char_indices().filter(|(at, c)| c.is_ascii_digit() && is_number(*at)) {
        let other = if c == '7' { "3" } else { "7" };
        let tampered = format!("{}{other}{}", &text[..at], &text[at + 1..]);
        assert!(
            noticed(&tampered),
            "unnoticed: {}[{c}→{other}]{}",
            &text[at.saturating_sub(60)..at],
            &text[at + 1..(at + 20).min(text.len())]
        );
        changed += 1;
    }
    changed
}

#[test]
fn a_number_that_is_changed_in_any_renderer_is_noticed() {
    let assessment = example();
    let truth = Truth::of(&assessment).unwrap();

    let screen = of_screen(&report(content(), &assessment, TODAY).unwrap(), &assessment);
    let rounded = truth.rounded();
    for (at, (place, _)) in screen.iter().enumerate() {
        if rounded.iter().any(|(other, _)| other == place) {
            let mut tampered = screen.clone();
            tampered[at].1.push('1');
            assert!(truth.check("", &tampered, true).is_err(), "{place}");
        }
    }

    let markdown = made(&assessment, Telling::Client, Format::Markdown);
    assert!(truth.check("", &of_markdown(&markdown), true).is_ok());
    let (table_at, cover_at) =
        (markdown.find("**The numbers behind").unwrap(), markdown.find("**3.1**").unwrap());
    let table_end = table_at + markdown[table_at..].find("\n\n- ").unwrap();
    let mut numbers = vec![table_at..table_end, cover_at..cover_at + 7];
    for (at, _) in markdown.match_indices("** *") {
        let end = at + markdown[at..].find('\n').unwrap();
        numbers.push(at..end);
    }
    let in_numbers = |at: usize| numbers.iter().any(|range| range.contains(&at));
    let noticed = |text: &str| truth.check("", &of_markdown(text), true).is_err();
    assert!(each_digit_noticed(&markdown, in_numbers, noticed) > 60);

    let scores = made(&assessment, Telling::Client, Format::Csv(Sheet::Scores));
    let steps = made(&assessment, Telling::Client, Format::Csv(Sheet::Plan));
    assert!(truth.check_exact("", &exact_of_csv(&scores, &steps)).is_ok());
    // The last digit of sixteen may name the same number of 64 bits.
    let last = |text: &str, at: usize| !text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    let noticed = |text: &str| truth.check_exact("", &exact_of_csv(text, &steps)).is_err();
    let value = |at: usize| {
        let row = scores[..at].rfind('\n').map_or(0, |row| row + 1);
        scores[row..at].matches(',').count() == 5 && !(last(&scores, at) && at - row > 16)
    };
    assert!(each_digit_noticed(&scores, value, noticed) > 500);

    let text = made(&assessment, Telling::Client, Format::Json);
    let plain = json::parse(&text).unwrap();
    assert!(truth.check_exact("", &exact_of_json(&plain)).is_ok());
    for (key, from, to) in [
        ("\"score\"", "\"score\": 3.121170553269319", "\"score\": 3.121170553269318"),
        ("\"residue\"", "\"residue\": 0,", "\"residue\": null,"),
        ("\"lift\"", "\"lift\": 0.09", "\"lift\": 0.08"),
        ("\"achievement\"", "\"achievement\": 1,", "\"achievement\": 0.99,"),
    ] {
        assert!(text.contains(from), "{key}");
        let tampered = json::parse(&text.replacen(from, to, 1)).unwrap();
        assert!(truth.check_exact("", &exact_of_json(&tampered)).is_err(), "{key}");
    }
}
