using System.Diagnostics.CodeAnalysis;

namespace StoryVideo.Stories;

/// <summary>
/// A path inside the assets folder, with forward slashes and no prefix. Stored paths come in several spellings
/// (<c>generated/…</c>, <c>/generated/…</c>, <c>public/generated/…</c>, <c>apps/story-tree-ui/public/generated/…</c>, a leading
/// slash, backslashes); all of them name the same file, and none may leave the folder.
/// </summary>
public sealed record AssetPath
{
    private static readonly string[] s_prefixes = ["apps/story-tree-ui/public/generated/", "public/generated/", "generated/"];

    private AssetPath(string value) => Value = value;

    /// <summary>Relative to the assets folder: <c>42/shots/s1/shot-1.mp4</c>.</summary>
    public string Value { get; }

    /// <summary>As the existing system stores clips and sounds: with <c>generated/</c> in front.</summary>
    public string Stored => "generated/" + Value;

    /// <summary>Reads any stored spelling; false with a reason where the path is empty or would leave the folder.</summary>
    public static bool TryParse(
        string? stored,
        [NotNullWhen(true)] out AssetPath? path,
        [NotNullWhen(false)] out string? problem)
    {
        path = null;
        string text = (stored ?? "").Trim().Replace('\\', '/');
        if (text.Any(static c => char.IsControl(c) || c == ':'))
        {
            problem = "it is not a plain relative path";
            return false;
        }

        text = text.TrimStart('/');
        string? prefix = Array.Find(s_prefixes, p => text.StartsWith(p, StringComparison.Ordinal));
        string[] segments = text[(prefix?.Length ?? 0)..]
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Where(static s => s != ".")
            .ToArray();
        problem = segments.Length == 0 ? "it is empty"
            : segments.Contains("..", StringComparer.Ordinal) ? "it leaves the assets folder"
            : null;
        if (problem is not null)
        {
            return false;
        }

        path = new AssetPath(string.Join('/', segments));
        return true;
    }

    /// <summary>Builds a path from segments that this program made itself.</summary>
    /// <exception cref="ArgumentException">A segment would leave the folder.</exception>
    public static AssetPath Of(params string[] segments) =>
        TryParse(string.Join('/', segments), out AssetPath? path, out string? problem)
            ? path
            : throw new ArgumentException($"'{string.Join('/', segments)}' cannot be an asset path: {problem}.", nameof(segments));

    public override string ToString() => Value;
}
