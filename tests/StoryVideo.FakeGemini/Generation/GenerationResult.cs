namespace StoryVideo.FakeGemini.Generation;

/// <summary>What a generation ends with.</summary>
public abstract record GenerationResult
{
    private GenerationResult()
    {
    }

    /// <summary>Finished clips; one as a rule.</summary>
    public sealed record Samples(int Count = 1) : GenerationResult;

    /// <summary>One finished clip, in the answer itself in place of its address.</summary>
    public sealed record Inline : GenerationResult;

    /// <summary>One finished clip in somebody's bucket: <c>gs://bucket/object</c>.</summary>
    public sealed record InBucket(string Uri) : GenerationResult;

    /// <summary>An interaction, or a request of xAI's, that ends in this status: <c>cancelled</c>, <c>expired</c>…</summary>
    public sealed record Status(string Word) : GenerationResult;

    /// <summary>Withheld; a null count leaves the field out.</summary>
    public sealed record Filtered(int? Count, params string[] Reasons) : GenerationResult;

    /// <summary>An error of the operation, with a google.rpc code.</summary>
    public sealed record Error(int Code, string Message) : GenerationResult;

    /// <summary>Done, with an empty response.</summary>
    public sealed record Nothing : GenerationResult;

    /// <summary>Runs for ever.</summary>
    public sealed record Never : GenerationResult;

    /// <summary>Done, with this JSON as the operation's <c>response</c>, or as the interaction's <c>steps</c>.</summary>
    public sealed record Custom(string ResponseJson) : GenerationResult;
}
