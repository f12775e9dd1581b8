using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class EmbeddingTests
{
    [Fact]
    public void MoveTowards_Unknown_TakesTheTargetAtOnce()
    {
        var user = new float[2];

        Embedding.MoveTowards(user, [0, 2], rate: 0.1f);

        Assert.Equal([0f, 1f], user);
    }

    [Fact]
    public void MoveTowards_Repeatedly_ConvergesAndStaysUnit()
    {
        float[] user = [1, 0];
        float[] target = [0, 1];
        var before = Embedding.Cosine(user, target);
        for (var step = 0; step < 40; step++)
        {
            Embedding.MoveTowards(user, target, Embedding.UserRate);
            var after = Embedding.Cosine(user, target);
            Assert.True(after >= before);
            before = after;
        }

        Assert.InRange(before, 0.999f, 1.001f);
        Assert.Equal(1, MathF.Sqrt((user[0] * user[0]) + (user[1] * user[1])), 4);
    }

    [Fact]
    public void MoveTowards_NothingKnownOfTheTarget_ChangesNothing()
    {
        float[] user = [0.6f, 0.8f];

        Embedding.MoveTowards(user, [0, 0], rate: 1);

        Assert.Equal([0.6f, 0.8f], user);
    }

    [Fact]
    public void Cosine_KnownVectors_IsTheAngle()
    {
        Assert.Equal(0.8f, Embedding.Cosine([3, 4], [0, 2]), 5);
        Assert.Equal(-1, Embedding.Cosine([1, 0], [-5, 0]), 5);
        Assert.Equal(0, Embedding.Cosine([0, 0], [1, 0]));
    }

    [Fact]
    public void ContentVector_SharedWords_AreNearerThanUnrelated()
    {
        var lipstick = ContentVector.Of(new("哑光口红 豆沙色", Category: "beauty", Brand: "花西子", PriceMinor: 9_900));
        var otherLipstick = ContentVector.Of(new("口红 哑光雾面", Category: "beauty", Brand: "完美日记", PriceMinor: 7_900));
        var keyboard = ContentVector.Of(new("Mechanical keyboard", Category: "electronics", Brand: "K", PriceMinor: 49_900));

        var near = Embedding.Cosine(lipstick, otherLipstick);
        Assert.True(near > Embedding.Cosine(lipstick, keyboard) + 0.2f, $"cosine {near}");
    }

    [Fact]
    public void ContentVector_SameContent_IsTheSameUnitVectorInAnyProcess()
    {
        var vector = ContentVector.Of(new("Red camera", "For travel", "cameras", "Acme", 12_345));

        Assert.Equal(vector, ContentVector.Of(new("ＲＥＤ  Camera", "for TRAVEL", "Cameras", "ACME", 12_345)));
        Assert.Equal(1, Embedding.Cosine(vector, vector), 4);
        Assert.Equal(Embedding.Dimensions, vector.Length);
    }

    [Fact]
    public void ContentVector_Empty_IsUnknown()
    {
        Assert.All(ContentVector.Of(new(Title: "")), coordinate => Assert.Equal(0, coordinate));
    }
}
