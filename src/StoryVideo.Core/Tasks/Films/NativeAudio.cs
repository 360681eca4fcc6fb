namespace StoryVideo.Tasks.Films;

/// <summary>What becomes of the sound that a clip has of its own.</summary>
public enum NativeAudio
{
    /// <summary>Kept where the story has no sound for the shot, left out where it has.</summary>
    Auto,

    /// <summary>Kept in every shot, also beside the story's.</summary>
    Keep,

    /// <summary>Kept, and quiet where the story has a sound for the shot.</summary>
    Duck,

    /// <summary>Left out.</summary>
    Mute,
}
