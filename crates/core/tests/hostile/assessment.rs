//! An assessment's file, on its way from a store, another tab or a disk into the program and out again: read, brought to the questionnaire's version, scored, joined with what another tab did, written. Nothing of it is dropped, and what is refused changes nothing.

use std::rc::Rc;
use std::sync::LazyLock;

use pomscope_core::answers::{Answer, Assessment};
use pomscope_core::book;
use pomscope_core::code::{Kind, decode, encode};
use pomscope_core::json::{self, Value};
use pomscope_core::method::{Sheet, score};
use pomscope_core::pack::Pack;
use pomscope_core::state::{Action, Dialog, Effect, ImportChoice, Picked, SaveOutcome, State, StoreStatus};
use pomscope_core::versions::{Standing, bring, standing};
use pomscope_core::wire;

use super::ground::{self, HERE, Part, act, at_desk, begun, content, shelf, stored};
use super::{BETWEEN, kept, sample};

/// One file; or what two tabs last agreed on and what each made of it.
pub fn takes(text: &str) {
    let parts: Vec<&str> = text.split(BETWEEN).take(3).collect();
    for part in &parts {
        from_a_store(part);
        from_a_disk(part);
    }
    let read: Vec<Assessment> = parts.iter().filter_map(|part| file(part)).collect();
    match read.as_slice() {
        [one] => two_tabs(None, one, &ground::answered()),
        [one, other] => two_tabs(None, one, other),
        [base, one, other, ..] => two_tabs(Some(base), one, other),
        [] => {}
    }
}

fn file(text: &str) -> Option<Assessment> {
    let read = match wire::read(text) {
        Ok(read) => read,
        Err(error) => {
            ground::said(&error.message());
            return None;
        }
    };
    read.problems.iter().for_each(ground::said);
    let assessment = read.assessment;
    let given = json::parse(text.trim_start_matches('\u{feff}')).unwrap();
    for written in [wire::write(&assessment), wire::write_pretty(&assessment)] {
        kept::all_of(&given, &json::parse(&written).unwrap());
        let again = wire::read(&written).unwrap();
        assert_eq!(again.assessment, assessment, "written and read again");
        assert_eq!(again.problems, read.problems);
    }
    let content = content();
    for message in wire::meet(&content.pack, &assessment)
        .into_iter()
        .chain(wire::meet_lenses(&content.lenses, &assessment))
        .chain(book::oddities(&assessment))
    {
        ground::said(&message);
    }
    scored(&content.pack, &assessment);
    coded(&content.pack, &assessment);
    upgraded(&assessment);
    Some(assessment)
}

fn scored(pack: &Pack, assessment: &Assessment) {
    let Ok(score) = score(pack, assessment) else { return };
    let top = f64::from(pack.top());
    for of in &score.threads {
        assert!(1.0 <= of.low && of.low <= of.score + 1e-12 && of.score <= of.high + 1e-12, "{of:?}");
        assert!(of.high <= f64::from(of.ceiling) + 1e-12 && of.ceiling <= pack.top(), "{of:?}");
        assert!((0.0..=1.0).contains(&of.coverage) && (1.0..=top + 1e-12).contains(&of.ungated), "{of:?}");
    }
    let of = &score.overall;
    assert!(1.0 <= of.low && of.low <= of.score + 1e-12 && of.score <= of.high + 1e-12 && of.high <= top);
}

fn coded(pack: &Pack, assessment: &Assessment) {
    let encoded = encode(pack, assessment, Kind::Single);
    let decoded = decode(&[pack], encoded.code.plain()).unwrap();
    assert_eq!(Sheet::of(pack, &decoded.assessment), Sheet::of(pack, assessment));
    assert_eq!(decoded.assessment.side, assessment.side);
}

