using System.Globalization;
using System.Text.RegularExpressions;

namespace StoryVideo.Providers.Gemini;

/// <summary>What a refusal in Google's error JSON says, as far as a decision hangs on it.</summary>
internal sealed partial record GoogleError
{
    /// <summary>The google.rpc code's name: <c>NOT_FOUND</c>; empty where it is left out.</summary>
    public required string Status { get; init; }

    public required string Message { get; init; }

    /// <summary>ErrorInfo's reason: <c>API_KEY_INVALID</c>, which comes with HTTP 400.</summary>
    public string? Reason { get; init; }

    /// <summary>RetryInfo's pause.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>A quota of the day is used up; waiting minutes does not help.</summary>
    public bool IsDailyQuota { get; init; }

    /// <summary>The quota is zero or the free tier's: the project has no billing for this model.</summary>
    public bool IsWithoutBilling { get; init; }

    /// <summary>Null where the body is not Google's error JSON, plain or wrapped in an array.</summary>
    public static GoogleError? TryRead(string body)
    {
        WireErrorEnvelope? envelope = body.AsSpan().TrimStart().StartsWith('[')
            ? GeminiJson.TryRead(body, GeminiJson.Default.WireErrorEnvelopeArray)?.FirstOrDefault()
            : GeminiJson.TryRead(body, GeminiJson.Default.WireErrorEnvelope);
        return envelope?.Error is WireError error ? From(error) : null;
    }

    private static GoogleError From(WireError error)
    {
        WireErrorDetail[] details = error.Details?.Where(static d => d is not null).ToArray() ?? [];
        WireQuotaViolation[] quotas = details
            .SelectMany(static d => d.Violations ?? [])
            .Where(static v => v is not null)
            .ToArray();
        string message = error.Message ?? "";
        return new GoogleError
        {
            Status = error.Status ?? "",
            Message = message,
            Reason = details.Select(static d => d.Reason).FirstOrDefault(static r => r is not null),
            RetryDelay = details
                .Select(static d => ReadDuration(d.RetryDelay))
                .FirstOrDefault(static d => d is not null),
            IsDailyQuota = quotas.Any(static q => Mentions(q, "PerDay")),
            IsWithoutBilling = quotas.Any(static q => Mentions(q, "FreeTier") || q.QuotaValue?.ToString() == "0")
                || LimitZero().IsMatch(message),
        };
    }

    private static bool Mentions(WireQuotaViolation quota, string word) =>
        quota.QuotaId?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A protobuf duration: <c>34s</c>, <c>34.07s</c>.</summary>
    private static TimeSpan? ReadDuration(string? text) =>
        text is not null
        && text.EndsWith('s')
        && double.TryParse(
            text.AsSpan()[..^1],
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double seconds)
        && seconds < TimeSpan.FromDays(2).TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    [GeneratedRegex(@"\blimit: 0\b(?!\.\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LimitZero();
}
