//! A lens in words and pictures: its index with bounds, facet by facet, what stands out, its own reading, how it came about, the answers; the screen and the report show the same. The numbers come from `lens`.

use crate::answers::{Answer, Assessment, Rating, Side};
use crate::book::kept_rate;
use crate::content::Content;
use crate::lens::{
    By, KeptFrom, Lens, LensScore, NotApplicable, Thought, Trust, by_tally, lens_score, not_operating,
    one_side, stands_out, trust,
};
use crate::method::{Band, Sheet};
use crate::pack::{Asked, ItemId, Scale};
use crate::report::document::{Block, Figure, List, ListItem, ListKind, Paragraph, Section, Start, Voice};
use crate::report::pictures;
use crate::report::{Column, Fact, Row, Table};
use crate::text::Texts;
use crate::view::rating_key;

/// Places of the numbers in the arithmetic.
const PLACES: usize = 3;

/// A facet in the figure.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetBar {
    /// Its name.
    pub name: String,
    /// The index in percent; none where nothing has a value.
    pub index: Option<f64>,
    /// The bounds in percent.
    pub bounds: Option<(f64, f64)>,
    /// The band's letter; empty where there is none.
    pub letter: String,
    /// "62 %", or why there is no number.
    pub text: String,
}

/// A lens's result.
#[derive(Clone, Debug, PartialEq)]
pub struct LensPage {
    /// The lens's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it asks.
    pub subject: String,
    /// From which side it was answered; empty where that makes no difference.
    pub view: String,
    /// "62 %", or that there is no index yet.
    pub index: String,
    /// "L, largely"; none where there is no index.
    pub band: Option<String>,
    /// Between what the index lies, and why.
    pub range: String,
    /// "14 of the 17 statements that apply have a value."
    pub coverage: String,
    /// The facets: figure and table.
    pub facets: Section,
    /// The strongest and the weakest statements.
    pub stands_out: Section,
    /// What this lens alone shows; without blocks where it shows nothing.
    pub reading: Section,
    /// The arithmetic.
    pub how: Section,
    /// Every answer.
    pub answers: Section,
    /// Known limits, then whose model it is after.
    pub notes: Vec<String>,
}

/// What the parts draw on.
struct Seen<'a> {
    texts: &'a Texts,
    lens: &'a Lens,
    assessment: &'a Assessment,
    sheet: Sheet,
    score: LensScore,
    side: Option<Side>,
}

/// The result of a lens. The share of commitments met is the ledger's, where something was met or missed there.
#[must_use]
pub fn lens_page(content: &Content, assessment: &Assessment, lens: &Lens) -> LensPage {
    let sheet = lens.sheet(assessment);
    let score = lens_score(&lens.pack, &sheet);
    let side = lens.side(assessment).filter(|_| lens.is_two_sided());
    let seen = Seen { texts: &content.texts, lens, assessment, sheet, score, side };
    let wording = &lens.wording;
    LensPage {
        id: lens.id().to_owned(),
        name: wording.name.clone(),
        subject: wording.subject.clone(),
        view: side.map(|side| seen.get(view_key(side))).unwrap_or_default(),
        index: seen
            .score
            .index
            .map_or_else(|| seen.get("lens.index.none"), |index| seen.texts.percent(index)),
        band: seen.score.band.map(|band| seen.band(band)),
        range: seen.range(),
        coverage: seen.coverage(),
        facets: seen.facets(),
        stands_out: seen.stands_out(),
        reading: seen.reading(),
        how: seen.how(),
        answers: seen.answers(),
        notes: wording.notes.iter().chain([&wording.credit]).cloned().collect(),
    }
}

/// The lenses of which something was answered, in their order.
#[must_use]
pub fn lens_pages(content: &Content, assessment: &Assessment) -> Vec<LensPage> {
    let answered = content.lenses.iter().filter(|lens| lens.answered(assessment) > 0);
    answered.map(|lens| lens_page(content, assessment, lens)).collect()
}

fn view_key(side: Side) -> &'static str {
    match side {
        Side::It => "side.it.view",
        Side::Business => "side.business.view",
        Side::Both => "side.both.view",
    }
}

