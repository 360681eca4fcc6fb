using System.Net;
using System.Security;

namespace StoryVideo.Abstractions;

internal static class Secrets
{
    /// <summary>The plain text, for the one who needs it.</summary>
    public static string? Reveal(SecureString? secret) =>
        secret is null ? null : new NetworkCredential("", secret).Password;
}
