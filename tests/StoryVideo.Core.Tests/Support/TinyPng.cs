using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace StoryVideo.Core.Tests.Support;

/// <summary>Real PNG files: of one pixel, where every colour has its own bytes, or too large to be sent.</summary>
internal static class TinyPng
{
    /// <param name="seed">What the colour is made from.</param>
    public static byte[] Of(string seed)
    {
        byte[] hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        return Of(1, [0, hash[0], hash[1], hash[2]], CompressionLevel.Fastest);
    }

    /// <summary>A square of noise, which nothing makes smaller without loss: three bytes a pixel.</summary>
    /// <param name="side">In pixels.</param>
    public static byte[] Noise(int side)
    {
        int row = 1 + (3 * side);
        byte[] pixels = new byte[row * side];
        new Random(side).NextBytes(pixels);
        for (int y = 0; y < side; y++)
        {
            // The first byte of a row says how it is packed: as it is.
            pixels[y * row] = 0;
        }

        return Of(side, pixels, CompressionLevel.NoCompression);
    }

    private static byte[] Of(int side, byte[] pixels, CompressionLevel level)
    {
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        using MemoryStream png = new();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Write(png, "IHDR", header);
        using MemoryStream data = new();
        using (ZLibStream packed = new(data, level, leaveOpen: true))
        {
            packed.Write(pixels);
        }

        Write(png, "IDAT", data.ToArray());
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
