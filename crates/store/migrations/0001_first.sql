-- One text for SQLite and PostgreSQL: text, bigint and bytea only; times are milliseconds since
-- 1970, truths 0 or 1, ids UUID version 7 as text. Constraints carry names, because code asks by name.

create table institution (
    id text not null,
    slug text not null,
    name text not null,
    time_zone text not null,
    languages text not null,
    claims_approved bigint not null,
    -- Its own services on the page Get help: JSON as the service wrote it.
    services text not null,
    created_at bigint not null,
    constraint institution_pk primary key (id),
    constraint institution_slug unique (slug)
);

-- A platform registration: (issuer, client_id) is unique in the service.
create table registration (
    id text not null,
    institution text not null,
    name text not null,
    issuer text not null,
    client_id text not null,
    auth_url text not null,
    token_url text not null,
    jwks_url text not null,
    -- Whom requests for tokens name as their reader, where it is not the token address.
    token_audience text,
    private_hosts bigint not null,
    -- The signatures taken on launches: names of JSON Web Algorithms with spaces between.
    algorithms text not null,
    -- pending until an administrator approves it, active, or disabled.
    state text not null,
    -- What becomes of a deployment at its first launch: ask, or accept.
    new_deployments text not null,
    created_at bigint not null,
    constraint registration_pk primary key (id),
    constraint registration_client unique (issuer, client_id),
    constraint registration_institution foreign key (institution) references institution (id)
);

-- The tool's own keys, one set a registration; the private half is sealed under the master key.
create table registration_key (
    kid text not null,
    registration text not null,
    private_sealed bytea not null,
    public_jwk text not null,
    -- In the key set from here on; signed with from there on, an hour later at the earliest; and no
    -- longer in the key set once it has retired, null while no other has taken over (decision 10).
    published_at bigint not null,
    used_from bigint not null,
    retired_at bigint,
    constraint registration_key_pk primary key (kid),
    constraint registration_key_registration foreign key (registration) references registration (id)
);

create table deployment (
    registration text not null,
    deployment_id text not null,
    approved bigint not null,
    first_seen_at bigint not null,
    constraint deployment_pk primary key (registration, deployment_id),
    constraint deployment_registration foreign key (registration) references registration (id)
);

-- An address that lets a platform register itself, once (LTI Dynamic Registration). Only its hash is
-- kept, so that a stolen database opens nothing.
create table platform_invite (
    hash bytea not null,
    institution text not null,
    -- Whether the platform may be on a private host (decision 12).
    private_hosts bigint not null,
    made_at bigint not null,
    until bigint not null,
    used_at bigint,
    registration text,
    constraint platform_invite_pk primary key (hash),
    constraint platform_invite_institution foreign key (institution) references institution (id)
);

-- What went wrong lately between a platform and us, each thing once, with how often. Without a
-- registration (an empty text) where nobody known came.
create table trouble (
    registration text not null,
    deployment text not null,
    code text not null,
    detail text not null,
    times bigint not null,
    first_at bigint not null,
    last_at bigint not null,
    constraint trouble_pk primary key (registration, deployment, code)
);

create index trouble_by_last on trouble (last_at);

create table scheme (
    id text not null,
    institution text not null,
    name text not null,
    state text not null,
    lower_size bigint not null,
    upper_size bigint not null,
    contact_name text,
    contact_phone text,
    contact_room text,
    created_at bigint not null,
    claimed_at bigint,
    constraint scheme_pk primary key (id),
    constraint scheme_institution foreign key (institution) references institution (id)
);

-- A unit of an institution: a faculty, a department, a school. Courses are given to one.
create table unit (
    id text not null,
    institution text not null,
    name text not null,
    created_at bigint not null,
    constraint unit_pk primary key (id),
    constraint unit_name unique (institution, name),
    constraint unit_institution foreign key (institution) references institution (id)
);

-- A course: an LTI context of one deployment. Service addresses are those of the last launch.
create table course (
    id text not null,
    registration text not null,
    deployment_id text not null,
    context_id text not null,
    scheme text,
    title text not null,
    -- The short name its LMS gives it, such as BOT101; empty where it gives none.
    code text not null,
    unit text,
    brings text not null,
    roster_url text,
    line_items_url text,
    may_create_items bigint not null,
    column_allowed bigint not null,
    launched_at bigint,
    constraint course_pk primary key (id),
    constraint course_context unique (registration, deployment_id, context_id),
    constraint course_scheme foreign key (scheme) references scheme (id),
    constraint course_unit foreign key (unit) references unit (id)
);

create index course_by_scheme on course (scheme);

