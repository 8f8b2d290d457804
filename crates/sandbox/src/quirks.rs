//! The habits of platforms, each as a switch of its own.

use serde::{Deserialize, Serialize};

use crate::config::Manners;

/// What this LMS does otherwise than the specification leads one to expect. Two personalities are
/// kept ready ([`Quirks::moodle`], [`Quirks::canvas`]), and one without any ([`Quirks::plain`]); a test
/// turns one switch and sees whether a tool copes.
///
/// "Seen" means on a running Moodle 4.5.6, "read" in the source of Canvas or of Moodle. As JSON
/// every field has its own name: `{"short_roster_roles": false}` changes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a habit that some platform has and another has not"
)]
#[serde(deny_unknown_fields)]
pub struct Quirks {
    // Logging in.
    /// A redirect address is compared as a string; otherwise a query may be added to a registered
    /// one. Seen: `http://h` and `http://h/` differ. Off in Canvas (read).
    pub exact_redirect_uri: bool,
    /// `lti_message_hint` is JSON text with quotes and braces, which must come back byte for byte.
    /// Seen. Off: an opaque word, as a Canvas JWT is one to a tool.
    pub json_message_hint: bool,
    /// A begun launch is answered once; asked again it is an error page. Seen (`launchid`), and
    /// read in Canvas (`launch_no_longer_valid`).
    pub single_use_hint: bool,
    /// The first answer to an authentication request is a page that posts the request again with
    /// `repost=true`. Seen where the browser keeps Moodle's cookie back; off in both personalities,
    /// because nobody logs in here.
    pub repost_page: bool,
    /// What is wrong with a request is shown on a page of the LMS where the core of it is wrong
    /// (seen: 404 and nothing posted). Off: posted to the tool as `invalid_request_object` (Canvas,
    /// read).
    pub shows_bad_requests: bool,
    /// The frame that keeps things is the LMS's own page: `_parent` (Sakai). Off: a frame with a name. Off in both personalities.
    pub storage_in_parent: bool,
    /// `lti_storage_target` is offered, with a frame that keeps things for the tool (read in Canvas;
    /// a Moodle has nothing of the kind).
    pub platform_storage: bool,
    /// Seconds from `iat` to `exp` of an `id_token`: 60 seen, 3600 read in Canvas.
    pub launch_seconds: u32,
    /// Seconds that a launch is dated ahead of the LMS's own time, as by a machine whose clock is
    /// fast. 0 in both personalities.
    pub launches_ahead: u32,

    // What a launch says.
    /// A variable that is not known stays in the message as it was written (seen, and read in
    /// Canvas). Off: an empty text.
    pub unknown_variables_stay: bool,
    /// Titles and labels of courses and links are `null` (read in Canvas, where nothing was written).
    /// Off in both personalities.
    pub null_titles: bool,
    /// Nobody has a number: `person_sourcedid` is an empty text (seen, where none was written). Off in
    /// both personalities.
    pub empty_numbers: bool,
    /// A link whose column was deleted says `"lineitem": ""` (seen). Off: the claim says nothing.
    pub empty_line_item: bool,
    /// Every role the person has anywhere comes along, not only those of the course (read in
    /// Canvas).
    pub all_roles: bool,
    /// Observers are `Mentor`s of the course, with `role_scope_mentor` where names are told (read in
    /// Canvas). Off: learners like others, as in Moodle, which never says `Mentor`.
    pub observers_are_mentors: bool,
    /// Students who may become mentors help in the forum, and come with the sub-role of a teaching
    /// assistant beside `Learner`, without its principal (read in Open edX, "Community TA"). Off in
    /// both personalities.
    pub community_assistants: bool,
    /// `azp` beside `aud` (read in Canvas). Seen without in Moodle.
    pub authorized_party: bool,
    /// A course's navigation launches have the course's own id as `resource_link.id`, whatever the
    /// tool (read in Canvas).
    pub navigation_link_is_course: bool,

