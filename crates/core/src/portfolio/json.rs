//! A portfolio for programs: everything in it, to be read back as it was.

use serde::{Deserialize, Serialize};

use super::model::Portfolio;
use crate::error::{Error, Result};

/// What says that a file is one of these.
const FORMAT: &str = "helmlog-portfolio";

/// Goes up when a reader of the present version would misunderstand the next.
const VERSION: u32 = 1;

/// What every version begins with.
#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// The fields of the portfolio stand beside those that name the format: there is one thing in the file.
#[derive(Serialize)]
struct File<'a> {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    portfolio: &'a Portfolio,
}

impl Portfolio {
    /// The document as JSON: all fields of [`Portfolio`], after `format` and `version`.
    ///
    /// # Errors
    /// [`Error::Invalid`] where it cannot be written as JSON, which no composed portfolio is known to cause.
    pub fn to_json(&self) -> Result<String> {
        let head = Head { format: FORMAT.to_owned(), version: VERSION };
        let mut text = serde_json::to_string_pretty(&File { head, portfolio: self })
            .map_err(|_| Error::invalid("portfolio", "cannot be written as JSON"))?;
        text.push('\n');
        Ok(text)
    }

    /// The portfolio that [`Portfolio::to_json`] wrote.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is not one, or that of a newer Helmlog.
    pub fn from_json(text: &str) -> Result<Self> {
        let head: Head = serde_json::from_str(text).map_err(|_| unknown())?;
        if head.format != FORMAT {
            return Err(unknown());
        }
        if head.version > VERSION {
            return Err(Error::invalid("portfolio", "was written by a newer Helmlog"));
        }
        serde_json::from_str(text).map_err(|_| unknown())
    }
}

fn unknown() -> Error {
    Error::invalid("portfolio", "is not one that Helmlog wrote as JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::Period;
    use crate::growth::fixture::{empty, rich};
    use crate::portfolio::{Brief, Preset};

    fn period() -> Period {
        Period { from: "2026-01-01".parse().unwrap(), to: "2026-11-23".parse().unwrap() }
    }

    #[test]
    fn what_is_written_is_read_back_whole() {
        for vault in [rich(), empty()] {
            for preset in Preset::ALL {
                let mut portfolio = vault.compose(&Brief::new(preset, period())).unwrap();
                portfolio.title = "\u{0}\u{7f}\"\\ 三 🚀 \u{202e}\u{fffe}".to_owned();
                assert_eq!(Portfolio::from_json(&portfolio.to_json().unwrap()).unwrap(), portfolio);
            }
        }
    }

    #[test]
    fn what_is_something_else_or_newer_is_refused() {
        let portfolio = empty().compose(&Brief::new(Preset::SelfReview, period())).unwrap();
        let text = portfolio.to_json().unwrap();
        assert!(text.starts_with("{\n  \"format\": \"helmlog-portfolio\",\n  \"version\": 1,\n"), "{text}");
        let newer = Portfolio::from_json(&text.replacen("\"version\": 1", "\"version\": 2", 1)).unwrap_err();
        assert_eq!(newer.to_string(), "portfolio: was written by a newer Helmlog");
        for other in ["", "[]", "{}", &text.replacen("helmlog-", "", 1), &text.replacen("\"title\"", "\"name\"", 1)] {
            assert!(Portfolio::from_json(other).is_err(), "{other}");
        }
    }
}
