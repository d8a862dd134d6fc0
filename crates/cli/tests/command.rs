//! The command `pomscope` as it is run: what it prints where, and with which exit code; the numbers are tested in the core.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs `pomscope` in the repository's root.
fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pomscope")).args(arguments).current_dir(root()).output().unwrap()
}

/// Runs `pomscope` with something on standard input.
fn run_with(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pomscope"))
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program stops reading what is too large; the pipe is then closed before all is written.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn pack_file(name: &str) -> Value {
    let path = root().join("content/packs/relationship-management-methodology").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn assessment(answers: Value) -> Value {
    json!({"format": "pomscope-assessment", "formatVersion": 1,
        "pack": {"id": "relationship-management-methodology", "version": "1.0.0"}, "answers": answers})
}

fn score(value: &Value) -> Output {
    run_with(&["score", "-"], value.to_string().as_bytes())
}

#[test]
fn the_committed_examples_are_what_the_command_prints() {
    for (arguments, file) in [
        (vec!["score", "docs/examples/assessment.json"], "score.json"),
        (vec!["check", "docs/examples/assessment.json"], "check.txt"),
        (vec!["pack"], "pack.json"),
        (vec!["pack", "relationship-management-methodology", "--lang", "en"], "pack.json"),
        (vec!["pack", "content/packs/relationship-management-methodology/pack.json"], "pack.json"),
        (vec!["report", "docs/examples/assessment.json", "--to", "md"], "report.md"),
        (vec!["code", "encode", "docs/examples/assessment.json"], "code.txt"),
        (vec!["report", "docs/examples/assessment.json", "--to", "csv", "--sheet", "scores"], "scores.csv"),
        (
            "kit agenda --it 6 --business 6 --devices 4 --start 09:00 --to md".split(' ').collect(),
            "kit-agenda.md",
        ),
        (vec!["kit", "prompts", "--to", "md"], "kit-prompts.md"),
        (vec!["kit", "slides", "--to", "md"], "kit-slides.md"),
        (vec!["kit", "form", "--to", "md"], "kit-form.md"),
    ] {
        let output = run(&arguments);
        assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""), "{arguments:?}");
        let committed = std::fs::read_to_string(root().join("docs/examples").join(file)).unwrap();
        let command = arguments.join(" ");
        assert!(
            out(&output) == committed,
            "docs/examples/{file} is out of date: pomscope {command} > docs/examples/{file}"
        );
    }
}

#[test]
fn a_score_has_exactly_the_fields_of_the_method() {
    let value: Value = serde_json::from_str(&out(&score(&assessment(json!({}))))).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&value), "method overall pack threads");
    assert_eq!(keys(&value["threads"]), "GOAL PRIO ROLE");
    assert_eq!(
        keys(&value["threads"]["GOAL"]),
        "attained ceiling coverage high levels low provisional residue score ungated unsupported"
    );
    assert_eq!(keys(&value["threads"]["GOAL"]["levels"]), "2 3 4 5");
    assert_eq!(keys(&value["threads"]["GOAL"]["levels"]["2"]), "achievement band outcome practice status");
    assert_eq!(
        keys(&value["overall"]),
        "attained ceiling confidence confidenceReasons coverage heldBackBy high low provisional score ungated unsupported"
    );
    assert_eq!((&value["overall"]["score"], &value["overall"]["provisional"]), (&json!(1), &json!(true)));
    assert_eq!(value["pack"], json!({"id": "relationship-management-methodology", "version": "1.0.0"}));
    assert_eq!(value["threads"]["GOAL"]["residue"], Value::Null);
    assert_eq!(value["overall"]["confidence"], json!("Low"));
}

#[test]
fn warnings_go_to_standard_error_one_a_line_and_the_score_stands() {
    let mut value = assessment(json!({
        "A2.L3.PRIO.P1": {"rating": "beyond"}, "A2.L2.GOAL.P1": {"rating": "mostly"}, "A2.L2.GOAL.O1": {"rating": 3},
        "A2.L1.GOAL.O1": {"rating": "na"}, "no.such": {"rating": "fully"}, "A2.L2.PRIO.P1": {"rating": null},
    }));
    value["pack"]["version"] = json!("0.9.0");
    value["side"] = json!("above");
    let output = score(&value);
    assert_eq!(output.status.code(), Some(0));
    let warnings = err(&output);
    assert_eq!(warnings.lines().count(), 7, "{warnings}");
    for named in
        ["A2.L3.PRIO.P1", "A2.L2.GOAL.P1", "A2.L2.GOAL.O1", "A2.L1.GOAL.O1", "no.such", "0.9.0", "side"]
    {
        assert!(warnings.lines().any(|line| line.contains(named)), "{named}: {warnings}");
    }
    let scored: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(scored["overall"]["coverage"], json!(0));
}

