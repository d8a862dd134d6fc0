//! `pomscope combine` as it is run: what it takes, what it leaves out, what it prints where; the numbers are tested in the core.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pomscope")).args(arguments).output().unwrap()
}

fn run_with(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pomscope"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn published(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", err(output));
    serde_json::from_str(&out(output)).unwrap()
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("combine-{name}"));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

const RATINGS: [&str; 5] = ["not", "partly", "largely", "fully", "unknown"];

fn assessment(number: usize, side: &str) -> Value {
    let pack: Value = serde_json::from_str(include_str!(
        "../../../content/packs/relationship-management-methodology/pack.json"
    ))
    .unwrap();
    let mut answers = serde_json::Map::new();
    for (at, group) in pack["groups"].as_array().unwrap().iter().enumerate() {
        for item in group["practices"].as_array().unwrap().iter().chain(group["outcomes"].as_array().unwrap())
        {
            if item.get("sameAs").is_none() {
                let rating = RATINGS[(number * 7 + at * (number % 3 + 1)) % 5];
                answers.insert(
                    item["id"].as_str().unwrap().into(),
                    json!({"rating": rating, "note": "A secret."}),
                );
            }
        }
    }
    json!({"format": "pomscope-assessment", "formatVersion": 1, "id": format!("person{number:05}"), "rev": 3,
        "pack": {"id": "relationship-management-methodology", "version": "1.0.0"}, "side": side, "answers": answers})
}

fn side(number: usize) -> &'static str {
    ["it", "business"][number % 2]
}

/// So many people, a file each.
fn people(name: &str, count: usize) -> PathBuf {
    let folder = folder(name);
    for number in 0..count {
        let text = assessment(number, side(number)).to_string();
        std::fs::write(folder.join(format!("{number:05}.json")), text).unwrap();
    }
    folder
}

#[test]
fn a_folder_its_files_and_lines_give_the_same_result() {
    let folder = people("same", 12);
    let whole = run(&["combine", folder.to_str().unwrap()]);
    assert_eq!(err(&whole), "12 responses combined.\n");
    let value = published(&whole);
    assert_eq!(value["people"], json!({"it": 6, "business": 6, "neither": 0, "combined": 12}));
    assert!(value["results"]["it"]["overall"]["median"].is_number() && value["gaps"]["GOAL"].is_number());
    let mut files: Vec<String> =
        (0..12).map(|number| folder.join(format!("{number:05}.json")).to_str().unwrap().to_owned()).collect();
    files.reverse();
    let mut arguments = vec!["combine", "--to", "json"];
    arguments.extend(files.iter().map(String::as_str));
    assert_eq!(out(&run(&arguments)), out(&whole));
    let lines: String = (0..12).map(|number| format!("{}\n\n", assessment(number, side(number)))).collect();
    assert_eq!(out(&run_with(&["combine", "-"], &lines)), out(&whole));
    let file = folder.join("all.jsonl");
    std::fs::write(&file, &lines).unwrap();
    assert_eq!(out(&run(&["combine", file.to_str().unwrap()])), out(&whole));
    // With the lines in the same folder everybody is there twice, and counts once.
    let twice = run(&["combine", folder.to_str().unwrap()]);
    assert_eq!(out(&twice), out(&whole));
    assert_eq!(err(&twice), "12 responses combined, 12 given again, counted once.\n");
}

#[test]
fn what_cannot_be_read_is_named_and_left_out() {
    let folder = people("faults", 6);
    let put = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    put("a-broken.json", "{\"format\":");
    put("b-other.json", "[1, 2]");
    put("c-newer.json", &json!({"format": "pomscope-assessment", "formatVersion": 9}).to_string());
    let mut other = assessment(1, "it");
    other["pack"]["id"] = json!("no-such-pack");
    put("d-pack.json", &other.to_string());
    put("e-lines.jsonl", &format!("{}\n{{\"half\":\n", assessment(6, "it")));
    put("notes.txt", "not looked at");
    let mut odd = assessment(7, "business");
    odd["answers"]["A2.L2.GOAL.P1"]["rating"] = json!("mostly");
    put("f-odd.json", &odd.to_string());
    let output = run(&["combine", folder.to_str().unwrap(), "no-such-file.json"]);
    let value = published(&output);
    assert_eq!(value["people"]["combined"], json!(8));
    let said = err(&output);
    for name in [
        "a-broken.json",
        "b-other.json",
        "c-newer.json",
        "d-pack.json",
        "e-lines.jsonl line 2",
        "f-odd.json",
        "no-such-file.json",
    ] {
        assert_eq!(said.matches(name).count(), 1, "{name} in {said}");
    }
    assert!(said.ends_with("8 responses combined, 6 left out.\n") && !said.contains("notes.txt"), "{said}");
}

