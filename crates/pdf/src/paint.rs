//! The pages as a PDF: krilla's part of the work. Nothing is placed here.

use std::num::NonZeroU16;

use krilla::action::Action;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::{Destination, XyzDestination};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document as File, SerializeSettings};
use pomscope_core::report::document::{Direction, Document};
use pomscope_core::report::drawing::{Anchor as At, Drawing, Ink, Mark, Stroke as Whole, Weight};

use crate::blocks::narrow;
use crate::face::{self, Faces};
use crate::layout::{Heading, Item, Layout, Node, Role, Shape};
use crate::letters::{self, Missing};
use crate::look;
use crate::strip::{Numbering, Tree};
use crate::{Attachment, Packing, PdfError, cover};

/// What is drawn with.
struct Brush<'a> {
    faces: &'a Faces,
    regular: Font,
    bold: Font,
}

/// Where a figure stands: the page and the rectangle.
type Framed = (Node, BBox);

/// Writes the file.
///
/// # Errors
/// [`PdfError`] where a font cannot be read or the writer refuses.
pub fn paint(
    document: &Document,
    layout: &Layout,
    attachment: Option<Attachment<'_>>,
    packing: Packing,
) -> Result<Vec<u8>, PdfError> {
    let font = |bytes: &'static [u8]| Font::new(bytes.into(), 0).ok_or(PdfError::Font);
    let brush = Brush { faces: &layout.faces, regular: font(face::REGULAR)?, bold: font(face::BOLD)? };
    let mut file = File::new_with(settings(packing)?);
    let mut leaves: Vec<Vec<Identifier>> = vec![Vec::new(); layout.tree.len()];
    let mut frames: Vec<Framed> = Vec::new();
    for at in 0..layout.pages.len() {
        page(&mut file, &brush, layout, at, &mut leaves, &mut frames)?;
    }
    file.set_outline(outline(layout, &cover::recorded_title(document)));
    let mut tree = TagTree::new();
    for child in layout.tree.children(Tree::ROOT) {
        if let Some(group) = group(&layout.tree, *child, &leaves, &frames) {
            tree.push(group);
        }
    }
    file.set_tag_tree(tree);
    let date = date(&document.date);
    file.set_metadata(metadata(document, date));
    if let Some(attachment) = attachment {
        attach(&mut file, document, attachment, date, packing);
    }
    file.finish().map_err(|error| PdfError::Refused(error.to_string()))
}

fn settings(packing: Packing) -> Result<SerializeSettings, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| PdfError::Refused("the standards exclude each other".to_owned()))?;
    let open = packing == Packing::Open;
    Ok(SerializeSettings {
        configuration,
        compress_content_streams: !open,
        ascii_compatible: false,
        ..SerializeSettings::default()
    })
}

/// The language's tag where it is one, else "undetermined".
fn language(tag: &str) -> String {
    let part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first = tag.split('-').next().unwrap_or_default();
    let sound = tag.split('-').all(part)
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (2..=3).contains(&first.len());
    if sound { tag.to_owned() } else { "und".to_owned() }
}

fn metadata(document: &Document, date: DateTime) -> Metadata {
    let direction = match document.direction {
        Direction::LeftToRight => TextDirection::LeftToRight,
        Direction::RightToLeft => TextDirection::RightToLeft,
    };
    Metadata::new()
        .title(cover::recorded_title(document))
        .description(letters::recorded(&document.subject, 2_000))
        .creator("Pomscope".to_owned())
        .language(language(&document.lang))
        .creation_date(date)
        .text_direction(direction)
}

