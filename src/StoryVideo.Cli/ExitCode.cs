namespace StoryVideo.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int SomeFailed = 1;
    public const int WrongUsage = 2;
    public const int Refused = 3;
    public const int Cancelled = 130;
}
