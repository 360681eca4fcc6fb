using System.Diagnostics;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>A small disk of its own in place of a folder, with what that held; gone after the test.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string WhatIsMissing = "Mounting a small disk takes root on Linux: its tests are skipped.";

    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Skips the test where this machine does not let it mount.</summary>
    public static async Task<SmallDisk> OverAsync(string folder, string size)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, WhatIsMissing);
        string aside = Aside(folder);
        Directory.Move(folder, aside);
        Directory.CreateDirectory(folder);
        if (!await TryAsync("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder))
        {
            Directory.Delete(folder);
            Directory.Move(aside, folder);
            Skip.If(true, WhatIsMissing);
        }

        Assert.True(await TryAsync("cp", "-a", aside + "/.", folder));
        return new SmallDisk(folder);
    }

    /// <summary>Leaves no room at all.</summary>
    public void Fill()
    {
        using FileStream filler = File.Create(Filler);
        try
        {
            byte[] page = new byte[4096];
            while (true)
            {
                filler.Write(page);
                filler.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public async Task RemountAsync(string options) => Assert.True(await TryAsync("mount", "-o", "remount," + options, _folder));

    public async ValueTask DisposeAsync()
    {
        await TryAsync("umount", "-l", _folder);
        Directory.Delete(Aside(_folder), recursive: true);
    }

    private static string Aside(string folder) => folder + "-aside";

    private static async Task<bool> TryAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
