//! The comparison in words, tables and drawings: sections that every renderer can draw; what is compared and by which rule lives in `compare`.

use crate::answers::{Assessment, Rating, Side, StepStatus};
use crate::compare::{
    Compared, Comparison, Course, GroupShift, ItemShift, MetricShift, Move, Moved, Origin, Reach, Refused,
    Shift, Since, Standing, Unmatched, UnmatchedAnswer, Verdict, compare,
};
use crate::content::Content;
use crate::method::LevelScore;
use crate::pack::{Asked, ItemId, Kind, MetricId, Unit};
use crate::report::context::Context;
use crate::report::document::{
    Block, CoverPage, Document, Figure, List, ListItem, ListKind, Paragraph, Section, Start, Voice,
};
use crate::report::drawing::{Anchor, Drawing, Ink, Mark};
use crate::report::pictures::{INSET, NAME, NOTE, WIDTH, along, line, nth, scale, strong, words};
use crate::report::{Column, Fact, Row, Table, Telling, tell};

/// The sections of a comparison, the assessments in the order of their dates.
///
/// # Errors
/// [`Refused`] where there are fewer than two, or one of them cannot be scored.
pub fn sections(content: &Content, list: Vec<Compared<'_>>) -> Result<Vec<Section>, Refused> {
    let comparison = compare(&content.pack, list)?;
    Page::of(content, &comparison).map(|page| page.sections())
}

/// A comparison as a document of its own; a single assessment is compared with the one that it carries along. `today` is the
/// local date, `YYYY-MM-DD`.
///
/// # Errors
/// [`Refused`] where there are fewer than two, or one of them cannot be scored.
pub fn comparison_document(
    content: &Content,
    assessments: &[&Assessment],
    today: &str,
) -> Result<Document, Refused> {
    let mut list: Vec<Compared<'_>> =
        assessments.iter().map(|assessment| Compared::whole(assessment).met(&content.pack)).collect();
    if let [only] = assessments {
        list.extend(Compared::carried(only).map(|before| before.met(&content.pack)));
    }
    document(content, list, today)
}

/// The same of what was chosen to be compared.
///
/// # Errors
/// [`Refused`] where there are fewer than two, or one of them cannot be scored.
pub fn document(content: &Content, list: Vec<Compared<'_>>, today: &str) -> Result<Document, Refused> {
    let comparison = compare(&content.pack, list)?;
    let page = Page::of(content, &comparison)?;
    let told =
        tell(content, page.after.assessment(), today, Telling::Board).map_err(|error| Refused::Unscored {
            id: page.after.assessment().id.clone(),
            title: page.after.assessment().title.clone(),
            error,
        })?;
    let title = page.fill("compare.document", [("title", page.name(page.after))]);
    let cover = CoverPage {
        title: title.clone(),
        facts: Vec::new(),
        score: None,
        lines: vec![page.score_line(), page.level_line()],
        ..told.cover
    };
    Ok(Document { title, cover, sections: page.sections(), ..told })
}

/// What moved since last time, in words for a page that has no room for more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovedLines {
    /// The last assessment and its date.
    pub since: String,
    /// What can be said of the score.
    pub score: String,
    /// What can be said of the level.
    pub level: String,
    /// The groups that changed most: "Goals, level 3: partly to largely", and the statements behind it.
    pub groups: Vec<(String, Vec<String>)>,
    /// What stands in the place of groups where none changed; empty where one did.
    pub none: String,
}

/// Words what moved since last time.
///
/// # Errors
/// The score's own, where the answers cannot be scored.
pub fn moved_lines(
    content: &Content,
    assessment: &Assessment,
    moved: &Moved,
) -> Result<MovedLines, crate::method::ScoreError> {
    let context = Context::of(content, assessment)?;
    let title = titled(&context, &moved.title, &moved.date);
    let group = |group: &crate::compare::MovedGroup| {
        let of = content.pack.group(&group.group);
        let place = of.map(|of| context.place_of(of)).unwrap_or_default();
        let values = [
            ("place", place),
            ("before", context.percent(Some(group.shift.before.at))),
            ("after", context.percent(Some(group.shift.after.at))),
        ];
        let items =
            group.items.iter().map(|item| item_line(&context, item, &content.wording.item(&item.item).text));
        (context.fill("compare.moved.group", values), items.collect())
    };
    let groups: Vec<(String, Vec<String>)> = moved.groups.iter().map(group).collect();
    Ok(MovedLines {
        since: context
            .fill("compare.moved.since", [("title", title), ("date", context.texts().date(&moved.date))]),
        score: score_line(&context, &moved.score),
        level: level_line(&context, &moved.level),
        none: if groups.is_empty() { context.get("compare.moved.none") } else { String::new() },
        groups,
    })
}

