using System.Globalization;

namespace StoryVideo.FakeGemini.Faults;

/// <summary>Faults by name, for scripts that talk to the program over HTTP.</summary>
internal static class NamedFaults
{
    private static readonly Dictionary<string, Fault> s_faults = new(StringComparer.Ordinal)
    {
        ["per-minute"] = new Fault.Reply(GoogleAnswers.QuotaPerMinute("1s")),
        ["per-day"] = new Fault.Reply(GoogleAnswers.QuotaPerDay()),
        ["free-tier"] = new Fault.Reply(GoogleAnswers.FreeTier()),
        ["key-invalid"] = new Fault.Reply(GoogleAnswers.KeyInvalid()),
        ["unavailable"] = new Fault.Reply(GoogleAnswers.Unavailable()),
        ["not-found"] = new Fault.Reply(GoogleAnswers.OperationUnknown()),
        ["garbage"] = new Fault.Reply(new Answer(200, "<html>proxy</html>", "text/html"), StartsGeneration: true),
        ["empty"] = new Fault.Reply(new Answer(200, "", "video/mp4")),
        ["not-a-video"] = new Fault.Reply(new Answer(200, "<html>sorry</html>", "video/mp4")),
        ["reset-before"] = new Fault.ResetBeforeBody(),
        ["reset-after"] = new Fault.ResetAfterBody(),
        ["no-answer"] = new Fault.NoAnswer(),
        ["redirect"] = new Fault.Redirect(RedirectTarget.SameOrigin),
        ["redirect-away"] = new Fault.Redirect(RedirectTarget.OtherOrigin),
        ["truncated"] = new Fault.Truncated(),
        ["slow"] = new Fault.Slow(TimeSpan.FromMilliseconds(50)),
    };

    /// <summary>A name of the list above, or an HTTP status.</summary>
    public static Fault? Find(string name) =>
        s_faults.TryGetValue(name, out Fault? fault) ? fault
        : int.TryParse(name, CultureInfo.InvariantCulture, out int status) && status is >= 400 and <= 599
            ? new Fault.Reply(GoogleAnswers.Error(status, "UNKNOWN", $"Scripted status {status}."))
        : null;
}
