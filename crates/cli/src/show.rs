//! Entries as a person reads them in a terminal.

use anstyle::Style;
use helmlog_core::journal::{Contribution, Entry, Facets, Line, LineState, LinkKind, Related};

use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::text::{self, columns, one_line, wrapped};

/// Columns that are left to a heading, however narrow the window.
pub(crate) const SHORTEST: usize = 16;

/// An entry, whole.
pub(crate) fn entry(out: &mut Output, entry: &Entry, related: &[Related]) -> Result<(), Failure> {
    let content = &entry.content;
    let at = content.at.map(|at| format!(" {at}")).unwrap_or_default();
    let title = one_line(&content.title);
    out.line(format_args!("{BOLD}{title}{BOLD:#}{}{} · {}{at}", gap(&title), content.kind, content.on))?;
    let filed = text::filed(content);
    if !filed.is_empty() {
        out.line(filed)?;
    }
    let remarks: Vec<String> = [
        Some(entry.id.to_string()),
        entry.written_later.then(|| "written later".to_owned()),
        entry.sample.then(|| "from the sample journal".to_owned()),
        entry.trashed.map(|_| "in the trash".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    out.line(format_args!("{DIM}{}{DIM:#}", remarks.join(" · ")))?;
    if !content.body.trim().is_empty() {
        let width = out.width();
        out.line(format_args!("\n{}", wrapped(content.body.trim_end(), width)))?;
    }
    let mut facts = facts(&content.facets);
    facts.push(("Private", content.private.clone()));
    facts.extend(entry.attachments.iter().map(|file| ("File", format!("{} ({} bytes)", file.name, file.bytes))));
    facts.retain(|(_, value)| !value.trim().is_empty());
    if !(facts.is_empty() && related.is_empty()) {
        out.line("")?;
    }
    for (name, value) in &facts {
        fact(out, name, value)?;
    }
    for Related { kind, incoming, line } in related {
        fact(out, bond(*kind, *incoming), &format!("{} {}", line.on, heading(line)))?;
    }
    Ok(())
}

/// An entry as a line of a list: where to find it, when it was, what it says.
pub(crate) fn line(out: &mut Output, line: &Line) -> Result<(), Failure> {
    let columns = out.columns();
    let id = line.id.to_string();
    let id = if columns.is_some() { short(&id) } else { &id };
    let star = if line.starred { "*" } else { " " };
    let head = format!("{} {}{star} ", line.on, text::padded(line.kind.word(), 10));
    let state = line.state.as_ref().map(state).unwrap_or_default();
    let room = columns.map_or(usize::MAX, |columns| {
        columns.saturating_sub(id.len() + 1 + text::columns(&head) + text::columns(&state) + 2).max(SHORTEST)
    });
    let heading = cut(&heading(line), room);
    let bold = if line.title.trim().is_empty() { Style::new() } else { BOLD };
    out.line(format_args!("{DIM}{id}{DIM:#} {head}{bold}{heading}{bold:#}{}", aside(&state)))
}

/// Words that step back at the end of a line.
pub(crate) fn aside(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("  {DIM}{words}{DIM:#}") }
}

/// The title, or the beginning of the text.
pub(crate) fn heading(line: &Line) -> String {
    one_line(if line.title.trim().is_empty() { &line.excerpt } else { &line.title })
}

/// As much of an id as it takes to tell even entries apart that were imported in the same
/// millisecond: all of its time and 26 bits of chance.
pub(crate) fn short(id: &str) -> &str {
    id.get(..23).unwrap_or(id)
}

/// The text, or as much of it as fits.
pub(crate) fn cut(text: &str, room: usize) -> String {
    if columns(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for one in text.chars() {
        if columns(&kept) + 2 > room {
            break;
        }
        kept.push(one);
    }
    format!("{}…", kept.trim_end())
}

fn gap(title: &str) -> &'static str {
    if title.is_empty() { "" } else { "\n" }
}

pub(crate) fn fact(out: &mut Output, name: &str, value: &str) -> Result<(), Failure> {
    const NAMES: usize = 14;
    let width = out.width().map(|width| width.saturating_sub(NAMES + 1));
    let value = wrapped(value.trim(), width).replace('\n', &format!("\n{}", " ".repeat(NAMES + 1)));
    out.line(format_args!("{DIM}{}{DIM:#} {value}", text::padded(name, NAMES)))
}

pub(crate) fn state(state: &LineState) -> String {
    match state {
        LineState::Open => "open".to_owned(),
        LineState::Resolved { on } => format!("resolved {on}"),
        LineState::Review { on } => format!("review {on}"),
        LineState::Reviewed { came_true: true } => "came true".to_owned(),
        LineState::Reviewed { came_true: false } => "did not come true".to_owned(),
        LineState::Untold => "cannot tell".to_owned(),
        LineState::Outcome { text } => one_line(text),
        LineState::Applied { times } => format!("applied {}", text::often(*times)),
        LineState::From { name } => format!("from {}", one_line(name)),
    }
}

pub(crate) fn bond(kind: LinkKind, incoming: bool) -> &'static str {
    match (kind, incoming) {
        (LinkKind::Source, false) => "Learnt from",
        (LinkKind::Source, true) => "Taught",
        (LinkKind::Applies, false) => "Applies",
        (LinkKind::Applies, true) => "Applied in",
        (LinkKind::About, _) => "Same story",
    }
}

