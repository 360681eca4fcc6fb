namespace StoryVideo.Catalog;

/// <summary>Settings of a model that only go together in some combinations.</summary>
/// <param name="Code">A stable word in kebab case; scripts match on it.</param>
/// <param name="Message">A sentence that says what is allowed.</param>
/// <param name="IsWarning">The model takes the request, but not as one may think.</param>
/// <param name="When">The requests that the rule is about.</param>
/// <param name="Needs">What such a request must fit; null where no such request is good.</param>
public sealed record CapabilityRule(
    string Code,
    string Message,
    bool IsWarning,
    CapabilityCondition When,
    CapabilityCondition? Needs)
{
    /// <summary>Whether a request breaks the rule.</summary>
    public bool IsBrokenBy(VideoFormat format, bool references, bool firstFrame) =>
        When.Fits(format, references, firstFrame) && Needs?.Fits(format, references, firstFrame) is not true;
}
