//! At the desk, what an assessment of another version of the questionnaire is told: an older one is brought up when it is opened, a newer one is left as it is. How it is brought is in `versions`.

use crate::pack::{ItemId, Pack};
use crate::state::update::Turn;
use crate::state::{Effect, FocusPlace, Tone};
use crate::text::Message;
use crate::versions::{Brought, Look, Standing, bring, look_ids, looked_at, looks, standing};

/// Brings the open assessment to the pack's version, where it answers an older one; says of a newer one that it is newer.
pub(super) fn shown(turn: &mut Turn<'_>) {
    let Some(open) = turn.state.assessment().filter(|_| turn.state.step.needs_assessment()) else { return };
    let given = open.pack_version.clone();
    let known = turn.state.content.pack.version.clone();
    match standing(&turn.state.content.pack, &given) {
        Standing::Same => {}
        Standing::Newer => {
            // Once for each time that it is opened, not on each screen.
            let id = open.id.clone();
            let told = turn.state.desk.packs.told_newer.replace(id);
            if told.as_ref() != turn.state.current.as_ref() {
                let message = Message::new("version.newer").with("given", given).with("known", known);
                add_notice(turn, Tone::Careful, message, Vec::new());
            }
        }
        Standing::Older => {
            let now = turn.now.to_rfc3339();
            let Some(Brought { assessment, looks, .. }) = bring(&turn.state.content.pack, open, &now) else {
                return;
            };
            let details = counted(&looks);
            turn.change(|open, _| *open = assessment);
            let key = if given.is_empty() { "version.brought.unnamed" } else { "version.brought" };
            let message = Message::new(key).with("given", given).with("known", known);
            add_notice(turn, if looks.is_empty() { Tone::Good } else { Tone::Careful }, message, details);
        }
    }
}

/// How many items need another look, by why.
fn counted(looks: &[Look]) -> Vec<Message> {
    let mut details: Vec<Message> = Vec::new();
    for why in crate::versions::Why::ALL {
        let n = looks.iter().filter(|look| look.why == why).count();
        if n > 0 {
            details.push(
                Message::new(match why {
                    crate::versions::Why::Moved => "version.count.moved",
                    crate::versions::Why::Split => "version.count.split",
                    crate::versions::Why::Merged => "version.count.merged",
                    crate::versions::Why::Parted => "version.count.parted",
                    crate::versions::Why::Review => "version.count.review",
                    crate::versions::Why::NotOffered => "version.count.notOffered",
                    crate::versions::Why::New => "version.count.new",
                    crate::versions::Why::Gone => "version.count.gone",
                })
                .count("n", n),
            );
        }
    }
    if !details.is_empty() {
        details.push(Message::new("version.where"));
    }
    details
}

/// A notice that keeps what the one before said.
pub(super) fn add_notice(turn: &mut Turn<'_>, tone: Tone, message: Message, details: Vec<Message>) {
    let before = turn.state.notice.take();
    let tone = match (&before, tone) {
        (Some(before), Tone::Good) => before.tone,
        _ => tone,
    };
    let before = before.into_iter().flat_map(|notice| std::iter::once(notice.message).chain(notice.details));
    let details = details.into_iter().chain(before).collect();
    turn.notice(tone, message, details);
}

/// Notes that items were looked at.
pub(super) fn looked(turn: &mut Turn<'_>, items: &[ItemId]) {
    turn.change(|assessment, _| items.iter().for_each(|item| looked_at(assessment, item)));
    let next = pending(turn);
    if next.is_empty() {
        // What was looked at by being answered is done with, too.
        turn.change(|assessment, _| look_ids(assessment).iter().for_each(|item| looked_at(assessment, item)));
    }
    turn.effects.push(Effect::Focus(match next.first() {
        Some(look) => FocusPlace::Id(format!("{}-version", look.item)),
        None => FocusPlace::Heading,
    }));
}

/// Notes that all of them were.
pub(super) fn looked_all(turn: &mut Turn<'_>) {
    let all: Vec<ItemId> = pending(turn).into_iter().map(|look| look.item).collect();
    looked(turn, &all);
    turn.announce(Message::new("version.allLooked"));
}

fn pending(turn: &Turn<'_>) -> Vec<Look> {
    let pack: &Pack = &turn.state.content.pack;
    turn.state.assessment().map(|assessment| looks(pack, assessment)).unwrap_or_default()
}
