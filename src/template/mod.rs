//! Texts with chips: parse, list the names used, encode for a place, render, formats by language.
