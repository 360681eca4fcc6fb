namespace StoryVideo.Catalog;

/// <summary>One model as one provider offers it: what it can do, until when, and for how much.</summary>
public sealed partial record CatalogModel
{
    /// <summary><c>gemini</c>, <c>vertex</c>, <c>grok</c> or <c>rehearsal</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>As the provider spells it.</summary>
    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    public required ModelKind Kind { get; init; }

    /// <summary>
    /// The wire format that it speaks: <c>veo-predict-long-running</c>, <c>interactions</c>,
    /// <c>generate-content</c>…
    /// </summary>
    public required string Wire { get; init; }

    public required ModelStatus Status { get; init; }

    public DateOnly? ReleasedOn { get; init; }

    /// <summary>The first day on which it is not expected to answer.</summary>
    public DateOnly? ShutdownOn { get; init; }

    /// <summary>What is known of its end, in a sentence.</summary>
    public string? ShutdownNote { get; init; }

    /// <summary>Id of the model, at the same provider, that takes its place.</summary>
    public string? Successor { get; init; }

    /// <summary>How far its capabilities and dates can be trusted; prices have their own.</summary>
    public Confidence Confidence { get; init; }

    public IReadOnlyList<string> AspectRatios { get; init; } = [];

    /// <summary>Resolutions of clips (<c>1080p</c>) or sizes of images (<c>2K</c>), smallest first.</summary>
    public IReadOnlyList<string> Resolutions { get; init; } = [];

    /// <summary>Lengths of a clip in seconds, shortest first; empty for images.</summary>
    public IReadOnlyList<int> Durations { get; init; } = [];

    /// <summary>How many images may go along with a prompt.</summary>
    public int ReferenceLimit { get; init; }

    /// <summary>How many of them may show characters; null where it makes no difference.</summary>
    public int? CharacterReferenceLimit { get; init; }

    /// <summary>How many people may speak in one answer; 0 where nobody does.</summary>
    public int SpeakerLimit { get; init; }

    /// <summary>How many tokens a second of sound is; null where none is made.</summary>
    public int? TokensPerSecond { get; init; }

    /// <summary>How many tokens an image that goes along is at most; null where that does not decide the price.</summary>
    public int? TokensPerImage { get; init; }

    /// <summary>The longest prompt, in tokens; null where none is documented.</summary>
    public int? PromptTokenLimit { get; init; }

    /// <summary>How many paid calls may be open at once.</summary>
    public int ConcurrentCalls { get; init; } = 1;

    /// <summary>The time between two looks at a running call.</summary>
    public TimeSpan PollInterval { get; init; }

    /// <summary>How long an answer is waited for. A call that takes longer goes on and can be adopted.</summary>
    public TimeSpan Deadline { get; init; }

    /// <summary>How long the provider keeps a result.</summary>
    public TimeSpan ResultRetention { get; init; }

    /// <summary>A result that the safety filter withholds is paid all the same.</summary>
    public bool ChargedWhenFiltered { get; init; }

    /// <summary>Clips have sound.</summary>
    public bool Audio { get; init; }

    /// <summary>Combinations that it refuses, or takes otherwise than one may think.</summary>
    public IReadOnlyList<CapabilityRule> Exclusions { get; init; } = [];

    /// <summary>Made on this machine, for nothing.</summary>
    public bool IsFree { get; init; }

    public IReadOnlyList<ModelPrice> Prices { get; init; } = [];

    /// <summary>What an operator should know besides, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where the facts come from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The operator's own file that has a say in these facts; null where they are as shipped.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>What the service said when it was asked whether this key can use the model.</summary>
    public ModelAccess Access { get; init; }

    /// <summary>The service's reason, where it does not give it; null otherwise.</summary>
    public string? AccessNote { get; init; }

    /// <summary>Whether the provider has, by its own announcement, taken it out of service.</summary>
    public bool IsRetiredOn(DateOnly today) =>
        ShutdownOn is DateOnly end ? today >= end : Status == ModelStatus.Retired;

    public override string ToString() => $"{Provider}/{Id}";
}
