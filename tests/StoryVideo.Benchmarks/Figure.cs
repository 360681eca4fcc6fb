using System.Globalization;

namespace StoryVideo.Benchmarks;

/// <summary>Something measured, against what was promised.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">What it came to.</param>
/// <param name="Target">What it may come to at most; null where nothing was promised.</param>
/// <param name="Unit">Unit of both.</param>
internal sealed record Figure(string Name, double Value, double? Target, string Unit)
{
    public bool IsMet => Target is null || Value <= Target;

    /// <summary>Writes the figures in lines; 0 where every promise is kept.</summary>
    public static int Report(params ReadOnlySpan<Figure> figures)
    {
        bool areMet = true;
        foreach (Figure figure in figures)
        {
            Console.WriteLine(figure);
            areMet &= figure.IsMet;
        }

        return areMet ? 0 : 1;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-52} {Value,9:0.0} {Unit,-4}{(Target is null ? "" : $" of at most {Target:0.0}  {(IsMet ? "ok" : "MISSED")}")}");
}
