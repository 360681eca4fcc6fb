using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.References;

namespace StoryVideo.Planning;

/// <summary>Takes the fingerprint of a plan: what is sent, part by part.</summary>
public sealed class PlanFingerprint
{
    /// <summary>The part that holds <see cref="AssetPlan.Subject"/>.</summary>
    public const string SubjectPart = "clip";

    // Designs and instructions are the same text object in every plan of a story: hashed once.
    private readonly ConditionalWeakTable<string, string> _hashes = [];
    private readonly ReferenceFiles _files;

    public PlanFingerprint(ReferenceFiles files) => _files = files;

    public async Task<TakeFingerprint> OfAsync(AssetPlan plan)
    {
        Dictionary<string, string> parts = new(StringComparer.Ordinal)
        {
            ["provider"] = TakeFingerprint.Hash(plan.Provider),
            ["model"] = TakeFingerprint.Hash(plan.Model),
            ["format"] = TakeFingerprint.Hash(plan.Shape),
        };
        if (plan.Subject is { } subject)
        {
            parts[SubjectPart] = subject;
        }

        foreach ((string name, string text) in plan.PromptParts())
        {
            parts[name] = _hashes.GetValue(text, TakeFingerprint.Hash);
        }

        if (plan.Prompt is { Dropped.Count: > 0 } compact)
        {
            parts["shortening"] = TakeFingerprint.Hash(string.Join('\n', compact.Dropped));
        }

        foreach (ReferenceSlot slot in plan.References)
        {
            parts[PartOf(slot)] = await _files.HashAsync(slot.FullPath);
        }

        parts["order of references"] = TakeFingerprint.Hash(string.Join('\n', plan.References.Select(PartOf)));
        return TakeFingerprint.Of(parts);
    }

    private static string PartOf(ReferenceSlot slot) => slot.Role switch
    {
        ReferenceRole.Character => $"model sheet {slot.Id}",
        ReferenceRole.Environment => $"environment reference {slot.Id}",
        _ => "key frame",
    };
}
