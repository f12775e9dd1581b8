using System.Text;

namespace SocialCommerce.Grains.Interfaces.Interactions;

/// <summary>Which partition a user's interactions go through. Never changes for a user.</summary>
public static class Partitions
{
    /// <summary>Fixed for the life of a store: the log keeps a dense sequence per partition.</summary>
    public const int Count = 16;

    /// <summary>The stream provider and namespace of <see cref="InteractionRecorded"/>.</summary>
    public const string StreamProvider = "interactions";

    public const string StreamNamespace = "interactions";

    /// <summary>FNV-1a over UTF-8: the same on every machine and runtime, unlike string.GetHashCode.</summary>
    public static int Of(string userId)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(userId))
        {
            hash = (hash ^ value) * 16777619u;
        }

        return (int)(hash % Count);
    }
}
