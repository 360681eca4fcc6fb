using StoryVideo.FakeGemini.Recording;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary>No key is 403, a wrong one is 400: so does the service.</summary>
internal static class KeyCheck
{
    public static Answer? Refuse(RecordedRequest request, FakeGeminiOptions options) =>
        (request.HeaderKey ?? request.QueryKey) switch
        {
            null or "" => GoogleAnswers.KeyMissing(),
            string key when key != options.Key => GoogleAnswers.KeyInvalid(),
            _ => null,
        };
}
