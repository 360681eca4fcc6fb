using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Google;

/// <summary>
/// What the state of a Veo operation means. "Done" has four ends, and only clips are a success. The Gemini API and Vertex AI put
/// them into different places.
/// </summary>
internal sealed class VeoOperationReader(ServiceErrors errors)
{
    private const string NotCharged = "It is not charged.";

    public PollOutcome Read(WireOperation operation, string raw)
    {
        if (operation.Done != true)
        {
            return new PollOutcome.Running();
        }

        if (operation.Error is WireError error)
        {
            return Failed(error, raw);
        }

        WireVideoResponse? response = operation.Response?.GenerateVideoResponse ?? operation.Response;
        GeneratedVideo[] videos = [.. Videos(operation, response)];
        if (videos.Length > 0)
        {
            return new PollOutcome.Generated(videos);
        }

        // The filter reports only where it withheld something; a count of 0 beside no clip is that report, miscounted.
        string[] reasons = response?.RaiMediaFilteredReasons?.OfType<string>().ToArray() ?? [];
        return reasons.Length > 0 || response?.RaiMediaFilteredCount is not null
            ? WithheldClip.Of(errors, "Veo withheld the clip", reasons, raw)
            : Nothing(raw);
    }

    private static IEnumerable<GeneratedVideo> Videos(WireOperation operation, WireVideoResponse? response)
    {
        WireVideo?[] videos = [.. response?.GeneratedSamples?.Select(static s => s?.Video) ?? [], .. response?.Videos ?? []];
        foreach (WireVideo? video in videos)
        {
            if ((video?.Uri ?? video?.GcsUri) is { } uri && !string.IsNullOrWhiteSpace(uri))
            {
                yield return new GeneratedVideo(uri);
            }
        }

        // However many there are, the answer is asked for again when they are fetched, and its first clip taken.
        if (Array.Exists(videos, static v => !string.IsNullOrEmpty(v?.BytesBase64Encoded)))
        {
            yield return InlineClip.Of(operation.Name!);
        }
    }

    private PollOutcome.Failed Failed(WireError error, string raw)
    {
        string number = error.Code?.ToString() ?? "";
        (string code, string what, string advice) = number switch
        {
            "3" => ("invalid-request", "found the request invalid", "Change the request; as it is, it fails again"),
            "8" => ("resources-exhausted", "ran out of capacity or quota", "Run again later in resume mode"),
            "13" => ("provider-internal", "failed inside", "Run again in resume mode"),
            "14" => ("provider-unavailable", "was not available", "Run again later in resume mode"),
            "" => ("operation-failed", "failed without saying why", "Run again in resume mode"),
            _ => ("operation-failed", $"failed with code {number}", "Run again in resume mode"),
        };
        return new PollOutcome.Failed(errors.Create(
            code,
            $"Veo {what} while it made the clip. {NotCharged} {advice}{ServiceErrors.Quote(error.Message)}.",
            Charge.None,
            raw: raw));
    }

    private PollOutcome.Failed Nothing(string raw) => new(errors.Create(
        "done-with-nothing",
        "Veo reports the clip as done and hands out neither a clip nor a reason. It should not be charged, but "
        + "nothing confirms that; look at the project's bill. The raw answer is kept with the take. Run again in "
        + "resume mode.",
        Charge.Possible,
        raw: raw));
}
