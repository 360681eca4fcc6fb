using StoryVideo.Cutting.Aac;

namespace StoryVideo.Cutting.Mp4;

/// <summary>A coded frame of picture or sound, and where it comes from.</summary>
/// <param name="File">Number of the file.</param>
/// <param name="Offset">Position in it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="IsSync">Whether decoding may begin here.</param>
/// <param name="Shown">Its place in the order of time, from 0.</param>
/// <param name="Marks">Where its gains stand, as <see cref="FrameGains.Marks"/> tells; 0 where nothing is changed.</param>
internal readonly record struct FilmSample(int File, long Offset, int Size, bool IsSync, int Shown, uint Marks = 0);
