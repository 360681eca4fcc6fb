using StoryVideo.FakeGemini.Recording;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary>
/// No key is 403, a wrong one is 400; a token that was not given out is 401, and so is a key where a project is named: so does the
/// service.
/// </summary>
internal static class KeyCheck
{
    public static Answer? Refuse(RecordedRequest request, FakeGeminiOptions options)
    {
        if (request.Bearer is not null || request.Path.StartsWith("/v1/projects/", StringComparison.Ordinal)
            || request.Path.StartsWith("/v1beta1/projects/", StringComparison.Ordinal))
        {
            return TokenEndpoint.IsGiven(request.Bearer) ? null : GoogleAnswers.Unauthenticated();
        }

        return (request.HeaderKey ?? request.QueryKey) switch
        {
            null or "" => GoogleAnswers.KeyMissing(),
            string key when key != options.Key => GoogleAnswers.KeyInvalid(),
            _ => null,
        };
    }
}
