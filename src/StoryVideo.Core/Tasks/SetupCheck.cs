namespace StoryVideo.Tasks;

/// <summary>One thing that StoryVideo needs, or is better with, on this machine.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Remedy">How to get it; null where nothing is to be done.</param>
public sealed record SetupCheck(string Name, SetupState State, string Detail, string? Remedy = null);
