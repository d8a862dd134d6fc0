//! The tellings of one report: which of its parts stand in a document, in which order; every word and number comes from the parts.

use crate::answers::Assessment;
use crate::compare::moved;
use crate::content::Content;
use crate::method::ScoreError;
use crate::report::answered::AnswerTable;
use crate::report::compare_page::moved_lines;
use crate::report::context::Context;
use crate::report::document::{
    Block, CoverPage, Document, Figure, List, ListItem, ListKind, PageWords, Paragraph, Section, Start, Voice,
};
use crate::report::drawing::Drawing;
use crate::report::lens_page::{Depth, lens_line, lens_section};
use crate::report::{Heading, Report, Row, Table, Telling, assemble, board, brief, pictures, plain};
use crate::text::Texts;

/// Makes a document of an assessment; `today` is the local date, `YYYY-MM-DD`.
///
/// # Errors
/// [`ScoreError`] where the answers cannot be scored.
pub fn tell(
    content: &Content,
    assessment: &Assessment,
    today: &str,
    telling: Telling,
) -> Result<Document, ScoreError> {
    let context = Context::of(content, assessment)?;
    let report = assemble(&context, today);
    let sections = match telling {
        Telling::Client => client(&context, &report),
        Telling::Adviser => adviser(&context, &report),
        Telling::Board => board_page(&context, &report),
    };
    Ok(Document {
        lang: content.texts.lang().to_owned(),
        title: report.cover.title.clone(),
        subject: report.cover.subject.clone(),
        date: today.to_owned(),
        cover: cover(&context, &report, telling),
        sections,
        words: page_words(context.texts()),
        ..Document::default()
    })
}

/// The words of pages.
pub(crate) fn page_words(texts: &Texts) -> PageWords {
    let word = |key: &str| texts.get(key).to_owned();
    PageWords {
        contents: word("document.contents"),
        page: word("document.page"),
        annex: word("document.annex"),
        annex_intro: word("document.annex.intro"),
        annex_columns: ["document.annex.mark", "document.annex.character", "document.annex.count"].map(word),
        figure: word("document.figure"),
        attachment: word("document.attachment"),
    }
}

fn cover(context: &Context<'_>, report: &Report, telling: Telling) -> CoverPage {
    let (cover, head) = (&report.cover, &report.headline);
    let over = match telling {
        Telling::Client => cover.subject.clone(),
        Telling::Adviser => context.fill("brief.over", [("subject", cover.subject.clone())]),
        Telling::Board => context.fill("board.over", [("subject", cover.subject.clone())]),
    };
    let mut level = head.attained.clone();
    for pieces in &head.held_back {
        level = format!("{level} {}", plain(pieces));
    }
    let mut lines = vec![level];
    if let Some(provisional) = &head.provisional {
        lines.push(format!("{} {}", provisional.title, provisional.text));
    }
    CoverPage {
        mark: cover.mark.clone(),
        over,
        title: cover.title.clone(),
        about: cover.about.clone(),
        // The board's page has no room for what the other tellings say of the scope.
        facts: if telling == Telling::Board { Vec::new() } else { cover.facts.clone() },
        score: Some((head.score.clone(), head.of.clone())),
        lines,
        // The board's page has its first section under the number.
        figure: (telling != Telling::Board).then(|| Figure {
            id: "ascent".to_owned(),
            alternative: context.fill(
                "report.cover.figure",
                [("score", head.score.clone()), ("levels", head.gauge.ticks.len().to_string())],
            ),
            caption: String::new(),
            drawing: pictures::ascent(&head.gauge),
        }),
        made: vec![cover.made.clone(), cover.credit.clone()],
    }
}

fn section(id: &str, title: &str, start: Start) -> Section {
    Section { id: id.to_owned(), title: title.to_owned(), start, blocks: Vec::new() }
}

/// A section with its introduction.
fn headed(id: &str, heading: &Heading, start: Start) -> Section {
    let mut section = section(id, &heading.title, start);
    section.small(&heading.intro);
    section
}

impl Section {
    fn paragraph(&mut self, voice: Voice, strong: &str, text: &str) {
        if !(text.is_empty() && strong.is_empty()) {
            let (strong, text) = (strong.to_owned(), text.to_owned());
            self.blocks.push(Block::Paragraph(Paragraph { voice, strong, text }));
        }
    }

    fn plain(&mut self, text: &str) {
        self.paragraph(Voice::Plain, "", text);
    }

