//! The window's door: performs effects, decides nothing.
