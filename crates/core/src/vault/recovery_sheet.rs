//! A recovery code on paper.

use chrono::Datelike;
use serde::Serialize;
use zeroize::Zeroizing;

use super::Vault;
use super::secret::RecoveryCode;
use crate::error::Result;
use crate::typeset::{self, Template};

/// What the template reads.
#[derive(Serialize)]
struct Sheet<'a> {
    first: &'a str,
    second: &'a str,
    year: i32,
    month: u32,
    day: u32,
    day_words: String,
    vault: String,
}

impl Vault {
    /// The code as a page to be printed, as PDF. Whoever gets the file has the code.
    ///
    /// # Errors
    /// [`crate::Error::Typesetting`].
    pub fn recovery_sheet(&self, code: &RecoveryCode) -> Result<Zeroizing<Vec<u8>>> {
        let words = code.words();
        let middle = words.match_indices('-').nth(3).map_or(words.len(), |(at, _)| at);
        let (first, second) = words.split_at(middle);
        let today = self.today();
        let sheet = Sheet {
            first,
            second: second.trim_start_matches('-'),
            year: today.year(),
            month: today.month(),
            day: today.day(),
            day_words: today.format("%-d %B %Y").to_string(),
            vault: self.id.to_string(),
        };
        let pdf = typeset::set(Template::Recovery, &sheet).and_then(|pages| typeset::pdf(&pages));
        // The code must not stay in what typst remembers.
        typeset::forget();
        pdf.map(Zeroizing::new)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::vault::secret::Code;
    use crate::world::Still;

    #[test]
    fn the_sheet_is_one_page_of_pdf_and_a_code_that_was_copied_gives_the_same() {
        let world = Arc::new(Still::at("2026-11-23T09:41:00+00:00").unwrap());
        let vault = Vault::in_memory(world.clone()).unwrap();
        let code = RecoveryCode(Code::draw(&*world).unwrap());
        let sheet = vault.recovery_sheet(&code).unwrap();
        assert!(sheet.starts_with(b"%PDF-"));
        let copied = RecoveryCode::taken(code.words().to_lowercase().replace('-', " ")).unwrap();
        assert_eq!(*vault.recovery_sheet(&copied).unwrap(), *sheet);
        assert!(RecoveryCode::taken("no code at all".to_owned()).is_none());
    }
}
