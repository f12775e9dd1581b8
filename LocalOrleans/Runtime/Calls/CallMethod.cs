using System.ComponentModel;
using System.Reflection;
using Orleans.CodeGeneration;

namespace Orleans.Runtime.Local;

/// <summary>What is known about a grain method before it is called; made once, by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CallMethod(
    Type interfaceType, string name, Type[] parameterTypes, InvokeMethodOptions options, string? responseTimeout)
{
    private MethodInfo? _reflected;
    private ProbedMethod? _probed;

    public Type InterfaceType { get; } = interfaceType;

    public string Name { get; } = name;

    public InvokeMethodOptions Options { get; } = options;

    public TimeSpan? ResponseTimeout { get; } =
        responseTimeout is null ? null : new ResponseTimeoutAttribute(responseTimeout).Timeout;

    internal bool IsReadOnly => (Options & InvokeMethodOptions.ReadOnly) != 0;

    internal bool IsAlwaysInterleave => (Options & InvokeMethodOptions.AlwaysInterleave) != 0;

    /// <summary>Reflection, for call filters only.</summary>
    internal MethodInfo Reflected => _reflected ??= InterfaceType.GetMethod(Name, parameterTypes)
        ?? throw new MissingMethodException(InterfaceType.FullName, Name);

    /// <summary>What the probe keeps for this method of a class. Nearly every method is one class's, so the last answer is kept.</summary>
    internal object ProbedAs(GrainTypeDescriptor type, ICallProbe probe)
    {
        var probed = _probed;
        if (probed is null || !ReferenceEquals(probed.Type, type))
        {
            _probed = probed = new ProbedMethod(type, probe.Describe(type.GrainType, InterfaceType, Name));
        }

        return probed.Described;
    }

    public override string ToString() => $"{InterfaceType.FullName}.{Name}";
}
