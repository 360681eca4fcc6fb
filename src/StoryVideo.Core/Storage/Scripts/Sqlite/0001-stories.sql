-- Names and columns are those of the system that first kept these stories, so that its tools read them too.
CREATE TABLE IF NOT EXISTS stories (
    id                       TEXT PRIMARY KEY NOT NULL,
    display_name             TEXT NOT NULL CHECK (length(trim(display_name)) > 0),
    story_constitution       TEXT,
    visual_design_document   TEXT,
    audio_design_document    TEXT,
    visual_reference_package TEXT,
    initial_prompt           TEXT NOT NULL DEFAULT '',
    created_at               TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at               TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

CREATE TABLE IF NOT EXISTS scenelets (
    id                       TEXT PRIMARY KEY NOT NULL,
    story_id                 TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    parent_id                TEXT REFERENCES scenelets (id) ON DELETE CASCADE,
    choice_label_from_parent TEXT,
    choice_prompt            TEXT,
    content                  TEXT NOT NULL,
    is_branch_point          INTEGER NOT NULL DEFAULT 0,
    is_terminal_node         INTEGER NOT NULL DEFAULT 0,
    branch_audio_file_path   TEXT,
    created_at               TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

CREATE INDEX IF NOT EXISTS scenelets_story ON scenelets (story_id);

CREATE TABLE IF NOT EXISTS shots (
    id                   TEXT PRIMARY KEY NOT NULL,
    story_id             TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    scenelet_ref         TEXT NOT NULL REFERENCES scenelets (id) ON DELETE CASCADE,
    scenelet_id          TEXT NOT NULL,
    scenelet_sequence    INTEGER NOT NULL CHECK (scenelet_sequence > 0),
    shot_index           INTEGER NOT NULL CHECK (shot_index > 0),
    storyboard_payload   TEXT NOT NULL,
    key_frame_image_path TEXT,
    audio_file_path      TEXT,
    video_file_path      TEXT,
    created_at           TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at           TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    UNIQUE (story_id, scenelet_id, shot_index)
);

CREATE INDEX IF NOT EXISTS shots_story_order ON shots (story_id, scenelet_sequence, scenelet_id, shot_index);
