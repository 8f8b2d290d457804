//! The known attacks that only a service can withstand, and for each the test that fails if it
//! succeeds. What the protocol alone decides has its list in `lti1p3`.

/// Each attack, where its tests are, and what they are called.
const ATTACKS: &[(&str, &str, &[&str])] = &[
    (
        "no signature, the public key as a shared secret",
        "attacks/tokens.rs",
        &[
            "attack_a_token_that_nobody_signed",
            "attack_the_public_key_as_a_shared_secret",
        ],
    ),
    (
        "kid as path or statement, of nobody, made up to cause fetches",
        "attacks/tokens.rs",
        &[
            "attack_key_names_that_are_paths_statements_or_strangers",
            "attack_made_up_key_names_do_not_make_us_ask_and_ask",
        ],
    ),
    (
        "a signature of another kind than the registration has",
        "attacks/tokens.rs",
        &["attack_a_signature_of_another_kind_than_the_registration_has_is_refused"],
    ),
    (
        "a key of ours that leaked",
        "admin/platforms.rs",
        &["a_key_that_leaked_is_withdrawn_at_once_and_the_platform_takes_the_new_one"],
    ),
    (
        "a way back that leads elsewhere",
        "leaving.rs",
        &["attack_a_refused_visit_leads_nowhere_but_to_the_platform"],
    ),
    (
        "jku, x5u, x5c, jwk",
        "attacks/tokens.rs",
        &["attack_a_token_that_brings_its_own_key"],
    ),
    (
        "a launch sent twice, in two tabs, at the same instant",
        "launch.rs",
        &[
            "a_launch_is_used_once",
            "two_posts_of_one_launch_at_once_open_one_session",
        ],
    ),
    (
        "nonce of another login",
        "attacks/tokens.rs",
        &["attack_a_nonce_of_another_login"],
    ),
    (
        "login begun in another browser",
        "attacks/tokens.rs",
        &["attack_a_launch_in_a_browser_that_did_not_begin_it"],
    ),
    (
        "the attacker's own complete triple from another origin",
        "prove.rs",
        &["an_attackers_own_complete_triple_opens_nothing_from_another_origin"],
    ),
    (
        "a hand-over to another person, a code used twice or late",
        "hand_over.rs",
        &[
            "attack_a_hand_over_to_another_person",
            "a_code_begins_one_visit_within_a_minute_and_only_as_it_was_made",
        ],
    ),
    (
        "issuer mix-up, another tenant's true token under one issuer",
        "attacks/messages.rs",
        &["attack_a_login_at_one_registration_answered_by_another"],
    ),
    (
        "foreign and extra audiences, azp",
        "attacks/tokens.rs",
        &["attack_audiences_that_are_not_ours_alone"],
    ),
    (
        "deployment unknown, of another client, too long, in another case",
        "attacks/tokens.rs",
        &["attack_deployments_that_are_not_ids"],
    ),
    (
        "expired, not yet, far off, times that are no times",
        "attacks/tokens.rs",
        &["attack_times_that_are_over_far_off_or_no_times"],
    ),
    (
        "duplicate keys, huge, nested, not text",
        "attacks/messages.rs",
        &["attack_texts_that_are_huge_nested_double_or_no_text"],
    ),
    (
        "a message of one kind as another",
        "attacks/messages.rs",
        &["attack_messages_of_one_kind_as_another"],
    ),
    (
        "tampered login, script and line ends in hints",
        "attacks/messages.rs",
        &["attack_a_tampered_login_leads_to_the_registered_platform_alone"],
    ),
    (
        "a launch that leads out of the tool",
        "attacks/messages.rs",
        &["attack_a_launch_that_leads_out_of_the_tool"],
    ),
    (
        "deep linking answer without a question, twice, elsewhere",
        "choosing.rs",
        &[
            "nothing_is_an_answer_and_an_answer_is_sent_once",
            "only_staff_choose_and_only_from_their_own_page",
        ],
    ),
    (
        "services inside our network, a private host of another tenant",
        "attacks/reach.rs",
        &[
            "attack_services_inside_our_network_are_not_asked",
            "attack_a_private_host_of_another_tenant",
        ],
    ),
    (
        "a next page at another host",
        "roster/bad_days.rs",
        &["attack_a_next_page_elsewhere_is_not_asked_for"],
    ),
    (
        "a configuration that lies, a registration without an invite",
        "attacks/registering.rs",
        &[
            "attack_a_configuration_that_lies_registers_nothing",
            "attack_a_registration_without_an_invite_fetches_nothing",
        ],
    ),
    (
        "a known issuer with other keys, another tenant's registration",
        "attacks/registering.rs",
        &[
            "attack_a_known_issuer_that_registers_with_other_keys",
            "attack_a_renewal_of_another_tenants_registration",
        ],
    ),
    (
        "a known issuer by hand with keys from another place",
        "attacks/reach.rs",
        &["attack_a_known_issuer_with_keys_from_another_place"],
    ),
    (
        "another tenant's rows by id, by token, by browser",
        "tenants.rs",
        &[
            "no_endpoint_of_one_tenant_reaches_what_is_the_others",
            "no_endpoint_takes_a_token_made_of_two_visits",
            "no_page_and_no_form_of_one_tenant_opens_to_the_others_browser",
        ],
    ),
    (
        "roles that confer nothing, role_scope_mentor",
        "attacks/messages.rs",
        &["attack_roles_that_confer_nothing_open_nothing"],
    ),
    (
        "a visit after the enrolment ended",
        "roster.rs",
        &["a_visit_ends_with_the_enrolment"],
    ),
    (
        "a score by the API",
        "attacks/messages.rs",
        &["attack_a_score_by_the_api_is_nobodys"],
    ),
    (
        "framed by somebody else",
        "security/headers.rs",
        &[
            "every_page_is_guarded_and_framed_by_its_lms_alone",
            "every_refusal_is_guarded_too",
        ],
    ),
    (
        "a form of another site",
        "security/forms.rs",
        &["a_form_needs_its_token_its_origin_and_its_browser"],
    ),
    (
        "tokens, handles and names in logs",
        "security/logs.rs",
        &["no_log_holds_a_token_a_handle_or_a_name"],
    ),
    (
        "a flood of logins, of tries, of connections",
        "attacks/flood.rs",
        &[
            "attack_a_flood_of_logins_writes_nothing_and_ends_at_the_limit",
            "attack_every_open_door_has_a_limit",
            "attack_a_request_that_never_ends_its_first_lines_is_cut",
        ],
    ),
];

#[test]
fn every_attack_has_its_test() {
    for (attack, file, tests) in ATTACKS {
        let path = format!("{}/it/{file}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{attack}: {path}"));
        for test in *tests {
            assert!(
                text.contains(&format!("fn {test}()")),
                "{attack}: {file} {test}"
            );
        }
    }
}
