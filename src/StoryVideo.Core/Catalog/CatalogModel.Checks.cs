using System.Globalization;

namespace StoryVideo.Catalog;

public sealed partial record CatalogModel
{
    /// <summary>
    /// Everything about a clip that the model would refuse, or do otherwise than one may think; empty when it is
    /// good.
    /// </summary>
    /// <param name="format">The clip.</param>
    /// <param name="referenceCount">How many reference images go along.</param>
    /// <param name="firstFrame">Whether a first frame goes along.</param>
    public IReadOnlyList<CapabilityProblem> Check(VideoFormat format, int referenceCount, bool firstFrame = false)
    {
        List<CapabilityProblem> problems = [];
        if (Kind != ModelKind.Video)
        {
            problems.Add(new("not-a-video-model", $"{Id} makes images; name a video model."));
            return problems;
        }

        CheckShape(problems, format.AspectRatio, format.Resolution, referenceCount);
        if (!Durations.Contains(format.DurationSeconds))
        {
            string lengths = OneOf(Durations.Select(static d => d.ToString(CultureInfo.InvariantCulture)));
            problems.Add(new(
                "duration-not-supported",
                $"{Id} makes clips of {lengths} seconds, not {format.DurationSeconds}."));
        }

        problems.AddRange(Exclusions
            .Where(r => r.IsBrokenBy(format, referenceCount > 0, firstFrame))
            .Select(static r => new CapabilityProblem(r.Code, r.Message, r.IsWarning)));
        return problems;
    }

    /// <summary>Everything about an image that the model would refuse; empty when it is good.</summary>
    /// <param name="aspectRatio">Width to height, as in <see cref="AspectRatios"/>.</param>
    /// <param name="size">As in <see cref="Resolutions"/>.</param>
    /// <param name="referenceCount">How many images go along with the prompt.</param>
    public IReadOnlyList<CapabilityProblem> CheckImage(string aspectRatio, string size, int referenceCount)
    {
        List<CapabilityProblem> problems = [];
        if (Kind == ModelKind.Image)
        {
            CheckShape(problems, aspectRatio, size, referenceCount);
        }
        else
        {
            problems.Add(new("not-an-image-model", $"{Id} makes clips; name an image model."));
        }

        return problems;
    }

    private static string OneOf(IEnumerable<string> values)
    {
        string[] all = values.ToArray();
        return all.Length < 2
            ? string.Concat(all)
            : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }

    private void CheckShape(List<CapabilityProblem> problems, string aspectRatio, string resolution, int referenceCount)
    {
        if (!AspectRatios.Contains(aspectRatio, StringComparer.Ordinal))
        {
            problems.Add(new("aspect-ratio-not-supported", $"{Id} makes {OneOf(AspectRatios)}, not {aspectRatio}."));
        }

        if (!Resolutions.Contains(resolution, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add(new("resolution-not-supported", $"{Id} makes {OneOf(Resolutions)}, not {resolution}."));
        }

        if (referenceCount > 0 && ReferenceLimit == 0)
        {
            problems.Add(new("references-not-supported", $"{Id} takes no reference images."));
        }
        else if (referenceCount > ReferenceLimit)
        {
            problems.Add(new(
                "too-many-references",
                $"{Id} takes at most {ReferenceLimit} reference image{(ReferenceLimit == 1 ? "" : "s")}, not {referenceCount}."));
        }
    }
}
