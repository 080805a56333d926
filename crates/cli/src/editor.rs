//! Writing in one's own editor.
//!
//! The text lies in a file of its own folder that nobody else may enter, in memory where the
//! system has such a place. Whatever the editor leaves there is overwritten and removed, unless
//! the text could not be stored: then it is kept, and the user is told where.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use helmlog_core::{Error, ErrorCode};
use tempfile::TempDir;

use crate::failure::Failure;

const FILE: &str = "entry.md";

/// A text that was written in an editor and is not stored yet.
pub(crate) struct Draft {
    folder: TempDir,
    /// What was written, without empty lines around it.
    pub(crate) text: String,
}

impl Draft {
    /// Lets the user write, beginning with `text`.
    pub(crate) fn write(text: &str) -> Result<Self, Failure> {
        let editor = ["VISUAL", "EDITOR"]
            .into_iter()
            .find_map(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
            .ok_or_else(|| Error::invalid("text", "is missing, and neither VISUAL nor EDITOR names an editor"))?;
        let folder = private_folder()?;
        let path = folder.path().join(FILE);
        let mut draft = Self { folder, text: String::new() };
        if !text.is_empty() {
            std::fs::write(&path, format!("{text}\n")).map_err(|error| Error::file(&path, error))?;
        }
        let status = command(&editor, &path).status().map_err(|error| Error::file(editor, error))?;
        if !status.success() {
            draft.wipe();
            let hint = "Nothing was stored. VISUAL or EDITOR names the editor.";
            return Err(Failure::said(ErrorCode::Failed, "The editor ended with an error.", hint));
        }
        match std::fs::read(&path) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(written) => draft.text = written.trim_matches(['\n', '\r']).trim_end().to_owned(),
                Err(error) => {
                    draft.text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                    return Err(draft.keep(Error::invalid("text", "is not UTF-8").into()));
                }
            },
            // Never saved is the same as empty.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::file(path, error).into()),
        }
        Ok(draft)
    }

    /// Removes every trace, once the text is stored or there is none.
    pub(crate) fn wipe(self) {
        for file in std::fs::read_dir(self.folder.path()).into_iter().flatten().flatten() {
            if let (Ok(about), Ok(mut file)) = (file.metadata(), OpenOptions::new().write(true).open(file.path())) {
                let zeros = vec![0; usize::try_from(about.len()).unwrap_or(0)];
                // In memory this clears the words; on a disk it is the best that can be done.
                let _ = file.write_all(&zeros).and_then(|()| file.sync_all());
            }
        }
        // Dropping the folder removes it.
    }

    /// Keeps the text, and says where, because it could not be stored.
    pub(crate) fn keep(self, failure: Failure) -> Failure {
        if self.text.trim().is_empty() && matches!(failure, Failure::Core(Error::Invalid { field: "text", .. })) {
            self.wipe();
            return failure;
        }
        let path = self.folder.keep().join(FILE);
        failure.with_hint(format!("Nothing was stored. Your text is in {}.", path.display()))
    }
}

/// A new folder that only the user may enter, in memory if there is a place for it.
fn private_folder() -> Result<TempDir, Failure> {
    let in_memory = [std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from), Some(PathBuf::from("/dev/shm"))];
    let mut builder = tempfile::Builder::new();
    builder.prefix("helmlog-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    for place in in_memory.into_iter().flatten().filter(|place| place.is_dir()) {
        if let Ok(folder) = builder.tempdir_in(place) {
            return Ok(folder);
        }
    }
    let place = std::env::temp_dir();
    Ok(builder.tempdir_in(&place).map_err(|error| Error::file(place, error))?)
}

/// An editor may be named with arguments, as in `code --wait`; a shell takes them apart.
#[cfg(unix)]
fn command(editor: &OsString, path: &Path) -> Command {
    let mut words = editor.clone();
    words.push(" \"$1\"");
    let mut command = Command::new("sh");
    command.arg("-c").arg(words).arg("helmlog").arg(path);
    command
}

#[cfg(not(unix))]
fn command(editor: &OsString, path: &Path) -> Command {
    let text = editor.to_string_lossy();
    let mut words = text.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).arg(path);
    command
}
