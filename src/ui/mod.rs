//! What is seen: state in, pixels and actions out.
