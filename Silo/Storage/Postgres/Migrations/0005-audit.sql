-- Nothing is ever changed or taken away; the hashes show it when somebody does it all the same.
CREATE TABLE audit_entry (
  chain text NOT NULL,
  sequence bigint NOT NULL,
  payload bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (chain, sequence)
);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
  RAISE EXCEPTION 'audit entries are neither changed nor taken away';
END
$refuse$;

CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
