//! Codes of this version of a pack and of those older ones whose order it carries; how a code is read is in `code`.

use crate::code::{Code, CodeError, Decoded, Kind, decode, encode};
use crate::pack::Pack;
use crate::versions::{Standing, bring, standing};

/// What a code held, brought up to the pack's version.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadCode {
    /// What it stands for.
    pub kind: Kind,
    /// Its answers, as this version of the pack asks for them.
    pub assessment: crate::answers::Assessment,
    /// The code itself, as short as it gets.
    pub code: Code,
    /// The older version that it was made with; none where it is the pack's own.
    pub older: Option<String>,
}

/// What a typed code, or a link with one, holds.
///
/// # Errors
/// [`CodeError`]; codes of an older version whose order the pack does not carry are of another questionnaire for it.
pub fn read_code(pack: &Pack, typed: &str) -> Result<ReadCode, CodeError> {
    let older: Vec<Pack> = pack.history.orders.iter().map(|order| pack.as_of(order)).collect();
    let all: Vec<&Pack> = std::iter::once(pack).chain(&older).collect();
    let Decoded { kind, assessment } = decode(&all, typed)?;
    let made_with = all.iter().find(|pack| pack.version == assessment.pack_version).copied().unwrap_or(pack);
    let code = encode(made_with, &assessment, kind).code;
    if standing(pack, &assessment.pack_version) == Standing::Same {
        return Ok(ReadCode { kind, assessment, code, older: None });
    }
    let older = Some(assessment.pack_version.clone());
    let assessment = bring(pack, &assessment, "").map_or(assessment, |brought| brought.assessment);
    Ok(ReadCode { kind, assessment, code, older })
}
