//! `helmlog assess`: how somebody sees you.

use chrono::NaiveDate;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use helmlog_core::growth::{NewAssessment, Voice};
use helmlog_core::id::RecordId;
use serde::Serialize;

use super::Context;
use super::given::date;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  helmlog assess strategy 2 --by self
  helmlog assess strategy 3 --by manager --person 'Dana K' --note 'one good memo' --on 2026-11-18";

/// Keep what you, your manager or a peer say of a competency. Earlier words stay beside it.
///
/// Prints the id. `helmlog growth` shows how you are seen.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Assess {
    /// The key of the competency.
    #[arg(value_name = "KEY")]
    key: String,
    /// The level, from 1.
    #[arg(value_name = "LEVEL")]
    level: u8,
    /// Who says it.
    #[arg(long, value_name = "WHO", ignore_case = true, value_parser = voices())]
    by: Voice,
    /// Their name.
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// Why, in their words or yours.
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// The day on which it was said; today if left out.
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    on: Option<NaiveDate>,
}

/// The record that was made.
#[derive(Serialize)]
pub(super) struct Made {
    pub(super) id: RecordId,
}

impl Assess {
    pub(crate) fn run(self, Context { place, out }: &mut Context) -> Result<(), Failure> {
        let vault = place.to_write()?;
        let id = vault.assess(&NewAssessment {
            competency: self.key,
            voice: self.by,
            person: self.person,
            level: self.level,
            on: self.on.unwrap_or_else(|| vault.today()),
            note: self.note,
        })?;
        if out.is_json() { out.json(&Made { id }) } else { out.line(id) }
    }
}

fn voices() -> impl TypedValueParser<Value = Voice> {
    PossibleValuesParser::new(Voice::ALL.map(Voice::word)).try_map(|word| word.parse())
}
