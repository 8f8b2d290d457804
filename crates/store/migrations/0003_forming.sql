-- Whether the worst-placed come before all together when groups of this scheme are formed.
alter table scheme add column fair_first bigint not null default 0;

-- How many waited, and how many places of the smallest groups were empty, when the groups were formed.
alter table allocation add column waiting bigint not null default 0;
alter table allocation add column lacking bigint not null default 0;

-- Of groups that were formed fairly: how those placed fare, and how they would fare at least total cost.
create table fairness (
    allocation text not null,
    total bigint not null,
    worst bigint not null,
    as_bad bigint not null,
    cheapest_total bigint not null,
    cheapest_worst bigint not null,
    cheapest_as_bad bigint not null,
    constraint fairness_pk primary key (allocation),
    constraint fairness_allocation foreign key (allocation) references allocation (id)
);

-- Why groups could not be formed when that was tried last; numbers that name nobody.
create table impasse (
    scheme text not null,
    found_at bigint not null,
    -- A keyed hash of the people and sizes it was found for.
    made_of bytea not null,
    shortage text not null,
    mentees bigint not null,
    mentors bigint not null,
    seats bigint not null,
    discipline text,
    constraint impasse_pk primary key (scheme),
    constraint impasse_scheme foreign key (scheme) references scheme (id)
);

-- What would help: the cures by rank, and the steps of each.
create table cure_step (
    scheme text not null,
    cure bigint not null,
    step bigint not null,
    kind text not null,
    people bigint not null,
    places bigint not null,
    discipline text,
    constraint cure_step_pk primary key (scheme, cure, step),
    constraint cure_step_impasse foreign key (scheme) references impasse (scheme)
);

-- What moving people of published groups would do for those without a place; nobody is moved by it.
create table by_moving (
    allocation text not null,
    found_at bigint not null,
    -- A keyed hash of the people, sizes and places it was found for.
    made_of bytea not null,
    placed bigint not null,
    moved bigint not null,
    constraint by_moving_pk primary key (allocation),
    constraint by_moving_allocation foreign key (allocation) references allocation (id)
);
