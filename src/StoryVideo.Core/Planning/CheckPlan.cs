using StoryVideo.Ledger;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>The plan of the check of one clip.</summary>
public sealed record CheckPlan : AssetPlan
{
    /// <summary>First, middle and last frame.</summary>
    public const int FrameCount = 3;

    /// <summary>The longest answer, thoughts included, in tokens: the price is reckoned by it, and the service is told to keep to it.</summary>
    public const int MostTokens = 4096;

    internal CheckPlan(StoryShot shot, ClipOnDisk? clip)
    {
        Shot = shot;
        Clip = clip;
    }

    public StoryShot Shot { get; }

    /// <summary>What is checked; null where the shot has no clip.</summary>
    public ClipOnDisk? Clip { get; }

    public override AssetKey Asset => AssetKey.Check(Shot.StoryId, Shot.SceneletId, Shot.ShotIndex);

    public override string StoryTitle => Shot.StoryTitle;

    public string SceneletId => Shot.SceneletId;

    public int ShotIndex => Shot.ShotIndex;

    /// <summary>Those whose model sheets go along, and who get a score of their own.</summary>
    public IReadOnlyList<string> Characters =>
        References.Where(static r => r.Role == ReferenceRole.Character).Select(static r => r.Id).Distinct(StringComparer.Ordinal).ToArray();

    internal override string? StoredPath => null;

    internal override string? Subject => Clip?.Sha256;

    internal override string Shape => "verdict";
}
