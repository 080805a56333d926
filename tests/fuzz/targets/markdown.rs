#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| helmlog_core::fuzz::markdown(text));
