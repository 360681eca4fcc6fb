using StoryVideo.Catalog;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.FakeGemini.Grok;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>A provider that suites run over: what is asked of it, what that costs, and how it says no.</summary>
internal sealed record PaidService
{
    public static PaidService Gemini { get; } = new()
    {
        Name = "gemini",
        Price = GeminiBench.Price,
        Throttled = GoogleAnswers.QuotaPerMinute("1s"),
        Unavailable = GoogleAnswers.Unavailable(),
    };

    public static PaidService Grok { get; } = new()
    {
        Name = "grok",
        Model = "grok-imagine-video-1.5",
        Format = new VideoFormat("16:9", "720p", 8),

        // Eight seconds and three images.
        Price = 1.15m,
        Throttled = GrokAnswers.TooMany().With("Retry-After", "1"),
        Unavailable = GrokAnswers.Unavailable(),
    };

    public static IReadOnlyList<PaidService> All { get; } = [Gemini, Grok];

    public required string Name { get; init; }

    /// <summary>Null leaves it to the catalog, as most tests do.</summary>
    public string? Model { get; init; }

    public VideoFormat Format { get; init; } = VideoFormat.Default;

    /// <summary>Of one clip of the sample story, in US dollars.</summary>
    public required decimal Price { get; init; }

    /// <summary>Not now: a definite refusal.</summary>
    public required Answer Throttled { get; init; }

    /// <summary>An error of its own, of which nobody knows what it means.</summary>
    public required Answer Unavailable { get; init; }

    public static PaidService Of(string name) => All.Single(s => s.Name == name);

    /// <summary>The request, of this provider.</summary>
    public ShotVideoRequest Ask(ShotVideoRequest request) => Model is null
        ? request
        : request with { Provider = Name, Model = Model, Format = Format };

    /// <summary>A submission's name as the service tells it.</summary>
    public string NameOf(Submission submission) => Name == "grok"
        ? submission.Operation[(submission.Operation.LastIndexOf('/') + 1)..]
        : submission.Operation;

    public override string ToString() => Name;
}
