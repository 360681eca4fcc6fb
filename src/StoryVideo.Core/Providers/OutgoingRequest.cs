namespace StoryVideo.Providers;

/// <summary>A paid request as it would leave.</summary>
/// <param name="Method">HTTP verb.</param>
/// <param name="Address">Where it would go.</param>
/// <param name="Body">Its JSON in UTF-8, every byte of it, the images' base64 included. No header is part of it, and so no key.</param>
public sealed record OutgoingRequest(string Method, Uri Address, ReadOnlyMemory<byte> Body);
