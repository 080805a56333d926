//! The desktop shell: a window around the core.
//!
//! It opens the vault, translates commands and puts up the window. A rule of the product that is
//! found here is in the wrong place.

#![cfg_attr(clippy, deny(warnings))]

mod away;
mod boundary;
mod closing;
mod commands;
mod keeping;
#[cfg(test)]
mod names;
#[cfg(target_os = "linux")]
mod painting;
#[cfg(target_os = "linux")]
mod revival;
mod session;
mod window;

use std::process::ExitCode;

use session::Session;
use tauri::Manager;

/// Runs the program until its window is closed.
pub fn run() -> ExitCode {
    // Before anything of the toolkit: the vault opens while the web view starts.
    let session = Session::begin();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::bring_forward(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .manage(session)
        .invoke_handler(boundary::handler())
        .setup(|app| {
            window::open(app)?;
            keeping::begin(app.handle());
            away::watch(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| {
                if let tauri::RunEvent::Exit = event {
                    let session = app.state::<Session>();
                    session.end();
                    if session.closing.begins_again() {
                        // Or the new one would take this one for the first.
                        tauri_plugin_single_instance::destroy(app);
                        tauri::process::restart(&app.env());
                    }
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            // There is no window to say it in.
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "Helmlog could not start: {error}. The journal was not touched.");
            ExitCode::FAILURE
        }
    }
}
