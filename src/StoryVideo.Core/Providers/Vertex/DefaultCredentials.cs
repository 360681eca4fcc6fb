using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using StoryVideo.Providers.Http;
using ICredential = StoryVideo.Providers.Http.ICredential;

namespace StoryVideo.Providers.Vertex;

/// <summary>
/// Google's application-default credentials: a file of a service account or of <c>gcloud</c>, or the machine's own account in
/// Google's cloud. Tokens are got when they are needed and renewed when they end.
/// </summary>
internal sealed class DefaultCredentials : ICredential
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    /// <summary>An answer may still show the token before the present one.</summary>
    private const int TokensKept = 2;

    private readonly CredentialSource _source;
    private readonly Lazy<ITokenAccess> _access;
    private ApiKey[] _tokens = [];

    public DefaultCredentials(CredentialSource source)
    {
        _source = source;
        _access = new Lazy<ITokenAccess>(Open);
    }

    public async ValueTask<CallHeader> HeaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            string token = await _access.Value.GetAccessTokenForRequestAsync(cancellationToken: cancellationToken);
            Remember(token);
            return new CallHeader("Authorization", $"Bearer {token}");
        }
        catch (TokenResponseException e)
        {
            bool mayPass = e.StatusCode is null or >= System.Net.HttpStatusCode.InternalServerError;
            throw new CredentialException(
                $"Google gives no token for {_source}{ServiceErrors.Quote(e.Error?.ErrorDescription ?? e.Error?.Error)}. Log in again with "
                + "gcloud auth application-default login, or give another file in GOOGLE_APPLICATION_CREDENTIALS.",
                mayPass,
                e);
        }
        catch (HttpRequestException e)
        {
            throw new CredentialException($"Google's token server could not be reached for {_source}: {e.Message}.", mayPass: true, e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever is wrong with a file, Google's library throws it. Its words may hold a piece of the file, and with it of the key.
            throw new CredentialException(
                $"{_source} cannot be read as Google's credentials. Make them anew with gcloud auth application-default login, or give "
                + "another file in GOOGLE_APPLICATION_CREDENTIALS.",
                mayPass: false,
                e);
        }
    }

    [return: NotNullIfNotNull(nameof(text))]
    public string? Scrub(string? text) => _tokens.Aggregate(text, static (clean, token) => token.Scrub(clean));

    private ITokenAccess Open()
    {
        if (_source.File is not { } file)
        {
            return Scoped(GoogleCredential.FromComputeCredential(
                new ComputeCredential(new ComputeCredential.Initializer(_source.MetadataAddress))));
        }

        using FileStream stream = File.OpenRead(file);
        using JsonDocument json = JsonDocument.Parse(stream);
        string type = json.RootElement.GetProperty("type").GetString() ?? "";
        return type == JsonCredentialParameters.AuthorizedUserCredentialType
            ? UserOf(json.RootElement)
            : Scoped(CredentialFactory.FromFile(file, type));
    }

    private static GoogleCredential Scoped(GoogleCredential credential) =>
        credential.IsCreateScopedRequired ? credential.CreateScoped(Scope) : credential;

    // Google's library reads such a file too, and passes its token server over.
    private static UserCredential UserOf(JsonElement file)
    {
        string server = file.TryGetProperty("token_uri", out JsonElement uri) ? uri.GetString() ?? "" : GoogleAuthConsts.OidcTokenUrl;
        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? address) || !(address.Scheme == Uri.UriSchemeHttps || address.IsLoopback))
        {
            throw new FormatException("The token server would be told a secret in the clear.");
        }

        AuthorizationCodeFlow flow = new(new AuthorizationCodeFlow.Initializer(GoogleAuthConsts.OidcAuthorizationUrl, server)
        {
            ClientSecrets = new ClientSecrets
            {
                ClientId = file.GetProperty("client_id").GetString(),
                ClientSecret = file.GetProperty("client_secret").GetString(),
            },
        });
        return new UserCredential(flow, "default", new TokenResponse { RefreshToken = file.GetProperty("refresh_token").GetString() });
    }

    private void Remember(string token)
    {
        if (!Array.Exists(_tokens, t => t.Value == token))
        {
            _tokens = [new ApiKey(token), .. _tokens.Take(TokensKept - 1)];
        }
    }
}
