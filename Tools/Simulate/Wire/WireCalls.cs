using System.Text.Json;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>Calls of one connection that wait for their answers.</summary>
internal sealed class WireCalls
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TaskCompletionSource<JsonElement>> _waiting = [];
    private int _last;

    public (int Id, Task<JsonElement> Answer) Begin()
    {
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add(++_last, answer);
            return (_last, answer.Task);
        }
    }

    /// <summary>Takes an answer; one that nobody waits for any more is left out.</summary>
    public void Answer(int id, JsonElement result)
    {
        lock (_lock)
        {
            _waiting.GetValueOrDefault(id)?.TrySetResult(result);
        }
    }

    public void End(int id)
    {
        lock (_lock)
        {
            _waiting.Remove(id);
        }
    }

    /// <summary>The connection went: nothing will be answered.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            foreach (var answer in _waiting.Values)
            {
                answer.TrySetException(new IOException("The connection was lost."));
            }
        }
    }
}
