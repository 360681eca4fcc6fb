namespace StoryVideo.Cutting;

/// <summary>The way from one entry of a cut list to the next.</summary>
/// <param name="Kind">Cut, dissolve or another.</param>
/// <param name="Frames">How many frames of the film it takes; 0 for a cut.</param>
public sealed record CutTransition(TransitionKind Kind, int Frames)
{
    public static CutTransition Cut { get; } = new(TransitionKind.Cut, 0);

    /// <summary>Frames that both shots have in common, by which the film is shorter than its shots.</summary>
    public int Overlap => Kind is TransitionKind.Dissolve or TransitionKind.JCut or TransitionKind.LCut ? Frames : 0;

    /// <summary>Frames that it takes of the end of the first shot.</summary>
    public int Tail => Kind == TransitionKind.FadeBlack ? Frames / 2 : Overlap;

    /// <summary>Frames that it takes of the beginning of the second.</summary>
    public int Head => Kind == TransitionKind.FadeBlack ? Frames - Tail : Overlap;
}
