//! Reads a lens's wording from JSON: the same texts as a block's where there are the same things, and those that only a lens has.

use crate::content::{GroupWording, ItemWording, Reader, ThreadWording, Wording};
use crate::json::Value;
use crate::pack::{ItemId, Pack};

/// Where a text stands that belongs to an item and is not its own: no item can have an id with an `@`.
pub(super) fn aside(id: &ItemId, what: &str) -> ItemId {
    ItemId(format!("{id}@{what}"))
}

impl<const TELLS: bool> Reader<'_, TELLS> {
    /// Reads the wording of a lens.
    pub(crate) fn lens(&mut self, pack: &Pack) -> Wording {
        let Some(mut wording) = self.head(pack) else { return Wording::default() };
        let facets = self.section("facets", &|key| pack.groups.iter().any(|group| group.id.as_str() == key));
        for group in &pack.groups {
            let value = facets.get(group.id.as_str());
            let at = |field| ["facets", group.id.as_str(), field];
            let name = self.text(value.and_then(|v| v.get("name")), &at("name"));
            let about = self.text(value.and_then(|v| v.get("about")), &at("about"));
            let title = GroupWording { title: name.clone(), ..GroupWording::default() };
            wording.groups.insert(group.id.clone(), title);
            let thread = ThreadWording { name, about, ..ThreadWording::default() };
            wording.threads.insert(group.thread.clone(), thread);
        }
        let items = self.section("items", &|key| pack.slot(key).is_some());
        for item in &pack.asked {
            let value = items.get(item.id.as_str());
            let step = self.wanted(value, "next", &item.id);
            if item.per_side {
                let (it, business) =
                    (self.put_to(value, "it", &item.id), self.put_to(value, "business", &item.id));
                wording.items.insert(item.id.clone(), ItemWording { step: step.clone(), ..it });
                wording.items.insert(aside(&item.id, "business"), ItemWording { step, ..business });
            } else {
                let at = |field| ["items", item.id.as_str(), field];
                let text = self.text(value.and_then(|v| v.get("text")), &at("text"));
                let help = self.text(value.and_then(|v| v.get("help")), &at("help"));
                wording.items.insert(item.id.clone(), ItemWording { text, help, step });
            }
            let text = self.wanted(value, "note", &item.id);
            if !text.is_empty() {
                let note = ItemWording { text, ..ItemWording::default() };
                wording.items.insert(aside(&item.id, "note"), note);
            }
        }
        self.reflection(&mut wording);
        wording
    }

    /// The questions to think about, whichever stand there; whether they are those of the pack is seen where both are joined.
    fn reflection(&mut self, wording: &mut Wording) {
        let Some(reflection) = self.root.get("reflection") else { return };
        let about = self.text(reflection.get("about"), &["reflection", "about"]);
        let mut put = |id: ItemId, text: String| {
            wording.items.insert(id, ItemWording { text, ..ItemWording::default() });
        };
        put(aside(&ItemId::default(), "reflection"), about);
        for (id, text) in reflection.get("questions").and_then(Value::as_object).into_iter().flatten() {
            let text = self.text(Some(text), &["reflection", "questions", id]);
            put(aside(&ItemId::from(id.as_str()), "reflection"), text);
        }
    }

    /// A text that may be left out, and must not be empty where it is there.
    fn wanted(&mut self, value: Option<&Value>, field: &str, item: &ItemId) -> String {
        let text = value.and_then(|v| v.get(field));
        if text.is_some() { self.text(text, &["items", item.as_str(), field]) } else { String::new() }
    }

    fn put_to(&mut self, value: Option<&Value>, side: &str, item: &ItemId) -> ItemWording {
        let value = value.and_then(|v| v.get(side));
        let text = self.text(value.and_then(|v| v.get("text")), &["items", item.as_str(), side, "text"]);
        let help = self.text(value.and_then(|v| v.get("help")), &["items", item.as_str(), side, "help"]);
        ItemWording { text, help, step: String::new() }
    }
}