#[test]
fn what_cannot_be_scored_is_refused_with_one_sentence() {
    let na: serde_json::Map<String, Value> = pack_file("pack.json")["groups"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|group| group["thread"] == "PRIO" && group["level"] != 1)
        .flat_map(|group| {
            group["practices"].as_array().unwrap().iter().chain(group["outcomes"].as_array().unwrap())
        })
        .map(|item| (item["id"].as_str().unwrap().to_owned(), json!({"rating": "na"})))
        .collect();
    let with = |key: &str, new: Value| {
        let mut value = assessment(json!({}));
        value[key] = new;
        value.to_string()
    };
    for (input, said) in [
        (assessment(Value::Object(na)).to_string(), "PRIO"),
        (with("formatVersion", json!(2)), "newer"),
        (with("formatVersion", json!("1")), "no Pomscope assessment"),
        (with("format", json!("pomscope-pack")), "no Pomscope assessment"),
        (
            with("pack", json!({"id": "another-pack", "version": "1.0.0"})),
            "relationship-management-methodology",
        ),
        (with("pack", Value::Null), "no Pomscope assessment"),
        ("[]".into(), "no Pomscope assessment"),
        ("{\"format\":\"pomscope-assess".into(), "line 1, column"),
        (String::new(), "no readable JSON"),
        (" ".repeat(5 * 1024 * 1024 + 1), "5 MB"),
        ("[".repeat(300_000), "no readable JSON"),
    ] {
        let output = run_with(&["score", "-"], input.as_bytes());
        let start: String = input.chars().take(60).collect();
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""), "{start}");
        assert!(
            err(&output).contains(said) && err(&output).lines().count() == 1,
            "{start}: {}",
            err(&output)
        );
    }
    for (file, said) in [("no/such/file.json", "not there"), ("docs", "folder")] {
        let output = run(&["score", file]);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""), "{file}");
        assert!(err(&output).contains(said), "{}", err(&output));
    }
    let latin = run_with(&["score", "-"], b"{\"title\": \"\xe9\"}");
    assert!(latin.status.code() == Some(1) && err(&latin).contains("UTF-8"));
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let text = format!("\u{feff}{}", assessment(json!({})));
    assert_eq!(run_with(&["score", "-"], text.as_bytes()).status.code(), Some(0));
    assert_eq!(run_with(&["check", "-"], text.as_bytes()).status.code(), Some(0));
}

