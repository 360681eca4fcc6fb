using StoryVideo.Prompting;
using StoryVideo.Stories;

namespace StoryVideo.Formatting;

/// <summary>A shot's prompt: as text it is exactly what would be sent.</summary>
public sealed record ShotPromptText
{
    internal ShotPromptText(StoryShot shot, AssetPrompt prompt)
    {
        StoryId = shot.StoryId;
        StoryTitle = shot.StoryTitle;
        SceneletId = shot.SceneletId;
        ShotIndex = shot.ShotIndex;
        Text = prompt.Text;
        TokensEstimate = prompt.TokensEstimate;
        Dropped = prompt.Dropped;
    }

    public string StoryId { get; }

    public string StoryTitle { get; }

    public string SceneletId { get; }

    public int ShotIndex { get; }

    /// <summary>One JSON text; exactly what goes out.</summary>
    public string Text { get; }

    /// <summary>Its length in UTF-16 characters.</summary>
    public int Characters => Text.Length;

    /// <summary>Its likely size.</summary>
    public int TokensEstimate { get; }

    /// <summary>What was left out to make it shorter, in words; empty where nothing was.</summary>
    public IReadOnlyList<string> Dropped { get; }

    /// <summary>The short form that operators read and type, <c>s1#2</c>.</summary>
    public string Address => $"{SceneletId}#{ShotIndex}";

    public override string ToString() => Text;
}
