using StoryVideo.Cutting.Sounds;

namespace StoryVideo.Tasks.Films;

/// <summary>Reads what an operator says of ambience and music: a file, or a scenelet and a file.</summary>
internal static class BedFiles
{
    /// <param name="files">As given: <c>rain.wav</c> or <c>s1=rain.wav</c>.</param>
    /// <param name="folder">What relative paths are relative to.</param>
    /// <param name="scenelets">The scenelet of each entry of the film; null for cards.</param>
    /// <param name="level">How loud they are.</param>
    /// <param name="repeats">Whether they begin again at their end.</param>
    /// <exception cref="RunRefusedException">There is no such file or scenelet.</exception>
    public static IEnumerable<SoundBed> Read(
        IReadOnlyList<string> files, string folder, IReadOnlyList<string?> scenelets, double level, bool repeats)
    {
        foreach (string given in files)
        {
            string path = Path.GetFullPath(given, folder);
            int sign = given.IndexOf('=', StringComparison.Ordinal);
            string? scenelet = null;
            if (!File.Exists(path) && sign > 0)
            {
                scenelet = given[..sign];
                path = Path.GetFullPath(given[(sign + 1)..], folder);
            }

            if (!File.Exists(path))
            {
                throw new RunRefusedException(
                    "sound-file-missing", $"There is no sound file '{path}'. Give a file, or a scenelet and a file: s1=rain.wav. Nothing was made.");
            }

            int first = scenelet is null ? 0 : scenelets.IndexOf(scenelet);
            int last = scenelet is null ? scenelets.Count - 1 : scenelets.Count - 1 - scenelets.Reverse().ToList().IndexOf(scenelet);
            if (first < 0)
            {
                throw new RunRefusedException(
                    "sound-scenelet-unknown",
                    $"'{given}' names a scenelet that is not in this film. There is: {string.Join(", ", scenelets.OfType<string>().Distinct(StringComparer.Ordinal))}.");
            }

            yield return new SoundBed(path, first, last, level, repeats);
        }
    }

    private static int IndexOf(this IReadOnlyList<string?> list, string item)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] == item)
            {
                return i;
            }
        }

        return -1;
    }
}