#[test]
fn wrong_arguments_show_the_usage_and_exit_with_2() {
    for arguments in [
        vec![],
        vec!["weigh"],
        vec!["score"],
        vec!["check"],
        vec!["score", "a", "b"],
        vec!["pack", "a", "b"],
        vec!["score", "--lang", "en", "a"],
        vec!["pack", "--lang"],
        vec!["pack", "--lang="],
        vec!["pack", "--lang", "en", "--lang", "de"],
        vec!["pack", "--colour"],
        vec!["-x"],
        vec!["report"],
        vec!["report", "a"],
        vec!["report", "--to", "md"],
        vec!["report", "a", "--to"],
        vec!["report", "a", "--to", "docx"],
        vec!["report", "a", "--to", "md", "--to=json"],
        vec!["report", "a", "--to", "md", "--telling", "public"],
        vec!["report", "a", "--to", "md", "--sheet", "plan"],
        vec!["report", "a", "--to", "csv", "--sheet", "costs"],
        vec!["report", "a", "--to", "csv", "--telling", "board"],
        vec!["report", "a", "--to", "csv", "-o", "scores.csv"],
        vec!["report", "a", "--to", "md", "--date", "2026-02-30"],
        vec!["report", "a", "--to", "md", "--paper", "a4"],
        vec!["report", "a", "--to", "md", "-o"],
        vec!["report", "a", "b", "--to", "md"],
        vec!["score", "a", "-o", "b"],
        vec!["pack", "--to", "md"],
    ] {
        let output = run(&arguments);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err(&output).contains("Usage:"), "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_printed() {
    for (arguments, said) in [
        (vec!["--help"], "Usage:"),
        (vec!["-h"], "Usage:"),
        (vec!["score", "--help"], "Usage:"),
        (vec!["--version"], concat!("pomscope ", env!("CARGO_PKG_VERSION"))),
        (vec!["-V"], "pomscope "),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(out(&output).contains(said) && err(&output).is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_pack_lists_every_item_with_its_text_and_null_for_the_same_statement() {
    let value: Value = serde_json::from_str(&out(&run(&["pack", "--lang=en"]))).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&value), "id items lang levels metrics placement threads version");
    assert_eq!(keys(&value["items"][0]), "help id kind level sameAs surpassable text thread");
    assert_eq!(keys(&value["metrics"][0]), "better id text unit");
    let count = |key: &str| value[key].as_array().unwrap().len();
    assert_eq!(
        [count("items"), count("metrics"), count("threads"), count("levels"), count("placement")],
        [37, 16, 3, 5, 15]
    );
    for item in value["items"].as_array().unwrap() {
        let same = item["sameAs"].is_string();
        assert_eq!((item["text"].is_null(), item["help"].is_null()), (same, same), "{item}");
        assert!(item["level"].is_u64() && item["surpassable"].is_boolean(), "{item}");
    }
}

#[test]
fn an_unknown_language_or_pack_is_answered_with_those_there_are() {
    for (arguments, said) in [
        (vec!["pack", "--lang", "xx"], "en"),
        (vec!["pack", "--lang", "../en"], "en"),
        (vec!["pack", "no-such-pack"], "relationship-management-methodology"),
        (vec!["pack", "-"], "beside"),
    ] {
        let output = run(&arguments);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""), "{arguments:?}");
        assert!(
            err(&output).contains(said) && err(&output).lines().count() == 1,
            "{arguments:?}: {}",
            err(&output)
        );
    }
}

#[test]
fn every_language_of_the_content_folder_is_carried_by_all_that_speaks() {
    let entries = std::fs::read_dir(root().join("content/interface")).unwrap();
    let languages =
        entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned());
    let mut counted = 0;
    for lang in languages {
        counted += 1;
        let value: Value = serde_json::from_str(&out(&run(&["pack", "--lang", &lang]))).unwrap();
        assert_eq!(value["lang"], json!(lang));
        let wording = pack_file(&format!("{lang}.json"));
        let words = |key: &str, catalogue: &str| -> String {
            let path = root().join(format!("content/{catalogue}/{lang}.json"));
            let texts: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            texts[key].as_str().unwrap().to_owned()
        };
        for (arguments, said) in [
            (
                vec!["report", "docs/examples/assessment.json", "--to", "md"],
                wording["name"].as_str().unwrap().to_owned(),
            ),
            (vec!["kit", "prompts", "--to", "md"], words("kit.prompts.title", "kit")),
            (vec!["combine", "docs/examples/session", "--to", "md"], words("session.method", "session")),
        ] {
            let output = run(&[&arguments[..], &["--lang", &lang]].concat());
            assert_eq!(output.status.code(), Some(0), "{arguments:?} in {lang}: {}", err(&output));
            assert!(out(&output).contains(&said), "{arguments:?} in {lang} does not say {said:?}");
        }
    }
    assert!(counted > 1);
}

#[test]
fn a_pack_file_is_printed_with_the_wording_beside_it() {
    let folder = folder("beside");
    let file = folder.join("my-pack.json");
    let name = file.to_str().unwrap();
    std::fs::write(&file, pack_file("pack.json").to_string()).unwrap();
    let bare = run(&["pack", name]);
    assert!(bare.status.code() == Some(1) && err(&bare).contains("en.json"), "{}", err(&bare));
    let mut wording = pack_file("en.json");
    wording["lang"] = json!("de");
    wording["threads"]["GOAL"]["name"] = json!("Ziele");
    std::fs::write(folder.join("de.json"), wording.to_string()).unwrap();
    std::fs::write(folder.join("unrelated.json"), "{}").unwrap();
    for arguments in [vec!["pack", name], vec!["pack", name, "--lang", "de"]] {
        let value: Value = serde_json::from_str(&out(&run(&arguments))).unwrap();
        assert_eq!((&value["lang"], &value["threads"][0]["name"]), (&json!("de"), &json!("Ziele")));
    }
    let other = run(&["pack", name, "--lang", "en"]);
    assert!(other.status.code() == Some(1) && err(&other).contains("there is de"), "{}", err(&other));
}

