//! The parts every view is built from. They know the theme and nothing else of the program.
