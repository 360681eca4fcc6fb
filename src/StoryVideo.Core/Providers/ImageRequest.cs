namespace StoryVideo.Providers;

/// <summary>Everything that a paid call sends for one image.</summary>
public sealed record ImageRequest
{
    /// <summary>Model id, as the provider spells it.</summary>
    public required string Model { get; init; }

    public required string Prompt { get; init; }

    /// <summary>Width to height, as providers spell it: <c>16:9</c>.</summary>
    public required string AspectRatio { get; init; }

    /// <summary>As providers spell it: <c>1K</c>, <c>2K</c>, <c>4K</c>.</summary>
    public required string Size { get; init; }

    /// <summary>In the order in which they are sent, before the prompt.</summary>
    public required IReadOnlyList<ReferenceImage> References { get; init; }

    /// <summary>What people call the image (<c>model sheet · rhea · The Lamp</c>): drawn into stand-ins, never sent to a paid model.</summary>
    public required string Caption { get; init; }

    /// <summary>What else a stand-in shows: the character's role, the shot's framing. Never sent to a paid model.</summary>
    public string Note { get; init; } = "";

    /// <summary>Colours of a stand-in, as <c>#RRGGBB</c>. Never sent to a paid model.</summary>
    public IReadOnlyList<string> Colours { get; init; } = [];
}