    // Tokens.
    /// Token replies, good and bad, are JSON under `text/html` (seen).
    pub html_token_replies: bool,
    /// What the library said is put between quotes unescaped, so that a bad `kid` is answered with
    /// text that is no JSON (seen).
    pub broken_token_errors: bool,
    /// The tool's key set is kept after the first token and read again only for an unknown `kid`
    /// (seen). Off: read at every request. Either way it is read inside the token request.
    pub keeps_tool_keys: bool,
    /// A token address with a slash too many in `aud` is refused (Canvas, canvas-lms issue 1925).
    /// Off: it passes.
    pub exact_audience: bool,
    /// `aud` and `jti` of an assertion are not looked at (seen). Off in both personalities, so that
    /// a tool's mistakes show.
    pub careless_assertions: bool,
    /// A token is given only to who names the deployment that it is for (Core 6.2.1 lets a platform
    /// want that). Off in both personalities.
    pub wants_deployment: bool,
    /// `Authorization: bearer …` is refused; it must be `Bearer` (Blackboard, by the change log of
    /// ltijs 5.6.5). Off in both personalities.
    pub capital_bearer: bool,
    /// A token that is not taken is answered with 403 (Open edX). Off: 401. Off in both personalities.
    pub bad_tokens_are_forbidden: bool,
    /// Requests to services in one second, above which 429 is answered with `Retry-After: 1`; 0 for
    /// no limit. Read in Canvas; 0 in both personalities, since the real limit is a matter of cost.
    pub requests_per_second: u32,
    /// Above that limit the answer is 403, `Rate Limit Exceeded` and no word of when (read in
    /// Canvas).
    pub busy_is_forbidden: bool,

    // The roster.
    /// Roles are single words (`Learner`) where launches have whole addresses (seen).
    pub short_roster_roles: bool,
    /// A non-editing teacher launches as `Instructor` and is listed as `Learner` (seen).
    pub assistants_listed_as_learners: bool,
    /// The next page's address has lost the `role` that was asked for (seen).
    pub next_forgets_role: bool,
    /// A role that is not known filters nothing (seen). Off: nobody has it.
    pub unknown_role_is_everybody: bool,
    /// Names and titles are prepared for a page: `R&amp;D` (seen). Launches have them raw.
    pub escaped_names: bool,
    /// Names are told only to who asks for the people of one link (read in Moodle, where each link's
    /// teacher says whether names are told). Off in both personalities.
    pub names_only_with_link: bool,
    /// Rosters come under the media type of before (read in an older Canvas). Off in both
    /// personalities.
    pub old_roster_media_type: bool,
    /// The most members of one page; 0 for no limit. 50 read in Canvas.
    pub roster_page: u32,

