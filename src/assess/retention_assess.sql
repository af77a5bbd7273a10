-- fragment response_held
EXISTS (SELECT 1 FROM retention_hold h WHERE h.kind = 'response' AND h.ended_at IS NULL AND h.record = p.id)

-- fragment draft_over
d.state = 'closed' AND d.closed_at < :before AND p.state IN ('asked', 'draft') AND p.sent_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM flow_event f WHERE f.kind = 'response' AND f.record = p.id AND f.act = 'send')
   AND EXISTS (SELECT 1 FROM response_page g WHERE g.response = p.id)

-- draft_due(before text) -> one
-- column due int
-- column held int
SELECT CAST(coalesce(sum(CASE WHEN v.held THEN 0 ELSE 1 END), 0) AS BIGINT) AS due,
       CAST(coalesce(sum(CASE WHEN v.held THEN 1 ELSE 0 END), 0) AS BIGINT) AS held
  FROM (SELECT @response_held AS held FROM response p JOIN round d ON d.id = p.round WHERE @draft_over) v

-- draft_first(before text, most int) -> many
SELECT p.id FROM response p JOIN round d ON d.id = p.round
 WHERE @draft_over AND NOT @response_held ORDER BY p.id LIMIT :most

-- draft_sweep_prefill(response int) -> exec
DELETE FROM response_prefill WHERE response = :response

-- draft_sweep_pages(response int) -> exec
DELETE FROM response_page WHERE response = :response

-- draft_sweep_count(response int) -> exec
UPDATE response SET answered = 0, asked = 0, version = version + 1 WHERE id = :response

-- fragment evidence_over
d.state = 'closed' AND d.closed_at < :before

-- evidence_due(before text) -> one
-- column due int
-- column held int
SELECT CAST(coalesce(sum(CASE WHEN v.held THEN 0 ELSE 1 END), 0) AS BIGINT) AS due,
       CAST(coalesce(sum(CASE WHEN v.held THEN 1 ELSE 0 END), 0) AS BIGINT) AS held
  FROM (SELECT @response_held AS held
          FROM evidence x JOIN response p ON p.id = x.response JOIN round d ON d.id = p.round
         WHERE @evidence_over) v

-- evidence_first(before text, most int) -> many
SELECT x.id, x.file
  FROM evidence x JOIN response p ON p.id = x.response JOIN round d ON d.id = p.round
 WHERE @evidence_over AND NOT @response_held ORDER BY x.id LIMIT :most

-- evidence_sweep(id int) -> exec
DELETE FROM evidence WHERE id = :id

-- retention_response(id int) -> one
SELECT d.title_ar, d.title_ckb, d.title_kmr, d.title_en, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM response p JOIN round d ON d.id = p.round JOIN body b ON b.id = p.body WHERE p.id = :id
