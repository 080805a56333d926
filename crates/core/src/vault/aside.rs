//! What is done with a damaged vault before another one takes its place.

use std::fs;
use std::path::Path;

use super::{ATTACHMENTS, BACKUPS, DATABASE, header, rotate};
use crate::disk;
use crate::error::{Error, Result};
use crate::world::{Timestamp, World};

/// Copies what is damaged to a folder among the backups, so that it is there whatever comes.
pub(super) fn set_aside(folder: &Path, world: &dyn World) -> Result<Option<String>> {
    let files: Vec<String> = [header::FILE.to_owned(), DATABASE.to_owned()]
        .into_iter()
        .chain(["-wal", "-shm"].map(|ending| format!("{DATABASE}{ending}")))
        .filter(|name| folder.join(name).exists())
        .collect();
    if files.is_empty() {
        return Ok(None);
    }
    let name = format!("set-aside-{}", Timestamp::from(world.now()).utc().format("%Y-%m-%dT%H%M%SZ"));
    let aside = folder.join(BACKUPS).join(&name);
    disk::private_folder(&aside)?;
    for file in files {
        let to = aside.join(&file);
        fs::copy(folder.join(&file), &to)
            .and_then(|_| fs::File::open(&to)?.sync_all())
            .map_err(|error| Error::file(to, error))?;
    }
    disk::sync_folder(&aside).map_err(|error| Error::file(&aside, error))?;
    Ok(Some(aside.display().to_string()))
}

/// Brings every sealed file along that what was prepared in `rotation/` does not have: what was set aside
/// may need it.
pub(super) fn bring_files(folder: &Path) -> Result<()> {
    let (from, to) = (folder.join(ATTACHMENTS), folder.join(rotate::FOLDER).join(ATTACHMENTS));
    for name in disk::names(&from)? {
        let (from, to) = (from.join(&name), to.join(name));
        if !to.exists() && from.is_file() {
            fs::hard_link(&from, &to)
                .or_else(|_| fs::copy(&from, &to).and_then(|_| fs::File::open(&to)?.sync_all()))
                .map_err(|error| Error::file(to, error))?;
        }
    }
    Ok(())
}
