namespace StoryVideo.Providers;

/// <summary>What went wrong at a provider, told to an operator.</summary>
/// <param name="Code">A stable word in kebab case, such as <c>model-not-found</c>; scripts match on it.</param>
/// <param name="Message">What happened and what to do, in a sentence. Never holds a key.</param>
/// <param name="Charge">Whether it cost money.</param>
/// <param name="HttpStatus">The status that said so, where there was one.</param>
/// <param name="Raw">The provider's own answer, for support; cut to a few kilobytes.</param>
public sealed record ProviderError(string Code, string Message, Charge Charge, int? HttpStatus = null, string? Raw = null);