#[test]
fn it_fails_only_where_nothing_could_be_read() {
    let empty = folder("empty");
    let nothing = run(&["combine", empty.to_str().unwrap(), "no-such-file"]);
    assert_eq!((nothing.status.code(), out(&nothing).as_str()), (Some(1), ""));
    assert!(
        err(&nothing).contains("holds no .json") && err(&nothing).ends_with("Nothing could be combined.\n")
    );
    for arguments in [
        vec!["combine"],
        vec!["combine", "x", "--to", "html"],
        vec!["combine", "x", "--k", "2"],
        vec!["combine", "x", "--k", "many"],
        vec!["combine", "x", "--sheet", "plan"],
        vec!["combine", "x", "--working", "--working"],
        vec!["score", "x", "--working"],
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains("Usage:"), "{arguments:?}");
    }
}

#[test]
fn few_people_are_not_shown_and_the_threshold_can_be_set() {
    let folder = people("few", 4);
    let path = folder.to_str().unwrap();
    let five = run(&["combine", path]);
    assert_eq!(published(&five)["results"]["combined"], Value::Null);
    assert!(err(&five).contains("Fewer than 5 responses"), "{}", err(&five));
    let three = published(&run(&["combine", path, "--k", "3"]));
    assert!(three["results"]["combined"].is_object() && three["results"]["it"].is_null());
}

#[test]
fn the_published_result_names_nobody_and_the_working_rows_say_that_they_do() {
    let folder = people("working", 12);
    let path = folder.to_str().unwrap();
    for to in ["json", "csv", "jsonl"] {
        let output = run(&["combine", path, "--to", to]);
        let text = out(&output);
        assert!(!text.contains("person0") && !text.contains("secret"), "{to}");
        assert!(text.len() > 1000 && !err(&output).contains("dentifying"), "{to}");
        let working = run(&["combine", path, "--to", to, "--working"]);
        let text = out(&working);
        assert!(err(&working).contains("Identifying"), "{to}");
        assert!(text.contains("person00003") && !text.contains("secret"), "{to}");
    }
    let csv = out(&run(&["combine", path, "--to", "csv", "--working"]));
    assert!(csv.starts_with("\u{feff}id,side,A2.L1.GOAL.") && csv.lines().count() == 13, "{csv}");
    for line in out(&run(&["combine", path, "--to", "jsonl"])).lines() {
        assert!(serde_json::from_str::<Value>(line).unwrap()["measure"].is_string());
    }
}

#[test]
fn a_working_file_is_combined_as_its_people_are() {
    let folder = people("session", 12);
    let working = out(&run(&["combine", folder.to_str().unwrap(), "--working", "--k", "4"]));
    let file = folder.join("session");
    std::fs::write(&file, &working).unwrap();
    let from_session = run(&["combine", file.to_str().unwrap()]);
    let direct = run(&["combine", folder.to_str().unwrap(), "--k", "4"]);
    assert_eq!(out(&from_session), out(&direct));
    let again = run(&["combine", file.to_str().unwrap(), file.to_str().unwrap(), "--working"]);
    assert_eq!(out(&again), working);
}

#[test]
fn of_two_files_under_one_id_the_later_counts() {
    let folder = people("twice", 6);
    let mut later = assessment(9, "it");
    later["id"] = json!("person00000");
    later["rev"] = json!(4);
    std::fs::write(folder.join("0-first-by-name.json"), later.to_string()).unwrap();
    let working = run(&["combine", folder.to_str().unwrap(), "--working", "--to", "jsonl"]);
    let first: Value = serde_json::from_str(out(&working).lines().next().unwrap()).unwrap();
    assert_eq!(first["ratings"]["A2.L2.GOAL.P1"], later["answers"]["A2.L2.GOAL.P1"]["rating"]);
    assert!(err(&working).contains("has the id person00000 of another"), "{}", err(&working));
    // Without ids everyone is somebody else.
    let mut nobody = assessment(1, "it");
    nobody["id"] = Value::Null;
    let lines = format!("{nobody}\n").repeat(5);
    assert_eq!(published(&run_with(&["combine", "-"], &lines))["people"]["it"], json!(5));
}

#[test]
fn a_thousand_files_are_combined() {
    let folder = people("many", 1000);
    let output = run(&["combine", folder.to_str().unwrap()]);
    let value = published(&output);
    assert_eq!(value["people"]["combined"], json!(1000));
    assert_eq!(value["items"].as_array().unwrap().len(), 35);
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The command in the repository's own folder.
fn run_at_root(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pomscope")).args(arguments).current_dir(root()).output().unwrap()
}

const EXAMPLE: [&str; 3] = ["combine", "docs/examples/session", "docs/examples/session-agreed.json"];

#[test]
fn the_committed_report_of_a_group_is_what_the_command_prints() {
    let mut arguments = EXAMPLE.to_vec();
    arguments.extend(["--to", "md", "--date", "2026-11-22"]);
    let output = run_at_root(&arguments);
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), "13 responses combined.\n"));
    let committed = std::fs::read_to_string(root().join("docs/examples/session.md")).unwrap();
    assert!(
        out(&output) == committed,
        "docs/examples/session.md is out of date: pomscope {} > docs/examples/session.md",
        arguments.join(" ")
    );
}

