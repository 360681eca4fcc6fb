namespace StoryVideo.Providers.Grok;

/// <summary>The answer to a submission.</summary>
internal sealed record WireSubmission(string? RequestId);