#[test]
fn check_lists_every_fault_of_a_pack_and_of_the_wording_beside_it() {
    let folder = folder("faults");
    let file = folder.join("pack.json");
    let name = file.to_str().unwrap();
    let mut wording = pack_file("en.json");
    wording["items"]["A2.L2.GOAL.P1"]["text"] = json!("");
    wording["metrics"]["m01"]["help"] = Value::Null;
    std::fs::write(folder.join("en.json"), wording.to_string()).unwrap();
    std::fs::write(&file, pack_file("pack.json").to_string()).unwrap();
    for checked in [name, folder.join("en.json").to_str().unwrap()] {
        let output = run(&["check", checked]);
        assert_eq!(output.status.code(), Some(1));
        let faults: Vec<_> =
            out(&output).lines().filter(|line| line.contains("= place: ")).map(str::to_owned).collect();
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert_eq!(out(&output).matches("fault[T005]: ").count(), 2);
        assert!(
            faults[0].contains("items.A2.L2.GOAL.P1.text") && faults[1].contains("metrics.m01.help"),
            "{faults:?}"
        );
    }
    let mut pack = pack_file("pack.json");
    pack["groups"][3]["practices"][0]["id"] = json!("A2.L2.GOAL.O1");
    pack["groups"][9]["outcomes"][0]["sameAs"] = json!("A2.L9.GOAL.O1");
    pack["metrics"][0]["unit"] = json!("litres");
    std::fs::write(&file, pack.to_string()).unwrap();
    let output = run(&["check", name]);
    assert_eq!(output.status.code(), Some(1));
    for said in ["two items have the id A2.L2.GOAL.O1", "A2.L9.GOAL.O1", "count or percent", "3 faults"] {
        assert!(out(&output).contains(said), "{said}: {}", out(&output));
    }
}

#[test]
fn check_passes_what_is_sound_and_lists_what_stands_out() {
    for file in [
        "docs/examples/assessment.json",
        "content/packs/relationship-management-methodology/pack.json",
        "content/packs/relationship-management-methodology/en.json",
    ] {
        let output = run(&["check", file]);
        assert_eq!(output.status.code(), Some(0), "{file}: {}", out(&output));
        assert!(out(&output).ends_with("0 faults, 0 warnings.\n"), "{file}: {}", out(&output));
    }
    let odd = assessment(json!({"no.such": {"rating": "fully"}, "A2.L3.PRIO.P1": {"rating": "beyond"}}))
        .to_string();
    let output = run_with(&["check", "-"], odd.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        out(&output).lines().filter(|line| line.starts_with("warning: ")).count(),
        2,
        "{}",
        out(&output)
    );
}

#[test]
fn check_refuses_what_it_cannot_tell_or_read() {
    for (input, said) in [("{}", "format"), ("{\"format\":\"pomscope-report\"}", "pomscope-pack")] {
        let output = run_with(&["check", "-"], input.as_bytes());
        assert_eq!(output.status.code(), Some(1), "{input}");
        assert!(err(&output).contains(said), "{input}: {}", err(&output));
    }
    let broken = run_with(&["check", "-"], b"{\n\"a\" 1}");
    assert_eq!(broken.status.code(), Some(1));
    assert!(out(&broken).contains("--> standard input:2:5"), "{}", out(&broken));
    let newer = run_with(&["check", "-"], b"{\"format\":\"pomscope-assessment\",\"formatVersion\":9}");
    assert!(newer.status.code() == Some(1) && out(&newer).contains("newer"), "{}", out(&newer));
    assert_eq!(run(&["check", "no/such.json"]).status.code(), Some(1));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for arguments in [vec!["pack"], vec!["--help"], vec!["score", "docs/examples/assessment.json"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_pomscope"))
            .args(&arguments)
            .current_dir(root())
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
            .wait_with_output()
            .unwrap();
        assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""), "{arguments:?}");
    }
}

const EXAMPLE: &str = "docs/examples/assessment.json";

