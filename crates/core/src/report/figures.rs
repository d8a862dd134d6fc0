//! The staircase, the dumbbell and the strengths: positions in per cent, each figure with its words and its table.

use crate::method::{Band, LevelScore, LevelStatus, ThreadScore};
use crate::pack::ThreadId;
use crate::plan;
use crate::report::context::Context;
use crate::report::{Heading, Row, Table};
use crate::state::Subject;

/// A cell of the staircase.
#[derive(Clone, Debug, PartialEq)]
pub struct Stair {
    /// Its level.
    pub level: u8,
    /// N, P, L, F; a dash for a level left out, a dot for one that is not known.
    pub letter: String,
    /// Whether there is a band.
    pub valued: bool,
    /// What a screen reader says: the word, and whether the levels below carry it.
    pub spoken: String,
    /// How far the level is in place, 0 to 100; none unless valued.
    pub in_place: Option<f64>,
    /// How far it counts, carried by the levels below, 0 to 100; none for a level left out.
    pub carried: Option<f64>,
}

/// A thread in the staircase.
#[derive(Clone, Debug, PartialEq)]
pub struct StairRow {
    /// The thread.
    pub thread: ThreadId,
    /// Its name.
    pub name: String,
    /// Its score.
    pub score: String,
    /// What follows the score for a screen reader, as it can be opened.
    pub opens: String,
    /// Its levels.
    pub cells: Vec<Stair>,
}

/// Threads by levels, filled as far as practice carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Staircase {
    /// Heading and what it shows.
    pub heading: Heading,
    /// Its caption.
    pub caption: String,
    /// Number and name of each level.
    pub levels: Vec<(String, String)>,
    /// The threads.
    pub rows: Vec<StairRow>,
    /// What solid means.
    pub key_solid: String,
    /// What hatched means.
    pub key_loose: String,
    /// Letters and their words.
    pub key_letters: Vec<(String, String)>,
    /// What opens the table.
    pub table_label: String,
    /// The same in numbers.
    pub table: Table,
}

/// The level's share in the score: the product of the achievements up to it; none for a level left out.
pub(super) fn carried(thread: &ThreadScore) -> Vec<(&LevelScore, Option<f64>)> {
    let mut product = 1.0;
    thread
        .levels
        .iter()
        .map(|level| {
            if level.cell.status == LevelStatus::Dropped {
                return (level, None);
            }
            product *= level.cell.achievement;
            (level, Some(product))
        })
        .collect()
}

pub(super) fn staircase(context: &Context<'_>) -> Staircase {
    let texts = context.texts();
    let mut rows = Vec::new();
    let mut table = Vec::new();
    for thread in &context.score.threads {
        // Each step stands under its level, also where the thread lacks one below.
        let lacks = |level: u8| Stair {
            level,
            letter: "–".to_owned(),
            valued: false,
            spoken: context.get("report.level.dropped"),
            in_place: None,
            carried: None,
        };
        let mut cells: Vec<Stair> =
            context.content.pack.scored_levels().map(|level| lacks(level.number)).collect();
        for (level, carried) in carried(thread) {
            let loose = context.is_loose(&thread.thread, level.cell.level);
            if let Some(cell) = cells.iter_mut().find(|cell| cell.level == level.cell.level) {
                *cell = stair(context, level, carried, loose);
            }
            table.push(stair_row(context, thread, level, carried, loose));
        }
        let score = texts.score(thread.score);
        let name = context.thread_name(&thread.thread);
        let opens = context.fill("report.how.thread", [("thread", name.clone())]);
        rows.push(StairRow { thread: thread.thread.clone(), name, score, opens, cells });
    }
    let letters = [Band::N, Band::P, Band::L, Band::F];
    Staircase {
        heading: Heading {
            title: context.get("report.stairs"),
            intro: context.fill("report.stairs.intro", [("base", context.content.pack.base().to_string())]),
        },
        caption: context.get("report.stairs.caption"),
        levels: context
            .content
            .pack
            .scored_levels()
            .map(|level| {
                (level.number.to_string(), context.content.wording.level_name(level.number).to_owned())
            })
            .collect(),
        rows,
        key_solid: context.get("report.stairs.solid"),
        key_loose: context.get("report.stairs.loose"),
        key_letters: letters
            .into_iter()
            .map(|band| (band.letter().to_owned(), context.band_word(band)))
            .collect(),
        table_label: context.get("report.asTable"),
        table: Table {
            caption: context.get("report.stairs.table"),
            columns: vec![
                context.column("report.column.place", false),
                context.column("report.column.practices", true),
                context.column("report.column.outcomes", true),
                context.column("report.column.inPlace", true),
                context.column("report.column.carried", true),
                context.column("report.column.band", false),
            ],
            rows: table,
            opens_at: Some(3),
        },
    }
}

