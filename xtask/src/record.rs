//! Runs of the bench that are kept in docs/benchmarks, one file each, and the tables of docs/BENCHMARKS.md that are written from them. What is measured is bench's.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::bench;
use crate::measure::Measure;
use crate::project::Project;

const FOLDER: &str = "docs/benchmarks";
const PAGE: &str = "docs/BENCHMARKS.md";
/// How many crates a table names.
const CRATES: usize = 14;

/// The stages of a first load, as the script names them, in their order.
const STAGES: [(&str, &str); 12] = [
    ("page", "the page has arrived"),
    ("loader", "the loader has arrived"),
    ("painted", "the first text is painted"),
    ("defined", "the loader runs"),
    ("wasm", "the program has arrived"),
    ("content", "its texts have arrived"),
    ("compiled", "it is compiled"),
    ("begunInstance", "all parts are there"),
    ("instance", "it is instantiated"),
    ("ready", "its first screen stands"),
    ("question", "its first question stands"),
    ("tapped", "**the first answer counts**"),
];

/// A run by its name.
struct Run {
    name: String,
    told: Value,
}

/// Whether a run may be called this: its name becomes a file's.
pub fn may_be_called(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !name.is_empty() && name.bytes().all(plain)
}

/// Keeps a run, in the place of one of the same name, and writes the page anew.
pub fn keep(project: &Project, name: &str, run: &Value) -> Result<()> {
    let runs = kept(project)?;
    let number = runs.iter().position(|run| run.name == name).unwrap_or(runs.len()) + 1;
    let folder = project.path(FOLDER);
    std::fs::create_dir_all(&folder).with_context(|| format!("{FOLDER} could not be made"))?;
    let path = folder.join(format!("{number:03}-{name}.json"));
    let text = serde_json::to_string_pretty(run).context("the run could not be written as JSON")?;
    std::fs::write(&path, text + "\n").with_context(|| format!("{} could not be written", path.display()))?;
    let page = written(&project.read(PAGE)?, &kept(project)?)?;
    std::fs::write(project.path(PAGE), page).with_context(|| format!("{PAGE} could not be written"))?;
    println!("Kept as {}; {PAGE} has it", path.display());
    Ok(())
}

/// All kept runs in their order.
fn kept(project: &Project) -> Result<Vec<Run>> {
    let entries = std::fs::read_dir(project.path(FOLDER)).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let read = |path: PathBuf| -> Result<Run> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (_, name) =
            stem.split_once('-').with_context(|| format!("{stem} has no number before its name"))?;
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{} could not be read", path.display()))?;
        let told = serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))?;
        Ok(Run { name: name.to_owned(), told })
    };
    paths.into_iter().map(read).collect()
}

