using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Grok;

/// <summary>What the Grok provider needs to know.</summary>
public sealed record GrokOptions
{
    public ServiceEndpoint Endpoint { get; init; } = GrokEndpoint.Default;

    /// <summary>Null describes requests only; every call answers that a key is missing.</summary>
    public ApiKey? Key { get; init; }

    /// <inheritdoc cref="Gemini.GeminiOptions.SuccessorOf"/>
    public Func<string, string?> SuccessorOf { get; init; } = static _ => null;

    /// <inheritdoc cref="Gemini.GeminiOptions.Notice"/>
    public Action<string>? Notice { get; init; }

    /// <inheritdoc cref="Gemini.GeminiOptions.Handler"/>
    public HttpMessageHandler? Handler { get; init; }
}