/// A date, or a moment in Greenwich time, as the file keeps it; the first day of 1970 where there is none, since a file that holds another must have one.
fn date(text: &str) -> DateTime {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    let small = |from: usize, to: usize| number(from, to).and_then(|number| u8::try_from(number).ok());
    let (Some(year), Some(month), Some(day)) = (number(0, 4), small(5, 7), small(8, 10)) else {
        return DateTime::new(1970).month(1).day(1).hour(0).minute(0).second(0).utc_offset_hour(0);
    };
    let hour = small(11, 13).unwrap_or_default();
    let (minute, second) = (small(14, 16).unwrap_or_default(), small(17, 19).unwrap_or_default());
    let day = DateTime::new(year).month(month).day(day);
    day.hour(hour).minute(minute).second(second).utc_offset_hour(0).utc_offset_minute(0)
}

fn attach(
    file: &mut File,
    document: &Document,
    attachment: Attachment<'_>,
    date: DateTime,
    packing: Packing,
) {
    let named = letters::recorded(attachment.name, 200);
    let path = if named.is_empty() { "data".to_owned() } else { named };
    let told = letters::recorded(&document.words.attachment, 1_000);
    let description = if told.is_empty() { path.clone() } else { told };
    let embedded = EmbeddedFile {
        path,
        mime_type: MimeType::new(attachment.media_type).or_else(|| MimeType::new("application/octet-stream")),
        description: Some(description),
        // The document was made from this file, which can be opened again.
        association_kind: AssociationKind::Source,
        data: attachment.bytes.to_vec().into(),
        modification_date: Some(date),
        compress: Some(packing == Packing::Tight),
        location: None,
    };
    // It refuses a second file of the same name alone, and there is one.
    let _ = file.embed_file(embedded);
}

fn destination(heading: &Heading) -> XyzDestination {
    XyzDestination::new(heading.page, Point::from_xy(0.0, (heading.top - 12.0).max(0.0)))
}

/// Bookmarks: the title, then the sections with their headings.
fn outline(layout: &Layout, title: &str) -> Outline {
    let mut outline = Outline::new();
    outline.push_child(OutlineNode::new(title.to_owned(), XyzDestination::new(0, Point::from_xy(0.0, 0.0))));
    let mut open: Option<OutlineNode> = None;
    for heading in &layout.headings {
        let recorded = letters::recorded(&heading.title, 500);
        let name = if recorded.is_empty() { "–".to_owned() } else { recorded };
        let node = OutlineNode::new(name, destination(heading));
        match open.as_mut() {
            Some(section) if heading.level > 2 => section.push_child(node),
            _ => {
                if let Some(done) = open.replace(node) {
                    outline.push_child(done);
                }
            }
        }
    }
    if let Some(done) = open {
        outline.push_child(done);
    }
    outline
}

fn page(
    file: &mut File,
    brush: &Brush<'_>,
    layout: &Layout,
    at: usize,
    leaves: &mut [Vec<Identifier>],
    frames: &mut Vec<Framed>,
) -> Result<(), PdfError> {
    let (width, height) = layout.paper;
    let items = layout.pages.get(at).map(|page| page.items.as_slice()).unwrap_or_default();
    let settings = PageSettings::from_wh(width, height)
        .ok_or_else(|| PdfError::Refused("a page has no size".to_owned()))?;
    let mut page = file.start_page_with(settings);
    let mut surface = page.surface();
    let seen = |item: &&Item| !matches!(item.shape, Shape::Link { .. });
    let mut items_seen = items.iter().filter(seen).peekable();
    while let Some(item) = items_seen.next() {
        let tag = match item.owner {
            Some(_) => ContentTag::Other,
            None => ContentTag::Artifact(Artifact::with_kind(decoration(item, layout.foot))),
        };
        let leaf = surface.start_tagged(tag);
        brush.item(&mut surface, item);
        while let Some(next) = items_seen.next_if(|next| {
            next.owner == item.owner
                && (item.owner.is_some() || decoration(next, layout.foot) == decoration(item, layout.foot))
        }) {
            brush.item(&mut surface, next);
        }
        surface.end_tagged();
        let Some(node) = item.owner else { continue };
        if let Some(leaves) = leaves.get_mut(node.0) {
            leaves.push(leaf);
        }
        if let Shape::Picture(drawing, scale) = &item.shape
            && let Some(rect) = Rect::from_xywh(item.x, item.y, item.width, narrow(drawing.height) * scale)
        {
            frames.push((node, BBox::new(at, rect)));
        }
    }
    surface.finish();
    for item in items {
        let Shape::Link { height, to, words } = &item.shape else { continue };
        let (Some(rect), Some(heading), Some(node)) =
            (Rect::from_xywh(item.x, item.y, item.width, *height), layout.headings.get(to.0), item.owner)
        else {
            continue;
        };
        let target = Target::Action(Action::Goto(Destination::Xyz(destination(heading))));
        let link = Annotation::new_link(LinkAnnotation::new(rect, target), Some(words.clone()));
        let leaf = page.add_tagged_annotation(link);
        if let Some(leaves) = leaves.get_mut(node.0) {
            leaves.push(leaf);
        }
    }
    page.finish();
    Ok(())
}