fn report(arguments: &[&str]) -> Output {
    run(&[&["report", EXAMPLE], arguments].concat())
}

fn printed(arguments: &[&str]) -> String {
    let output = report(arguments);
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""), "{arguments:?}");
    out(&output)
}

#[test]
fn every_format_says_the_same_score() {
    let score: Value = serde_json::from_str(&out(&run(&["score", EXAMPLE]))).unwrap();
    let json: Value = serde_json::from_str(&printed(&["--to", "json"])).unwrap();
    assert_eq!(json["score"], score);
    assert_eq!((&json["format"], &json["formatVersion"]), (&json!("pomscope-report"), &json!(1)));
    assert_eq!((&json["madeOn"], &json["telling"]), (&json!("2026-11-02"), &json!("client")));

    let exact = score["overall"]["score"].to_string();
    assert_eq!(exact, "3.121170553269319");
    let scores = printed(&["--to", "csv", "--sheet", "scores"]);
    assert!(scores.starts_with("\u{feff}scope,thread,"), "{scores}");
    assert!(scores.contains(&format!("\r\nblock,,,,score,{exact},\r\n")), "{scores}");
    for thread in ["GOAL", "PRIO", "ROLE"] {
        let value = score["threads"][thread]["levels"]["4"]["achievement"].to_string();
        let row =
            |line: &&str| line.starts_with(&format!("level,{thread},")) && line.contains(",4,achievement,");
        let line = scores.lines().find(row).unwrap();
        assert_eq!(line.split(',').nth(5), Some(value.as_str()));
    }

    let shown = format!("{:.1}", score["overall"]["score"].as_f64().unwrap());
    assert_eq!(json["document"]["cover"]["score"], json!({"value": shown, "of": "of 5"}));
    assert!(printed(&["--to", "md"]).contains(&format!("\n**{shown}** of 5\n")));
}

#[test]
fn each_table_is_printed_by_its_name_and_the_answers_without_one() {
    for (sheet, head, rows) in [
        ("answers", "item,thread,threadName,level,kind,", 35),
        ("scores", "scope,thread,threadName,level,measure,value,word", 102),
        ("plan", "item,origin,thread,", 4),
        ("metrics", "id,text,unit,status,value,", 16),
        ("register", "id,name,type,purpose,roles,outcome,since", 0),
        ("commitments", "id,request,promise,to,due,status", 0),
    ] {
        let text = printed(&["--to", "csv", "--sheet", sheet]);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines[0].trim_start_matches('\u{feff}').starts_with(head), "{}", lines[0]);
        assert_eq!((lines.len(), lines.last()), (rows + 2, Some(&"")), "{sheet}");
    }
    assert_eq!(printed(&["--to", "csv"]), printed(&["--to=csv", "--sheet=answers"]));
}

#[test]
fn the_telling_and_the_day_are_as_asked_for() {
    for telling in ["client", "adviser", "board"] {
        let json: Value =
            serde_json::from_str(&printed(&["--to", "json", "--telling", telling, "--date", "2027-01-31"]))
                .unwrap();
        assert_eq!((&json["telling"], &json["madeOn"]), (&json!(telling), &json!("2027-01-31")));
        assert_eq!(json["document"]["date"], json!("2027-01-31"));
    }
    assert!(printed(&["--to", "md", "--date", "2027-01-31", "--lang", "en"]).contains("31 January 2027"));
    let other = report(&["--to", "md", "--lang", "xx"]);
    assert!(other.status.code() == Some(1) && err(&other).contains("there is en"), "{}", err(&other));

    let undated = assessment(json!({})).to_string();
    let output = run_with(&["report", "-", "--to", "md"], undated.as_bytes());
    assert!(output.status.code() == Some(1) && err(&output).contains("--date"), "{}", err(&output));
    let output = run_with(&["report", "-", "--to", "md", "--date", "2026-11-22"], undated.as_bytes());
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
}

