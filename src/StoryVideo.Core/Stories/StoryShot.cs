namespace StoryVideo.Stories;

/// <summary>One entry of a storyboard, as the database holds it.</summary>
public sealed record StoryShot
{
    /// <summary>The literal that stands in place of a sound's path where the shot has none on purpose.</summary>
    public const string NoAudio = "N/A";

    public required string StoryId { get; init; }

    /// <summary>Display name of the story.</summary>
    public required string StoryTitle { get; init; }

    /// <summary>What the story calls the scenelet (<c>s1</c>, <c>scenelet-1</c>); names folders and matches filters.</summary>
    public required string SceneletId { get; init; }

    /// <summary>A title for people, where the story has one.</summary>
    public string? SceneletLabel { get; init; }

    /// <summary>The scenelet's place in the story, from 1.</summary>
    public required int SceneletSequence { get; init; }

    /// <summary>The shot's place in its scenelet, from 1.</summary>
    public required int ShotIndex { get; init; }

    /// <summary>The storyboard payload as stored: free JSON with <c>referencedDesigns</c>.</summary>
    public required string StoryboardPayload { get; init; }

    /// <summary>Stored path of the key frame, in any spelling that readers accept; null where there is none.</summary>
    public string? KeyFrameImagePath { get; init; }

    /// <summary>Stored path of the sound file, or the literal <c>N/A</c> where the shot has none on purpose.</summary>
    public string? AudioFilePath { get; init; }

    /// <summary>Stored path of the selected clip; null where there is none.</summary>
    public string? VideoFilePath { get; init; }

    /// <summary>How the shot stands: <c>done</c>, <c>missing</c>, <c>unknown</c>…; null where it was read without asking.</summary>
    public string? State { get; init; }

    /// <summary>What has changed in the story since its clip was made: <c>character rhea</c>; empty where nothing has.</summary>
    public IReadOnlyList<string> Stale { get; init => field = Indexed.Of(value); } = [];

    public ShotAddress Address => new(StoryId, SceneletId, ShotIndex);
}