/// The page with its tables as the runs have them.
fn written(page: &str, runs: &[Run]) -> Result<String> {
    let mut page = page.to_owned();
    for (name, table) in [
        ("measures", measures(runs)?),
        ("stages", stages(runs)),
        ("files", files(runs)),
        ("crates", crates(runs)),
        ("programs", programs(runs)),
    ] {
        let (begins, ends) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let Some((before, rest)) = page.split_once(&begins) else {
            bail!("{PAGE} has no place for the table {name}: a line {begins:?}")
        };
        let Some((_, after)) = rest.split_once(&ends) else { bail!("{PAGE} has no line {ends:?}") };
        page = format!("{before}{begins}\n{table}\n{ends}{after}");
    }
    Ok(page)
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn table(head: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let rule: Vec<String> =
        head.iter().enumerate().map(|(at, _)| if at == 0 { "---" } else { "---:" }.to_owned()).collect();
    let rows: String = rows.into_iter().map(|cells| row(&cells)).collect();
    format!("{}{}{rows}", row(head), row(&rule))
}

fn head(first: &[&str], runs: &[Run]) -> Vec<String> {
    let first = first.iter().map(|text| (*text).to_owned());
    first.chain(runs.iter().map(|run| run.name.clone())).collect()
}

/// Every measure, a column a run; budgets and aims are those of the newest run that has it.
fn measures(runs: &[Run]) -> Result<String> {
    let all: Vec<Vec<Measure>> =
        runs.iter().map(|run| bench::measures_of(&run.told)).collect::<Result<_>>()?;
    let mut rows: Vec<&Measure> = Vec::new();
    for measure in all.iter().rev().flatten() {
        if !rows.iter().any(|known| (&known.name, known.unit) == (&measure.name, measure.unit)) {
            rows.push(measure);
        }
    }
    let mut head = head(&["what", "budget", "aim"], runs);
    for (cell, run) in head.iter_mut().skip(3).zip(runs) {
        let date = run.told.get("date").and_then(Value::as_str).unwrap_or_default();
        *cell = format!("{cell}, {date}");
    }
    let rows = rows.into_iter().map(|measure| {
        let limit = |value: Option<f64>| value.map(|value| measure.unit.told(value)).unwrap_or_default();
        let cells = all.iter().map(|of_run| {
            let same = of_run.iter().find(|other| (&other.name, other.unit) == (&measure.name, measure.unit));
            same.map(Measure::told).unwrap_or_default()
        });
        [measure.name.clone(), limit(measure.budget), limit(measure.aim)].into_iter().chain(cells).collect()
    });
    Ok(table(&head, rows))
}

/// A number of a run, as whole milliseconds or bytes.
fn number(run: &Run, pointer: &str) -> Option<f64> {
    run.told.pointer(pointer).and_then(Value::as_f64)
}

fn whole(value: Option<f64>) -> String {
    value.map(|value| format!("{value:.0}")).unwrap_or_default()
}

/// When each stage of the first load is over.
fn stages(runs: &[Run]) -> String {
    let rows = STAGES.iter().map(|(key, words)| {
        let at = |run: &Run| whole(number(run, &format!("/parts/load/said/pomscope/stages/{key}")));
        [(*words).to_owned()].into_iter().chain(runs.iter().map(at)).collect::<Vec<_>>()
    });
    table(&head(&["milliseconds until"], runs), rows)
}

/// Named numbers of every run as a table, in the order of the newest.
fn named(first: &str, runs: &[Run], of: impl Fn(&Run) -> Vec<(String, f64)>, most: usize) -> String {
    let all: Vec<Vec<(String, f64)>> = runs.iter().map(of).collect();
    let mut names: Vec<&String> = Vec::new();
    for (name, _) in all.iter().rev().flat_map(|run| run.iter().take(most)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let rows = names.into_iter().map(|name| {
        let cells =
            all.iter().map(|run| whole(run.iter().find(|(other, _)| other == name).map(|(_, value)| *value)));
        [name.clone()].into_iter().chain(cells).collect::<Vec<_>>()
    });
    table(&head(&[first], runs), rows)
}

/// Each of a list's entries by its name, with one of its numbers.
fn entries(list: Option<&Value>, key: &str) -> Vec<(String, f64)> {
    let of = |entry: &Value| Some((entry.get("name")?.as_str()?.to_owned(), entry.get(key)?.as_f64()?));
    list.and_then(Value::as_array).into_iter().flatten().filter_map(of).collect()
}

/// Bytes of each file until the first answer, as they came over the network.
fn files(runs: &[Run]) -> String {
    let of = |run: &Run| {
        let mut files = entries(run.told.pointer("/parts/load/said/pomscope/files"), "bytes");
        files.sort_by(|one, other| other.1.total_cmp(&one.1));
        files
    };
    named("bytes in the network", runs, of, usize::MAX)
}

fn crates_of(run: &Run, program: &str) -> Vec<(String, f64)> {
    let programs = run.told.pointer("/parts/code/programs").and_then(Value::as_array);
    let found =
        programs.into_iter().flatten().find(|told| told.get("name").and_then(Value::as_str) == Some(program));
    entries(found.and_then(|told| told.get("crates")), "bytes")
}

/// The code of the questions by crate, a column a run.
fn crates(runs: &[Run]) -> String {
    named("bytes of the questions' code", runs, |run| crates_of(run, "app"), CRATES)
}

/// The code of every program by crate, of the newest run that weighed it.
fn programs(runs: &[Run]) -> String {
    let programs = ["app", "desk", "room", "pdf", "scan"];
    let Some(run) = runs.iter().rev().find(|run| !crates_of(run, "app").is_empty()) else {
        return String::new();
    };
    let columns = programs.map(|program| Run { name: program.to_owned(), told: run.told.clone() });
    named("bytes of code", &columns, |column| crates_of(column, &column.name), CRATES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Unit;
    use serde_json::json;

    fn run(name: &str, first: f64) -> Run {
        let measure = Measure { budget: Some(10.0), ..Measure::new("a thing", Unit::Count, first) };
        let told = json!({ "date": "2026-06-01", "parts": {
            "sizes": { "measures": [measure.json()] },
            "load": { "measures": [], "said": { "pomscope": {
                "stages": { "page": 1.4, "tapped": 9.6 },
                "files": [{ "name": "a.js", "bytes": 1 }, { "name": "b.wasm", "bytes": 5 }],
            } } },
            "code": { "measures": [], "programs": [{ "name": "app", "crates": [{ "name": "yew", "bytes": first }] }] },
        } });
        Run { name: name.to_owned(), told }
    }

    const BARE: &str = "# Page\n<!-- measures -->\n<!-- /measures -->\n<!-- stages -->\nold\n<!-- /stages -->\n<!-- files -->\n\
                        <!-- /files -->\n<!-- crates -->\n<!-- /crates -->\n<!-- programs -->\n<!-- /programs -->\nend\n";

    #[test]
    fn each_run_is_a_column() {
        let page = written(BARE, &[run("before", 8.0), run("after", 4.0)]).unwrap();
        assert!(page.contains("| what | budget | aim | before, 2026-06-01 | after, 2026-06-01 |"), "{page}");
        assert!(page.contains("| a thing | 10 |  | 8 | 4 |"), "{page}");
        assert!(page.contains("| **the first answer counts** | 10 | 10 |"), "{page}");
        assert!(page.find("b.wasm") < page.find("a.js"), "{page}");
        assert!(
            page.contains("| yew | 8 | 4 |") && page.ends_with("end\n") && !page.contains("old"),
            "{page}"
        );
        assert_eq!(written(&page, &[run("before", 8.0), run("after", 4.0)]).unwrap(), page);
        assert!(written("# Page\n", &[]).is_err());
    }

    #[test]
    fn a_name_cannot_leave_its_folder() {
        assert!(may_be_called("after-2"));
        for name in ["", "../x", "a b", "A", "a.json", "ä"] {
            assert!(!may_be_called(name), "{name}");
        }
    }

    #[test]
    fn the_page_says_what_the_kept_runs_say() {
        let project = Project::find().unwrap();
        let page = project.read(PAGE).unwrap();
        assert_eq!(
            written(&page, &kept(&project).unwrap()).unwrap(),
            page,
            "cargo xtask bench --keep NAME writes it"
        );
    }
}
