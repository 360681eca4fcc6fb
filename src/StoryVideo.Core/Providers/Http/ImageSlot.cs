namespace StoryVideo.Providers.Http;

/// <summary>A place in a request's JSON where an image's base64 belongs.</summary>
/// <param name="Offset">Byte offset between two quotes.</param>
/// <param name="Image">Whose bytes.</param>
internal readonly record struct ImageSlot(int Offset, ReferenceImage Image);
