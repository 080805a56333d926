//! Declares the shell's commands, so that each needs a capability, embeds page and icons, and packs
//! the program.

#[path = "src/names.rs"]
mod names;

fn main() {
    pack_relocations();
    fold_twins();
    println!("cargo:rerun-if-changed=src-tauri/src/names.rs");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = tauri_build::Attributes::new()
        .app_manifest(tauri_build::AppManifest::new().commands(names::COMMANDS))
        .capabilities_path_pattern("./src-tauri/capabilities/**/*");
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}

/// Packs the table of relocations, which is a fifteenth of the program, where the C library that it
/// is built against understands that: glibc since 2.36. A program does not run on an older one anyway.
fn pack_relocations() {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    let native = std::env::var("HOST").ok() == std::env::var("TARGET").ok();
    if native && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && glibc() >= Some((2, 36)) {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Has functions that came out the same stored once, unless somebody asks for their addresses. The linker that Rust
/// brings for this kind of computer can do that; others may not.
fn fold_twins() {
    let triple = std::env::var("TARGET").is_ok_and(|triple| triple == "x86_64-unknown-linux-gnu");
    // Whoever says how to link may have chosen another one.
    let says = ["CARGO_ENCODED_RUSTFLAGS", "RUSTC_LINKER"];
    let is_plain = says.iter().all(|name| std::env::var_os(name).is_none_or(|it| it.is_empty()));
    if triple && is_plain && std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rustc-link-arg-bins=-Wl,--icf=safe");
    }
}

/// The version of the C library here.
fn glibc() -> Option<(u32, u32)> {
    let said = std::process::Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?.stdout;
    let (major, minor) = std::str::from_utf8(&said).ok()?.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
