using System.Security.Cryptography;
using System.Text;
using StoryVideo.Stories;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>
/// The free judge: scores that follow from the bytes of the first image, so that the same clip always has the same. They say nothing
/// of what can be seen.
/// </summary>
public sealed class RehearsalJudgeProvider : IJudgeProvider
{
    private const double Lowest = 0.4;

    public string Name => RehearsalVideoProvider.ProviderName;

    public Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) =>
        Task.FromResult<ModelAvailability>(new ModelAvailability.Available());

    public string Describe(JudgeRequest request) => $"rehearsal on this machine: scores out of the bytes of {Counted.Of(request.Images.Count, "image")}";

    public async Task<SubmitOutcome> JudgeAsync(JudgeRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        byte[] hash;
        try
        {
            await using FileStream frame = File.OpenRead(request.Images[0].Image.FullPath);
            hash = await SHA256.HashDataAsync(frame, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return new SubmitOutcome.Rejected(
                new ProviderError("reference-unreadable", $"{e.Message} It cost nothing. Run again.", Charge.None), MayPass: true);
        }

        await leaving();
        double score = ScoreOf(hash[0]);
        Verdict verdict = new()
        {
            Score = score,
            Characters = [.. request.Characters.Select((id, i) => new CharacterScore(id, ScoreOf(hash[1 + (i % 16)]), "rehearsed"))],
            EnvironmentScore = ScoreOf(hash[20]),
            Issues = score < Verdict.Good ? ["Rehearsed issue: nobody has looked at this clip."] : [],
            FixPrompt = score < Verdict.Good ? "Keep everything as it is; this is a rehearsal." : "",
        };
        return new SubmitOutcome.Answered(Encoding.UTF8.GetBytes(verdict.ToJson()));
    }

    private static double ScoreOf(byte value) => Math.Round(Lowest + ((1 - Lowest) * value / 255), 2);
}
