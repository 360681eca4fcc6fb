using System.Globalization;
using System.Management.Automation;
using StoryVideo.Ledger;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Formatting;

/// <summary>
/// The progress of a run: one bar for all of it and one for each running shot. At most one record goes out every
/// fifth of a second, because hosts drop what comes faster and then show something stale.
/// </summary>
internal sealed class RunBars : IProgress<AssetProgress>
{
    private const int RunId = 73_001;
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(210);

    private readonly Func<ProgressRecord, Task> _write;
    private readonly string _activity;
    private readonly int _total;
    private readonly decimal? _cap;
    private readonly TimeProvider _time;
    private readonly long _begun;
    private readonly Lock _lock = new();
    private readonly Dictionary<AssetKey, Bar> _running = [];
    private readonly Queue<ProgressRecord> _ended = [];
    private readonly Dictionary<AssetStatus, int> _counts = [];
    private int _lastId = RunId;
    private decimal _spent;

    public RunBars(Func<ProgressRecord, Task> write, string activity, int total, decimal? cap, TimeProvider time)
    {
        _write = write;
        _activity = activity;
        _total = total;
        _cap = cap;
        _time = time;
        _begun = time.GetTimestamp();
    }

    /// <summary>Told what an operator should know of a shot under way: a wait, another try. From any thread.</summary>
    public Action<string>? Noted { get; init; }

    /// <summary>The run in a sentence.</summary>
    public string Summary
    {
        get
        {
            lock (_lock)
            {
                string counts = string.Join(
                    ", ", _counts.Select(static c => $"{c.Value} {c.Key.ToString().ToLowerInvariant()}"));
                return $"{Counted.Of(_total, "shot")}: {counts}. Spent {Cells.Dollars(_spent)}{(_cap is null ? "" : $" of at most {Cells.Dollars(_cap)}")}.";
            }
        }
    }

    public void Add(AssetResult result)
    {
        lock (_lock)
        {
            _counts[result.Status] = _counts.GetValueOrDefault(result.Status) + 1;
            _spent += result.SpentUsd;
        }
    }

    public void Add(FinishedTake finished)
    {
        lock (_lock)
        {
            AssetStatus status = finished.Result?.Status ?? (finished.Error is null ? AssetStatus.Skipped : AssetStatus.Failed);
            _counts[status] = _counts.GetValueOrDefault(status) + 1;
        }
    }

    public void Add(ShotRepair repair)
    {
        lock (_lock)
        {
            AssetStatus status = repair.Error is null ? AssetStatus.Succeeded : AssetStatus.Failed;
            _counts[status] = _counts.GetValueOrDefault(status) + 1;
            _spent += repair.SpentUsd;
        }
    }

    /// <inheritdoc/>
    public void Report(AssetProgress value)
    {
        if (value.Note is { } note)
        {
            Noted?.Invoke($"{value.Asset.Name}: {note}");
        }

        lock (_lock)
        {
            if (value.Stage != AssetStage.Done)
            {
                Bar bar = _running.GetValueOrDefault(value.Asset) ?? new Bar(++_lastId, _time.GetTimestamp());
                _running[value.Asset] = bar with { Stage = value.Stage, Note = value.Note, IsShown = false };
            }
            else if (_running.Remove(value.Asset, out Bar? bar) && bar.WasShown)
            {
                _ended.Enqueue(new ProgressRecord(bar.Id, value.Asset.Name, "done")
                {
                    ParentActivityId = RunId,
                    RecordType = ProgressRecordType.Completed,
                });
            }
        }
    }

    /// <summary>Shows how it goes for as long as a piece of work lasts.</summary>
    public async Task ShowWhileAsync(Func<Task> work, CancellationToken stop)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task showing = ShowAsync(over.Token);
        try
        {
            await work();
        }
        finally
        {
            await over.CancelAsync();
            await showing;
        }
    }

    /// <summary>Shows how it goes until it is over.</summary>
    private async Task ShowAsync(CancellationToken over)
    {
        try
        {
            for (int turn = 0; ; turn++)
            {
                // Every second record is the run's own, so that its numbers never wait for a long row of shots.
                await _write(turn % 2 == 0 ? OfRun() : OfShots() ?? OfRun());
                await Task.Delay(s_pace, _time, over);
            }
        }
        catch (OperationCanceledException)
        {
            // Over: the command completes every bar that was shown.
        }
    }

    private string Money => _cap is null ? "nothing is paid again" : $"{Cells.Dollars(_spent)} of {Cells.Dollars(_cap)}";

    private ProgressRecord OfRun()
    {
        lock (_lock)
        {
            int done = _counts.Values.Sum();
            TimeSpan elapsed = _time.GetElapsedTime(_begun);
            return new ProgressRecord(RunId, _activity, string.Create(
                CultureInfo.InvariantCulture,
                $"{done} of {_total} done, {_running.Count} running, {Money}"))
            {
                PercentComplete = 100 * done / _total,
                SecondsRemaining = done == 0 ? -1 : (int)(elapsed.TotalSeconds / done * (_total - done)),
            };
        }
    }

    private ProgressRecord? OfShots()
    {
        lock (_lock)
        {
            if (_ended.TryDequeue(out ProgressRecord? ended))
            {
                return ended;
            }

            (AssetKey asset, Bar bar) = _running
                .OrderBy(static r => r.Value.IsShown)
                .ThenBy(static r => r.Value.ShownAt)
                .FirstOrDefault();
            if (bar is null)
            {
                return null;
            }

            _running[asset] = bar with { IsShown = true, WasShown = true, ShownAt = _time.GetTimestamp() };
            int seconds = (int)_time.GetElapsedTime(bar.Begun).TotalSeconds;
            string status = $"{bar.Stage.ToString().ToLowerInvariant()}, {seconds} s {bar.Note}".TrimEnd();
            return new ProgressRecord(bar.Id, asset.Name, status)
            {
                ParentActivityId = RunId,
            };
        }
    }

    private sealed record Bar(int Id, long Begun)
    {
        public AssetStage Stage { get; init; }

        public string? Note { get; init; }

        /// <summary>Its latest stage was shown.</summary>
        public bool IsShown { get; init; }

        public bool WasShown { get; init; }

        public long ShownAt { get; init; }
    }
}
