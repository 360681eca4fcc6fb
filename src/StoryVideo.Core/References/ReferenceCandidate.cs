namespace StoryVideo.References;

/// <summary>An image that the shot has a claim to.</summary>
/// <param name="Role">What it shows.</param>
/// <param name="Id">The character, the environment or the shot.</param>
/// <param name="StoredPath">As stored; null where nobody has made it yet.</param>
/// <param name="Reason">Why it comes into question.</param>
internal sealed record ReferenceCandidate(ReferenceRole Role, string Id, string? StoredPath, string Reason)
{
    /// <summary>The command that makes the image.</summary>
    public string Remedy => Role switch
    {
        ReferenceRole.Character => $"make it with New-VisualReferenceImage -Character '{Id}'",
        ReferenceRole.Environment => $"make it with New-VisualReferenceImage -Environment '{Id}'",
        _ => "make it with New-ShotImage, or leave it out with -ExcludeKeyFrame",
    };

    public string Describe() => Role switch
    {
        ReferenceRole.Character => $"model sheet of character '{Id}'",
        ReferenceRole.Environment => $"reference image of environment '{Id}'",
        _ => $"key frame of {Id}",
    };
}
