using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Vertex;

/// <summary>How Vertex AI is spoken of.</summary>
internal static class VertexProfile
{
    public static ServiceProfile Of(bool isExpress) => new()
    {
        Name = "Vertex AI",
        Owner = "Google",
        Keys = isExpress
            ? "the API key (GOOGLE_API_KEY)"
            : "the application-default credentials (gcloud auth application-default login, GOOGLE_APPLICATION_CREDENTIALS) and GOOGLE_CLOUD_PROJECT",
        KeyOwner = "project",
        AddressVariable = VertexPlace.Variable,
        ImpostorCode = "not-vertex-ai",
        Retention = "Google keeps clips for two days",
        FetchWithin = "two days",
        CreditAt = "in the Cloud console",
        DayBegins = "midnight Pacific time",
        OperationForm = "projects/PROJECT/locations/LOCATION/publishers/google/models/MODEL/operations/ID or "
            + "projects/PROJECT/locations/global/interactions/ID",
        ModelHint = " Another location may have it: see GOOGLE_CLOUD_LOCATION",
        ReadError = GoogleError.TryRead,
    };
}
