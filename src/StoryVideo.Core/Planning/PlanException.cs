namespace StoryVideo.Planning;

/// <summary>No plan can be made as asked; the message says what can be asked instead.</summary>
public sealed class PlanException : Exception
{
    public PlanException(string message)
        : base(message)
    {
    }
}
