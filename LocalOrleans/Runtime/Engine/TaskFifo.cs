namespace Orleans.Runtime.Local;

/// <summary>A queue of tasks that costs an idle activation one field: most never have more than one waiting.</summary>
internal struct TaskFifo
{
    private Task? _first;
    private Queue<Task>? _rest;

    public readonly bool IsEmpty => _first is null;

    public void Enqueue(Task task)
    {
        if (_first is null)
        {
            _first = task;
        }
        else
        {
            (_rest ??= new Queue<Task>()).Enqueue(task);
        }
    }

    public Task? Dequeue()
    {
        var task = _first;
        _first = null;
        if (task is not null && _rest is { Count: > 0 })
        {
            _first = _rest.Dequeue();
        }

        return task;
    }

    public readonly IEnumerable<Task> ToList() => _first is null ? [] : [_first, .. _rest ?? []];
}
