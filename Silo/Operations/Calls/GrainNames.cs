using Orleans.Runtime;
using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Operations;

/// <summary>How grains and their methods are called towards operators, whatever the engine.</summary>
internal static class GrainNames
{
    private const string Async = "Async";

    /// <summary>Without the key when it may say who somebody is, or is a secret.</summary>
    public static GrainName Of(GrainId grainId)
    {
        var type = TypeOf(grainId.Type);
        return new GrainName(type, GrainPrivacy.IsKeyShown(type) ? KeyOf(grainId) : string.Empty);
    }

    public static string TypeOf(GrainType type) => type.ToString()!;

    public static string KeyOf(GrainId grainId) => grainId.Key.ToString()!;

    public static GrainId IdOf(GrainName name) => GrainId.Create(name.Type, name.Key);

    /// <summary>Grain methods as the wire has them: <c>PlaceAsync</c> is <c>Place</c>. What the engine asks of a grain has its own.</summary>
    public static string MethodOf(Type interfaceType, string methodName) => interfaceType.Name switch
    {
        "ITimerTarget" => "(timer)",
        "IStreamDelivery" => "(stream event)",
        _ => methodName.EndsWith(Async, StringComparison.Ordinal) ? methodName[..^Async.Length] : methodName,
    };
}
