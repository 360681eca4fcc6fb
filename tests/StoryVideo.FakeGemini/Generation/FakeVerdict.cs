namespace StoryVideo.FakeGemini.Generation;

/// <summary>A check that was made, and therefore paid.</summary>
/// <param name="Model">Its model's id.</param>
/// <param name="Prompt">The last text as it arrived.</param>
/// <param name="Titles">What the images were announced as.</param>
/// <param name="Characters">Who was to get a score.</param>
public sealed record FakeVerdict(string Model, string Prompt, IReadOnlyList<string> Titles, IReadOnlyList<string> Characters);
