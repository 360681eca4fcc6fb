namespace StoryVideo.Planning;

/// <summary>What an operator asks of the checks of a run.</summary>
public sealed record CheckOptions : AssetOptions;
