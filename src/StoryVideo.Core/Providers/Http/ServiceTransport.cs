using System.Net;
using System.Text;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Http;

/// <summary>
/// HTTP towards a service: the key and who gets it, answers read to their end. Knows nothing of what they mean.
/// </summary>
internal sealed class ServiceTransport : IDisposable
{
    private const int LargestAnswer = 1024 * 1024;

    /// <summary>A result in an answer, as base64: an image in 4K has some 20 MB.</summary>
    private const int LargestResult = 128 * 1024 * 1024;

    private readonly HttpClient _client;
    private readonly ICredential? _credential;
    private readonly Func<Uri, bool> _mayHaveKey;
    private readonly Func<string, ServiceError?> _readError;

    public ServiceTransport(ServiceSetup setup, TimeProvider time)
    {
        Endpoint = setup.Endpoint;
        Time = time;
        _credential = setup.Credential;
        _mayHaveKey = setup.MayHaveKey ?? setup.Endpoint.IsSameOrigin;
        _readError = setup.Profile.ReadError;
        _client = new HttpClient(setup.Handler ?? CreateHandler(setup.Endpoint))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("StoryVideo/0.1");
    }

    public ServiceEndpoint Endpoint { get; }

    /// <summary>The clock of time limits and pauses.</summary>
    public TimeProvider Time { get; }

    public bool HasKey => _credential is not null;

    public void Dispose() => _client.Dispose();

    /// <summary>
    /// Sends one request and returns when the headers are there. The key goes along to its own origin only; redirects
    /// are answers.
    /// </summary>
    /// <exception cref="CredentialException">There is no key to be had; nothing was sent.</exception>
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
        if (_credential is not null && _mayHaveKey(uri))
        {
            CallHeader header = await _credential.HeaderAsync(cancellationToken);
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>
    /// Reads an answer. Where the status alone decides, a body that breaks off is no reason to lose it.
    /// </summary>
    public async Task<ServiceReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
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
        body = _credential?.Scrub(body) ?? body;
        return new ServiceReply((int)response.StatusCode, body, RetryAfter.Read(response, Time), _readError(body));
    }

    /// <summary>Reads an answer whole that carries a result.</summary>
    /// <exception cref="IOException">It broke off, or is larger than any result.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream bytes = new();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (bytes.Length + read > LargestResult)
            {
                throw new IOException("The answer is larger than any result.");
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static async Task<string> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using LongTexts texts = new();
        byte[] buffer = new byte[8 * 1024];
        int read;
        while (texts.RestLength < LargestAnswer && (read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            texts.Take(buffer.AsSpan(0, read));
        }

        return Encoding.UTF8.GetString(texts.Rest);
    }

    private static SocketsHttpHandler CreateHandler(ServiceEndpoint endpoint) => new()
    {
        // Automatic redirects would carry the key header to wherever they lead.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = CallTimeouts.Connect,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        UseCookies = false,

        // A proxy of the environment is for the world outside; a server on this machine is meant as it is named.
        UseProxy = !endpoint.IsLoopback,
    };
}
