namespace StoryVideo.FakeGemini;

/// <summary>How the pretended service behaves when nothing is scripted.</summary>
public sealed record FakeGeminiOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The only key that is accepted.</summary>
    public string Key { get; init; } = "fake-gemini-key";

    /// <summary>The project at Vertex AI.</summary>
    public string Project { get; init; } = "fake-project";

    public IReadOnlyList<FakeModel> Models { get; init; } = FakeModel.Defaults;

    /// <summary>The video models of the pretended xAI.</summary>
    public IReadOnlyList<Grok.GrokModel> GrokModels { get; init; } = Grok.GrokModel.Defaults;

    /// <summary>What the pretended xAI charges for each clip beyond its own prices, in US dollars.</summary>
    public decimal GrokSurchargeUsd { get; init; }

    /// <summary>From submission to <c>done</c>, by <see cref="Time"/>.</summary>
    public TimeSpan GenerationTime { get; init; }

    /// <summary>From <c>done</c> to a file that can be downloaded, by <see cref="Time"/>; Omni's files are processed first.</summary>
    public TimeSpan FileTime { get; init; }

    /// <summary>The clock of generation times and of scripted slowness.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How many generations may run at once; one more is answered with 429 per minute.</summary>
    public int MaximumConcurrent { get; init; } = int.MaxValue;

    /// <summary>Scheme and host of result URIs where they shall differ from the server's own.</summary>
    public string? ResultUriBase { get; init; }

    /// <summary>
    /// Size in bytes to which served clips are padded with a <c>free</c> box; 0 serves the clip as it is.
    /// </summary>
    public int ClipLength { get; init; }

    /// <summary>Ends every clip with its operation's name, so that each has bytes of its own.</summary>
    public bool MarksClips { get; init; }

    /// <summary>Keeps the bytes of request bodies for assertions; off where bodies are large and many.</summary>
    public bool KeepBodies { get; init; } = true;

    /// <summary>A journal of submissions that outlives the process; read again on start.</summary>
    public string? StatePath { get; init; }
}
