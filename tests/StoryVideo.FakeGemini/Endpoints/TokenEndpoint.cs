using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary>
/// <c>POST /token</c> for service accounts and users, <c>GET …/service-accounts/default/token</c> for machines. Who calls himself
/// <c>revoked</c> gets none.
/// </summary>
internal sealed class TokenEndpoint
{
    private const string Beginning = "ya29.SENTINEL-token-";

    private int _given;

    public static bool IsGiven(string? token) => token?.StartsWith(Beginning, StringComparison.Ordinal) == true;

    public async Task HandleAsync(Call call)
    {
        using StreamReader reader = new(call.Context.Request.Body);
        Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form = QueryHelpers.ParseQuery(await reader.ReadToEndAsync());
        bool isSound = form.TryGetValue("grant_type", out Microsoft.Extensions.Primitives.StringValues grant) && grant.ToString() switch
        {
            "refresh_token" => form["refresh_token"] != "revoked",
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => form["assertion"].ToString().Split('.').Length == 3,
            _ => false,
        };
        await call.AnswerAsync(isSound
            ? Token()
            : new Answer(400, """{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"""));
    }

    public Task MachineAsync(Call call) => call.AnswerAsync(
        call.Request.Headers.TryGetValue("Metadata-Flavor", out string? flavour) && flavour == "Google"
            ? Token().With("Metadata-Flavor", "Google")
            : new Answer(403, "Missing Metadata-Flavor:Google header.", "text/plain"));

    private Answer Token() => new(200, string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"access_token":"{{Beginning}}{{Interlocked.Increment(ref _given)}}","expires_in":3599,"token_type":"Bearer"}"""));
}
