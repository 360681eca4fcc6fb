-- Names and columns are those of the system that first kept these stories. Where its tables are there, they stay as they are;
-- only a clip's path is added to an older one. A new database keeps documents as json, which remembers the order of keys.
CREATE TABLE IF NOT EXISTS stories (
    id                       text PRIMARY KEY,
    display_name             text NOT NULL CHECK (length(btrim(display_name)) > 0),
    story_constitution       json,
    visual_design_document   json,
    audio_design_document    json,
    visual_reference_package json,
    initial_prompt           text NOT NULL DEFAULT '',
    created_at               timestamptz NOT NULL DEFAULT now(),
    updated_at               timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS scenelets (
    id                       uuid PRIMARY KEY,
    story_id                 text NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    parent_id                uuid REFERENCES scenelets (id) ON DELETE CASCADE,
    choice_label_from_parent text,
    choice_prompt            text,
    content                  json NOT NULL,
    is_branch_point          boolean NOT NULL DEFAULT false,
    is_terminal_node         boolean NOT NULL DEFAULT false,
    branch_audio_file_path   text,
    created_at               timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS shots (
    id                   uuid PRIMARY KEY,
    story_id             text NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    scenelet_ref         uuid NOT NULL REFERENCES scenelets (id) ON DELETE CASCADE,
    scenelet_id          text NOT NULL,
    scenelet_sequence    integer NOT NULL CHECK (scenelet_sequence > 0),
    shot_index           integer NOT NULL CHECK (shot_index > 0),
    storyboard_payload   json NOT NULL,
    key_frame_image_path text,
    audio_file_path      text,
    video_file_path      text,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    UNIQUE (story_id, scenelet_id, shot_index)
);

DO $$
DECLARE
    missing text;
BEGIN
    FOREACH missing IN ARRAY ARRAY['key_frame_image_path', 'audio_file_path', 'video_file_path'] LOOP
        IF NOT EXISTS (
            SELECT 1 FROM pg_attribute
            WHERE attrelid = 'shots'::regclass AND attname = missing AND NOT attisdropped
        ) THEN
            EXECUTE format('ALTER TABLE shots ADD COLUMN %I text', missing);
        END IF;
    END LOOP;
END
$$;

-- Only on tables of our own: an existing database gets no index that it did not ask for.
DO $$
BEGIN
    IF (SELECT atttypid = 'text'::regtype FROM pg_attribute WHERE attrelid = 'stories'::regclass AND attname = 'id') THEN
        CREATE INDEX IF NOT EXISTS shots_story_order ON shots (story_id, scenelet_sequence, scenelet_id, shot_index);
    END IF;
END
$$;
