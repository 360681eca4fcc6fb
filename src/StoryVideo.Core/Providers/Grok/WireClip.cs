namespace StoryVideo.Providers.Grok;

/// <param name="Url">Where it lies, for a day at most.</param>
/// <param name="Duration">In seconds.</param>
/// <param name="RespectModeration">False where the filter withholds it.</param>
internal sealed record WireClip(string? Url, decimal? Duration, bool? RespectModeration);
