//! `helmlog people`: who the entries are about.

use clap::{Args, Subcommand};
use helmlog_core::Vault;
use helmlog_core::id::PersonId;
use helmlog_core::people::{Description, Person, PersonLine, PersonPage, Relation};
use helmlog_core::search::Listing;
use serde::Serialize;

use super::Context;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::show::{self, aside, fact};
use crate::text::{columns, count, one_line, padded};

const EXAMPLES: &str = "\
Examples:
  helmlog people
  helmlog people show Leila
  helmlog people describe 'Leila Haddad' --relation mentor --alias 'my mentor'
  helmlog people rename 'Dana K' 'Dana Kim'
  helmlog people merge 'Dana Kim' 'D. Kim'    (what mentions D. Kim mentions Dana Kim from now on)

NAME is a name, another name of theirs, or a word of it that fits nobody else.";

/// Show the people whom your entries mention, and say who they are.
///
/// Without a command: everybody, with when you last wrote about them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct People {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show somebody with what was written about and with them.
    Show(Show),
    /// Say who somebody is. They need not have been mentioned yet.
    Describe(Describe),
    /// Give somebody another name; entries follow, and the old name still finds them.
    Rename(Rename),
    /// Merge two people who are one: what mentions B mentions A from now on. Prints what undoes it.
    Merge(Merge),
    /// Undo a merge.
    Split(Split),
    /// Mention mentors and sponsors of whom you have not written for so many days.
    Quiet(QuietAfter),
}

#[derive(Debug, Args)]
struct Show {
    /// Who.
    #[arg(value_name = "NAME")]
    name: String,
    /// How many entries at most.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=200))]
    limit: u32,
}

#[derive(Debug, Args)]
struct Describe {
    /// Who.
    #[arg(value_name = "NAME")]
    name: String,
    /// mentor, sponsor, stakeholder, report or peer; none for nothing of these.
    #[arg(long, value_name = "RELATION")]
    relation: Option<String>,
    /// What they are called where a portfolio leaves names out.
    #[arg(long, value_name = "TEXT")]
    alias: Option<String>,
    /// Anything worth knowing.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Another name by which entries mention them. May be repeated.
    #[arg(long, value_name = "NAME")]
    also: Vec<String>,
    /// A name that does not mean them any more. May be repeated.
    #[arg(long, value_name = "NAME")]
    no_also: Vec<String>,
}

#[derive(Debug, Args)]
struct Rename {
    /// Who.
    #[arg(value_name = "NAME")]
    name: String,
    /// What they are called from now on.
    #[arg(value_name = "NEW")]
    new: String,
}

#[derive(Debug, Args)]
struct Merge {
    /// Who stays.
    #[arg(value_name = "A")]
    kept: String,
    /// Who is the same person.
    #[arg(value_name = "B")]
    gone: String,
    /// Say what would happen and change nothing.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Args)]
struct Split {
    /// What `helmlog people merge` has printed; `helmlog people show` has it too.
    #[arg(value_name = "MERGE")]
    merge: String,
}

#[derive(Debug, Args)]
struct QuietAfter {
    /// 30, 60 or 90 days, or `never`.
    #[arg(value_name = "DAYS")]
    days: String,
}

/// Somebody for a program.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    page: &'a PersonPage,
    entries: &'a Listing,
}

/// What changed, for a program.
#[derive(Serialize)]
struct Changed {
    id: PersonId,
    name: String,
}

impl People {
    pub(crate) fn run(self, context: &mut Context) -> Result<(), Failure> {
        match self.what {
            None => list(context),
            Some(What::Show(show)) => show.run(context),
            Some(What::Describe(describe)) => describe.run(context),
            Some(What::Rename(rename)) => rename.run(context),
            Some(What::Merge(merge)) => merge.run(context),
            Some(What::Split(split)) => split.run(context),
            Some(What::Quiet(quiet)) => quiet.run(context),
        }
    }
}

/// Whoever is meant.
fn find(vault: &Vault, name: &str) -> Result<PersonId, Failure> {
    let hint = "Nothing was changed. `helmlog people` shows who there is.";
    vault.find_person(name).map_err(|error| Failure::from(error).with_hint(hint))
}

fn list(Context { place, out }: &mut Context) -> Result<(), Failure> {
    let view = place.to_read()?.people_view()?;
    if out.is_json() {
        return out.json(&view);
    }
    if view.people.is_empty() {
        out.say("Nobody yet. `helmlog add --person NAME` mentions somebody.");
    }
    let width = view.people.iter().map(|one| columns(&one.name)).max().unwrap_or(0);
    for relation in Relation::ALL.into_iter().map(Some).chain([None]) {
        let group: Vec<&PersonLine> = view.people.iter().filter(|one| one.relation == relation).collect();
        if group.is_empty() {
            continue;
        }
        out.line(format_args!("{BOLD}{}{BOLD:#}", heading(relation)))?;
        for one in group {
            let entries = padded(&count(one.entries, "entry", "entries"), 11);
            let quiet = if one.quiet { "quiet" } else { "" };
            out.line(format_args!(
                "  {}  {entries}  {}{}",
                padded(&one_line(&one.name), width),
                last(one),
                aside(quiet)
            ))?;
        }
    }
    Ok(())
}

const fn heading(relation: Option<Relation>) -> &'static str {
    match relation {
        Some(Relation::Mentor) => "Mentors",
        Some(Relation::Sponsor) => "Sponsors",
        Some(Relation::Stakeholder) => "Stakeholders",
        Some(Relation::Report) => "Reports",
        Some(Relation::Peer) => "Peers",
        None => "Others",
    }
}

