namespace StoryVideo.Core.Tests.Reliability;

/// <summary>Tests that start many processes: one of them at a time, so that they do not wait for each other.</summary>
[CollectionDefinition(nameof(Processes))]
public sealed class Processes;