fn titled(context: &Context<'_>, title: &str, date: &str) -> String {
    if title.trim().is_empty() {
        context.fill("assessment.untitled", [("date", context.texts().date(date))])
    } else {
        title.to_owned()
    }
}

/// "“…”: Partly before, Largely now."
fn item_line(context: &Context<'_>, item: &ItemShift, text: &str) -> String {
    let values = [
        ("text", text.to_owned()),
        ("before", rating(context, &item.item, item.before)),
        ("after", rating(context, &item.item, item.after)),
    ];
    context.fill("compare.item", values)
}

/// The label of a rating; of an item that the pack does not ask, by the scale of its scored levels.
fn rating(context: &Context<'_>, item: &ItemId, rating: Option<Rating>) -> String {
    let pack = &context.content.pack;
    match pack.asked_item(item.as_str()) {
        Some(asked) => context.rating(asked, rating),
        None => {
            let unknown = Asked {
                traits: Default::default(),
                id: item.clone(),
                group: 0,
                kind: Kind::Practice,
                surpassable: true,
                descriptive: false,
                per_side: false,
            };
            context.rating(&unknown, rating)
        }
    }
}

fn score_line(context: &Context<'_>, shift: &Shift) -> String {
    let (before, after) = (context.texts().score(shift.before.at), context.texts().score(shift.after.at));
    let alike = before == after;
    let key = match shift.verdict() {
        Verdict::Up if alike => "compare.score.upLittle",
        Verdict::Up => "compare.score.up",
        Verdict::Down if alike => "compare.score.downLittle",
        Verdict::Down => "compare.score.down",
        Verdict::Same => "compare.score.same",
        Verdict::Open if alike => "compare.score.openSame",
        Verdict::Open => "compare.score.open",
    };
    context.fill(key, [("before", before), ("after", after)])
}

fn level_line(context: &Context<'_>, shift: &Shift) -> String {
    let (before, after) = (context.wanted(shift.before.at), context.wanted(shift.after.at));
    let key = match shift.verdict() {
        Verdict::Up => "compare.level.up",
        Verdict::Down => "compare.level.down",
        Verdict::Same => "compare.level.same",
        Verdict::Open if before == after => "compare.level.openSame",
        Verdict::Open => "compare.level.open",
    };
    context.fill(key, [("before", before), ("after", after)])
}

/// A section as it grows.
struct Part(Section);

impl Part {
    fn new(id: &str, title: String) -> Self {
        Self(Section { id: id.to_owned(), title, start: Start::Here, blocks: Vec::new() })
    }

    fn say(&mut self, voice: Voice, text: String) {
        if !text.is_empty() {
            self.0.blocks.push(Block::Paragraph(Paragraph { voice, strong: String::new(), text }));
        }
    }

    fn heading(&mut self, title: String) {
        self.0.blocks.push(Block::Heading(title));
    }

    fn facts(&mut self, facts: Vec<Fact>) {
        self.0.blocks.push(Block::Facts(facts));
    }

    fn table(&mut self, caption: String, columns: Vec<Column>, rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            let rows = rows.into_iter().map(|cells| Row { cells, opens: None }).collect();
            self.0.blocks.push(Block::Table(Table { caption, columns, rows, opens_at: None }));
        }
    }

    fn list(&mut self, title: String, items: Vec<ListItem>) {
        if !items.is_empty() {
            self.heading(title);
            self.0.blocks.push(Block::List(List { kind: ListKind::Bullets, items }));
        }
    }

    fn figure(&mut self, id: &str, alternative: String, caption: String, drawing: Drawing) {
        self.0.blocks.push(Block::Figure(Figure { id: id.to_owned(), caption, alternative, drawing }));
    }
}

/// A comparison with what it draws on.
struct Page<'a> {
    context: Context<'a>,
    comparison: &'a Comparison<'a>,
    after: &'a Standing<'a>,
}

