namespace StoryVideo.Benchmarks;

/// <summary>Finds what was built beside this program, in the same configuration.</summary>
internal static class BuiltProgram
{
    /// <param name="project">Folder of the project, from the repository's.</param>
    /// <param name="name">Name of the executable, without an ending.</param>
    public static string Find(string project, string name)
    {
        // …/tests/StoryVideo.Benchmarks/bin/<configuration>/net10.0/ beside …/<project>/bin/<configuration>/net10.0/
        DirectoryInfo own = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string repository = own.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(
            repository, project, "bin", own.Parent.Name, own.Name, OperatingSystem.IsWindows() ? name + ".exe" : name);
    }
}