    // Line items, scores, results.
    /// `Accept` and `Content-Type` must name the service's own media type (seen: 400).
    pub exact_media_types: bool,
    /// Addresses of line items end in `?type_id=…`, and `/scores` after that is no address (seen:
    /// 400).
    pub type_id_query: bool,
    /// The `Link` header of line items and results has curly quotes and `&amp;` (seen).
    pub broken_paging_links: bool,
    /// Results with `limit` and `type_id` are an error page with 404 (seen).
    pub results_limit_fails: bool,
    /// The most line items or results of one page where the tool names no limit; 0 for all. 10 read
    /// in Canvas.
    pub list_page: u32,
    /// Every line item is listed, whatever was asked for: a tool must look for its own. Off in both
    /// personalities.
    pub ignores_filters: bool,
    /// A tool sees the columns of other tools by their numbers (seen). Off: 404 (read in Canvas).
    pub sees_other_columns: bool,
    /// A column that came with a link cannot be deleted by the tool: 401 (read in Canvas).
    pub coupled_columns_stay: bool,
    /// Tools may use columns and not make or change them: the `lineitem` scope is withheld (read in
    /// Moodle, the setting between none and all). Off in both personalities.
    pub no_column_management: bool,
    /// A refused score is `[]`, its reason with the whole body in the status line, which falls apart
    /// into a 200 where the body has line breaks (seen). Off: 4xx with words in JSON.
    pub refusals_in_status_line: bool,
    /// A score within the second of the last one is refused, 409 (seen). Off: only an older one,
    /// 400 (read in Canvas).
    pub one_score_a_second: bool,
    /// Any `gradingProgress` but `FullyGraded` drops the score (seen). Off: `PendingManual` counts
    /// too (read in Canvas).
    pub only_fully_graded: bool,
    /// A score above the maximum is cut (seen). Off: it may be above (read in Canvas).
    pub cuts_high_scores: bool,
    /// A score is answered with `resultUrl` (read in Canvas). Off: an empty body (seen).
    pub answers_result_url: bool,
    /// Each score is another attempt unless it says `new_submission: false` (read in Canvas).
    pub counts_attempts: bool,
    /// A column that a tool made is not published until a teacher does so ([`publish_column`]), and
    /// takes no score before: 422 (reported of Canvas, issue 1964; whether its columns begin so is not
    /// known). Off in both personalities.
    ///
    /// [`publish_column`]: crate::Lms::publish_column
    pub unpublished_columns: bool,
    /// A score for a locked mark fails with 500 (seen). Off: 422 with words, as Canvas has them for a
    /// grading period that is over (read).
    pub locked_marks_fail: bool,
    /// A result of 0 comes without `resultScore`, as if nothing had been given (read in Moodle).
    pub silent_zeros: bool,
    /// Points, scores and a token's life come as texts: `"50"`. Seen in neither; loosely typed
    /// platforms do it, and reading should stay tolerant. Off in both personalities.
    pub numbers_as_texts: bool,

    // Deep linking.
    /// What was asked travels in the return address as `?data=…`, signed (read in Canvas). Off: a
    /// session key (seen). Neither sends `data` in the settings.
    pub choice_data_in_address: bool,
    /// The label of a chosen link's column is dropped: the link's title stands above it (seen).
    pub drops_column_labels: bool,
    /// A single chosen link fills a form, which the teacher saves or does not (seen). Off: only
    /// where several are not taken, as for a Canvas assignment.
    pub single_choice_is_a_form: bool,
}

impl Quirks {
    /// No habits at all: a test turns one on and sees that one alone.
    pub const fn plain() -> Self {
        Self {
            exact_redirect_uri: false,
            json_message_hint: false,
            single_use_hint: false,
            repost_page: false,
            shows_bad_requests: false,
            storage_in_parent: false,
            platform_storage: false,
            launch_seconds: 3600,
            launches_ahead: 0,
            unknown_variables_stay: false,
            null_titles: false,
            empty_numbers: false,
            empty_line_item: false,
            all_roles: false,
            observers_are_mentors: false,
            community_assistants: false,
            authorized_party: false,
            navigation_link_is_course: false,
            html_token_replies: false,
            broken_token_errors: false,
            keeps_tool_keys: false,
            exact_audience: false,
            careless_assertions: false,
            wants_deployment: false,
            capital_bearer: false,
            bad_tokens_are_forbidden: false,
            requests_per_second: 0,
            busy_is_forbidden: false,
            short_roster_roles: false,
            assistants_listed_as_learners: false,
            next_forgets_role: false,
            unknown_role_is_everybody: false,
            escaped_names: false,
            names_only_with_link: false,
            old_roster_media_type: false,
            roster_page: 0,
            exact_media_types: false,
            type_id_query: false,
            broken_paging_links: false,
            results_limit_fails: false,
            list_page: 0,
            ignores_filters: false,
            sees_other_columns: false,
            coupled_columns_stay: false,
            no_column_management: false,
            refusals_in_status_line: false,
            one_score_a_second: false,
            only_fully_graded: false,
            cuts_high_scores: false,
            answers_result_url: false,
            counts_attempts: false,
            unpublished_columns: false,
            locked_marks_fail: false,
            silent_zeros: false,
            numbers_as_texts: false,
            choice_data_in_address: false,
            drops_column_labels: false,
            single_choice_is_a_form: false,
        }
    }

