namespace StoryVideo.Tasks;

/// <summary>What a run does with shots that have been worked on before.</summary>
public enum RunMode
{
    /// <summary>Makes what is missing and goes on with unfinished operations whose request is unchanged.</summary>
    Default,

    /// <summary>Also goes on with operations whose request has changed since, and tries failed and filtered shots again.</summary>
    Resume,

    /// <summary>A new take of every targeted shot; the earlier ones are kept.</summary>
    Override,
}
