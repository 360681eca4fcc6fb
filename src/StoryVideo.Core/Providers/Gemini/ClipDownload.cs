using System.Buffers;
using Polly;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// Streams a finished clip. Redirects are followed by hand, so that the key stays on its origin. A destination that
/// fails to write (a full disk) is the caller's exception and not the network's.
/// </summary>
internal sealed class ClipDownload(GeminiTransport transport, GeminiErrors errors, ResiliencePipeline free)
{
    private const int MostRedirects = 5;
    private const int PieceOfClip = 64 * 1024;

    /// <summary>Files are kept this long, says the service's documentation.</summary>
    private const string Retention = "Google keeps clips for two days";

    public async Task<DownloadOutcome> FetchAsync(Uri address, Stream destination, CancellationToken cancellationToken)
    {
        try
        {
            return await free.ExecuteAsync(
                async token => await TryAsync(address, destination, token),
                cancellationToken);
        }
        catch (TransientFailureException e)
        {
            return Interrupted(e.Code, $"{e.Message}.", e.HttpStatus, e.Raw);
        }
        catch (RedirectRefusedException e)
        {
            return Interrupted("redirect-refused", e.Message, httpStatus: null, raw: null);
        }
    }

    private async Task<DownloadOutcome> TryAsync(Uri address, Stream destination, CancellationToken cancellationToken)
    {
        destination.SetLength(0);
        destination.Position = 0;
        using CallLimit limit = new(GeminiTimeouts.Download, transport.Time, cancellationToken);
        try
        {
            using HttpResponseMessage response = await FollowAsync(address, limit.Token);
            return response.IsSuccessStatusCode
                ? new DownloadOutcome.Completed(await CopyAsync(response, destination, limit.Token))
                : Refused(await transport.ReadAsync(response, limit.Token));
        }
        catch (Exception e) when (e is not IOException && NetworkFailure.Is(e, cancellationToken))
        {
            throw NetworkFailure.From(e);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(Uri address, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await transport.SendAsync(HttpMethod.Get, address, null, cancellationToken);
            bool isRedirect = (int)response.StatusCode is 301 or 302 or 303 or 307 or 308;
            if (!isRedirect || response.Headers.Location is not Uri location)
            {
                return response;
            }

            response.Dispose();
            address = new Uri(address, location);
            if (redirects == MostRedirects)
            {
                throw new RedirectRefusedException($"more than {MostRedirects} redirects followed each other.");
            }

            if (!ResultLocation.MayFetch(transport.Endpoint, address, out string? problem))
            {
                throw new RedirectRefusedException($"it was sent to {address.Host}, which is not followed: {problem}.");
            }
        }
    }

    private static async Task<long> CopyAsync(
        HttpResponseMessage response,
        Stream destination,
        CancellationToken cancellationToken)
    {
        long total = 0;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceOfClip);
        try
        {
            await using Stream source = await response.Content.ReadAsStreamAsync(cancellationToken);
            int read;
            while ((read = await ReadAsync(source, buffer, cancellationToken)) > 0)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                total += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        long announced = response.Content.Headers.ContentLength ?? total;
        string? problem = total == 0 ? "the clip came empty"
            : total != announced ? $"{total} of {announced} bytes came"
            : null;
        return problem is null
            ? total
            : throw new TransientFailureException(problem) { Code = total == 0 ? "download-empty" : "network" };
    }

    private static async ValueTask<int> ReadAsync(
        Stream source,
        Memory<byte> buffer,
        CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e)
        {
            throw NetworkFailure.From(e);
        }
    }

    private DownloadOutcome.Refused Refused(GeminiReply reply)
    {
        if (reply.IsTransient && reply.Status != 404)
        {
            throw new TransientFailureException($"status {reply.Status}{GeminiErrors.Quote(reply.Error?.Message)}")
            {
                Code = "server-error",
                HttpStatus = reply.Status,
                Raw = reply.Body,
                RetryAfter = reply.Error?.RetryDelay ?? reply.RetryAfter,
            };
        }

        (string code, string message) = reply switch
        {
            { IsKeyRefused: true } => (
                "key-refused",
                "Check GOOGLE_API_KEY or GEMINI_API_KEY: it must belong to the project that made the clip"),
            { Status: 404 or 410 } => ("clip-gone", $"The clip is no longer there: {Retention}"),
            _ => (
                "download-refused",
                $"Either the key is another project's than the clip, or the clip is no longer there: {Retention}"),
        };
        return new DownloadOutcome.Refused(errors.Create(
            code,
            $"The Gemini API does not hand out the clip ({reply.Status}). It was generated and charged. {message}"
            + $"{GeminiErrors.Quote(reply.Error?.Message)}.",
            Charge.Full,
            reply.Status,
            reply.Body), reply.IsKeyRefused);
    }

    private DownloadOutcome.Interrupted Interrupted(string code, string what, int? httpStatus, string? raw) =>
        new(errors.Create(
        code,
        $"The clip could not be fetched: {what} It was generated and charged, and fetching is free: run again within "
        + "two days.",
        Charge.Full,
        httpStatus,
        raw));
}
