using StoryVideo.Catalog;

namespace StoryVideo.Storage;

/// <summary>An operator's own file of models, laid over the catalog that comes with StoryVideo.</summary>
public static class CatalogFile
{
    /// <summary>What the file is called beside the database.</summary>
    public const string Name = "storyvideo.models.json";

    // The shipped catalog has a fiftieth of this.
    private const long LargestBytes = 1024 * 1024;

    /// <summary>The catalog with the file laid over it; as it is shipped where there is none to read.</summary>
    /// <param name="path">Full path of the file; null for none.</param>
    /// <exception cref="CatalogException">The file cannot be read, or something in it is wrong.</exception>
    public static ModelCatalog Read(string? path)
    {
        if (path is null)
        {
            return ModelCatalog.Shipped;
        }

        try
        {
            long length = new FileInfo(path).Length;
            if (length is 0 or > LargestBytes)
            {
                throw new CatalogException([$"{path}: it has {length} bytes, and a file of models has 2 to {LargestBytes}."]);
            }

            using FileStream json = File.OpenRead(path);
            return ModelCatalog.Read(json, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogException([$"{path}: it cannot be read: {e.Message}"]);
        }
    }
}
