using System.Text;

namespace Orleans.Runtime.Local;

/// <summary>Who waits for whom, put together from the calls that wait; only worked out when a call has failed anyway.</summary>
internal sealed class CallChains
{
    /// <summary>Calls that a description names.</summary>
    private const int LengthMax = 8;

    private readonly Dictionary<GrainId, GrainCall> _byCaller = [];

    public CallChains(IEnumerable<GrainCall> waiting)
    {
        foreach (var call in waiting)
        {
            if (call.SourceId is { } caller)
            {
                _byCaller.TryAdd(caller, call);
            }
        }
    }

    /// <summary>The calls behind a call that its answer waits for, and whether they come back to one of their own.</summary>
    public string Describe(GrainCall call)
    {
        var text = new StringBuilder($"It waits: {Name(call)}");
        var passed = new HashSet<GrainId> { call.Target.GrainId };
        for (var next = Behind(call); next is not null && passed.Count < LengthMax; next = Behind(next))
        {
            text.Append($" → {Name(next)}");
            if (!passed.Add(next.Target.GrainId))
            {
                return text.Append(", which is in the chain already: a deadlock.").ToString();
            }
        }

        return passed.Count == 1 ? string.Empty : text.Append('.').ToString();
    }

    private static string Name(GrainCall call) => $"{call.Target.GrainId}.{call.Method.Name}";

    private GrainCall? Behind(GrainCall call) => _byCaller.GetValueOrDefault(call.Target.GrainId);
}
