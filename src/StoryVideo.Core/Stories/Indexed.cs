namespace StoryVideo.Stories;

/// <summary>
/// Lists that scripts index: PowerShell takes <c>[0]</c> of an array or a list, and of the lists that the compiler makes up for a
/// collection expression it takes the whole. What commands give out keeps its lists through this.
/// </summary>
internal static class Indexed
{
    /// <summary>The same list, or an array of the same things.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> list) => list is T[] or List<T> ? list : list.ToArray();
}
