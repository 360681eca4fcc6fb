namespace StoryVideo.FakeGemini.Validation;

/// <summary>What is legal alone and not together; all of it gets the same sentence.</summary>
internal sealed class CombinationRule : IRequestRule
{
    public string? Refuse(SubmitBody body)
    {
        int inputs = (body.HasReferences ? 1 : 0) + (body.HasFrame ? 1 : 0) + (body.HasVideo ? 1 : 0);
        bool needsEight = body.HasReferences || body.HasVideo || body.Resolution is "1080p" or "4k";
        bool illegal = inputs > 1
            || (needsEight && body.Duration is not 8)
            || (body.HasVideo && body.Resolution != "720p");
        return illegal ? Refusals.IllegalCombination : null;
    }
}