-- Where the tab stands in the LMS: links back go through it (decision 18).
create table resource_link (
    course text not null,
    link_id text not null,
    title text,
    seen_at bigint not null,
    constraint resource_link_pk primary key (course, link_id),
    constraint resource_link_course foreign key (course) references course (id)
);

create table person (
    id text not null,
    institution text not null,
    issuer text not null,
    subject text not null,
    name text,
    given_name text,
    number text,
    -- The language chosen here, as a tag; null while none was.
    language text,
    created_at bigint not null,
    constraint person_pk primary key (id),
    constraint person_subject unique (institution, issuer, subject),
    constraint person_institution foreign key (institution) references institution (id)
);

-- What the LMS says of a person in a course; launch and roster apart, null where silent.
create table enrolment (
    course text not null,
    person text not null,
    launch_roles bigint,
    launched_at bigint,
    roster_roles bigint,
    roster_read text,
    held_since bigint,
    gone_at bigint,
    constraint enrolment_pk primary key (course, person),
    constraint enrolment_course foreign key (course) references course (id),
    constraint enrolment_person foreign key (person) references person (id)
);

create index enrolment_by_person on enrolment (person);

-- A person in a scheme: what they chose and what they were granted.
create table member (
    scheme text not null,
    person text not null,
    coordinator bigint not null,
    choice text,
    chosen_at bigint,
    joined_at bigint not null,
    constraint member_pk primary key (scheme, person),
    constraint member_scheme foreign key (scheme) references scheme (id),
    constraint member_person foreign key (person) references person (id)
);

create index member_by_person on member (person);

-- What a file says of people, matched on the institution's number.
create table attribute (
    scheme text not null,
    number text not null,
    year bigint,
    discipline text,
    mode text,
    commute bigint,
    comes_as text,
    accepted_at bigint,
    booked_at bigint,
    attended_at bigint,
    code_at bigint,
    quiz_at bigint,
    constraint attribute_pk primary key (scheme, number),
    constraint attribute_scheme foreign key (scheme) references scheme (id)
);

-- One row a course: the last reading of its roster, or the one that is due.
create table roster_read (
    course text not null,
    id text not null,
    state text not null,
    asked_at bigint not null,
    lease_until bigint,
    ended_at bigint,
    done bigint not null,
    pages bigint not null,
    arrived bigint not null,
    held bigint not null,
    missing bigint not null,
    known bigint not null,
    code text,
    constraint roster_read_pk primary key (course),
    constraint roster_read_course foreign key (course) references course (id)
);

-- A signed version of the code of conduct.
create table signature (
    scheme text not null,
    person text not null,
    version bigint not null,
    signed_at bigint not null,
    constraint signature_pk primary key (scheme, person, version),
    constraint signature_person foreign key (person) references person (id)
);

create table attempt (
    id text not null,
    scheme text not null,
    person text not null,
    quiz text not null,
    answers text not null,
    right_count bigint not null,
    question_count bigint not null,
    passed bigint not null,
    handed_in_at bigint not null,
    constraint attempt_pk primary key (id),
    constraint attempt_person foreign key (person) references person (id)
);

create index attempt_by_person on attempt (scheme, person, quiz, handed_in_at);

create table draft (
    scheme text not null,
    person text not null,
    quiz text not null,
    answers text not null,
    kept_at bigint not null,
    constraint draft_pk primary key (scheme, person, quiz),
    constraint draft_person foreign key (person) references person (id)
);

-- Acts that were done, by the id their sender made, with what was answered: the same act sent again
-- is not done again. Swept when nobody sends it any more.
create table done_act (
    person text not null,
    id text not null,
    digest bytea not null,
    answer text not null,
    done_at bigint not null,
    constraint done_act_pk primary key (person, id),
    constraint done_act_person foreign key (person) references person (id)
);

create index done_act_by_done on done_act (done_at);

-- Training complete (R31). Recorded once, in one transaction with the score that reports it.
create table completion (
    scheme text not null,
    person text not null,
    completed_at bigint not null,
    constraint completion_pk primary key (scheme, person),
    constraint completion_person foreign key (person) references person (id)
);

create table line_item (
    course text not null,
    resource_id text not null,
    url text not null,
    found_at bigint not null,
    constraint line_item_pk primary key (course, resource_id),
    constraint line_item_course foreign key (course) references course (id)
);

-- Who may make a column, until when: one worker among all processes, or each would make one.
create table column_right (
    course text not null,
    resource_id text not null,
    until bigint not null,
    constraint column_right_pk primary key (course, resource_id),
    constraint column_right_course foreign key (course) references course (id)
);

