//! Findings about what is said.

super::entries! {
    SILENCE: Error "silence"
        "The customer would hear nothing"
        "The reply exists and has no words, so not even the fallback reply is said."

    NO_FALLBACK: Error "no_fallback"
        "The customer would hear nothing whenever something unforeseen happens"
        "The fallback reply is said for every outcome without a reply of its own. It is the one reply that may not be \
         missing."

    FALLBACK_NEEDS_VALUE: Error "fallback_needs_value"
        "The customer could hear nothing at all"
        "The fallback reply is said when something went wrong, and then values are often missing. A chip without a value \
         leaves the whole reply unsaid, and nothing comes after the fallback."

    NO_SUCCESS_REPLY: Warning "no_success_reply"
        "The good news would never be said"
        "Neither success nor any outcome of your own has a reply: when all goes well, the customer hears the fallback \
         reply."

    OUTCOME_WITHOUT_REPLY: Warning "outcome_without_reply"
        "The customer would hear the fallback reply instead"
        "An outcome of your own has a rule and no reply."

    REPLY_WITHOUT_OUTCOME: Warning "reply_without_outcome"
        "These words would never be said"
        "The reply belongs to an outcome that does not exist."

    OPTIONAL_VALUE: Warning "optional_value_in_reply"
        "The customer could hear the fallback reply instead"
        "A chip of the reply may have no value when the reply is said, and then the whole reply is left out."

    UNKNOWN_NAME: Error "unknown_name"
        "A value would be missing for every customer"
        "A chip names a value that nobody provides at this place. A request is then not sent, and instead of a message \
         the fallback reply is said."

    BROKEN_TEXT: Error "broken_text"
        "The text could never be used"
        "Something between the braces of a chip cannot be understood."

    FORMAT_DOES_NOT_FIT: Warning "format_does_not_fit"
        "The value could not be shown like this"
        "The format is made for values of another kind, so the text with it may be left unsaid."

    LIST_OF_NO_LIST: Error "list_of_no_list"
        "The customer would always hear that the list is empty"
        "A list message shows the items of a value of the kind list. This value is of another kind."

    MISSING_LANGUAGE: Warning "missing_language"
        "Some customers would be answered in another language"
        "The bot speaks several languages, and a text is missing in one of them."

    NO_TRIGGER_PHRASE: Warning "no_trigger_phrase"
        "The bot would not know when to do this"
        "The trigger has neither an intent nor a sample phrase nor a hint for AI agents."

    NO_SAMPLE_PHRASE: Hint "no_sample_phrase"
        "The preview has nothing that a customer says"
        "The trigger has no sample phrase. Platforms learn from them, and the conversation on the screen begins with one."

    HANDOFF_TO_NOBODY: Error "handoff_to_nobody"
        "The customer would be passed to nobody"
        "The handoff names no queue."

    UNDECLARED_FACT: Hint "undeclared_fact"
        "Nobody would know what the bot remembers"
        "The reply stores a fact that is no context variable of the project, so nothing says what it is and how sensitive."

    TOO_MANY_BUTTONS: Warning "too_many_buttons"
        "Customers would not see every button"
        "The channel shows fewer buttons than the message has; some refuse the message altogether."

    BUTTON_TOO_LONG: Warning "button_too_long"
        "Customers could not read what is on the button"
        "The channel cuts the words on a button, or refuses the message."

    BUTTON_WITHOUT_WORDS: Error "button_without_words"
        "Customers would see an empty button"
        "A button has no words in any language."

    BUTTON_WITHOUT_ADDRESS: Error "button_without_address"
        "The button would open nothing"
        "The button of a card has no address."

    CARD_WITHOUT_TITLE: Warning "card_without_title"
        "Customers would see a card without a title"
        "The title of a card has no words in the first language of the project. Channels refuse such a card, or show an \
         empty one."

    BUTTONS_WITHOUT_TEXT: Warning "buttons_without_text"
        "Customers would see buttons and no question"
        "Quick replies belong under a message, and nothing stands before these. WhatsApp refuses such a message."

    BUTTONS_NOT_SHOWN: Hint "buttons_not_shown"
        "Customers on this channel see no buttons"
        "Text messages and e-mails have no quick replies: the words on the buttons arrive as plain text at best."

    TEXT_TOO_LONG: Warning "text_too_long"
        "The message would be cut or not arrive"
        "The text is longer than the channel allows, even before its chips are filled in."
}
