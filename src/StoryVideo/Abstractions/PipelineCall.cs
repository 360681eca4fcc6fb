namespace StoryVideo.Abstractions;

internal sealed class PipelineCall<T>(Func<T> call) : IPipelineCall
{
    // Whoever waits goes on elsewhere: the pipeline's thread has other calls to make.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _done.Task;

    public void Run()
    {
        try
        {
            _done.TrySetResult(call());
        }
        finally
        {
            _done.TrySetCanceled();
        }
    }

    public void Drop() => _done.TrySetCanceled();
}
