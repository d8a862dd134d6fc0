//! Hostile texts in every text that comes in, and every export of it: each text is there as a text, and is nothing else. What is written where is in `hostile/written.rs`; PDFs are held in `crates/pdf/tests/hostile_texts.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod commonmark;
mod hostile;

use std::collections::BTreeSet;

use hostile::ground::{self, TODAY, act, content};
use hostile::texts::HOSTILE;
use hostile::{sample, written};
use pomscope_core::answers::Assessment;
use pomscope_core::bundle::Bundle;
use pomscope_core::content::Content;
use pomscope_core::file_name::file_name;
use pomscope_core::group::{Session, Shown};
use pomscope_core::json::parse;
use pomscope_core::owner::{Consent, Owner};
use pomscope_core::pack::Pack;
use pomscope_core::report::csv::Sheet;
use pomscope_core::report::document::Document;
use pomscope_core::report::export::{Format, export};
use pomscope_core::report::session_page::{Told, session_document};
use pomscope_core::report::{Telling, markdown, tell};
use pomscope_core::share::{Contact, Part, Share, ShareChoice, mail_link, preview};
use pomscope_core::state::{Action, BookAction, DeskAction, Dialog, Effect, Picked, State, Step, TakeAction};
use pomscope_core::text::{Message, Texts};
use pomscope_core::visible::{turns, visible};
use pomscope_core::wire::{self, combined_v1, document_v1, session_v1, share_v1};
use serde_json::json;
use written::Pen;

/// Where the texts begin in each turn: in one turn the places of a kind hold one text after another, so that a few hold all.
fn turns_of_the_texts() -> impl Iterator<Item = usize> {
    (0..HOSTILE.len()).step_by(9)
}

/// An assessment for a turn of the texts.
fn turn(at: usize) -> Assessment {
    written::assessment(&content(), &mut Pen::from(HOSTILE, at))
}

fn session(at: usize) -> Session {
    written::session(&content(), &mut Pen::from(HOSTILE, at))
}

/// What a spreadsheet would take for a formula, behind what is not seen too.
fn starts_a_formula(cell: &str) -> bool {
    let unseen = |c: &char| {
        !c.is_whitespace() && !"\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}".contains(*c)
    };
    let first = cell.chars().find(unseen);
    cell.starts_with(['\t', '\r', '\n']) || first.is_some_and(|c| "=+-@＝＋－＠﹦﹢﹣﹫".contains(c))
}

/// The cells of a table, as a reader that others wrote reads them.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let text = csv.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    let rows: Vec<Vec<String>> = rows.collect();
    assert_eq!(rows, hostile::spreadsheet::read(csv).unwrap(), "two readers read it differently");
    rows
}

/// No cell of a table runs, and none turns what stands beside it. A number may begin with a minus.
fn harmless(csv: &str) -> Vec<Vec<String>> {
    let rows = cells(csv);
    for cell in rows.iter().flatten() {
        assert!(!starts_a_formula(cell) || cell.parse::<f64>().is_ok(), "{cell:?} is a formula");
        assert!(!cell.chars().any(turns), "{cell:?} turns");
        assert_eq!(visible(cell), *cell);
    }
    rows
}

/// Whether every system takes it as the name of a file, and nobody is misled by it.
fn names_a_file(name: &str) {
    let odd = |c: char| {
        c.is_control()
            || c.is_whitespace()
            || turns(c)
            || "\\/:*?\"<>|\u{61c}\u{200b}\u{200e}\u{200f}\u{feff}\u{fffe}\u{ffff}".contains(c)
            || ('\u{e0000}'..='\u{e0fff}').contains(&c)
    };
    assert!(!name.contains(odd), "{name:?}");
    assert!(name.starts_with("pomscope-") && !name.contains(".."), "{name:?}");
    // Most file systems take 255 bytes; some room is left for what a browser adds to a second one.
    assert!(name.len() <= 240, "{} bytes: {name}", name.len());
}

fn sound(document: &Document) {
    commonmark::check(document).unwrap_or_else(|what| panic!("{what}"));
    let again = document_v1::read(&document_v1::write(document)).unwrap();
    assert_eq!(document_v1::write(&again), document_v1::write(document), "written as JSON and read again");
}

#[test]
fn no_text_of_a_report_is_anything_but_text_in_any_format() {
    let content = content();
    for at in turns_of_the_texts() {
        let assessment = turn(at);
        let owner = Owner::read(&written::page(&mut Pen::from(HOSTILE, at)));
        let telling = Telling::ALL[at % Telling::ALL.len()];
        let document = tell(&content, &assessment, TODAY, telling).unwrap();
        sound(&document.offered_by(owner.line(&content.texts)));
        for format in [Format::Markdown, Format::Json].into_iter().chain(Sheet::ALL.map(Format::Csv)) {
            let made = export(&content, &assessment, TODAY, telling, format, &owner).unwrap();
            names_a_file(&made.name);
            match format {
                Format::Markdown => assert!(!made.text.chars().any(turns)),
                Format::Json => {
                    let told: serde_json::Value = serde_json::from_str(&made.text).unwrap();
                    assert!(told.is_object());
                }
                Format::Csv(sheet) => {
                    let rows = harmless(&made.text);
                    assert!(rows.len() > 1 && rows[0] == sheet.columns(), "{sheet:?}");
                }
            }
        }
    }
}

