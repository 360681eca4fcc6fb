namespace StoryVideo.Cutting.Pictures;

/// <summary>A stretch of a film's picture that is made, or copied, in one piece.</summary>
/// <param name="Source">Where its frames come from.</param>
/// <param name="First">The first frame of that source.</param>
/// <param name="Last">The frame after the last.</param>
internal sealed record PictureUnit(SourcePicture Source, int First, int Last)
{
    /// <summary>Coded frames go in as they are: <see cref="First"/> and <see cref="Last"/> count samples as well as frames.</summary>
    public bool IsCopied { get; init; }

    /// <summary>Frames at the beginning that come out of black.</summary>
    public int FadeIn { get; init; }

    /// <summary>Frames at the end that go to black.</summary>
    public int FadeOut { get; init; }

    /// <summary>What the end of this dissolves into; null where it does not.</summary>
    public PictureUnit? Into { get; init; }

    /// <summary>Frames that this and <see cref="Into"/> have in common.</summary>
    public int Overlap { get; init; }

    /// <summary>Frames of the film that it makes.</summary>
    public int FrameCount => Last - First + (Into is null ? 0 : Into.FrameCount - Overlap);
}
