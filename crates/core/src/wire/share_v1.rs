//! What a visitor hands over as JSON, version 1: the ticked parts and nothing else; docs/schemas/share.schema.json describes it.

use crate::json::{Value, object};
use crate::method::score;
use crate::share::{Part, Share, part_of};
use crate::wire::{assessment_v1, score_json};

/// The name in `format`.
pub const SHARE_FORMAT: &str = "pomscope-share";
/// The version that is written.
pub const SHARE_VERSION: u64 = 1;

/// What would be handed over; none where nothing is ticked. A score that there cannot be is left out: the faults of the share name it, and hold it back.
#[must_use]
pub fn write(share: &Share<'_>) -> Option<Value> {
    let (pack, choice) = (&share.content.pack, share.choice);
    if choice.is_empty() {
        return None;
    }
    let version = Some(share.consent.version.as_str()).filter(|version| !version.is_empty());
    let consent = object(vec![
        ("text", share.consent.text.as_str().into()),
        ("version", version.into()),
        ("at", share.at.into()),
    ]);
    let asked = object(vec![("id", pack.id.as_str().into()), ("version", pack.version.as_str().into())]);
    let ticked: Vec<&str> = choice.parts().map(Part::as_str).collect();
    let mut entries = vec![
        ("format", SHARE_FORMAT.into()),
        ("formatVersion", SHARE_VERSION.into()),
        ("build", share.build.into()),
        ("pack", asked),
        ("shared", ticked.into()),
        ("consent", consent),
    ];
    if choice.has(Part::Scores)
        && let Ok(score) = score(pack, share.assessment)
    {
        entries.push(("scores", score_json(pack, &score, &share.content.texts)));
    }
    if choice.has(Part::Answers) || choice.has(Part::Notes) {
        entries.push(("assessment", assessment_v1::value_of(&part_of(pack, share.assessment, choice))));
    }
    if choice.has(Part::Contact) {
        let fields = share.contact.filled().map(|(field, text)| (field.as_str(), text.into()));
        entries.push(("contact", object(fields.collect())));
    }
    Some(object(entries))
}
