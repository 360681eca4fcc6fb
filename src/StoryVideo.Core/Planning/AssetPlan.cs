using StoryVideo.Ledger;
using StoryVideo.Prompting;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Everything that the paid call for one asset would send, its price, and what is wrong with it.</summary>
public abstract record AssetPlan
{
    /// <summary>Which asset it is, for the ledger.</summary>
    public abstract AssetKey Asset { get; }

    public abstract string StoryTitle { get; }

    /// <summary>What operators read and type: <c>s1#2</c> for a shot, <c>rhea</c> for a design.</summary>
    public virtual string Address => Asset.Name;

    public required string Provider { get; init; }

    /// <summary>Model id. Of a rehearsal: the paid model that it rehearses for.</summary>
    public required string Model { get; init; }

    /// <summary>Why this model, in words: <c>as named</c>, <c>the cheapest of 4 that can do it</c>.</summary>
    public string ModelReason { get; init; } = "";

    /// <summary>The plan picked the model; it was neither named nor the default.</summary>
    public bool IsModelPicked { get; init; }

    /// <summary>What would be sent as text; null where the story's documents do not allow one.</summary>
    public AssetPrompt? Prompt { get; init; }

    /// <summary>The images that go along, in order.</summary>
    public required IReadOnlyList<ReferenceSlot> References { get; init => field = Indexed.Of(value); }

    /// <summary>The images that do not, and why.</summary>
    public required IReadOnlyList<LeftOutReference> LeftOut { get; init => field = Indexed.Of(value); }

    /// <summary>Everything that is wrong, found before anything is spent.</summary>
    public required IReadOnlyList<Finding> Findings { get; init => field = Indexed.Of(value); }

    /// <summary>What a run of this moment would do with the asset.</summary>
    public AssetAction Action { get; init; }

    /// <summary>
    /// The price on the paid model in US dollars: 0 where nothing is made, null where it is not known. A rehearsal states it and
    /// does not pay it.
    /// </summary>
    public required decimal? EstimatedCost { get; init; }

    /// <summary>The day on which that price was last seen.</summary>
    public DateOnly? PriceDate { get; init; }

    /// <summary>It was last seen more than 90 days ago: the provider's page deserves a look.</summary>
    public bool IsPriceOld { get; init; }

    /// <summary>What this provider will charge, in US dollars; null where it is not known.</summary>
    public required decimal? Charge { get; init; }

    /// <summary>Where the file will lie in the assets folder; its extension follows the bytes that come.</summary>
    public required AssetPath Output { get; init; }

    /// <summary>The stored path of the file that the asset has; null where none is stored.</summary>
    internal abstract string? StoredPath { get; }

    /// <summary>
    /// SHA-256 of the file that it speaks of; part of the fingerprint. Where the file is another now, what was made is of no use
    /// any more. Null where it speaks of none.
    /// </summary>
    internal virtual string? Subject => null;

    /// <summary>The shape that is asked for, in words; part of the fingerprint.</summary>
    internal abstract string Shape { get; }

    /// <summary>Text of every part of the prompt, for the fingerprint; asked for only where something is sent or compared.</summary>
    internal Func<IReadOnlyDictionary<string, string>> PromptParts { get; init; } =
        static () => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What is asked for beside prompt and references, for the ledger.</summary>
    internal IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string StoryId => Asset.StoryId;

    /// <summary>An error keeps it from being sent.</summary>
    public bool IsBlocked => Findings.Any(static f => f.Severity == FindingSeverity.Error);
}
