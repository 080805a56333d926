//! `helmlog reading`: articles, books, talks and courses.

use clap::{Args, Subcommand};
use helmlog_core::Vault;
use helmlog_core::id::RecordId;
use helmlog_core::reading::{ReadingItem, ReadingLine, ReadingSort, ReadingStatus};

use super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::show::{aside, short};
use crate::text::one_line;

const EXAMPLES: &str = "\
Examples:
  helmlog reading
  helmlog reading add 'Good Strategy Bad Strategy' --by Leila
  helmlog reading add https://example.com/how-we-hire
  helmlog reading start strategy
  helmlog reading done strategy
  helmlog reading takeaway strategy 'A strategy says what not to do'
  helmlog reading lesson strategy      (makes a lesson of it, and prints the lesson's id)

READING is a part of a title that fits no other, or the beginning of an id.";

/// Keep what you read, and what you take away from it.
///
/// Without a command: what to read next, what you are reading, and what you have read.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Reading {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List everything.
    List,
    /// Add something to read next. Prints its id.
    Add(Add),
    /// You are reading it from today.
    Start(One),
    /// You have read it.
    Done(One),
    /// You will not read it to the end.
    Drop(One),
    /// Put it back among what to read next, at a place.
    Next(Next),
    /// Say in a sentence what you take away from it.
    Takeaway(Takeaway),
    /// Make a lesson of what you took away. Prints the lesson's id.
    Lesson(One),
    /// Take it off the list.
    Remove(One),
}

#[derive(Debug, Args)]
struct One {
    /// Which.
    #[arg(value_name = "READING")]
    reading: String,
}

#[derive(Debug, Args)]
struct Add {
    /// The title, a link, or both.
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// article, book, talk or course; without it an article where there is a link, else a book.
    #[arg(long, value_name = "SORT")]
    sort: Option<ReadingSort>,
    /// Who wrote it or speaks.
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Who recommended it: somebody from `helmlog people`.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

#[derive(Debug, Args)]
struct Next {
    /// Which.
    #[arg(value_name = "READING")]
    reading: String,
    /// Its place: 1 is the first. Without it, it goes to the end.
    #[arg(long, value_name = "PLACE", value_parser = clap::value_parser!(u32).range(1..))]
    at: Option<u32>,
}

#[derive(Debug, Args)]
struct Takeaway {
    /// Which.
    #[arg(value_name = "READING")]
    reading: String,
    /// The sentence.
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
}

impl Reading {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        match self.what {
            None | Some(What::List) => list(&place.to_read()?, out),
            Some(What::Add(add)) => {
                let vault = place.to_add(out)?;
                add.run(&vault, out)
            }
            Some(What::Start(one)) => set(&place.to_write()?, out, &one.reading, ReadingStatus::Now),
            Some(What::Done(one)) => set(&place.to_write()?, out, &one.reading, ReadingStatus::Done),
            Some(What::Drop(one)) => set(&place.to_write()?, out, &one.reading, ReadingStatus::Dropped),
            Some(What::Next(next)) => {
                let vault = place.to_write()?;
                let id = find(&vault, &next.reading)?;
                vault.set_reading_status(id, ReadingStatus::Next)?;
                vault.move_reading(id, next.at.map_or(u32::MAX, |at| at - 1))?;
                told(&vault, out, id)
            }
            Some(What::Takeaway(takeaway)) => {
                let vault = place.to_write()?;
                let id = find(&vault, &takeaway.reading)?;
                let item = vault.reading(id)?.item;
                vault.describe_reading(id, &ReadingItem { takeaway: takeaway.text.join(" "), ..item })?;
                told(&vault, out, id)
            }
            Some(What::Lesson(one)) => {
                let vault = place.to_write()?;
                let saved = vault.learn_from_reading(find(&vault, &one.reading)?)?;
                if out.is_json() { out.json(&saved) } else { out.line(saved.id) }
            }
            Some(What::Remove(one)) => {
                let vault = place.to_write()?;
                let id = find(&vault, &one.reading)?;
                let line = vault.reading(id)?;
                vault.erase_reading(id)?;
                if out.is_json() { out.json(&line) } else { out.line(one_line(&line.item.title)) }
            }
        }
    }
}

