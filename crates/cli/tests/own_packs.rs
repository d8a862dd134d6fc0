//! Packs of one's own on the command line: begun, checked with every fault at its place, bundled, scored, reported, and the page that says how, run word by word.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pomscope"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap()
}

fn run(arguments: &[&str]) -> Output {
    run_in(&root(), arguments)
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn done(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}{}", out(output), err(output));
    out(output)
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// The example's files in a folder of their own.
fn example(name: &str) -> PathBuf {
    let folder = folder(name);
    for file in ["pack.json", "en.json", "de.json", "assessment.json"] {
        std::fs::copy(root().join("examples/pack").join(file), folder.join(file)).unwrap();
    }
    folder
}

const PACK: &str = r#"{
  "format": "pomscope-pack", "formatVersion": 1, "id": "x", "version": "1",
  "levels": [{"level": 1}, {"level": 2}],
  "threads": ["A"],
  "groups": [
    {"id": "A.1", "thread": "A", "level": 1, "practices": [{"id": "a"}], "outcomes": []},
    {"id": "A.2", "thread": "A", "level": 2, "practices": [{"id": "b"}], "outcomes": [{"id": "c", "sameAs": "a"}], "metrics": ["m"]}
  ],
  "metrics": [{"id": "m", "unit": "count"}]
}
"#;

/// The codes and places that a check tells, in order.
fn told(output: &Output) -> Vec<(String, usize, usize)> {
    let value: Value =
        serde_json::from_str(&out(output)).unwrap_or_else(|_| panic!("{}{}", out(output), err(output)));
    let number = |told: &Value, key: &str| usize::try_from(told[key].as_u64().unwrap()).unwrap();
    let all = value["diagnostics"].as_array().unwrap();
    all.iter()
        .filter(|told| told["line"].is_u64())
        .map(|told| (told["code"].as_str().unwrap().to_owned(), number(told, "line"), number(told, "column")))
        .collect()
}

