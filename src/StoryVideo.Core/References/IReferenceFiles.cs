using StoryVideo.Stories;

namespace StoryVideo.References;

/// <summary>Looks at image headers. The only thing that the choice of references reads.</summary>
public interface IReferenceFiles
{
    /// <summary>The file's state, size and type; asks the disk once per path.</summary>
    ReferenceFile Look(AssetPath path);
}
