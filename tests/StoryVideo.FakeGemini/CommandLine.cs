using System.Globalization;

namespace StoryVideo.FakeGemini;

/// <summary>Reads <c>--name value</c> pairs.</summary>
internal static class CommandLine
{
    /// <summary>Null with a sentence on what is wrong.</summary>
    public static FakeGeminiOptions? Parse(string[] args, out string problem)
    {
        FakeGeminiOptions options = new() { KeepBodies = false };
        problem = args.Length % 2 == 0 ? "" : $"{args[^1]} has no value.";
        for (int i = 0; i + 1 < args.Length && problem.Length == 0; i += 2)
        {
            string value = args[i + 1];
            bool isNumber = int.TryParse(value, CultureInfo.InvariantCulture, out int number) && number >= 0;
            (FakeGeminiOptions? next, problem) = (args[i], isNumber) switch
            {
                ("--key", _) => (options with { Key = value }, ""),
                ("--state", _) => (options with { StatePath = value }, ""),
                ("--mark-clips", _) => (options with { MarksClips = value == "true" }, ""),
                ("--result-uri-base", _) => (options with { ResultUriBase = value }, ""),
                ("--port", true) => (options with { Port = number }, ""),
                ("--generation-ms", true) => (options with { GenerationTime = TimeSpan.FromMilliseconds(number) }, ""),
                ("--max-concurrent", true) => (options with { MaximumConcurrent = number }, ""),
                ("--clip-bytes", true) => (options with { ClipLength = number }, ""),
                _ => ((FakeGeminiOptions?)null, $"'{args[i]} {value}' is not understood."),
            };
            options = next ?? options;
        }

        return problem.Length == 0 ? options : null;
    }
}
