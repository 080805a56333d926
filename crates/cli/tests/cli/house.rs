//! A home with nothing in it, and what one can ask of `helmlog` there.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

pub(crate) struct House(TempDir);

/// What a run came to.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl House {
    /// A home without a vault.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A home with an empty vault in the usual place.
    pub(crate) fn with_vault() -> Self {
        let house = Self::empty();
        house.ok(&["--quiet", "init"]);
        house
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Where the vault lies when nobody says.
    pub(crate) fn vault(&self) -> PathBuf {
        self.path().join("data/helmlog")
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::cargo_bin("helmlog").unwrap();
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.path())
            .env("XDG_DATA_HOME", self.path().join("data"))
            .env("XDG_RUNTIME_DIR", self.path())
            .env("TZ", "UTC")
            .current_dir(self.path());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command().args(arguments))
    }

    /// Runs what must succeed and returns stdout.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        run.out
    }

    /// Runs what must succeed and prints JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let out = self.ok(&[arguments, &["--json"]].concat());
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {out}"))
    }

    /// Adds an entry and returns its id.
    pub(crate) fn add(&self, arguments: &[&str]) -> String {
        self.ok(&[&["add"], arguments].concat()).trim().to_owned()
    }

    pub(crate) fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, contents).unwrap();
        path
    }

    /// How many entries and versions there are: nothing may be half-stored.
    pub(crate) fn counts(&self) -> (u64, u64) {
        let report = self.json(&["check"]);
        assert_eq!(report["problems"], serde_json::json!([]));
        (report["entries"].as_u64().unwrap(), report["versions"].as_u64().unwrap())
    }
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The error that it said as JSON.
    pub(crate) fn error(&self) -> Value {
        serde_json::from_str::<Value>(&self.err).unwrap_or_else(|error| panic!("{error}: {}", self.err))["error"]
            .clone()
    }
}