    fn small(&mut self, text: &str) {
        self.paragraph(Voice::Small, "", text);
    }

    fn heading(&mut self, title: &str) {
        self.blocks.push(Block::Heading(title.to_owned()));
    }

    fn table(&mut self, table: &Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table.clone()));
        }
    }

    fn list(&mut self, kind: ListKind, items: Vec<ListItem>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(List { kind, items }));
        }
    }

    fn figure(&mut self, id: &str, alternative: &str, caption: &str, drawing: Drawing) {
        let (id, alternative, caption) = (id.to_owned(), alternative.to_owned(), caption.to_owned());
        self.blocks.push(Block::Figure(Figure { id, caption, alternative, drawing }));
    }
}

/// Everything, for those who answered.
fn client(context: &Context<'_>, report: &Report) -> Vec<Section> {
    let mut sections = vec![summary(report), wanted(report), stairs(context, report)];
    sections.extend(since(context));
    sections.extend([next_steps(report)]);
    sections.extend(plan(report));
    sections.extend([parity(report), profile(report), counts(context, report)]);
    sections.extend(lens_section(context.content, context.assessment, Depth::Whole));
    sections.extend(ledger(report));
    sections.push(answers(report));
    sections.extend(register(report));
    sections.push(method(report));
    sections
}

/// What was promised and what became of it; none without a row.
fn ledger(report: &Report) -> Option<Section> {
    let page = report.ledger.as_ref()?;
    let mut section = headed("commitments", &page.heading, Start::Here);
    section.blocks.push(Block::Facts(page.facts.clone()));
    if let Some(overdue) = &page.overdue {
        section.paragraph(Voice::Notice, "", overdue);
    }
    section.table(&page.table);
    Some(section)
}

/// Which relationships are meant, one by one; none without a row.
fn register(report: &Report) -> Option<Section> {
    let page = report.register.as_ref()?;
    let mut section = headed("register", &page.heading, Start::NewPage);
    section.table(&page.table);
    Some(section)
}

/// What moved since last time; none where nothing was carried along.
fn since(context: &Context<'_>) -> Option<Section> {
    let moved = moved(context.content, context.assessment)?;
    let lines = moved_lines(context.content, context.assessment, &moved).ok()?;
    let mut section = section("since", &context.get("report.since"), Start::Here);
    section.small(&lines.since);
    section.plain(&format!("{} {}", lines.score, lines.level));
    section.plain(&lines.none);
    let groups =
        lines.groups.into_iter().map(|(text, lines)| ListItem { text, lines, ..ListItem::default() });
    section.list(ListKind::Bullets, groups.collect());
    Some(section)
}

/// What was made of the next steps, and what they would bring; none while no step is taken.
fn plan(report: &Report) -> Option<Section> {
    let plan = &report.plan;
    if plan.table.rows.is_empty() {
        return None;
    }
    let mut section = headed("plan", &plan.heading, Start::Here);
    section.table(&plan.table);
    let what_if = &plan.what_if;
    section.heading(&what_if.figure.heading.title);
    section.small(&what_if.figure.heading.intro);
    let mut says = what_if.attained.clone();
    for text in what_if.reached.iter().chain([&what_if.distance]) {
        says = format!("{says} {text}");
    }
    section.plain(&says);
    let figure = &what_if.figure;
    section.figure("what-if", &figure.alternative, &figure.key, pictures::dumbbell(figure));
    section.table(&figure.table);
    Some(section)
}

fn summary(report: &Report) -> Section {
    let head = &report.headline;
    let mut section = section("summary", &head.summary, Start::NewPage);
    for sentence in &report.sentences {
        section.heading(&sentence.over);
        section.paragraph(Voice::Lead, "", &sentence.text);
    }
    section.blocks.push(Block::Facts(head.facts.clone()));
    section.figure("band", &head.gauge_spoken, &head.gauge_caption, pictures::band(&head.gauge, &head.score));
    section.plain(&head.range);
    for remark in &head.remarks {
        section.plain(remark);
    }
    let mut confidence = head.confidence.clone();
    for reason in &head.reasons {
        confidence = format!("{confidence} {reason}");
    }
    section.plain(&confidence);
    if let Some(provisional) = &head.provisional {
        section.paragraph(Voice::Notice, &provisional.title, &provisional.text);
        let items = provisional.missing.iter().map(|missing| item(&missing.text)).collect();
        section.list(ListKind::Bullets, items);
    }
    section
}

