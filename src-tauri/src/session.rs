//! The vault that this run of the program has open.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use helmlog_core::vault::By;
use helmlog_core::world::System;
use helmlog_core::{Error, ErrorReport, Vault, portfolio, vault};

use crate::closing::Closing;

/// How long a vault that was locked may take to be let go of: a search or a page that was being set.
const LETTING_GO: Duration = Duration::from_secs(5);

/// Of this computer.
pub(crate) const KEYCHAIN: helmlog_keychain::System = helmlog_keychain::System;

/// What became of opening the vault.
pub(crate) enum Opened {
    /// It is open.
    Yes(Arc<Vault>),
    /// There is none yet.
    Absent,
    /// It takes a passphrase.
    Locked,
    /// It could not be opened.
    Failed(ErrorReport),
}

enum State {
    Opening(Option<JoinHandle<Opened>>),
    Done(Opened),
}

/// Holds the vault for the commands.
pub(crate) struct Session {
    state: Mutex<State>,
    /// The last file that was exported, so that the page need not name a path to show it.
    exported: Mutex<Option<PathBuf>>,
    /// Where the page was when it was locked, in its own words.
    place: Mutex<Option<String>>,
    /// The number of the last long work that was begun, and of the last that is to stop.
    begun: AtomicU64,
    stopped: AtomicU64,
    /// How often the page was asked to save because the window is to close.
    asked: AtomicU64,
    /// How far the program has ended.
    pub(crate) closing: Closing,
}

impl Session {
    /// Begins to open the vault on a thread of its own.
    pub(crate) fn begin() -> Self {
        let opening = std::thread::Builder::new().name("open vault".into()).spawn(|| opened(open()));
        let state = match opening {
            Ok(handle) => State::Opening(Some(handle)),
            Err(_) => State::Done(opened(open())),
        };
        Self {
            state: Mutex::new(state),
            exported: Mutex::default(),
            place: Mutex::default(),
            begun: AtomicU64::new(0),
            stopped: AtomicU64::new(0),
            asked: AtomicU64::new(0),
            closing: Closing::default(),
        }
    }