fn stair(context: &Context<'_>, level: &LevelScore, carried: Option<f64>, loose: bool) -> Stair {
    let (letter, spoken) = match (level.cell.status, level.band) {
        (LevelStatus::Dropped, _) => ("–".to_owned(), context.get("report.level.dropped")),
        (_, Some(band)) => {
            let word = context.band_word(band);
            let spoken =
                if loose { context.fill("report.stairs.spokenLoose", [("word", word)]) } else { word };
            (band.letter().to_owned(), spoken)
        }
        _ => ("·".to_owned(), context.get("report.level.unvalued")),
    };
    Stair {
        level: level.cell.level,
        letter,
        valued: level.band.is_some(),
        spoken,
        in_place: level.band.map(|_| level.cell.achievement * 100.0),
        carried: carried.map(|carried| carried * 100.0),
    }
}

fn stair_row(
    context: &Context<'_>,
    thread: &ThreadScore,
    level: &LevelScore,
    carried: Option<f64>,
    loose: bool,
) -> Row {
    let cell = &level.cell;
    let place = context.place(&thread.thread, cell.level);
    let (practice, outcome, in_place) = if level.band.is_some() {
        (cell.facets.practice, cell.facets.outcome, Some(cell.achievement))
    } else {
        (None, None, None)
    };
    let band = context.band(level);
    let band = if loose { context.fill("report.band.loose", [("band", band)]) } else { band };
    let opens = context.fill("report.how.level", [("place", place)]);
    let values = [("thread", context.thread_name(&thread.thread)), ("level", context.level(cell.level))];
    Row {
        cells: vec![
            context.fill("report.row.level", values),
            context.percent(practice),
            context.percent(outcome),
            context.percent(in_place),
            context.percent(carried),
            band,
        ],
        opens: Some((Subject::Level(thread.thread.clone(), cell.level), opens)),
    }
}

/// A thread in the dumbbell.
#[derive(Clone, Debug, PartialEq)]
pub struct DumbbellRow {
    /// The thread.
    pub thread: ThreadId,
    /// Its name.
    pub name: String,
    /// "3.2 → 4".
    pub text: String,
    /// Where the score stands on the scale, 0 to 100.
    pub now: f64,
    /// Where the target stands.
    pub aim: f64,
    /// Whether nobody set the target.
    pub assumed: bool,
}

/// Today and wanted, per thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Dumbbell {
    /// Heading, and which targets are assumed.
    pub heading: Heading,
    /// What leads to setting the targets, where one is assumed.
    pub action: Option<String>,
    /// The figure in words.
    pub alternative: String,
    /// The threads.
    pub rows: Vec<DumbbellRow>,
    /// The levels under the scale.
    pub ticks: Vec<String>,
    /// What a filled dot means.
    pub key_now: String,
    /// What a ring means.
    pub key_aim: String,
    /// Both in a sentence.
    pub key: String,
    /// What opens the table.
    pub table_label: String,
    /// The same in numbers.
    pub table: Table,
}

