//! The terminal's door: the command line of the same program.
