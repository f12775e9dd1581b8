namespace Orleans.Runtime;

/// <summary>Values that travel with calls, from the caller to the callee and no further back.</summary>
public static class RequestContext
{
    internal const string ReentrancyKey = "#CCR";

    private static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
            {
                Remove(ReentrancyKey);
            }
            else
            {
                Set(ReentrancyKey, value);
            }
        }
    }

    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries => Values.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    public static object? Get(string key) => Values.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value)
    {
        // Copied, never changed in place: callers further up share the old dictionary.
        Values.Value = Values.Value is { } current
            ? new Dictionary<string, object>(current) { [key] = value }
            : new Dictionary<string, object>(1) { [key] = value };
    }

    public static bool Remove(string key)
    {
        if (Values.Value is not { } current || !current.ContainsKey(key))
        {
            return false;
        }

        var rest = new Dictionary<string, object>(current);
        rest.Remove(key);
        Values.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    public static void Clear() => Import(null);

    /// <summary>Lets calls made within the section come back into this activation while it awaits them.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new ReentrancySection(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    internal static Dictionary<string, object>? Export() => Values.Value;

    internal static void Import(Dictionary<string, object>? values)
    {
        if (!ReferenceEquals(Values.Value, values))
        {
            Values.Value = values;
        }
    }

    /// <summary>Ends call-chain reentrancy when disposed.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _originalReentrancyId;
        private readonly Guid _newReentrancyId;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _originalReentrancyId = originalReentrancyId;
            _newReentrancyId = newReentrancyId;
            if (newReentrancyId != originalReentrancyId)
            {
                ReentrancyId = newReentrancyId;
            }

            if (newReentrancyId != Guid.Empty)
            {
                (RuntimeContext.Current as Local.ICallChainReentrantContext)?.EnterReentrantSection(newReentrancyId);
            }
        }

        public void Dispose()
        {
            if (_newReentrancyId != Guid.Empty)
            {
                (RuntimeContext.Current as Local.ICallChainReentrantContext)?.ExitReentrantSection(_newReentrancyId);
            }

            if (_newReentrancyId != _originalReentrancyId)
            {
                ReentrancyId = _originalReentrancyId;
            }
        }
    }
}
