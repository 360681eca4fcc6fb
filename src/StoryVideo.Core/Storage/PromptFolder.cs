using System.Reflection;

namespace StoryVideo.Storage;

/// <summary>The instruction files: those that come with StoryVideo, or an operator's own in a folder of theirs.</summary>
public sealed class PromptFolder
{
    private readonly string? _folder;

    /// <param name="folder">An operator's folder; null for the files that come with StoryVideo.</param>
    public PromptFolder(string? folder) => _folder = folder;

    /// <summary>The text of a file. One that is not in an operator's folder is the one that comes with StoryVideo.</summary>
    /// <exception cref="StoreException">The operator's folder or file cannot be read.</exception>
    public string Read(string fileName)
    {
        if (_folder is not null && !Directory.Exists(_folder))
        {
            throw new StoreException($"The prompts folder '{_folder}' does not exist.");
        }

        string? path = _folder is null ? null : Path.Combine(_folder, fileName);
        try
        {
            return path is not null && File.Exists(path) ? File.ReadAllText(path) : Shipped(fileName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The prompt file '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static string Shipped(string fileName)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("prompts/" + fileName)
            ?? throw new StoreException($"There is no prompt file '{fileName}'.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
