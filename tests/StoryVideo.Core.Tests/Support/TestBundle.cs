using System.Globalization;
using System.Text;

namespace StoryVideo.Core.Tests.Support;

/// <summary>Writes a story bundle: three shots in two scenelets, one character, one place, every image a real PNG.</summary>
internal sealed record TestBundle
{
    /// <summary>A UUID, because an existing database keys its stories by one.</summary>
    public string StoryId { get; init; } = "7d3f1c52-90ab-4c1e-8f20-5b6a7c8d9e0f";

    public string Title { get; init; } = "The Paper Boat";

    /// <summary>Id, label and number of shots of each scenelet.</summary>
    public IReadOnlyList<(string Id, string? Label, int Shots)> Scenelets { get; init; } = [("s1", "The Pond", 2), ("s2", null, 1)];

    public string VisualDesign { get; init; } = """
        {
          "global_aesthetic": {"visual_style": {"name": "Paper cut-out"}, "master_color_palette": ["#0A1931"]},
          "character_designs": [ {"role": "Hero", "character_id": "mara", "zeta": 1.50, "alpha": 1e2} ],
          "environment_designs": [ {"environment_id": "pond", "detailed_description": {"key_elements": "reeds"}} ]
        }
        """;

    /// <summary>The storyboard payload of a shot, by scenelet and index.</summary>
    public Func<string, int, string> Payload { get; init; } = static (scenelet, index) =>
        $$$"""{"framingAndAngle": "wide {{{scenelet}}} {{{index}}}", "referencedDesigns": {"characters": ["mara"], "environments": ["pond"]}}""";

    /// <summary>Further properties of a shot, as JSON with a comma in front.</summary>
    public Func<string, int, string> More { get; init; } = static (_, _) => "";

    /// <summary>What the images are made from: another text makes other images.</summary>
    public string ImageSeed { get; init; } = "first";

    public bool HasImages { get; init; } = true;

    public string ModelSheet => $"{StoryId}/visuals/characters/mara/character-model-sheet.png";

    public string Environment => $"{StoryId}/visuals/environments/pond/environment-reference.png";

    public string KeyFrame(string scenelet, int index) => $"{StoryId}/shots/{scenelet}/shot-{index}_key_frame.png";

    public string Clip(string scenelet, int index) => $"{StoryId}/shots/{scenelet}/shot-{index}.mp4";

    /// <summary>Writes it below a folder and tells where.</summary>
    public string WriteTo(TemporaryFolder folder)
    {
        string bundle = Path.Combine(folder.FullPath, "bundle-" + Path.GetRandomFileName());
        Directory.CreateDirectory(bundle);
        File.WriteAllText(Path.Combine(bundle, "story.json"), Json());
        if (HasImages)
        {
            WriteImages(Path.Combine(bundle, "generated"));
        }

        return bundle;
    }

    public void WriteImages(string folder)
    {
        foreach (string image in Images())
        {
            string path = Path.Combine(folder, image);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, TinyPng.Of(ImageSeed + image));
        }
    }

    private IEnumerable<string> Images() =>
        [ModelSheet, Environment, .. Shots().Select(s => KeyFrame(s.Scenelet, s.Index))];

    private IEnumerable<(string Scenelet, int Index)> Shots() =>
        Scenelets.SelectMany(static s => Enumerable.Range(1, s.Shots).Select(i => (s.Id, i)));

    private string Json()
    {
        string visual = HasImages
            ? VisualDesign
                .Replace("\"character_id\"", $"\"character_model_sheet_image_path\": \"{ModelSheet}\", \"character_id\"", StringComparison.Ordinal)
                .Replace("\"environment_id\"", $"\"environment_reference_image_path\": \"generated/{Environment}\", \"environment_id\"", StringComparison.Ordinal)
            : VisualDesign;
        StringBuilder json = new();
        json.Append(CultureInfo.InvariantCulture, $"{{\"storyId\": \"{StoryId}\", \"displayName\": \"{Title}\", \"visualDesignDocument\": {visual}, \"scenelets\": [");
        json.AppendJoin(", ", Scenelets.Select(static s =>
            $"{{\"id\": \"{s.Id}\"{(s.Label is null ? "" : $", \"label\": \"{s.Label}\"")}}}"));
        json.Append("], \"shots\": [");
        json.AppendJoin(",\n", Shots().Select(s =>
            $"{{\"sceneletId\": \"{s.Scenelet}\", \"shotIndex\": {s.Index}, \"storyboardPayload\": {Payload(s.Scenelet, s.Index)}"
            + (HasImages ? $", \"keyFrameImagePath\": \"{KeyFrame(s.Scenelet, s.Index)}\"" : "") + More(s.Scenelet, s.Index) + "}"));
        return json.Append("]}").ToString();
    }
}