/// The real questionnaire in a later version: one item renamed twice, one split, two joined, one gone.
static LATER: LazyLock<Pack> = LazyLock::new(|| {
    let mut later: serde_json::Value = serde_json::from_str(sample::PACK).unwrap();
    later["version"] = "3.0.0".into();
    let ids: Vec<String> = sample::real().asked.iter().map(|item| item.id.0.clone()).collect();
    let new = |at: usize, name: &str| format!("{}{name}", ids[at]);
    // These are asked of nobody's copies, so that the later version is sound.
    let text = later.to_string();
    let mut taken = Vec::new();
    let lone = |at: usize| text.matches(&format!("\"{}\"", ids[at])).count() == 1;
    let alone: Vec<usize> = (0..ids.len()).filter(|at| lone(*at)).collect();
    for at in alone.iter().take(5) {
        taken.push(*at);
    }
    let [renamed, split, one, other, gone] = taken.as_slice() else { panic!("{taken:?}") };
    let swap = |id: &str, news: &[String], later: &mut serde_json::Value| {
        for group in later["groups"].as_array_mut().unwrap() {
            for list in ["practices", "outcomes"] {
                let items = group[list].as_array().cloned().unwrap_or_default();
                let items = items.into_iter().flat_map(|item| {
                    if item["id"] != id {
                        return vec![item];
                    }
                    let as_new = |new: &String| {
                        let mut item = item.clone();
                        item["id"] = new.as_str().into();
                        item
                    };
                    news.iter().map(as_new).collect()
                });
                group[list] = items.collect::<Vec<_>>().into();
            }
        }
    };
    swap(&ids[*renamed], &[new(*renamed, "y")], &mut later);
    swap(&ids[*split], &[new(*split, "a"), new(*split, "b")], &mut later);
    swap(&ids[*one], &[new(*one, "c")], &mut later);
    swap(&ids[*other], &[], &mut later);
    swap(&ids[*gone], &[], &mut later);
    later["moves"] = serde_json::json!([
        {"from": "1.0.0", "items": {&ids[*renamed]: new(*renamed, "x"), &ids[*one]: new(*one, "c"), &ids[*other]: new(*one, "c")}},
        {"from": "2.0.0", "items": {new(*renamed, "x"): new(*renamed, "y"), &ids[*split]: [new(*split, "a"), new(*split, "b")], &ids[*gone]: null}},
    ]);
    Pack::from_json(&sample::own(&later)).unwrap()
});

/// Every text of a file, and how often it stands there.
fn every_text(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| every_text(value, all)),
        Value::Object(object) => object.iter().for_each(|(_, value)| every_text(value, all)),
        _ => {}
    }
}

/// Brought to a later version nothing that was written is gone, and a second time changes nothing.
fn upgraded(assessment: &Assessment) {
    let now = "2026-12-01T09:00:00.000Z";
    let later = &*LATER;
    let Some(brought) = bring(later, assessment, now) else {
        let older = standing(later, &assessment.pack_version) == Standing::Older;
        assert!(assessment.pack_id != later.id || !older);
        return;
    };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    every_text(&json::parse(&wire::write(assessment)).unwrap(), &mut before);
    every_text(&json::parse(&wire::write(&brought.assessment)).unwrap(), &mut after);
    for text in &before {
        assert!(after.contains(text), "{text:?} is gone with the older version");
    }
    assert_eq!(bring(later, &brought.assessment, now), None);
    // As it is written: a version that was no text gives way there to the one that it was brought to.
    let written = wire::write(&brought.assessment);
    assert_eq!(wire::write(&wire::read(&written).unwrap().assessment), written);
}

/// What a store held is on the shelf, or kept as it is and named.
fn from_a_store(text: &str) {
    let here = wire::write(&ground::answered());
    let (state, effects) = begun(stored(&[("text00000001", text), (HERE, &here)]), None, "", Part::Desk);
    assert!(state.shelf.contains_key(HERE));
    let aside = state.unreadable.iter().any(|raw| raw.text == text && raw.id == "text00000001");
    let shown = state.shelf.contains_key("text00000001");
    assert!(aside != shown, "neither on the shelf nor named, or both");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Save { .. } | Effect::Remove { .. })));
    state.unreadable.iter().for_each(|raw| ground::said(&raw.reason));
}

