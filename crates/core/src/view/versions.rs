//! What the review shows of an assessment that came from an older version of the questionnaire: the items that need another look.

use crate::pack::ItemId;
use crate::state::{State, group_order};
use crate::text::Message;
use crate::versions::{Why, looks};
use crate::view::{position_text, rating_label};
use crate::visible::visible;

/// An item that needs another look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLook {
    /// The item.
    pub item: ItemId,
    /// Its statement; of one that is gone, its id.
    pub text: String,
    /// What is answered there.
    pub answer: String,
    /// Why it needs another look.
    pub why: Message,
    /// The screen on which it stands, and that screen's name; none for one that is gone.
    pub screen: Option<(usize, String)>,
}

/// The items of the open assessment that need another look, since they moved, changed, are new or gone.
#[must_use]
pub fn version_looks(state: &State) -> Vec<VersionLook> {
    let pack = &state.content.pack;
    let Some(assessment) = state.assessment() else { return Vec::new() };
    let order = group_order(pack);
    looks(pack, assessment)
        .into_iter()
        .map(|look| {
            let asked = pack.asked_item(look.item.as_str());
            let answer = match (asked, assessment.answers.get(&look.item).and_then(|answer| answer.rating)) {
                (Some(item), Some(rating)) => rating_label(state, item, rating),
                (None, Some(rating)) => {
                    state.texts().get(&format!("rating.extent.{}", rating.as_str())).to_owned()
                }
                _ => state.texts().get("rating.none").to_owned(),
            };
            let screen = asked.and_then(|item| {
                let at = order.iter().position(|group| *group == item.group)?;
                Some((at, position_text(state, pack.groups.get(item.group)?)))
            });
            let key = match look.why {
                Why::Moved => "version.why.moved",
                Why::Split => "version.why.split",
                Why::Merged => "version.why.merged",
                Why::Parted => "version.why.parted",
                Why::Review => "version.why.review",
                Why::NotOffered => "version.why.notOffered",
                Why::New => "version.why.new",
                Why::Gone => "version.why.gone",
            };
            VersionLook {
                text: match asked {
                    Some(_) => state.content.wording.item(&look.item).text,
                    None => visible(look.item.as_str()),
                },
                why: Message::new(key).with("version", visible(&look.version)),
                item: look.item,
                answer,
                screen,
            }
        })
        .collect()
}
