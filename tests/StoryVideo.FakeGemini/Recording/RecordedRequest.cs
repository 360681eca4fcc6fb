using System.Text.Json;

namespace StoryVideo.FakeGemini.Recording;

/// <summary>One request as it arrived.</summary>
public sealed record RecordedRequest
{
    public required string Method { get; init; }

    /// <summary>Scheme, address and port that it arrived at.</summary>
    public required string Origin { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The value of <c>x-goog-api-key</c>.</summary>
    public string? HeaderKey { get; init; }

    /// <summary>The token of <c>Authorization: Bearer</c>.</summary>
    public string? Bearer { get; init; }

    /// <summary>The value of <c>?key=</c>, where a key should never be.</summary>
    public string? QueryKey { get; init; }

    /// <summary>
    /// The body's bytes once they were read; null for requests without one and where bodies are not kept.
    /// </summary>
    public byte[]? Body { get; internal set; }

    /// <summary>The operation that it asks about, where its address does not say so and its body was read.</summary>
    public string? Subject { get; internal set; }

    /// <summary>The body parsed.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public JsonElement Json => JsonElement.Parse(Body ?? "null"u8.ToArray());

    internal static RecordedRequest From(HttpContext context) => new()
    {
        Method = context.Request.Method,
        Origin = $"http://{context.Connection.LocalIpAddress}:{context.Connection.LocalPort}",
        Path = context.Request.Path.Value ?? "",
        Query = context.Request.QueryString.Value ?? "",
        Headers = context.Request.Headers.ToDictionary(
            static h => h.Key,
            static h => h.Value.ToString(),
            StringComparer.OrdinalIgnoreCase),
        HeaderKey = context.Request.Headers["x-goog-api-key"].FirstOrDefault(),
        Bearer = context.Request.Headers.Authorization.FirstOrDefault() is { } value && value.StartsWith("Bearer ", StringComparison.Ordinal)
            ? value["Bearer ".Length..]
            : null,
        QueryKey = context.Request.Query["key"].FirstOrDefault(),
    };
}
