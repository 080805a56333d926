//! A home with a vault in it, and what one can run there.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use tempfile::TempDir;

use crate::Outcome;
use crate::child;
use crate::tally::must;

/// A home of its own, gone when it is dropped.
pub(crate) struct House(TempDir);

impl House {
    pub(crate) fn empty() -> Outcome<Self> {
        Ok(Self(scratch()?))
    }

    /// A home with a copy of `vault`.
    pub(crate) fn with(vault: &Path) -> Outcome<Self> {
        let house = Self::empty()?;
        copy(vault, &house.vault())?;
        Ok(house)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.path().join("vault")
    }

    pub(crate) fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> Outcome<PathBuf> {
        let path = self.path().join(name);
        fs::write(&path, contents)?;
        Ok(path)
    }

    /// `helmlog` on this vault.
    pub(crate) fn helmlog(&self, arguments: &[impl AsRef<OsStr>]) -> Outcome<Command> {
        let mut command = self.at_home(&beside("helmlog")?);
        command.arg("--vault").arg(self.vault()).args(arguments);
        Ok(command)
    }

    /// `helmlog` with a copy of this vault in the usual place, not named.
    pub(crate) fn usual(&self, arguments: &[impl AsRef<OsStr>]) -> Outcome<Command> {
        let usual = self.path().join("usual/helmlog");
        if !usual.exists() {
            copy(&self.vault(), &usual)?;
        }
        let mut command = self.at_home(&beside("helmlog")?);
        command.env("XDG_DATA_HOME", self.path().join("usual")).args(arguments);
        Ok(command)
    }

    /// This program as somebody else, on this vault.
    pub(crate) fn child(&self, arguments: &[impl AsRef<OsStr>]) -> Outcome<Command> {
        let mut command = self.at_home(&std::env::current_exe()?);
        command.arg(child::WORD).args(arguments).arg(self.vault());
        Ok(command)
    }

    fn at_home(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.path())
            .env("TMPDIR", self.path())
            .env("XDG_RUNTIME_DIR", self.path())
            .env("TZ", "UTC")
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs `helmlog` to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome<Ended> {
        Ended::of(&mut self.helmlog(arguments)?)
    }

    /// Runs what must succeed, and returns what it printed.
    pub(crate) fn ok(&self, arguments: &[&str]) -> Outcome<String> {
        let ended = self.run(arguments)?;
        must(ended.code == Some(0), format!("{arguments:?} ended with {:?}: {}", ended.code, ended.err))?;
        Ok(ended.out)
    }
}

/// A folder that is gone when it is dropped, in memory where there is such a place: thousands of vaults are
/// made here, and a process that is killed leaves the same behind on any disk.
pub(crate) fn scratch() -> Outcome<TempDir> {
    let memory = Path::new("/dev/shm");
    Ok(if memory.is_dir() { tempfile::tempdir_in(memory)? } else { tempfile::tempdir()? })
}

/// A program of the workspace, built beside this one.
fn beside(name: &str) -> Outcome<PathBuf> {
    let program = std::env::current_exe()?.with_file_name(name);
    must(program.is_file(), format!("{} is not built; build the whole workspace", program.display()))?;
    Ok(program)
}

/// How a program ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) signal: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    /// Runs `command` to its end. A panic is never how something may end.
    pub(crate) fn of(command: &mut Command) -> Outcome<Self> {
        let ended = Self::of_any(command)?;
        ended.must_not_panic()?;
        Ok(ended)
    }

    /// Runs `command` to its end, however it ends.
    pub(crate) fn of_any(command: &mut Command) -> Outcome<Self> {
        let output = command.output()?;
        Ok(Self {
            code: output.status.code(),
            signal: signal(output.status),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    pub(crate) fn must_not_panic(&self) -> Outcome {
        must(self.code != Some(101) && !self.err.contains("panicked"), format!("it panicked: {}", self.err))
    }
}

/// What ended a program from outside.
#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to)?;
    for found in fs::read_dir(from)? {
        let (source, target) = {
            let found = found?;
            (found.path(), to.join(found.file_name()))
        };
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

/// Every file in a folder with its bytes, but for what merely opening the vault makes and removes.
pub(crate) fn files(folder: &Path) -> Outcome<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if name != "vault.lock" && !name.ends_with("-shm") && !name.ends_with("-wal") {
            let bytes = fs::read(&path)?;
            found.insert(path, bytes);
        }
    }
    Ok(found)
}
