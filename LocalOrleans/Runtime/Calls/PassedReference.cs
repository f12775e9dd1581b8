using System.ComponentModel;

namespace Orleans.Runtime.Local;

/// <summary>
/// What crosses between grains as a reference: a grain that passes itself passes its reference, since nobody else may call
/// into the object. Anything else that is no reference is refused.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PassedReference
{
    public static T Of<T>(T passed) =>
        passed is null or GrainReference ? passed : (T)((IAddressable)passed).AsReference(typeof(T));

    public static async Task<T> OfResult<T>(Task<T> passed) => Of(await passed);
}