#[test]
fn every_fault_of_a_pack_is_told_at_its_line_and_column() {
    let folder = folder("places");
    let file = folder.join("pack.json");
    // What is put in place of what, with ¦ before the place that is to be told.
    for (from, to, code) in [
        (r#""x""#, r#"¦"x y""#, "P006"),
        (r#""id": "x""#, r#""id": "x", "scale": ¦"stars""#, "P008"),
        (r#""id": "x""#, r#""id": "x", "weights": {"practice": ¦0, "outcome": 1}"#, "P009"),
        (r#"{"level": 2}"#, r#"{"level": ¦3}"#, "P010"),
        (r#"{"level": 2}"#, r#"{"level": 2, "descriptive": ¦true}"#, "P011"),
        (r#"["A"]"#, r#"["A", ¦"A"]"#, "P012"),
        (r#""b""#, r#"¦"a""#, "P012"),
        (r#""A.2""#, r#"¦"A.1""#, "P012"),
        (r#""levels": [{"level": 1}, {"level": 2}]"#, r#"¦"levels": [{"level": 1}]"#, "P013"),
        (r#""threads": ["A"]"#, r#"¦"threads": []"#, "P014"),
        (r#"["A"]"#, r#"["A", ¦"Ä"]"#, "P015"),
        (r#""thread": "A", "level": 2"#, r#""thread": ¦"B", "level": 2"#, "P016"),
        (r#""level": 2, "practices""#, r#""level": ¦7, "practices""#, "P017"),
        (r#"{"id": "A.2", "thread": "A", "level": 2"#, r#"¦{"id": "A.2", "thread": "A", "level": 1"#, "P018"),
        (r#""groups""#, r#"¦"groups""#, "P019"),
        (r#""count""#, r#"¦"litres""#, "P020"),
        (r#""count""#, r#""count", "better": ¦"maybe""#, "P021"),
        (r#""count""#, r#""count", "notAbove": ¦"n""#, "P022"),
        (r#""count""#, r#""count", "queryAbove": ¦-1"#, "P022"),
        (r#""count""#, r#""count", "about": ¦"rain""#, "P023"),
        (r#"["m"]"#, r#"[¦"n"]"#, "P024"),
        (r#""sameAs": "a""#, r#""sameAs": ¦"c""#, "P025"),
        (r#""sameAs": "a""#, r#""sameAs": ¦4"#, "P025"),
        (
            r#"{"id": "A.1", "thread": "A", "level": 1, "practices": [{"id": "a"}]"#,
            r#"¦{"id": "A.1", "thread": "A", "level": 1, "practices": []"#,
            "P026",
        ),
        (r#""practices": [{"id": "a"}]"#, r#"¦"practices": {"id": "a"}"#, "P004"),
        (r#"{"id": "a"}"#, r#"¦"a""#, "P003"),
        (r#"{"id": "a"}"#, r#"¦{}"#, "P005"),
        (r#"{"id": "a"}"#, r#"{"id": "a", "surpassable": ¦1}"#, "P007"),
        (r#""formatVersion": 1"#, r#""formatVersion": ¦2"#, "P002"),
        (r#"{"level": 2}],"#, "{\"level\": 2}]\n¦", "J001"),
        (r#""version": "1""#, r#""version": "1", ¦"id": "y""#, "J002"),
        (r#""version": "1""#, r#""version": "1", ¦"colour": "y""#, "S001"),
    ] {
        assert_eq!(PACK.matches(from).count(), 1, "{from}");
        let mut marked = PACK.replace(from, to);
        if code == "J001" {
            // The comma is missed where the next thing begins.
            marked = marked.replace("\n¦\n  \"threads\"", "\n  ¦\"threads\"");
        }
        if code == "P019" {
            marked = marked.replace("[\"A\"]", "[\"A\", \"B\"]");
        }
        let (before, _) = marked.split_once('¦').unwrap();
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.rsplit('\n').next().unwrap().chars().count();
        std::fs::write(&file, marked.replace('¦', "")).unwrap();
        let output = run(&["check", file.to_str().unwrap(), "--json"]);
        let told = told(&output);
        let expect = (code.to_owned(), line, column);
        assert!(told.contains(&expect), "{to}: {expect:?} is not in {told:?}");
        assert_eq!(output.status.code(), Some(i32::from(code != "S001")), "{to}");
    }
    std::fs::write(&file, PACK).unwrap();
    assert_eq!(run(&["check", file.to_str().unwrap()]).status.code(), Some(0));
}

#[test]
fn a_fault_is_told_as_a_compiler_tells_it() {
    let folder = folder("compiler");
    std::fs::write(folder.join("pack.json"), PACK.replace("\"b\"", "\"a\"")).unwrap();
    let output = run_in(&folder, &["check", "pack.json"]);
    let expect = "fault[P012]: two items have the id a, the other at groups[0].practices[0].id
 --> pack.json:7:67
  |
7 | …";
    let (head, _) = expect.split_once('…').unwrap();
    let text = out(&output);
    assert!(text.starts_with(head), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let (shown, marked) = (lines[3], lines[4]);
    let at = marked.find('^').unwrap();
    assert_eq!(shown.chars().skip(at).take(3).collect::<String>(), "\"a\"", "{text}");
    assert_eq!(marked.matches('^').count(), 3);
    assert_eq!(&lines[5..7], ["  = place: groups[1].practices[0].id", "  = help: every item needs its own"]);
    assert!(text.ends_with(": 1 fault, 0 warnings.\n"), "{text}");
}

#[test]
fn texts_are_told_at_their_line_in_their_own_file() {
    let folder = example("texts");
    let german = std::fs::read_to_string(folder.join("de.json")).unwrap();
    let line_of = |text: &str, what: &str| 1 + text[..text.find(what).unwrap()].matches('\n').count();
    let changed = german
        .replacen("\"text\": \"Die Leute wissen, wem sie eine Störung melden.\"", "\"text\": \" \"", 1)
        .replacen("\"SPEAK.3.O1\"", "\"SPEAK.9.O1\"", 1);
    std::fs::write(folder.join("de.json"), &changed).unwrap();
    let output = run_in(&folder, &["check", ".", "--json"]);
    let value: Value = serde_json::from_str(&out(&output)).unwrap();
    let seen: Vec<(&str, &str, u64)> = value["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|told| told["severity"] == "fault")
        .map(|told| {
            (told["code"].as_str().unwrap(), told["file"].as_str().unwrap(), told["line"].as_u64().unwrap())
        })
        .collect();
    let line = |what: &str| u64::try_from(line_of(&changed, what)).unwrap();
    assert_eq!(
        seen,
        [
            ("T005", "de.json", line("\"items\"")),
            ("T005", "de.json", line("\"items\"")),
            ("T005", "de.json", line("\"text\": \" \"")),
            ("T006", "de.json", line("\"SPEAK.9.O1\"")),
        ]
    );
    let alone = run_in(&folder, &["check", "de.json", "--json"]);
    assert_eq!(told(&alone).iter().filter(|(code, ..)| code == "T005").count(), 3);
    // A language that one text is missing in, and keys of the program's sentences.
    std::fs::write(folder.join("de.json"), german.replacen("\"metrics.k\"", "\"metrics.z\"", 1)).unwrap();
    let output = run_in(&folder, &["check", ".", "--json"]);
    assert_eq!(told(&output).iter().map(|(code, ..)| code.as_str()).collect::<Vec<_>>(), ["T009"]);
}

#[test]
fn warnings_do_no_harm_and_are_counted() {
    let folder = example("warnings");
    let english = std::fs::read_to_string(folder.join("en.json")).unwrap();
    let changed =
        english.replacen("Staff know whom to tell of an incident.", "Staff always know whom to tell.", 1);
    std::fs::write(folder.join("en.json"), changed).unwrap();
    let output = run_in(&folder, &["check", "."]);
    let text = done(&output);
    assert!(text.contains("warning[S006]: a statement uses an absolute word: \"always\"\n"), "{text}");
    assert!(text.ends_with("0 faults, 1 warning.\n"), "{text}");
}

#[test]
fn what_pack_new_writes_passes_the_check_whatever_is_asked_for() {
    let folder = folder("new");
    for (number, options) in [
        "",
        "--levels 2 --threads A",
        "--levels 6 --base descriptive --threads A,B,C,D,E,F,G",
        "--id other-id --base none",
        "--lens",
        "--lens --threads one,two,three",
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("My Pack {number}");
        let arguments: Vec<&str> =
            ["pack", "new", &name].into_iter().chain(options.split_whitespace()).collect();
        let text = done(&run_in(&folder, &arguments));
        assert_eq!(text.lines().count(), 4, "{text}");
        let checked = done(&run_in(&folder, &["check", &name]));
        assert!(
            checked.contains("warning[S016]: ") && checked.ends_with("0 faults, 1 warning.\n"),
            "{options}: {checked}"
        );
        let readme = std::fs::read_to_string(folder.join(&name).join("README.md")).unwrap();
        let id =
            if options.contains("other-id") { "other-id".to_owned() } else { format!("my-pack-{number}") };
        assert!(readme.contains(&format!("`{id}`")), "{readme}");
        done(&run_in(&folder, &["pack", &name]));
        done(&run_in(&folder, &["pack", &name, "--bundle"]));

        let before = std::fs::read_to_string(folder.join(&name).join("en.json")).unwrap();
        std::fs::remove_file(folder.join(&name).join("pack.json")).unwrap();
        let again = run_in(&folder, &arguments);
        assert!(
            again.status.code() == Some(1) && err(&again).contains("is there already"),
            "{}",
            err(&again)
        );
        assert_eq!(std::fs::read_to_string(folder.join(&name).join("en.json")).unwrap(), before);
        assert!(!folder.join(&name).join("pack.json").exists(), "nothing is written where one file is there");
    }
    for (arguments, said) in [
        ("pack new", "needs a folder"),
        ("pack new a b", "one too many"),
        ("pack new a --levels 7", "--levels needs"),
        ("pack new a --threads A,A", "--threads needs"),
        ("pack new a --base some", "--base needs"),
        ("pack new a --id x!", "--id needs"),
        ("pack new …", "makes no id"),
        ("pack new a --lens --levels 3", "A lens has no levels"),
        ("pack new a --lang en", "--lang does not go with pack new"),
        ("pack a --levels 3", "--levels does not go with pack"),
    ] {
        let output = run_in(&folder, &arguments.split(' ').collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        assert!(err(&output).contains(said), "{arguments}: {}", err(&output));
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 6);
}

#[test]
fn the_example_has_the_score_that_the_method_gives_it() {
    let score: Value = serde_json::from_str(&done(&run(&[
        "score",
        "examples/pack/assessment.json",
        "--pack",
        "examples/pack",
    ])))
    .unwrap();
    // By hand from METHOD sections 3 and 4, base 0: a = (2p + o) / 3; outcomes alone where there are no practices.
    let third = 1.0 / 3.0;
    let speak = [1.0, 1.0, (2.0 * 2.0 * third + third) / 3.0, (2.0 * third + (third + 0.0) / 2.0) / 3.0];
    let review =
        [(2.0 + 2.0 * third) / 3.0, (2.0 * (5.0 / 6.0) + third) / 3.0, 2.0 * third / 3.0, third / 3.0];
    let change = [1.0, (4.0 * third + third) / 3.0, third, 0.0];
    let gated = |levels: [f64; 4]| {
        levels
            .iter()
            .scan(1.0, |carried, a| {
                *carried *= a;
                Some(*carried)
            })
            .sum::<f64>()
    };
    for (thread, levels) in [("SPEAK", speak), ("REVIEW", review), ("CHANGE", change)] {
        let got = score["threads"][thread]["score"].as_f64().unwrap();
        assert!((got - gated(levels)).abs() < 1e-9, "{thread}: {got} {}", gated(levels));
    }
    let overall = (gated(speak) + gated(review) + gated(change)) / 3.0;
    assert!((score["overall"]["score"].as_f64().unwrap() - overall).abs() < 1e-9);
    assert_eq!((&score["overall"]["attained"], &score["overall"]["ceiling"]), (&json!(2), &json!(4)));
    assert_eq!(score["overall"]["heldBackBy"], json!(["REVIEW", "CHANGE"]));
    let coverage = score["overall"]["coverage"].as_f64().unwrap();
    assert!((coverage - 23.0 / 24.0).abs() < 1e-9, "{coverage}");
}

#[test]
fn the_example_is_sound_and_its_bundle_says_the_same() {
    let checked = done(&run(&["check", "examples/pack"]));
    assert_eq!(
        checked,
        "examples/pack: the pack learning-from-incidents 1.0.0 with its wording (de, en): 0 faults, 0 warnings.\n"
    );
    let folder = folder("bundle");
    let file = folder.join("learning.json");
    let name = file.to_str().unwrap();
    assert_eq!(done(&run(&["pack", "examples/pack", "--bundle", "-o", name])), format!("{name}\n"));
    done(&run(&["pack", "examples/pack/pack.json", "--bundle", "-o", folder.to_str().unwrap()]));
    let bundle = std::fs::read_to_string(&file).unwrap();
    assert_eq!(std::fs::read_to_string(folder.join("learning-from-incidents.bundle.json")).unwrap(), bundle);
    let value: Value = serde_json::from_str(&bundle).unwrap();
    let part = |name: &str| -> Value {
        let text = std::fs::read_to_string(root().join("examples/pack").join(name)).unwrap();
        let mut value: Value = serde_json::from_str(&text).unwrap();
        value.as_object_mut().unwrap().remove("$schema");
        value
    };
    assert_eq!(
        value,
        json!({"format": "pomscope-bundle", "formatVersion": 1, "pack": part("pack.json"),
            "wordings": {"en": part("en.json"), "de": part("de.json")}})
    );
    assert!(done(&run(&["check", name])).contains(
        "a bundle of the pack learning-from-incidents 1.0.0 with its wording (de, en): 0 faults, 0 warnings."
    ));

    let answers = "examples/pack/assessment.json";
    for arguments in [
        vec!["score", answers],
        vec!["check", answers],
        vec!["report", answers, "--to", "md"],
        vec!["report", answers, "--to", "md", "--lang", "de"],
        vec!["report", answers, "--to", "csv", "--sheet", "plan"],
        vec!["report", answers, "--to", "json", "--telling", "board"],
        vec!["report", answers, "--to", "pdf"],
        vec!["code", "encode", answers],
        vec!["kit", "form", "--to", "md"],
        vec!["kit", "slides", "--to", "pdf"],
        vec!["kit", "prompts", "--to", "md"],
        vec!["kit", "agenda", "--people", "8", "--to", "md"],
        vec!["combine", answers, "--k", "3"],
        vec!["combine", answers, "--to", "md"],
    ] {
        let with = |pack: &str| run(&[&arguments[..], &["--pack", pack]].concat());
        let (loose, bundled) = (with("examples/pack"), with(name));
        assert_eq!(loose.status.code(), Some(0), "{arguments:?}: {}", err(&loose));
        assert!(!loose.stdout.is_empty() && loose.stdout == bundled.stdout, "{arguments:?}");
    }
    let listed = |pack: &str| done(&run(&["pack", pack, "--lang", "de"]));
    assert_eq!(listed("examples/pack"), listed(name));
    let code = done(&run(&["code", "encode", answers, "--pack", name]));
    let decoded: Value =
        serde_json::from_str(&done(&run(&["code", "decode", code.trim(), "--pack", name]))).unwrap();
    assert_eq!(decoded["answers"]["REVIEW.2.P2"]["rating"], "fully");
    assert_ne!(
        run(&["code", "decode", code.trim()]).status.code(),
        Some(0),
        "without its pack nobody can read it"
    );
}

#[test]
fn a_report_puts_the_words_of_the_pack_for_those_on_relationships() {
    let report = |more: &[&str]| {
        let base = ["report", "examples/pack/assessment.json", "--pack", "examples/pack", "--to", "md"];
        done(&run(&[&base, more].concat()))
    };
    let english = report(&[]);
    assert!(
        english.contains("**Teams meant**") && !english.to_lowercase().contains("relationship"),
        "{english}"
    );
    let form = done(&run(&["kit", "form", "--pack", "examples/pack", "--to", "md"]));
    assert!(form.contains("routine in every team"), "{form}");
    assert!(report(&["--lang", "de"]).contains("Aus Störungen lernen"));
}

#[test]
fn a_bundle_is_made_of_what_is_sound_alone() {
    let folder = example("unsound");
    let english = std::fs::read_to_string(folder.join("en.json")).unwrap();
    std::fs::write(folder.join("en.json"), english.replacen("\"help\"", "\"halp\"", 1)).unwrap();
    let output = run_in(&folder, &["pack", ".", "--bundle", "-o", "b.json"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""));
    assert!(err(&output).contains("fault[T005]: the text is missing\n   --> en.json:"), "{}", err(&output));
    assert!(err(&output).ends_with(". has 1 fault; mend them first.\n"), "{}", err(&output));
    assert!(!folder.join("b.json").exists());
    for arguments in [
        ["score", "assessment.json", "--pack", "."],
        ["code", "encode", "assessment.json", "--pack=."],
        ["kit", "slides", "--to=md", "--pack=."],
        ["combine", "assessment.json", "--pack", "."],
    ] {
        let output = run_in(&folder, &arguments);
        assert!(
            output.status.code() == Some(1) && err(&output).contains("fault[T005]"),
            "{arguments:?}: {}",
            err(&output)
        );
    }
}

#[test]
fn a_pack_that_is_not_the_one_answered_or_not_there_is_named() {
    for (arguments, said) in [
        (
            vec!["score", "docs/examples/assessment.json", "--pack", "examples/pack"],
            "name the one that it answers",
        ),
        (vec!["score", "examples/pack/assessment.json"], "--pack"),
        (vec!["score", "examples/pack/assessment.json", "--pack", "no/such"], "neither a pack"),
        (vec!["score", "examples/pack/assessment.json", "--pack", "docs"], "holds no pack.json"),
        (vec!["score", "examples/pack/assessment.json", "--pack", "-"], "not read from standard input"),
        (vec!["score", "examples/pack/assessment.json", "--pack", "examples/pack/en.json"], "is no pack"),
        (vec!["score", "examples/pack/assessment.json", "--pack", "duties"], "is a lens"),
        (
            vec![
                "report",
                "examples/pack/assessment.json",
                "--to",
                "md",
                "--pack",
                "examples/pack",
                "--lang",
                "fr",
            ],
            "there is de, en",
        ),
        (
            vec!["combine", "docs/examples/assessment.json", "--pack", "examples/pack"],
            "name the one that it answers",
        ),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(err(&output).contains(said), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn packs_that_mean_harm_are_checked_without_harm() {
    let corpus = root().join("crates/core/tests/packs");
    let mut seen = 0;
    for entry in std::fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let file = path.to_str().unwrap();
        for more in [None, Some("--json")] {
            let arguments: Vec<&str> = ["check", file].into_iter().chain(more).collect();
            let output = run(&arguments);
            let told = out(&output) + &err(&output);
            // A key that stands twice is read by others and is a fault for its author.
            let refused = name.starts_with("refused-") || name.contains("twice");
            assert_eq!(output.status.code(), Some(i32::from(refused)), "{name}: {told}");
            let seen = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(more.is_some() || !told.contains(seen), "{name}: {told:?}");
        }
        seen += 1;
    }
    assert!(seen >= 12);
    let folder = folder("long-line");
    let wide = PACK
        .replace('\n', "")
        .replace("\"b\"", "\"a\"")
        .replace("\"format\"", &format!("\"{}\": 1, \"format\"", "w".repeat(3_000_000)));
    std::fs::write(folder.join("pack.json"), wide).unwrap();
    let output = run_in(&folder, &["check", "pack.json"]);
    assert!(output.status.code() == Some(1) && out(&output).len() < 3_000, "{}", out(&output).len());
}

/// The page's commands, run in an empty folder as a reader would.
#[test]
fn the_page_on_packs_leads_from_an_empty_folder_to_a_score() {
    let page = std::fs::read_to_string(root().join("docs/PACKS.md")).unwrap();
    let folder = folder("page");
    let mut ran = Vec::new();
    for block in page.split("\n```").skip(1).step_by(2) {
        let (kind, text) = block.split_once('\n').unwrap();
        if kind == "json" {
            std::fs::write(folder.join("answers.json"), text).unwrap();
            continue;
        }
        assert_eq!(kind, "console");
        for line in text.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            assert_eq!(words[0], "pomscope", "{line}");
            let output = run_in(&folder, &words[1..]);
            assert_eq!(output.status.code(), Some(0), "{line}: {}{}", out(&output), err(&output));
            ran.push((words[1].to_owned(), out(&output)));
        }
    }
    let commands: Vec<&str> = ran.iter().map(|(command, _)| command.as_str()).collect();
    assert_eq!(commands, ["pack", "check", "pack", "kit", "score", "report", "pack", "check"]);
    let score: Value = serde_json::from_str(&ran[4].1).unwrap();
    assert_eq!(score["pack"], json!({"id": "my-model", "version": "0.1.0"}));
    assert!(ran[5].1.contains("TODO: the name of the model"), "{}", ran[5].1);
}