pub(super) fn dumbbell(context: &Context<'_>) -> Dumbbell {
    let (pack, texts) = (&context.content.pack, context.texts());
    let mut rows = Vec::new();
    let mut table = Vec::new();
    let mut spoken = Vec::new();
    let mut assumed = Vec::new();
    for thread in &context.score.threads {
        let target = plan::target(pack, context.assessment, thread);
        let name = context.thread_name(&thread.thread);
        let (score, wanted) = (texts.score(thread.score), context.wanted(target.level));
        let said = if target.assumed {
            assumed.push(name.clone());
            context.fill("report.wanted.assumed", [("level", wanted.clone())])
        } else {
            wanted.clone()
        };
        let importance = context.assessment.importance.get(&thread.thread);
        let placed = context.assessment.placement.get(&thread.thread);
        let none = || context.get("report.noValue");
        table.push(Row {
            cells: vec![
                name.clone(),
                score.clone(),
                said.clone(),
                texts.score(target.level - thread.score),
                importance.map_or_else(none, u8::to_string),
                placed.map_or_else(none, u8::to_string),
            ],
            opens: Some((
                Subject::Thread(thread.thread.clone()),
                context.fill("report.how.thread", [("thread", name.clone())]),
            )),
        });
        spoken.push(context.fill(
            "report.wanted.spoken",
            [("thread", name.clone()), ("score", score.clone()), ("wanted", said)],
        ));
        rows.push(DumbbellRow {
            thread: thread.thread.clone(),
            name,
            text: format!("{score} → {wanted}"),
            now: context.position(thread.score),
            aim: context.position(target.level),
            assumed: target.assumed,
        });
    }
    let intro = if assumed.is_empty() {
        context.get("report.wanted.intro")
    } else {
        let n = assumed.len().to_string();
        context.fill("report.wanted.introAssumed", [("n", n), ("threads", texts.list(&assumed))])
    };
    Dumbbell {
        heading: Heading { title: context.get("report.wanted"), intro },
        action: (!assumed.is_empty()).then(|| context.get("report.wanted.set")),
        alternative: context.fill("report.wanted.alternative", [("threads", spoken.join(" "))]),
        rows,
        ticks: context.ticks(),
        key_now: context.get("report.wanted.today"),
        key_aim: context.get("report.wanted.aim"),
        key: context.get("report.wanted.key"),
        table_label: context.get("report.asTable"),
        table: Table {
            caption: context.get("report.wanted.table"),
            columns: vec![
                context.column("report.column.thread", false),
                context.column("report.column.score", true),
                context.column("report.column.wanted", true),
                context.column("report.column.gap", true),
                context.column("report.column.importance", true),
                context.column("report.column.placed", true),
            ],
            rows: table,
            opens_at: Some(1),
        },
    }
}

/// Something done well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// The sentence.
    pub text: String,
    /// "Goals, level 3: F".
    pub place: String,
}

/// What is done well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strengths {
    /// The heading, with a remark where nothing is fully in place.
    pub heading: Heading,
    /// The strengths; empty where no level is largely in place.
    pub rows: Vec<Strength>,
}

pub(super) fn strengths(context: &Context<'_>) -> Strengths {
    let all: Vec<(&ThreadScore, &LevelScore)> = context
        .score
        .threads
        .iter()
        .flat_map(|thread| thread.levels.iter().map(move |level| (thread, level)))
        .collect();
    let of = |band: Band| all.iter().filter(move |(_, level)| level.band == Some(band)).copied();
    let mut best: Vec<_> = of(Band::F).collect();
    let mut intro = String::new();
    if best.is_empty() {
        let most = of(Band::L).map(|(_, level)| level.cell.achievement).max_by(f64::total_cmp);
        best = of(Band::L).filter(|(_, level)| Some(level.cell.achievement) == most).take(1).collect();
        intro =
            context.get(if best.is_empty() { "report.strengths.none" } else { "report.strengths.largely" });
    }
    let rows = best
        .into_iter()
        .filter_map(|(thread, level)| {
            let group = context.group(&thread.thread, level.cell.level)?;
            let letter = level.band.map(Band::letter).unwrap_or_default().to_owned();
            let values = [("place", context.place_of(group)), ("letter", letter)];
            Some(Strength {
                text: context.content.wording.group(&group.id).have,
                place: context.fill("report.strength", values),
            })
        })
        .collect();
    Strengths { heading: Heading { title: context.get("report.strengths"), intro }, rows }
}
