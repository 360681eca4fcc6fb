namespace StoryVideo.Cutting;

/// <summary>The coded sound of a film.</summary>
/// <param name="Files">One for each piece, in order.</param>
/// <param name="Measured">The programme before any gain.</param>
/// <param name="Gain">In dB.</param>
/// <param name="Verified">What was coded, measured.</param>
internal sealed record MadeSound(IReadOnlyList<string> Files, Loudness Measured, double Gain, Loudness Verified);
