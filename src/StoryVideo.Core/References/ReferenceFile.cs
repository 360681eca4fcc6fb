namespace StoryVideo.References;

/// <summary>An image's file as its header shows it.</summary>
/// <param name="State">Whether it can be sent.</param>
/// <param name="FullPath">The resolved file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="MimeType">Read from the bytes, never from the name; empty where it is no image.</param>
/// <param name="Detail">What is wrong with it, where something is.</param>
public sealed record ReferenceFile(
    ReferenceFileState State, string FullPath, long Bytes, string MimeType, string? Detail = null);
