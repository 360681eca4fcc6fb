-- Money is whole millionths of a US dollar: sums are exact in every engine.
CREATE TABLE storyvideo_takes (
    take_id           TEXT PRIMARY KEY NOT NULL,
    story_id          TEXT NOT NULL,
    asset_kind        TEXT NOT NULL,
    asset_name        TEXT NOT NULL,
    scenelet_id       TEXT,
    shot_index        INTEGER,
    design_id         TEXT,
    state             TEXT NOT NULL,
    selected          SMALLINT NOT NULL DEFAULT 0,
    provider          TEXT NOT NULL,
    model             TEXT NOT NULL,
    parameters        TEXT NOT NULL,
    fingerprint       TEXT NOT NULL,
    fingerprint_parts TEXT NOT NULL,
    cost_micro_usd    BIGINT,
    price_date        TEXT,
    run_id            TEXT NOT NULL,
    owner             TEXT NOT NULL,
    operation_name    TEXT,
    result_uri        TEXT,
    file_path         TEXT,
    file_bytes        BIGINT,
    file_sha256       TEXT,
    error_code        TEXT,
    error_message     TEXT,
    error_scope       TEXT,
    created_at        TEXT NOT NULL,
    updated_at        TEXT NOT NULL
);

-- The lock between processes and machines: one live take of an asset.
CREATE UNIQUE INDEX storyvideo_takes_live ON storyvideo_takes (story_id, asset_kind, asset_name)
    WHERE state IN ('submitting', 'submitted', 'generated', 'unknown');

CREATE UNIQUE INDEX storyvideo_takes_selected ON storyvideo_takes (story_id, asset_kind, asset_name)
    WHERE selected = 1;

CREATE INDEX storyvideo_takes_asset ON storyvideo_takes (story_id, asset_kind, asset_name, created_at);

CREATE INDEX storyvideo_takes_run ON storyvideo_takes (run_id);

CREATE TABLE storyvideo_budgets (
    story_id           TEXT PRIMARY KEY NOT NULL,
    max_cost_micro_usd BIGINT NOT NULL,
    updated_at         TEXT NOT NULL
);
