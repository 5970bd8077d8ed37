//! Findings about a design, each with its place and what to do.