/// The catalogue key of who does it.
#[must_use]
pub fn by_key(by: By) -> &'static str {
    match by {
        By::It => "lens.by.it",
        By::Business => "lens.by.business",
        By::Both => "lens.by.both",
        By::Nobody => "lens.by.nobody",
    }
}

/// The catalogue key of an answer to a question to think about.
#[must_use]
pub fn thought_key(thought: Thought) -> &'static str {
    match thought {
        Thought::Yes => "lens.reflection.yes",
        Thought::No => "lens.reflection.no",
        Thought::Unknown => "rating.unknown",
    }
}

/// The catalogue key of a rating's label in a lens.
#[must_use]
pub fn lens_rating_key(lens: &Lens, item: &Asked, rating: Rating) -> String {
    let not_our_role = lens.facet_of(item).not_applicable == NotApplicable::NotOurRole;
    if rating == Rating::NotApplicable && not_our_role {
        return "lens.notOurRole".into();
    }
    rating_key(&lens.pack, item, rating)
}

/// What reads as a text of several sentences.
fn paragraph(voice: Voice, strong: &str, text: String) -> Block {
    Block::Paragraph(Paragraph { voice, strong: strong.to_owned(), text })
}

fn bullets(items: Vec<ListItem>) -> Block {
    Block::List(List { kind: ListKind::Bullets, items })
}

