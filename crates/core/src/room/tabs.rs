//! Two tabs of one device that changed one session: what either changed since both last agreed with the store is kept; two devices' files are merged in `group::merge`.

use crate::group::{Agreed, NotMerged, merge};
use crate::pack::ItemId;
use crate::table::Table;
use crate::wire::room_v1::RoomRecord;

/// The record with what both changed. `base` is what the store held when this tab last knew it, `mine` this tab's, with the responses, `theirs` what the store holds now.
///
/// Where both changed the same thing this tab's holds, as the later one; of two rules the stricter, of two reveals the one of more people.
///
/// # Errors
/// [`NotMerged`] where they do not belong together: then nothing may be written over.
pub(super) fn join(
    base: Option<&RoomRecord>,
    mine: &RoomRecord,
    theirs: &RoomRecord,
) -> Result<RoomRecord, NotMerged> {
    let both = merge(&mine.session, &theirs.session)?.session;
    let was = base.map(|base| &base.session);
    let (here, there) = (&mine.session, &theirs.session);
    let mut session = here.clone();
    session.title = later(was.map(|was| &was.title), &here.title, &there.title);
    session.pack_version = later(was.map(|was| &was.pack_version), &here.pack_version, &there.pack_version);
    session.form = later(was.map(|was| &was.form), &here.form, &there.form);
    session.heads = later(was.map(|was| &was.heads), &here.heads, &there.heads);
    session.signed = later(was.map(|was| &was.signed), &here.signed, &there.signed);
    session.rule = pick(was.map(|was| &was.rule), &here.rule, &there.rule, &both.rule);
    session.reveals = pick(was.map(|was| &was.reveals), &here.reveals, &there.reveals, &both.reveals);
    session.agreed = each(was.map(|was| &was.agreed), &here.agreed, &there.agreed);
    session.extra = pick(was.map(|was| &was.extra), &here.extra, &there.extra, &both.extra);
    let device = later(base.map(|base| &base.device), &mine.device, &theirs.device);
    let extra = later(base.map(|base| &base.extra), &mine.extra, &theirs.extra);
    let begun = later(base.map(|base| &base.begun), &mine.begun, &theirs.begun);
    Ok(RoomRecord { session, device, rev: mine.rev.max(theirs.rev) + 1, begun, extra })
}

/// Whichever was changed; `both` where both were.
fn pick<T: Clone + PartialEq>(base: Option<&T>, mine: &T, theirs: &T, both: &T) -> T {
    if base == Some(mine) {
        theirs.clone()
    } else if base == Some(theirs) {
        mine.clone()
    } else {
        both.clone()
    }
}

fn later<T: Clone + PartialEq>(base: Option<&T>, mine: &T, theirs: &T) -> T {
    pick(base, mine, theirs, mine)
}

/// The same of each entry: one that was taken away by either is gone, unless the other changed it.
fn each(
    base: Option<&Table<ItemId, Agreed>>,
    mine: &Table<ItemId, Agreed>,
    theirs: &Table<ItemId, Agreed>,
) -> Table<ItemId, Agreed> {
    let keys = mine.keys().chain(theirs.keys().filter(|key| !mine.contains_key(key.as_str())));
    let entries = keys.filter_map(|key| {
        let was = base.and_then(|base| base.get(key.as_str()));
        let (mine, theirs) = (mine.get(key.as_str()), theirs.get(key.as_str()));
        let kept = if mine == was { theirs } else { mine.or_else(|| theirs.filter(|_| theirs != was)) };
        Some((key.clone(), kept?.clone()))
    });
    Table::from_entries(entries.collect())
}
