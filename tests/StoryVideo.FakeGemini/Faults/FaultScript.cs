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
