namespace SocialCommerce.Grains.Recommendations;

/// <summary>Names of what is stored of a version.</summary>
internal static class ModelBlobs
{
    /// <summary>The products of the version, one id per line; a product's line is its index in every model.</summary>
    public static string Products(string version) => $"models/{version}/products";

    public static string Model(string version, string kind) => $"models/{version}/{kind}";

    /// <summary>The two places of a checkpoint, so that one is whole while the other is written.</summary>
    public static string Checkpoint(string version, int slot) => $"models/{version}/checkpoint-{slot % 2}";
}
