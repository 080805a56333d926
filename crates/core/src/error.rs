//! What can go wrong, said so that a person knows what happened, what is safe and what to do.
//!
//! No variant carries words that somebody wrote in the journal: an error may end up in a log.

use std::path::PathBuf;

use serde::Serialize;
use specta::Type;

use crate::portfolio::Leaks;

/// Everything that a call into the core can fail with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A value from outside breaks a rule. `field` is the name that the user sees.
    #[error("{field}: {problem}")]
    Invalid {
        /// The name of the field, as the user writes it.
        field: &'static str,
        /// What is wrong with it, without repeating it.
        problem: String,
    },
    /// There is no such thing in the vault.
    #[error("There is no {what} with this {}.", named_by(.what))]
    NotFound {
        /// "entry", "version", "attachment".
        what: &'static str,
    },
    /// An abbreviated id fits more than one.
    #[error("{count} entries begin with this id.")]
    Ambiguous {
        /// How many entries the prefix fits.
        count: usize,
    },
    /// The folder does not hold a vault.
    #[error("There is no vault in {}.", .0.display())]
    NoVault(PathBuf),
    /// The folder holds something else already.
    #[error("{} is not empty and is not a vault.", .0.display())]
    Occupied(PathBuf),
    /// A vault exists where one was to be made.
    #[error("There is a vault in {} already.", .0.display())]
    Exists(PathBuf),
    /// Another process writes to this vault.
    #[error("The vault is open in another Helmlog.")]
    InUse,
    /// It takes a passphrase to open the vault.
    #[error("The vault is locked.")]
    Locked,
    /// No key slot opens with what was given.
    #[error("That is neither the passphrase nor the recovery code of this vault.")]
    WrongSecret,
    /// The system's keychain is not there, or did not do what it was asked.
    #[error("The system's keychain cannot be used: {0}.")]
    Keychain(&'static str),
    /// A newer Helmlog made this vault.
    #[error("The vault was made by a newer Helmlog (its format is {found}, this one reads up to {known}).")]
    Newer {
        /// The version found on disk.
        found: u32,
        /// The newest version that this program reads.
        known: u32,
    },
    /// The vault's own files cannot be understood.
    #[error("The vault is damaged: {0}.")]
    Damaged(&'static str),
    /// A backup is not what it should be.
    #[error("The backup cannot be used: {0}.")]
    BadBackup(&'static str),
    /// A write was asked of a vault that was opened for reading.
    #[error("The vault is open for reading only.")]
    ReadOnly,
    /// The disk has no room left.
    #[error("The disk is full.")]
    DiskFull,
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A portfolio could not be set as pages.
    #[error("The pages could not be set: {0}.")]
    Typesetting(String),
    /// Hidden names are still in a redacted portfolio. What they are is for [`Error::report`], not for a log.
    #[error("{} of the hidden names are still in the document: {}.", .0.names(), .0.places())]
    NamesLeft(Leaks),
    /// A portfolio could not be read again to look for hidden names.
    #[error("The document could not be looked through for names: {0}.")]
    Unreadable(&'static str),
    /// The database refused something that it should not have refused.
    #[error("The database refused: {0}.")]
    Database(rusqlite::Error),
    /// The search index failed. It can be rebuilt from the database.
    #[error("The search index failed: {0}.")]
    Index(#[from] tantivy::TantivyError),
    /// The growth plan holds as much as one can work on.
    #[error("You can work on three at a time.")]
    PlanFull,
    /// The work was stopped because somebody asked for it.
    #[error("Stopped.")]
    Cancelled,
}

/// A result of the core.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What a caller may act on. A code exists only where somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Correct the input and try again.
    Invalid,
    /// The thing is not there.
    NotFound,
    /// There is no vault at this place: offer to make one.
    NoVault,
    /// Somebody else writes to the vault.
    InUse,
    /// A passphrase is needed.
    Locked,
    /// Another passphrase is needed.
    WrongSecret,
    /// The vault needs care before it can be used.
    Damaged,
    /// The text could not be stored; keep it in the editor.
    NotStored,
    /// Anything else.
    Failed,
}

/// An error as it crosses to the page or into `--json`.
#[derive(Debug, Clone, Serialize, Type)]
pub struct ErrorReport {
    /// What to act on.
    pub code: ErrorCode,
    /// What happened.
    pub message: String,
    /// What is safe, and what to do.
    pub hint: String,
}

/// By what such a thing is known to its user.
fn named_by(what: &str) -> &'static str {
    if matches!(what, "competency" | "framework") { "key" } else { "id" }
}

impl Error {
    /// An [`Error::Invalid`] for `field`.
    pub fn invalid(field: &'static str, problem: impl Into<String>) -> Self {
        Self::Invalid { field, problem: problem.into() }
    }

    /// An [`Error::File`], or [`Error::DiskFull`] where that is the reason.
    pub fn file(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            _ => Self::File { path: path.into(), source },
        }
    }

    /// What a caller may act on.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Invalid { .. } | Self::Ambiguous { .. } | Self::PlanFull => ErrorCode::Invalid,
            Self::NotFound { .. } => ErrorCode::NotFound,
            Self::NoVault(_) => ErrorCode::NoVault,
            Self::InUse => ErrorCode::InUse,
            Self::Locked => ErrorCode::Locked,
            Self::WrongSecret => ErrorCode::WrongSecret,
            Self::Damaged(_) | Self::BadBackup(_) => ErrorCode::Damaged,
            Self::ReadOnly | Self::DiskFull => ErrorCode::NotStored,
            _ => ErrorCode::Failed,
        }
    }

    /// What is safe and what to do next, in one or two sentences.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Invalid { .. } => "Nothing was stored. Correct it and try again.",
            Self::PlanFull => "Nothing was changed. Finish or drop one first.",
            Self::NotFound { what: "competency" } => "Nothing was changed. `helmlog competencies` shows their keys.",
            Self::NotFound { what: "framework" } => "Nothing was changed. `helmlog framework list` shows their keys.",
            Self::NotFound { .. } => "Nothing was changed. `helmlog list` shows what there is.",
            Self::Ambiguous { .. } => "Nothing was changed. Give a few more characters of the id.",
            Self::NoVault(_) => "Nothing was changed. `helmlog init` makes a vault there.",
            Self::Occupied(_) => "Nothing was changed. Choose an empty or a new folder.",
            Self::Exists(_) => "It was not touched. Use it, or choose another folder.",
            Self::InUse => "Nothing was changed. Close the other one first, or write there.",
            Self::Locked => "Nothing was changed. Give the passphrase or the recovery code.",
            Self::WrongSecret => "Nothing was changed. Try again; capital letters and spaces count.",
            Self::Keychain(_) => "Nothing was changed. The passphrase opens the vault as before.",
            Self::Newer { .. } => "It was not touched. Update Helmlog to open it.",
            Self::Damaged(_) => {
                "It was not touched. Keep a copy of the folder, then restore a backup or salvage what can be read."
            }
            Self::BadBackup(_) => "Nothing was changed. Take another one; `helmlog backup list` shows what there is.",
            Self::ReadOnly => "Nothing was stored. Make the folder writable and open it again.",
            Self::DiskFull => {
                "What was saved before is safe. Make room and try again; the text is still in the editor."
            }
            Self::File { .. } => "Nothing was changed. Check the path and whether it may be used.",
            Self::NamesLeft(_) => {
                "Nothing was written. Put the words on the redaction list as they stand there, or mark them to be kept."
            }
            Self::Unreadable(_) => "Nothing was written. Export it in another format meanwhile.",
            Self::Typesetting(_) => "The journal is safe. Export as Markdown meanwhile.",
            Self::Database(_) => "What was saved before is safe. `helmlog check` looks at the whole vault.",
            Self::Index(_) => "The journal is safe. Open it again: the index is rebuilt from it.",
            Self::Cancelled => "Nothing was changed.",
        }
    }

    /// The error as it crosses a boundary.
    pub fn report(&self) -> ErrorReport {
        let message = match self {
            // To their author, and to nobody else.
            Self::NamesLeft(leaks) => leaks.told(),
            other => other.to_string(),
        };
        ErrorReport { code: self.code(), message, hint: self.hint().to_owned() }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Sqlite;
        match error.sqlite_error_code() {
            Some(Sqlite::DiskFull) => Self::DiskFull,
            // The file that SQLite shares between processes could not be made larger.
            _ if error
                .sqlite_error()
                .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE) =>
            {
                Self::DiskFull
            }
            Some(Sqlite::ReadOnly) => Self::ReadOnly,
            Some(Sqlite::DatabaseBusy | Sqlite::DatabaseLocked) => Self::InUse,
            Some(Sqlite::NotADatabase) => Self::Damaged("the database cannot be read with this key"),
            Some(Sqlite::DatabaseCorrupt) => Self::Damaged("a page of the database fails its check"),
            _ => Self::Database(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_without_room_for_what_sqlite_shares_is_full() {
        let refused = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        assert!(matches!(Error::from(rusqlite::Error::SqliteFailure(refused, None)), Error::DiskFull));
        let other = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_WRITE);
        assert!(matches!(Error::from(rusqlite::Error::SqliteFailure(other, None)), Error::Database(_)));
    }
}
