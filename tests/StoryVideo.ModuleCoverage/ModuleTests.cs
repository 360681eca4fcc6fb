using System.Diagnostics;

namespace StoryVideo.ModuleCoverage;

/// <summary>
/// Runs the module's own tests where a collector has instrumented its assemblies: they note what was run in every PowerShell
/// that the tests start. The command comes from <c>build.ps1 -Task Coverage</c>, a line each for the program and its arguments.
/// </summary>
public sealed class ModuleTests
{
    private const string Variable = "STORYVIDEO_COVERAGE_COMMAND";

    [Fact]
    public async Task The_module_passes_its_tests()
    {
        string[] command = Environment.GetEnvironmentVariable(Variable)?.Split('\n')
            ?? throw new InvalidOperationException($"{Variable} is not set: run ./build.ps1 -Task Coverage.");
        using Process tests = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        string said = await tests.StandardOutput.ReadToEndAsync();
        await tests.WaitForExitAsync();
        Assert.True(tests.ExitCode == 0, said);
    }
}
