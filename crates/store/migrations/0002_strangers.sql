-- When a platform's addresses were last corrected, its keys last read, and a token last given, where an
-- administrator asked: what went wrong before that may be mended.
alter table registration add column moved_at bigint;
alter table registration add column keys_at bigint;
alter table registration add column token_at bigint;

-- Logins of platforms that nobody registered here, by what they said of themselves. Whoever knocks
-- chooses what stands in these rows; nothing of a person is kept.
create table stranger (
    issuer text not null,
    -- Empty where the login named none.
    client_id text not null,
    times bigint not null,
    first_at bigint not null,
    last_at bigint not null,
    constraint stranger_pk primary key (issuer, client_id)
);
