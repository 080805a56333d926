//! The desktop program.

#![cfg_attr(clippy, deny(warnings))]
// No console window beside ours.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

/// Most of what a search, an import or a page waits for is many small pieces of memory.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    helmlog_desktop::run()
}
