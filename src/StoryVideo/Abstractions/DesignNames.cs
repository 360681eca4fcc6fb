namespace StoryVideo.Abstractions;

/// <summary>Characters and environments as an operator, a row of a table or an object names them.</summary>
internal static class DesignNames
{
    /// <summary>The names that say something: of a character the environment is null, and in a table an empty cell.</summary>
    public static string[] Said(string[]? names) => [.. (names ?? []).Where(static n => !string.IsNullOrWhiteSpace(n))];
}
