using StoryVideo.Cutting.Mp4;
using StoryVideo.Cutting.Sounds;

namespace StoryVideo.Cutting.Pictures;

/// <summary>An entry of a cut list after its files were looked at.</summary>
internal sealed record SourcePicture
{
    public required CutEntry Entry { get; init; }

    /// <summary>Coded frames that may go into the film as they are; null where every frame has to be made.</summary>
    public CodedPicture? Coded { get; init; }

    /// <summary>Why <see cref="Coded"/> is null; null where it is not.</summary>
    public string? WhyConformed { get; init; }

    /// <summary>Changes with the content of the file and with the words on it.</summary>
    public required string Identity { get; init; }

    /// <summary>In pixels; 0 for a card.</summary>
    public int Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; init; }

    /// <summary>How many frames it has at the film's rate.</summary>
    public required int FrameCount { get; init; }

    /// <summary>Whether it has a sound of its own.</summary>
    public bool HasSound { get; init; }

    /// <summary>Its sound, where it is coded like a film's.</summary>
    public CodedSound? Sound { get; init; }

    public int In => Entry.In;

    public int Out => Math.Min(Entry.Out ?? FrameCount, FrameCount);

    public int Length => Out - In;
}
