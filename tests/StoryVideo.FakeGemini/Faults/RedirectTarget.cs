namespace StoryVideo.FakeGemini.Faults;

/// <summary>Where a redirected download leads.</summary>
public enum RedirectTarget
{
    /// <summary>Another path of the same origin, which wants the key.</summary>
    SameOrigin,

    /// <summary>Another port, which serves without a key and records a key that arrives.</summary>
    OtherOrigin,

    /// <summary>Itself, for ever.</summary>
    Loop,

    /// <summary>A plain-text address on a foreign host.</summary>
    InsecureHost,
}
