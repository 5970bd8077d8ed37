//! Findings about what is asked: connections, calls, limits.

super::entries! {
    HTTP_NOT_HTTPS: Error "http_not_https"
        "Customer data would travel unencrypted"
        "An address that begins with http:// lets everybody on the way read and change what is sent, the key included. \
         The bundled demo and addresses of this computer are excepted. In a test environment it is a warning."

    NO_AUTHENTICATION: Error "no_authentication"
        "Anybody could ask this system what the bot asks"
        "The connection does not prove who it is. When personal data goes through it this is an error, else a warning."

    PERSONAL_DATA_IN_URL: Error "personal_data_in_url"
        "Customer data would stand in the logs of every system on the way"
        "Addresses are written to logs, bodies usually are not. Sensitive data in the address is an error, personal data \
         in a parameter a warning, and personal data in the path, where order numbers often have to be, a hint."

    INCOMPLETE_SIGN_IN: Error "incomplete_sign_in"
        "Nobody could be served, because the bot cannot sign in"
        "The connection signs in with client credentials and has no client id or no address for tokens, or with a key that \
         has no name. A user name that is empty is a warning: some systems take the key alone."

    KEY_IN_URL: Warning "key_in_url"
        "The key would stand in the logs of every system on the way"
        "Addresses are written to logs. A key in a header is not."

    REDIRECTS_ANYWHERE: Warning "redirects_anywhere"
        "Customer data could be sent on to a system that nobody chose"
        "The call follows redirects to any host, and personal data goes with it."

    UNVERIFIED_TLS_HOST: Error "unverified_tls_host"
        "Somebody in between could read and change what is sent"
        "The certificate of this host is not verified, so nothing proves that the answer comes from it. Outside \
         production it is a warning."

    SECRET_HOSTS_DO_NOT_MATCH: Error "secret_hosts_do_not_match"
        "Nobody could be served, because the key may not go to this system"
        "The secret lists the hosts that may receive it, and the connection's host is none of them. Nothing is sent then."

    MISSING_CONNECTION: Error "missing_connection"
        "The bot does not know whom to ask"
        "The call names no connection, or one that the project does not have."

    MISSING_BASE_URL: Error "missing_base_url"
        "Nobody could be served in this environment"
        "A system that is asked has no address in an environment. Outside production it is a warning."

    BAD_BASE_URL: Error "bad_base_url"
        "The system cannot be reached under this address"
        "A base address is a complete http or https address with a host, such as https://crm.example.com/api, without \
         user, password, parameters or fragment."

    NO_CALLS: Error "no_calls"
        "The bot would answer without asking anybody"
        "The integration has no call, so it ends in success and knows nothing."

    BROKEN_ADDRESS: Error "broken_address"
        "The call could never be sent"
        "The path holds something that has no place there: white space, `?`, `#`, a backslash or `..`."

    BROKEN_HEADER_NAME: Error "broken_header_name"
        "The call could never be sent with this header"
        "The name of a header has letters, digits and hyphens (RFC 9110)."

    BODY_NOT_EXPECTED: Warning "body_not_expected"
        "The other system may never see what is entered here"
        "With GET, HEAD and DELETE a body has no defined meaning (RFC 9110 section 9.3), and platforms leave it out."

    BROKEN_SCHEMA: Error "broken_schema"
        "Every customer would hear that something is wrong"
        "The contract is no JSON Schema (draft 2020-12), so no request or answer can keep it."

    RISK_AGAINST_METHOD: Warning "risk_against_method"
        "Something could be changed that the customer only asked about"
        "The integration says that it only looks up, but PUT, PATCH and DELETE change or delete."

    WRITE_WITHOUT_CONFIRMATION: Error "write_without_confirmation"
        "The bot would change something without asking first"
        "A misunderstood sentence is enough to start an integration. One that deletes is an error without a question \
         before it; one that creates or changes is a warning."

    RETRIES_ON_WRITE: Warning "retries_on_write_without_idempotency"
        "The customer could get the same thing twice"
        "A write that is tried again may already have been carried out. Many systems recognise a repetition by a header \
         such as Idempotency-Key; this call has none. Hookwright then tries it once; a platform that loads the export may \
         not be so careful."

    TIME_LIMIT_TOO_LONG: Error "time_limit_too_long"
        "The customer would wait too long, or no answer could ever arrive"
        "After 15 seconds some channels give up, and hardly any platform waits longer than 30. A limit over 15 seconds is \
         a warning; none at all, or more than two minutes, is an error."

    RETRIES_TIME_BUDGET: Warning "retries_time_budget"
        "The customer would wait longer than platforms do"
        "All calls of the integration with their retries and pauses can take more than 30 seconds together, after which \
         most platforms have given up."

    PLATFORM_TIME_BUDGET: Error "platform_time_budget"
        "The platform would give up before the bot can answer"
        "The project names its platform, which waits only so long for a call, whatever the design allows. All calls of the \
         integration with their retries and pauses can take longer than that; the customer then hears what the platform says."

    NO_WAITING_MESSAGE: Warning "no_waiting_message"
        "The customer would stare at an empty screen"
        "A call may take longer than three seconds and nothing is said meanwhile."

    WAITING_AFTER_LIMIT: Warning "waiting_after_limit"
        "The waiting message would never be said"
        "It comes only after the time in which every call has answered or been given up."
}
