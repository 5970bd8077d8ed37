//! Findings about what the project's platform cannot do. Each needs a chosen platform.

super::entries! {
    NEEDS_HTTPS: Error "platform_needs_https"
        "The platform would refuse to call this address"
        "The project's platform calls addresses that begin with https:// alone, in every environment but the demo."

    CANNOT_REACH: Warning "platform_cannot_reach"
        "The platform would never reach this address"
        "The platform runs in its operator's network. It reaches nothing on this computer and, where its guard says so, \
         nothing with an address of a private network. The environment of the demo is excepted."

    METHOD: Error "platform_method"
        "The platform cannot ask in this way"
        "Each platform knows some HTTP methods. Where one is unknown, some of them send another one and say that all is well."

    HEADERS: Error "platform_headers"
        "The system would not get what stands in these headers"
        "The platform's request has no place for headers. Those that every program sets by itself (accept, content-type, \
         user-agent) are excepted."

    AUTHENTICATION: Error "platform_authentication"
        "The platform could not prove who is asking"
        "The connection signs in in a way that the platform does not know, so the system would refuse every call."

    READABLE_KEY: Warning "platform_readable_key"
        "Everybody who works on the chatbot could read the key"
        "The platform keeps keys as plain texts of the chatbot, in its editor and in the files that it exports."

    SECRET_IN_TEXT: Error "platform_secret_in_text"
        "The platform would show the key, or not send it"
        "The platform has safe places for keys in its authentication alone. A key inside an address, header or body would stand \
         in the open."

    CHECKS_NO_CERTIFICATE: Warning "platform_checks_no_certificate"
        "Somebody in between could read and change what is sent"
        "The platform does not verify whom it talks to, whatever the connection says."

    AUTHORITIES: Warning "platform_authorities"
        "The platform would not trust this system"
        "The connection brings a certificate authority of its own, and the export cannot carry it to the platform. Where the \
         platform has a place for it, somebody has to put it there by hand."

    KEY_FOLLOWS_REDIRECT: Warning "platform_key_follows_redirect"
        "The key could be sent on to a system that nobody chose"
        "The platform follows redirects to any host. It leaves a bearer token or password behind there, but not a key in a \
         header or cookie of another name."

    BODY: Error "platform_body"
        "The platform cannot send these details"
        "Each platform knows some kinds of body: any JSON, records alone, forms, texts."

    VALUE_IN_ADDRESS: Error "platform_value_in_address"
        "A customer's words could change which address is called"
        "The platform puts values into addresses as they are, if at all. A slash or question mark in one of them leads to \
         another record."

    ANSWER_SIZE: Error "platform_answer_size"
        "The platform would throw the answer away"
        "The platform takes answers up to a certain size. A saved answer that is larger is an error; a design that allows \
         larger ones is a hint."

    RETRIES: Hint "platform_retries"
        "Customers would hear of failures that a second try would have mended"
        "The platform calls once, whatever the design says."

    TIME_LIMIT: Warning "platform_time_limit"
        "Customers would wait longer than designed"
        "The platform waits as long as its own limit says, or for ever. Without any limit it is a warning, else a hint."

    SEARCH_PATH: Warning "platform_search_path"
        "The platform would never find this value"
        "The platform reads values by names and positions. Wildcards, slices, conditions and searches at any depth have no \
         counterpart there."

    SCHEMA: Warning "platform_schema"
        "The platform would refuse the description of this call"
        "The platform reads contracts without alternatives: anyOf, oneOf and allOf are refused."

    PATTERN: Warning "platform_pattern"
        "The platform would ask with whatever the customer wrote"
        "Conditions of the platform know no patterns, so what the customer writes is not held against one."

    OUTCOME: Warning "platform_outcome"
        "Customers would hear another reply than this one"
        "The platform cannot tell this outcome from others. Its reply is never said there, or for other reasons, too."

    WAITING: Hint "platform_waiting"
        "Customers would stare at an empty screen"
        "The platform says nothing while a call runs. Where the bot itself can say something, it has to do so."

    LIST: Warning "platform_list"
        "Customers would see a part of the list, or none of it"
        "The platform repeats a line only so often, or has no loops at all."

    MESSAGE: Warning "platform_message"
        "Customers would see neither button nor card"
        "The platform sends texts alone."

    TEXT_LENGTH: Warning "platform_text_length"
        "The message would be cut or not arrive"
        "The text is longer than the platform allows, even before its chips are filled in."

    BUTTON_ANSWER: Warning "platform_button_answer"
        "The bot would get other words than designed when this button is pressed"
        "On this platform a button sends the words that stand on it."

    FORMAT: Warning "platform_format"
        "Customers would read the value as the system wrote it"
        "The platform cannot write values in this format. A day then reads 2026-03-30, and a number has no separators."

    OWN_WORDS: Warning "platform_own_words"
        "Customers would not hear the words that are written here"
        "On this platform an AI agent reads the answer and says it in its own words. The replies are material for it at best."

    NAME: Error "platform_name"
        "The platform would refuse this name"
        "Names of tools have a limit in each platform, often because of the language model behind it."

    HINT: Hint "platform_hint"
        "The AI agent would read a part of the hint"
        "The platform cuts descriptions after a number of characters."

    INTEGRATIONS: Error "platform_integrations"
        "The platform would not take all integrations"
        "The platform allows a certain number of tools or actions at the same time."
}
