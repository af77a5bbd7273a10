-- setting_get(key text) -> value
SELECT value FROM setting WHERE key = :key

-- setting_put(key text, value text) -> exec
INSERT INTO setting (key, value) VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value

-- setting_all() -> many
SELECT key, value FROM setting ORDER BY key
