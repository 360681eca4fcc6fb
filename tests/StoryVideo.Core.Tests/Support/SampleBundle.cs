using System.Text.Json;

namespace StoryVideo.Core.Tests.Support;

/// <summary>The sample story as a bundle: two scenelets, three shots and their images.</summary>
internal sealed class SampleBundle
{
    public string Title { get; set; } = "The Lamp";

    public string StoryId { get; set; } = SampleStory.Id;

    public string Visual { get; set; } = SampleStory.Visual;

    /// <summary>Payloads by <c>s1#1</c>.</summary>
    public Dictionary<string, string> Payloads { get; } = new(StringComparer.Ordinal)
    {
        ["s1#1"] = SampleStory.Referring(["rhea"], ["studio"], "narrator"),
        ["s1#2"] = SampleStory.Payload,
        ["s2#1"] = SampleStory.Referring(["cosmo"], ["jungle"], "cosmo"),
    };

    /// <summary>Images that are in the bundle.</summary>
    public HashSet<string> Images { get; } =
    [
        "42/visuals/characters/rhea/character-model-sheet.png", "42/visuals/characters/cosmo/character-model-sheet.png",
        "42/visuals/characters/extra/character-model-sheet.png", "42/visuals/environments/studio/environment-reference.png",
        "42/visuals/environments/jungle/environment-reference.png", "42/shots/s1/shot-1_key_frame.png", "42/shots/s1/shot-2_key_frame.png",
    ];

    public void WriteTo(SampleFolder folder, string name)
    {
        IEnumerable<string> shots = Payloads.Select(shot =>
        {
            string[] address = shot.Key.Split('#');
            string path = $"42/shots/{address[0]}/shot-{address[1]}_key_frame.png";
            string keyFrame = Images.Contains(path) ? $", \"keyFrameImagePath\": \"{path}\"" : "";
            return $$"""{ "sceneletId": "{{address[0]}}", "shotIndex": {{address[1]}}, "storyboardPayload": {{shot.Value}}{{keyFrame}} }""";
        });
        folder.Write($"{name}/story.json", $$"""
            { "storyId": "{{StoryId}}", "displayName": {{JsonSerializer.Serialize(Title)}}, "visualDesignDocument": {{Visual}}, "audioDesignDocument": {{SampleStory.Audio}},
              "scenelets": [ { "id": "s1", "label": "Arrival" }, { "id": "s2", "label": "Night" } ], "shots": [ {{string.Join(", ", shots)}} ] }
            """);
        foreach (string image in Images)
        {
            folder.Write($"{name}/generated/{image}", [.. SampleFolder.Png, .. System.Text.Encoding.UTF8.GetBytes(image)]);
        }
    }
}
