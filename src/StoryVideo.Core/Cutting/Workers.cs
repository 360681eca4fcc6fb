namespace StoryVideo.Cutting;

/// <summary>How many programs run side by side: one for each processor, each with one thread.</summary>
internal static class Workers
{
    public static ParallelOptions Options(CancellationToken cancellationToken) => new()
    {
        MaxDegreeOfParallelism = Environment.ProcessorCount,
        CancellationToken = cancellationToken,
    };
}
