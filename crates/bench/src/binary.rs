//! The size of the window's program.

use std::process::Command;

use crate::Outcome;
use crate::report::{Report, target_folder};

pub(crate) fn measure(report: &mut Report) -> Outcome {
    Report::say("The program of the window, without its symbols")?;
    let built = target_folder().join("release").join("helmlog-desktop");
    let stripped = tempfile::NamedTempFile::new()?;
    let status = Command::new("strip").arg("-o").arg(stripped.path()).arg(&built).status()?;
    if !status.success() {
        return Err(format!("strip could not read {}", built.display()).into());
    }
    let bytes = std::fs::metadata(stripped.path())?.len();
    report.note("binary_mb", bytes as f64 / 1e6, "at most 60")
}
