using System.Text.Json;

namespace StoryVideo.Core.Tests.Support;

/// <summary>Looks into a prompt by the names of its sections.</summary>
internal static class PromptSections
{
    public static JsonElement Section(string prompt, params string[] names) =>
        names.Aggregate(JsonDocument.Parse(prompt).RootElement, static (element, name) => element.GetProperty(name));

    public static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(static p => p.Name)];

    /// <summary>What stands under a name in each object of a list.</summary>
    public static string[] Each(JsonElement list, string name) =>
        [.. list.EnumerateArray().Select(item => item.GetProperty(name).GetString()!)];
}
