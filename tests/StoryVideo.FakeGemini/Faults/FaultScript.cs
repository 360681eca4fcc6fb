using System.Text;
using StoryVideo.FakeGemini.Recording;

namespace StoryVideo.FakeGemini.Faults;

/// <summary>
/// What goes wrong and when: a queue per stage, used up one call at a time, then standing predicates.
/// </summary>
public sealed class FaultScript
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Stage, Queue<Fault>> _queues = [];
    private readonly List<(Stage Stage, Func<RecordedRequest, bool> Applies, Fault Fault)> _standing = [];
    private readonly List<(string Words, Fault Fault)> _submissions = [];

    /// <summary>The next calls of a stage meet these, one each.</summary>
    public FaultScript Enqueue(Stage stage, params Fault[] faults)
    {
        lock (_lock)
        {
            if (!_queues.TryGetValue(stage, out Queue<Fault>? queue))
            {
                _queues[stage] = queue = new Queue<Fault>();
            }

            foreach (Fault fault in faults)
            {
                queue.Enqueue(fault);
            }
        }

        return this;
    }

    public FaultScript Enqueue(Stage stage, params Answer[] answers) =>
        Enqueue(stage, answers.Select(static Fault (a) => new Fault.Reply(a)).ToArray());

    /// <summary>
    /// The first submission whose prompt holds these words meets this. Its body is read by then, so that a reset before the
    /// body comes after it and still before anything is started.
    /// </summary>
    public FaultScript EnqueueFor(string words, Fault fault)
    {
        lock (_lock)
        {
            _submissions.Add((words, fault));
        }

        return this;
    }

    /// <summary>Every call of a stage that the predicate picks meets this.</summary>
    public FaultScript When(Stage stage, Func<RecordedRequest, bool> applies, Fault fault)
    {
        lock (_lock)
        {
            _standing.Add((stage, applies, fault));
        }

        return this;
    }

    public FaultScript Always(Stage stage, Fault fault) => When(stage, static _ => true, fault);

    public void Clear()
    {
        lock (_lock)
        {
            _queues.Clear();
            _standing.Clear();
            _submissions.Clear();
        }
    }

    internal Fault? NextFor(ReadOnlySpan<byte> body)
    {
        lock (_lock)
        {
            string text = _submissions.Count == 0 ? "" : Encoding.UTF8.GetString(body);
            int found = _submissions.FindIndex(s => text.Contains(s.Words, StringComparison.Ordinal));
            Fault? fault = found < 0 ? null : _submissions[found].Fault;
            if (found >= 0)
            {
                _submissions.RemoveAt(found);
            }

            return fault;
        }
    }

    internal Fault? Next(Stage stage, RecordedRequest request)
    {
        lock (_lock)
        {
            return _queues.TryGetValue(stage, out Queue<Fault>? queue) && queue.TryDequeue(out Fault? fault)
                ? fault
                : _standing.Find(s => s.Stage == stage && s.Applies(request)).Fault;
        }
    }
}
