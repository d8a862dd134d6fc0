//! The owner of the page around, as the result, the report and the preview show it; what of the page's words is used decides core.

use pomscope_core::owner::Owner;

use crate::store::Store;
use crate::ui::element::{Element, el};

/// The owner's picture; it speaks the name.
pub fn logo(store: &Store, owner: &Owner) -> Option<Element> {
    let spoken = if owner.name.is_empty() {
        String::new()
    } else {
        store.state().texts().fill("owner.logo", &[("owner", owner.name.clone())])
    };
    owner.logo.as_ref().map(|logo| el("img.logo").attr("src", logo.clone()).attr("alt", spoken))
}

/// A link that opens beside the page, so that nothing here is lost by it.
fn away(link: Element, href: &str) -> Element {
    link.attr("href", href.to_owned()).attr("target", "_blank".to_owned()).attr("rel", "noopener".to_owned())
}

/// Name, picture, where to go, contact and privacy notice.
pub fn offered(store: &Store, owner: &Owner, call: Option<Element>) -> Element {
    let texts = store.state().texts();
    let named = |named: &str, plain: &str| match owner.name.as_str() {
        "" => texts.get(plain).to_owned(),
        name => texts.fill(named, &[("owner", name.to_owned())]),
    };
    let contact = owner
        .contact
        .as_ref()
        .map(|mail| el("p").add(el("a.link").attr("href", format!("mailto:{mail}")).text(mail.clone())));
    let privacy = owner.privacy.as_ref().map(|href| {
        let words = named("owner.privacy", "owner.privacy.plain");
        el("p.small").add(away(el("a.link"), href).text(words))
    });
    let title = named("owner.offered", "owner.offered.plain");
    let ways = el("div.stack.tight").maybe(logo(store, owner)).maybe(call).maybe(contact).maybe(privacy);
    el("div.sect.owner").add(el("div").add(el("h2").text(title))).add(ways)
}

/// Where the owner would like a visitor to go after the result.
pub fn call(store: &Store, owner: &Owner) -> Option<Element> {
    let cta = owner.cta.as_ref()?;
    let label = owner.call_label(store.state().texts());
    Some(el("div.row").add(away(el("a#cta.btn"), &cta.href).text(label)))
}
