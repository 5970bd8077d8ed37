//! What becomes of single commands.

use super::import;

#[test]
fn something_that_is_no_command() {
    assert!(import("").is_err());
    assert!(import("wget http://h").is_err());
}