#[test]
fn a_report_is_written_whole_where_it_is_wanted() {
    let folder = folder("written");
    let file = folder.join("mine.md");
    let name = file.to_str().unwrap();
    std::fs::write(&file, "what was there before").unwrap();
    assert_eq!(printed(&["--to", "md", "-o", name]), format!("{name}\n"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), printed(&["--to", "md"]));

    let inside = folder.to_str().unwrap();
    printed(&["--to", "json", "--out", inside]);
    printed(&["--to", "md", "--telling", "board", "--out", inside]);
    let tables = folder.join("tables");
    let listed = printed(&["--to", "csv", &format!("--out={}", tables.display())]);
    assert_eq!(listed.lines().count(), 6);
    assert!(listed.lines().all(|line| Path::new(line).is_file()), "{listed}");
    let names = |folder: &Path| {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(
        names(&folder),
        [
            "mine.md",
            "pomscope-example-2026-11-02-board.md",
            "pomscope-example-2026-11-02-report.json",
            "tables"
        ]
    );
    assert_eq!(
        names(&tables),
        ["answers", "commitments", "metrics", "plan", "register", "scores"]
            .map(|sheet| format!("pomscope-example-2026-11-02-{sheet}.csv"))
    );
    let scores = std::fs::read(tables.join("pomscope-example-2026-11-02-scores.csv")).unwrap();
    assert_eq!(scores, std::fs::read(root().join("docs/examples/scores.csv")).unwrap());
    assert_eq!(printed(&["--to", "md", "-o", "-"]), printed(&["--to", "md"]));
}

#[test]
fn what_cannot_be_written_is_told_and_leaves_what_was_there() {
    let folder = folder("unwritten");
    let file = folder.join("taken.txt");
    std::fs::write(&file, "mine").unwrap();
    let name = file.to_str().unwrap();
    for (arguments, said) in [
        (vec!["--to", "md", "-o", "no/such/folder/report.md"], "its folder is not there"),
        (vec!["--to", "csv", "-o", name], "is a file"),
        (vec!["--to", "csv", "-o", "no/such/folder/tables"], "its folder is not there"),
    ] {
        let output = report(&arguments);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""), "{arguments:?}");
        assert!(err(&output).contains(said) && err(&output).lines().count() == 1, "{}", err(&output));
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing half-written is left");
}

#[test]
fn a_report_of_an_odd_file_is_made_and_what_is_odd_goes_to_standard_error() {
    let mut value = assessment(json!({
        "A2.L3.PRIO.P1": {"rating": "beyond", "note": "=1+1 <b>|</b>"}, "no.such": {"rating": "fully"},
    }));
    value["updatedAt"] = json!("2026-11-20T10:00:00.000Z");
    for form in ["md", "csv", "json"] {
        let output = run_with(&["report", "-", "--to", form], value.to_string().as_bytes());
        assert_eq!((output.status.code(), err(&output).lines().count()), (Some(0), 2), "{}", err(&output));
        assert!(out(&output).contains("=1+1"), "{form}");
    }
    let broken = run_with(&["report", "-", "--to", "md"], b"{");
    assert!(broken.status.code() == Some(1) && err(&broken).contains("line 1"), "{}", err(&broken));
    let other =
        run_with(&["report", "-", "--to", "md"], value.to_string().replace("relationship-", "x-").as_bytes());
    assert!(other.status.code() == Some(1) && err(&other).contains("does not have"), "{}", err(&other));
}

#[test]
fn a_pdf_is_written_as_bytes_the_same_each_time_and_for_either_paper() {
    let folder = folder("pdf");
    let file = folder.join("report.pdf");
    let first = report(&["--to", "pdf"]);
    assert_eq!((first.status.code(), err(&first).as_str()), (Some(0), ""));
    assert!(first.stdout.starts_with(b"%PDF-1.") && first.stdout.len() > 10_000);
    printed(&["--to", "pdf", "-o", file.to_str().unwrap()]);
    assert_eq!(std::fs::read(&file).unwrap(), first.stdout);
    let letter = report(&["--to", "pdf", "--paper", "letter"]);
    assert!(letter.stdout.starts_with(b"%PDF-1.") && letter.stdout != first.stdout);
    printed(&["--to", "pdf", "--telling", "board", "-o", folder.to_str().unwrap()]);
    assert!(folder.join("pomscope-example-2026-11-02-board.pdf").is_file());
}

