namespace StoryVideo.References;

/// <summary>An image that the shot has a claim to.</summary>
/// <param name="Role">What it shows.</param>
/// <param name="Id">The character, the environment or the shot.</param>
/// <param name="StoredPath">As stored; null where nobody has made it yet.</param>
/// <param name="Reason">Why it comes into question.</param>
internal sealed record ReferenceCandidate(ReferenceRole Role, string Id, string? StoredPath, string Reason)
{
    /// <summary>What to do where no usable path is stored.</summary>
    public string Remedy => $"make it with {MakeWith}, or name an image in the story bundle and run Import-Story (storyvideo import) again{OrWithout}";

    /// <summary>What to do where a path is stored and its file will not do.</summary>
    public string FileRemedy => $"put a PNG or JPEG image there, in the assets folder, or make it with {MakeWith}{OrWithout}";

    private string MakeWith => Role switch
    {
        ReferenceRole.Character =>
            $"New-VisualReferenceImage -Character '{Id}' (storyvideo run create-visual-reference-image --character '{Id}')",
        ReferenceRole.Environment =>
            $"New-VisualReferenceImage -Environment '{Id}' (storyvideo run create-visual-reference-image --environment '{Id}')",
        _ => "New-ShotImage (storyvideo run create-shot-image)",
    };

    private string OrWithout =>
        Role == ReferenceRole.KeyFrame ? ", or leave key frames out with -ExcludeKeyFrame (--exclude-key-frame)" : "";

    public string Describe() => Role switch
    {
        ReferenceRole.Character => $"model sheet of character '{Id}'",
        ReferenceRole.Environment => $"reference image of environment '{Id}'",
        _ => $"key frame of {Id}",
    };
}
