using System.Buffers;
using Polly;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Http;

/// <summary>
/// Streams a finished clip. Redirects are followed by hand, so that the key stays on its origin. A destination that
/// fails to write (a full disk) is the caller's exception and not the network's.
/// </summary>
internal sealed class ClipDownload(
    ServiceTransport transport,
    ServiceProfile profile,
    ServiceErrors errors,
    ResiliencePipeline free)
{
    private const int MostRedirects = 5;
    private const int PieceOfClip = 64 * 1024;

    /// <summary>Fetches a clip.</summary>
    /// <param name="call">Asks for the clip, or for the answer that holds it.</param>
    /// <param name="isInside">It is in the JSON of the answer, and not the answer itself.</param>
    /// <param name="destination">Where it is written, from the beginning.</param>
    /// <param name="cancellationToken">Stops attempts and pauses.</param>
    public async Task<DownloadOutcome> FetchAsync(
        FreeCall call, bool isInside, Stream destination, CancellationToken cancellationToken)
    {
        try
        {
            return await free.ExecuteAsync(
                async token => await TryAsync(call, isInside, destination, token),
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
        catch (CredentialException e)
        {
            return Interrupted("key-refused", e.Message, httpStatus: null, raw: null);
        }
    }

    private async Task<DownloadOutcome> TryAsync(
        FreeCall call, bool isInside, Stream destination, CancellationToken cancellationToken)
    {
        destination.SetLength(0);
        destination.Position = 0;
        using CallLimit limit = new(CallTimeouts.Download, transport.Time, cancellationToken);
        try
        {
            using HttpResponseMessage response = await FollowAsync(call, limit.Token);
            return response.IsSuccessStatusCode
                ? new DownloadOutcome.Completed(await CopyAsync(response, isInside, destination, limit.Token))
                : Refused(await transport.ReadAsync(response, limit.Token));
        }
        catch (FormatException e)
        {
            throw new TransientFailureException(e.Message, e) { Code = "download-empty" };
        }
        catch (Exception e) when (e is not IOException && NetworkFailure.Is(e, cancellationToken))
        {
            throw NetworkFailure.From(e);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(FreeCall call, CancellationToken cancellationToken)
    {
        Uri address = call.Address;
        for (int redirects = 0; ; redirects++)
        {
            using HttpContent? content = call.Content();
            HttpResponseMessage response = await transport.SendAsync(call.Method, address, content, cancellationToken);
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

            if (!WebPlaces.MayFetch(transport.Endpoint, address, out string? problem))
            {
                throw new RedirectRefusedException($"it was sent to {address.Host}, which is not followed: {problem}.");
            }
        }
    }

    private static async Task<long> CopyAsync(
        HttpResponseMessage response,
        bool isInside,
        Stream destination,
        CancellationToken cancellationToken)
    {
        long total = 0;
        long clip = 0;
        ClipBytes bytes = new();
        using LongTexts texts = new(bytes);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceOfClip);
        try
        {
            await using Stream source = await response.Content.ReadAsStreamAsync(cancellationToken);
            int read;
            while ((read = await ReadAsync(source, buffer, cancellationToken)) > 0)
            {
                total += read;
                if (isInside)
                {
                    texts.Take(buffer.AsSpan(0, read));
                    clip += await bytes.FlushAsync(destination, cancellationToken);
                }
                else
                {
                    await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        long announced = response.Content.Headers.ContentLength ?? total;
        string? problem = total == 0 ? "the clip came empty"
            : total != announced ? $"{total} of {announced} bytes came"
            : isInside && !bytes.IsWhole ? "the answer holds no clip any more"
            : null;
        return problem is null
            ? isInside ? clip : total
            : throw new TransientFailureException(problem) { Code = total == 0 || isInside ? "download-empty" : "network" };
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

    private DownloadOutcome.Refused Refused(ServiceReply reply)
    {
        if (reply.IsTransient && reply.Status != 404)
        {
            throw new TransientFailureException($"status {reply.Status}{ServiceErrors.Quote(reply.Error?.Message)}")
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
                $"Check {profile.Keys}: it must belong to the {profile.KeyOwner} that made the clip"),
            { Status: 404 or 410 } => ("clip-gone", $"The clip is no longer there: {profile.Retention}"),
            _ => (
                "download-refused",
                $"Either the key is another {profile.KeyOwner}'s than the clip, or the clip is no longer there: {profile.Retention}"),
        };
        return new DownloadOutcome.Refused(errors.Create(
            code,
            $"{profile.Title} does not hand out the clip ({reply.Status}). It was generated and charged. {message}"
            + $"{ServiceErrors.Quote(reply.Error?.Message)}.",
            Charge.Full,
            reply.Status,
            reply.Body), reply.IsKeyRefused);
    }

    private DownloadOutcome.Interrupted Interrupted(string code, string what, int? httpStatus, string? raw) =>
        new(errors.Create(
        code,
        $"The clip could not be fetched: {what} It was generated and charged, and fetching is free: run again within "
        + $"{profile.FetchWithin}.",
        Charge.Full,
        httpStatus,
        raw));
}
