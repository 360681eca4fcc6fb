using StoryVideo.Stories;

namespace StoryVideo.Storage;

/// <summary>A row of <c>shots</c>, as far as it is read.</summary>
internal sealed class ShotRow
{
    public int ShotIndex { get; init; }

    public string StoryboardPayload { get; init; } = "";

    public string? KeyFrameImagePath { get; init; }

    public string? AudioFilePath { get; init; }

    public string? VideoFilePath { get; init; }

    public StoryShot ToShot(Story story, Scenelet scenelet) => new()
    {
        StoryId = story.Id,
        StoryTitle = story.DisplayName,
        SceneletId = scenelet.Id,
        SceneletLabel = scenelet.Label,
        SceneletSequence = scenelet.Sequence,
        ShotIndex = ShotIndex,
        StoryboardPayload = StoryboardPayload,
        KeyFrameImagePath = KeyFrameImagePath,
        AudioFilePath = AudioFilePath,
        VideoFilePath = VideoFilePath,
    };
}
