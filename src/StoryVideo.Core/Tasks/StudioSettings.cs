using System.Globalization;

namespace StoryVideo.Tasks;

/// <summary>Where a run finds its things. What is not said comes from the environment, then from the current folder.</summary>
public sealed record StudioSettings
{
    public const string DatabaseVariable = "STORYVIDEO_DATABASE";
    public const string AssetsVariable = "STORYVIDEO_ASSETS";
    public const string PromptsVariable = "STORYVIDEO_PROMPTS";
    public const string ModelsVariable = "STORYVIDEO_MODELS";
    public const string PollIntervalVariable = "STORYVIDEO_POLL_INTERVAL";
    public const string DefaultDatabase = "storyvideo.db";
    public const string DefaultAssets = "public/generated";

    /// <summary>A file path or a PostgreSQL address; null for the environment's or <c>./storyvideo.db</c>.</summary>
    public string? Database { get; init; }

    /// <summary>The assets folder; null for the environment's or <c>./public/generated</c>.</summary>
    public string? Assets { get; init; }

    /// <summary>An operator's own instruction files; null for the environment's or those that come with StoryVideo.</summary>
    public string? Prompts { get; init; }

    /// <summary>A key that the operator gave by hand, one provider's; null for the environment's.</summary>
    public string? ApiKey { get; init; }

    /// <summary>What relative paths are relative to.</summary>
    public string BaseFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>The time between two looks at a running operation, where the operator has named one.</summary>
    public TimeSpan? PollInterval =>
        double.TryParse(
            ReadVariable(PollIntervalVariable), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>How environment variables are read.</summary>
    public Func<string, string?> ReadVariable { get; init; } = Environment.GetEnvironmentVariable;
}
