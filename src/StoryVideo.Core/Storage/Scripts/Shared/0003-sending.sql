-- The moment right before the last piece of a paid request leaves: without it nothing can have been paid.
ALTER TABLE storyvideo_takes ADD COLUMN sent_at TEXT;

-- What the provider itself said, for support.
ALTER TABLE storyvideo_takes ADD COLUMN error_answer TEXT;

-- Takes of an earlier version did not record that moment: they may have been sent.
UPDATE storyvideo_takes SET sent_at = updated_at WHERE state = 'submitting';
