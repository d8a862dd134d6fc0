//! `cargo xtask dist`: the site as it is published, in dist/site, the npm package in dist/embed, and the WordPress plugin; the last two beside the site's demo page as well. How they are put together is site's, embed's and wordpress'.

use anyhow::{Context, Result};

use crate::budget::Sizes;
use crate::clock::Clock;
use crate::embed;
use crate::node::Node;
use crate::project::Project;
use crate::sbom;
use crate::seal;
use crate::single;
use crate::site::{self, Site};
use crate::wordpress;
use crate::zip;

pub const FOLDER: &str = "dist/site";
pub const EMBED: &str = "dist/embed";
/// The bill of materials beside the single file; site, package and plugin have it inside.
const BILL: &str = "dist/pomscope.cdx.json";

/// True when the site was written and keeps its budget.
pub fn run(project: &Project) -> Result<bool> {
    let clock = Clock::start();
    let built = build(project)?;
    let sizes = &built.sizes;
    sizes.print();
    println!(
        "{FOLDER} is ready for any static host, {EMBED} for npm and for pages, {} opens from a disk ({})",
        single::FILE,
        clock.read()
    );
    for (name, hash) in &built.integrity {
        println!("{name:<18} {hash}");
    }
    println!(
        "program            {} (what \"about\" shows; of {}; {} crates)",
        built.program,
        seal::PROGRAM,
        built.crates
    );
    println!("everything         {} (of {})", built.hash, seal::SUMS);
    for (name, bytes, budget) in [
        ("first load", sizes.first(), sizes.budget),
        ("PDF module", sizes.pdf(), sizes.pdf_budget),
        ("module for cameras", sizes.scan(), sizes.scan_budget),
    ] {
        if bytes > budget {
            println!(
                "The {name} is over the budget by {} bytes: make it smaller, or change budgets.toml with a decision record \
                 that says why.",
                bytes - budget
            );
        }
    }
    Ok(sizes.within())
}

pub struct Built {
    pub sizes: Sizes,
    /// What a page may name in `integrity`: file and hash.
    pub integrity: Vec<(String, String)>,
    /// What "about" shows.
    pub program: String,
    /// Of the list of all files.
    pub hash: String,
    /// How many crates ship.
    pub crates: usize,
}

/// Builds and writes the site with its compressed twins, weighs it, and writes the package made of its files.
pub fn build(project: &Project) -> Result<Built> {
    let node = Node::ready(project)?;
    let made = site::build(project, Some(&node))?;
    let site = &made.site;
    let bill = sbom::bill(project, &made.linked, &made.seal.hash)?.into_bytes();
    let mut written = Site { files: site.files.clone(), first: Vec::new() };
    let sizes = Sizes::weigh(project, site, |name, gzip, brotli| {
        written.files.insert(format!("{name}.gz"), gzip.to_vec());
        written.files.insert(format!("{name}.br"), brotli.to_vec());
        Ok(())
    })?;
    let folder = project.path(FOLDER);
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent).with_context(|| format!("{} could not be made", parent.display()))?;
    }
    let single = single::page(project, &node, site)?;
    std::fs::write(project.path(single::FILE), &single)
        .with_context(|| format!("{} could not be written", single::FILE))?;
    std::fs::write(project.path(BILL), &bill).with_context(|| format!("{BILL} could not be written"))?;
    let mut package = embed::package(project, &node, site)?;
    package.folder.files.insert(sbom::FILE.to_owned(), bill.clone());
    package.folder.write(&project.path(EMBED))?;
    let plugin = wordpress::pack(project, site, &bill)?;
    println!("{}: {plugin} bytes", wordpress::path(project).display());
    // What the demo page offers to download.
    let wordpress = site::read(&wordpress::path(project))?;
    for (name, bytes) in [
        ("pomscope.html", single.into()),
        ("pomscope-embed.zip", zip::archive(&package.folder.files)?),
        ("pomscope-wordpress.zip", wordpress),
    ] {
        written.files.insert(format!("{}/{name}", site::DEMO), bytes);
    }
    // No page needs it: the worker keeps it for nobody.
    written.files.insert(sbom::FILE.to_owned(), bill);
    written.write(&folder)?;
    let hash = seal::write(project, &made.seal)?;
    let crates = made.linked.shipped().count();
    Ok(Built { sizes, integrity: package.integrity, program: made.seal.hash, hash, crates })
}
