using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Commands;

internal static class RunCommand
{
    public const string CreateVisualReferenceImage = "create-visual-reference-image";
    public const string CreateShotImage = "create-shot-image";
    public const string CreateShotVideo = "create-shot-video";
    public const string CreateShotAudio = "create-shot-audio";
    public const string All = "all";

    private static readonly string[] s_tasks = [CreateVisualReferenceImage, CreateShotImage, CreateShotAudio, CreateShotVideo, All];

    public static Command Create(Terminal terminal)
    {
        Argument<string> task = new("TASK")
        {
            Description = $"{CreateVisualReferenceImage}: model sheets and environment references; {CreateShotImage}: a key frame "
                + $"for every shot; {CreateShotVideo}: a clip for every shot; {CreateShotAudio}: what is said in every shot; {All}: images and clips, one after the other",
        };
        task.Validators.Add(static result =>
        {
            if (result.Tokens is [{ } token] && !s_tasks.Contains(Name(token.Value), StringComparer.Ordinal))
            {
                result.AddError($"There is no task '{token.Value}'. There is: {string.Join(", ", s_tasks)}.");
            }
        });
        StoreOptions store = new(terminal);
        ShotOptions shots = new();
        RunOptions run = new();
        ImageTaskOptions images = new();
        Option<bool> json = JsonOption.Create("one JSON object a line, the summary last");
        Option<bool> verbose = new("--verbose") { Description = "prompt sizes, references with reasons, every warning" };
        Command command = new("run", "Runs a task of the workflow over a story.") { task };
        shots.AddTo(command);
        run.AddTo(command);
        images.AddTo(command);
        store.AddTo(command);
        command.Options.Add(json);
        command.Options.Add(verbose);
        command.Validators.Add(result =>
        {
            if (result.GetResult(task)?.Tokens is [{ } token])
            {
                TaskOptions.Check(result, Name(token.Value));
            }
        });
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            using RunView view = new(terminal, parsed.GetValue(json), parsed.GetValue(verbose));
            WorkflowStep[] steps = [.. Steps(parsed, Name(parsed.GetRequiredValue(task)), run, images, shots)];
            AssetRun work = new(terminal, view, store.Read(parsed), steps);
            return await work.RunAsync(parsed.GetValue(shots.Story), stop);
        }));
        return command;
    }

    private static IEnumerable<WorkflowStep> Steps(
        ParseResult parsed, string task, RunOptions run, ImageTaskOptions images, ShotOptions shots)
    {
        bool isAll = task == All;
        ShotFilter filter = shots.Read(parsed);
        if (isAll || task == CreateVisualReferenceImage)
        {
            VisualReferenceRequest request = images.ReadReferences(parsed) with { For = filter };
            yield return new WorkflowStep(
                CreateVisualReferenceImage, "image", run.ReadImages(parsed, request, images.Model(parsed), isAll));
        }

        if (isAll || task == CreateShotImage)
        {
            ShotImageRequest request = images.ReadKeyFrames(parsed, shots);
            yield return new WorkflowStep(
                CreateShotImage, "image", run.ReadImages(parsed, request, images.Model(parsed), isAll), filter);
        }

        if (task == CreateShotAudio)
        {
            yield return new WorkflowStep(CreateShotAudio, "sound", run.ReadAssets(parsed, new ShotAudioRequest { Filter = filter }), filter);
        }

        if (isAll || task == CreateShotVideo)
        {
            yield return new WorkflowStep(CreateShotVideo, "shot", run.Read(parsed, shots), filter);
        }
    }

    // The existing system's CREATE_SHOT_VIDEO is the same task.
    private static string Name(string task) => task.Replace('_', '-').ToLowerInvariant();
}
