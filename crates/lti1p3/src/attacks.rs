//! The known attacks on an LTI tool, and for each the test that fails if it succeeds.
//!
//! Left out are those that no library without a store can decide: a nonce or an answer used twice,
//! sessions, what one tenant may see of another, whom a score is for. For the first the library says
//! how long a nonce must be kept: `a_used_nonce_is_kept_until_no_leeway_could_revive_the_token`.

mod addresses;
mod keys;
mod messages;

/// Each attack, where its tests are, and what they are called.
const ATTACKS: &[(&str, &str, &[&str])] = &[
    (
        "no algorithm",
        "launch/tests/signature.rs",
        &["only_the_algorithms_of_the_registration_are_taken"],
    ),
    (
        "HS256 with the public key",
        "launch/tests/signature.rs",
        &["the_public_key_is_no_shared_secret"],
    ),
    (
        "an algorithm of another key",
        "launch/tests/signature.rs",
        &["an_algorithm_that_was_allowed_must_still_fit_the_key"],
    ),
    (
        "kid missing, unknown, a path, SQL",
        "launch/tests/signature.rs",
        &["the_key_is_found_by_its_name_in_the_registrations_own_set"],
    ),
    (
        "kid given twice",
        "keys/tests.rs",
        &["a_name_given_twice_names_nothing"],
    ),
    (
        "kid of another platform",
        "attacks/keys.rs",
        &["a_key_of_another_platform_is_unknown_here"],
    ),
    (
        "kids made up, to cause fetches",
        "keys/cache/tests.rs",
        &["attack_invented_key_names_cause_few_fetches"],
    ),
    (
        "jku, x5u, x5c, jwk",
        "launch/tests/signature.rs",
        &["a_token_does_not_bring_its_own_key"],
    ),
    (
        "private, enc and exponent-1 keys",
        "keys/tests.rs",
        &["keys_that_must_not_verify_are_refused"],
    ),
    (
        "short keys",
        "keys/tests.rs",
        &["a_key_shorter_than_2048_bits_is_refused_however_it_is_padded"],
    ),
    (
        "a set of nothing but bad keys",
        "attacks/keys.rs",
        &["a_set_of_bad_keys_is_no_set"],
    ),
    (
        "nonce of another login",
        "launch/tests.rs",
        &["the_nonce_must_be_the_one_of_this_login"],
    ),
    (
        "login of another browser",
        "login/binding.rs",
        &["attack_a_login_that_another_browser_began_is_not_this_ones"],
    ),
    (
        "issuer mix-up",
        "attacks/keys.rs",
        &["a_login_at_one_platform_is_not_answered_by_another"],
    ),
    (
        "foreign issuer",
        "launch/tests.rs",
        &["it_must_be_from_this_issuer"],
    ),
    (
        "neighbour under one issuer",
        "launch/tests.rs",
        &["a_neighbour_under_the_same_issuer_is_somebody_else"],
    ),
    (
        "foreign and extra audiences, azp",
        "launch/tests.rs",
        &["it_must_be_for_this_tool_alone"],
    ),
    (
        "deployment too long, another case",
        "launch/tests.rs",
        &["identifiers_are_taken_whole_or_not_at_all"],
    ),
    (
        "deployment in another case",
        "ids.rs",
        &["case_makes_another_identifier"],
    ),
    (
        "expired, not yet, far off",
        "launch/tests.rs",
        &[
            "times_are_checked_with_a_minute_to_spare",
            "a_large_leeway_is_cut",
        ],
    ),
    (
        "exp and iat of odd shapes",
        "launch/tests.rs",
        &["times_are_numbers_of_a_sane_size"],
    ),
    (
        "duplicate keys",
        "launch/tests/text.rs",
        &["a_claim_given_twice_is_refused_wherever_it_is"],
    ),
    (
        "huge and deeply nested",
        "launch/tests/text.rs",
        &["size_and_depth_are_bounded"],
    ),
    (
        "not UTF-8",
        "launch/tests/text.rs",
        &["what_is_not_a_token_is_refused_before_anything_is_believed"],
    ),
    (
        "a hundred thousand roles",
        "attacks/messages.rs",
        &["a_hundred_thousand_roles_are_not_read"],
    ),
    (
        "deep linking as launch and back, notices",
        "attacks/messages.rs",
        &["a_message_of_one_kind_is_not_taken_for_another"],
    ),
    (
        "deep linking answer with other data, by another, elsewhere",
        "deep_linking/tests.rs",
        &["an_answer_to_somebody_else_or_from_somebody_else_is_refused"],
    ),
    (
        "tampered login",
        "attacks/addresses.rs",
        &["a_tampered_login_leads_to_the_registered_platform_alone"],
    ),
    (
        "storage target as script",
        "post_message/tests.rs",
        &["attack_a_storage_target_that_is_no_name_is_none"],
    ),
    (
        "reply of another window",
        "post_message/tests.rs",
        &["attack_a_reply_of_another_window_or_to_another_message_is_not_the_reply"],
    ),
    (
        "return address elsewhere",
        "parting.rs",
        &["attack_nobody_is_sent_to_an_origin_that_is_not_the_platforms"],
    ),
    (
        "return address of other schemes",
        "launch/tests.rs",
        &["a_return_address_counts_over_https_or_at_a_known_origin"],
    ),
    (
        "deep linking return address elsewhere",
        "attacks/addresses.rs",
        &["a_choice_is_posted_to_the_platform_alone"],
    ),
    (
        "target elsewhere",
        "launch/tests.rs",
        &["the_target_must_be_in_this_tool"],
    ),
    (
        "next link elsewhere",
        "link/tests.rs",
        &[
            "a_page_elsewhere_is_never_followed",
            "a_page_that_leads_to_itself_is_a_loop",
        ],
    ),
    (
        "a list without end",
        "link/tests.rs",
        &["a_list_ends_whatever_the_platform_sends"],
    ),
    (
        "services at no web address",
        "launch/tests.rs",
        &["a_service_at_no_web_address_is_not_offered"],
    ),
    (
        "configuration of another host",
        "dynamic_registration/tests.rs",
        &["nobody_speaks_for_another_platform"],
    ),
    (
        "roles that confer nothing",
        "role/tests.rs",
        &[
            "only_exact_context_roles_say_who_teaches",
            "every_listed_sub_role_is_read_back_and_confers_nothing_alone",
        ],
    ),
    (
        "role_scope_mentor without Mentor",
        "attacks/messages.rs",
        &["who_is_no_mentor_observes_nobody"],
    ),
    (
        "assertion without jti, too long-lived, for another",
        "platform/tests.rs",
        &["an_assertion_is_checked_claim_by_claim"],
    ),
    (
        "tokens in logs",
        "token/tests.rs",
        &["a_token_never_shows_itself"],
    ),
];

#[test]
fn every_attack_has_its_test() {
    for (attack, file, tests) in ATTACKS {
        let path = format!("{}/src/{file}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap();
        for test in *tests {
            assert!(
                text.contains(&format!("fn {test}()")),
                "{attack}: {file} {test}"
            );
        }
    }
}
