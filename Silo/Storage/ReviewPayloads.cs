using System.Text.Json;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;

namespace SocialCommerce.Silo.Storage;

/// <summary>The parts of reviews that both stores keep as JSON.</summary>
internal static class ReviewPayloads
{
    public static byte[] Write(ReviewBody body) => JsonSerializer.SerializeToUtf8Bytes(body, GrainJson.Default.ReviewBody);

    public static byte[] Write(ReviewContent content) => JsonSerializer.SerializeToUtf8Bytes(content, GrainJson.Default.ReviewContent);

    public static ReviewBody ReadBody(byte[] payload) => JsonSerializer.Deserialize(payload, GrainJson.Default.ReviewBody)
        ?? throw new InvalidDataException("A review is stored as null.");

    public static ReviewRevision ReadRevision(int number, long at, byte[] payload)
    {
        var content = JsonSerializer.Deserialize(payload, GrainJson.Default.ReviewContent)
            ?? throw new InvalidDataException("A review's revision is stored as null.");
        return new ReviewRevision(number, content, DateTimeOffset.FromUnixTimeMilliseconds(at));
    }
}
