namespace StoryVideo.Importing;

/// <summary>Rules for names that operators read and type; a scenelet's becomes a folder besides.</summary>
internal static class NameRule
{
    public const int LongestTitle = 500;
    public const int LongestScenelet = 200;

    /// <summary>Why a text cannot be a name; null where it can.</summary>
    public static string? ProblemOf(string name, int longest) =>
        name.Length > longest ? $"is longer than {longest} characters"
        : name.Any(char.IsControl) ? "must not have line breaks or other control characters"
        : null;

    /// <summary>The name of a scenelet; null with a problem where it cannot be one.</summary>
    public static string? Scenelet(BundleObject owner, string property, string? name)
    {
        if (name is not null && ProblemOf(name, LongestScenelet) is string problem)
        {
            owner.Problem(property, problem);
            return null;
        }

        return name;
    }
}
