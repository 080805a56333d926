//! The letters on the pages of a PDF, in the order in which they are set, and every string besides: title, author,
//! outline, alternative texts, XMP.

use hayro_cmap::BfString;
use hayro_interpret::font::Glyph;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, Stream};
use kurbo::{Affine, BezPath, Point, Rect, Vec2};

use super::{Runs, Text};
use crate::error::{Error, Result};

/// Units of a font's letters.
const EM: f64 = 1000.0;

/// Fractions of the size: a space, the distance to another column, and that to another line.
const SPACE: f64 = 0.12;
const COLUMN: f64 = 3.0;
const LINE: f64 = 0.4;

/// How far objects of a PDF may lie in one another.
const DEEPEST: usize = 64;

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Text>> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| Error::Unreadable("it is no PDF"))?;
    let mut texts = Vec::new();
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, Rect::new(0.0, 0.0, 1.0, 1.0), &cache, pdf.xref(), settings);
        let mut letters = Letters::default();
        interpret_page(page, &mut context, &mut letters);
        texts.push(Text::at(format!("page {number}"), letters.runs.0));
    }
    for object in pdf.objects() {
        walk(object, 0, &mut texts);
    }
    Ok(texts)
}

/// Reads letters off a page.
#[derive(Default)]
struct Letters {
    runs: Runs,
    /// Where the letter before ends, and how large it is.
    last: Option<(Point, f64)>,
}

impl Letters {
    fn set(&mut self, letter: &str, at: Affine, width: f64) {
        let (start, end) = (at * Point::ORIGIN, at * Point::new(width, 0.0));
        let along = at * Point::new(EM, 0.0) - start;
        let size = along.hypot().max(f64::EPSILON);
        if let Some((before, size_before)) = self.last {
            let moved: Vec2 = start - before;
            let onward = moved.dot(along) / size;
            let aside = moved.cross(along).abs() / size;
            let scale = size.max(size_before);
            if aside > LINE * scale || onward < -scale || onward > COLUMN * scale {
                self.runs.end_line();
            } else if onward > SPACE * scale && !self.runs.0.ends_with([' ', '\n']) {
                self.runs.add(" ");
            }
        }
        self.runs.add(letter);
        self.last = Some((end, size));
    }
}

impl<'a> Device<'a> for Letters {
    fn draw_glyph(&mut self, glyph: &Glyph<'a>, at: Affine, inside: Affine, _: &Paint<'a>, _: &GlyphDrawMode) {
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map(f64::from),
            Glyph::Type3(_) => None,
        };
        let letter = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(letters)) => letters,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        self.set(&letter, at * inside, width.unwrap_or(EM / 2.0));
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Every string and name of an object, and the text of its XMP.
fn walk(object: Object<'_>, depth: usize, texts: &mut Vec<Text>) {
    const PLACE: &str = "properties, outline or alternative text";
    if depth > DEEPEST {
        return;
    }
    match object {
        Object::String(string) => texts.push(Text::at(PLACE, decoded(string.as_bytes()))),
        Object::Name(name) => texts.push(Text::at(PLACE, name.as_str())),
        Object::Array(array) => walk_array(&array, depth, texts),
        Object::Dict(dict) => walk_dict(&dict, depth, texts),
        Object::Stream(stream) => {
            walk_dict(stream.dict(), depth, texts);
            if is_text(&stream)
                && let Ok(bytes) = stream.decoded()
            {
                texts.push(Text::at("metadata", String::from_utf8_lossy(&bytes)));
            }
        }
        Object::Null(_) | Object::Boolean(_) | Object::Number(_) => {}
    }
}

fn walk_array(array: &Array<'_>, depth: usize, texts: &mut Vec<Text>) {
    for item in array.raw_iter() {
        // What is only referred to is an object of its own.
        if let MaybeRef::NotRef(object) = item {
            walk(object, depth + 1, texts);
        }
    }
}

fn walk_dict(dict: &Dict<'_>, depth: usize, texts: &mut Vec<Text>) {
    for (_, value) in dict.entries() {
        if let MaybeRef::NotRef(object) = value {
            walk(object, depth + 1, texts);
        }
    }
}

/// Whether a stream is text: XMP, or an attached file.
fn is_text(stream: &Stream<'_>) -> bool {
    let sort = stream.dict().get::<hayro_syntax::object::Name<'_>>("Type");
    sort.is_some_and(|sort| matches!(sort.as_str(), "Metadata" | "EmbeddedFile"))
}

/// A text string of a PDF: UTF-16 or UTF-8 with a mark, or PDFDocEncoding, which is Latin 1 for letters.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks_exact(2).filter_map(|two| Some(u16::from_be_bytes(two.try_into().ok()?))).collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        latin => latin.iter().copied().map(char::from).collect(),
    }
}
