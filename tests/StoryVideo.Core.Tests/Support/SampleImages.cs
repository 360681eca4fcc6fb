using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Support;

/// <summary>Images that are all there, but for those that a test says otherwise of.</summary>
internal sealed class SampleImages : IReferenceFiles
{
    public const string Rhea = "42/visuals/characters/rhea/character-model-sheet.png";
    public const string Cosmo = "42/visuals/characters/cosmo/character-model-sheet.png";
    public const string Studio = "42/visuals/environments/studio/environment-reference.png";

    private readonly Dictionary<string, (ReferenceFileState State, string Type, string? Detail)> _others = new(StringComparer.Ordinal);

    public int Looks { get; private set; }

    public SampleImages With(string path, ReferenceFileState state, string type = "", string? detail = null)
    {
        _others[path] = (state, type, detail);
        return this;
    }

    public ReferenceFile Look(AssetPath path)
    {
        Looks++;
        return _others.TryGetValue(path.Value, out (ReferenceFileState State, string Type, string? Detail) other)
            ? new ReferenceFile(other.State, "/assets/" + path.Value, 11, other.Type, other.Detail)
            : new ReferenceFile(ReferenceFileState.Usable, "/assets/" + path.Value, 11, "image/png");
    }
}
