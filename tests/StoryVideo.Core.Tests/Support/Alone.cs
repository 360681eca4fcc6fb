namespace StoryVideo.Core.Tests.Support;

/// <summary>Tests that measure the whole process and want it for themselves.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
