//! Background work: runs a future off the UI thread, answers with a message, can be cancelled.
