namespace StoryVideo.Ledger;

/// <summary>Why a take did not succeed.</summary>
/// <param name="Code">A stable word in kebab case.</param>
/// <param name="Message">What happened and what to do, in a sentence.</param>
/// <param name="Scope">Whether it speaks of the shot or of the run.</param>
public sealed record TakeError(string Code, string Message, TakeErrorScope Scope = TakeErrorScope.Shot)
{
    /// <summary>The provider's own answer, for support; cut to a few kilobytes, and never with a key.</summary>
    public string? Answer { get; init; }
}
