namespace StoryVideo.Providers.Gemini;

/// <summary>The API's paths below its version.</summary>
internal static class GeminiPaths
{
    public static string Model(string model) => $"models/{Uri.EscapeDataString(model)}";

    public static string Generate(string model) => $"{Model(model)}:generateContent";

    public static string Submit(string model) => $"{Model(model)}:predictLongRunning";
}
