using System.Diagnostics;
using System.Text;
using System.Text.Json;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>The pretended service as a program of its own, as crash tests use it.</summary>
public sealed class FakeProgramTests
{
    [Fact]
    public async Task It_prints_its_address_and_remembers_submissions_across_a_kill()
    {
        using TemporaryFolder folder = new();
        string state = Path.Combine(folder.FullPath, "state.jsonl");
        using HttpClient client = new();
        client.DefaultRequestHeaders.Add("x-goog-api-key", "k");

        string operation;
        using (Process first = Start(state))
        {
            string url = (await first.StandardOutput.ReadLineAsync())!;
            using HttpResponseMessage faulted = await client.PostAsync(new Uri($"{url}/fake/faults?stage=submit&name=503&times=1"), null);
            Assert.True(faulted.IsSuccessStatusCode);
            Assert.Equal(503, (int)(await PostAsync(client, url)).Status);
            operation = JsonElement.Parse((await PostAsync(client, url)).Body).GetProperty("name").GetString()!;
            first.Kill();
            await first.WaitForExitAsync();
        }

        using Process second = Start(state);
        string again = (await second.StandardOutput.ReadLineAsync())!;
        JsonElement remembered = JsonElement.Parse(await client.GetStringAsync(new Uri($"{again}/fake/state")));
        Assert.Equal(operation, Assert.Single(remembered.GetProperty("submissions").EnumerateArray()).GetProperty("operation").GetString());
        second.Kill();
    }

    private static async Task<(System.Net.HttpStatusCode Status, string Body)> PostAsync(HttpClient client, string url)
    {
        using StringContent body = new("""{"instances":[{"prompt":"a"}]}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync(new Uri($"{url}/v1beta/models/{GeminiSetting.Model}:predictLongRunning"), body);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static Process Start(string state) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath is string host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
        [typeof(FakeGeminiServer).Assembly.Location, "--key", "k", "--state", state])
    {
        RedirectStandardOutput = true,
        UseShellExecute = false,

        // Killed, it would leave its debugger's pipes in the temporary folder.
        Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
    })!;
}
