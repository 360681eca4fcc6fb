namespace StoryVideo.Catalog;

/// <summary>Something that a model would not do, found without asking it.</summary>
/// <param name="Code">A stable word in kebab case, such as <c>duration-not-supported</c>; scripts match on it.</param>
/// <param name="Message">A sentence that says what is allowed.</param>
/// <param name="IsWarning">The model takes the request, but not as one may think.</param>
public sealed record CapabilityProblem(string Code, string Message, bool IsWarning = false);
