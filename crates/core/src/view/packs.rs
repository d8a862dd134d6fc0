//! What the shelf shows of questionnaires: those on this device, and the assessments of others than the one in use.

use crate::state::{KeptPack, State};
use crate::visible::visible;
use crate::wire;

/// An assessment of a questionnaire that is not in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPack {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// When it was changed.
    pub changed: String,
    /// The questionnaire's id.
    pub pack: String,
    /// The questionnaire's name, or where it is not on this device its id and version.
    pub name: String,
    /// Whether the questionnaire is on this device.
    pub here: bool,
}

/// The questionnaires that the shelf lists, with what can be done about each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// All of them, the one that comes with Pomscope first; empty where there is but one, or no choice.
    pub packs: Vec<KeptPack>,
}

/// The assessments of questionnaires that are not in use, the one changed last first.
#[must_use]
pub fn other_packs(state: &State) -> Vec<OtherPack> {
    let mut list: Vec<(String, OtherPack)> = state
        .unreadable
        .iter()
        .filter(|raw| !raw.pack.is_empty())
        .filter_map(|raw| {
            let assessment = wire::read(&raw.text).ok()?.assessment;
            let kept = state.desk.packs.get(&raw.pack);
            let named = || {
                let version = assessment.pack_version.as_str();
                visible(&if version.is_empty() {
                    raw.pack.clone()
                } else {
                    format!("{} {version}", raw.pack)
                })
            };
            let other = OtherPack {
                id: raw.id.clone(),
                title: visible(&state.title_of(&assessment)),
                changed: state.texts().date(&assessment.updated_at),
                pack: raw.pack.clone(),
                name: kept.map_or_else(named, |kept| kept.name.clone()),
                here: kept.is_some(),
            };
            Some((assessment.updated_at, other))
        })
        .collect();
    crate::table::arrange(&mut list, |(one, _), (other, _)| other.cmp(one));
    list.into_iter().map(|(_, other)| other).collect()
}

/// The questionnaires on this device, where there is a choice.
#[must_use]
pub fn shelf_packs(state: &State) -> Shelf {
    let packs = &state.desk.packs.kept;
    Shelf { packs: if packs.len() > 1 { packs.clone() } else { Vec::new() } }
}

/// Which questionnaire the assessments of the shelf answer; none while there is no other to tell it from.
#[must_use]
pub fn pack_line(state: &State) -> Option<String> {
    let others = state.desk.packs.kept.len() > 1 || state.unreadable.iter().any(|raw| !raw.pack.is_empty());
    others.then(|| state.content.wording.name.clone())
}
