namespace StoryVideo.Core.Tests.Support;

/// <summary>A destination without room.</summary>
internal sealed class FullDiskStream : MemoryStream
{
    public const string Message = "No space left on device";

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        throw new IOException(Message);
}
