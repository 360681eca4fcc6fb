using System.Runtime.CompilerServices;
using System.Text.Json;

namespace StoryVideo.Importing;

/// <summary>A <c>story.json</c> on disk, read piece by piece as often as wanted.</summary>
internal sealed class StoryFile
{
    public const string Name = "story.json";

    private readonly string _path;
    private (long Length, DateTime Written)? _seen;

    public StoryFile(string path) => _path = path;

    /// <summary>The properties of the story in the order of the file, its shots one by one.</summary>
    /// <exception cref="ImportException">
    /// The file cannot be read, is no JSON object, or is no longer the file that was read the first time.
    /// </exception>
    public async IAsyncEnumerable<StoryFilePart> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using FileStream file = Open();
        JsonValueStream json = new(file);
        await StartAsync(json, cancellationToken);
        JsonPath root = JsonPath.Root;
        while (await NextAsync(json, whole: false, root, cancellationToken) == JsonTokenType.PropertyName)
        {
            string name = json.Name;
            JsonPath path = root.Property(name);
            if (name != "shots")
            {
                await NextAsync(json, whole: true, path, cancellationToken);
                yield return new StoryFilePart(name, null, json.Value);
                continue;
            }

            JsonTokenType first = await NextAsync(json, whole: false, path, cancellationToken);
            if (first == JsonTokenType.StartObject)
            {
                await SkipAsync(json, path, cancellationToken);
                yield return new StoryFilePart(name, null, "{}"u8.ToArray());
                continue;
            }

            yield return new StoryFilePart(name, null, first == JsonTokenType.StartArray ? default : json.Value);
            if (first != JsonTokenType.StartArray)
            {
                continue;
            }

            int shot = 0;
            while (await NextAsync(json, whole: true, path.Item(shot), cancellationToken) != JsonTokenType.EndArray)
            {
                yield return new StoryFilePart(name, shot, json.Value);
                shot++;
            }
        }

        await NextAsync(json, whole: false, root, cancellationToken);
    }

    private static ImportException Refusal(string message) => new(Name, [new ImportProblem("$", message)]);

    private static ImportException Unreadable(Exception e) => Refusal($"cannot be read: {e.Message.TrimEnd('.')}");

    private static async ValueTask StartAsync(JsonValueStream json, CancellationToken cancellationToken)
    {
        try
        {
            await json.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }

        JsonTokenType first = await NextAsync(json, whole: false, JsonPath.Root, cancellationToken);
        if (first != JsonTokenType.StartObject)
        {
            throw Refusal($"must be an object, not {JsonText.KindOf(first)}");
        }
    }

    private static async ValueTask<JsonTokenType> NextAsync(
        JsonValueStream json, bool whole, JsonPath path, CancellationToken cancellationToken)
    {
        try
        {
            return await json.NextAsync(whole, path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }
    }

    private static async ValueTask SkipAsync(JsonValueStream json, JsonPath path, CancellationToken cancellationToken)
    {
        for (int depth = 1; depth > 0;)
        {
            JsonTokenType token = await NextAsync(json, whole: false, path, cancellationToken);
            depth += token is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1
                : token is JsonTokenType.EndObject or JsonTokenType.EndArray ? -1
                : 0;
        }
    }

    private FileStream Open()
    {
        FileStream file;
        try
        {
            file = new FileStream(_path, new FileStreamOptions
            {
                BufferSize = 0,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                Share = FileShare.Read,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }

        if (!file.CanSeek)
        {
            file.Dispose();
            throw Refusal("must be a file, not a pipe or device: it is read twice");
        }

        // Shots are read after everything was checked; another file by then would go in unchecked.
        (long Length, DateTime Written) now = (file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));
        _seen ??= now;
        if (_seen != now)
        {
            file.Dispose();
            throw Refusal("changed while it was imported; import it again");
        }

        return file;
    }
}
