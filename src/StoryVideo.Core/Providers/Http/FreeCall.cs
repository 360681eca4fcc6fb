namespace StoryVideo.Providers.Http;

/// <summary>A question that costs nothing and changes nothing, and can be asked again.</summary>
/// <param name="Method">GET as a rule.</param>
/// <param name="Address">Where.</param>
/// <param name="Json">What is sent along; null for nothing.</param>
internal sealed record FreeCall(HttpMethod Method, Uri Address, string? Json = null)
{
    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Limit { get; init; } = CallTimeouts.Question;

    public static FreeCall Get(Uri address) => new(HttpMethod.Get, address);

    /// <summary>A body of its own for every attempt; null for none.</summary>
    public HttpContent? Content() =>
        Json is null ? null : new StringContent(Json, System.Text.Encoding.UTF8, "application/json");
}