impl<'a> Page<'a> {
    fn of(content: &'a Content, comparison: &'a Comparison<'a>) -> Result<Self, Refused> {
        let Some(after) = comparison.standings.last() else {
            return Err(Refused::TooFew);
        };
        let assessment = after.assessment();
        let context = Context::of(content, assessment).map_err(|error| Refused::Unscored {
            id: assessment.id.clone(),
            title: assessment.title.clone(),
            error,
        })?;
        Ok(Self { context, comparison, after })
    }

    fn get(&self, key: &str) -> String {
        self.context.get(key)
    }

    fn fill<const N: usize>(&self, key: &str, values: [(&str, String); N]) -> String {
        self.context.fill(key, values)
    }

    fn column(&self, key: &str, number: bool) -> Column {
        self.context.column(key, number)
    }

    fn name(&self, standing: &Standing<'_>) -> String {
        let assessment = standing.assessment();
        titled(&self.context, &assessment.title, &assessment.created_at)
    }

    fn score_line(&self) -> String {
        score_line(&self.context, &self.comparison.score)
    }

    fn level_line(&self) -> String {
        level_line(&self.context, &self.comparison.level)
    }

    fn sections(&self) -> Vec<Section> {
        let parts = [
            self.overview(),
            self.threads(),
            self.groups(),
            self.statements(),
            self.plan(),
            self.metrics(),
            self.unmatched(),
            self.rule(),
        ];
        parts.into_iter().map(|part| part.0).collect()
    }

    // Who is compared, and the whole

    fn overview(&self) -> Part {
        let standings = &self.comparison.standings;
        let many = standings.len() > 2;
        let mut part = Part::new("overview", self.get(if many { "compare.trend" } else { "compare.pair" }));
        part.say(Voice::Lead, self.score_line());
        part.say(Voice::Plain, self.level_line());
        if many {
            part.say(Voice::Small, self.get("compare.trend.ends"));
            let rows = standings.iter().enumerate().map(|(at, standing)| self.spoken(at, standing));
            let spoken: Vec<String> = rows.collect();
            let alternative = self.fill("compare.trend.alternative", [("rows", spoken.join(" "))]);
            part.figure("trend", alternative, self.get("compare.trend.key"), self.trend());
        }
        let row = |(at, standing): (usize, &Standing<'_>)| {
            let values = [
                ("number", (at + 1).to_string()),
                ("title", self.named(standing)),
                ("date", self.context.texts().date(standing.compared.date())),
                ("side", self.side(standing)),
            ];
            vec![
                self.fill("compare.row", values),
                self.context.texts().score(standing.reach().at),
                self.bounds(&standing.reach(), |level| self.context.texts().score(level)),
                self.with_bounds(&standing.level(), |level| self.context.wanted(level)),
            ]
        };
        let columns = vec![
            self.column("compare.column.assessment", false),
            self.column("report.column.score", true),
            self.column("report.fact.band", true),
            self.column("report.fact.level", true),
        ];
        let rows = standings.iter().enumerate().map(row).collect();
        part.table(self.get("compare.compared"), columns, rows);
        self.differences(&mut part);
        part
    }

    fn named(&self, standing: &Standing<'_>) -> String {
        match standing.compared.origin {
            Origin::Whole => self.name(standing),
            Origin::Carried => self.fill("compare.carried", [("title", self.name(standing))]),
        }
    }

    fn side(&self, standing: &Standing<'_>) -> String {
        self.get(match standing.assessment().side {
            Some(Side::It) => "side.it.view",
            Some(Side::Business) => "side.business.view",
            Some(Side::Both) => "side.both.view",
            None => "side.none.view",
        })
    }

    /// "1.8 to 2.6", or the one value.
    fn bounds(&self, reach: &Reach, text: impl Fn(f64) -> String) -> String {
        let (low, high) = (text(reach.low), text(reach.high));
        if low == high { low } else { self.fill("report.fromTo", [("low", low), ("high", high)]) }
    }

    /// "2.1 (1.8 to 2.6)", or the one value.
    fn with_bounds(&self, reach: &Reach, text: impl Fn(f64) -> String) -> String {
        let at = text(reach.at);
        if text(reach.low) == at && text(reach.high) == at {
            return at;
        }
        self.fill("compare.within", [("at", at), ("bounds", self.bounds(reach, text))])
    }

