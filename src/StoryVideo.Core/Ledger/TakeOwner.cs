using System.Globalization;

namespace StoryVideo.Ledger;

/// <summary>The process behind a take, so that others can tell whether it still lives.</summary>
/// <param name="Machine">Name of the machine.</param>
/// <param name="ProcessId">Its process id there.</param>
/// <param name="StartedAt">When it started, in seconds since 1970: process ids are used again.</param>
public sealed record TakeOwner(string Machine, int ProcessId, long StartedAt)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is something else.</summary>
    public static TakeOwner? Parse(string text) =>
        text.Split('/') is [string machine, string process, string start]
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
        && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out long at)
            ? new TakeOwner(machine, id, at)
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Machine.Replace('/', '_')}/{ProcessId}/{StartedAt}");
}
