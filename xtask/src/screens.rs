//! `cargo xtask screens`: pictures of every screen into target/screens, and contact sheets of them into docs/screens. Which screens there are is in tests/views.mjs.

use anyhow::Result;

use crate::dist;
use crate::node::Node;
use crate::project::{self, Project};
use crate::test;

pub fn run(project: &Project) -> Result<()> {
    let node = Node::ready(project)?;
    let chromium = test::chromium(project)?;
    dist::build(project)?;
    let folder = project.target.join("screens");
    project::fresh(&folder)?;
    let mut command = node.script(project, "tests/screens.mjs");
    command.env("CHROMIUM", chromium).env("POMSCOPE_TARGET", &project.target).arg(&folder);
    project::run(&mut command, "taking the pictures")?;
    println!("The pictures are in {}", folder.display());
    let sheets = project.root.join("docs/screens");
    let mut command = node.script(project, "tests/contact.mjs");
    command.env("CHROMIUM", test::chromium(project)?).arg(&folder).arg(&sheets);
    project::run(&mut command, "laying the contact sheets out")?;
    println!("The contact sheets are in {}", sheets.display());
    Ok(())
}