fn wanted(report: &Report) -> Section {
    let wanted = &report.wanted;
    let mut section = headed("targets", &wanted.heading, Start::Here);
    section.figure("dumbbell", &wanted.alternative, &wanted.key, pictures::dumbbell(wanted));
    section.table(&wanted.table);
    section
}

fn stairs(context: &Context<'_>, report: &Report) -> Section {
    let stairs = &report.stairs;
    let mut section = headed("staircase", &stairs.heading, Start::Here);
    let rows = stairs.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| format!("{} {}", cell.level, cell.spoken));
        let named = format!("{} {}", row.name, row.score);
        format!("{}.", context.texts().pair(&named, &cells.collect::<Vec<_>>().join("; ")))
    });
    let spoken = rows.collect::<Vec<_>>().join(" ");
    let letters: Vec<String> =
        stairs.key_letters.iter().map(|(letter, word)| context.texts().pair(letter, word)).collect();
    let caption = format!("{} {}", stairs.caption, context.texts().series(&letters));
    section.figure("stairs", &spoken, &caption, pictures::staircase(stairs));
    section.table(&stairs.table);
    section
}

fn parity(report: &Report) -> Section {
    let parity = &report.parity;
    let mut section = headed("practice-and-outcome", &parity.heading, Start::Here);
    if !parity.rows.is_empty() {
        section.figure("parity", &parity.alternative, &parity.key, pictures::parity(parity));
    }
    section.table(&parity.table);
    section
}

/// For who advises: the result in short, the findings with their prompts, and what to ask whom.
fn adviser(context: &Context<'_>, report: &Report) -> Vec<Section> {
    let brief = brief::brief(context);
    let mut first = headed("findings", &brief.heading, Start::Here);
    let [sides, evidence, ask] = &brief.words;
    for finding in &brief.findings {
        first.heading(&finding.title);
        first.plain(&finding.text);
        let prompt = |strong: &String, text: &String| ListItem {
            strong: strong.clone(),
            text: text.clone(),
            ..ListItem::default()
        };
        let prompts = vec![
            prompt(sides, &finding.sides),
            prompt(evidence, &finding.evidence),
            prompt(ask, &finding.ask),
        ];
        first.list(ListKind::Bullets, prompts);
    }
    if brief.findings.is_empty() {
        first.plain(&context.get("brief.findings.none"));
    }
    let part = |id: &str, heading: &Heading, table: &Table| {
        let mut section = headed(id, heading, Start::Here);
        section.table(table);
        section
    };
    let mut sections = vec![summary(report)];
    sections.extend(since(context));
    sections.extend([
        first,
        part("sides", &brief.sides, &brief.side_table),
        part("evidence", &brief.evidence, &brief.evidence_table),
        part("open", &brief.open, &brief.open_table),
        wanted(report),
        stairs(context, report),
        parity(report),
        next_steps(report),
    ]);
    sections.extend(plan(report));
    sections.push(counts(context, report));
    sections.extend(lens_section(context.content, context.assessment, Depth::Result));
    sections.extend(ledger(report));
    sections.push(answers(report));
    sections.extend(register(report));
    sections.push(method(report));
    sections
}

/// For the board: one page.
fn board_page(context: &Context<'_>, report: &Report) -> Vec<Section> {
    let board = board::board(context, &report.plan);
    let head = &report.headline;
    let mut where_ = section("level", &context.get("board.level"), Start::Here);
    for sentence in report.sentences.iter().take(2) {
        where_.paragraph(Voice::Plain, &sentence.over, &sentence.text);
    }
    where_.small(&head.range);
    let mut evidence = section("evidence", &board.evidence, Start::Here);
    let mut confidence = head.confidence.clone();
    for reason in &head.reasons {
        confidence = format!("{confidence} {reason}");
    }
    evidence.plain(&confidence);
    let known = board.facts.iter().map(|fact| format!("{}.", context.texts().pair(&fact.term, &fact.value)));
    evidence.small(&known.collect::<Vec<_>>().join(" "));
    if let Some(line) = lens_line(context.content, context.assessment) {
        evidence.small(&line);
    }
    let mut decisions = section("decisions", &board.decisions, Start::Here);
    let rows = board.rows.into_iter().map(|row| ListItem {
        strong: row.title,
        lines: row.lines,
        ..ListItem::default()
    });
    decisions.list(ListKind::Numbers, rows.collect());
    let mut sections = vec![where_];
    sections.extend(since(context));
    sections.extend([decisions, evidence]);
    sections
}

