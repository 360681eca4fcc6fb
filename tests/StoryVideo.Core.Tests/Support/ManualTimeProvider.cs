namespace StoryVideo.Core.Tests.Support;

/// <summary>
/// A clock that stands still until it is told to move; timers of tasks, tokens and pipelines go by it.
/// </summary>
/// <param name="start">Where it stands first; null for a day after Veo's announced end on the Gemini API.</param>
public sealed class ManualTimeProvider(DateTimeOffset? start = null) : TimeProvider
{
    /// <summary>A day on which the catalog's prices and dates all hold, and its preferred model is in service.</summary>
    public static readonly DateTimeOffset CatalogDay = new(SamplePlans.Day, new TimeOnly(12, 0), TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<TimeSpan> _pauses = [];
    private DateTimeOffset _now = start ?? new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The pauses that <see cref="JumpPausesAsync"/> jumped over, in order.</summary>
    public IReadOnlyList<TimeSpan> Pauses => _pauses;

    /// <summary>How far somebody has set the wall clock away from the time that passes.</summary>
    public TimeSpan SetBy { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Passed() + SetBy;

    public override long GetTimestamp() => Passed().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock; every timer that falls due on the way fires at its time, in order.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset target = Passed() + by;
        while (TakeDue(target) is ManualTimer due)
        {
            due.Fire();
        }

        lock (_lock)
        {
            _now = target;
        }
    }

    /// <summary>
    /// Awaits a task, jumping over every pause that it makes and that is no longer than <paramref name="longest"/> (45
    /// s unless told otherwise, which leaves time limits of a minute and more alone).
    /// </summary>
    public async Task<T> JumpPausesAsync<T>(Task<T> task, TimeSpan? longest = null)
    {
        TimeSpan limit = longest ?? TimeSpan.FromSeconds(45);
        while (!task.IsCompleted)
        {
            Task changed = Changed();
            if (NextDue() is TimeSpan pause && pause <= limit)
            {
                _pauses.Add(pause);
                Advance(pause);
            }
            else
            {
                await Task.WhenAny(task, changed);
            }
        }

        return await task;
    }

    internal void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = _now + dueTime;
                _timers.Add(timer);
            }

            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private DateTimeOffset Passed()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    private Task Changed()
    {
        lock (_lock)
        {
            return _changed.Task;
        }
    }

    private TimeSpan? NextDue()
    {
        lock (_lock)
        {
            return _timers.MinBy(static t => t.Due)?.Due - _now;
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset target)
    {
        lock (_lock)
        {
            ManualTimer? due = _timers.Where(t => t.Due <= target).MinBy(static t => t.Due);
            if (due is not null)
            {
                _timers.Remove(due);
                _now = due.Due > _now ? due.Due : _now;
            }

            return due;
        }
    }
}
