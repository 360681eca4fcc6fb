namespace StoryVideo.Core.Tests.Support;

/// <summary>The PostgreSQL tables of the system that first kept these stories, as its users have them.</summary>
internal static class StoryTreeSchema
{
    public const string StoryId = "7d3f1c52-90ab-4c1e-8f20-5b6a7c8d9e0f";

    /// <summary>A story with one scenelet and two shots, as that system writes them.</summary>
    public const string Story =
        $$$"""
        INSERT INTO stories (id, display_name, visual_design_document, audio_design_document, initial_prompt)
        VALUES ('{{{StoryId}}}', 'The Paper Boat',
            '{"global_aesthetic": {"visual_style": {"name": "Paper"}, "master_color_palette": ["#0A1931"]},
              "character_designs": [{"character_id": "mara", "role": "Hero",
                "character_model_sheet_image_path": "{{{StoryId}}}/visuals/characters/mara/character-model-sheet.png"}],
              "environment_designs": [{"environment_id": "pond",
                "environment_reference_image_path": "generated/{{{StoryId}}}/visuals/environments/pond/environment-reference.png"}]}',
            '{"audio_design_document": {"sonic_identity": {"sound_effect_philosophy": "soft"} } }', 'a boat');
        INSERT INTO scenelets (id, story_id, content) VALUES
            ('11111111-2222-3333-4444-555555555555', '{{{StoryId}}}', '{"scene": "the pond"}');
        INSERT INTO shots (story_id, scenelet_ref, scenelet_id, scenelet_sequence, shot_index, storyboard_payload,
            key_frame_image_path, audio_file_path)
        SELECT '{{{StoryId}}}', '11111111-2222-3333-4444-555555555555', 'scenelet-1', 1, i,
            jsonb_build_object('framingAndAngle', 'wide', 'referencedDesigns',
                '{"characters": ["mara"], "environments": ["pond"]}'::jsonb),
            '{{{StoryId}}}/shots/scenelet-1/shot-' || i || '_key_frame.png', 'N/A'
        FROM generate_series(1, 2) AS i;
        """;

    /// <param name="hasVideoPath">False for the tables as they were before clips had a column.</param>
    public static string Tables(bool hasVideoPath) =>
        $$"""
        CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.updated_at = now();
            RETURN NEW;
        END
        $$;

        CREATE TABLE stories (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            display_name text NOT NULL CHECK (length(trim(display_name)) > 0),
            display_name_upper text GENERATED ALWAYS AS (upper(display_name)) STORED,
            story_constitution jsonb,
            visual_design_document jsonb,
            audio_design_document jsonb,
            visual_reference_package jsonb,
            initial_prompt text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE INDEX stories_display_name_upper_idx ON stories (display_name_upper);

        CREATE TABLE scenelets (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            story_id uuid NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
            parent_id uuid REFERENCES scenelets (id) ON DELETE CASCADE,
            choice_label_from_parent text,
            choice_prompt text,
            content jsonb NOT NULL,
            is_branch_point boolean NOT NULL DEFAULT false,
            is_terminal_node boolean NOT NULL DEFAULT false,
            created_at timestamptz NOT NULL DEFAULT now(),
            branch_audio_file_path text
        );
        CREATE INDEX scenelets_story_id_idx ON scenelets (story_id);
        CREATE INDEX scenelets_parent_id_idx ON scenelets (parent_id);

        CREATE TABLE shots (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            story_id uuid NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
            scenelet_ref uuid NOT NULL REFERENCES scenelets (id) ON DELETE CASCADE,
            scenelet_id text NOT NULL,
            scenelet_sequence integer NOT NULL CHECK (scenelet_sequence > 0),
            shot_index integer NOT NULL CHECK (shot_index > 0),
            storyboard_payload jsonb NOT NULL,
            key_frame_image_path text,
            audio_file_path text,
            {{(hasVideoPath ? "video_file_path text," : "")}}
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now(),
            UNIQUE (story_id, scenelet_id, shot_index)
        );
        CREATE INDEX shots_story_scenelet_shot_idx ON shots (story_id, scenelet_id, shot_index);
        CREATE INDEX shots_scenelet_ref_idx ON shots (scenelet_ref);

        CREATE TRIGGER stories_updated BEFORE UPDATE ON stories FOR EACH ROW EXECUTE FUNCTION set_updated_at();
        CREATE TRIGGER shots_updated BEFORE UPDATE ON shots FOR EACH ROW EXECUTE FUNCTION set_updated_at();
        """;

    /// <summary>Everything that PostgreSQL knows of the tables: columns, defaults, constraints, indexes and triggers.</summary>
    public const string Catalog =
        """
        SELECT concat_ws(' ', 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attgenerated,
            pg_get_expr(adbin, adrelid)) AS line
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r') AND attnum > 0
        UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        ORDER BY line
        """;
}
