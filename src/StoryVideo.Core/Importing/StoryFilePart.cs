namespace StoryVideo.Importing;

/// <summary>One piece of a <c>story.json</c>.</summary>
/// <param name="Name">The property of the story.</param>
/// <param name="Shot">The place of a shot in the array, from 0; null where the piece is a whole property.</param>
/// <param name="Json">Its text, valid until the next piece is asked for; empty where an array of shots begins.</param>
internal readonly record struct StoryFilePart(string Name, int? Shot, ReadOnlyMemory<byte> Json)
{
    public JsonPath Path => Shot is int shot ? JsonPath.Root.Property(Name).Item(shot) : JsonPath.Root.Property(Name);

    /// <summary>An array of shots begins; its elements follow one by one.</summary>
    public bool IsStartOfShots => Shot is null && Json.IsEmpty;
}
