-- What the provider itself says that it charged, where it does: counted in place of the price that was reckoned with.
ALTER TABLE storyvideo_takes ADD COLUMN billed_micro_usd BIGINT;
