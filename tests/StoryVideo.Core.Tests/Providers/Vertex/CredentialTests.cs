using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Providers;
using StoryVideo.Providers.Vertex;

namespace StoryVideo.Core.Tests.Providers.Vertex;

/// <summary>Application-default credentials of every kind that can be had on a machine, and a key alone.</summary>
public sealed class CredentialTests
{
    [Theory]
    [InlineData("user")]
    [InlineData("service account")]
    [InlineData("gcloud's own folder")]
    [InlineData("machine")]
    public async Task Credentials_give_a_token_once_and_it_goes_with_every_call(string kind)
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        switch (kind)
        {
            case "service account":
                setting.Variables["GOOGLE_APPLICATION_CREDENTIALS"] = setting.ServiceAccount();
                break;
            case "gcloud's own folder":
                File.Move(setting.User(), Path.Combine(setting.Folder.FullPath, "application_default_credentials.json"));
                setting.Variables.Remove("GOOGLE_APPLICATION_CREDENTIALS");
                setting.Variables["CLOUDSDK_CONFIG"] = setting.Folder.FullPath;
                break;
            case "machine":
                setting.Variables.Remove("GOOGLE_APPLICATION_CREDENTIALS");
                setting.Variables["CLOUDSDK_CONFIG"] = setting.Folder.FullPath + "-nowhere";
                setting.Variables["GCE_METADATA_HOST"] = new Uri(setting.Fake.BaseUrl).Authority;
                break;
        }

        VertexVideoProvider provider = setting.Open();
        Assert.IsType<ModelAvailability.Available>(await provider.CheckModelAsync(VertexSetting.Veo, CancellationToken.None));
        Assert.IsType<SubmitOutcome.Accepted>(
            await provider.SubmitAsync(VertexSetting.Request(VertexSetting.Veo), CancellationToken.None));

