namespace Orleans.Placement;

/// <summary>Where activations of a grain class live; in one process only stateless workers differ.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class PlacementAttribute : Attribute
{
    private protected PlacementAttribute()
    {
    }
}
