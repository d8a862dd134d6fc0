//! The report as a file to take along: which formats there are as text, and what each file is called; what stands in a file is decided by its format.

use crate::answers::Assessment;
use crate::content::Content;
use crate::file_name::file_name;
use crate::json::to_string_pretty;
use crate::method::ScoreError;
use crate::owner::Owner;
use crate::report::csv::{Sheet, csv};
use crate::report::{Telling, markdown, tell};
use crate::wire::report_v1;

/// A form of text that the report can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a word processor.
    Markdown,
    /// For a spreadsheet: one table of the data.
    Csv(Sheet),
    /// For a program.
    Json,
}

/// A file to be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What stands in it.
    pub text: String,
}

/// The report of an assessment in one format; `today` is the local date, `YYYY-MM-DD`, `owner` who offers it, none for the command line. A table of data is the same in every telling.
///
/// # Errors
/// [`ScoreError`] where the answers cannot be scored.
pub fn export(
    content: &Content,
    assessment: &Assessment,
    today: &str,
    telling: Telling,
    format: Format,
    owner: &Owner,
) -> Result<Download, ScoreError> {
    let document = tell(content, assessment, today, telling)?.offered_by(owner.line(&content.texts));
    let name = report_name(&document.cover.title, today, telling);
    Ok(match format {
        Format::Markdown => Download {
            name: format!("{name}.md"),
            media_type: "text/markdown;charset=utf-8",
            text: markdown(&document),
        },
        Format::Csv(sheet) => Download {
            name: format!("{}-{}.csv", file_name(&document.cover.title, today), sheet.as_str()),
            media_type: "text/csv;charset=utf-8",
            text: csv(content, assessment, sheet)?,
        },
        Format::Json => Download {
            name: format!("{name}.json"),
            media_type: "application/json",
            text: to_string_pretty(&report_v1::write(content, assessment, today, telling, owner)?) + "\n",
        },
    })
}

/// The name of a report's file without its ending: never that of the assessment's own file.
#[must_use]
pub fn report_name(title: &str, today: &str, telling: Telling) -> String {
    let name = file_name(title, today);
    match telling {
        Telling::Client => format!("{name}-report"),
        Telling::Adviser | Telling::Board => format!("{name}-{}", telling.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_files_of_one_report_share_a_name() {
        let title = "Spring review";
        let names: Vec<String> =
            Telling::ALL.iter().map(|telling| report_name(title, "2026-11-22", *telling)).collect();
        assert_eq!(
            names,
            [
                "pomscope-spring-review-2026-11-22-report",
                "pomscope-spring-review-2026-11-22-adviser",
                "pomscope-spring-review-2026-11-22-board",
            ]
        );
        let own = file_name(title, "2026-11-22");
        assert!(!names.contains(&own), "the assessment's own file would be written over");
    }
}
