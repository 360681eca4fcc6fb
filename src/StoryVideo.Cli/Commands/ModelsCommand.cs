using System.CommandLine;
using System.Globalization;
using StoryVideo.Catalog;
using StoryVideo.Cli.Output;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Cli.Commands;

internal static class ModelsCommand
{
    public static Command Create(Terminal terminal)
    {
        StoreOptions store = new(terminal);
        Option<bool> json = JsonOption.Create();
        Option<bool> refresh = new("--refresh") { Description = "asks the services, for free, which of them your key can use" };
        Command command = new("models", "Lists the models that StoryVideo knows: what they can do, until when, and the price of an 8-second clip.")
        {
            refresh,
            json,
        };
        command.Options.Add(store.Database);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            StudioSettings settings = store.Read(parsed);
            ModelCatalog catalog = Studio.CatalogOf(settings);
            bool asks = parsed.GetValue(refresh);
            using AskModels ask = new(settings, catalog, terminal.Time);
            IAsyncEnumerable<CatalogModel> models = asks ? ask.AskAsync(catalog.Models, stop) : catalog.Models.ToAsyncEnumerable();
            await (parsed.GetValue(json) ? WriteLinesAsync(terminal, models, asks) : ShowAsync(terminal, models, asks));
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task ShowAsync(Terminal terminal, IAsyncEnumerable<CatalogModel> models, bool asked)
    {
        DateOnly today = DateOnly.FromDateTime(terminal.Time.GetUtcNow().UtcDateTime);
        GridColumn[] key = asked ? [new("your key")] : [];
        Grid grid = new(
            terminal,
            [
                new("model", KeepsTogether: true),
                new("provider"),
                new("usable"),
                .. key,
                new("status"),
                new("price", IsRight: true),
                new("images", IsRight: true),
                new("seconds"),
                new("aspect"),
                new("price seen"),
            ]);
        HashSet<string> notes = new(StringComparer.Ordinal);
        await foreach (CatalogModel model in models)
        {
            string[] access = asked ? [Access(model.Access)] : [];
            grid.Add(
                [
                    model.Id,
                    model.Provider,
                    IsUsable(model) ? "yes" : "not yet",
                    .. access,
                    Status(model, today),
                    Price(model),
                    model.ReferenceLimit.ToString(CultureInfo.InvariantCulture),
                    Seconds(model),
                    string.Join(' ', model.AspectRatios),
                    Seen(model, today),
                ]);
            if (model is { Access: ModelAccess.NoKey or ModelAccess.NoAnswer or ModelAccess.KeyRefused, AccessNote: { } note } && notes.Add(note))
            {
                terminal.Warn(note);
            }
        }

        grid.End();
    }

    private static async Task WriteLinesAsync(Terminal terminal, IAsyncEnumerable<CatalogModel> models, bool asked)
    {
        DateOnly today = DateOnly.FromDateTime(terminal.Time.GetUtcNow().UtcDateTime);
        using JsonLines lines = new(terminal.Out);
        await foreach (CatalogModel model in models)
        {
            lines.Write(json =>
            {
                json.WriteString("model", model.Id);
                json.WriteString("provider", model.Provider);
                json.WriteString("kind", model.Kind.ToString().ToLowerInvariant());
                json.WriteBoolean("usable", IsUsable(model));
                if (asked)
                {
                    json.WriteString("yourKey", model.Access == ModelAccess.NotAsked ? null : Access(model.Access));
                    json.WriteString("note", model.AccessNote);
                }

                json.WriteString("status", model.Status.ToString().ToLowerInvariant());
                json.WriteDay("shutdownOn", model.ShutdownOn);
                json.WriteString("successor", model.Successor);
                json.WriteNumber("references", model.ReferenceLimit);
                json.WriteTexts("aspectRatios", model.AspectRatios);
                json.WriteStartArray("seconds");
                foreach (int seconds in model.Durations)
                {
                    json.WriteNumberValue(seconds);
                }

                json.WriteEndArray();
                json.WriteBoolean("chargedWhenFiltered", model.ChargedWhenFiltered);
                json.WriteDay("priceDate", model.PriceDate);
                json.WriteBoolean("priceIsOld", model.IsPriceOldOn(today));
                json.WriteStartArray("prices");
                foreach (ModelPrice price in model.Prices)
                {
                    json.WriteStartObject();
                    json.WriteString("resolution", price.Resolution);
                    json.WriteMoney("usdPerSecond", price.UsdPerSecond);
                    json.WriteMoney("usdPerImage", price.UsdPerImage);
                    json.WriteMoney("usdPerInputImage", price.UsdPerInputImage);
                    json.WriteMoney("usdPerMillionInputTokens", price.UsdPerMillionInputTokens);
                    json.WriteMoney("usdPerMillionOutputTokens", price.UsdPerMillionOutputTokens);
                    json.WriteEndObject();
                }

                json.WriteEndArray();

                // What a clip of 8 seconds, or an image, comes to; unknown is null, never 0.
                json.WriteStartArray("clipPrices");
                foreach (ClipPrice price in model.ClipPrices)
                {
                    json.WriteStartObject();
                    json.WriteString("resolution", price.Resolution);
                    json.WriteMoney("usd", price.Usd);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }
    }

    private static bool IsUsable(CatalogModel model) =>
        model.IsFree || VideoProviders.Speaks(model);

    private static string Access(ModelAccess access) => access switch
    {
        ModelAccess.Offered => "yes",
        ModelAccess.NotOffered => "no",
        ModelAccess.KeyRefused => "refused",
        ModelAccess.NoKey => "none",
        ModelAccess.NoAnswer => "no answer",
        _ => "",
    };

    private static string Status(CatalogModel model, DateOnly today)
    {
        string end = model.ShutdownOn is { } day ? $"{(model.IsRetiredOn(today) ? "ended" : "ends")} {Date(day)}" : "";
        string successor = model.Successor is { } next && end.Length > 0 ? $", then {next}" : "";
        return end.Length > 0 ? end + successor
            : model.Status == ModelStatus.GenerallyAvailable ? "in service"
            : model.Status.ToString().ToLowerInvariant();
    }

    private static string Price(CatalogModel model) => model.IsFree ? "free"
        : model.Prices is [{ UsdPerMillionInputTokens: { } sent, UsdPerMillionOutputTokens: { } made }]
            ? $"{Words.Dollars(sent)} in, {Words.Dollars(made)} out, a million tokens"
        : model.Kind is ModelKind.Speech or ModelKind.Judge ? "unknown"
        : string.Join(", ", model.ClipPrices.Select(static p => $"{p.Resolution} {Words.Dollars(p.Usd)}"));

    private static string Seconds(CatalogModel model) => model.Durations is [int first, .., int last] && last - first == model.Durations.Count - 1
        ? string.Create(CultureInfo.InvariantCulture, $"{first}-{last}")
        : string.Join(' ', model.Durations);

    private static string Seen(CatalogModel model, DateOnly today)
    {
        string from = model.ChangedBy is { } file ? $" by {Path.GetFileName(file)}" : "";
        return model.PriceDate is { } date ? Date(date) + (model.IsPriceOldOn(today) ? " (old)" : "") + from : from.TrimStart();
    }

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
