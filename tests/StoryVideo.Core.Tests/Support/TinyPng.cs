using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace StoryVideo.Core.Tests.Support;

/// <summary>Real PNG files of one pixel; every colour has its own bytes.</summary>
internal static class TinyPng
{
    /// <param name="seed">What the colour is made from.</param>
    public static byte[] Of(string seed)
    {
        byte[] hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        using MemoryStream png = new();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Write(png, "IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
        using MemoryStream pixel = new();
        using (ZLibStream packed = new(pixel, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write([0, hash[0], hash[1], hash[2]]);
        }

        Write(png, "IDAT", pixel.ToArray());
        Write(png, "IEND", []);
        return png.ToArray();
    }

    private static void Write(MemoryStream png, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