#[test]
fn an_assessments_file_holds_every_text_as_it_was_written() {
    let content = content();
    let mut seen = BTreeSet::new();
    for at in 0..HOSTILE.len() {
        let assessment = turn(at);
        for text in [wire::write(&assessment), wire::write_pretty(&assessment)] {
            assert_eq!(wire::read(&text).unwrap().assessment, assessment);
            let oracle: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(oracle["title"].as_str().unwrap_or_default(), assessment.title);
        }
        for message in wire::meet(&content.pack, &assessment) {
            ground::said(&message);
        }
        seen.insert(assessment.title);
    }
    assert_eq!(seen.len(), HOSTILE.iter().collect::<BTreeSet<_>>().len(), "every text was the title once");
}

/// The sentences of a group's report.
fn words() -> Texts {
    Texts::from_json(&parse(include_str!("../../../content/session/en.json")).unwrap()).unwrap()
}

#[test]
fn no_text_of_a_session_is_anything_but_text_in_any_export() {
    let (content, words) = (content(), words());
    let pack = &content.pack;
    for at in turns_of_the_texts() {
        let session = session(at);
        assert_eq!(session_v1::read(&session_v1::write_pretty(&session)).unwrap().session, session);
        let (people, refused) = session.scored(pack);
        assert!(refused.is_empty());
        let shown = Shown::of(pack, &people, session.rule);
        let told = Told {
            title: &session.title,
            shown: &shown,
            agreed: &session.agreed,
            signed: Some(&session.signed),
        };
        sound(&session_document(&content, &words, &told, TODAY));
        let rows = harmless(&session_v1::csv(pack, &session));
        assert_eq!(rows.len(), session.responses.len() + 1);
        assert!(harmless(&combined_v1::csv(pack, &shown)).len() > 1);
        for lines in [session_v1::json_lines(&session), combined_v1::json_lines(pack, &shown)] {
            assert!(lines.lines().count() > 1);
            for line in lines.lines() {
                assert!(serde_json::from_str::<serde_json::Value>(line).unwrap().is_object());
            }
        }
        for what in ["published", "report", "set-up", "working-identifying"] {
            names_a_file(&format!("{}.jsonl", file_name(&format!("{} {what}", session.title), TODAY)));
        }
    }
}

#[test]
fn what_is_handed_over_names_nobody_else_and_a_draft_is_an_address_of_its_parts_alone() {
    let content = content();
    for at in turns_of_the_texts() {
        let mut pen = Pen::from(HOSTILE, at);
        let assessment = written::assessment(&content, &mut pen);
        let contact =
            Contact { name: pen.text(), organization: pen.text(), mail: "a.person@example.org".into() };
        let (text, version) = (pen.text(), pen.text());
        let share = Share {
            content: &content,
            assessment: &assessment,
            choice: &ShareChoice::of(&Part::ALL),
            contact: &contact,
            consent: &Consent { text, version },
            at: "2026-11-22T10:00:00.000Z",
            build: "test",
        };
        let shown = preview(&share, TODAY).unwrap();
        assert_eq!(parse(&shown.json).unwrap(), share_v1::write(&share).unwrap());
        let sections = shown.sections;
        sound(&Document {
            sections,
            ..tell(&content, &sample::empty(&content.pack), TODAY, Telling::Board).unwrap()
        });
        let to = pen.text();
        let link = mail_link(&share, Some(&to)).unwrap();
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~%@:?=&!'()*".contains(c);
        assert!(link.starts_with("mailto:") && link.chars().all(plain), "{link}");
        // Nothing that was written becomes another header of the mail.
        assert_eq!((link.matches('?').count(), link.matches('&').count()), (1, 1), "{link}");
    }
}

/// The sentences that nobody wrote: those of the program, with texts filled in.
#[test]
fn what_is_filled_into_a_notice_turns_nothing_around_it() {
    for text in HOSTILE {
        for key in ["import.done", "import.failed", "read.setAside"] {
            let message = Message::new(key).with("title", *text).with("name", *text);
            let message = message.with("place", *text).with("value", *text);
            let said = ground::texts().say(&message);
            assert!(!said.chars().any(turns), "{said:?}");
            assert!(said.contains(&visible(text)), "{said:?}");
        }
    }
}

