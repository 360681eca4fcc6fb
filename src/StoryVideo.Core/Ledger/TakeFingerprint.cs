using System.Security.Cryptography;
using System.Text;

namespace StoryVideo.Ledger;

/// <summary>
/// What was asked for, as hashes: one per part, so that a stale asset can say what changed, and one over all of them.
/// </summary>
public sealed class TakeFingerprint
{
    private TakeFingerprint(SortedDictionary<string, string> parts)
    {
        Parts = parts;
        StringBuilder lines = new();
        foreach ((string name, string hash) in parts)
        {
            lines.Append(name).Append('\0').Append(hash).Append('\n');
        }

        Value = Hash(lines.ToString());
    }

    /// <summary>SHA-256 over all parts, in lower-case hex.</summary>
    public string Value { get; }

    /// <summary>Hash by part: <c>character rhea</c>, <c>environment reference studio</c>, <c>model</c>.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; }

    /// <param name="parts">Hash by part name.</param>
    public static TakeFingerprint Of(IEnumerable<KeyValuePair<string, string>> parts) =>
        new(new SortedDictionary<string, string>(parts.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal));

    /// <summary>SHA-256 of a text's UTF-8, in lower-case hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Names of the parts that are other now than they were then, added or gone.</summary>
    public IReadOnlyList<string> ChangedSince(IReadOnlyDictionary<string, string> then) =>
    [
        .. Parts.Keys.Union(then.Keys, StringComparer.Ordinal)
            .Where(name => Parts.GetValueOrDefault(name) != then.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal),
    ];
}
