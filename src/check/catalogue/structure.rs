//! Findings about the project as a whole: names, environments, what is not used.

super::entries! {
    NO_INTEGRATION: Warning "no_integration"
        "The bot can do nothing yet"
        "A project without an integration gives a platform nothing to load."

    NO_ENVIRONMENT: Error "no_environment"
        "The bot has nowhere to ask"
        "Addresses belong to an environment such as demo or production. Without one, no call can be sent."

    NO_ID: Error "no_id"
        "Nothing could refer to this"
        "Platforms, the command line and other parts of the design find things by their id or name. An empty one \
         cannot be found."

    DUPLICATE_ID: Error "duplicate_id"
        "One of two would never be used"
        "Two things of the same kind have the same id or name. Whoever asks for it gets the first; the second may as \
         well not be there."

    BROKEN_NAME: Error "broken_name"
        "No text could use this value"
        "A value is used by its name. A name has letters, digits, `_` and `-`, and dots between its words, and begins \
         with a letter."

    UNKNOWN_TIME_ZONE: Warning "unknown_time_zone"
        "Customers would read times of another place"
        "The project's time zone is none of the IANA names such as `Europe/Berlin`, so times are said in UTC."

    UNKNOWN_FIELD: Hint "unknown_field"
        "Something in the file has no effect"
        "The file holds a field that this version does not know: it was written by a newer version or another tool, or \
         it is misspelled. It is kept as it is."

    UNUSED_CONNECTION: Hint "unused_connection"
        "A system is set up that nobody asks"
        "No call uses the connection. It still takes part in every review of where data goes."

    UNUSED_SECRET: Hint "unused_secret"
        "Somebody would hand out a key that is not needed"
        "The secret is declared and nothing uses it."

    EXAMPLE_DOES_NOT_FIT: Warning "example_does_not_fit"
        "The previews would not show what customers see"
        "The example is not of the kind that the value has, so a preview with it ends before anything is asked."

    SECRET_LITERAL: Error "secret_literal"
        "Everybody who opens this file could use the key"
        "The file holds what looks like a key, token or password. Project files are mailed, versioned and loaded by \
         platforms. A key belongs into a secret: the file then holds its name and never its value."

    SECRET_NOT_DECLARED: Warning "secret_not_declared"
        "Nobody who sets up the bot would know that a key is needed"
        "A connection or a request uses a secret that the project does not list, so nothing says what it is and to \
         which hosts it may go."

    SECRET_NOT_CHOSEN: Error "secret_not_chosen"
        "The system would refuse every question"
        "The connection signs in with a key, and no secret is chosen for it."

    SECRET_IN_MESSAGE: Error "secret_in_message"
        "A key has no place in what customers read"
        "Secrets can be used in requests only. A message with one in it cannot be said: the fallback reply is said \
         instead."
}
