using StoryVideo.Cutting;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Films;

/// <summary>How shots give way to each other: what the storyboard says, or what the operator wants for all of them.</summary>
internal static class ShotTransitions
{
    /// <summary>Between two acts, whatever else is wanted.</summary>
    public const double ActSeconds = 2;

    private const double FadeSeconds = 1;
    private const double OverlapSeconds = 0.5;
    private const double LongestSeconds = 60;

    /// <param name="one">The storyboard of a shot.</param>
    /// <param name="next">That of the shot after it.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="unknown">The storyboard's words where they name no transition.</param>
    public static CutTransition Between(Storyboard one, Storyboard next, JoinRequest request, out string? unknown)
    {
        unknown = null;
        if (one.Act is { } act && next.Act is { } other && act != other)
        {
            return Of(TransitionKind.FadeBlack, ActSeconds);
        }

        TransitionKind? kind = request.Transition;
        if (kind is null && one.TransitionText is { } text)
        {
            kind = Read(text);
            unknown = kind is null ? text : null;
        }

        return Of(kind ?? TransitionKind.Cut, request.TransitionSeconds ?? (request.Transition is null ? one.TransitionSeconds : null));
    }

    public static CutTransition Of(TransitionKind kind, double? seconds) =>
        kind == TransitionKind.Cut
            ? CutTransition.Cut
            : new(kind, Math.Max(2, CutList.FramesOf(Math.Min(LongestSeconds, seconds ?? (kind == TransitionKind.FadeBlack ? FadeSeconds : OverlapSeconds)))));

    private static TransitionKind? Read(string text) =>
        text.ToLowerInvariant().Replace('-', '_').Replace(' ', '_') switch
        {
            "cut" or "hard_cut" or "none" => TransitionKind.Cut,
            "dissolve" or "crossfade" or "cross_dissolve" => TransitionKind.Dissolve,
            "fade_black" or "fade_to_black" or "fade" => TransitionKind.FadeBlack,
            "j_cut" or "jcut" => TransitionKind.JCut,
            "l_cut" or "lcut" => TransitionKind.LCut,
            _ => null,
        };
}
