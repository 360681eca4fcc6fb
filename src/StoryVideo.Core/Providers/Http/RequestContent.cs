using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;

namespace StoryVideo.Providers.Http;

/// <summary>
/// The body of a submission, streamed: images go from file to network as base64 in pieces of 64 KiB, so that memory
/// does not grow with the images. It can be sent once, which also stops an HTTP stack that would repeat a request by
/// itself, and it knows how far it got.
/// </summary>
internal sealed class RequestContent : HttpContent
{
    /// <summary>Base64 of 48 KiB is 64 KiB exactly, without padding in the middle, and fits one pooled array.</summary>
    internal const int PieceOfFile = 48 * 1024;

    private const int PieceOfBase64 = PieceOfFile / 3 * 4;

    private readonly RequestBody _body;
    private readonly Func<Task> _leaving;
    private readonly List<OpenReference> _references = [];
    private volatile SendProgress _progress;
    private int _sent;

    /// <summary>Opens every file that the request names.</summary>
    /// <param name="body">What is sent.</param>
    /// <param name="leaving">Awaited before the last piece is handed over; where it throws, the body stays half a JSON text.</param>
    /// <exception cref="ReferenceFileException">A file cannot be opened or is not as long as planned.</exception>
    public RequestContent(RequestBody body, Func<Task> leaving)
    {
        _leaving = leaving;
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            foreach (ImageSlot slot in _body.Slots)
            {
                _references.Add(OpenReference.Open(slot.Image));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public SendProgress Progress => _progress;

    /// <summary>The request to the byte, for showing.</summary>
    /// <exception cref="IOException">An image cannot be read.</exception>
    public static async Task<OutgoingRequest> WriteAsync(Uri address, RequestBody body, CancellationToken cancellationToken)
    {
        try
        {
            using RequestContent content = new(body, static () => Task.CompletedTask);
            return new OutgoingRequest("POST", address, await content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (ReferenceFileException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Json.Length + _body.Slots.Sum(static s => (s.Image.Length + 2) / 3 * 4);
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _sent, 1) != 0)
        {
            throw new IOException("A paid request is sent once.");
        }

        _progress = SendProgress.Incomplete;
        int start = 0;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceOfBase64);
        try
        {
            for (int i = 0; i < _references.Count; i++)
            {
                int end = _body.Slots[i].Offset;
                await stream.WriteAsync(_body.Json[start..end], cancellationToken);
                await WriteImageAsync(_references[i], stream, buffer, cancellationToken);
                start = end;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await _leaving();

        // Set before the last write: whether a write that fails had reached the server cannot be known afterwards.
        cancellationToken.ThrowIfCancellationRequested();
        _progress = SendProgress.Complete;
        await stream.WriteAsync(_body.Json[start..], cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _references.ForEach(static r => r.Dispose());
        }

        base.Dispose(disposing);
    }

    private static async Task WriteImageAsync(
        OpenReference reference,
        Stream stream,
        byte[] buffer,
        CancellationToken cancellationToken)
    {
        long offset = 0;
        while (offset < reference.Image.Length)
        {
            int piece = (int)Math.Min(PieceOfFile, reference.Image.Length - offset);
            await ReadExactlyAsync(reference, buffer.AsMemory(0, piece), offset, cancellationToken);
            Base64.EncodeToUtf8InPlace(buffer, piece, out int written);
            await stream.WriteAsync(buffer.AsMemory(0, written), cancellationToken);
            offset += piece;
        }
    }

    private static async Task ReadExactlyAsync(
        OpenReference reference,
        Memory<byte> buffer,
        long offset,
        CancellationToken cancellationToken)
    {
        for (int filled = 0; filled < buffer.Length;)
        {
            int read;
            try
            {
                read = await RandomAccess.ReadAsync(
                    reference.Handle,
                    buffer[filled..],
                    offset + filled,
                    cancellationToken);
            }
            catch (IOException e)
            {
                throw new ReferenceFileException(reference.Image, "cannot be read", e);
            }

            filled += read > 0
                ? read
                : throw new ReferenceFileException(reference.Image, "became shorter while it was sent");
        }
    }
}