    /// The habits of a Moodle 4.5.
    pub const fn moodle() -> Self {
        Self {
            exact_redirect_uri: true,
            json_message_hint: true,
            single_use_hint: true,
            repost_page: false,
            shows_bad_requests: true,
            storage_in_parent: false,
            platform_storage: false,
            launch_seconds: 60,
            launches_ahead: 0,
            unknown_variables_stay: true,
            null_titles: false,
            empty_numbers: false,
            empty_line_item: true,
            all_roles: false,
            observers_are_mentors: false,
            community_assistants: false,
            authorized_party: false,
            navigation_link_is_course: false,
            html_token_replies: true,
            broken_token_errors: true,
            keeps_tool_keys: true,
            exact_audience: false,
            careless_assertions: false,
            wants_deployment: false,
            capital_bearer: false,
            bad_tokens_are_forbidden: false,
            requests_per_second: 0,
            busy_is_forbidden: false,
            short_roster_roles: true,
            assistants_listed_as_learners: true,
            next_forgets_role: true,
            unknown_role_is_everybody: true,
            escaped_names: true,
            names_only_with_link: false,
            old_roster_media_type: false,
            roster_page: 0,
            exact_media_types: true,
            type_id_query: true,
            broken_paging_links: true,
            results_limit_fails: true,
            list_page: 0,
            ignores_filters: false,
            sees_other_columns: true,
            coupled_columns_stay: false,
            no_column_management: false,
            refusals_in_status_line: true,
            one_score_a_second: true,
            only_fully_graded: true,
            cuts_high_scores: true,
            answers_result_url: false,
            counts_attempts: false,
            unpublished_columns: false,
            locked_marks_fail: true,
            silent_zeros: true,
            numbers_as_texts: false,
            choice_data_in_address: false,
            drops_column_labels: true,
            single_choice_is_a_form: true,
        }
    }

    /// The habits of a Canvas.
    pub const fn canvas() -> Self {
        Self {
            exact_redirect_uri: false,
            json_message_hint: false,
            single_use_hint: true,
            repost_page: false,
            shows_bad_requests: false,
            storage_in_parent: false,
            platform_storage: true,
            launch_seconds: 3600,
            launches_ahead: 0,
            unknown_variables_stay: true,
            null_titles: false,
            empty_numbers: false,
            empty_line_item: false,
            all_roles: true,
            observers_are_mentors: true,
            community_assistants: false,
            authorized_party: true,
            navigation_link_is_course: true,
            html_token_replies: false,
            broken_token_errors: false,
            keeps_tool_keys: true,
            exact_audience: true,
            careless_assertions: false,
            wants_deployment: false,
            capital_bearer: false,
            bad_tokens_are_forbidden: false,
            requests_per_second: 0,
            busy_is_forbidden: true,
            short_roster_roles: false,
            assistants_listed_as_learners: false,
            next_forgets_role: false,
            unknown_role_is_everybody: false,
            escaped_names: false,
            names_only_with_link: false,
            old_roster_media_type: false,
            roster_page: 50,
            exact_media_types: false,
            type_id_query: false,
            broken_paging_links: false,
            results_limit_fails: false,
            list_page: 10,
            ignores_filters: false,
            sees_other_columns: false,
            coupled_columns_stay: true,
            no_column_management: false,
            refusals_in_status_line: false,
            one_score_a_second: false,
            only_fully_graded: false,
            cuts_high_scores: false,
            answers_result_url: true,
            counts_attempts: true,
            unpublished_columns: false,
            locked_marks_fail: false,
            silent_zeros: false,
            numbers_as_texts: false,
            choice_data_in_address: true,
            drops_column_labels: false,
            single_choice_is_a_form: false,
        }
    }

    /// The habits of these manners.
    pub const fn of(manners: Manners) -> Self {
        match manners {
            Manners::Moodle => Self::moodle(),
            Manners::Canvas => Self::canvas(),
        }
    }
}
