namespace StoryVideo.Importing;

/// <summary>A story's id is the name of its folder as it stands.</summary>
internal static class StoryIdRule
{
    private const int Longest = 200;

    /// <summary>Why an id cannot be a folder name; null where it can.</summary>
    public static string? ProblemOf(string id) =>
        id.Length > Longest ? $"is longer than {Longest} characters"
        : id is "." or ".." ? "must not be a relative folder"
        : id.Any(static c => c is '/' or '\\' or ':' || char.IsControl(c))
            ? "must not have slashes, colons or control characters: it names a folder"
        : IsEdge(id[0]) || IsEdge(id[^1]) ? "must not begin or end with a space or a dot: it names a folder"
        : null;

    private static bool IsEdge(char c) => c == '.' || char.IsWhiteSpace(c);
}
