using System.Text;
using StoryVideo.Cutting;
using StoryVideo.Cutting.Inspection;
using StoryVideo.Ledger;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.References;
using StoryVideo.Stories;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Tasks.Runs;

/// <summary>
/// Checks clips: first what costs nothing, then the judge. A clip that does not open, or that cannot be decoded, is never shown to
/// anybody for money.
/// </summary>
internal sealed class CheckMaker(Studio studio, IJudgeProvider judge, Ffmpeg ffmpeg, SendableImages images) : IAssetMaker
{
    private static readonly string[] s_frames = ["first frame", "middle frame", "last frame"];

    public IModelService Service => judge;

    public IVideoProvider? Operations => null;

    public string Noun => "check";

    public async Task<PreparedCall> PrepareAsync(AssetPlan plan, CancellationToken stop)
    {
        CheckPlan check = (CheckPlan)plan;
        ClipOnDisk clip = check.Clip ?? throw new InvalidOperationException($"{plan.Address} has no clip.");
        ClipInspection inspection;
        IReadOnlyList<JudgeImage> shown;
        try
        {
            inspection = await new ClipInspector(ffmpeg).CheckAsync(clip.FullPath, await ExpectedAsync(check, stop), stop);
            if (inspection.Findings.FirstOrDefault(static f => f.Severity == FindingSeverity.Error) is { } broken)
            {
                return new PreparedCall(Unusable(broken.Code, broken.Message));
            }

            IReadOnlyList<ShotFrame> frames = await new TakeShotFrames(studio).RunAsync(check.Shot, CheckPlan.FrameCount, stop);
            shown = [.. frames.Select((f, i) => FrameOf(f, frames.Count == 1 ? 0 : i == frames.Count - 1 ? 2 : i)), .. check.References.Select(ReferenceOf)];
        }
        catch (CutException e)
        {
            return new PreparedCall(Unusable(e.Code, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PreparedCall(Unusable("clip-unreadable", $"Its clip cannot be read: {e.Message}"));
        }

        return await images.PrepareAsync(
            [.. shown.Select(static s => s.Image)],
            (sent, leaving, token) => JudgeAsync(check, clip, inspection, [.. shown.Zip(sent, static (s, i) => s with { Image = i })], leaving, token),
            stop);
    }

    public ResultCheck Inspect(Stream file)
    {
        byte[] check = new byte[file.Length];
        file.ReadExactly(check);
        return ShotCheck.Read(check) is null ? new ResultCheck(null, "not-a-check", "it is no check") : new ResultCheck(null);
    }

    public IEnumerable<Finding> Differences(Take take, string file)
    {
        ShotCheck? check = ShotCheck.ReadFile(file);
        return check?.Problem is { } problem
            ?
            [
                .. check.Findings,
                Finding.Warning("verdict-unusable", $"the judge's answer could not be used: {problem}. It was charged; --mode resume (-Resume) asks again, which is paid again"),
            ]
            : check?.Findings ?? [];
    }

    private async Task<SubmitOutcome> JudgeAsync(
        CheckPlan plan, ClipOnDisk clip, ClipInspection inspection, IReadOnlyList<JudgeImage> shown, Func<Task> leaving, CancellationToken stop)
    {
        JudgeRequest request = new()
        {
            Model = plan.Model,
            Prompt = plan.Prompt?.Text ?? throw new InvalidOperationException($"{plan.Address} has no prompt."),
            Images = shown,
            Characters = plan.Characters,
            MostTokens = CheckPlan.MostTokens,
        };
        SubmitOutcome outcome = await judge.JudgeAsync(request, leaving, stop);
        if (outcome is not SubmitOutcome.Answered answered)
        {
            return outcome;
        }

        Verdict? verdict = Verdict.Read(Encoding.UTF8.GetString(answered.Result.Span), plan.Characters, out string? problem);
        ShotCheck check = new()
        {
            ClipSha256 = clip.Sha256,
            Judge = $"{plan.Provider}/{plan.Model}",
            Verdict = verdict,
            Problem = problem,
            Findings = inspection.Findings,
        };
        return new SubmitOutcome.Answered(check.ToBytes());
    }

    private async Task<ClipExpectation> ExpectedAsync(CheckPlan plan, CancellationToken stop)
    {
        AssetKey video = AssetKey.Video(plan.StoryId, plan.SceneletId, plan.ShotIndex);
        Take? made = null;
        TakeFilter filter = new() { StoryId = video.StoryId, Kind = AssetKind.Video, AssetName = video.Name, States = [TakeState.Succeeded] };
        await foreach (Take take in studio.Ledger.ReadAsync(filter, stop))
        {
            made = take.File?.Sha256 == plan.Clip!.Sha256 ? take : made;
        }

        return ClipFiles.ExpectedOf(studio, made);
    }

    private static JudgeImage FrameOf(ShotFrame frame, int name) => new(
        s_frames[name], new ReferenceImage(frame.Name, frame.Path, "image/png", new FileInfo(frame.Path).Length));

    private static JudgeImage ReferenceOf(ReferenceSlot slot) => new(
        slot.Role == ReferenceRole.Character ? $"model sheet of {slot.Id}" : $"environment reference of {slot.Id}",
        new ReferenceImage(slot.Path, slot.FullPath, slot.MimeType, slot.Bytes));

    private static TakeError Unusable(string code, string message) => new(
        code,
        $"{message.TrimEnd('.')}. No judge was asked and nothing was charged. Make the shot again with New-ShotVideo -Override (storyvideo run create-shot-video --mode override).");
}
