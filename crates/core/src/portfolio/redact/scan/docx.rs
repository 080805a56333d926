//! The text of every part of a DOCX file: the document, its footers, its properties, its styles.

use std::io::{Cursor, Read};

use roxmltree::{Document, Node, NodeType};
use zip::ZipArchive;

use super::{Runs, Text};
use crate::error::{Error, Result};

/// Elements of WordprocessingML behind which a line ends.
const LINES: [&str; 6] = ["p", "tc", "tr", "br", "cr", "tab"];

/// Elements between whose texts nothing ends: runs of one paragraph.
const RUNS: [&str; 8] = ["r", "t", "hyperlink", "ins", "smartTag", "sdt", "sdtContent", "bookmarkStart"];

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Text>> {
    const NONE: Error = Error::Unreadable("it is no DOCX");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NONE)?;
    let mut texts = vec![Text::at("comment of the file", String::from_utf8_lossy(archive.comment()))];
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|_| NONE)?;
        let name = part.name().map_err(|_| NONE)?.into_owned();
        texts.push(Text::at("name of a part", &name));
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let mut source = String::new();
            part.read_to_string(&mut source).map_err(|_| NONE)?;
            let document = Document::parse(&source).map_err(|_| Error::Unreadable("a part of it is no XML"))?;
            let mut runs = Runs::default();
            walk(document.root(), &name, &mut runs, &mut texts);
            texts.push(Text::at(name, runs.0));
        }
    }
    Ok(texts)
}

fn walk(node: Node<'_, '_>, part: &str, runs: &mut Runs, texts: &mut Vec<Text>) {
    match node.node_type() {
        NodeType::Text => runs.add(node.text().unwrap_or_default()),
        NodeType::Comment => texts.push(Text::at(format!("comment in {part}"), node.text().unwrap_or_default())),
        NodeType::Element => {
            for attribute in node.attributes() {
                texts.push(Text::at(format!("attribute in {part}"), attribute.value()));
            }
        }
        _ => {}
    }
    node.children().for_each(|child| walk(child, part, runs, texts));
    let name = node.tag_name().name();
    if LINES.contains(&name) || (node.is_element() && !RUNS.contains(&name)) {
        runs.end_line();
    }
}
