using StoryVideo.Media;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>The rehearsal among the providers: free, and on this machine.</summary>
public static class RehearsalRegistration
{
    /// <summary>It speaks no model's wire format: it stands in for whichever model was planned for.</summary>
    public static ProviderRegistration Entry { get; } = new()
    {
        Name = RehearsalVideoProvider.ProviderName,
        Wires = [],
        Address = static _ => "this machine",
        Open = static opening =>
            new RehearsalVideoProvider(opening.ResolveAsset, Ffmpeg.Find(opening.ReadVariable), opening.Notice),
        OpenImages = static opening => new RehearsalImageProvider(Ffmpeg.Find(opening.ReadVariable), opening.Notice),
        OpenSpeech = static _ => new RehearsalSpeechProvider(),
        OpenJudge = static _ => new RehearsalJudgeProvider(),
    };
}