#[test]
fn a_code_holds_what_the_score_needs_and_says_what_is_wrong_with_it() {
    let code = out(&run(&["code", "encode", "docs/examples/assessment.json"]));
    let code = code.trim_end();
    let scored =
        |file: &[u8]| -> Value { serde_json::from_str(&out(&run_with(&["score", "-"], file))).unwrap() };
    let original = scored(&std::fs::read(root().join("docs/examples/assessment.json")).unwrap());
    for typed in [vec![code], code.split('-').collect(), vec![&code.to_lowercase().replace('-', "")]] {
        let decoded = run(&[vec!["code", "decode"], typed].concat());
        assert_eq!((decoded.status.code(), err(&decoded).as_str()), (Some(0), ""));
        let again = scored(&decoded.stdout);
        assert_eq!(again["threads"], original["threads"]);
        for field in ["score", "low", "high", "attained", "coverage", "heldBackBy"] {
            assert_eq!(again["overall"][field], original["overall"][field], "{field}");
        }
    }
    let output = run_with(&["code", "decode", "-"], format!("{code}\n").as_bytes());
    let value: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(value["answers"]["A2.L2.GOAL.P1"], json!({"rating": "beyond"}));
    let again = run_with(&["code", "encode", "-"], &output.stdout);
    assert_eq!(out(&again).trim_end(), code);
    for (typed, says) in [
        ("ABU", "\u{201c}U\u{201d} at place 3"),
        (&code[1..], "A character is wrong"),
        (&code[..12], "10 characters so far"),
        ("-", "Type or paste the code first."),
    ] {
        let output = run_with(&["code", "decode", typed], b"");
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""), "{typed}");
        assert!(err(&output).contains(says), "{typed}: {}", err(&output));
    }
}

#[test]
fn a_code_goes_into_a_link_a_picture_and_a_file() {
    let folder = folder("codes");
    let svg = folder.join("code.svg");
    let link = "https://example.org/check";
    let output = run(&[
        "code",
        "encode",
        "docs/examples/assessment.json",
        "--link",
        link,
        "--qr",
        svg.to_str().unwrap(),
    ]);
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    let printed = out(&output);
    let (code, printed_link) = printed.trim_end().split_once('\n').unwrap();
    assert_eq!(printed_link, format!("{link}#pomscope={}", code.replace('-', "")));
    let picture = std::fs::read_to_string(&svg).unwrap();
    assert!(
        picture.contains(&format!("<title>QR code of the link with the answer code {code}</title>")),
        "{picture}"
    );
    let file = folder.join("copy.json");
    let output = run(&["code", "decode", printed_link, "-o", file.to_str().unwrap()]);
    assert_eq!((output.status.code(), out(&output)), (Some(0), format!("{}\n", file.display())));
    assert_eq!(run(&["check", file.to_str().unwrap()]).status.code(), Some(0));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2, "nothing else is left");
    for (arguments, says) in [
        (vec!["code"], "code encode or code decode"),
        (vec!["code", "turn", "x"], "code encode or code decode"),
        (vec!["code", "encode"], "needs a file"),
        (vec!["code", "encode", "a", "b"], "one too many"),
        (vec!["code", "decode"], "needs a code"),
        (vec!["code", "decode", "x", "--qr", "y"], "--qr does not go with code"),
        (vec!["score", "x", "--link", "y"], "--link does not go with score"),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(says), "{arguments:?}: {}", err(&output));
    }
    let nowhere = run(&["code", "encode", "docs/examples/assessment.json", "--qr", "no/such/folder.svg"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(err(&nowhere).contains("its folder is not there"), "{}", err(&nowhere));
}

#[test]
fn the_kit_of_a_pack_of_ones_own_is_made_with_its_prompts_or_without() {
    let folder = folder("kit-pack");
    let source = root().join("content/packs/relationship-management-methodology");
    for name in ["pack.json", "en.json"] {
        std::fs::copy(source.join(name), folder.join(name)).unwrap();
    }
    let file = folder.join("pack.json").to_string_lossy().into_owned();
    let sheet = || run(&["kit", "prompts", "--pack", &file, "--to", "md"]);
    let without = sheet();
    assert_eq!((without.status.code(), err(&without).as_str()), (Some(0), ""));
    assert!(out(&without).contains("Who would have noticed, and did they?"));
    std::fs::create_dir(folder.join("kit")).unwrap();
    std::fs::copy(source.join("kit/en.json"), folder.join("kit/en.json")).unwrap();
    let committed = std::fs::read_to_string(root().join("docs/examples/kit-prompts.md")).unwrap();
    assert!(out(&sheet()) == committed);
    std::fs::write(folder.join("kit/en.json"), r#"{"format": "pomscope-prompts", "formatVersion": 1}"#)
        .unwrap();
    let broken = sheet();
    assert_eq!(broken.status.code(), Some(1));
    assert!(
        err(&broken).contains("fault[K004]: the group has no prompts")
            && err(&broken).contains("= place: groups.A2.L2.GOAL\n"),
        "{}",
        err(&broken)
    );
}

#[test]
fn kit_pdfs_are_written_where_they_are_wanted() {
    let folder = folder("kit-pdf");
    let into = folder.to_string_lossy().into_owned();
    for (part, paper) in [("agenda", "a4"), ("prompts", "letter"), ("slides", "a4"), ("form", "letter")] {
        let mut arguments = vec!["kit", part, "--to", "pdf", "--paper", paper, "-o", &into];
        if part == "agenda" {
            arguments.extend(["--people", "12"]);
        }
        let output = run(&arguments);
        assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""), "{part}");
        let path = folder.join(format!("{part}.pdf"));
        assert_eq!(out(&output).trim_end(), path.to_string_lossy());
        assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-"), "{part}");
    }
}

