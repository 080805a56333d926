//! The figures, printed and kept.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::Outcome;

/// What was measured in this run.
pub(crate) struct Report {
    path: PathBuf,
    figures: BTreeMap<String, f64>,
}

impl Report {
    /// A report for `target/bench.json`, empty or with what is in that file.
    pub(crate) fn open(keeps: bool) -> Outcome<Self> {
        // Beside the pictures of the walk: the place is the same wherever cargo builds.
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
        std::fs::create_dir_all(&target)?;
        let path = target.join("bench.json");
        let before = std::fs::read(&path).ok().filter(|_| keeps);
        let figures = before.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Ok(Self { path, figures })
    }

    /// Notes a figure and prints it beside what it should be.
    pub(crate) fn note(&mut self, name: &str, figure: f64, bound: &str) -> Outcome {
        self.figures.insert(name.to_owned(), figure);
        writeln!(std::io::stdout(), "{name:<24} {figure:>12.3}   {bound}")?;
        Ok(())
    }

    /// Prints a line that explains what follows.
    pub(crate) fn say(text: &str) -> Outcome {
        writeln!(std::io::stdout(), "\n{text}")?;
        Ok(())
    }

    /// Writes the file.
    pub(crate) fn write(&self) -> Outcome {
        std::fs::write(&self.path, serde_json::to_vec_pretty(&self.figures)?)?;
        writeln!(std::io::stdout(), "\n{}", self.path.display())?;
        Ok(())
    }
}

/// The folder that builds go to.
pub(crate) fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"), PathBuf::from)
}

/// The value below which the part `share` (0 to 1) of `times` lies, in milliseconds.
pub(crate) fn percentile(times: &mut [Duration], share: f64) -> f64 {
    times.sort_unstable();
    let at = (times.len().saturating_sub(1)) as f64 * share;
    times.get(at.round() as usize).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}
