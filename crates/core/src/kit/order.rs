//! The order in which a pack is asked, in parts: the signs of the lowest level first, then thread by thread; how a part looks is decided where it is shown.

use crate::kit::plan::Form;
use crate::pack::{Group, Item, Kind, Pack, Scale, ThreadId};

/// What holds a part together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme<'a> {
    /// The level that is described and never scored (METHOD sections 2 and 11).
    Signs,
    /// A thread.
    Thread(&'a ThreadId),
}

/// Groups that are asked one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<'a> {
    /// What holds it together.
    pub theme: Theme<'a>,
    /// Its groups, at least one.
    pub groups: Vec<&'a Group>,
}

/// All parts of the pack in the order asked.
pub fn parts(pack: &Pack) -> Vec<Part<'_>> {
    let signs = pack.groups.iter().filter(|group| group.level.descriptive).collect();
    let mut parts = vec![Part { theme: Theme::Signs, groups: signs }];
    for thread in &pack.threads {
        let groups = pack.thread_groups(thread).filter(|group| !group.level.descriptive).collect();
        parts.push(Part { theme: Theme::Thread(thread), groups });
    }
    parts.retain(|part| !part.groups.is_empty());
    parts
}

/// The items of a group that a form asks, in order: the short form holds practices of scored levels only.
pub fn asked(group: &Group, form: Form) -> impl Iterator<Item = &Item> {
    let wanted = move |item: &&Item| match form {
        Form::Full => true,
        Form::Short => item.kind == Kind::Practice && !group.level.descriptive,
    };
    group.own().filter(wanted)
}

impl Part<'_> {
    /// The labels under which its items are rated.
    pub fn scale(&self, pack: &Pack) -> Scale {
        match self.theme {
            Theme::Signs => Scale::Describes,
            Theme::Thread(_) => pack.scale,
        }
    }
}
