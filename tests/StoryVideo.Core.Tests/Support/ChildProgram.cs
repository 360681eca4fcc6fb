using System.Diagnostics;
using System.Text;

namespace StoryVideo.Core.Tests.Support;

/// <summary>The built executable, in a process and a folder of its own, without ffmpeg and without a key.</summary>
internal static class ChildProgram
{
    private static readonly string[] s_unset =
    [
        "STORYVIDEO_DATABASE", "STORYVIDEO_ASSETS", "STORYVIDEO_PROMPTS", "STORYVIDEO_POLL_INTERVAL", "GOOGLE_API_KEY", "GEMINI_API_KEY",
        "GOOGLE_GEMINI_BASE_URL",
    ];

    public static async Task<CommandResult> RunAsync(string folder, IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "storyvideo.exe" : "storyvideo");
        ProcessStartInfo start = new(program, args)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        };
        Array.ForEach(s_unset, name => start.Environment.Remove(name));
        start.Environment["STORYVIDEO_FFMPEG"] = Path.Combine(folder, "no-such-ffmpeg");
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await error);
    }

    public static Task<CommandResult> RunAsync(string folder, params string[] args) =>
        RunAsync(folder, new Dictionary<string, string>(StringComparer.Ordinal), args);
}
