using System.CommandLine;
using System.Globalization;
using StoryVideo.Catalog;
using StoryVideo.Cli.Output;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Commands;

internal static class ModelsCommand
{
    public static Command Create(Terminal terminal)
    {
        Command command = new("models", "Lists the models that StoryVideo knows, with dates and the price of an 8-second clip.");
        Option<bool> json = JsonOption.Create();
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            DateOnly today = DateOnly.FromDateTime(terminal.Time.GetUtcNow().UtcDateTime);
            if (parsed.GetValue(json))
            {
                WriteLines(terminal);
            }
            else
            {
                Show(terminal, today);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Terminal terminal, DateOnly today)
    {
        Grid grid = new(
            terminal,
            new("model", KeepsTogether: true),
            new("provider"),
            new("usable"),
            new("status"),
            new("price", IsRight: true),
            new("images", IsRight: true),
            new("price seen"));
        foreach (CatalogModel model in ModelCatalog.Shipped.Models)
        {
            grid.Add(
                model.Id,
                model.Provider,
                IsUsable(model) ? "yes" : "not yet",
                Status(model, today),
                Price(model),
                model.ReferenceLimit.ToString(CultureInfo.InvariantCulture),
                model.PriceDate is { } date ? Date(date) + (model.IsPriceOldOn(today) ? " (old)" : "") : "");
        }

        grid.End();
    }

    private static void WriteLines(Terminal terminal)
    {
        using JsonLines lines = new(terminal.Out);
        foreach (CatalogModel model in ModelCatalog.Shipped.Models)
        {
            lines.Write(json =>
            {
                json.WriteString("model", model.Id);
                json.WriteString("provider", model.Provider);
                json.WriteString("kind", model.Kind.ToString().ToLowerInvariant());
                json.WriteBoolean("usable", IsUsable(model));
                json.WriteString("status", model.Status.ToString().ToLowerInvariant());
                json.WriteDay("shutdownOn", model.ShutdownOn);
                json.WriteString("successor", model.Successor);
                json.WriteNumber("references", model.ReferenceLimit);
                json.WriteTexts("aspectRatios", model.AspectRatios);
                json.WriteDay("priceDate", model.PriceDate);
                json.WriteStartArray("prices");
                foreach (ModelPrice price in model.Prices)
                {
                    json.WriteStartObject();
                    json.WriteString("resolution", price.Resolution);
                    json.WriteMoney("usdPerSecond", price.UsdPerSecond);
                    json.WriteMoney("usdPerImage", price.UsdPerImage);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }
    }

    private static bool IsUsable(CatalogModel model) =>
        VideoProviders.Speaks(model) || (model.Provider == VideoProviders.Rehearsal && model.Kind == ModelKind.Video);

    private static string Status(CatalogModel model, DateOnly today)
    {
        string end = model.ShutdownOn is { } day ? $"{(model.IsRetiredOn(today) ? "ended" : "ends")} {Date(day)}" : "";
        string successor = model.Successor is { } next && end.Length > 0 ? $", then {next}" : "";
        return end.Length > 0 ? end + successor
            : model.Status == ModelStatus.GenerallyAvailable ? "in service"
            : model.Status.ToString().ToLowerInvariant();
    }

    private static string Price(CatalogModel model) => string.Join(", ", model.Prices.Select(p =>
        $"{p.Resolution} {Words.Dollars(model.Kind == ModelKind.Video ? p.UsdPerSecond * 8 : p.UsdPerImage)}"));

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
