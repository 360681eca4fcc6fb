namespace StoryVideo.Providers.Google;

/// <summary>An interaction as its submission and every look at it answer.</summary>
/// <param name="Id">Its id, by which it is asked about.</param>
/// <param name="Status"><c>queued</c>, <c>in_progress</c>, <c>completed</c> and five ways of not being completed.</param>
/// <param name="Steps">What was said and made, in order.</param>
/// <param name="Error">Where it failed; its code is a word.</param>
internal sealed record WireInteraction(
    string? Id,
    string? Status,
    IReadOnlyList<WireInteractionStep?>? Steps,
    WireError? Error);
