namespace StoryVideo.Media;

/// <summary>The packets of one stream: how many, from when to when.</summary>
internal readonly record struct PacketSpan(int Count, double Start, double End)
{
    public static PacketSpan Empty { get; } = new(0, double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>In seconds; 0 where no packet has a time.</summary>
    public double Seconds => End > Start ? End - Start : 0;

    public PacketSpan With(double? time, double length) => time is { } at
        ? new PacketSpan(Count + 1, Math.Min(Start, at), Math.Max(End, at + length))
        : this with { Count = Count + 1 };
}
