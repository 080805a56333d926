//! `helmlog plan`: the few competencies that you work on.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use helmlog_core::growth::{Focus, FocusState, NewFocus, Plan as Whole, Planned};
use helmlog_core::id::RecordId;
use helmlog_core::{Error, Vault};

use super::Context;
use super::assess::Made;
use super::given::date;
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::show::{aside, cut, heading, short};
use crate::text::{harmless, one_line, wrapped};

/// Characters of the name of an entry: enough to recognise it by.
const ROOM: usize = 72;

const EXAMPLES: &str = "\
Examples:
  helmlog plan
  helmlog plan add strategy --gap 'nothing since January' --opportunity 'the planning round' \\
      --sponsor 'Dana K' --expected 'a page that is adopted' --by 2027-01-29
  helmlog plan link strategy 0193a7
  helmlog plan done strategy";

/// Show and keep the growth plan: one to three competencies that you work on.
///
/// What is done or dropped stays in it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Plan {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show what you work on, and what you worked on.
    List,
    /// Work on a competency. Prints the id.
    Add(Add),
    /// Say that it is reached.
    Done(Which),
    /// Give it up, for now or for good.
    Drop(Which),
    /// Say that an entry delivers it.
    Link {
        #[command(flatten)]
        which: Which,
        /// The id of the entry, or its beginning.
        #[arg(value_name = "ENTRY")]
        entry: String,
    },
}

#[derive(Debug, Args)]
struct Which {
    /// The key of the competency, or the beginning of the id.
    #[arg(value_name = "KEY")]
    key: String,
}

#[derive(Debug, Args)]
struct Add {
    /// The key of the competency.
    #[arg(value_name = "KEY")]
    key: String,
    /// What is missing.
    #[arg(long, value_name = "TEXT", default_value = "")]
    gap: String,
    /// The next occasion on which to show it.
    #[arg(long, value_name = "TEXT", default_value = "")]
    opportunity: String,
    /// Who will speak for it.
    #[arg(long, value_name = "NAME")]
    sponsor: Option<String>,
    /// What will show that the gap is closed.
    #[arg(long, value_name = "TEXT", default_value = "")]
    expected: String,
    /// By when.
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    by: Option<NaiveDate>,
}

impl Plan {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        match self.what {
            None | Some(What::List) => {
                let plan = place.to_read()?.plan()?;
                if out.is_json() { out.json(&plan) } else { show(out, &plan) }
            }
            Some(What::Add(add)) => {
                let id = place.to_write()?.begin_focus(&add.focus())?;
                if out.is_json() { out.json(&Made { id }) } else { out.line(id) }
            }
            Some(What::Done(which)) => close(&place.to_write()?, out, &which, FocusState::Done),
            Some(What::Drop(which)) => close(&place.to_write()?, out, &which, FocusState::Dropped),
            Some(What::Link { which, entry }) => {
                let vault = place.to_write()?;
                let id = which.find(&vault)?;
                vault.link_to_focus(id, vault.resolve(&entry)?)?;
                if out.is_json() { out.json(&Made { id }) } else { out.line(id) }
            }
        }
    }
}

impl Add {
    fn focus(self) -> NewFocus {
        NewFocus {
            competency: self.key,
            gap: self.gap,
            opportunity: self.opportunity,
            sponsor: self.sponsor,
            expected: self.expected,
            by: self.by,
        }
    }
}

impl Which {
    /// The focus that is meant: by its key among those that are worked on, else by its id among all.
    fn find(&self, vault: &Vault) -> Result<RecordId, Failure> {
        let plan = vault.plan()?;
        if let Some(open) = plan.open.iter().find(|one| one.focus.key == self.key) {
            return Ok(open.focus.id);
        }
        let prefix = self.key.replace('-', "").to_lowercase();
        let begins = |one: &&Planned| one.focus.id.to_string().replace('-', "").starts_with(&prefix);
        let found: Vec<_> = plan.open.iter().chain(&plan.closed).filter(begins).collect();
        match found.as_slice() {
            [one] => Ok(one.focus.id),
            [] => Err(Failure::from(Error::NotFound { what: "focus" })
                .with_hint("Nothing was changed. `helmlog plan` shows what you work on.")),
            many => Err(Error::invalid("focus", format!("{} begin with this id", many.len())).into()),
        }
    }
}

fn close(vault: &Vault, out: &mut Output, which: &Which, state: FocusState) -> Result<(), Failure> {
    let id = which.find(vault)?;
    vault.set_focus_state(id, state)?;
    if out.is_json() { out.json(&Made { id }) } else { out.line(id) }
}

fn show(out: &mut Output, plan: &Whole) -> Result<(), Failure> {
    if plan.open.is_empty() && plan.closed.is_empty() {
        out.say("Nothing is planned yet. `helmlog plan add KEY` begins; `helmlog growth` shows where it does most.");
    }
    for one in plan.open.iter().chain(&plan.closed) {
        focus(out, one)?;
    }
    Ok(())
}

fn focus(out: &mut Output, Planned { focus, delivered, proposed }: &Planned) -> Result<(), Failure> {
    let id = focus.id.to_string();
    let id = if out.columns().is_some() { short(&id) } else { &id };
    out.line(format_args!("{DIM}{id}{DIM:#} {BOLD}{}{BOLD:#}{}", one_line(&focus.name), aside(&when(focus))))?;
    let facts = [("Gap", &focus.gap), ("Next opportunity", &focus.opportunity), ("Evidence expected", &focus.expected)];
    for (name, text) in facts.into_iter().filter(|(_, text)| !text.is_empty()) {
        let wide = out.width().map(|wide| wide.saturating_sub(2));
        let text = wrapped(&harmless(&format!("{name}: {text}")), wide).replace('\n', "\n  ");
        out.line(format_args!("  {text}"))?;
    }
    if let Some(sponsor) = &focus.sponsor {
        out.line(format_args!("  Sponsor: {}", one_line(sponsor)))?;
    }
    for line in delivered {
        out.line(format_args!("  {} {}", line.on, cut(&heading(line), ROOM)))?;
    }
    if !proposed.is_empty() {
        let ids: Vec<String> = proposed.iter().map(|line| short(&line.id.to_string()).to_owned()).collect();
        out.line(format_args!("  {DIM}may deliver it: {}{DIM:#}", ids.join(" ")))?;
    }
    Ok(())
}

/// As in "by 2027-01-29", "done 2026-10-05".
fn when(focus: &Focus) -> String {
    let closed = focus.closed_on.map(|on| on.to_string()).unwrap_or_default();
    match focus.state {
        FocusState::Open => focus.by.map(|by| format!("by {by}")).unwrap_or_default(),
        FocusState::Done => format!("done {closed}"),
        FocusState::Dropped => format!("dropped {closed}"),
    }
}