/// What a file holds is taken in beside what is here, or refused, and then nothing has changed.
fn from_a_disk(text: &str) {
    let mut state = at_desk();
    let before = shelf(&state);
    let picked = Picked { name: "a file.json".into(), text: Some(text.to_owned()) };
    let effects = act(&mut state, Action::Picked(Some(picked)));
    match wire::read(text) {
        Err(_) => {
            assert_eq!(shelf(&state), before, "refused, and yet something changed");
            assert!(!effects.iter().any(|effect| matches!(effect, Effect::Save { .. })));
            let told = state.notice.as_ref().map(|notice| &notice.message);
            assert!(told.is_some() || state.dialog.is_some(), "refused without a word");
            told.iter().for_each(|message| ground::said(message));
        }
        Ok(read) if read.assessment.pack_id == sample::real().id => {
            if matches!(state.dialog, Some(Dialog::Import(_))) {
                act(&mut state, Action::ResolveImport(ImportChoice::KeepBoth));
            }
            assert!(before.iter().all(|entry| shelf(&state).contains(entry)), "what was here is changed");
            let plain = |assessment: &Assessment| Assessment {
                id: "any".into(),
                title: "any".into(),
                updated_at: "any".into(),
                rev: 1,
                ..assessment.clone()
            };
            let came = bring(sample::real(), &read.assessment, &ground::NOW.to_rfc3339())
                .map_or_else(|| read.assessment.clone(), |brought| brought.assessment);
            let came = wire::write(&plain(&came));
            let there = state.shelf.values().any(|entry| wire::write(&plain(&entry.assessment)) == came);
            assert!(there, "taken in, and yet not here");
        }
        Ok(_) => assert_eq!(shelf(&state), before, "another questionnaire's, and yet something changed"),
    }
}

/// Two tabs that tell each other what they hold come to rest with the same, and neither's answers are gone.
pub fn two_tabs(base: Option<&Assessment>, one: &Assessment, other: &Assessment) {
    let of_here = |assessment: &Assessment| Assessment {
        id: HERE.into(),
        pack_id: sample::real().id.clone(),
        pack_version: sample::real().version.clone(),
        ..assessment.clone()
    };
    let (one, other) = (of_here(one), of_here(other));
    let base = base.map(of_here).map(Rc::new);
    let tab = |mine: &Assessment| {
        let mut state = at_desk();
        let entry = state.shelf.get_mut(HERE).unwrap();
        (entry.assessment, entry.synced) = (Rc::new(mine.clone()), base.clone());
        state
    };
    let ends: Vec<Assessment> =
        [(&one, &other), (&other, &one)].map(|(first, second)| rest(tab(first), tab(second))).into();
    let ground = base.map(|base| (*base).clone()).unwrap_or_default();
    for end in &ends {
        for mine in [&one, &other] {
            for (id, answer) in &mine.answers {
                // Who said the same as before, or no longer anything, lets the other take it back; of what stands beside as well.
                let ground = ground.answers.get(id).cloned().unwrap_or_default();
                let says = !answer.says_the_same(&Answer::default()) && !answer.says_the_same(&ground);
                let beside = answer.other.is_some() && answer.other != ground.other;
                let changed = says || beside || !answer.extra.is_empty() && answer.extra != ground.extra;
                assert!(!changed || end.answers.contains_key(id), "the answer to {id} is gone");
            }
        }
    }
    let [first, second] = ends.as_slice() else { panic!() };
    let rated = |end: &Assessment| {
        let ratings = end.answers.iter().map(|(id, answer)| (id.clone(), answer.rating, answer.note.clone()));
        ratings.collect::<Vec<_>>()
    };
    assert_eq!(rated(first), rated(second), "whichever tab spoke first");
}

/// Saves and tells in turn, as the shell does, until neither has anything to add.
fn rest(one: State, other: State) -> Assessment {
    let mut tabs = [one, other];
    let mut told = wire::write(&tabs[0].shelf.get(HERE).unwrap().assessment);
    for turn in 1..12 {
        let tab = &mut tabs[turn % 2];
        let effects = act(tab, Action::StorageChanged(HERE.into(), Some(told.clone())));
        let saved = effects.into_iter().rev().find_map(|effect| match effect {
            Effect::Save { id, text } if id == HERE => Some(text),
            _ => None,
        });
        let Some(text) = saved else {
            let [one, other] = &tabs;
            let of = |state: &State| (*state.shelf.get(HERE).unwrap().assessment).clone();
            // As it is written: what was not understood makes room there for what was answered in its place. As values, since of one
            // number there are several spellings.
            let plain = |state: &State| Assessment { rev: 1, updated_at: "later".into(), ..of(state) };
            let [one_holds, other_holds] =
                [one, other].map(|state| json::parse(&wire::write(&plain(state))).unwrap());
            assert_eq!(one_holds, other_holds, "they rest, and hold different things");
            return of(one);
        };
        let done = SaveOutcome::Done { local: StoreStatus::Ok, durable: StoreStatus::Ok };
        act(tab, Action::Saved(HERE.into(), done));
        told = text;
    }
    panic!("the tabs answer each other for ever");
}
