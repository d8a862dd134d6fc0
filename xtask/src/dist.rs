//! `cargo xtask dist`: the site as it is published, in dist/site, and beside it the WordPress plugin. How they are put together is site's and wordpress'.

use anyhow::{Context, Result};

use crate::budget::Sizes;
use crate::clock::Clock;
use crate::node::Node;
use crate::project::Project;
use crate::site::{self, Site};
use crate::wordpress;

pub const FOLDER: &str = "dist/site";

/// True when the site was written and keeps its budget.
pub fn run(project: &Project) -> Result<bool> {
    let clock = Clock::start();
    let sizes = build(project)?;
    sizes.print();
    println!("{FOLDER} is ready for any static host ({})", clock.read());
    for (name, bytes, budget) in
        [("first load", sizes.first(), sizes.budget), ("PDF module", sizes.pdf(), sizes.pdf_budget)]
    {
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

/// Builds and writes the site with its compressed twins, and weighs it.
pub fn build(project: &Project) -> Result<Sizes> {
    let node = Node::ready(project)?;
    let site = site::build(project, Some(&node))?;
    let mut written = Site { files: site.files.clone(), first: Vec::new() };
    let sizes = Sizes::weigh(project, &site, |name, gzip, brotli| {
        written.files.insert(format!("{name}.gz"), gzip.to_vec());
        written.files.insert(format!("{name}.br"), brotli.to_vec());
        Ok(())
    })?;
    let folder = project.path(FOLDER);
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent).with_context(|| format!("{} could not be made", parent.display()))?;
    }
    written.write(&folder)?;
    let plugin = wordpress::pack(project, &site)?;
    println!("{}: {plugin} bytes", wordpress::path(project).display());
    Ok(sizes)
}
