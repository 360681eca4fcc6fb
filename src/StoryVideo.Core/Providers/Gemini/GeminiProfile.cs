using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>How the Gemini API is spoken of.</summary>
internal static class GeminiProfile
{
    public static ServiceProfile Of() => new()
    {
        Name = "the Gemini API",
        Owner = "Google",
        Keys = "GOOGLE_API_KEY or GEMINI_API_KEY",
        KeyOwner = "project",
        AddressVariable = GeminiEndpoint.Variable,
        ImpostorCode = "not-the-gemini-api",
        Retention = "Google keeps clips for two days",
        FetchWithin = "two days",
        CreditAt = "in AI Studio",
        DayBegins = "midnight Pacific time",
        OperationForm = "models/MODEL/operations/ID or interactions/ID",
        ModelHint = " A key without billing is told the same",
        ReadError = GoogleError.TryRead,
    };
}
