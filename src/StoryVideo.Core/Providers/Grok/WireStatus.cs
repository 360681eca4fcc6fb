using System.Text.Json;

namespace StoryVideo.Providers.Grok;

/// <summary>What a look at a request shows.</summary>
/// <param name="Status"><c>pending</c>, <c>done</c>, <c>expired</c> or <c>failed</c>; a clip may come without it.</param>
/// <param name="Video">The clip; it comes without an address where it is withheld.</param>
/// <param name="Usage">What it cost.</param>
/// <param name="Error">Why it failed: an object with code and message, or a text.</param>
internal sealed record WireStatus(string? Status, WireClip? Video, WireUsage? Usage, JsonElement? Error);
