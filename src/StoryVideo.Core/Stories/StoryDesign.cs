namespace StoryVideo.Stories;

/// <summary>A character or an environment of a story, as operators see it.</summary>
public sealed record StoryDesign
{
    public required string StoryId { get; init; }

    /// <summary>Display name of the story.</summary>
    public required string StoryTitle { get; init; }

    public required DesignKind Kind { get; init; }

    /// <summary>What prompts and shots call it.</summary>
    public required string Id { get; init; }

    /// <summary>The id where it is a character, by which commands take it.</summary>
    public string? Character => Kind == DesignKind.Character ? Id : null;

    /// <summary>The id where it is an environment.</summary>
    public string? Environment => Kind == DesignKind.Environment ? Id : null;

    /// <summary>The character's role, or what the document says first of a place; null where it says nothing.</summary>
    public string? Role { get; init; }

    /// <summary>Stored path of its model sheet or environment reference; null where there is none.</summary>
    public string? ImagePath { get; init; }

    /// <summary>How its image stands: <c>done</c>, <c>missing</c>, <c>unknown</c>…</summary>
    public string? State { get; init; }

    /// <summary>The design as stored, as JSON.</summary>
    public required string Payload { get; init; }
}
