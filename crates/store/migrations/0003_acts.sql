-- The name of the passkey somebody came with, as it was when they did it: the passkey may be removed.
alter table admin_act add column passkey_name text;
