using System.Net;
using System.Text;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// HTTP towards the Gemini API: addresses, the key and who gets it, time limits. Knows nothing of what answers mean.
/// </summary>
internal sealed class GeminiTransport : IDisposable
{
    private const string KeyHeader = "x-goog-api-key";
    private const int LargestAnswer = 1024 * 1024;

    private readonly HttpClient _client;
    private readonly GeminiApiKey? _key;

    public GeminiTransport(GeminiOptions options, TimeProvider time)
    {
        Endpoint = options.Endpoint;
        Time = time;
        _key = options.Key;
        _client = new HttpClient(options.Handler ?? CreateHandler(options.Endpoint))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("StoryVideo/0.1");
    }

    public GeminiEndpoint Endpoint { get; }

    /// <summary>The clock of time limits and pauses.</summary>
    public TimeProvider Time { get; }

    public bool HasKey => _key is not null;

    public void Dispose() => _client.Dispose();

    /// <summary>
    /// Sends one request and returns when the headers are there. The key goes along to its own origin only; redirects
    /// are answers.
    /// </summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        Uri uri,
        HttpContent? content,
        CancellationToken cancellationToken)
    {
        // HTTP/1.1 says plainly what was sent and what was not; the resets and replays of HTTP/2 would blur it.
        using HttpRequestMessage request = new(method, uri)
        {
            Content = content,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (_key is not null && Endpoint.IsSameOrigin(uri))
        {
            request.Headers.TryAddWithoutValidation(KeyHeader, _key.Value);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>
    /// Reads an answer. Where the status alone decides, a body that breaks off is no reason to lose it.
    /// </summary>
    public async Task<GeminiReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string body = "";
        try
        {
            body = await ReadTextAsync(response, cancellationToken);
        }
        catch (Exception e) when (!response.IsSuccessStatusCode && e is IOException or HttpRequestException)
        {
            // The status was read; it is what counts.
        }

        // A service that repeats the key in its answer puts it into no error, no address and no ledger.
        return new GeminiReply((int)response.StatusCode, _key?.Scrub(body) ?? body, RetryAfter.Read(response, Time));
    }

    private static async Task<string> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream text = new();
        byte[] buffer = new byte[8 * 1024];
        int read;
        while (text.Length < LargestAnswer && (read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            text.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static SocketsHttpHandler CreateHandler(GeminiEndpoint endpoint) => new()
    {
        // Automatic redirects would carry the key header to wherever they lead.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = GeminiTimeouts.Connect,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        UseCookies = false,

        // A proxy of the environment is for the world outside; a server on this machine is meant as it is named.
        UseProxy = !endpoint.IsLoopback,
    };
}
