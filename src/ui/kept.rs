//! A part of a screen that is drawn anew only where what it shows has changed; what it shows, and that this is all it shows, is the screens' business.

use std::any::Any;
use std::rc::Rc;

use yew::prelude::*;

use crate::store::Store;

/// A part under `key` among its siblings, with all that it shows besides the catalogue's texts and whether the keys rate.
pub fn kept<T: PartialEq + 'static>(
    store: &Store,
    key: &str,
    shows: T,
    draw: fn(&Store, &T) -> Html,
) -> Html {
    let part: Rc<dyn Part> = Rc::new(Of { shows, draw });
    html! { <Kept key={key.to_owned()} store={store.clone()} {part} /> }
}

/// What a part shows and how: behind one name, so that the bundle holds the component once.
trait Part {
    fn is(&self, other: &dyn Part) -> bool;
    fn draw(&self, store: &Store) -> Html;
    fn as_any(&self) -> &dyn Any;
}

struct Of<T> {
    shows: T,
    draw: fn(&Store, &T) -> Html,
}

impl<T: PartialEq + 'static> Part for Of<T> {
    fn is(&self, other: &dyn Part) -> bool {
        other.as_any().downcast_ref::<Self>().is_some_and(|other| self.shows == other.shows)
    }

    fn draw(&self, store: &Store) -> Html {
        (self.draw)(store, &self.shows)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[derive(Clone, Properties)]
struct KeptProps {
    store: Store,
    part: Rc<dyn Part>,
}

impl PartialEq for KeptProps {
    fn eq(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.store.state(), other.store.state());
        Rc::ptr_eq(&mine.content, &theirs.content) && mine.keys == theirs.keys && self.part.is(&*other.part)
    }
}

#[component]
fn Kept(props: &KeptProps) -> Html {
    props.part.draw(&props.store)
}
