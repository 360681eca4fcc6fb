namespace StoryVideo.FakeGemini.Faults;

/// <summary>Something other than the regular answer.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>This answer instead; a submission may have been started all the same.</summary>
    public sealed record Reply(Answer Answer, bool StartsGeneration = false) : Fault;

    /// <summary>The connection is reset as soon as the headers are there.</summary>
    public sealed record ResetBeforeBody : Fault;

    /// <summary>
    /// The whole request is read, a valid submission is started and counted, and the connection is reset.
    /// </summary>
    public sealed record ResetAfterBody : Fault;

    /// <summary>As <see cref="ResetAfterBody"/>, but the connection stays open and silent.</summary>
    public sealed record NoAnswer : Fault;

    /// <summary>The regular answer, but not before this is completed.</summary>
    public sealed record Held(Task Release) : Fault;

    /// <summary>Download: points elsewhere.</summary>
    public sealed record Redirect(RedirectTarget Target, int Status = 302) : Fault;

    /// <summary>Download: announces the whole clip, sends half of it and resets.</summary>
    public sealed record Truncated : Fault;

    /// <summary>Download: a whole clip that is as long as this, whatever was asked for.</summary>
    public sealed record OtherLength(double Seconds) : Fault;

    /// <summary>Download: sends the clip in small pieces with a pause before each.</summary>
    public sealed record Slow(TimeSpan Pause) : Fault;
}