impl Seen<'_> {
    fn get(&self, key: &str) -> String {
        self.texts.get(key).to_owned()
    }

    fn fill<const N: usize>(&self, key: &str, values: [(&str, String); N]) -> String {
        self.texts.fill(key, &values)
    }

    fn column(&self, key: &str, number: bool) -> Column {
        Column { title: self.get(key), number }
    }

    fn percent(&self, fraction: Option<f64>) -> String {
        fraction.map_or_else(|| self.get("report.noValue"), |fraction| self.texts.percent(fraction))
    }

    fn number(&self, value: Option<f64>) -> String {
        value.map_or_else(|| self.get("report.noValue"), |value| self.texts.number(value, PLACES))
    }

    fn band(&self, band: Band) -> String {
        let word = match band {
            Band::N => "report.band.n",
            Band::P => "report.band.p",
            Band::L => "report.band.l",
            Band::F => "report.band.f",
        };
        self.fill("report.band", [("letter", band.letter().to_owned()), ("word", self.get(word))])
    }

    fn section(&self, part: &str, title: &str) -> Section {
        let id = format!("lens-{}-{part}", self.lens.id());
        Section { id, title: self.get(title), start: Start::Here, blocks: Vec::new() }
    }

    fn text(&self, id: &ItemId) -> String {
        self.lens.wording.item_for(id, self.side).text
    }

    fn label(&self, item: &Asked, rating: Option<Rating>) -> String {
        match rating {
            Some(rating) => self.get(&lens_rating_key(self.lens, item, rating)),
            None => self.get("rating.none"),
        }
    }

    fn answer(&self, id: &ItemId) -> Option<&Answer> {
        self.lens.answers(self.assessment)?.answers.get(id)
    }

    fn range(&self) -> String {
        let (Some(low), Some(high)) = (self.score.low, self.score.high) else { return String::new() };
        let open = self.score.applicable - self.score.valued;
        if open == 0 {
            return self.get("lens.range.none");
        }
        let values =
            [("low", self.texts.percent(low)), ("high", self.texts.percent(high)), ("n", open.to_string())];
        self.fill("lens.range", values)
    }

    fn coverage(&self) -> String {
        let (valued, applicable) = (self.score.valued.to_string(), self.score.applicable.to_string());
        let left = self.lens.pack.asked.len() - self.score.applicable;
        let mut text = self.fill("lens.coverage", [("valued", valued), ("n", applicable)]);
        if left > 0 {
            text = format!("{text} {}", self.fill("lens.coverage.left", [("n", left.to_string())]));
        }
        text
    }

    fn facet_name(&self, at: usize) -> String {
        let group = self.lens.pack.groups.get(at);
        group.map(|group| self.lens.wording.thread_name(&group.thread).to_owned()).unwrap_or_default()
    }

    fn facets(&self) -> Section {
        let mut section = self.section("facets", "lens.facets");
        let mut bars = Vec::new();
        let mut rows = Vec::new();
        let mut spoken = Vec::new();
        for (at, facet) in self.score.facets.iter().enumerate() {
            let name = self.facet_name(at);
            let text = match facet.index {
                Some(index) => self.texts.percent(index),
                None if facet.is_dropped() => self.get("lens.facet.dropped"),
                None => self.get("lens.facet.unvalued"),
            };
            let band = facet.band.map_or_else(|| self.get("report.noValue"), |band| self.band(band));
            let of = [("n", facet.valued.to_string()), ("of", facet.applicable.to_string())];
            spoken.push(match facet.band {
                Some(_) => format!("{}, {band}.", self.texts.pair(&name, &text)),
                None => format!("{}.", self.texts.pair(&name, &text)),
            });
            rows.push(Row {
                cells: vec![
                    name.clone(),
                    text.clone(),
                    band,
                    self.percent(facet.low),
                    self.percent(facet.high),
                    self.fill("report.nOf", of),
                ],
                opens: None,
            });
            bars.push(FacetBar {
                name,
                index: facet.index.map(|index| index * 100.0),
                bounds: facet.low.zip(facet.high).map(|(low, high)| (low * 100.0, high * 100.0)),
                letter: facet.band.map(Band::letter).unwrap_or_default().to_owned(),
                text,
            });
        }
        let ends = (self.texts.percent(0.0), self.texts.percent(1.0));
        section.blocks.push(Block::Figure(Figure {
            id: format!("lens-{}", self.lens.id()),
            caption: self.get("lens.facets.key"),
            alternative: spoken.join(" "),
            drawing: pictures::facets(&bars, &ends),
        }));
        section.blocks.push(Block::Table(Table {
            caption: self.fill("lens.facets.table", [("lens", self.lens.wording.name.clone())]),
            columns: vec![
                self.column("lens.column.facet", false),
                self.column("lens.column.index", true),
                self.column("report.column.band", false),
                self.column("lens.column.low", true),
                self.column("lens.column.high", true),
                self.column("report.column.withValue", true),
            ],
            rows,
            opens_at: None,
        }));
        section
    }

    fn stands_out(&self) -> Section {
        let mut section = self.section("stands-out", "lens.standsOut");
        let found = stands_out(self.lens, &self.sheet);
        let item = |slot: &usize| {
            let asked = self.lens.pack.asked.get(*slot)?;
            let texts = self.lens.wording.item_for(&asked.id, self.side);
            let end = self.label(asked, self.sheet.get(*slot));
            Some((ListItem { text: texts.text, end, ..ListItem::default() }, texts.step))
        };
        section.blocks.push(Block::Heading(self.get("lens.strongest")));
        let strongest: Vec<ListItem> =
            found.strongest.iter().filter_map(item).map(|(item, _)| item).collect();
        section.blocks.push(if strongest.is_empty() {
            paragraph(Voice::Plain, "", self.get("lens.strongest.none"))
        } else {
            bullets(strongest)
        });
        section.blocks.push(Block::Heading(self.get("lens.weakest")));
        let weakest: Vec<ListItem> = found
            .weakest
            .iter()
            .filter_map(item)
            .map(|(item, next)| {
                let next = Some(next).filter(|next| !next.is_empty());
                let lines = next.map(|next| self.fill("lens.next", [("next", next)])).into_iter().collect();
                ListItem { lines, ..item }
            })
            .collect();
        section.blocks.push(if weakest.is_empty() {
            paragraph(Voice::Plain, "", self.get("lens.weakest.none"))
        } else {
            bullets(weakest)
        });
        section
    }

    fn reading(&self) -> Section {
        let lens = self.lens;
        if let Some(trust) = trust(lens, &self.sheet, lens.side(self.assessment), kept_rate(self.assessment))
        {
            return self.trust(&trust);
        }
        if lens.asks_by() {
            return self.who();
        }
        if let Some(seen) = one_side(lens, &self.sheet) {
            let mut section = self.section("reading", "lens.watermelon");
            section.blocks.push(paragraph(Voice::Small, "", self.get("lens.watermelon.intro")));
            self.listed(&mut section, ("lens.watermelon.green", "lens.watermelon.green.none"), &seen.green);
            self.listed(&mut section, ("lens.watermelon.red", "lens.watermelon.red.none"), &seen.red);
            return section;
        }
        if lens.pack.scale == Scale::Build {
            return self.completeness();
        }
        self.section("reading", "lens.reading")
    }

    /// A heading with the statements under it, or that there is none.
    fn listed(&self, section: &mut Section, (title, none): (&str, &str), items: &[ItemId]) {
        section.blocks.push(Block::Heading(self.get(title)));
        if items.is_empty() {
            section.blocks.push(paragraph(Voice::Plain, "", self.get(none)));
        } else {
            let item = |id: &ItemId| ListItem { text: self.text(id), ..ListItem::default() };
            section.blocks.push(bullets(items.iter().map(item).collect()));
        }
    }

    /// Who does what, and what nobody clearly does.
    fn who(&self) -> Section {
        let tally = by_tally(self.lens, self.assessment);
        let mut section = self.section("reading", "lens.who");
        let mut facts: Vec<Fact> = By::ALL
            .into_iter()
            .zip(tally.counts)
            .map(|(by, count)| Fact { term: self.get(by_key(by)), value: count.to_string() })
            .collect();
        facts.push(Fact { term: self.get("lens.by.open"), value: tally.open.to_string() });
        section.blocks.push(Block::Facts(facts));
        self.listed(&mut section, ("lens.who.nobody", "lens.who.nobody.none"), &tally.nobody);
        section
    }

    /// How far each part has come, and what is defined and not operating.
    fn completeness(&self) -> Section {
        let mut section = self.section("reading", "lens.completeness");
        let rows = self.lens.pack.asked.iter().enumerate().map(|(slot, item)| {
            let rating = self.sheet.get(slot);
            let mut name = self.text(&item.id);
            if let Some(block) = self.lens.traits.also_in.get(&item.id) {
                name = format!("{name}\n{}", self.fill("lens.alsoIn", [("block", block.clone())]));
            }
            let value = rating.and_then(Rating::value);
            Row { cells: vec![name, self.label(item, rating), self.percent(value)], opens: None }
        });
        section.blocks.push(Block::Table(Table {
            caption: self.get("lens.completeness.table"),
            columns: vec![
                self.column("lens.column.part", false),
                self.column("lens.column.far", false),
                self.column("lens.column.complete", true),
            ],
            rows: rows.collect(),
            opens_at: None,
        }));
        let defined = not_operating(self.lens, &self.sheet);
        self.listed(&mut section, ("lens.notOperating", "lens.notOperating.none"), &defined);
        section
    }

    fn trust(&self, trust: &Trust) -> Section {
        let mut section = self.section("reading", "lens.trust");
        let (valued, received, all) = trust.wants_of;
        let of = [("n", valued.to_string()), ("of", received.to_string()), ("all", all.to_string())];
        let wants =
            if received == 0 { self.get("lens.trust.noSide") } else { self.fill("lens.trust.of", of) };
        let kept = match (trust.kept, trust.kept_from) {
            (None, _) => self.get("lens.trust.kept.none"),
            (_, KeptFrom::Counted) => self.get("lens.trust.kept.counted"),
            (_, KeptFrom::Rated) => self.get("lens.trust.kept.rated"),
        };
        section.blocks.push(Block::Facts(vec![
            Fact { term: self.get("lens.trust.wants"), value: self.percent(trust.wants) },
            Fact { term: self.get("lens.trust.kept"), value: self.percent(trust.kept) },
            Fact { term: self.get("lens.trust.index"), value: self.percent(trust.index()) },
        ]));
        section.blocks.push(paragraph(Voice::Plain, "", format!("{wants} {kept}")));
        if let Some(((wants, kept), index)) = trust.wants.zip(trust.kept).zip(trust.index()) {
            let number = |value: f64| self.number(Some(value));
            let sum = format!("{} × {} = {}", number(wants), number(kept), number(index));
            section.blocks.push(paragraph(Voice::Small, "", sum));
        } else {
            section.blocks.push(paragraph(Voice::Small, "", self.get("lens.trust.missing")));
        }
        section.blocks.extend(self.reflection());
        section
    }

    /// What was answered to the questions to think about; nothing where nothing was.
    fn reflection(&self) -> Vec<Block> {
        let Some(answers) = self.lens.answers(self.assessment) else { return Vec::new() };
        let questions = self.lens.traits.reflection.iter().filter_map(|id| {
            let thought = answers.thought(id)?;
            let term = self.lens.wording.reflection(id).to_owned();
            Some(Fact { term, value: self.get(thought_key(thought)) })
        });
        let facts: Vec<Fact> = questions.collect();
        let note = answers.reflection_note();
        if facts.is_empty() && note.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![Block::Heading(self.get("lens.reflection"))];
        if !facts.is_empty() {
            blocks.push(Block::Facts(facts));
        }
        if !note.is_empty() {
            blocks.push(paragraph(Voice::Plain, "", note.to_owned()));
        }
        blocks
    }

    /// The arithmetic: each facet's mean, then the mean of these.
    fn how(&self) -> Section {
        let mut section = self.section("how", "lens.how");
        section.blocks.push(paragraph(Voice::Plain, "", self.get("lens.how.intro")));
        let facets = self.score.facets.iter().enumerate();
        let rows = facets.map(|(at, facet)| {
            let group = self.lens.pack.groups.get(at);
            let values: Vec<String> = group
                .into_iter()
                .flat_map(|group| &group.practices)
                .filter_map(|item| self.sheet.get(item.slot)?.value())
                .map(|value| self.texts.number(value, PLACES))
                .collect();
            let sum = match values.len() {
                0 => self.get("report.noValue"),
                1 => values.concat(),
                n => format!("({}) / {n}", values.join(" + ")),
            };
            Row { cells: vec![self.facet_name(at), sum, self.number(facet.index)], opens: None }
        });
        section.blocks.push(Block::Table(Table {
            caption: self.get("lens.how.table"),
            columns: vec![
                self.column("lens.column.facet", false),
                self.column("lens.how.values", false),
                self.column("lens.how.mean", true),
            ],
            rows: rows.collect(),
            opens_at: None,
        }));
        let means: Vec<String> = self
            .score
            .facets
            .iter()
            .filter_map(|facet| facet.index)
            .map(|index| self.number(Some(index)))
            .collect();
        if !means.is_empty() {
            let index = self.number(self.score.index);
            let sum = match means.len() {
                1 => index,
                n => format!("({}) / {n} = {index}", means.join(" + ")),
            };
            section.blocks.push(paragraph(Voice::Plain, &self.get("lens.how.index"), sum));
            let bounds = [("low", self.number(self.score.low)), ("high", self.number(self.score.high))];
            section.blocks.push(paragraph(Voice::Plain, "", self.fill("lens.how.bounds", bounds)));
        }
        section.blocks.push(paragraph(Voice::Small, "", self.get("lens.how.rules")));
        section
    }

    fn answers(&self) -> Section {
        let mut section = self.section("answers", "lens.answers");
        for (at, group) in self.lens.pack.groups.iter().enumerate() {
            let Some((_, traits)) = self.lens.facet(at) else { continue };
            let rows = group.practices.iter().filter_map(|item| {
                let asked = self.lens.pack.asked.get(item.slot)?;
                let mut cells = vec![self.statement(asked), self.label(asked, self.sheet.get(item.slot))];
                if traits.asks_by {
                    let by = self.answer(&item.id).and_then(By::of);
                    cells.push(by.map_or_else(|| self.get("report.noValue"), |by| self.get(by_key(by))));
                }
                Some(Row { cells, opens: None })
            });
            let mut columns = vec![
                self.column("report.column.statement", false),
                self.column("report.column.answer", false),
            ];
            if traits.asks_by {
                columns.push(self.column("lens.by", false));
            }
            let rows = rows.collect();
            section.blocks.push(Block::Table(Table {
                caption: self.facet_name(at),
                columns,
                rows,
                opens_at: None,
            }));
        }
        section
    }

    /// A statement with what was written to it, a line each.
    fn statement(&self, item: &Asked) -> String {
        let mut text = self.text(&item.id);
        let Some(answer) = self.answer(&item.id) else { return text };
        let written = [
            (&answer.reason, "report.answers.reason"),
            (&answer.note, "report.answers.note"),
            (&answer.evidence, "report.answers.evidence"),
        ];
        for (written, key) in written.into_iter().filter(|(written, _)| !written.trim().is_empty()) {
            text = format!("{text}\n{}", self.fill(key, [("text", written.clone())]));
        }
        let given =
            answer.rating.filter(|rating| !rating.allowed(item)).map(|rating| rating.as_str().to_owned());
        let aside = given.or_else(|| {
            let value = answer.set_aside.as_ref()?;
            Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        });
        if let Some(value) = aside {
            let value = value.chars().take(40).collect();
            text = format!("{text}\n{}", self.fill("report.answers.setAside", [("value", value)]));
        }
        if let Some(other) = &answer.other {
            let rating = other.rating.filter(|rating| rating.allowed(item));
            let values = [("rating", self.label(item, rating))];
            text = format!("{text}\n{}", self.fill("report.answers.other", values));
        }
        text
    }
}

