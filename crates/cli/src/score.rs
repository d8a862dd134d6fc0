//! `pomscope score`: an assessment's score as JSON; the scoring itself lives in the core.

use std::ffi::OsStr;

use pomscope_core::answers::Assessment;
use pomscope_core::book::oddities;
use pomscope_core::method::{Score, ScoreError, score};
use pomscope_core::pack::Pack;
use pomscope_core::versions::met;
use pomscope_core::wire::{Read, ReadError, meet, meet_lenses, read, score_json, with_lenses};

use crate::own::Given;
use crate::{Outcome, embedded, input};

/// An assessment that could be scored, with what stood out on the way.
pub struct Scored {
    /// What was scored.
    pub assessment: Assessment,
    /// Its pack.
    pub pack: Pack,
    /// Its score.
    pub score: Score,
    /// One sentence each.
    pub warnings: Vec<String>,
}

/// Prints the score of the assessment in `file`, which answers `pack`, or without it a pack that the program carries.
pub fn run(file: &OsStr, pack: Option<&OsStr>) -> Outcome {
    let shown = input::name(file);
    let text = input::text(file).map_err(|sentence| vec![sentence]);
    let scored = text.and_then(|text| score_text(&text, &shown, pack).map_err(|(_, sentences)| sentences));
    match scored {
        Err(notes) => Outcome { notes, failed: true, ..Outcome::default() },
        Ok(scored) => {
            let score = score_json(&scored.pack, &scored.score, &embedded::texts());
            let value = with_lenses(score, &embedded::lenses("en"), &scored.assessment);
            Outcome { notes: scored.warnings, ..Outcome::printed(format!("{value:#}\n")) }
        }
    }
}

/// Reads and scores an assessment.
///
/// # Errors
/// The warnings until then, and the sentences on why it cannot be scored.
pub fn score_text(
    text: &str,
    shown: &str,
    pack: Option<&OsStr>,
) -> Result<Scored, (Vec<String>, Vec<String>)> {
    let Read { assessment, problems } =
        read(text).map_err(|error| (Vec::new(), vec![unreadable(&error, shown)]))?;
    let texts = embedded::texts();
    let mut warnings: Vec<String> = problems.iter().map(|problem| texts.say(problem)).collect();
    match score_read(&assessment, pack) {
        Err(sentences) => Err((warnings, sentences)),
        Ok((pack, score)) => {
            let problems = [
                meet(&pack, &met(&pack, &assessment)),
                oddities(&assessment),
                meet_lenses(&embedded::lenses("en"), &assessment),
            ]
            .concat();
            warnings.extend(problems.iter().map(|problem| texts.say(problem)));
            Ok(Scored { assessment, pack, score, warnings })
        }
    }
}

fn score_read(assessment: &Assessment, pack: Option<&OsStr>) -> Result<(Pack, Score), Vec<String>> {
    let given = Given::find(pack, &assessment.pack_id)?;
    let pack = given.pack().map_err(|sentence| vec![sentence])?;
    let score = score(&pack, &met(&pack, assessment)).map_err(|error| vec![unscored(error)])?;
    Ok((pack, score))
}

/// Why there is no score, in a sentence.
pub fn unscored(error: ScoreError) -> String {
    match error {
        ScoreError::ThreadDoesNotApply(thread) => format!(
            "Nothing can be scored: every item of thread {thread} is answered with \"does not apply\". Rate at least one item of it."
        ),
        ScoreError::OtherPack { given } => unknown_pack(&given),
    }
}

/// That the program lacks a pack, in a sentence.
pub fn unknown_pack(id: &str) -> String {
    format!(
        "The assessment answers the pack {id:?}, which this Pomscope does not have (it has {}); name its file or bundle with --pack.",
        embedded::ids()
    )
}

/// Why a text is no assessment, in a sentence.
pub fn unreadable(error: &ReadError, shown: &str) -> String {
    match error {
        ReadError::TooLarge => {
            format!("{shown} is larger than 5 MB, more than any assessment needs; is it the right file?")
        }
        ReadError::NotJson { line, column } => format!(
            "{shown} is no readable JSON: it breaks off at line {line}, column {column}. Use a copy that was saved whole."
        ),
        ReadError::NotAssessment => {
            format!("{shown} is no Pomscope assessment; choose a file that was saved from Pomscope as JSON.")
        }
        ReadError::Newer { version } => {
            format!(
                "{shown} was written by a newer Pomscope (format {version}); score it with that version or a later one."
            )
        }
    }
}
