using System.Globalization;
using StoryVideo.Catalog;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>What there is to say of the model that a plan names: its end, its price, what it does not do.</summary>
internal static class ModelFindings
{
    /// <summary>What holds for every asset of a run alike. A free stand-in has no such troubles.</summary>
    public static IEnumerable<Finding> Of(AssetOptions options, DateOnly today)
    {
        CatalogModel model = options.Model;
        if (options.IsFree)
        {
            yield break;
        }

        if (model.IsRetiredOn(today))
        {
            string successor = model.Successor is { } next ? $"; its successor is {next}" : "";
            yield return Finding.Warning(
                "model-retired",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the end of {model.Id} was announced for {model.ShutdownOn:yyyy-MM-dd}{successor}; the service is asked before anything is paid"));
        }

        if (model.IsPriceOldOn(today))
        {
            yield return Finding.Warning(
                "price-old",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the price of {model.Id} was last seen on {model.PriceDate:yyyy-MM-dd}, more than {PriceAge.Days} days ago"));
        }
    }

    /// <summary>What the model cannot do of what is asked.</summary>
    /// <param name="problems">What that is.</param>
    /// <param name="options">What an operator asks for it by, on both surfaces.</param>
    public static IEnumerable<Finding> Of(IEnumerable<CapabilityProblem> problems, string options) => problems.Select(
        p => p.IsWarning ? Finding.Warning(p.Code, p.Message) : Finding.Error(p.Code, $"{p.Message} Ask otherwise with {options}."));

    /// <summary>That nobody knows what it costs; nothing where that is known, or nothing is paid.</summary>
    /// <param name="options">Whether that may be.</param>
    /// <param name="price">In US dollars; null where it is not known.</param>
    /// <param name="size">Resolution or size that has no price.</param>
    public static IEnumerable<Finding> OfPrice(AssetOptions options, decimal? price, string size)
    {
        if (price is null && !options.IsFree)
        {
            string message = $"the price of {options.Model.Id} at {size} is not known";
            yield return options.AllowUnpriced
                ? Finding.Warning("model-unpriced", message + "; no cap counts it")
                : Finding.Error("model-unpriced", message + "; -AllowUnpriced (--allow-unpriced) uses it all the same");
        }
    }
}
