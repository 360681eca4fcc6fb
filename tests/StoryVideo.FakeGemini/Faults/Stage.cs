namespace StoryVideo.FakeGemini.Faults;

/// <summary>The kinds of call that a fault can be scripted for.</summary>
public enum Stage
{
    Model,
    Submit,
    Image,
    Poll,
    Download,

    /// <summary>Whether a clip's file lies ready.</summary>
    File,
}