    /// What became of opening the vault; waits for it.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&Opened) -> T) -> T {
        let mut state = lock(&self.state);
        if let State::Opening(handle) = &mut *state {
            let result = handle.take().and_then(|handle| handle.join().ok()).unwrap_or_else(|| opened(open()));
            *state = State::Done(result);
        }
        match &*state {
            State::Done(opened) => look(opened),
            State::Opening(_) => look(&Opened::Absent),
        }
    }

    /// The open vault.
    pub(crate) fn vault(&self) -> Result<Arc<Vault>, ErrorReport> {
        self.look(|opened| match opened {
            Opened::Yes(vault) => Ok(vault.clone()),
            Opened::Absent => Err(Error::NoVault(vault::default_folder()).report()),
            Opened::Locked => Err(Error::Locked.report()),
            Opened::Failed(report) => Err(report.clone()),
        })
    }

    /// Makes the vault that is not there yet.
    pub(crate) fn create(&self) -> Result<Arc<Vault>, ErrorReport> {
        let vault = Arc::new(Vault::create(vault::default_folder(), Arc::new(System)).map_err(|error| error.report())?);
        *lock(&self.state) = State::Done(Opened::Yes(vault.clone()));
        Ok(vault)
    }

    /// Opens a locked vault.
    pub(crate) fn unlock(&self, by: By<'_>) -> Result<Arc<Vault>, Error> {
        let folder = vault::default_folder();
        let begun = Instant::now();
        let vault = loop {
            match Vault::unlock(&folder, by, Arc::new(System)) {
                // What still ran when it was locked holds the vault until it ends.
                Err(Error::InUse) if begun.elapsed() < LETTING_GO => std::thread::sleep(LETTING_GO / 50),
                Err(Error::ReadOnly) => break Vault::unlock_read_only(&folder, by, Arc::new(System)),
                opened => break opened,
            }
        };
        if let Err(error @ Error::Damaged(_)) = &vault {
            // The right key, and the wrong pages: what helps is no other passphrase.
            *lock(&self.state) = State::Done(Opened::Failed(error.report()));
        }
        let vault = Arc::new(vault?);
        *lock(&self.state) = State::Done(Opened::Yes(vault.clone()));
        Ok(vault)
    }

    /// Closes a vault that has a passphrase, until it is given again. What runs at this moment ends
    /// first; its last hold on the vault closes the database, drops the index and wipes the keys.
    pub(crate) fn lock(&self, place: String) -> Result<(), ErrorReport> {
        let vault = self.vault()?;
        if !vault.protection().map_err(|error| error.report())?.passphrase {
            return Err(Error::invalid("passphrase", "is not set").report());
        }
        *lock(&self.state) = State::Done(Opened::Locked);
        *lock(&self.place) = Some(place);
        portfolio::forget();
        Ok(())
    }

    /// Where the page was when it was locked; once.
    pub(crate) fn take_place(&self) -> Option<String> {
        lock(&self.place).take()
    }

    /// Whether there is a vault that cannot be opened.
    pub(crate) fn is_broken(&self) -> bool {
        self.look(|opened| matches!(opened, Opened::Failed(_)))
    }

    /// Runs `work`, which puts something in the place of a vault that cannot be opened, and opens that.
    pub(crate) fn mend<T>(&self, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        let done = work()?;
        *lock(&self.state) = State::Done(opened(open()));
        Ok(done)
    }

    /// Begins work that takes long; returns its number.
    pub(crate) fn begin_work(&self) -> u64 {
        self.begun.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Stops all long work that has been begun.
    pub(crate) fn stop_work(&self) {
        self.stopped.store(self.begun.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Whether work with this number is to stop.
    pub(crate) fn is_stopped(&self, work: u64) -> bool {
        work <= self.stopped.load(Ordering::Relaxed)
    }

    /// The page is asked to save because the window is to close; returns the number of the question.
    pub(crate) fn ask_to_close(&self) -> u64 {
        self.asked.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Whether this question is the last, and nobody has come back since.
    pub(crate) fn is_asked(&self, question: u64) -> bool {
        self.asked.load(Ordering::Relaxed) == question
    }

    /// Somebody has started the program a second time: true if its window can be brought back.
    pub(crate) fn come_back(&self) -> bool {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.closing.come_back()
    }

    /// Lets go of the vault, so that its files are closed before the process ends: what runs at this moment
    /// is waited for.
    pub(crate) fn end(&self) {
        let ended = std::mem::replace(&mut *lock(&self.state), State::Done(Opened::Absent));
        let vault = match ended {
            State::Done(Opened::Yes(vault)) => vault,
            State::Opening(Some(handle)) => match handle.join() {
                Ok(Opened::Yes(vault)) => vault,
                _ => return,
            },
            _ => return,
        };
        let begun = Instant::now();
        while Arc::strong_count(&vault) > 1 && begun.elapsed() < LETTING_GO {
            std::thread::sleep(LETTING_GO / 1000);
        }
    }

    /// Remembers what was exported last.
    pub(crate) fn remember_export(&self, path: PathBuf) {
        *lock(&self.exported) = Some(path);
    }

    /// What was exported last.
    pub(crate) fn last_export(&self) -> Option<PathBuf> {
        lock(&self.exported).clone()
    }
}

fn open() -> Result<Vault, Error> {
    let folder = vault::default_folder();
    match Vault::open(&folder, Arc::new(System)) {
        // A disk that cannot be written can still be read.
        Err(Error::ReadOnly) => Vault::open_read_only(&folder, Arc::new(System)),
        other => other,
    }
}

fn opened(result: Result<Vault, Error>) -> Opened {
    match result {
        Ok(vault) => Opened::Yes(Arc::new(vault)),
        Err(Error::NoVault(_)) => Opened::Absent,
        Err(Error::Locked) => Opened::Locked,
        Err(error) => Opened::Failed(error.report()),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
