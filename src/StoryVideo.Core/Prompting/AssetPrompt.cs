using StoryVideo.Stories;

namespace StoryVideo.Prompting;

/// <summary>The text that is sent for one asset.</summary>
public sealed record AssetPrompt
{
    /// <summary>Exactly what goes out: for a clip one JSON text, for an image instructions and then one.</summary>
    public required string Text { get; init; }

    /// <summary>Its length in UTF-16 characters.</summary>
    public int Characters => Text.Length;

    /// <summary>Its likely size, by <see cref="TokenEstimate.Method"/>.</summary>
    public required int TokensEstimate { get; init; }

    /// <summary>What was left out to make it shorter, in words; empty where nothing was.</summary>
    public required IReadOnlyList<string> Dropped { get; init => field = Indexed.Of(value); }

    public override string ToString() => Text;
}
