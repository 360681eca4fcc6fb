using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace StoryVideo.Loader;

/// <summary>
/// Keeps StoryVideo and everything it brings along in a context of its own, so that neither another module's
/// versions reach it nor its own versions reach another module. This class alone lives where PowerShell itself lives.
/// </summary>
public sealed class LoadContext : AssemblyLoadContext
{
    private const string ModuleAssembly = "StoryVideo";

    private static readonly Lock s_lock = new();
    private static readonly Dictionary<string, LoadContext> s_contexts = new(StringComparer.Ordinal);
    private static readonly Lazy<Dictionary<string, string>> s_host = new(HostAssemblies);

    private readonly string _folder;

    private LoadContext(string folder)
        : base(ModuleAssembly) => _folder = folder;

    /// <summary>
    /// The module's assembly with its commands; the same one each time for the same version, wherever it was asked for
    /// first: PowerShell keeps what it knows of a command by its type's full name, and mixes two copies of one version up.
    /// </summary>
    /// <param name="folder">Where the module's assemblies lie.</param>
    public static Assembly LoadModule(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        lock (s_lock)
        {
            string version = AssemblyName.GetAssemblyName(Path.Combine(full, ModuleAssembly + ".dll")).FullName;
            if (!s_contexts.TryGetValue(version, out LoadContext? context))
            {
                s_contexts[version] = context = new LoadContext(full);
            }

            return context.LoadFromAssemblyName(new AssemblyName(ModuleAssembly));
        }
    }

    /// <summary>Runtime identifiers whose native libraries can serve here, best first.</summary>
    internal static IEnumerable<string> RuntimeIdentifiers(string identifier, string system, string architecture)
    {
        bool isMusl = identifier.Contains("musl", StringComparison.Ordinal)
            || identifier.StartsWith("alpine", StringComparison.Ordinal);
        string[] candidates =
        [
            identifier,
            .. isMusl ? [$"{system}-musl-{architecture}", $"alpine-{architecture}"] : Array.Empty<string>(),
            $"{system}-{architecture}",
            system,
        ];
        return candidates.Distinct(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) && !HostSatisfies(assemblyName) ? LoadFromAssemblyPath(path) : null;
    }

    // A runtime looks for native libraries beside the assemblies of its own program only; PowerShell's handler for
    // <rid> folders hangs on its own context. So every layout that a publish can make is looked at here.
    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path = NativePaths(unmanagedDllName).FirstOrDefault(File.Exists);
        return path is null ? IntPtr.Zero : LoadUnmanagedDllFromPath(path);
    }

    // What PowerShell has in the same or a newer version is shared with it: its types may cross the border.
    private static bool HostSatisfies(AssemblyName wanted)
    {
        if (wanted.Name is not { } name || !s_host.Value.TryGetValue(name, out string? path))
        {
            return false;
        }

        AssemblyName found = AssemblyName.GetAssemblyName(path);
        return (wanted.Version is null || found.Version >= wanted.Version)
            && (wanted.GetPublicKeyToken() ?? []).AsSpan().SequenceEqual(found.GetPublicKeyToken() ?? [])
            && string.Equals(wanted.CultureName ?? "", found.CultureName ?? "", StringComparison.OrdinalIgnoreCase);
    }

    private static Dictionary<string, string> HostAssemblies()
    {
        string paths = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        Dictionary<string, string> byName = new(StringComparer.OrdinalIgnoreCase);
        foreach (string path in paths.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            byName.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }

        return byName;
    }

    private IEnumerable<string> NativePaths(string name)
    {
        (string system, string extension) = OperatingSystem.IsWindows() ? ("win", ".dll")
            : OperatingSystem.IsMacOS() ? ("osx", ".dylib")
            : ("linux", ".so");
        string[] files = [name + extension, "lib" + name + extension, name, "lib" + name];
        string[] folders =
        [
            _folder,
            .. RuntimeIdentifiers(
                    RuntimeInformation.RuntimeIdentifier,
                    system,
                    RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant())
                .SelectMany(rid => new[] { rid, Path.Combine("runtimes", rid, "native") })
                .Select(folder => Path.Combine(_folder, folder)),
        ];
        return folders.SelectMany(folder => files.Select(file => Path.Combine(folder, Path.GetFileName(file))));
    }
}
