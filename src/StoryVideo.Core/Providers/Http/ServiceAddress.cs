namespace StoryVideo.Providers.Http;

/// <summary>Where a service is unless an operator says otherwise.</summary>
/// <param name="Name">How its address is spoken of: <c>Gemini</c>.</param>
/// <param name="Url">Scheme and host.</param>
/// <param name="Version">First part of every path.</param>
/// <param name="Variable">The environment variable that moves it.</param>
internal sealed record ServiceAddress(string Name, Uri Url, string Version, string Variable);