#[test]
fn the_report_of_a_group_goes_where_it_is_wanted() {
    let folder = folder("report");
    let into = folder.to_str().unwrap();
    let mut arguments = EXAMPLE.to_vec();
    arguments.extend(["--to", "pdf", "--paper", "letter", "--title", "Autumn & more", "-o", into]);
    let output = run_at_root(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(out(&output).trim_end(), folder.join("session.pdf").to_str().unwrap());
    let bytes = std::fs::read(folder.join("session.pdf")).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    let again = run_at_root(&["combine", "docs/examples/session", "--to", "md", "--title", "Autumn & more"]);
    assert!(out(&again).starts_with("# Autumn & more\n"), "{}", out(&again));
    // Nobody's date, and nothing of a session that was not given.
    assert!(!out(&again).contains("2026") && !out(&again).contains("What was agreed"));
}

#[test]
fn a_report_of_too_few_says_so_and_holds_no_number_of_theirs() {
    let folder = people("few-report", 4);
    let output = run(&["combine", folder.to_str().unwrap(), "--to", "md"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("Fewer than 5 people answered, so nothing of their answers is shown."));
    assert!(!out(&output).contains(" %"), "{}", out(&output));
    assert!(!out(&output).contains("A secret."));
}

#[test]
fn wrong_arguments_of_the_report_of_a_group_are_named() {
    for (arguments, expect) in [
        ("--to html", "combine --to needs json, csv, jsonl, pdf or md; html is none."),
        ("--to csv --title x", "combine takes --title with --to pdf or md alone."),
        ("--date 2026-11-22", "combine takes --date with --to pdf or md alone."),
        ("--to jsonl -o x", "combine takes --out with --to pdf or md alone."),
        ("--to md --paper a4", "--paper goes with --to pdf alone."),
        ("--to md --date 22.11.2026", "--date needs a day after it"),
        ("--to pdf --working", "--working goes with --to json, csv or jsonl"),
    ] {
        let mut all = vec!["combine", "docs/examples/session"];
        all.extend(arguments.split(' '));
        let output = run_at_root(&all);
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        assert!(err(&output).contains(expect), "{arguments}: {}", err(&output));
        assert!(output.stdout.is_empty());
    }
    let foreign = run_at_root(&["combine", "docs/examples/session", "--to", "md", "--lang", "xx"]);
    assert_eq!(foreign.status.code(), Some(1));
    assert!(err(&foreign).contains("does not speak \"xx\"; there is en, "), "{}", err(&foreign));
}

/// A working file of a lens, with who does it.
fn lens_session(people: usize) -> Value {
    let response = |at: usize| {
        let side = if at.is_multiple_of(2) { "it" } else { "business" };
        let rating = if side == "it" { "fully" } else { RATINGS[at % 2] };
        let item = "duties.standard.1";
        json!({"id": format!("r{at:03}"), "side": side, "ratings": {item: rating, "duties.standard.2": "largely"}, "by": {item: side}})
    };
    json!({
        "format": "pomscope-session", "formatVersion": 1, "id": "lenslens", "title": "Duties together",
        "pack": {"id": "duties", "version": "1.0.0"}, "threshold": 3,
        "responses": (0..people).map(response).collect::<Vec<_>>(),
    })
}

#[test]
fn a_session_of_a_lens_is_combined_and_told_without_a_level() {
    let file = folder("lens").join("session.json");
    std::fs::write(&file, lens_session(8).to_string()).unwrap();
    let file = file.to_str().unwrap();
    let value = published(&run(&["combine", file]));
    assert_eq!(value["pack"], json!({"id": "duties", "version": "1.0.0", "kind": "lens"}));
    let first = &value["items"][0];
    assert_eq!((&first["level"], &first["contrast"]), (&Value::Null, &json!("watermelon")));
    assert_eq!(first["by"]["it"], json!({"it": 4, "business": 0, "both": 0, "nobody": 0, "notSaid": 0}));
    let csv = out(&run(&["combine", file, "--to", "csv"]));
    assert!(csv.contains("item,standard,,duties.standard.1,business,by,4,business"), "{csv}");
    let report = out(&run(&["combine", file, "--to", "md"]));
    assert!(
        report.contains("Where the sides name different doers") && !report.contains("evel 0"),
        "{report}"
    );
    let working = out(&run(&["combine", file, "--working", "--to", "csv"]));
    assert!(working.lines().next().unwrap().ends_with("duties.extended.13 by"), "{working}");
    // A lens and a block do not go together.
    let block = folder("lens-and-block").join("block.json");
    std::fs::write(&block, assessment(1, "it").to_string()).unwrap();
    let output = run(&["combine", file, block.to_str().unwrap()]);
    assert!(err(&output).contains("combine it with others of its kind"), "{}", err(&output));
}
