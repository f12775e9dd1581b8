using System.Text;
using System.Text.Json;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Grains.Operations.Cluster;

namespace SocialCommerce.Grains.Tests.Operations.Cluster;

public sealed class StateRedactionTests
{
    [Fact]
    public void Redact_WhatPeopleWroteAndSecrets_IsGone()
    {
        const string State =
            """
            {"userName":"maria","displayName":"Maria","passwordHash":"abc","tokenId":"t-1","text":"meet me at noon","note":"o-12",
             "address":{"street":"Elm 1","zip":12345},"pin_hash":42,"maria lopez":1}
            """;

        var shown = StateRedaction.Redact(Encoding.UTF8.GetBytes(State));

        foreach (var secret in new[] { "maria", "Maria", "abc", "t-1", "noon", "o-12", "Elm", "42", "lopez" })
        {
            Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Redact_NumbersIdsWordsAndMoments_AreShown()
    {
        const string State =
            """{"userId":"u-1","productIds":["p-1","p-2"],"status":"live","count":3,"isOpen":true,"none":null,"at":"2026-01-01T12:00:00+00:00"}""";

        using var shown = JsonDocument.Parse(StateRedaction.Redact(Encoding.UTF8.GetBytes(State)));

        using var expected = JsonDocument.Parse(State);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, shown.RootElement));
    }

    [Fact]
    public void Redact_LongLists_AreCut()
    {
        var state = JsonSerializer.SerializeToUtf8Bytes(new { Counts = Enumerable.Range(0, 1_000) });

        using var shown = JsonDocument.Parse(StateRedaction.Redact(state));

        var counts = shown.RootElement.GetProperty("Counts");
        Assert.Equal(26, counts.GetArrayLength());
        Assert.Equal("‹975 more›", counts[25].GetString());
    }

    /// <summary>What may be shown is said by name; accounts, sessions, tickets, payments, kept answers and carts never are.</summary>
    [Theory]
    [InlineData("account")]
    [InlineData("session")]
    [InlineData("socketticket")]
    [InlineData("simulatedpayment")]
    [InlineData("idempotency")]
    [InlineData("owner")]
    [InlineData("cart")]
    [InlineData("something-new")]
    public void GrainPrivacy_HidesWhatIsNotListed(string type) => Assert.False(GrainPrivacy.IsKeyShown(type));
}
