using Orleans.Runtime.Local;

namespace Orleans.Runtime;

/// <summary>A reference to a grain or an observer; equal when the ids are.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(InterfaceDescriptor descriptor, GrainEngine engine, GrainId grainId)
    {
        Descriptor = descriptor;
        Engine = engine;
        GrainId = grainId;
    }

    public GrainId GrainId { get; }

    public GrainInterfaceType InterfaceType => Descriptor.InterfaceType;

    public virtual string InterfaceName => Descriptor.InterfaceType.ToString();

    internal InterfaceDescriptor Descriptor { get; }

    internal GrainEngine Engine { get; }

    /// <summary>The activation that the last call went to, which saves a look in the directory.</summary>
    internal Activation? LastActivation { get; set; }

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable =>
        (TGrainInterface)Engine.Cast(this, typeof(TGrainInterface));

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";
}
