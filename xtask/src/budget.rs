//! What a visitor downloads, as a table and against budgets.toml. Timings are bench's.

use anyhow::{Context, Result, bail};

use crate::compress;
use crate::project::Project;
use crate::site::Site;

pub struct Row {
    pub name: String,
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
    /// Needed before the first question can be answered.
    pub first: bool,
}

pub struct Sizes {
    pub rows: Vec<Row>,
    pub budget: usize,
    pub aim: usize,
    /// What the PDF module with its glue may weigh.
    pub pdf_budget: usize,
    /// What the module that reads QR codes may weigh, with its glue.
    pub scan_budget: usize,
}

impl Sizes {
    /// Weighs every file of the site, and gives the compressed forms to whoever wants to keep them.
    pub fn weigh(
        project: &Project,
        site: &Site,
        mut keep: impl FnMut(&str, &[u8], &[u8]) -> Result<()>,
    ) -> Result<Self> {
        let mut rows = Vec::new();
        let order = |name: &String| site.first.iter().position(|first| first == name).unwrap_or(usize::MAX);
        let mut names: Vec<&String> = site.files.keys().collect();
        names.sort_by_key(|name| (order(name), *name));
        for name in names {
            let bytes = site.files.get(name).map(Vec::as_slice).unwrap_or_default();
            let (gzip, brotli) = (compress::gzip(bytes)?, compress::brotli(bytes)?);
            keep(name, &gzip, &brotli)?;
            rows.push(Row {
                name: name.clone(),
                raw: bytes.len(),
                gzip: gzip.len(),
                brotli: brotli.len(),
                first: site.first.contains(name),
            });
        }
        let budget = number(project, "first-question", "brotli")?;
        let pdf = number(project, "pdf-module", "brotli")?;
        let scan = number(project, "scan-module", "brotli")?;
        let aim = number(project, "first-question", "aim")?;
        Ok(Self { rows, budget, aim, pdf_budget: pdf, scan_budget: scan })
    }

    /// Bytes until the first question can be answered, as brotli.
    pub fn first(&self) -> usize {
        self.rows.iter().filter(|row| row.first).map(|row| row.brotli).sum()
    }

    /// Bytes of what draws PDFs, as brotli: module and glue.
    pub fn pdf(&self) -> usize {
        self.of("pdf-")
    }

    /// Bytes of what reads QR codes, as brotli: module, glue and what runs the camera.
    pub fn scan(&self) -> usize {
        self.of("scan-")
    }

    fn of(&self, stem: &str) -> usize {
        self.rows.iter().filter(|row| row.name.starts_with(stem)).map(|row| row.brotli).sum()
    }

    pub fn within(&self) -> bool {
        self.first() <= self.budget && self.pdf() <= self.pdf_budget && self.scan() <= self.scan_budget
    }

    pub fn print(&self) {
        println!("{:<34} {:>10} {:>10} {:>10}", "file", "raw", "gzip", "brotli");
        for row in &self.rows {
            let mark = if row.first { ' ' } else { '+' };
            println!("{mark}{:<33} {:>10} {:>10} {:>10}", row.name, row.raw, row.gzip, row.brotli);
        }
        let sum = |of: fn(&Row) -> usize| self.rows.iter().filter(|row| row.first).map(of).sum::<usize>();
        let (raw, gzip) = (sum(|row| row.raw), sum(|row| row.gzip));
        println!("{:<34} {raw:>10} {gzip:>10} {:>10}", "until the first question", self.first());
        println!("(+ comes later or on demand)");
        println!(
            "{:.1} KB until the first question can be answered: {:.0} % of the budget of {:.0} KB, aim {:.0} KB",
            kilobytes(self.first()),
            percent(self.first(), self.budget),
            kilobytes(self.budget),
            kilobytes(self.aim),
        );
        for (what, bytes, budget) in
            [("PDF", self.pdf(), self.pdf_budget), ("camera", self.scan(), self.scan_budget)]
        {
            if bytes > 0 {
                println!(
                    "{:.1} KB when a {what} is asked for: {:.0} % of the budget of {:.0} KB",
                    kilobytes(bytes),
                    percent(bytes, budget),
                    kilobytes(budget),
                );
            }
        }
    }
}

/// A number of budgets.toml.
pub fn number(project: &Project, section: &str, key: &str) -> Result<usize> {
    found(project, section, key)?
        .with_context(|| format!("budgets.toml needs a whole number under [{section}] {key}"))
}

/// The first of several numbers that a section of budgets.toml has.
pub fn any(project: &Project, section: &str, keys: &[&str]) -> Result<usize> {
    for key in keys {
        if let Some(value) = found(project, section, key)? {
            return Ok(value);
        }
    }
    bail!("budgets.toml needs a whole number under [{section}] {}", keys.join(" or "))
}

/// The aim of a section of budgets.toml, where it has one.
pub fn aim(project: &Project, section: &str) -> Result<Option<usize>> {
    found(project, section, "aim")
}

fn found(project: &Project, section: &str, key: &str) -> Result<Option<usize>> {
    let budgets: toml::Table =
        toml::from_str(&project.read("budgets.toml")?).context("budgets.toml is not valid TOML")?;
    let value = budgets.get(section).and_then(|table| table.get(key)).and_then(toml::Value::as_integer);
    Ok(value.and_then(|value| usize::try_from(value).ok()))
}

pub fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}
