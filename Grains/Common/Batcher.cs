namespace SocialCommerce.Grains.Common;

/// <summary>
/// Works off one batch at a time; what is asked for meanwhile is the next batch. So many callers share a commit, batches
/// become durable in order, and whoever asks is served by work that began after the question. Runs in the turns of one
/// grain. After a fault nothing more is taken: the activation is to be dropped.
/// </summary>
internal sealed class Batcher<T>(Func<IReadOnlyList<T>, Task> work)
{
    private List<T> _waiting = [];
    private TaskCompletionSource _answer = NewAnswer();
    private Task _current = Task.CompletedTask;
    private Task _pump = Task.CompletedTask;
    private Exception? _fault;

    /// <summary>Answers when the batch that holds the item is done.</summary>
    public Task AddAsync(T item)
    {
        if (_fault is not null)
        {
            throw new InvalidOperationException("An earlier batch failed and its grain restarts.", _fault);
        }

        _waiting.Add(item);
        var answer = _answer.Task;
        if (_pump.IsCompleted)
        {
            _pump = PumpAsync();
        }

        return answer;
    }

    /// <summary>Answers when everything that was asked for before is done; what is asked for meanwhile is not waited for.</summary>
    public Task PendingAsync() => _waiting.Count > 0 ? _answer.Task : _current;

    /// <summary>Answers when everything that was asked for is done.</summary>
    public async Task DrainAsync()
    {
        await _pump;
        if (_fault is not null)
        {
            throw new InvalidOperationException("A batch failed and its grain restarts.", _fault);
        }
    }

    private async Task PumpAsync()
    {
        while (_waiting.Count > 0 && _fault is null)
        {
            var (items, answer) = (_waiting, _answer);
            (_waiting, _answer, _current) = ([], NewAnswer(), answer.Task);
            try
            {
                await work(items);
                answer.SetResult();
            }
#pragma warning disable CA1031 // Every caller of this batch and of the next gets the fault.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Fail(exception, answer);
            }
        }
    }

    private void Fail(Exception exception, TaskCompletionSource answer)
    {
        _fault = exception;
        answer.SetException(exception);
        if (_waiting.Count > 0)
        {
            _answer.SetException(exception);
        }
    }

    private static TaskCompletionSource NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
