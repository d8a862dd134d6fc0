//! What stands after `#` in an address, what a tab left as its place, and what a page tells of itself: any of it leads to a screen that is there, and none of it changes an answer.

use pomscope_core::json;
use pomscope_core::owner::Owner;
use pomscope_core::room;
use pomscope_core::state::{Action, Effect, LensPlace, State, Step};
use pomscope_core::wire;

use super::ground::{self, Part, act, begun, shelf, stored};

/// The text as an address, at the start and later, as the place of a tab, and as what a page tells.
pub fn takes(text: &str) {
    let here = wire::write(&ground::answered());
    let loaded = || stored(&[(ground::HERE, &here)]);
    let open = json::object(vec![("current", ground::HERE.into()), ("step", "#/scope".into())]).to_string();
    for part in [Part::Questions, Part::Desk] {
        for place in [None, Some(open.as_str()), Some(text)] {
            for address in [text, ""] {
                let (state, effects) = begun(loaded(), place, address, part);
                sound(&state, &effects, &here);
                if part == Part::Questions {
                    // They may be about to hand over to the desk, and show their last screen meanwhile.
                    continue;
                }
                let (again, _) = begun(loaded(), Some(&kept_place(&state)), &state.path(), part);
                assert_eq!(
                    (again.path(), again.step, &again.current),
                    (state.path(), state.step, &state.current),
                    "{text:?} leads elsewhere once it is loaded again"
                );
            }
        }
        let (mut state, _) = begun(loaded(), Some(&open), "#/scope", part);
        let effects = act(&mut state, Action::Navigated(text.to_owned()));
        sound(&state, &effects, &here);
    }
    if let Some(step) = room::Step::parse(text) {
        assert_eq!(room::Step::parse(&step.path()), Some(step), "{text:?}");
    }
    if let Ok(page) = json::parse(text) {
        safe(&Owner::read(&page));
    }
}

/// As the shell keeps it: what the last effect said, and otherwise what any would say.
fn kept_place(state: &State) -> String {
    let mut state = state.clone();
    let same = Action::Configured(state.surroundings.clone());
    let effects = act(&mut state, same);
    let kept = effects.into_iter().find_map(|effect| match effect {
        Effect::KeepPlace(text) => Some(text),
        _ => None,
    });
    kept.unwrap()
}

fn sound(state: &State, effects: &[Effect], here: &str) {
    for (id, text) in shelf(state) {
        // A place may name one that was begun and is empty still.
        let empty = state.shelf.get(&id).is_some_and(|entry| entry.assessment.rev == 0);
        assert!(text == here || empty && id != ground::HERE, "an address changes no answer: {text}");
    }
    assert_eq!(state.shelf.contains_key(ground::HERE), state.desk_part.is_some());
    let pack = &state.content.pack;
    assert_eq!(Step::parse(&state.step.path(), pack), Some(state.step));
    assert!(!state.step.needs_assessment() || state.current.is_some(), "{:?} without one", state.step);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::RemoveAll | Effect::Remove { .. })));
    if let Some(notice) = &state.notice {
        ground::said(&notice.message);
    }
    let place = state.lens_place();
    let lenses = &state.content.lenses;
    assert_eq!(LensPlace::parse(&place.tail(lenses), lenses), place);
    assert!(place.lens().is_none_or(|at| at < lenses.len()));
}

/// Addresses of a page's owner are of the kinds that nothing runs by.
fn safe(owner: &Owner) {
    let call = owner.cta.as_ref().map(|cta| &cta.href);
    for (address, schemes) in
        [(owner.privacy.as_ref(), &["https", "http"][..]), (call, &["https", "http", "mailto"])]
    {
        let Some(address) = address else { continue };
        let scheme = address.split(':').next().unwrap_or_default().to_ascii_lowercase();
        assert!(schemes.contains(&scheme.as_str()), "{address}");
        assert!(!address.contains(|c: char| c.is_control() || c.is_whitespace()), "{address:?}");
    }
    assert!(owner.logo.as_ref().is_none_or(|logo| logo.starts_with("data:image/")));
    owner.problems.iter().for_each(ground::said);
}