        Assert.Single(setting.Fake.Requests, static r => r.Path.EndsWith("token", StringComparison.Ordinal));
        Assert.All(
            setting.Fake.Requests.Where(static r => r.Path.Contains("/publishers/", StringComparison.Ordinal)),
            static r => Assert.StartsWith("ya29.", r.Bearer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Credentials_that_are_revoked_stop_the_run_before_anything_is_sent()
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        setting.Variables["GOOGLE_APPLICATION_CREDENTIALS"] = setting.User("revoked");

        ProviderError error = Assert.IsType<SubmitOutcome.RunStopped>(await setting.SubmitAsync()).Error;
        ModelAvailability look = await setting.Open().CheckModelAsync(VertexSetting.Veo, CancellationToken.None);

        Assert.Equal(("key-refused", Charge.None), (error.Code, error.Charge));
        Assert.Contains("expired or revoked", error.Message, StringComparison.Ordinal);
        Assert.Contains("gcloud auth application-default login", error.Message, StringComparison.Ordinal);
        Assert.Equal("key-refused", Assert.IsType<ModelAvailability.Denied>(look).Error.Code);
        Assert.All(setting.Fake.Requests, static r => Assert.Equal("/token", r.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"type":"something_else","private_key":"SENTINEL"}""")]
    [InlineData("""{"type":"service_account","private_key":"SENTINEL","client_email":"a@b"}""")]
    public async Task A_file_that_holds_no_credentials_is_told_without_being_repeated(string text)
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        setting.Variables["GOOGLE_APPLICATION_CREDENTIALS"] = setting.Folder.Write("broken.json", System.Text.Encoding.UTF8.GetBytes(text));

        ProviderError error = Assert.IsType<SubmitOutcome.RunStopped>(await setting.SubmitAsync()).Error;

        Assert.Contains("GOOGLE_APPLICATION_CREDENTIALS", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SENTINEL", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(setting.Fake.Requests);
    }

    [Fact]
    public async Task A_token_that_the_service_repeats_is_in_no_error()
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        string operation = await setting.AcceptedAsync();
        string token = setting.Fake.Requests.First(static r => r.Bearer is not null).Bearer!;
        setting.Fake.Faults.Always(Stage.Submit, new Fault.Reply(GoogleAnswers.Invalid($"Bad: {token}")));
        setting.Fake.Faults.Always(Stage.Poll, new Fault.Reply(GoogleAnswers.Invalid($"Bad: {token}")));
        using VertexVideoProvider provider = setting.Open();
        string[] said =
        [
            $"{await setting.Time.JumpPausesAsync(provider.SubmitAsync(VertexSetting.Request(VertexSetting.Veo), CancellationToken.None))}",
            $"{await setting.Time.JumpPausesAsync(provider.PollAsync(operation, CancellationToken.None))}",
        ];

        // Another process has another token: what this one knows is its own.
        string[] given = [.. setting.Fake.Requests.Select(static r => r.Bearer).OfType<string>().Distinct(StringComparer.Ordinal)];
        Assert.Equal(2, given.Length);
        Assert.All(said, text => Assert.DoesNotContain(given[1], text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_project_a_key_alone_makes_Veos_clips_and_no_Omni()
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        setting.Variables.Remove("GOOGLE_CLOUD_PROJECT");
        setting.Variables["GOOGLE_API_KEY"] = setting.Fake.Options.Key;

        Assert.Equal(Clip.Of(0, 8, null), await setting.ClipAsync());
        ProviderError refused = Assert.IsType<SubmitOutcome.RunStopped>(await setting.SubmitAsync(VertexSetting.Omni)).Error;

        Assert.Contains("GOOGLE_CLOUD_PROJECT", refused.Message, StringComparison.Ordinal);
        Assert.Single(setting.Fake.Submissions);
        Assert.Contains(setting.Fake.Requests, static r => r.Path == "/v1/publishers/google/models/veo-3.1-generate-001:predictLongRunning");
        Assert.All(setting.Fake.Requests, static r => Assert.Null(r.Bearer));
    }

    [Fact]
    public async Task Without_project_and_key_nothing_is_opened()
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        setting.Variables.Remove("GOOGLE_CLOUD_PROJECT");
        ProviderSetupException e = Assert.Throws<ProviderSetupException>(() => setting.Open());
        Assert.Equal("key-missing", e.Code);
        Assert.Contains("GOOGLE_CLOUD_PROJECT", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GOOGLE_CLOUD_PROJECT", "My Project")]
    [InlineData("GOOGLE_CLOUD_PROJECT", "a/../b")]
    [InlineData("GOOGLE_CLOUD_LOCATION", "evil.example/")]
    [InlineData("GOOGLE_VERTEX_BASE_URL", "http://elsewhere.example")]
    [InlineData("STORYVIDEO_VERTEX_BUCKET", "https://bucket")]
    public async Task A_setting_that_cannot_be_is_refused(string name, string value)
    {
        await using VertexSetting setting = await VertexSetting.StartAsync();
        setting.Variables[name] = value;
        Assert.Equal("settings-invalid", Assert.Throws<ProviderSetupException>(() => setting.Open()).Code);
    }

    [Theory]
    [InlineData("https://us-central1-aiplatform.googleapis.com/v1/x", true)]
    [InlineData("https://aiplatform.googleapis.com/v1/x", true)]
    [InlineData("https://aiplatform.eu.rep.googleapis.com/v1/x", true)]
    [InlineData("https://storage.googleapis.com/storage/v1/b", true)]
    [InlineData("http://aiplatform.googleapis.com/v1/x", false)]
    [InlineData("https://aiplatform.googleapis.com:8443/v1/x", false)]
    [InlineData("https://aiplatform.googleapis.com.evil.example/x", false)]
    [InlineData("https://evil.example/aiplatform.googleapis.com", false)]
    [InlineData("https://generativelanguage.googleapis.com/x", false)]
    public void Credentials_go_to_Googles_own_hosts_and_nowhere_else(string address, bool may) =>
        Assert.Equal(may, VertexPlace.Parse(null, "films", null).MayHaveKey(new Uri(address)));

    [Theory]
    [InlineData(null, "https://us-central1-aiplatform.googleapis.com/v1/a")]
    [InlineData("europe-west4", "https://europe-west4-aiplatform.googleapis.com/v1/a")]
    [InlineData("eu", "https://aiplatform.eu.rep.googleapis.com/v1/a")]
    [InlineData("global", "https://aiplatform.googleapis.com/v1/a")]
    public void A_location_has_its_host(string? location, string address) =>
        Assert.Equal(address, VertexPlace.Parse(null, "films", location).Endpoint.Resolve("a").AbsoluteUri);
}
