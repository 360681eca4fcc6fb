namespace StoryVideo.Providers.Http;

/// <summary>An answer of a service, read to its end.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">
/// Its text, without the contents of texts that are longer than any word of a service (<see cref="LongTexts"/>); empty where it
/// broke off.
/// </param>
/// <param name="RetryAfter">The pause that its header asks for.</param>
/// <param name="Error">The service's account of a refusal; null where the answer is not in its form, as a proxy's would be.</param>
internal sealed record ServiceReply(int Status, string Body, TimeSpan? RetryAfter, ServiceError? Error)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Worth another try where trying is free.</summary>
    public bool IsTransient => Status is 408 or 429 or >= 500 || (Status == 404 && !IsNotFound);

    /// <summary>The service itself says that it does not know the thing; any other 404 is somebody in between.</summary>
    public bool IsNotFound => Status == 404 && Error is { IsNotFound: true };

    /// <summary>The key is what is wrong.</summary>
    public bool IsKeyRefused => Status == 401 || Error is { IsKeyRefused: true };
}
