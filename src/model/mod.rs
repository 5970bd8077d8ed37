//! What is designed: a project and everything in it, as plain data that is also the file format.
