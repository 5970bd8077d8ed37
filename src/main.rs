//! Arguments to window or terminal.

fn main() {}
