//! The queries of docs/ANALYSE.md, run in DuckDB on the example files; what each has to give stands in the page itself.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::{self, Project};

/// The page whose queries are run, and what runs them.
pub const PAGE: &str = "docs/ANALYSE.md";
const RUNNER: &str = "tests/analyse/queries.py";

/// The database, as a package for Python.
const PACKAGE: &str = "duckdb==2.0.0";

/// The folder of the examples, and the file that the page makes of it.
const RESPONSES: &str = "docs/examples/session";
const COMBINED: &str = "target/session.jsonl";

/// The command that runs the queries; or why it cannot be run here.
pub fn queries(project: &Project) -> Result<std::result::Result<Command, String>> {
    let Some(python) = ["python3", "python"].into_iter().find(|name| project::on_path(name).is_some()) else {
        return Ok(Err("there is no Python".to_owned()));
    };
    let packages = match packages(project, python) {
        Ok(packages) => packages,
        Err(why) => return Ok(Err(why)),
    };
    let mut combine = project.cargo();
    combine.args([
        "run",
        "--quiet",
        "--package",
        "pomscope-cli",
        "--",
        "combine",
        RESPONSES,
        "--to",
        "jsonl",
    ]);
    let lines = project::capture(&mut combine, "combining the examples")?;
    let path = project.path(COMBINED);
    let folder = path.parent().context("the examples' result needs a folder")?;
    std::fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    std::fs::write(&path, lines).with_context(|| format!("{} could not be written", path.display()))?;
    let mut run = project.command(python);
    run.args([RUNNER, PAGE]).env("PYTHONPATH", packages).env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(Ok(run))
}

/// The folder in target/ with the database, fetched once for each version; the reason where it cannot be had.
fn packages(project: &Project, python: &str) -> std::result::Result<PathBuf, String> {
    let folder = project.target.join("python").join(PACKAGE.replace("==", "-"));
    if folder.join("duckdb/__init__.py").is_file() {
        return Ok(folder);
    }
    let mut fetch = project.command(python);
    fetch.args(["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:", "--upgrade"]);
    fetch.arg("--target").arg(&folder).arg(PACKAGE);
    if fetch.status().is_ok_and(|status| status.success()) {
        Ok(folder)
    } else {
        Err(format!("pip could not fetch {PACKAGE}"))
    }
}
