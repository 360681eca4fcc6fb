namespace StoryVideo.FakeGemini.Generation;

/// <summary>A piece of speech that was made, and therefore paid.</summary>
/// <param name="Model">Its model's id.</param>
/// <param name="Text">As it arrived.</param>
/// <param name="Voices">Voices by speaker; of a single voice the speaker is empty.</param>
/// <param name="Samples">Little-endian samples of 16 bits, 24000 a second.</param>
public sealed record FakeSpeech(string Model, string Text, IReadOnlyList<(string Speaker, string Voice)> Voices, byte[] Samples)
{
    /// <summary>A tenth of a second for each word after <c>Transcript:</c>, of a sample that tells one piece from another.</summary>
    internal static FakeSpeech Of(string model, string text, IReadOnlyList<(string Speaker, string Voice)> voices)
    {
        int words = text[Math.Max(0, text.IndexOf("Transcript:", StringComparison.Ordinal))..].Split(' ').Length;
        byte[] samples = new byte[words * 4800];
        byte mark = (byte)(1 + (text.Sum(static c => c) % 100));
        for (int i = 0; i < samples.Length; i += 2)
        {
            samples[i] = mark;
        }

        return new FakeSpeech(model, text, voices, samples);
    }
}
