namespace StoryVideo.Catalog;

/// <summary>Reads one model of a catalog.</summary>
internal sealed class ModelReader(IReadOnlyDictionary<string, CapabilityRule> rules)
{
    public CatalogModel Read(CatalogNode node)
    {
        ModelKind kind = node.Choice<ModelKind>("kind");
        CatalogModel model = new()
        {
            Provider = node.Text("provider"),
            Id = node.Text("id"),
            DisplayName = node.Text("displayName"),
            Kind = kind,
            Wire = node.Text("wire"),
            Status = node.Choice<ModelStatus>("status"),
            ReleasedOn = node.OptionalDate("releasedOn"),
            ShutdownOn = node.OptionalDate("shutdownOn"),
            ShutdownNote = node.OptionalText("shutdownNote"),
            Successor = node.OptionalText("successor"),
            Confidence = node.Choice<Confidence>("confidence", Confidence.Official),
            AspectRatios = node.Texts("aspectRatios"),
            Resolutions = node.Texts("resolutions"),
            Durations = node.Seconds("durations"),
            ReferenceLimit = node.OptionalInteger("references", 0) ?? 0,
            CharacterReferenceLimit = node.OptionalInteger("characterReferences", 0),
            SpeakerLimit = node.OptionalInteger("speakers", 1) ?? 0,
            TokensPerSecond = node.OptionalInteger("tokensPerSecond", 1),
            TokensPerImage = node.OptionalInteger("tokensPerImage", 1),
            PromptTokenLimit = node.OptionalInteger("promptTokens", 1),
            ConcurrentCalls = node.OptionalInteger("concurrentCalls", 1) ?? 1,
            PollInterval = TimeSpan.FromSeconds(node.OptionalInteger("pollSeconds", 1) ?? 10),
            Deadline = TimeSpan.FromMinutes(node.OptionalInteger("deadlineMinutes", 1) ?? 20),
            ResultRetention = TimeSpan.FromHours(node.OptionalInteger("retentionHours", 0) ?? 0),
            ChargedWhenFiltered = node.Flag("chargedWhenFiltered"),
            Audio = node.Flag("audio"),
            Exclusions = ReadExclusions(node),
            IsFree = node.Flag("free"),
            Prices = node.Nodes("prices").SelectMany(ReadPrices).ToArray(),
            Notes = node.Texts("notes"),
            Sources = node.Texts("sources"),
        };
        Require(model, node);
        node.RefuseUnknown();
        return model;
    }

    private static ModelPrice[] ReadPrices(CatalogNode node)
    {
        IReadOnlyList<KeyValuePair<string, decimal>> clips = node.Amounts("usdPerSecond");
        IReadOnlyList<KeyValuePair<string, decimal>> images = node.Amounts("usdPerImage");
        decimal? input = node.OptionalAmount("usdPerMillionInputTokens");
        decimal? output = node.OptionalAmount("usdPerMillionOutputTokens");
        bool isOfTokens = input is not null && output is not null;
        if (clips.Count == 0 && images.Count == 0 && !isOfTokens)
        {
            node.Problem(null, "must give usdPerSecond, usdPerImage, or usdPerMillionInputTokens and usdPerMillionOutputTokens");
        }

        decimal? inputImage = node.OptionalAmount("usdPerInputImage");
        DateOnly asOf = node.Date("asOf");
        string source = node.Text("source");
        Confidence confidence = node.Choice<Confidence>("confidence", Confidence.Official);
        node.RefuseUnknown();
        return clips.Select(static c => (c.Key, Clip: (decimal?)c.Value, Image: (decimal?)null))
            .Concat(images.Select(static i => (i.Key, Clip: (decimal?)null, Image: (decimal?)i.Value)))
            .Select(p => new ModelPrice
            {
                Resolution = p.Key,
                UsdPerSecond = p.Clip,
                UsdPerImage = p.Image,
                UsdPerInputImage = inputImage,
                AsOf = asOf,
                Source = source,
                Confidence = confidence,
            })
            .Concat(isOfTokens
                ?
                [
                    new ModelPrice
                    {
                        Resolution = ModelPrice.Tokens,
                        UsdPerMillionInputTokens = input,
                        UsdPerMillionOutputTokens = output,
                        AsOf = asOf,
                        Source = source,
                        Confidence = confidence,
                    },
                ]
                : [])
            .ToArray();
    }

    private static void Require(CatalogModel model, CatalogNode node)
    {
        if (model.Status is ModelStatus.Retiring && model.ShutdownOn is null)
        {
            node.Problem("shutdownOn", "is missing; a retiring model has a last day");
        }

        foreach ((string resolution, int count) in model.Prices
            .CountBy(static p => p.Resolution, StringComparer.Ordinal))
        {
            if (resolution != ModelPrice.Tokens && !model.Resolutions.Contains(resolution, StringComparer.Ordinal))
            {
                node.Problem("prices", $"'{resolution}' is priced, but not among the resolutions");
            }

            if (count > 1)
            {
                node.Problem("prices", $"'{resolution}' is priced twice");
            }
        }

        if (model.IsFree && model.Prices.Count > 0)
        {
            node.Problem("prices", "must not be given for a free model");
        }

        // Of a model that is gone nothing more is needed than its name and what took its place.
        if (model.Status != ModelStatus.Retired)
        {
            RequireCapabilities(model, node);
        }
    }

    private static void RequireCapabilities(CatalogModel model, CatalogNode node)
    {
        if (model.Kind is ModelKind.Speech or ModelKind.Judge)
        {
            RequireSome(model.Kind == ModelKind.Speech ? "tokensPerSecond" : "tokensPerImage", model.TokensPerSecond ?? model.TokensPerImage ?? 0);
            RequireSome(model.Kind == ModelKind.Speech ? "speakers" : "references", model.Kind == ModelKind.Speech ? model.SpeakerLimit : model.ReferenceLimit);
            return;
        }

        RequireSome("aspectRatios", model.AspectRatios.Count);
        RequireSome("resolutions", model.Resolutions.Count);
        RequireSome("durations", model.Kind == ModelKind.Video ? model.Durations.Count : 1);

        void RequireSome(string name, int count)
        {
            if (count == 0)
            {
                node.Problem(name, "must have at least one entry");
            }
        }
    }

    private List<CapabilityRule> ReadExclusions(CatalogNode node)
    {
        List<CapabilityRule> exclusions = [];
        foreach ((int index, string code) in node.Texts("exclusions").Index())
        {
            if (rules.TryGetValue(code, out CapabilityRule? rule))
            {
                exclusions.Add(rule);
            }
            else
            {
                node.Problem($"exclusions[{index}]", $"'{code}' is not among the rules");
            }
        }

        return exclusions;
    }
}
