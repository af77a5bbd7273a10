-- demo_response(round int, code text) -> value
SELECT r.id FROM response r JOIN body b ON b.id = r.body WHERE r.round = :round AND b.code = :code
