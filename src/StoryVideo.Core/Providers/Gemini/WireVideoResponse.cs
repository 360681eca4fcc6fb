namespace StoryVideo.Providers.Gemini;

/// <summary>What came of a generation: samples, or the safety filter's word on why there are none.</summary>
internal sealed record WireVideoResponse(
    IReadOnlyList<WireSample?>? GeneratedSamples,
    int? RaiMediaFilteredCount,
    IReadOnlyList<string?>? RaiMediaFilteredReasons);
