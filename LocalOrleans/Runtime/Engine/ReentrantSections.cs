namespace Orleans.Runtime.Local;

/// <summary>The call chains that may come back into an activation now, each as often as it was allowed.</summary>
internal sealed class ReentrantSections
{
    private readonly Dictionary<Guid, int> _counts = [];

    public bool Contains(Guid id) => _counts.ContainsKey(id);

    public void Enter(Guid id) => _counts[id] = _counts.GetValueOrDefault(id) + 1;

    public void Exit(Guid id)
    {
        if (_counts.TryGetValue(id, out var count) && count > 1)
        {
            _counts[id] = count - 1;
        }
        else
        {
            _counts.Remove(id);
        }
    }
}
