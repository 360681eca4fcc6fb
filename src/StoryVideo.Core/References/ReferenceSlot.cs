namespace StoryVideo.References;

/// <summary>An image that goes along with the prompt.</summary>
/// <param name="Role">What it shows.</param>
/// <param name="Id">The character or environment; for a key frame the shot, <c>s1#2</c>.</param>
/// <param name="Path">Path inside the assets folder.</param>
/// <param name="FullPath">The resolved file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="MimeType">Read from the bytes.</param>
/// <param name="Reason">Why it was taken.</param>
public sealed record ReferenceSlot(
    ReferenceRole Role, string Id, string Path, string FullPath, long Bytes, string MimeType, string Reason);
