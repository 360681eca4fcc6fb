using System.CommandLine.Parsing;
using System.Globalization;
using StoryVideo.Ledger;

namespace StoryVideo.Cli.Commands;

/// <summary>Reads what was given for an option; what cannot be read becomes a sentence and never a guess.</summary>
internal static class OptionValue
{
    /// <summary>One of an enumeration's words, in any letter case.</summary>
    public static T Word<T>(ArgumentResult result)
        where T : struct, Enum
    {
        string given = Text(result);
        string? name = Array.Find(Enum.GetNames<T>(), n => n.Equals(given, StringComparison.OrdinalIgnoreCase));
        return name is not null
            ? Enum.Parse<T>(name)
            : Refuse<T>(result, $"'{given}' is not one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    /// <summary>US dollars with a decimal point, on every machine: a comma may mean thousands to one reader and cents to another.</summary>
    public static decimal Money(ArgumentResult result)
    {
        string given = Text(result);
        return decimal.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal dollars)
            ? dollars
            : Refuse<decimal>(result, $"'{given}' is no amount in US dollars, which is written 12 or 12.50 and is never negative");
    }

    /// <summary>A whole number from 1.</summary>
    public static int Count(ArgumentResult result)
    {
        string given = Text(result);
        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : Refuse<int>(result, $"'{given}' is not a whole number of at least 1");
    }

    /// <summary>A number with a decimal point, between two others.</summary>
    public static double Number(ArgumentResult result, double least, double most)
    {
        string given = Text(result);
        return double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : Refuse<double>(result, string.Create(CultureInfo.InvariantCulture, $"'{given}' is not a number from {least} to {most}"));
    }

    /// <summary>States of takes, as they are shown.</summary>
    public static TakeState[] States(ArgumentResult result)
    {
        try
        {
            return [.. result.Tokens.Select(static token => TakeStates.Parse(token.Value))];
        }
        catch (FormatException e)
        {
            result.AddError(
                $"--state: {e.Message} There is: {string.Join(", ", Enum.GetValues<TakeState>().Select(static s => s.Name()))}.");
            return [];
        }
    }

    private static string Text(ArgumentResult result) => string.Join(' ', result.Tokens.Select(static t => t.Value));

    private static T Refuse<T>(ArgumentResult result, string problem)
        where T : struct
    {
        string option = result.Parent is OptionResult { Option.Name: { } name } ? name + ": " : "";
        result.AddError($"{option}{problem}.");
        return default;
    }
}
