using System.Text.Json;

namespace StoryVideo.Providers.Google;

/// <summary>Google's account of a refusal.</summary>
/// <param name="Code">The HTTP status here, a google.rpc code in operations, a word in newer endpoints.</param>
/// <param name="Message">For people.</param>
/// <param name="Status">The google.rpc code's name: <c>NOT_FOUND</c>.</param>
/// <param name="Details">Typed further information.</param>
internal sealed record WireError(
    JsonElement? Code,
    string? Message,
    string? Status,
    IReadOnlyList<WireErrorDetail>? Details);
