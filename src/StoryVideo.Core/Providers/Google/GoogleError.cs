using System.Globalization;
using System.Text.RegularExpressions;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Google;

/// <summary>Reads a refusal in Google's error JSON, as the Gemini API and Vertex AI give it.</summary>
internal static partial class GoogleError
{
    /// <summary>Null where the body is not Google's error JSON, plain or wrapped in an array.</summary>
    public static ServiceError? TryRead(string body)
    {
        WireErrorEnvelope? envelope = body.AsSpan().TrimStart().StartsWith('[')
            ? JsonAnswer.TryRead(body, GoogleJson.Default.WireErrorEnvelopeArray)?.FirstOrDefault()
            : JsonAnswer.TryRead(body, GoogleJson.Default.WireErrorEnvelope);
        return envelope?.Error is WireError error ? From(error) : null;
    }

    private static ServiceError From(WireError error)
    {
        WireErrorDetail[] details = error.Details?.Where(static d => d is not null).ToArray() ?? [];
        WireQuotaViolation[] quotas = details
            .SelectMany(static d => d.Violations ?? [])
            .Where(static v => v is not null)
            .ToArray();
        string message = error.Message ?? "";

        // The newer endpoints have no status: their code is the word, in small letters.
        string status = error.Status ?? "";
        string code = error.Code?.ToString() ?? "";
        return new ServiceError
        {
            Message = message,
            IsNotFound = status is "NOT_FOUND" or "",
            IsKeyRefused = details.Any(static d => d.Reason == "API_KEY_INVALID")
                || message.StartsWith("API key not valid", StringComparison.Ordinal),
            IsAccountNotReady = status == "FAILED_PRECONDITION" || code == "failed_precondition",
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
