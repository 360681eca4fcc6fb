namespace StoryVideo.Providers.Grok;

/// <param name="CostInUsdTicks">What was charged; a tick is a ten-thousand-millionth of a US dollar.</param>
internal sealed record WireUsage(decimal? CostInUsdTicks);
