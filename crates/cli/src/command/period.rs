//! The stretch of time that a command looks at.

use chrono::NaiveDate;
use clap::Args;
use helmlog_core::Vault;
use helmlog_core::growth::Period;

use super::given::date;

/// Months that are looked at while nobody says which: what a yearly review covers.
const MONTHS: u32 = 12;

/// From when to when.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Span {
    /// The first day; twelve months back if left out.
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    pub(super) from: Option<NaiveDate>,
    /// The last day; today if left out.
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    pub(super) to: Option<NaiveDate>,
}

impl Span {
    pub(super) fn period(&self, vault: &Vault) -> Period {
        let usual = Period::last_months(self.to.unwrap_or_else(|| vault.today()), MONTHS);
        Period { from: self.from.unwrap_or(usual.from), to: usual.to }
    }
}