-- The outbox: one mark of one person in one column of one course (decision 6).
create table score (
    id text not null,
    course text not null,
    person text not null,
    resource_id text not null,
    state text not null,
    -- How often it was posted, and how many steps came to nothing.
    attempts bigint not null,
    tries bigint not null,
    due_at bigint not null,
    lease_until bigint not null,
    stamped_at bigint,
    code text,
    queued_at bigint not null,
    confirmed_at bigint,
    constraint score_pk primary key (id),
    constraint score_once unique (course, person, resource_id),
    constraint score_course foreign key (course) references course (id),
    constraint score_person foreign key (person) references person (id)
);

create index score_by_due on score (state, due_at);

create table session (
    id text not null,
    handle_hash bytea not null,
    browser_hash bytea not null,
    registration text not null,
    course text not null,
    person text not null,
    language text,
    -- What a teacher who chooses content was asked for, until the choice is sent (LTI Deep Linking).
    choosing text,
    -- The way back, for this visit alone: Moodle puts a key of the person's own into it.
    return_url text,
    started_at bigint not null,
    used_at bigint not null,
    ended_at bigint,
    constraint session_pk primary key (id),
    constraint session_handle unique (handle_hash),
    constraint session_course foreign key (course) references course (id),
    constraint session_person foreign key (person) references person (id)
);

create index session_by_person on session (person);

-- A nonce is used once; kept for as long as a token that carries it could be accepted.
create table used_nonce (
    nonce text not null,
    until bigint not null,
    constraint used_nonce_pk primary key (nonce)
);

create index used_nonce_by_until on used_nonce (until);

create table allocation (
    id text not null,
    scheme text not null,
    state text not null,
    formed_by text not null,
    formed_at bigint not null,
    published_at bigint,
    objective bigint not null,
    proven bigint not null,
    solve_micros bigint not null,
    check_micros bigint not null,
    -- A keyed hash of the people and sizes it was made of.
    made_of bytea not null,
    constraint allocation_pk primary key (id),
    constraint allocation_scheme foreign key (scheme) references scheme (id)
);

create index allocation_by_scheme on allocation (scheme, state);

create table seat (
    allocation text not null,
    mentee text not null,
    mentor text not null,
    late_at bigint,
    constraint seat_pk primary key (allocation, mentee),
    constraint seat_allocation foreign key (allocation) references allocation (id),
    constraint seat_mentee foreign key (mentee) references person (id),
    constraint seat_mentor foreign key (mentor) references person (id)
);

create index seat_by_mentor on seat (allocation, mentor);

-- What happened and cannot be recovered later: dated, appended, never changed.
create table happening (
    id text not null,
    scheme text,
    kind text not null,
    person text,
    detail text,
    happened_at bigint not null,
    constraint happening_pk primary key (id)
);

create index happening_by_scheme on happening (scheme, happened_at);

-- The built files of the last releases, for pages that were open before an upgrade.
create table asset_release (
    id text not null,
    begun_at bigint not null,
    constraint asset_release_pk primary key (id)
);

create table asset (
    release text not null,
    name text not null,
    body bytea not null,
    constraint asset_pk primary key (release, name),
    constraint asset_release_of foreign key (release) references asset_release (id)
);

create index asset_by_name on asset (name);

-- A link that lets an administrator in, once. Only its hash is kept. Without an institution it is for
-- the whole host.
create table admin_invite (
    hash bytea not null,
    administrator text not null,
    institution text,
    made_at bigint not null,
    until bigint not null,
    used_at bigint,
    constraint admin_invite_pk primary key (hash),
    constraint admin_invite_administrator unique (administrator),
    constraint admin_invite_institution foreign key (institution) references institution (id)
);

-- A passkey, by which an administrator returns: the public half of a credential, as JSON.
create table admin_passkey (
    id text not null,
    administrator text not null,
    institution text,
    credential bytea not null,
    name text not null,
    passkey text not null,
    added_at bigint not null,
    used_at bigint,
    constraint admin_passkey_pk primary key (id),
    constraint admin_passkey_credential unique (credential),
    constraint admin_passkey_institution foreign key (institution) references institution (id)
);

-- A visit of an administrator. One of the whole host works in one institution at a time.
create table admin_session (
    id text not null,
    hash bytea not null,
    administrator text not null,
    passkey text,
    institution text,
    works_in text,
    language text,
    started_at bigint not null,
    used_at bigint not null,
    ended_at bigint,
    constraint admin_session_pk primary key (id),
    constraint admin_session_hash unique (hash),
    constraint admin_session_institution foreign key (institution) references institution (id)
);

-- What administrators did: appended, never changed.
create table admin_act (
    id text not null,
    institution text,
    administrator text, -- null for a command on the host
    passkey text,
    passkey_name text, -- as it was: the passkey may be removed
    kind text not null,
    about text not null,
    done_at bigint not null,
    constraint admin_act_pk primary key (id)
);

create index admin_act_by_institution on admin_act (institution, done_at);