/// What a decoration is: the foot, a head shown again, or a mere line.
fn decoration(item: &Item, foot: f32) -> ArtifactType {
    match item.shape {
        Shape::Text { .. } if item.y > foot => ArtifactType::Footer,
        Shape::Text { .. } => ArtifactType::PaginationOther,
        _ => ArtifactType::Layout,
    }
}

/// The node with everything below it; none where nothing is.
fn group(tree: &Tree, node: Node, leaves: &[Vec<Identifier>], frames: &[Framed]) -> Option<TagGroup> {
    let frame = || frames.iter().find(|(framed, _)| *framed == node).map(|(_, frame)| *frame);
    let mut group = TagGroup::new(tag(tree.role(node)?, frame));
    for child in tree.children(node) {
        if let Some(below) = self::group(tree, *child, leaves, frames) {
            group.push(below);
        }
    }
    for leaf in leaves.get(node.0).map(Vec::as_slice).unwrap_or_default() {
        group.push(*leaf);
    }
    (!group.children.is_empty()).then_some(group)
}

fn tag(role: &Role, frame: impl Fn() -> Option<BBox>) -> TagKind {
    match role {
        Role::Document | Role::Group => Tag::Div.into(),
        Role::Part => Tag::Part.into(),
        Role::Section => Tag::Section.into(),
        Role::Heading(level, title) => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(title.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::List(Numbering::Terms) => Tag::L(ListNumbering::None).into(),
        Role::List(Numbering::Bullets) => Tag::L(ListNumbering::Disc).into(),
        Role::List(Numbering::Numbers) => Tag::L(ListNumbering::Decimal).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::TableHead => Tag::THead.into(),
        Role::TableBody => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure(words) => Tag::Figure(Some(words.clone())).with_bbox(frame()).into(),
        Role::Caption => Tag::Caption.into(),
        Role::Contents => Tag::TOC.into(),
        Role::Entry => Tag::TOCI.into(),
        Role::Reference => Tag::Reference.into(),
        Role::Link => Tag::Link.into(),
    }
}

fn color(ink: Ink) -> rgb::Color {
    let [red, green, blue] = look::rgb(ink);
    rgb::Color::new(red, green, blue)
}

fn fill(ink: Ink) -> Option<Fill> {
    Some(Fill { paint: color(ink).into(), opacity: NormalizedF32::ONE, ..Fill::default() })
}

fn stroke(ink: Ink, width: f32, whole: Whole) -> Option<Stroke> {
    let dash = match whole {
        Whole::Whole => None,
        Whole::Dashed => Some(StrokeDash { array: vec![2.0 * width, 1.5 * width], offset: 0.0 }),
    };
    Some(Stroke { paint: color(ink).into(), width, dash, ..Stroke::default() })
}

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

/// A circle of four curves.
fn circle(x: f32, y: f32, r: f32) -> Option<Path> {
    let k = r * 0.552_285;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
    path.finish()
}

impl Brush<'_> {
    fn item(&self, surface: &mut Surface<'_>, item: &Item) {
        match &item.shape {
            Shape::Text { text, size, weight, ink } => {
                self.text(surface, (item.x, item.y), text, *size, *weight, *ink);
            }
            Shape::Rect { height, ink } => {
                if let Some(path) = rectangle(item.x, item.y, item.width, *height) {
                    surface.set_stroke(None);
                    surface.set_fill(fill(*ink));
                    surface.draw_path(&path);
                }
            }
            Shape::Picture(drawing, scale) => self.picture(surface, drawing, (item.x, item.y), *scale),
            Shape::Nothing | Shape::Link { .. } | Shape::PageOf { .. } => {}
        }
    }

    fn text(
        &self,
        surface: &mut Surface<'_>,
        at: (f32, f32),
        text: &str,
        size: f32,
        weight: Weight,
        ink: Ink,
    ) {
        let mut glyphs = Vec::with_capacity(text.len());
        for (from, character) in text.char_indices() {
            let Some(sort) = self.faces.sort(character, weight) else { continue };
            let range = from..from + character.len_utf8();
            let glyph = GlyphId::new(sort.glyph);
            glyphs.push(KrillaGlyph::new(glyph, sort.advance, 0.0, 0.0, 0.0, range, None));
        }
        if glyphs.is_empty() {
            return;
        }
        let font = match weight {
            Weight::Regular => self.regular.clone(),
            Weight::Bold => self.bold.clone(),
        };
        surface.set_stroke(None);
        surface.set_fill(fill(ink));
        surface.draw_glyphs(Point::from_xy(at.0, at.1), &glyphs, font, text, size, false);
    }

    fn picture(&self, surface: &mut Surface<'_>, drawing: &Drawing, (left, top): (f32, f32), scale: f32) {
        let place = |(x, y): (f64, f64)| (left + narrow(x) * scale, top + narrow(y) * scale);
        for mark in &drawing.marks {
            match mark {
                Mark::Rect { x, y, width, height, fill: ink } => {
                    let (x, y) = place((*x, *y));
                    let path = rectangle(x, y, narrow(*width) * scale, narrow(*height) * scale);
                    surface.set_stroke(None);
                    surface.set_fill(fill(*ink));
                    path.iter().for_each(|path| surface.draw_path(path));
                }
                Mark::Line { from, to, width, ink, stroke: whole } if narrow(*width) > 0.0 => {
                    let ((x, y), (to_x, to_y)) = (place(*from), place(*to));
                    let mut path = PathBuilder::new();
                    path.move_to(x, y);
                    path.line_to(to_x, to_y);
                    surface.set_fill(None);
                    surface.set_stroke(stroke(*ink, narrow(*width) * scale, *whole));
                    path.finish().iter().for_each(|path| surface.draw_path(path));
                }
                Mark::Dot { at, r, fill: ink, edge } if narrow(*r) > 0.0 => {
                    let (x, y) = place(*at);
                    surface.set_fill(fill(*ink));
                    surface.set_stroke(stroke(*edge, 2.0 * scale, Whole::Whole));
                    circle(x, y, narrow(*r) * scale).iter().for_each(|path| surface.draw_path(path));
                }
                Mark::Text { at, size, anchor, weight, ink, text } if narrow(*size) > 0.0 => {
                    let text = letters::shown(self.faces, text, &mut Missing::default()).replace('\n', " ");
                    let size = narrow(*size) * scale;
                    let wide = self.faces.width(&text, *weight) * size;
                    let (x, y) = place(*at);
                    let x = match anchor {
                        At::Start => x,
                        At::Middle => x - wide / 2.0,
                        At::End => x - wide,
                    };
                    // Words of a figure stand apart from each other for those who read the text out.
                    self.text(surface, (x, y), &format!("{text} "), size, *weight, *ink);
                }
                // What has no size cannot be seen.
                Mark::Line { .. } | Mark::Dot { .. } | Mark::Text { .. } => {}
            }
        }
    }
}
