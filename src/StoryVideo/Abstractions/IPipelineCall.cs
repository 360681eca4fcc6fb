namespace StoryVideo.Abstractions;

/// <summary>Something that only the pipeline's thread may do.</summary>
internal interface IPipelineCall
{
    /// <summary>Does it. What it throws goes on to the caller.</summary>
    void Run();

    /// <summary>Never does it, and cancels whoever waits.</summary>
    void Drop();
}