    fn spoken(&self, at: usize, standing: &Standing<'_>) -> String {
        let values = [
            ("number", (at + 1).to_string()),
            ("date", self.context.texts().date(standing.compared.date())),
            ("score", self.with_bounds(&standing.reach(), |level| self.context.texts().score(level))),
        ];
        self.fill("compare.trend.spoken", values)
    }

    /// What else differs between the assessments, and could be behind a difference.
    fn differences(&self, part: &mut Part) {
        let standings = &self.comparison.standings;
        let unknown = || self.get("compare.notCarried");
        let known = |standing: &Standing<'_>, text: String| match standing.compared.origin {
            Origin::Whole => text,
            Origin::Carried => unknown(),
        };
        type Tell<'t> = &'t dyn Fn(&Standing<'_>) -> String;
        let counted = |standing: &Standing<'_>| {
            let (n, of) = standing.coverage();
            self.fill("report.nOf", [("n", n.to_string()), ("of", of.to_string())])
        };
        let k = |standing: &Standing<'_>| {
            let k = standing.assessment().k();
            known(standing, k.map_or_else(|| self.get("compare.notGiven"), |k| k.to_string()))
        };
        let scope = |standing: &Standing<'_>| {
            let scope = standing.assessment().scope.trim();
            known(standing, if scope.is_empty() { self.get("compare.notGiven") } else { scope.to_owned() })
        };
        let version = |standing: &Standing<'_>| match standing.assessment().pack_version.as_str() {
            "" => self.get("compare.notGiven"),
            version => version.to_owned(),
        };
        let aspects: [(&str, Tell<'_>); 7] = [
            ("compare.column.side", &|standing| self.side(standing)),
            ("compare.counted", &counted),
            ("compare.unknown", &|standing| standing.unknown.to_string()),
            ("compare.open", &|standing| standing.open.to_string()),
            ("compare.version", &version),
            ("report.cover.k", &k),
            ("report.cover.scope", &scope),
        ];
        let mut rows = Vec::new();
        for (key, tell) in aspects {
            let cells: Vec<String> = standings.iter().map(tell).collect();
            let mut said = cells
                .iter()
                .zip(standings)
                .filter(|(cell, standing)| standing.compared.origin == Origin::Whole || **cell != unknown());
            let first = said.next().map(|(cell, _)| cell);
            if said.any(|(cell, _)| Some(cell) != first) {
                rows.push(std::iter::once(self.get(key)).chain(cells).collect());
            }
        }
        if rows.is_empty() {
            part.say(Voice::Small, self.get("compare.differences.none"));
            return;
        }
        let numbers = (1..=standings.len()).map(|at| Column { title: at.to_string(), number: false });
        let columns = std::iter::once(self.column("compare.column.what", false)).chain(numbers).collect();
        part.heading(self.get("compare.differences"));
        part.say(Voice::Plain, self.get("compare.differences.intro"));
        part.table(self.get("compare.differences.table"), columns, rows);
    }

    /// The scores one after the other, with what the open answers leave possible.
    fn trend(&self) -> Drawing {
        const LEFT: f64 = 26.0;
        const TOP: f64 = 22.0;
        const HIGH: f64 = 150.0;
        /// More than these would write over each other.
        const MOST_WRITTEN: usize = 9;
        let mut marks = Vec::new();
        let ticks = self.context.ticks();
        let height = |percent: f64| TOP + HIGH * (1.0 - percent / 100.0);
        let steps = nth(ticks.len().saturating_sub(1)).max(1.0);
        for (at, tick) in ticks.iter().enumerate() {
            let y = height(nth(at) / steps * 100.0);
            marks.push(line((LEFT, y), (WIDTH - INSET, y), 1.0, Ink::Line));
            marks.push(words((LEFT - 10.0, y + 3.5), NOTE, Anchor::End, Ink::Muted, tick));
        }
        let standings = &self.comparison.standings;
        let wide = (WIDTH - INSET - LEFT) / nth(standings.len().max(1));
        let place =
            |at: usize, level: f64| (LEFT + wide * (nth(at) + 0.5), height(self.context.position(level)));
        for (at, standing) in standings.iter().enumerate() {
            let reach = standing.reach();
            let ((x, low), (_, high)) = (place(at, reach.low), place(at, reach.high));
            if low - high > 0.5 {
                marks.push(Mark::Rect {
                    x: x - 5.0,
                    y: high,
                    width: 10.0,
                    height: low - high,
                    fill: Ink::Step3,
                });
            }
        }
        for (at, pair) in standings.windows(2).enumerate() {
            if let [one, next] = pair {
                let (from, to) = (place(at, one.reach().at), place(at + 1, next.reach().at));
                marks.push(line(from, to, 2.0, Ink::Step4));
            }
        }
        for (at, standing) in standings.iter().enumerate() {
            let reach = standing.reach();
            let dot = place(at, reach.at);
            marks.push(Mark::Dot { at: dot, r: 6.0, fill: Ink::Step5, edge: Ink::Paper });
            if standings.len() <= MOST_WRITTEN {
                let over = dot.1.min(place(at, reach.high).1) - 9.0;
                let score = self.context.texts().score(reach.at);
                marks.push(strong((dot.0, over), NAME, Anchor::Middle, &score));
            }
            let number = (at + 1).to_string();
            marks.push(words((dot.0, TOP + HIGH + 18.0), NAME, Anchor::Middle, Ink::Text, &number));
        }
        Drawing { width: WIDTH, height: TOP + HIGH + 26.0, marks }
    }

    // Threads and groups

    fn threads(&self) -> Part {
        let mut part = Part::new("threads", self.get("compare.threads"));
        let texts = self.context.texts();
        let mut rows = Vec::new();
        let mut spoken = Vec::new();
        for thread in &self.comparison.threads {
            let name = self.context.thread_name(&thread.thread);
            let score = |reach: &Reach| self.with_bounds(reach, |level| texts.score(level));
            let level = |reach: &Reach| self.with_bounds(reach, |level| self.context.wanted(level));
            let wanted_after = self.context.wanted(thread.wanted_after.level);
            let wanted = match thread.wanted_before.map(|target| self.context.wanted(target.level)) {
                Some(before) if before != wanted_after => self.arrow(before, wanted_after),
                _ => wanted_after,
            };
            let values = [
                ("thread", name.clone()),
                ("before", score(&thread.score.before)),
                ("after", score(&thread.score.after)),
                ("verdict", self.verdict(thread.score.verdict())),
            ];
            spoken.push(self.fill("compare.threads.spoken", values));
            rows.push(vec![
                name,
                score(&thread.score.before),
                score(&thread.score.after),
                self.difference(&thread.score),
                self.verdict(thread.score.verdict()),
                self.arrow(level(&thread.level.before), level(&thread.level.after)),
                wanted,
            ]);
        }
        let alternative = self.fill("compare.threads.alternative", [("threads", spoken.join(" "))]);
        part.figure("threads", alternative, self.get("compare.threads.key"), self.dumbbell());
        let columns = vec![
            self.column("report.column.thread", false),
            self.column("compare.before", true),
            self.column("compare.after", true),
            self.column("compare.column.difference", true),
            self.column("compare.column.verdict", false),
            self.column("report.column.level", true),
            self.column("report.column.wanted", true),
        ];
        part.table(self.get("compare.threads.table"), columns, rows);
        part
    }

    /// "2 → 3", or the one where they are the same.
    fn arrow(&self, before: String, after: String) -> String {
        if before == after {
            return after;
        }
        self.fill("compare.arrow", [("before", before), ("after", after)])
    }

    /// "+0.8", with its sign.
    fn difference(&self, shift: &Shift) -> String {
        let texts = self.context.texts();
        let number = texts.score(shift.difference());
        if number == texts.score(0.0) {
            return if shift.is_change() { self.get("compare.little") } else { number };
        }
        if shift.difference() > 0.0 { format!("+{number}") } else { number }
    }

    fn verdict(&self, verdict: Verdict) -> String {
        self.get(match verdict {
            Verdict::Up => "compare.verdict.up",
            Verdict::Down => "compare.verdict.down",
            Verdict::Same => "compare.verdict.same",
            Verdict::Open => "compare.verdict.open",
        })
    }

    /// Before and after, a row a thread; what the open answers leave possible lies over the line for before, under it for after.
    fn dumbbell(&self) -> Drawing {
        const ROW: f64 = 46.0;
        let texts = self.context.texts();
        let mut marks = Vec::new();
        let at = |level: f64| along(self.context.position(level));
        for (down, thread) in self.comparison.threads.iter().enumerate() {
            let y = ROW * nth(down) + 32.0;
            let (before, after) = (&thread.score.before, &thread.score.after);
            let text = self.arrow(texts.score(before.at), texts.score(after.at));
            let name = self.context.thread_name(&thread.thread);
            marks.push(words((0.0, y - 18.0), NAME, Anchor::Start, Ink::Text, &name));
            marks.push(strong((WIDTH, y - 18.0), NAME, Anchor::End, &text));
            marks.push(line((INSET, y), (WIDTH - INSET, y), 1.0, Ink::Line));
            for (reach, top, fill) in [(before, y - 11.0, Ink::Step3), (after, y + 7.0, Ink::Step3)] {
                let width = at(reach.high) - at(reach.low);
                if width > 0.5 {
                    marks.push(Mark::Rect { x: at(reach.low), y: top, width, height: 4.0, fill });
                }
            }
            marks.push(line((at(before.at), y), (at(after.at), y), 3.0, Ink::Step4));
            marks.push(Mark::Dot { at: (at(before.at), y), r: 6.0, fill: Ink::Paper, edge: Ink::Text });
            // Smaller where it lies in the ring, so that both are seen.
            let r = if (at(before.at) - at(after.at)).abs() < 3.0 { 4.0 } else { 6.0 };
            marks.push(Mark::Dot { at: (at(after.at), y), r, fill: Ink::Step5, edge: Ink::Paper });
        }
        let y = ROW * nth(self.comparison.threads.len()) + 8.0;
        scale(&mut marks, y, &self.context.ticks());
        Drawing { width: WIDTH, height: y + 20.0, marks }
    }

    fn groups(&self) -> Part {
        let mut part = Part::new("groups", self.get("compare.groups"));
        part.say(Voice::Small, self.get("compare.groups.intro"));
        let columns = vec![
            self.column("report.column.place", false),
            self.column("compare.before", false),
            self.column("compare.after", false),
            self.column("compare.column.verdict", false),
        ];
        let rows = self.comparison.groups.iter().map(|group| self.group(group)).collect();
        part.table(self.get("compare.groups.table"), columns, rows);
        part
    }

    fn group(&self, shift: &GroupShift) -> Vec<String> {
        let group = self.context.content.pack.group(&shift.group);
        let verdict = match shift.shift {
            Some(shift) => self.verdict(shift.verdict()),
            None => self.get("compare.verdict.none"),
        };
        let place = group.map(|group| self.context.place_of(group)).unwrap_or_default();
        vec![place, self.achieved(&shift.before), self.achieved(&shift.after), verdict]
    }

    /// "L, largely (67 %)".
    fn achieved(&self, level: &LevelScore) -> String {
        let band = self.context.band(level);
        if level.band.is_none() {
            return band;
        }
        let share = self.context.percent(Some(level.cell.achievement));
        self.fill("compare.within", [("at", band), ("bounds", share)])
    }

    // Statements

    fn statements(&self) -> Part {
        let statements = &self.comparison.statements;
        let mut part = Part::new("statements", self.get("compare.statements"));
        let counts = [
            (Move::Up, "compare.moves.up"),
            (Move::Down, "compare.moves.down"),
            (Move::Otherwise, "compare.moves.otherwise"),
            (Move::Stayed, "compare.moves.stayed"),
            (Move::Gained, "compare.moves.gained"),
            (Move::Lost, "compare.moves.lost"),
            (Move::Open, "compare.moves.open"),
        ];
        let facts = counts.map(|(moved, key)| Fact {
            term: self.get(key),
            value: statements.scored(moved).count().to_string(),
        });
        part.say(Voice::Small, self.get("compare.statements.intro"));
        part.facts(facts.to_vec());
        for (moved, key) in
            counts.into_iter().filter(|(moved, _)| !matches!(moved, Move::Stayed | Move::Open))
        {
            let items = statements.scored(moved).map(|item| self.item(item)).collect();
            part.list(self.get(key), items);
        }
        let signs = statements.all.iter().filter(|item| item.descriptive);
        let signs = signs.filter(|item| !matches!(item.moved(), Move::Stayed | Move::Open));
        part.list(self.get("compare.signs"), signs.map(|item| self.item(item)).collect());
        part
    }

    fn item(&self, shift: &ItemShift) -> ListItem {
        let pack = &self.context.content.pack;
        let group = pack.asked_item(shift.item.as_str()).and_then(|asked| pack.groups.get(asked.group));
        let values = [
            ("place", group.map(|group| self.context.place_of(group)).unwrap_or_default()),
            ("before", rating(&self.context, &shift.item, shift.before)),
            ("after", rating(&self.context, &shift.item, shift.after)),
        ];
        ListItem {
            text: self.context.content.wording.item(&shift.item).text,
            lines: vec![self.fill("compare.statement", values)],
            ..ListItem::default()
        }
    }

    // Plan and metrics

    fn plan(&self) -> Part {
        let since = &self.comparison.plan;
        let mut part = Part::new("plan", self.get("compare.plan"));
        if since.done.is_empty() && since.open.is_empty() && since.done_before == 0 {
            part.say(Voice::Plain, self.get("compare.plan.none"));
            return part;
        }
        let fact = |key: &str, count: usize| Fact { term: self.get(key), value: count.to_string() };
        part.facts(vec![
            fact("compare.plan.done", since.done.len()),
            fact("compare.plan.open", since.open.len()),
            fact("compare.plan.doneBefore", since.done_before),
        ]);
        part.list(self.get("compare.plan.done"), since.done.iter().map(|step| self.step(step)).collect());
        part.list(self.get("compare.plan.open"), since.open.iter().map(|step| self.step(step)).collect());
        part
    }

    fn step(&self, step: &Since) -> ListItem {
        let content = self.context.content;
        let text = if !step.entry.title.is_empty() {
            step.entry.title.clone()
        } else if content.pack.slot(&step.id).is_some() {
            content.wording.item(&ItemId(step.id.clone())).step
        } else {
            step.id.clone()
        };
        let entry = &step.entry;
        let mut about = Vec::new();
        if entry.status == StepStatus::Started {
            about.push(self.get("compare.plan.started"));
        }
        if !entry.owner.is_empty() {
            about.push(self.fill("compare.plan.owner", [("owner", entry.owner.clone())]));
        }
        if !entry.due.is_empty() {
            about.push(self.fill("compare.plan.due", [("date", self.context.texts().date(&entry.due))]));
        }
        if !entry.note.is_empty() {
            about.push(self.fill("report.answers.note", [("text", entry.note.clone())]));
        }
        ListItem { text, lines: about, ..ListItem::default() }
    }

    fn metrics(&self) -> Part {
        let mut part = Part::new("metrics", self.get("compare.metrics"));
        if self.comparison.metrics.is_empty() {
            part.say(Voice::Plain, self.get("compare.metrics.none"));
            return part;
        }
        part.say(Voice::Small, self.get("compare.metrics.intro"));
        let columns = vec![
            self.column("report.column.counted", false),
            self.column("compare.before", true),
            self.column("compare.after", true),
            self.column("compare.column.course", false),
            self.column("report.column.wanted", false),
        ];
        let rows = self.comparison.metrics.iter().map(|shift| self.metric(shift)).collect();
        part.table(self.get("compare.metrics.table"), columns, rows);
        part
    }

    fn metric(&self, shift: &MetricShift) -> Vec<String> {
        let number = |value: Option<f64>| {
            value.map_or_else(|| self.get("report.noValue"), |value| self.value(&shift.metric, value))
        };
        let course = self.get(match shift.course {
            Course::Better => "compare.course.better",
            Course::Worse => "compare.course.worse",
            Course::Changed => "compare.course.changed",
            Course::Same => "compare.course.same",
            Course::Unknown => "compare.course.unknown",
        });
        let mut wanted = Vec::new();
        if let Some(target) = shift.target {
            let value = self.value(&shift.metric, target);
            wanted.push(if shift.target_date.is_empty() {
                value
            } else {
                let date = self.context.texts().date(&shift.target_date);
                self.fill("compare.metric.by", [("value", value), ("date", date)])
            });
            if let Some(baseline) = shift.baseline {
                wanted
                    .push(self.fill("compare.metric.from", [("value", self.value(&shift.metric, baseline))]));
            }
            if shift.reached == Some(true) {
                wanted.push(self.get("compare.metric.reached"));
            } else if let Some(progress) = shift.progress {
                wanted.push(if progress < 0.0 {
                    self.get("compare.metric.behind")
                } else {
                    // Rounded down: a target that is not reached is never shown as the whole way.
                    let share = (progress * 100.0 + 1e-9).floor() / 100.0;
                    self.fill("compare.metric.way", [("share", self.context.percent(Some(share)))])
                });
            }
        }
        vec![
            self.context.content.wording.metric(&shift.metric).text,
            number(shift.before),
            number(shift.after),
            course,
            if wanted.is_empty() { self.get("report.noValue") } else { wanted.join("\n") },
        ]
    }

    fn value(&self, metric: &MetricId, value: f64) -> String {
        let number = self.context.texts().number(value, usize::from(value.fract() != 0.0));
        match self.context.content.pack.metric(metric).map(|metric| metric.unit) {
            Some(Unit::Percent) => self.fill("number.percent", [("value", number)]),
            _ => number,
        }
    }

    // What could not be matched, and the rule

    fn unmatched(&self) -> Part {
        let mut part = Part::new("unmatched", self.get("compare.unmatched"));
        let standings = &self.comparison.standings;
        if standings.iter().all(|standing| standing.unmatched.is_empty()) {
            part.say(Voice::Plain, self.get("compare.unmatched.none"));
            return part;
        }
        part.say(Voice::Plain, self.get("compare.unmatched.intro"));
        for (at, standing) in standings.iter().enumerate().filter(|(_, s)| !s.unmatched.is_empty()) {
            let values = [("number", (at + 1).to_string()), ("title", self.name(standing))];
            let items = self.unmatched_items(&standing.unmatched);
            part.list(self.fill("compare.numbered", values), items);
        }
        part
    }

    fn unmatched_items(&self, unmatched: &Unmatched) -> Vec<ListItem> {
        let plain = |text: String| ListItem { text, ..ListItem::default() };
        let listed = |key: &str, lines: Vec<String>| {
            let text = self.fill(key, [("n", lines.len().to_string())]);
            (!lines.is_empty()).then(|| ListItem { text, lines, ..ListItem::default() })
        };
        let mut items = Vec::new();
        if let Some(version) = &unmatched.version {
            let given = if version.is_empty() { self.get("compare.notGiven") } else { version.clone() };
            let known = self.context.content.pack.version.clone();
            items.push(plain(self.fill("compare.unmatched.version", [("given", given), ("known", known)])));
        }
        let answers = |list: &[UnmatchedAnswer]| list.iter().map(|answer| self.answer(answer)).collect();
        let new = unmatched.without_answer.iter().map(|item| {
            let text = self.context.content.wording.item(item).text;
            self.fill("compare.unmatched.item", [("item", item.to_string()), ("text", text)])
        });
        items.extend(listed("compare.unmatched.answers", answers(&unmatched.answers)));
        items.extend(listed("compare.unmatched.notOffered", answers(&unmatched.not_offered)));
        items.extend(listed("compare.unmatched.new", new.collect()));
        items.extend(listed("compare.unmatched.metrics", unmatched.metrics.clone()));
        items.extend(listed("compare.unmatched.steps", unmatched.steps.clone()));
        items
    }

    /// "A2.L9.GOAL.P1: Largely".
    fn answer(&self, answer: &UnmatchedAnswer) -> String {
        let given = match &answer.set_aside {
            Some(text) => text.chars().take(40).collect(),
            None => rating(&self.context, &answer.item, answer.rating),
        };
        self.fill("compare.unmatched.item", [("item", answer.item.to_string()), ("text", given)])
    }

    fn rule(&self) -> Part {
        let mut part = Part::new("rule", self.get("compare.rule"));
        part.say(Voice::Plain, self.get("compare.rule.bands"));
        part.say(Voice::Plain, self.get("compare.rule.pack"));
        let carried = |standing: &Standing<'_>| standing.compared.origin == Origin::Carried;
        if self.comparison.standings.iter().any(carried) {
            part.say(Voice::Plain, self.get("compare.rule.carried"));
        }
        part.say(Voice::Small, self.get("report.indicative"));
        part
    }
}