/// How much of a lens a telling has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// The answers too.
    Whole,
    /// The result without the single answers.
    Result,
}

/// The report's section on the lenses; none where none was answered.
pub(super) fn lens_section(content: &Content, assessment: &Assessment, depth: Depth) -> Option<Section> {
    let pages = lens_pages(content, assessment);
    if pages.is_empty() {
        return None;
    }
    let texts = &content.texts;
    let title = texts.get("lens.report").to_owned();
    let intro = paragraph(Voice::Small, "", texts.get("lens.report.intro").to_owned());
    let mut section = Section { id: "lenses".into(), title, start: Start::NewPage, blocks: vec![intro] };
    for page in pages {
        section.blocks.push(Block::Heading(page.name.clone()));
        section.blocks.push(paragraph(Voice::Small, "", page.subject.clone()));
        section.blocks.push(paragraph(Voice::Lead, "", page.headline(texts)));
        section.blocks.push(paragraph(Voice::Small, "", page.lines()));
        let mut parts = vec![page.facets, page.stands_out, page.reading];
        if depth == Depth::Whole {
            parts.push(page.answers);
        }
        // What heads a part on the screen stands below the lens's name here, and so is no heading.
        let below = |block: Block| match block {
            Block::Heading(title) => paragraph(Voice::Plain, &title, String::new()),
            other => other,
        };
        section.blocks.extend(parts.into_iter().flat_map(|part| part.blocks).map(below));
        for note in &page.notes {
            section.blocks.push(paragraph(Voice::Small, "", note.clone()));
        }
    }
    Some(section)
}

/// The lenses in one line, for the board; none where none has an index.
pub(super) fn lens_line(content: &Content, assessment: &Assessment) -> Option<String> {
    let texts = &content.texts;
    let pages = lens_pages(content, assessment);
    let named: Vec<String> = pages
        .iter()
        .filter(|page| page.band.is_some())
        .map(|page| {
            texts.fill("lens.report.one", &[("lens", page.name.clone()), ("index", page.headline(texts))])
        })
        .collect();
    (!named.is_empty()).then(|| texts.fill("lens.report.line", &[("lenses", texts.list(&named))]))
}

impl LensPage {
    /// "62 % (L, largely)", or that there is no index.
    #[must_use]
    pub fn headline(&self, texts: &Texts) -> String {
        match &self.band {
            Some(band) => {
                texts.fill("lens.headline", &[("index", self.index.clone()), ("band", band.clone())])
            }
            None => self.index.clone(),
        }
    }

    /// From which side, how sure, how far answered.
    #[must_use]
    pub fn lines(&self) -> String {
        let view = if self.view.is_empty() { String::new() } else { format!("{}.", self.view) };
        let lines = [&view, &self.range, &self.coverage];
        lines.into_iter().filter(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    }
}
