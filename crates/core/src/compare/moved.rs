//! What moved since last time, from what an assessment carries of the one before it: for a page that has no room for a comparison.

use crate::answers::{Assessment, Side};
use crate::compare::comparison::in_order;
use crate::compare::{Compared, ItemShift, Move, Shift};
use crate::content::Content;
use crate::pack::GroupId;
use crate::table::arrange;

/// How many groups are named.
const MOST: usize = 3;

/// A group that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct MovedGroup {
    /// Which group.
    pub group: GroupId,
    /// Its achievement, 0 to 1.
    pub shift: Shift,
    /// The statements behind it: those whose answer moved, the largest step first.
    pub items: Vec<ItemShift>,
}

/// What moved since last time.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The last one's name; may be empty.
    pub title: String,
    /// When the last one was last changed (RFC 3339).
    pub date: String,
    /// From where its respondent looked.
    pub side: Option<Side>,
    /// The pack's version that it answered.
    pub pack_version: String,
    /// The score.
    pub score: Shift,
    /// The attained level.
    pub level: Shift,
    /// Up to three groups that changed most, the largest change first; only where the bands part.
    pub groups: Vec<MovedGroup>,
}

/// What moved since last time; none where nothing was carried along, or one of the two cannot be scored.
#[must_use]
pub fn moved(content: &Content, assessment: &Assessment) -> Option<Moved> {
    let pack = &content.pack;
    let before = Compared::carried(assessment)?.met(pack);
    let previous = assessment.previous.as_ref()?;
    // The one before stands first, whatever the dates say.
    let comparison = in_order(pack, vec![before, Compared::whole(assessment)]).ok()?;
    let mut groups: Vec<MovedGroup> = Vec::new();
    for group in &comparison.groups {
        let Some(shift) = group.shift.filter(Shift::is_change) else { continue };
        let belongs = |item: &&ItemShift| {
            pack.group(&group.group).is_some_and(|of| {
                of.items().any(|own| pack.asked.get(own.slot).is_some_and(|asked| asked.id == item.item))
            })
        };
        let mut items: Vec<ItemShift> = comparison
            .statements
            .all
            .iter()
            .filter(belongs)
            .filter(|item| !matches!(item.moved(), Move::Stayed | Move::Open))
            .cloned()
            .collect();
        arrange(&mut items, |a, b| step(b).total_cmp(&step(a)));
        groups.push(MovedGroup { group: group.group.clone(), shift, items });
    }
    let size = |group: &MovedGroup| group.shift.difference().abs();
    arrange(&mut groups, |a, b| size(b).total_cmp(&size(a)));
    groups.truncate(MOST);
    Some(Moved {
        title: previous.title.clone(),
        date: previous.updated_at.clone(),
        side: previous.side,
        pack_version: previous.pack_version.clone(),
        score: comparison.score,
        level: comparison.level,
        groups,
    })
}

/// How far an answer moved, 0 to 1; a missing one counts as 0.
fn step(item: &ItemShift) -> f64 {
    let value = |rating: Option<crate::answers::Rating>| {
        rating.and_then(crate::answers::Rating::value).unwrap_or_default()
    };
    (value(item.after) - value(item.before)).abs()
}
