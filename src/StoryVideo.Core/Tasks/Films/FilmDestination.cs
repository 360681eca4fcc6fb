using StoryVideo.Cutting.Mp4;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Films;

/// <summary>Where an operator wants a film. It replaces what has its name there, and that may be nothing but an earlier film.</summary>
internal static class FilmDestination
{
    /// <param name="assets">The assets folder; what was paid for lies there.</param>
    /// <param name="story">Whose film it is.</param>
    /// <param name="path">Full path.</param>
    /// <exception cref="RunRefusedException">Something would be lost.</exception>
    public static void Refuse(AssetFolder assets, Story story, string path)
    {
        string films = Path.Combine(assets.Root, story.Id, "film");
        if (assets.Holds(path) && !new AssetFolder(films).Holds(path))
        {
            throw Refused(
                path, "clips and images lie there", $"Name a file outside the assets folder, or one under '{films}{Path.DirectorySeparatorChar}'");
        }

        if (WhyKept(path) is { } why)
        {
            throw Refused(path, why, "Name another file");
        }
    }

    /// <param name="path">Full path.</param>
    /// <param name="beds">The film's ambience and music.</param>
    /// <exception cref="RunRefusedException">It is one of them.</exception>
    public static void Refuse(string path, IEnumerable<SoundBed> beds)
    {
        if (beds.Any(b => b.File == path))
        {
            throw Refused(path, "that is its ambience or music", "Name another file");
        }
    }

    private static RunRefusedException Refused(string path, string why, string advice) => new(
        "destination-refused", $"The film cannot be '{path}': {why}, and a film replaces what has its name. Nothing was made. {advice}.");

    private static string? WhyKept(string path)
    {
        if (Directory.Exists(path))
        {
            return "that is a folder";
        }

        try
        {
            using FileStream? file = File.Exists(path) ? File.OpenRead(path) : null;
            return file is not { Length: > 0 } || Mp4Movie.Read(file).Tracks.Any(static t => t.Handler == "vide") ? null : "a sound has that name";
        }
        catch (InvalidDataException)
        {
            return "a file that is no film has that name";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "a file that cannot be read has that name";
        }
    }
}