#[test]
fn wrong_arguments_of_the_kit_are_named() {
    for (arguments, said) in [
        ("kit", "Say what to make: kit agenda, kit prompts, kit slides or kit form."),
        ("kit banner --to md", "Say what to make"),
        ("kit slides", "Say what to make it into: --to pdf or md."),
        ("kit slides --to csv", "--to needs"),
        ("kit slides form --to md", "form is one too many"),
        ("kit agenda --to md", "Say how many people come"),
        ("kit agenda --it 6 --to md", "from the other side too"),
        ("kit agenda --people 3 --it 6 --to md", "--people counts everyone"),
        (
            "kit agenda --people 12 --k 2 --to md",
            "--k needs a number of people after it, 3 or more; 2 is none.",
        ),
        ("kit agenda --people 12 --start 9 --to md", "--start needs a time after it"),
        ("kit agenda --people 1000 --to md", "--people needs a number"),
        ("kit agenda --people 12 --side it --to md", "--side does not go with kit."),
        ("kit form --side both --to md", "--side needs a side after it: it or business; both is none."),
        ("kit form --people 12 --to md", "--people does not go with kit."),
        ("kit form --paper a4 --to md", "--paper goes with --to pdf alone."),
        ("kit form --form long --to md", "--form needs a form after it"),
    ] {
        let output = run(&arguments.split(' ').collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        assert!(err(&output).lines().next().unwrap().contains(said), "{arguments}: {}", err(&output));
    }
    let output = run(&["kit", "slides", "--lang", "tlh", "--to", "md"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("does not speak"), "{}", err(&output));
}

#[test]
fn lenses_are_scored_printed_and_checked_as_packs_are() {
    let mut value = assessment(json!({"A2.L2.GOAL.P1": {"rating": "fully"}}));
    value["lenses"] = json!({
        "duties": {"version": "1.0.0", "answers": {
            "duties.standard.1": {"rating": "fully", "by": "it"},
            "duties.extended.1": {"rating": "na"},
        }},
        "prism": {"answers": {}},
    });
    let output = score(&value);
    assert!(output.status.success());
    assert!(err(&output).contains("“prism”"), "{}", err(&output));
    let printed: Value = serde_json::from_str(&out(&output)).unwrap();
    let duties = &printed["lenses"]["duties"];
    assert_eq!(
        (duties["index"].as_f64(), duties["facets"]["standard"]["band"].as_str()),
        (Some(1.0), Some("F"))
    );
    assert_eq!(duties["coverage"].as_f64(), Some(1.0 / 18.0));
    for lens in ["framework", "principles", "duties", "watermelon", "conversations"] {
        let list: Value = serde_json::from_str(&out(&run(&["pack", lens]))).unwrap();
        assert_eq!((list["kind"].as_str(), list["id"].as_str()), (Some("lens"), Some(lens)));
        for file in ["pack.json", "en.json"] {
            let checked = run(&["check", &format!("content/packs/{lens}/{file}")]);
            assert!(checked.status.success() && out(&checked).contains(": 0 faults, "), "{}", out(&checked));
        }
    }
    let mut lens = assessment(json!({}));
    lens["pack"]["id"] = json!("duties");
    assert!(!score(&lens).status.success(), "a lens is no questionnaire of its own");
}
