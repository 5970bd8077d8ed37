//! Disk: load, migrate, save safely, settings and recent projects.
