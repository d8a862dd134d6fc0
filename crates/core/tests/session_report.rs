//! The report of a group's result: that it says what `Shown` holds and nothing else, that what is kept back is said, and that every figure has its table.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use pomscope_core::answers::Rating;
use pomscope_core::content::Content;
use pomscope_core::group::{Agreed, Part, Response, ResponseId, Rule, Shown, Threshold, Whose};
use pomscope_core::json;
use pomscope_core::method::Sheet;
use pomscope_core::pack::{ItemId, Pack};
use pomscope_core::report::document::{Block, Document, Section};
use pomscope_core::report::session_page::{Told, session_document};
use pomscope_core::table::Table;
use pomscope_core::text::Texts;

const RATINGS: [Option<Rating>; 7] = [
    Some(Rating::Not),
    Some(Rating::Fully),
    Some(Rating::Partly),
    Some(Rating::Unknown),
    Some(Rating::Largely),
    None,
    Some(Rating::NotApplicable),
];

fn texts(text: &str) -> Texts {
    Texts::from_json(&json::parse(text).unwrap()).unwrap()
}

fn content() -> Content {
    let interface = texts(include_str!("../../../content/interface/en.json"));
    Content::of_own(sample::real().clone(), sample::real_wording(), &interface, Default::default())
}

fn words() -> Texts {
    texts(include_str!("../../../content/session/en.json"))
}

fn k(k: u32) -> Rule {
    Rule::Anonymous(Threshold::new(k).unwrap())
}

/// So many people of IT, of the business and of neither; `rates` says what one of a part answers to an item.
fn group(
    pack: &Pack,
    heads: [usize; 3],
    rates: impl Fn(Part, usize, usize) -> Option<Rating>,
) -> Vec<Response> {
    let mut people = Vec::new();
    for (part, count) in Part::ALL.into_iter().zip(heads) {
        for number in 0..count {
            let ratings = (0..pack.asked.len())
                .map(|slot| rates(part, number, slot).filter(|rating| rating.allowed(&pack.asked[slot])));
            let id = ResponseId::parse(&format!("{}{number:03}", part.as_str())).unwrap();
            people.push(Response::new(pack, id, part, Sheet::from_ratings(pack, ratings)).unwrap());
        }
    }
    people
}

/// Answers that differ from one to the next.
fn mixed(part: Part, number: usize, slot: usize) -> Option<Rating> {
    let shift = if part == Part::It { 1 } else { 4 };
    RATINGS[(number * 3 + slot * 5 + shift + number * slot) % 7]
}

fn told(shown: &Shown, agreed: &Table<ItemId, Agreed>, title: &str) -> Document {
    session_document(&content(), &words(), &Told { title, shown, agreed, signed: None }, "2026-11-22")
}

fn section<'a>(document: &'a Document, id: &str) -> &'a Section {
    document.sections.iter().find(|section| section.id == id).unwrap()
}

fn cells(document: &Document, id: &str) -> Vec<Vec<String>> {
    let table = section(document, id).blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    table.unwrap().rows.iter().map(|row| row.cells.clone()).collect()
}

fn text(section: &Section) -> String {
    let document = Document { sections: vec![section.clone()], ..Document::default() };
    document.texts().join("\n")
}

#[test]
fn whoever_came_the_report_is_whole_and_every_figure_has_its_table() {
    let pack = sample::real();
    for heads in [[0, 0, 0], [2, 2, 0], [4, 4, 0], [6, 0, 0], [6, 3, 0], [6, 6, 0], [7, 6, 5], [6, 3, 2]] {
        for rule in [k(5), k(3), Rule::Open] {
            let shown = Shown::of(pack, &group(pack, heads, mixed), rule);
            let document = told(&shown, &Table::default(), "");
            for text in document.texts() {
                assert!(!text.contains("session.") && !text.contains(['{', '}']), "{heads:?}: {text}");
            }
            for section in &document.sections {
                assert!(!section.blocks.is_empty(), "{heads:?}: {} is empty", section.id);
                for (at, block) in section.blocks.iter().enumerate() {
                    match block {
                        Block::Figure(figure) => {
                            assert!(!figure.alternative.is_empty() && !figure.caption.is_empty());
                            assert!(
                                matches!(section.blocks.get(at + 1), Some(Block::Table(_))),
                                "{}",
                                figure.id
                            );
                        }
                        Block::Table(table) => {
                            for row in &table.rows {
                                assert_eq!(row.cells.len(), table.columns.len(), "{}", table.caption);
                                assert!(row.cells.iter().all(|cell| !cell.is_empty()), "{:?}", row.cells);
                            }
                        }
                        _ => {}
                    }
                }
            }
            let ids: Vec<&str> = document.figures().map(|figure| figure.id.as_str()).collect();
            assert_eq!(ids.len(), ids.iter().collect::<std::collections::BTreeSet<_>>().len(), "{ids:?}");
        }
    }
}