impl Add {
    fn run(self, vault: &Vault, out: &mut Output) -> Result<(), Failure> {
        let mut item = ReadingItem::of_line(&self.text.join(" "));
        item.sort = self.sort.unwrap_or(item.sort);
        item.author = self.author.unwrap_or_default();
        if let Some(name) = &self.by {
            let hint =
                "Nothing was added. `helmlog people` shows who there is; `helmlog people describe` adds somebody.";
            let id = vault.find_person(name).map_err(|error| Failure::from(error).with_hint(hint))?;
            item.recommended_by = Some(id);
        }
        let id = vault.add_reading(&item)?;
        if out.is_json() { out.json(&vault.reading(id)?) } else { out.line(id) }
    }
}

/// Whichever is meant.
fn find(vault: &Vault, text: &str) -> Result<RecordId, Failure> {
    let hint = "Nothing was changed. `helmlog reading` shows what there is.";
    vault.find_reading(text).map_err(|error| Failure::from(error).with_hint(hint))
}

fn set(vault: &Vault, out: &mut Output, text: &str, status: ReadingStatus) -> Result<(), Failure> {
    let id = find(vault, text)?;
    vault.set_reading_status(id, status)?;
    told(vault, out, id)
}

fn told(vault: &Vault, out: &mut Output, id: RecordId) -> Result<(), Failure> {
    let line = vault.reading(id)?;
    if out.is_json() { out.json(&line) } else { row(out, &line, None) }
}

fn list(vault: &Vault, out: &mut Output) -> Result<(), Failure> {
    let list = vault.readings()?;
    if out.is_json() {
        return out.json(&list);
    }
    let groups = [("Reading now", &list.now), ("Next", &list.next), ("Read", &list.done), ("Dropped", &list.dropped)];
    if groups.iter().all(|(_, lines)| lines.is_empty()) {
        out.say("Nothing yet. `helmlog reading add TITLE` puts something on the list.");
    }
    for (heading, lines) in groups.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        out.line(format_args!("{BOLD}{heading}{BOLD:#}"))?;
        for (place, line) in (1u32..).zip(lines) {
            row(out, line, (heading == "Next").then_some(place))?;
        }
    }
    Ok(())
}

fn row(
    out: &mut Output,
    ReadingLine { id, item, recommended_by, lesson }: &ReadingLine,
    place: Option<u32>,
) -> Result<(), Failure> {
    let id = id.to_string();
    let id = if out.columns().is_some() { short(&id) } else { &id };
    let place = place.map(|place| format!("{place}. ")).unwrap_or_default();
    let author = if item.author.is_empty() { String::new() } else { format!(", {}", one_line(&item.author)) };
    let days = match (item.status, item.began, item.finished) {
        (ReadingStatus::Now, Some(began), _) => format!("since {began}"),
        (_, _, Some(finished)) => finished.to_string(),
        _ => String::new(),
    };
    let by = recommended_by.as_ref().map(|name| format!("from {}", one_line(name))).unwrap_or_default();
    let words: Vec<&str> = [item.sort.word(), &days, &by].into_iter().filter(|word| !word.is_empty()).collect();
    out.line(format_args!("  {DIM}{id}{DIM:#} {place}{}{author}{}", one_line(&item.title), aside(&words.join(" · "))))?;
    if !item.takeaway.is_empty() {
        let learnt = if lesson.is_some() { "  (a lesson)" } else { "" };
        out.line(format_args!("    {}{DIM}{learnt}{DIM:#}", one_line(&item.takeaway)))?;
    }
    Ok(())
}
