//! `pomscope score`: an assessment's score as JSON; the scoring itself lives in the core.

use std::ffi::OsStr;

use pomscope_core::answers::Assessment;
use pomscope_core::book::oddities;
use pomscope_core::method::{Score, ScoreError, score};
use pomscope_core::pack::Pack;
use pomscope_core::wire::{Read, ReadError, meet, read, score_json};

use crate::Outcome;
use crate::{embedded, input};

/// An assessment that could be scored, with what stood out on the way.
pub struct Scored {
    /// Its pack.
    pub pack: Pack,
    /// Its score.
    pub score: Score,
    /// One sentence each.
    pub warnings: Vec<String>,
}

/// Prints the score of the assessment in `file`.
pub fn run(file: &OsStr) -> Outcome {
    let shown = input::name(file);
    let scored =
        input::text(file).and_then(|text| score_text(&text, &shown).map_err(|(_, sentence)| sentence));
    match scored {
        Err(sentence) => Outcome::refused(sentence),
        Ok(scored) => {
            let value = score_json(&scored.pack, &scored.score, &embedded::texts());
            Outcome { notes: scored.warnings, ..Outcome::printed(format!("{value:#}\n")) }
        }
    }
}

/// Reads and scores an assessment.
///
/// # Errors
/// The warnings until then, and one sentence on why it cannot be scored.
pub fn score_text(text: &str, shown: &str) -> Result<Scored, (Vec<String>, String)> {
    let Read { assessment, problems } =
        read(text).map_err(|error| (Vec::new(), unreadable(&error, shown)))?;
    let texts = embedded::texts();
    let mut warnings: Vec<String> = problems.iter().map(|problem| texts.say(problem)).collect();
    match score_read(&assessment) {
        Err(sentence) => Err((warnings, sentence)),
        Ok((pack, score)) => {
            warnings.extend(
                meet(&pack, &assessment)
                    .iter()
                    .chain(&oddities(&assessment))
                    .map(|problem| texts.say(problem)),
            );
            Ok(Scored { pack, score, warnings })
        }
    }
}

fn score_read(assessment: &Assessment) -> Result<(Pack, Score), String> {
    let id = &assessment.pack_id;
    let Some(embedded) = embedded::find(id) else { return Err(unknown_pack(id)) };
    let pack = embedded
        .structure()
        .map_err(|_| format!("The pack {id} inside this program is damaged; install Pomscope again."))?;
    let score = score(&pack, assessment).map_err(unscored)?;
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
        "The assessment answers the pack {id:?}, which this Pomscope does not have (it has {}); use one that has it.",
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