fn last(one: &PersonLine) -> String {
    match (one.last, one.days_ago) {
        (Some(on), Some(0)) => format!("{on}, today"),
        (Some(on), Some(days)) => format!("{on}, {} ago", count(days, "day", "days")),
        _ => "never".to_owned(),
    }
}

impl Show {
    fn run(&self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_read()?;
        let id = find(&vault, &self.name)?;
        let (page, entries) = (vault.person(id)?, vault.entries_with(id, self.limit, None)?);
        if out.is_json() {
            return out.json(&Whole { page: &page, entries: &entries });
        }
        let PersonPage { person, shows, readings, joined, .. } = &page;
        let relation = person.relation.map(|relation| format!(" {DIM}{}{DIM:#}", relation.word())).unwrap_or_default();
        out.line(format_args!("{BOLD}{}{BOLD:#}{relation}", one_line(&person.name)))?;
        let showing: Vec<String> = shows
            .iter()
            .map(|one| match one.level {
                Some(level) => format!("{} {} (up to {level})", one.name, one.entries),
                None => format!("{} {}", one.name, one.entries),
            })
            .collect();
        let facts = [
            ("Also", person.other_names.join(", ")),
            ("Alias", person.alias.clone()),
            ("Note", person.note.clone()),
            ("Last", last(person)),
            ("Shown with", showing.join(", ")),
            ("Recommended", readings.iter().map(|one| one.value.title.clone()).collect::<Vec<_>>().join("; ")),
        ];
        for (name, value) in facts.iter().filter(|(_, value)| !value.trim().is_empty()) {
            fact(out, name, value)?;
        }
        for one in joined {
            fact(out, "Merged", &format!("{}, {}; `helmlog people split {}` undoes it", one.name, one.on, one.merge))?;
        }
        if !entries.lines.is_empty() {
            out.line("")?;
        }
        entries.lines.iter().try_for_each(|line| show::line(out, line))?;
        if usize::try_from(entries.total).is_ok_and(|total| total > entries.lines.len()) {
            out.say(format_args!("{} of {}", entries.lines.len(), count(entries.total, "entry", "entries")));
        }
        Ok(())
    }
}

impl Describe {
    fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let relation = match self.relation.as_deref().map(str::trim) {
            None => None,
            Some(none) if none.eq_ignore_ascii_case("none") || none.is_empty() => Some(None),
            Some(relation) => Some(Some(relation.parse()?)),
        };
        let vault = place.to_add(out)?;
        let id = match vault.find_person(&self.name) {
            Ok(id) => id,
            Err(helmlog_core::Error::NotFound { .. }) => {
                vault.add_person(&Person { name: self.name.clone(), ..Person::default() })?
            }
            Err(error) => return Err(error.into()),
        };
        let known = vault.person(id)?.person;
        let mut other_names = known.other_names;
        other_names.retain(|name| !self.no_also.iter().any(|gone| gone.trim().eq_ignore_ascii_case(name)));
        other_names.extend(self.also);
        vault.describe(
            id,
            &Description {
                relation: relation.unwrap_or(known.relation),
                alias: self.alias.unwrap_or(known.alias),
                note: self.note.unwrap_or(known.note),
                other_names,
            },
        )?;
        changed(out, id, known.name)
    }
}

impl Rename {
    fn run(&self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_write()?;
        let id = find(&vault, &self.name)?;
        vault.rename_person(id, &self.new)?;
        changed(out, id, vault.person(id)?.person.name)
    }
}

fn changed(out: &mut Output, id: PersonId, name: String) -> Result<(), Failure> {
    if out.is_json() { out.json(&Changed { id, name }) } else { out.line(one_line(&name)) }
}

impl Merge {
    fn run(&self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = if self.dry_run { place.to_read()? } else { place.to_write()? };
        let (kept, gone) = (find(&vault, &self.kept)?, find(&vault, &self.gone)?);
        let preview = vault.preview_merge(kept, gone)?;
        if self.dry_run {
            if out.is_json() {
                return out.json(&preview);
            }
            let entries = count(preview.entries, "entry", "entries");
            out.line(format_args!("{} becomes {}", one_line(&preview.gone.name), one_line(&preview.kept.name)))?;
            fact(out, "Entries", &format!("{entries}, and {} that mention both", preview.both))?;
            fact(out, "Relation", preview.becomes.relation.map_or("none", Relation::word))?;
            for (name, value) in [("Alias", &preview.becomes.alias), ("Note", &preview.becomes.note)] {
                if !value.is_empty() {
                    fact(out, name, value)?;
                }
            }
            return Ok(());
        }
        let merge = vault.merge_people(kept, gone)?;
        let (gone, kept) = (one_line(&preview.gone.name), one_line(&preview.kept.name));
        out.say(format_args!("{gone} is {kept} from now on. `helmlog people split {merge}` undoes it."));
        if out.is_json() { out.json(&Merged { merge, kept }) } else { out.line(merge) }
    }
}

/// What undoes a merge, for a program.
#[derive(Serialize)]
struct Merged {
    merge: helmlog_core::id::RecordId,
    kept: String,
}

impl Split {
    fn run(&self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_write()?;
        let id = vault.split_people(self.merge.parse()?)?;
        changed(out, id, vault.person(id)?.person.name)
    }
}

impl QuietAfter {
    fn run(&self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let days = match self.days.trim() {
            never if never.eq_ignore_ascii_case("never") => 0,
            days => days.parse().map_err(|_| helmlog_core::Error::invalid("days", "not one of 30, 60, 90, never"))?,
        };
        place.to_write()?.set_quiet_after(days)?;
        if out.is_json() { out.json(&days) } else { Ok(()) }
    }
}
