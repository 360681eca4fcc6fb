using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Holds a storyboard against the designs that it refers to.</summary>
internal static class DesignFindings
{
    public static IEnumerable<Finding> Of(Storyboard storyboard, StoryDesigns designs)
    {
        foreach (Finding finding in OfPicture(storyboard, designs))
        {
            yield return finding;
        }

        if (designs.Audio is { } audio)
        {
            foreach (string voiceless in Voiceless(storyboard, audio))
            {
                yield return Finding.Warning("voice-missing", voiceless);
            }
        }
    }

    /// <summary>The same of what is seen alone.</summary>
    public static IEnumerable<Finding> OfPicture(Storyboard storyboard, StoryDesigns designs)
    {
        if (storyboard.Problems.Count > 0)
        {
            yield return Finding.Error(
                "storyboard-references",
                $"{string.Join("; ", storyboard.Problems)}; correct the storyboard payload and import the story again (storyvideo import PATH, Import-Story)");
        }

        if (designs.Visual is { } visual)
        {
            if (Unknown(storyboard, visual) is { Length: > 0 } unknown)
            {
                yield return Finding.Error("design-unknown", unknown);
            }

            foreach (string twice in DefinedTwice(storyboard, visual))
            {
                yield return Finding.Warning("design-duplicate", twice);
            }
        }
    }

    // All of them at once, characters and environments: nobody should have to come back for the next one.
    private static string Unknown(Storyboard storyboard, VisualDesign visual)
    {
        string[] parts =
        [
            .. Enum.GetValues<DesignKind>()
                .Select(kind => (
                    Kind: kind.ToString().ToLowerInvariant(),
                    Ids: storyboard.Referenced(kind).Where(id => visual.Find(kind, id) is null).ToArray(),
                    Known: visual.Of(kind)))
                .Where(static k => k.Ids.Length > 0)
                .Select(static k => $"no {k.Kind} {Quoted(k.Ids)} in the visual design document (it has {Known(k.Known)})"),
        ];
        return parts.Length == 0
            ? ""
            : string.Join("; ", parts) + "; correct the storyboard or add the design, then import the story again (storyvideo import PATH, Import-Story)";
    }

    private static IEnumerable<string> DefinedTwice(Storyboard storyboard, VisualDesign visual) =>
        from kind in Enum.GetValues<DesignKind>()
        from id in storyboard.Referenced(kind)
        where visual.Of(kind).Count(d => d.Id == id) > 1
        select $"{kind.ToString().ToLowerInvariant()} '{id}' is defined more than once; the last definition is used";

    private static IEnumerable<string> Voiceless(Storyboard storyboard, AudioDesign audio)
    {
        if (storyboard.HasNarrator && audio.NarratorVoice is null)
        {
            yield return "the narrator speaks and the audio design document has no narrator_voice_profile";
        }

        foreach (string speaker in storyboard.Speakers)
        {
            if (speaker != Storyboard.Narrator && audio.VoiceOf(speaker) is null)
            {
                yield return $"'{speaker}' speaks and the audio design document has no voice profile of that character_id";
            }
        }
    }

    private static string Quoted(IEnumerable<string> ids) => string.Join(", ", ids.Select(static id => $"'{id}'"));

    private static string Known(IReadOnlyList<Design> designs) =>
        designs.Count == 0 ? "none" : string.Join(", ", designs.Select(static d => d.Id).Distinct(StringComparer.Ordinal).Take(20));
}
