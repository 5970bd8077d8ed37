//! Values of secrets: environment variables, and the built-in ones of the demo.
