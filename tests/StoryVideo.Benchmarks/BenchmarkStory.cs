using System.Globalization;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Benchmarks;

/// <summary>
/// A story in a folder of its own, gone afterwards: 12 characters and 12 environments, documents of about 12 kB, and images
/// of 1 MiB unless said otherwise, of which every shot sends three.
/// </summary>
internal sealed class BenchmarkStory : IDisposable
{
    private const int Designs = 12;
    private const int ShotsPerScenelet = 6;
    private const int ImageBytes = 1024 * 1024;
    private const string Id = "0b6f1f0e-6a57-4a0b-9f0e-3f5b7c1d2e4a";

    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly int _shots;

    private BenchmarkStory(int shots, string folder)
    {
        _shots = shots;
        Folder = folder;
        Settings = new StudioSettings
        {
            Database = Path.Combine(folder, StudioSettings.DefaultDatabase),
            Assets = Path.Combine(folder, StudioSettings.DefaultAssets),
            BaseFolder = folder,
        };
    }

    public string Folder { get; }

    public StudioSettings Settings { get; }

    private static string Words { get; } = string.Concat(Enumerable.Repeat("rounded paper shapes in lantern light, ", 6));

    public static async Task<BenchmarkStory> MakeAsync(int shots, bool hasImages, int imageBytes = ImageBytes)
    {
        BenchmarkStory made = new(shots, Directory.CreateTempSubdirectory("storyvideo-benchmark-").FullName);
        Story story = new()
        {
            Id = Id,
            DisplayName = string.Create(CultureInfo.InvariantCulture, $"A story of {shots} shots"),
            VisualDesignDocument = Visual(),
            AudioDesignDocument = Audio(),
        };
        using Studio studio = await Studio.OpenAsync(made.Settings, StoreAccess.Write, TimeProvider.System, CancellationToken.None);
        IReadOnlyList<Scenelet> scenelets =
            [.. Enumerable.Range(1, (shots + ShotsPerScenelet - 1) / ShotsPerScenelet).Select(static n => new Scenelet($"s{n}", n, null))];
        await studio.Stories.ImportAsync(story, scenelets, made.Shots(story).ToAsyncEnumerable(), CancellationToken.None);
        if (hasImages)
        {
            made.MakeImages(studio.Assets, imageBytes);
        }

        return made;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Sheet(int n) => $"{Id}/visuals/characters/character-{n}/character-model-sheet.png";

    private static string Place(int n) => $"{Id}/visuals/environments/environment-{n}/environment-reference.png";

    private static string KeyFrame(StoryShot shot) => $"{Id}/shots/{shot.SceneletId}/shot-{shot.ShotIndex}_key_frame.png";

    private static string Visual()
    {
        string characters = string.Join(',', Enumerable.Range(0, Designs).Select(static n =>
            $$"""{ "role": "friend", "character_id": "character-{{n}}", "detailed_description": { "attire": "{{Words}}", "physique": "small" }, "character_model_sheet_image_path": "{{Sheet(n)}}" }"""));
        string environments = string.Join(',', Enumerable.Range(0, Designs).Select(static n =>
            $$"""{ "environment_id": "environment-{{n}}", "detailed_description": { "overall_description": "{{Words}}" }, "associated_scenelet_ids": ["s1"], "environment_reference_image_path": "generated/{{Place(n)}}" }"""));
        string palette = string.Join(',', Enumerable.Range(0, Designs).Select(static n =>
            $$"""{ "hex_code": "#0A19{{n:00}}", "color_name": "Colour {{n}}", "usage_notes": "{{Words[..60]}}" }"""));
        return $$"""{ "global_aesthetic": { "visual_style": { "name": "Paper", "description": "{{Words}}" }, "master_color_palette": [{{palette}}] }, "character_designs": [{{characters}}], "environment_designs": [{{environments}}] }""";
    }

    private static string Audio()
    {
        string voices = string.Join(',', Enumerable.Range(0, Designs).Select(static n =>
            $$"""{ "character_name": "Character {{n}}", "voice_profile": "{{Words}}", "voice_name": "Kore", "character_id": "character-{{n}}" }"""));
        return $$"""{ "audio_design_document": { "sonic_identity": { "musical_direction": "none", "sound_effect_philosophy": "{{Words}}" }, "narrator_voice_profile": { "character_id": "narrator", "voice_profile": "{{Words}}" }, "character_voice_profiles": [{{voices}}] } }""";
    }

    private IEnumerable<StoryShot> Shots(Story story)
    {
        for (int n = 0; n < _shots; n++)
        {
            int scenelet = (n / ShotsPerScenelet) + 1;
            StoryShot shot = new()
            {
                StoryId = story.Id,
                StoryTitle = story.DisplayName,
                SceneletId = $"s{scenelet}",
                SceneletSequence = scenelet,
                ShotIndex = (n % ShotsPerScenelet) + 1,
                StoryboardPayload = Storyboard(n),
            };
            yield return shot with { KeyFrameImagePath = KeyFrame(shot) };
        }
    }

    private static string Storyboard(int n) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "framingAndAngle": "Wide shot {{n}}", "compositionAndContent": "{{Words}}", "characterActionAndEmotion": "{{Words}}",
          "cameraDynamics": "slow pan right",
          "referencedDesigns": {
            "characters": ["character-{{n % Designs}}", "character-{{(n + 5) % Designs}}"], "environments": ["environment-{{n % Designs}}"] },
          "audioAndNarrative": [
            { "type": "dialogue", "source": "character-{{n % Designs}}", "line": "{{Words[..80]}}" },
            { "type": "monologue", "source": "narrator", "line": "{{Words[..80]}}" } ]
        }
        """);

    private void MakeImages(AssetFolder assets, int bytes)
    {
        IEnumerable<string> paths = Enumerable.Range(0, Designs).SelectMany(static n => (string[])[Sheet(n), Place(n)])
            .Concat(Shots(new Story { Id = Id, DisplayName = "" }).Select(static shot => shot.KeyFrameImagePath!));
        foreach (string path in paths)
        {
            string file = Path.Combine(assets.Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using FileStream image = File.Create(file);
            image.Write(s_png);

            // Holes in the file: as large for whoever reads it, and no burden on the disk of this machine.
            image.SetLength(bytes);
        }
    }
}
