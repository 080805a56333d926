//! Declares the shell's commands, so that each needs a capability, and embeds page and icons.

#[path = "src/names.rs"]
mod names;

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/src/names.rs");
    let attributes = tauri_build::Attributes::new()
        .app_manifest(tauri_build::AppManifest::new().commands(names::COMMANDS))
        .capabilities_path_pattern("./src-tauri/capabilities/**/*");
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
