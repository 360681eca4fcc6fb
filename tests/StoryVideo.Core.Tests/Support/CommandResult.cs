using System.Text.Json;

namespace StoryVideo.Core.Tests.Support;

/// <summary>What a command ended with and said.</summary>
internal sealed record CommandResult(int Exit, string Out, string Err)
{
    /// <summary>The objects of its output, which must be one a line.</summary>
    public JsonElement[] Lines =>
        [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The lines of shots, by <c>s1#2</c>, each with what stands under a name.</summary>
    public string Shots(string name) => string.Join(", ", Lines
        .Where(static line => line.TryGetProperty("shot", out _))
        .OrderBy(Address, StringComparer.Ordinal)
        .Select(line => $"{Address(line)} {line.GetProperty(name)}"));

    /// <summary>The shots in the order of the lines.</summary>
    public string Addresses() => string.Join(' ', Lines.Where(static line => line.TryGetProperty("shot", out _)).Select(Address));

    public JsonElement Summary => Lines[^1].GetProperty("summary");

    public JsonElement Shot(string address) => Assert.Single(Lines, line => line.TryGetProperty("shot", out _) && Address(line) == address);

    /// <summary>Asserts the exit code and words on the error stream, which tells everything when it is otherwise.</summary>
    public void Ends(int exit, params string[] words)
    {
        Assert.True(exit == Exit, $"Ended with {Exit}, not {exit}. {Err}");
        Assert.All(words, word => Assert.Contains(word, Err, StringComparison.Ordinal));
    }

    private static string Address(JsonElement line) => $"{line.GetProperty("scenelet").GetString()}#{line.GetProperty("shot").GetInt32()}";
}
