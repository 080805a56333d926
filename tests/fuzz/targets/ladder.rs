#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| helmlog_core::fuzz::ladder(bytes));
