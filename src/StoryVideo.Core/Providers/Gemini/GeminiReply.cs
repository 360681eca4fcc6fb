namespace StoryVideo.Providers.Gemini;

/// <summary>An answer of the API, read to its end.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Its text, cut after a megabyte; empty where it broke off.</param>
/// <param name="RetryAfter">The pause that its header asks for.</param>
internal sealed record GeminiReply(int Status, string Body, TimeSpan? RetryAfter)
{
    private readonly Lazy<GoogleError?> _error = new(() => GoogleError.TryRead(Body));

    /// <summary>
    /// Google's account of a refusal; null where the answer is not in Google's shape, as a proxy's would be.
    /// </summary>
    public GoogleError? Error => _error.Value;

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Worth another try where trying is free.</summary>
    public bool IsTransient => Status is 408 or 429 or >= 500 || (Status == 404 && !IsNotFound);

    /// <summary>Google itself says that it does not know the thing; any other 404 is somebody in between.</summary>
    public bool IsNotFound => Status == 404 && Error is { Status: "NOT_FOUND" or "" };

    /// <summary>The key is what is wrong.</summary>
    public bool IsKeyRefused => Status == 401 || Error is { Reason: "API_KEY_INVALID" };
}
