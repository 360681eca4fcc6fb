namespace StoryVideo.Stories;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; the shot can be made.</summary>
    Warning,

    /// <summary>The shot is not sent until this is mended.</summary>
    Error,
}
