using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Grok;

/// <summary>How the xAI API is spoken of.</summary>
internal static class GrokProfile
{
    public static ServiceProfile Of() => new()
    {
        Name = "the xAI API",
        Owner = "xAI",
        Keys = "XAI_API_KEY",
        KeyOwner = "team",
        AddressVariable = GrokEndpoint.Variable,
        ImpostorCode = "not-the-xai-api",
        Retention = "xAI keeps clips for a day",
        FetchWithin = "a day",
        CreditAt = "at https://console.x.ai",
        DayBegins = "midnight UTC",
        OperationForm = "the request_id that it answered with",
        RefusalFee = " No clip was made and none is charged, though xAI may ask a small fee for a request against its guidelines",
        ReadError = GrokError.TryRead,
    };
}
