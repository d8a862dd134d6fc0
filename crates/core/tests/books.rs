//! The register and the ledger: what their rows say and come to, as actions on a screen, from a file and into one, and between two tabs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;
mod site;

use std::rc::Rc;

use pomscope_core::answers::Assessment;
use pomscope_core::book::{Book, Field, MOST_ROWS, kept_rate, oddities, set_aside, tally};
use pomscope_core::intake;
use pomscope_core::json::{self, Map, Value};
use pomscope_core::metrics;
use pomscope_core::report::csv::book_csv;
use pomscope_core::report::{Telling, markdown, tell};
use pomscope_core::state::{
    Action, BookAction, Effect, Entry, Event, How, Loaded, Picked, RowWay, State, Step, Writing, cell_place,
    desk_part, merge, start, update,
};
use pomscope_core::time::Moment;
use pomscope_core::view::{BookLine, BookScreen, book_screen, metrics_screen};
use pomscope_core::visible::visible;
use pomscope_core::wire;
use proptest::prelude::*;
use random::{HOSTILE, TODAY, content, odd_rows};
use site::site;

const NOW: Moment = Moment(1_795_361_400_250.0);
const ID: &str = "abcdefgh12345678";

fn map(text: &str) -> Map {
    json::parse(text).unwrap().as_object().unwrap().clone()
}

/// Two relationships, and promises of every kind; ids as another program may choose them.
fn kept() -> Assessment {
    let mut assessment = Assessment::new(ID.into(), &content().pack, NOW.to_rfc3339());
    assessment.relationships = map(
        r#"{"r1": {"name": "Sales", "type": "line", "purpose": "Faster offers", "since": "2024-02-01", "later": 1},
            "r2": {"name": "Finance", "since": "soon"}, "r3": {"at": "2026-01-01T00:00:00Z"}, "r4": 7}"#,
    );
    assessment.commitments = map(
        r#"{"c1": {"request": "A date", "promise": "By May", "to": "r1", "due": "2026-05-31"},
            "c2": {"request": "A price", "status": "met", "due": "2026-05-31"},
            "c3": {"request": "A name", "status": "missed"}, "c4": {"request": "A plan", "status": "met"},
            "c5": {"request": "A room", "status": "renegotiated"}, "c6": {"request": "A tool", "status": "odd"},
            "c7": {"request": "A list", "to": "Legal", "due": "2026-11-22"}}"#,
    );
    assessment
}

fn at(step: Step, assessment: Assessment) -> State {
    let surroundings = site(TODAY);
    let content = Rc::new(content().clone());
    let (mut state, _) = start(content, surroundings, Loaded::default(), None, "", NOW, Some(desk_part()));
    let entry = Entry { assessment: Rc::new(assessment), synced: None, writing: Writing::Still };
    state.shelf.insert(ID.into(), entry);
    state.current = Some(ID.into());
    act(&mut state, Action::Go(Step::Plan));
    act(&mut state, Action::Go(step));
    state
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let now = Moment(NOW.0 + f64::from(u32::try_from(state.shelf[ID].assessment.rev).unwrap()));
    let effects = update(state, Event { action, now, random: "0123456789abcdef0123456789abcdef".into() });
    for effect in &effects {
        if let Effect::Save { id, .. } = effect {
            state.shelf.get_mut(id).unwrap().writing = Writing::Still;
        }
    }
    effects
}

fn book(state: &mut State, action: BookAction) -> Vec<Effect> {
    act(state, action.sent())
}

fn pick(state: &mut State, text: &str) -> Vec<Effect> {
    act(state, Action::Picked(Some(Picked { name: "rows.csv".into(), text: Some(text.to_owned()) })))
}

fn focused(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::Focus(place) => Some(place.id()),
        _ => None,
    })
}

fn saved(effects: &[Effect]) -> Option<Assessment> {
    effects.iter().find_map(|effect| match effect {
        Effect::Save { text, .. } => Some(wire::read(text).unwrap().assessment),
        _ => None,
    })
}

