-- audit_unnumbered() -> value
-- Whether there is a committed row the sequencer has not numbered yet.
-- column n int
SELECT count(*) AS n FROM (SELECT id FROM audit_event WHERE seq IS NULL LIMIT 1) u