fn item(text: &str) -> ListItem {
    ListItem { text: text.to_owned(), ..ListItem::default() }
}

fn noted(text: &str, note: &str) -> ListItem {
    ListItem { text: text.to_owned(), lines: vec![note.to_owned()], ..ListItem::default() }
}

fn next_steps(report: &Report) -> Section {
    let mut section = headed("next", &report.next.heading, Start::NewPage);
    let steps = report.next.steps.iter().map(|step| {
        let mut lines: Vec<String> = step.direct.iter().cloned().collect();
        lines.push(format!("{} {}", step.why, step.now));
        lines.extend([&step.notice, &step.count, &step.besides].into_iter().flatten().cloned());
        ListItem { strong: step.title.clone(), end: step.lift.clone(), lines, ..ListItem::default() }
    });
    section.list(ListKind::Numbers, steps.collect());
    if let Some(clarify) = &report.next.clarify {
        section.heading(&clarify.heading.title);
        section.small(&clarify.heading.intro);
        let rows = clarify.rows.iter().map(|row| noted(&row.text, &row.about));
        section.list(ListKind::Bullets, rows.collect());
    }
    section
}

/// What is done well, what is worth a second look, what is left of the lowest level.
fn profile(report: &Report) -> Section {
    let mut section = headed("profile", &report.strengths.heading, Start::Here);
    let rows = report.strengths.rows.iter().map(|row| noted(&row.text, &row.place));
    section.list(ListKind::Bullets, rows.collect());
    section.heading(&report.looks.heading.title);
    section.small(&report.looks.heading.intro);
    let looks = report.looks.rows.iter().map(|look| ListItem {
        strong: look.title.clone(),
        text: look.text.clone(),
        ..ListItem::default()
    });
    section.list(ListKind::Bullets, looks.collect());
    if !report.residue.table.rows.is_empty() {
        section.heading(&report.residue.heading.title);
        section.small(&report.residue.heading.intro);
        section.table(&report.residue.table);
    }
    section
}

fn answers(report: &Report) -> Section {
    let mut section = headed("answers", &report.answers.heading, Start::NewPage);
    for thread in &report.answers.threads {
        section.heading(&thread.name);
        for table in &thread.tables {
            section.table(&answer_table(report, table));
        }
    }
    section
}

fn answer_table(report: &Report, table: &AnswerTable) -> Table {
    let columns = report.answers.columns.iter();
    let rows = table.rows.iter().map(|row| {
        let mut statement = row.statement.clone();
        for note in &row.notes {
            statement = format!("{statement}\n{note}");
        }
        Row { cells: vec![row.kind.clone(), statement, row.answer.clone()], opens: None }
    });
    Table {
        caption: table.caption.clone(),
        columns: columns.map(|title| crate::report::Column { title: title.clone(), number: false }).collect(),
        rows: rows.collect(),
        opens_at: None,
    }
}

fn counts(context: &Context<'_>, report: &Report) -> Section {
    let counts = &report.counts;
    let mut section = headed("metrics", &counts.heading, Start::NewPage);
    section.plain(&counts.readiness);
    section.small(&counts.meaning);
    if !counts.levels.is_empty() {
        let rows =
            counts.levels.iter().map(|level| format!("{}.", context.texts().pair(&level.name, &level.text)));
        let spoken = rows.collect::<Vec<_>>().join(" ");
        section.figure("readiness", &spoken, &counts.ready_key, pictures::readiness(&counts.levels));
        section.table(&counts.ready_table);
    }
    section.table(&counts.table);
    if !counts.progress.is_empty() {
        section.blocks.push(Block::Facts(counts.progress.clone()));
    }
    for text in &counts.watermelons {
        section.paragraph(Voice::Notice, "", text);
    }
    if !counts.watermelons.is_empty() {
        section.small(&counts.watermelon_rule);
    }
    section
}

fn method(report: &Report) -> Section {
    let method = &report.method;
    let mut section = headed("method", &method.heading, Start::NewPage);
    for paragraph in &method.paragraphs {
        section.plain(paragraph);
    }
    section.heading(&method.bands_title);
    section.blocks.push(Block::Facts(method.bands.clone()));
    section.table(&method.numbers);
    section.list(ListKind::Bullets, method.meanings.iter().map(|text| item(text)).collect());
    section.heading(&method.limits_title);
    section.list(ListKind::Bullets, method.limits.iter().map(|text| item(text)).collect());
    section.small(&method.credit);
    section
}
