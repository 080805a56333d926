#![no_main]

libfuzzer_sys::fuzz_target!(|text: text: &str| helmlog_core::fuzz::query(text));