#[test]
fn medians_gaps_and_means_are_those_that_are_shown() {
    let pack = sample::real();
    let shown = Shown::of(pack, &group(pack, [7, 6, 0], mixed), k(5));
    let document = told(&shown, &Table::default(), "");
    let texts = content().texts;
    let threads = cells(&document, "threads");
    assert_eq!(threads.len(), pack.threads.len() + 1);
    for (at, row) in threads.iter().enumerate() {
        for (column, whose) in [(1, Whose::It), (2, Whose::Business), (3, Whose::Combined)] {
            let part = shown.result(whose).unwrap();
            let spread = part.threads.get(at).unwrap_or(&part.block).unwrap();
            assert!(row[column].starts_with(&texts.score(spread.median)), "{row:?}");
            let (low, high) = spread.quartiles.unwrap();
            let bounds = format!("({} to {})", texts.score(low), texts.score(high));
            assert!(row[column].ends_with(&bounds), "{row:?}");
        }
        if let Some((_, gap)) = shown.gaps().nth(at) {
            assert!(row[4].trim_start_matches(['+', '−']) == texts.score(gap.unwrap().abs()), "{row:?}");
        }
    }
    for (row, item) in cells(&document, "statements").iter().zip(shown.items()) {
        for (column, whose) in [(1, Whose::It), (2, Whose::Business), (3, Whose::Combined)] {
            let expect = match item.of(whose) {
                None => "not shown".to_owned(),
                Some(of) => of.mean.map_or("no rating".to_owned(), |mean| texts.percent(mean)),
            };
            assert_eq!(row[column], expect, "{}", item.item());
        }
    }
    let topics = section(&document, "talk").blocks.iter();
    let strips = topics.filter(|block| matches!(block, Block::Figure(_))).count();
    assert_eq!(strips, shown.agenda().len());
    assert!(strips > 0);
}

#[test]
fn the_counts_under_a_strip_are_those_of_the_item() {
    let pack = sample::real();
    let shown = Shown::of(pack, &group(pack, [7, 6, 0], mixed), k(5));
    let document = told(&shown, &Table::default(), "");
    let topic = &shown.agenda()[0];
    let item = shown.items().iter().find(|item| *item.item() == topic.item).unwrap();
    let rows = cells(&document, "talk");
    let parts: Vec<Whose> = Whose::ALL.into_iter().filter(|whose| item.of(*whose).is_some()).collect();
    for (column, whose) in parts.iter().enumerate() {
        let tally = item.of(*whose).unwrap().tally;
        let counted: u32 =
            rows[..rows.len() - 2].iter().map(|row| row[column + 1].parse::<u32>().unwrap()).sum();
        assert_eq!(counted, tally.people(), "answers that are not listed were given");
        let not = rows.iter().find(|row| row[0].starts_with("N  ")).unwrap();
        assert_eq!(not[column + 1], tally.count(Some(Rating::Not)).to_string());
    }
}

#[test]
fn what_is_kept_back_is_said_and_nothing_of_it_is_told() {
    let pack = sample::real();
    let shown = Shown::of(pack, &group(pack, [6, 3, 0], mixed), k(5));
    let document = told(&shown, &Table::default(), "");
    let seen = text(section(&document, "seen"));
    assert!(seen.contains("Shown: all together."), "{seen}");
    assert!(seen.contains("Not shown apart: IT and the business."), "{seen}");
    assert!(seen.contains("fewer than 5 people"), "{seen}");
    for row in cells(&document, "threads").iter().chain(&cells(&document, "statements")) {
        assert_eq!([row[1].as_str(), &row[2]], ["not shown"; 2], "{row:?}");
    }
    assert!(text(section(&document, "result")).contains("IT and the business are not shown apart."));
    assert!(text(section(&document, "watermelons")).contains("cannot be told"));
    assert!(document.cover.facts[0].value.contains("6 from IT and 3 from the business"));
}

#[test]
fn in_an_open_workshop_nothing_is_said_to_be_kept_back() {
    let pack = sample::real();
    let shown = Shown::of(pack, &group(pack, [2, 2, 1], mixed), Rule::Open);
    assert!(shown.items().iter().any(|item| item.of(Whose::Neither).is_none()), "all answered everything");
    let document = told(&shown, &Table::default(), "");
    let text = document.texts().join("\n");
    assert!(!text.contains("not shown") && text.contains("no answer"), "{text}");
    assert!(text.contains("everyone agreed that all is shown"));
}

