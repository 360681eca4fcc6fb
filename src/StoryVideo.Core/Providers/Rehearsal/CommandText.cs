namespace StoryVideo.Providers.Rehearsal;

/// <summary>A command as a person would paste it into a POSIX shell; nothing here is ever run through one.</summary>
internal static class CommandText
{
    public static string Of(string program, IEnumerable<string> arguments) =>
        string.Join(' ', arguments.Select(Quoted).Prepend(program));

    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(IsPlain)
            ? argument
            : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static bool IsPlain(char sign) =>
        char.IsAsciiLetterOrDigit(sign) || "-_./:=+,@".Contains(sign, StringComparison.Ordinal);
}
