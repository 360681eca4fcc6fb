using System.Diagnostics.CodeAnalysis;

namespace StoryVideo.Providers.Http;

/// <summary>Decides where a finished clip is fetched. Its address comes out of the service's answer and is not trusted.</summary>
internal interface IResultPlaces
{
    /// <summary>The address to fetch from; false with a reason where it is not one to fetch from.</summary>
    bool TryResolve(string uri, [NotNullWhen(true)] out Uri? target, [NotNullWhen(false)] out string? problem);
}
