using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>The plan of what is said in one shot.</summary>
public sealed record SpeechPlan : AssetPlan
{
    internal SpeechPlan(StoryShot shot) => Shot = shot;

    public StoryShot Shot { get; }

    public override AssetKey Asset => AssetKey.Audio(Shot.StoryId, Shot.SceneletId, Shot.ShotIndex);

    public override string StoryTitle => Shot.StoryTitle;

    public string SceneletId => Shot.SceneletId;

    public int ShotIndex => Shot.ShotIndex;

    /// <summary>The requests, in the order in which their sound is joined; empty where nothing is said.</summary>
    public IReadOnlyList<SpeechPart> Parts { get; init => field = Indexed.Of(value); } = [];

    public int Words { get; init; }

    /// <summary>Length of the clip that it is to fit, in seconds; of a shot without one, the length that clips are made with.</summary>
    public double ClipSeconds { get; init; }

    /// <summary>How fast it would have to be said to fit.</summary>
    public double WordsPerSecond => ClipSeconds > 0 ? Words / ClipSeconds : 0;

    internal override string? StoredPath => Shot.AudioFilePath;

    internal override string Shape => "wav";

    /// <summary>The requests, exactly as they would be sent one after the other.</summary>
    public IReadOnlyList<SpeechRequest> ToRequests() =>
    [
        .. Parts.Select(p => new SpeechRequest { Model = Model, Text = p.Text, Voices = p.Voices, LikelySeconds = p.LikelySeconds }),
    ];
}