/// A questionnaire with a text in every place of its wording; one that is turned or torn by what is not seen is refused.
#[test]
fn no_text_of_a_questionnaire_is_anything_but_text() {
    let pack = sample::plain_pack(2, 3, true, 1, 1);
    let known = Pack::from_json(&sample::own(&pack)).unwrap();
    let (mut taken, mut refused) = (0, 0);
    for text in HOSTILE {
        let worded = sample::worded(&known, &|place| format!("{place} {text}"));
        let bundle = json!({"format": "pomscope-bundle", "formatVersion": 1, "pack": pack, "wordings": {"en": worded}});
        // In a browser it is refused where what is not seen would tear or turn it; the command line takes it.
        let mut state = ground::at_desk();
        let picked = Picked { name: "own.json".into(), text: Some(bundle.to_string()) };
        act(&mut state, Action::Picked(Some(picked)));
        let offered = matches!(state.dialog, Some(Dialog::Pack(_)));
        assert!(offered || state.notice.is_some(), "refused without a word");
        assert!(!(offered && text.chars().any(turns)), "{text:?} is taken");
        let harmless_text = !text.chars().any(|c| turns(c) || c.is_control());
        assert!(offered || !harmless_text, "{text:?} is refused");
        taken += usize::from(offered);
        refused += usize::from(!offered);
        let bundle = Bundle::from_json(&sample::own(&bundle)).unwrap();
        let (pack, wording) = (bundle.pack, bundle.wordings.into_iter().next().unwrap());
        let content = Content::of_own(pack, wording, ground::texts(), Default::default());
        let assessment = sample::all(&content.pack, pomscope_core::answers::Rating::Largely);
        sound(&tell(&content, &assessment, TODAY, Telling::Client).unwrap());
        for sheet in Sheet::ALL {
            let made =
                export(&content, &assessment, TODAY, Telling::Client, Format::Csv(sheet), &Owner::default());
            harmless(&made.unwrap().text);
        }
    }
    assert!(taken > 60 && refused >= 10, "{taken} {refused}");
}

/// The files that the program itself hands out, by the real `update`.
fn downloads(state: &mut State) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut keep = |effects: Vec<Effect>| {
        for effect in effects {
            match effect {
                Effect::Download { name, text, .. } => files.push((name, text)),
                Effect::MakePdf { name, document, attachment_name, attachment, .. } => {
                    files.push((name, document));
                    files.push((attachment_name, attachment));
                }
                _ => {}
            }
        }
    };
    let open = state.current.clone().unwrap();
    keep(act(state, Action::Export(open)));
    act(state, Action::Go(Step::Report));
    for format in [Format::Markdown, Format::Json].into_iter().chain(Sheet::ALL.map(Format::Csv)) {
        keep(act(state, Action::desk(DeskAction::Take(TakeAction::File(format)))));
    }
    keep(act(state, Action::desk(DeskAction::Take(TakeAction::Pdf))));
    for (step, book) in pomscope_core::book::Book::ALL.map(|book| match book {
        pomscope_core::book::Book::Register => (Step::Register, book),
        pomscope_core::book::Book::Ledger => (Step::Ledger, book),
    }) {
        act(state, Action::Go(step));
        keep(act(state, BookAction::Export(book).sent()));
    }
    files
}

#[test]
fn every_file_that_is_handed_out_has_a_harmless_name() {
    let long: [String; 3] = ["長".repeat(200), "😀".repeat(200), "e\u{301}".repeat(400)];
    let titles = HOSTILE.iter().map(|text| (*text).to_owned()).chain(long);
    for title in titles {
        let mut state = ground::at_desk();
        let assessment = Assessment { id: "named0000001".into(), title, ..ground::answered() };
        let picked = Picked { name: "a.json".into(), text: Some(wire::write(&assessment)) };
        act(&mut state, Action::Picked(Some(picked)));
        assert_eq!(state.current.as_deref(), Some("named0000001"));
        let files = downloads(&mut state);
        assert!(files.len() >= 13, "{}", files.len());
        for (name, text) in files {
            names_a_file(&name);
            assert!(!text.is_empty(), "{name}");
        }
    }
}

/// The checks above are seen to bite.
#[test]
fn what_would_be_more_than_text_is_noticed() {
    let notices = |check: &dyn Fn()| std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)).is_err();
    for csv in ["\u{feff}=1+1\r\n", "\u{feff}a\u{202e}b\r\n", "\u{feff}\"\t=1\"\r\n", "\u{feff}a\r\n\"b\r\n"]
    {
        assert!(notices(&|| drop(harmless(csv))), "{csv:?}");
    }
    for name in
        ["pomscope-a/b.json", "pomscope-\u{202e}nosj.exe", "a.json", "pomscope-..", "pomscope-\u{61c}"]
    {
        assert!(notices(&|| names_a_file(name)), "{name:?}");
    }
    for markdown in ["<script>", "[a](javascript:1)", "![a](b)", "<https://example.invalid>", "`a`"] {
        let read = commonmark::understood(markdown, pulldown_cmark::Options::all());
        assert!(read.is_err(), "{markdown}");
    }
    assert!(!markdown(&tell(&content(), &turn(0), TODAY, Telling::Client).unwrap()).is_empty());
}
