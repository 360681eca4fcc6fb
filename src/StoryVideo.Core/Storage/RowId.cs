using System.Security.Cryptography;
using System.Text;

namespace StoryVideo.Storage;

/// <summary>Ids of rows that have no id of their own: the same names give the same UUID (RFC 9562, version 8) on every import.</summary>
internal static class RowId
{
    public static string Of(params ReadOnlySpan<string> names)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', names)), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
