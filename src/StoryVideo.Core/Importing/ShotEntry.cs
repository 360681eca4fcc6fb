using System.Text.Json;

namespace StoryVideo.Importing;

/// <summary>One element of <c>shots</c>; what is missing or wrong in it is null, and named in the findings.</summary>
internal sealed record ShotEntry
{
    private const string KeyFrameImagePathName = "keyFrameImagePath";
    private const string AudioFilePathName = "audioFilePath";
    private const string VideoFilePathName = "videoFilePath";

    /// <summary>What stands in place of a sound file for a shot that has none on purpose.</summary>
    private const string NotApplicable = "N/A";

    private static readonly string[] s_known =
    [
        "sceneletId", "sceneletSequence", "shotIndex", "storyboardPayload",
        KeyFrameImagePathName, AudioFilePathName, VideoFilePathName,
    ];

    public string? SceneletId { get; private init; }

    public int? SceneletSequence { get; private init; }

    public int? ShotIndex { get; private init; }

    public JsonElement? StoryboardPayload { get; private init; }

    public string? KeyFrameImagePath { get; private init; }

    public string? AudioFilePath { get; private init; }

    public string? VideoFilePath { get; private init; }

    public static ShotEntry Read(JsonElement value, JsonPath path, FindingList findings)
    {
        BundleObject shot = new(value, path, "shots", s_known, findings);
        return new ShotEntry
        {
            SceneletId = NameRule.Scenelet(shot, "sceneletId", shot.RequiredText("sceneletId")),
            SceneletSequence = shot.OptionalPosition("sceneletSequence"),
            ShotIndex = shot.RequiredPosition("shotIndex"),
            StoryboardPayload = shot.RequiredObject("storyboardPayload"),
            KeyFrameImagePath = shot.OptionalPath(KeyFrameImagePathName),
            AudioFilePath = shot.OptionalPath(AudioFilePathName, NotApplicable),
            VideoFilePath = shot.OptionalPath(VideoFilePathName),
        };
    }
}
