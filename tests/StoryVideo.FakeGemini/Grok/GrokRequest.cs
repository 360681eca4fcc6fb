namespace StoryVideo.FakeGemini.Grok;

/// <summary>What was asked for, and what it is charged at, in US dollars.</summary>
internal sealed record GrokRequest(string Model, string Prompt, int Seconds, decimal Usd);
