using SocialCommerce.Tests.Shared;
using Xunit.Abstractions;

namespace SocialCommerce.Grains.Tests.Orders.Keys;

/// <summary>
/// What a key of an order promises, in histories drawn from seeds: every step asked for once more, otherwise, after a write that
/// failed or landed unknown, by an order that was loaded anew, while the bank says yes, no, later, or nothing. The real order runs
/// over its stored bytes. SOCIAL_COMMERCE_CASES runs more, SOCIAL_COMMERCE_SEED runs one.
/// </summary>
public sealed class OrderKeyPropertyTests(ITestOutputHelper output)
{
    private const int CasesDefault = 20_000;

    [Fact]
    public void AKey_WhateverHappens_HasOneEffectAndOneAnswer() =>
        SeededHistories.Run(seed => new OrderKeyHistory(seed), CasesDefault, OrderKeyHistory.Kinds, output);
}