#[test]
fn of_too_few_people_nothing_is_told_but_what_they_agreed() {
    let pack = sample::real();
    let shown = Shown::of(pack, &group(pack, [2, 1, 0], mixed), k(5));
    let ids = |document: &Document| {
        document.sections.iter().map(|section| section.id.clone()).collect::<Vec<_>>().join(" ")
    };
    let bare = told(&shown, &Table::default(), "");
    assert_eq!(ids(&bare), "result seen method");
    assert!(text(section(&bare, "result")).contains("Fewer than 5 people answered"));
    let strange = "<b>no</b> {k} שלום\nsecond line";
    let agreed = Agreed { rating: Rating::Partly, dissent: strange.into(), extra: json::Map::new() };
    let asked = pack.asked.iter().find(|asked| !asked.descriptive).unwrap();
    let agreed = Table::from_entries(vec![(asked.id.clone(), agreed)]);
    let document = told(&shown, &agreed, "  A title  ");
    assert_eq!(ids(&document), "result seen agreed method");
    let row = &cells(&document, "agreed")[0];
    assert_eq!([row[1].as_str(), &row[2], &row[3]], ["Partly", "not shown", strange]);
    assert!(
        text(section(&document, "agreed"))
            .contains("1 statement was agreed, 1 with a note of dissent (100 %).")
    );
    assert!(text(section(&document, "agreed")).contains("Provisional"));
}

#[test]
fn watermelons_are_drawn_and_their_absence_is_said() {
    let pack = sample::real();
    let green = pack.asked.iter().position(|asked| !asked.descriptive).unwrap();
    let rates = |part: Part, number: usize, slot: usize| {
        let high = [Rating::Fully, Rating::Largely][number % 2];
        let low = [Rating::Not, Rating::Partly][number % 2];
        Some(if slot == green && part == Part::Business { low } else { high })
    };
    let shown = Shown::of(pack, &group(pack, [6, 6, 0], rates), k(5));
    assert_eq!(shown.watermelon_share().unwrap().watermelons, 1);
    let document = told(&shown, &Table::default(), "");
    let rows = cells(&document, "watermelons");
    let wording = content().wording.item(&pack.asked[green].id).text;
    assert!(rows.len() == 1 && rows[0][1].starts_with(&wording), "{rows:?}");
    assert_eq!([rows[0][2].as_str(), &rows[0][3]], ["83 %", "17 %"]);
    let result = text(section(&document, "result"));
    assert!(result.contains("For IT it is in place (83 %), for the business it is not (17 %)."), "{result}");

    let alike = |_: Part, number: usize, _: usize| Some([Rating::Fully, Rating::Largely][number % 2]);
    let shown = Shown::of(pack, &group(pack, [6, 6, 0], alike), k(5));
    let document = told(&shown, &Table::default(), "");
    assert!(
        text(section(&document, "watermelons")).contains("none is in place for IT and not for the business")
    );
    assert!(text(section(&document, "talk")).contains("No statement stands out"));
    assert!(text(section(&document, "result")).contains("both see the whole at"));
}

#[test]
fn a_mixed_consensus_is_never_written_as_a_shared_one() {
    let pack = sample::real();
    // Counts (3, 2, 0, 0): 0.747, which two places would make 0.75, the bound of a shared view.
    let rates =
        |_: Part, number: usize, _: usize| Some([Rating::Not, Rating::Partly][usize::from(number > 2)]);
    let shown = Shown::of(pack, &group(pack, [5, 0, 0], rates), k(5));
    let document = told(&shown, &Table::default(), "");
    let rows = cells(&document, "statements");
    assert!(rows.iter().all(|row| row.last().unwrap() == "0.747 mixed"), "{:?}", rows[0]);
}

#[test]
fn without_a_date_none_is_told_and_an_untitled_session_gets_a_name() {
    let pack = sample::real();
    let shown = Shown::of(pack, &group(pack, [6, 6, 0], mixed), k(5));
    let (content, words, agreed) = (content(), words(), Table::default());
    let document = session_document(
        &content,
        &words,
        &Told { title: " ", shown: &shown, agreed: &agreed, signed: None },
        "",
    );
    assert_eq!((document.date.as_str(), document.cover.title.as_str()), ("", "How we see it together"));
    assert!(!document.cover.about.contains("2026"));
    assert_eq!(told(&shown, &agreed, "Autumn").cover.title, "Autumn");
}

#[test]
fn whatever_the_scale_every_answer_has_a_letter_of_its_own() {
    let words = words();
    for scale in ["extent", "build", "describes", "met"] {
        let valued = ["not", "partly", "largely", "fully"].map(|rating| format!("{scale}.{rating}"));
        let others = ["beyond", "unknown", "na", "none"].map(str::to_owned);
        let keys = valued.into_iter().chain(others).map(|key| format!("session.letter.{key}"));
        let letters: std::collections::BTreeSet<String> =
            keys.map(|key| words.get(&key).to_owned()).collect();
        assert_eq!(letters.len(), 8, "{scale}: {letters:?}");
        assert!(letters.iter().all(|letter| letter.chars().count() == 1), "{scale}: {letters:?}");
    }
}