/// What only some kinds carry, by name.
fn facts(facets: &Facets) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if let Some(outcome) = &facets.outcome {
        facts.push(("Metric", outcome.metric.clone()));
        match outcome.change() {
            Some(change) => facts.push(("Outcome", change)),
            None => facts.push(("Baseline", format!("{} {}", outcome.baseline, outcome.unit))),
        }
        facts.push(("Window", outcome.window.clone()));
    }
    if let Some(contribution) = facets.contribution {
        let word = match contribution {
            Contribution::Did => "did it",
            Contribution::Decided => "decided it",
            Contribution::Influenced => "influenced it",
            Contribution::Enabled => "enabled others",
        };
        facts.push(("Contribution", word.to_owned()));
    }
    if let Some(on) = facets.follow_up {
        facts.push(("Ask again", on.to_string()));
    }
    if let Some(challenge) = &facets.challenge {
        facts.push(("Expected", challenge.expected.clone()));
        facts.push(("Happened", challenge.actual.clone()));
        facts.push(("Why", challenge.why.clone()));
        facts.push(("Next", challenge.next.clone()));
        facts.push(("Resolved", challenge.resolved_on.map(|on| on.to_string()).unwrap_or_default()));
    }
    if let Some(lesson) = &facets.lesson {
        facts.push(("Lesson", lesson.sentence.clone()));
        facts.push(("If", lesson.when.clone()));
        facts.push(("Then", lesson.then.clone()));
        facts.push(("Retired", lesson.retired_on.map(|on| on.to_string()).unwrap_or_default()));
    }
    if let Some(decision) = &facets.decision {
        facts.extend(decision.options.iter().map(|option| ("Option", option.clone())));
        facts.push(("Choice", decision.choice.clone()));
        let sure = decision.confidence.map(|percent| format!(" ({percent}\u{a0}%)")).unwrap_or_default();
        facts.push(("Forecast", format!("{}{sure}", decision.forecast)));
        facts.push(("Review", decision.review_on.map(|on| on.to_string()).unwrap_or_default()));
        facts.push(("Happened", decision.happened.clone()));
        let verdict = match (decision.came_true, decision.judged_on) {
            (Some(true), _) => "yes",
            (Some(false), _) => "no",
            (None, Some(_)) => "cannot tell",
            (None, None) => "",
        };
        facts.push(("Came true", verdict.to_owned()));
    }
    if let Some(feedback) = &facets.feedback {
        facts.push(("Quote", feedback.quote.clone()));
        facts.push(("From", feedback.from.clone()));
        facts.push(("Relationship", feedback.relationship.clone()));
        if !feedback.quote.is_empty() {
            facts.push(("May be quoted", if feedback.may_quote { "yes" } else { "no" }.to_owned()));
        }
    }
    if facets.quiet {
        facts.push(("Comes back", "not by itself".to_owned()));
    }
    facts
}
