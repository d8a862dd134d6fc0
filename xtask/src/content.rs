//! The one content file a page loads: interface, pack and wording of one language joined. Checking them is core's.

use anyhow::Result;

use crate::json;
use crate::project::Project;

const PACK: &str = "content/packs/relationship-management-methodology";

/// `{"interface":…,"pack":…,"wording":…}`, compact.
pub fn joined(project: &Project, language: &str) -> Result<String> {
    let part = |path: String| -> Result<String> { json::compact(&project.read(&path)?, &path) };
    let interface = part(format!("content/interface/{language}.json"))?;
    let pack = part(format!("{PACK}/pack.json"))?;
    let wording = part(format!("{PACK}/{language}.json"))?;
    Ok(format!("{{\"interface\":{interface},\"pack\":{pack},\"wording\":{wording}}}"))
}