fn screen(state: &State, of: Book) -> BookScreen {
    book_screen(state, of).unwrap()
}

fn open(state: &State) -> &Assessment {
    state.assessment().unwrap()
}

/// The rows of a book that say something, field by field as a program reads them.
fn data(assessment: &Assessment, of: Book) -> Vec<Vec<String>> {
    let row = |row: pomscope_core::book::Row<'_>| {
        of.fields().iter().map(|field| row.data(assessment, *field)).collect()
    };
    of.said(assessment).map(row).collect()
}

fn write(of: Book, id: &str, field: Field, text: &str) -> BookAction {
    BookAction::Write(of, id.into(), field, text.into())
}

#[test]
fn k_is_the_number_of_rows_that_say_something_and_what_was_given_where_there_is_none() {
    let mut assessment = Assessment::default();
    assert_eq!(assessment.k(), None);
    assessment.key_relationships = Some(7);
    assert_eq!(assessment.k(), Some(7));
    assessment.relationships = map(r#"{"a": {"at": "x"}, "b": {"name": " "}, "c": 5}"#);
    assert_eq!((assessment.k(), assessment.k_of_register()), (Some(7), None));
    assessment.relationships = map(r#"{"a": {"at": "x"}, "b": {"purpose": "p"}, "c": {"later": 1}}"#);
    assert_eq!((assessment.k(), assessment.k_of_register()), (Some(2), Some(2)));
}

#[test]
fn ratios_follow_the_register_and_go_back_to_the_number_given() {
    let mut assessment = kept();
    assessment.metrics = [("m01".into(), json::parse(r#"{"status": "measured", "value": 1}"#).unwrap())]
        .into_iter()
        .map(|(id, value): (pomscope_core::pack::MetricId, Value)| {
            let answer = pomscope_core::answers::MetricAnswer {
                status: Some(pomscope_core::answers::MetricStatus::Measured),
                value: value.get("value").and_then(Value::as_f64),
                ..Default::default()
            };
            (id, answer)
        })
        .collect();
    assessment.key_relationships = Some(4);
    let ratio = |assessment: &Assessment| metrics::ratio(&content().pack, assessment, &"m01".into());
    assert_eq!(ratio(&assessment), Some(0.5));
    assessment.relationships = Map::new();
    assert_eq!(ratio(&assessment), Some(0.25));
}

#[test]
fn the_kept_rate_is_met_of_met_and_missed_and_none_without_either() {
    for (rows, expect) in [
        ("{}", None),
        (r#"{"a": {"request": "x"}, "b": {"request": "x", "status": "renegotiated"}}"#, None),
        (r#"{"a": {"status": "met"}}"#, Some(1.0)),
        (r#"{"a": {"status": "missed"}}"#, Some(0.0)),
        (
            r#"{"a": {"status": "met"}, "b": {"status": "missed"}, "c": {"status": "open"}, "d": {"status": "Met"}}"#,
            Some(0.5),
        ),
        (r#"{"a": "met", "b": {"at": "met"}}"#, None),
    ] {
        let assessment = Assessment { commitments: map(rows), ..Assessment::default() };
        assert_eq!(kept_rate(&assessment), expect, "{rows}");
    }
}

#[test]
fn only_what_is_open_and_past_its_day_is_overdue() {
    let counted = tally(&kept(), TODAY);
    assert_eq!(
        (counted.all, counted.open, counted.met, counted.renegotiated, counted.missed),
        (7, 2, 2, 1, 1)
    );
    assert_eq!(counted.overdue, 1, "due today is not yet");
}

#[test]
fn what_is_not_understood_is_told_kept_and_written_back() {
    let assessment = kept();
    let told: Vec<String> = oddities(&assessment).iter().map(|oddity| content().texts.say(oddity)).collect();
    let places = ["relationships.r4", "relationships.r2.since", "commitments.c6.status"];
    assert_eq!(told.len(), places.len(), "{told:?}");
    assert!(told.iter().zip(places).all(|(told, place)| told.contains(place)), "{told:?}");
    let read = wire::read(&wire::write(&assessment)).unwrap();
    assert_eq!(read.assessment, assessment);
    assert_eq!(set_aside(&assessment, Book::Register), 1);
    let other = wire::write(&assessment).replace("\"commitments\":{", "\"commitments\":[5],\"x\":{");
    let read = wire::read(&other).unwrap();
    assert_eq!(read.assessment.extra.get("commitments"), Some(&json::parse("[5]").unwrap()));
    assert!(wire::write(&read.assessment).contains("\"commitments\":[5]"));
    assert_eq!(oddities(&read.assessment).len(), 3);
}

#[test]
fn a_row_is_added_written_and_saved_and_k_follows() {
    let mut empty = kept();
    (empty.relationships, empty.key_relationships) = (Map::new(), Some(9));
    let mut state = at(Step::Register, empty);
    assert!(screen(&state, Book::Register).empty.is_some());
    let effects = book(&mut state, BookAction::Add(Book::Register));
    let id = open(&state).relationships.keys().next().unwrap().clone();
    let place = |field: Field| cell_place(Book::Register, &id, field.key());
    assert_eq!(focused(&effects), Some(place(Field::Name).as_str()));
    assert_eq!(open(&state).k(), Some(9), "a row that says nothing does not count");
    let effects = book(&mut state, BookAction::Add(Book::Register));
    assert_eq!(focused(&effects), Some(place(Field::Name).as_str()), "one empty row is enough");
    assert_eq!(open(&state).relationships.len(), 1);
    let effects = book(&mut state, write(Book::Register, &id, Field::Name, "Sales"));
    let file = saved(&effects).unwrap();
    assert_eq!(file.relationships.get(&id).unwrap().get("name"), Some(&Value::from("Sales")));
    assert_eq!((file.k(), file.key_relationships), (Some(1), Some(9)));
    assert_eq!(metrics_screen(&state).unwrap().rows, Some(1));
    book(&mut state, write(Book::Register, &id, Field::Since, "2026-13-01"));
    let BookLine::Row(row) = &screen(&state, Book::Register).lines[0] else { panic!("a row") };
    assert!(row.cells[5].fault.is_some() && row.cells[5].text == "2026-13-01");
    assert!(open(&state).relationships.get(&id).unwrap().get("since").is_none());
    let effects = book(&mut state, BookAction::Move(place(Field::Since), RowWay::Down));
    assert_eq!(open(&state).relationships.len(), 2, "past the last row there is a new one");
    assert!(focused(&effects).unwrap().ends_with("-name"));
    let last = open(&state).relationships.keys().next_back().unwrap().clone();
    let from = cell_place(Book::Register, &last, "name");
    let effects = book(&mut state, BookAction::Move(from, RowWay::Up));
    assert_eq!(focused(&effects), Some(place(Field::Name).as_str()));
}

#[test]
fn a_relationship_that_goes_leaves_its_name_with_its_promises_and_comes_back_whole() {
    let mut state = at(Step::Register, kept());
    let before = open(&state).clone();
    let effects = book(&mut state, BookAction::Remove(Book::Register, "r1".into()));
    assert_eq!(focused(&effects), Some("relationships-r1-restore"));
    assert!(open(&state).relationships.get("r1").is_none());
    assert_eq!(open(&state).commitments.get("c1").unwrap().get("to"), Some(&Value::from("Sales")));
    assert!(
        matches!(&screen(&state, Book::Register).lines[0], BookLine::Removed(id, name) if id == "r1" && name == "Sales")
    );
    book(&mut state, BookAction::Restore(Book::Register, "r1".into()));
    let strip = |assessment: &Assessment| {
        let mut plain = assessment.clone();
        (plain.rev, plain.updated_at) = (0, String::new());
        for of in Book::ALL {
            let ids: Vec<String> = of.kept(&plain).keys().cloned().collect();
            for id in ids {
                if let Some(Value::Object(row)) = of.kept_mut(&mut plain).get_mut(&id) {
                    row.remove("at");
                }
            }
        }
        plain
    };
    assert_eq!(strip(open(&state)), strip(&before));
    assert!(screen(&state, Book::Register).lines.iter().all(|line| matches!(line, BookLine::Row(_))));
    book(&mut state, BookAction::Remove(Book::Register, "r4".into()));
    assert!(open(&state).relationships.get("r4").is_some(), "what is no row is not removed");
}

#[test]
fn a_promise_follows_the_relationship_that_it_names() {
    let mut state = at(Step::Ledger, kept());
    assert_eq!(screen(&state, Book::Ledger).names, ["Sales", "Finance"]);
    book(&mut state, write(Book::Ledger, "c2", Field::To, "Finance"));
    assert_eq!(open(&state).commitments.get("c2").unwrap().get("to"), Some(&Value::from("r2")));
    book(&mut state, write(Book::Register, "r2", Field::Name, "Finance and controlling"));
    assert_eq!(data(open(&state), Book::Ledger)[1][2], "Finance and controlling");
    book(&mut state, write(Book::Ledger, "c2", Field::To, "Sales "));
    assert_eq!(data(open(&state), Book::Ledger)[1][2], "Sales ", "a name can be written on");
    book(&mut state, write(Book::Ledger, "c2", Field::Status, "open"));
    assert_eq!(open(&state).commitments.get("c2").unwrap().get("status"), None);
}

#[test]
fn the_books_lead_back_to_where_one_came_from() {
    for (from, to) in [(Step::Plan, Step::Plan), (Step::Result, Step::Result), (Step::Scope, Step::Scope)] {
        let mut state = at(from, kept());
        act(&mut state, Action::Go(Step::Ledger));
        act(&mut state, Action::Go(Step::Register));
        book(&mut state, BookAction::Back);
        assert_eq!(state.step, to);
    }
}

#[test]
fn five_hundred_rows_are_the_most() {
    let mut full = kept();
    let row = |at: usize| (format!("r{at:04}"), Value::Object(map(r#"{"name": "x"}"#)));
    full.relationships = (0..MOST_ROWS).map(row).collect();
    let mut state = at(Step::Register, full);
    assert!(!screen(&state, Book::Register).room);
    book(&mut state, BookAction::Add(Book::Register));
    assert_eq!(open(&state).relationships.len(), MOST_ROWS);
    pick(&mut state, "name\nOne more\n");
    let intake = screen(&state, Book::Register).intake.unwrap();
    assert!(intake.add.is_none() && intake.full.is_some() && intake.replace.is_some());
    book(&mut state, BookAction::TakeIn(How::Add));
    assert_eq!(open(&state).relationships.len(), MOST_ROWS);
    let many = format!("name\n{}", "x\n".repeat(MOST_ROWS + 1));
    pick(&mut state, &many);
    let notice = state.notice.clone().unwrap();
    assert!(state.texts().say(&notice.details[0]).contains("501"), "{notice:?}");
}

#[test]
fn a_file_is_looked_at_before_anything_changes_and_what_it_did_can_be_taken_back() {
    let mut state = at(Step::Register, kept());
    let before = open(&state).clone();
    let effects = pick(
        &mut state,
        "Name;SINCE;Colour;id\r\nLegal;3 February 2025;red;\r\n\"Sa;les\";someday;;r1\r\n;;;\r\n",
    );
    assert_eq!(focused(&effects), Some("book-in"));
    assert_eq!(*open(&state), before);
    let look = screen(&state, Book::Register).intake.unwrap();
    let say = |message: &pomscope_core::text::Message| state.texts().say(message);
    assert_eq!(say(&look.title), "2 rows in “rows.csv”");
    assert!(say(&look.columns[0]).contains("Name, Since") && say(&look.columns[2]).contains("Colour"));
    assert_eq!(look.faults.len(), 1);
    assert_eq!(look.faults[0].0, "Row 3.");
    assert!(say(&look.faults[0].1).contains("someday"));
    for how in [How::Add, How::Replace] {
        pick(&mut state, "name,since,id\nLegal,3 February 2025,\nSales,someday,r1\n");
        let effects = book(&mut state, BookAction::TakeIn(how));
        assert_eq!(focused(&effects), Some("book-undo"));
        let rows = data(open(&state), Book::Register);
        let names: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        match how {
            How::Add => assert_eq!(names, ["Sales", "Finance", "Legal", "Sales"]),
            How::Replace => assert_eq!(names, ["Legal", "Sales"]),
        }
        assert_eq!(rows[rows.len() - 2][5], "2025-02-03");
        assert_eq!(rows[rows.len() - 1][5], "someday", "what is not understood is kept");
        assert!(open(&state).relationships.get("r4").is_some(), "what is no row stays");
        assert_eq!(data(open(&state), Book::Ledger)[0][2], "Sales", "the promise still names it");
        if how == How::Replace {
            let to =
                open(&state).commitments.get("c1").unwrap().get("to").unwrap().as_str().unwrap().to_owned();
            assert!(open(&state).relationships.contains_key(&to), "by the id that the file gives");
        }
        book(&mut state, BookAction::TakeBack);
        assert_eq!(open(&state).relationships, before.relationships);
        assert_eq!(open(&state).commitments, before.commitments);
    }
    pick(&mut state, "name\nLegal\n");
    book(&mut state, BookAction::TakeIn(How::Add));
    book(&mut state, write(Book::Register, "r1", Field::Type, "internal"));
    assert!(screen(&state, Book::Register).taken.is_none(), "nothing that was written since is undone");
    book(&mut state, BookAction::TakeBack);
    assert_eq!(open(&state).k(), Some(3));
}

#[test]
fn a_file_that_nothing_can_be_made_of_is_refused_in_words_and_changes_nothing() {
    let mut state = at(Step::Ledger, kept());
    let before = open(&state).clone();
    for (text, says) in [
        ("", "empty"),
        ("\u{feff}\r\n ,\r\n", "empty"),
        ("one,two\n1,2\n", "Request, Promise, To whom, Due, Status"),
        ("request,promise\n,\n", "no row"),
        ("request\n\"never closed\nnext\n", "row 2"),
    ] {
        pick(&mut state, text);
        let notice = state.notice.clone().expect(text);
        assert!(state.texts().say(&notice.details[0]).contains(says), "{text:?}: {notice:?}");
        assert!(screen(&state, Book::Ledger).intake.is_none() && *open(&state) == before, "{text:?}");
    }
    pick(&mut state, &wire::write(&before));
    assert!(
        state.texts().say(&state.notice.clone().unwrap().message).contains("already"),
        "an assessment is taken in as one"
    );
}

#[test]
fn separators_headings_days_and_states_are_read_in_many_writings() {
    let texts = &content().texts;
    let relationships = kept().relationships;
    let read = |text: &str| intake::read(Book::Ledger, text, texts, &relationships).unwrap();
    let expect =
        r#"{"request": "A, b", "promise": "c \"d\"\ne", "to": "r1", "due": "2026-05-31", "status": "met"}"#;
    for text in [
        "request,promise,to,due,status\n\"A, b\",\"c \"\"d\"\"\ne\",Sales,2026-05-31,met\n",
        "\u{feff}Request;Promise;To whom;Due;Status\r\nA, b;\"c \"\"d\"\"\ne\"; sales;31 May 2026;MET",
        "STATUS\tdue\tTO\tpromise\trequest\rMet\t 31  may 2026\tSales\t\"c \"\"d\"\"\ne\"\tA, b\r",
        "sep=;\nrequest;promise;to;due;status\nA, b;\"c \"\"d\"\"\ne\";Sales;2026-05-31;met\n\n",
    ] {
        let sheet = read(text);
        let mut wanted = map(expect);
        if text.contains("; sales") {
            // A name is a name: letters of another size make another one.
            wanted.insert("to".into(), " sales".into());
        }
        assert_eq!(sheet.rows.len(), 1, "{text:?}");
        assert_eq!(sheet.rows[0].fields, wanted, "{text:?}");
        assert_eq!(sheet.faults, [], "{text:?}");
    }
    for day in ["31.05.2026", "05/31/2026", "2026-02-30", "31 Mai 2026", "May 2026"] {
        let sheet = read(&format!("request;due\nx;{day}\n"));
        assert_eq!(sheet.rows[0].fields.get("due"), Some(&Value::from(day)), "kept as it is written");
        assert_eq!(sheet.faults.len(), 1, "{day}");
    }
    let sheet = read("request,due\nx,2026-05-31,beyond\n");
    assert_eq!(sheet.faults.len(), 1, "what no heading stands over is told");
    let long = format!("request\n{}\n", "é".repeat(4_001));
    let sheet = read(&long);
    assert_eq!(sheet.faults.len(), 1);
    assert_eq!(sheet.rows[0].fields.get("request").unwrap().as_str().unwrap().chars().count(), 4_000);
}

#[test]
fn the_report_has_both_only_where_they_have_rows() {
    let content = content();
    let mut assessment = kept();
    for item in &content.pack.asked {
        assessment.answers.insert(
            item.id.clone(),
            pomscope_core::answers::Answer {
                rating: Some(pomscope_core::answers::Rating::Partly),
                ..Default::default()
            },
        );
    }
    let sections = |assessment: &Assessment, telling: Telling| -> Vec<String> {
        let document = tell(content, assessment, TODAY, telling).unwrap();
        document.sections.iter().map(|section| section.id.clone()).collect()
    };
    let has = |ids: &[String], id: &str| ids.iter().any(|other| other == id);
    for telling in [Telling::Client, Telling::Adviser] {
        let ids = sections(&assessment, telling);
        assert!(has(&ids, "register") && has(&ids, "commitments"), "{ids:?}");
    }
    assert!(!has(&sections(&assessment, Telling::Board), "register"));
    let page = markdown(&tell(content, &assessment, TODAY, Telling::Client).unwrap());
    for part in [
        "67 %: 2 of 3 that were kept or missed",
        "1 promise is overdue.",
        "31 May 2026<br>Overdue",
        "Faster offers",
    ] {
        assert!(page.contains(part), "{part}");
    }
    (assessment.relationships, assessment.commitments) = (map(r#"{"a": {"at": "x"}}"#), Map::new());
    let ids = sections(&assessment, Telling::Client);
    assert!(!has(&ids, "register") && !has(&ids, "commitments"));
}

/// Two tabs tell each other what they hold until neither has anything to add; gives what both then hold.
fn talk(base: &Assessment, one: &Assessment, other: &Assessment) -> Assessment {
    let mut tabs = [(base.clone(), one.clone()), (base.clone(), other.clone())];
    for turn in 0..20 {
        let told = tabs[turn % 2].1.clone();
        let (synced, mine) = &tabs[(turn + 1) % 2];
        let (mut joined, _) = merge(synced, mine, &told);
        let rest = |a: &Assessment| Assessment { rev: 0, updated_at: String::new(), ..a.clone() };
        let adds = rest(&joined) != rest(&told);
        joined.rev += u64::from(adds);
        tabs[(turn + 1) % 2] = (told, joined);
        if !adds {
            let [(_, one), (_, other)] = tabs;
            assert_eq!(rest(&one), rest(&other));
            return one;
        }
    }
    panic!("the tabs answer each other for ever");
}

#[test]
fn rows_of_two_tabs_are_joined_and_the_newer_of_one_field_stays() {
    let with = |rows: &str| Assessment { commitments: map(rows), ..Assessment::default() };
    let base = with(
        r#"{"a": {"request": "x", "at": "1"}, "b": {"request": "y", "at": "1"}, "c": {"request": "z", "at": "1"}}"#,
    );
    let mine = with(
        r#"{"a": {"request": "mine", "due": "2026-01-01", "at": "3"}, "c": {"request": "z", "at": "1"}, "d": {"request": "n", "at": "3"}}"#,
    );
    let theirs = with(
        r#"{"a": {"request": "theirs", "status": "met", "at": "2"}, "b": {"request": "y", "status": "met", "at": "2"}, "e": {"request": "m", "at": "2"}}"#,
    );
    let expect = with(
        r#"{"a": {"request": "mine", "due": "2026-01-01", "status": "met", "at": "3"}, "b": {"request": "y", "status": "met", "at": "2"},
            "d": {"request": "n", "at": "3"}, "e": {"request": "m", "at": "2"}}"#,
    );
    for (one, other) in [(&mine, &theirs), (&theirs, &mine)] {
        assert_eq!(talk(&base, one, other).commitments, expect.commitments, "b was changed, c removed");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_out_comes_in_as_it_was(relationships in odd_rows(Book::Register), commitments in odd_rows(Book::Ledger)) {
        let assessment = Assessment { relationships, commitments, ..Assessment::default() };
        let texts = &content().texts;
        for of in Book::ALL {
            let csv = book_csv(&assessment, of);
            let rows = data(&assessment, of);
            let read = match intake::read(of, &csv, texts, &assessment.relationships) {
                Ok(sheet) => sheet,
                Err(_) => {
                    // Nothing of a row that only says what a later program put there.
                    prop_assert!(rows.iter().flatten().all(|cell| visible(cell).trim().is_empty() || cell == "open"), "{}", csv);
                    continue;
                }
            };
            let mut came = Assessment { relationships: assessment.relationships.clone(), ..Assessment::default() };
            let fields = read.rows.into_iter().enumerate().map(|(at, row)| (format!("x{at:04}"), Value::Object(row.fields)));
            *of.kept_mut(&mut came) = fields.collect();
            let same = |from: &[String]| -> Vec<String> {
                from.iter().zip(of.fields()).map(|(cell, field)| match field {
                    Field::Since | Field::Due | Field::Status => visible(cell).trim().to_owned(),
                    _ => visible(cell),
                }).collect()
            };
            let says = |row: &Vec<String>| row.iter().zip(of.fields()).any(|(cell, field)| !cell.trim().is_empty() && (*field != Field::Status || cell != "open"));
            let out: Vec<Vec<String>> = rows.iter().filter(|row| says(row)).map(|row| same(row)).collect();
            let back: Vec<Vec<String>> = data(&came, of).iter().map(|row| same(row)).collect();
            let lower = |rows: Vec<Vec<String>>| rows.into_iter().map(|row| {
                row.into_iter().map(|cell| if cell == "Met" { "met".to_owned() } else { cell }).collect::<Vec<_>>()
            }).collect::<Vec<_>>();
            prop_assert_eq!(lower(back), lower(out));
        }
    }

    #[test]
    fn no_file_makes_it_panic(text in prop_oneof![".{0,200}", "[a-z\",;\t\r\n'=]{0,80}", Just(HOSTILE.join("\n")), Just(HOSTILE.join(","))]) {
        let texts = &content().texts;
        for of in Book::ALL {
            for text in [text.clone(), format!("name,request\n{text}"), format!("{}\n{text}", of.fields().iter().map(|field| field.key()).collect::<Vec<_>>().join("\t"))] {
                if let Ok(sheet) = intake::read(of, &text, texts, &kept().relationships) {
                    prop_assert!(!sheet.rows.is_empty() && sheet.rows.len() <= MOST_ROWS);
                }
            }
        }
    }

    #[test]
    fn two_tabs_come_to_rest_whatever_they_wrote(base in odd_rows(Book::Ledger), mine in odd_rows(Book::Ledger), theirs in odd_rows(Book::Ledger)) {
        let of = |rows: Map| Assessment { commitments: rows, ..Assessment::default() };
        let (base, mine, theirs) = (of(base), of(mine), of(theirs));
        let joined = talk(&base, &mine, &theirs);
        prop_assert_eq!(&talk(&base, &theirs, &mine).commitments, &joined.commitments);
        for (id, row) in mine.commitments.iter() {
            let changed = base.commitments.get(id) != Some(row);
            prop_assert!(!changed || joined.commitments.contains_key(id), "{} was changed and is gone", id);
        }
    }
}
