//! Findings about what is understood: outputs, rules, samples, scenarios, inputs.

super::entries! {
    BROKEN_PATH: Error "broken_path"
        "The bot could not find this value in any answer"
        "The path of an output is no JSONPath (RFC 9535)."

    BROKEN_PATTERN: Error "broken_pattern"
        "The bot would accept anything here"
        "The pattern is no regular expression and checks nothing."

    NO_SUCCESS_STATUS: Error "no_success_status"
        "Every answer would count as an error"
        "The call lists no status that counts as success."

    UNUSED_INPUT: Hint "unused_input"
        "The customer may be asked for something that nobody needs"
        "No request, reply or rule uses the input."

    UNUSED_OUTPUT: Hint "unused_output"
        "The bot reads something that it never says"
        "No reply, rule, handoff or later call uses the output."

    NO_QUESTION: Warning "no_question"
        "The customer would not be told what is missing"
        "The input is required and the conversation may not know it. Without a question, and without a reply for \
         something missing, the fallback reply is said."

    RULE_UNKNOWN_FIELD: Error "rule_unknown_field"
        "The rule decides over something that nobody knows"
        "A rule compares outputs, inputs and the status of the answer. This name is none of them, so the comparison \
         finds nothing."

    RULE_VALUE_UNKNOWN: Warning "rule_value_unknown"
        "The customer could never get this reply"
        "The rule waits for a value that the contract of the answer does not allow."

    EMPTY_RULE: Error "empty_rule"
        "The customer could never get this reply, because its rule is empty"
        "A rule without a comparison never holds."

    UNREACHABLE_RULE: Warning "unreachable_rule"
        "The customer would always get another reply"
        "Outcomes are tried in order. Whenever this rule holds, an earlier one holds too, or its comparisons contradict \
         each other."

    NO_SAMPLE: Hint "no_sample"
        "Nobody can see the replies before customers do"
        "The call has no saved answer to preview with."

    SAMPLE_BREAKS_CONTRACT: Warning "sample_breaks_contract"
        "Customers would hear that something is wrong although the system answered"
        "A saved answer that counts as a success is not what the design expects, and no scenario says that this is meant. \
         Either the sample is old, or the contract is too strict."

    SAMPLE_WITHOUT_CALL: Warning "sample_without_call"
        "A saved answer belongs to no call"
        "The sample names a call that the integration does not have, so it is never shown."

    NO_SCENARIO: Hint "no_scenario"
        "Nobody would notice when a change breaks this"
        "A scenario says what must follow from what. Without one, a test of this integration tests nothing."

    SCENARIO_FAILS: Warning "scenario_fails"
        "Customers would hear something else than was agreed"
        "A scenario, played offline, does not end as it expects."

    SCENARIO_UNKNOWN_SAMPLE: Warning "scenario_unknown_sample"
        "A scenario tries nothing"
        "It is answered by a sample that the integration does not have."
}
