namespace Orleans;

/// <summary>Subscribes the grain of a stream's key to every stream of a namespace.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitStreamSubscriptionAttribute : Attribute
{
    public ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null)
    {
        StreamNamespace = streamNamespace.Trim();
        StreamIdMapper = streamIdMapper;
    }

    public string? StreamIdMapper { get; init; }

    internal string StreamNamespace { get; }
}
