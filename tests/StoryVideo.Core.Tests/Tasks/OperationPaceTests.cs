using StoryVideo.Tasks.Runs;

namespace StoryVideo.Core.Tests.Tasks;

public sealed class OperationPaceTests
{
    private static readonly TimeSpan s_late = TimeSpan.FromHours(8);

    private readonly OperationPace _pace = new();

    [Fact]
    public void Nothing_is_waited_for_while_nothing_has_been_seen() => Assert.Equal(TimeSpan.Zero, _pace.FirstLook);

    [Fact]
    public void The_shortest_time_counts_whatever_comes_after_it()
    {
        _pace.Saw(TimeSpan.FromSeconds(60), s_late);
        _pace.Saw(TimeSpan.FromSeconds(40), s_late);
        _pace.Saw(TimeSpan.FromSeconds(90), s_late);

        Assert.Equal(TimeSpan.FromSeconds(36), _pace.FirstLook);
    }

    [Fact]
    public void A_look_that_came_hours_after_it_was_due_makes_nobody_wait_for_hours()
    {
        _pace.Saw(s_late, expected: TimeSpan.FromSeconds(70));

        Assert.Equal(TimeSpan.FromSeconds(63), _pace.FirstLook);
    }
}
