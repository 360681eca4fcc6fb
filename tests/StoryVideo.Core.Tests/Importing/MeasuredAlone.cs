namespace StoryVideo.Core.Tests.Importing;

/// <summary>Tests that look at the memory of the whole process run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "Measured alone";
}
