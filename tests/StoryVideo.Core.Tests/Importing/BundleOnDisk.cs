using System.Text;
using StoryVideo.Importing;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Importing;

/// <summary>A bundle in a folder of its own, gone after the test.</summary>
internal sealed class BundleOnDisk : IDisposable
{
    /// <summary>A good story of two scenelets and three shots, without white space around it.</summary>
    public const string Good = """
        {
          "storyId": "42",
          "displayName": "The Lighthouse",
          "visualDesignDocument": { "global_aesthetic": { "visual_style": "ink" },
            "character_designs": [ { "character_id": "rhea", "character_model_sheet_image_path": "42/visuals/characters/rhea/character-model-sheet.png" } ],
            "environment_designs": [ { "environment_id": "tower", "environment_reference_image_path": "" } ] },
          "audioDesignDocument": { "sonic_identity": {} },
          "scenelets": [ { "id": "s1", "label": "Arrival" }, { "id": "s2" } ],
          "shots": [
            { "sceneletId": "s1", "shotIndex": 1, "storyboardPayload": { "framing": "wide" }, "keyFrameImagePath": "42/shots/s1/shot-1_key_frame.png" },
            { "sceneletId": "s1", "shotIndex": 2, "storyboardPayload": {}, "audioFilePath": "N/A", "videoFilePath": "generated/42/shots/s1/shot-2.mp4" },
            { "sceneletId": "s2", "shotIndex": 1, "storyboardPayload": {}, "audioFilePath": null, "keyFrameImagePath": "" }
          ]
        }
        """;

    public BundleOnDisk(string json)
        : this(Encoding.UTF8.GetBytes(json))
    {
    }

    public BundleOnDisk(byte[] json)
    {
        Folder = Directory.CreateTempSubdirectory("storyvideo-bundle-").FullName;
        File = Path.Combine(Folder, "story.json");
        System.IO.File.WriteAllBytes(File, json);
    }

    public string Folder { get; }

    public string File { get; }

    /// <summary>The good story with one part of it replaced.</summary>
    public static string With(string good, string other)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        return Good.Replace(good, other, StringComparison.Ordinal);
    }

    public static async Task<StoryBundle> OpenAsync(string json)
    {
        using BundleOnDisk bundle = new(json);
        return await StoryBundle.OpenAsync(bundle.Folder);
    }

    public static async Task<IReadOnlyList<StoryShot>> ShotsAsync(string json)
    {
        using BundleOnDisk bundle = new(json);
        StoryBundle story = await StoryBundle.OpenAsync(bundle.Folder);
        return await story.ReadShotsAsync().ToListAsync();
    }

    public static async Task<IReadOnlyList<ImportProblem>> ProblemsAsync(string json)
    {
        using BundleOnDisk bundle = new(json);
        return (await Assert.ThrowsAsync<ImportException>(() => StoryBundle.OpenAsync(bundle.Folder))).Problems;
    }

    /// <summary>Puts a file below <c>generated/</c>.</summary>
    public string Add(string path, string content = "x")
    {
        string full = Path.Combine(Folder, "generated", path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        System.IO.File.WriteAllText(full, content);
        return full;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
