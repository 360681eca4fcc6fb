namespace StoryVideo.Providers.Google;

/// <summary>A step of an interaction.</summary>
/// <param name="Type"><c>model_output</c> for what was made; what was sent is repeated under other names.</param>
/// <param name="Content">Its parts.</param>
internal sealed record WireInteractionStep(string? Type, IReadOnlyList<WireInteractionContent?>? Content);
