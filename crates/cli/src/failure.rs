//! How it is said that something went wrong: one line with what happened, what is safe and what to
//! do, and an exit code that a script can act on.

use std::io::Write;
use std::process::ExitCode;

use helmlog_core::{Error, ErrorCode, ErrorReport};
use serde::Serialize;

use crate::text;

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The core refused.
    #[error(transparent)]
    Core(#[from] Error),
    /// The command has its own words for it.
    #[error("{}", .0.message)]
    Said(ErrorReport),
    /// Stdout could not be written to.
    #[error("The output could not be written: {0}.")]
    Output(#[from] std::io::Error),
}

/// Errors as programs read them.
#[derive(Serialize)]
struct Wrapped<'a> {
    error: &'a ErrorReport,
}

impl Failure {
    /// A failure in the command's own words.
    pub(crate) fn said(code: ErrorCode, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Said(ErrorReport { code, message: message.into(), hint: hint.into() })
    }

    /// The same failure with something else to do about it.
    pub(crate) fn with_hint(self, hint: impl Into<String>) -> Self {
        Self::Said(ErrorReport { hint: hint.into(), ..self.report() })
    }

    fn report(&self) -> ErrorReport {
        match self {
            Self::Core(error) => error.report(),
            Self::Said(report) => report.clone(),
            Self::Output(_) => ErrorReport {
                code: ErrorCode::Failed,
                message: self.to_string(),
                hint: "The journal is safe. Make room, or write elsewhere.".to_owned(),
            },
        }
    }

    /// Says it and gives the exit code. A reader who has seen enough is no failure.
    pub(crate) fn end(&self, json: bool) -> ExitCode {
        if matches!(self, Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        let report = self.report();
        say(&report, json);
        exit_code(report.code)
    }
}

/// Says what of the command line was not understood. Help and version come this way too.
pub(crate) fn misunderstood(error: &clap::Error, json: bool) -> ExitCode {
    use clap::error::ErrorKind;
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if !json => {
            let _ = error.print();
        }
        _ => {
            let message = error
                .render()
                .to_string()
                .lines()
                .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"))
                .map(|line| line.trim_start_matches("error:").trim())
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            let hint = "Nothing was done. `--help` shows what is understood.".to_owned();
            say(&ErrorReport { code: ErrorCode::Invalid, message, hint }, json);
        }
    }
    exit_code(ErrorCode::Invalid)
}

/// Puts it on stderr. If even that cannot be written, the exit code has to do.
fn say(report: &ErrorReport, json: bool) {
    let mut stderr = anstream::stderr().lock();
    let _ = if json {
        let line = serde_json::to_string(&Wrapped { error: report }).unwrap_or_default();
        writeln!(stderr, "{line}")
    } else {
        let stop = if report.message.ends_with(['.', '!', '?', ']']) { "" } else { "." };
        let line = format!("{}{stop} {}", report.message, report.hint);
        writeln!(stderr, "helmlog: {}", text::one_line(&line))
    };
}

fn exit_code(code: ErrorCode) -> ExitCode {
    ExitCode::from(match code {
        ErrorCode::NoVault | ErrorCode::InUse | ErrorCode::NotStored | ErrorCode::Failed => 1,
        ErrorCode::Invalid => 2,
        ErrorCode::Locked | ErrorCode::WrongSecret => 3,
        ErrorCode::NotFound => 4,
        ErrorCode::Damaged => 5,
    })
}
