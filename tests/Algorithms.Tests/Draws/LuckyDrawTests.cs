using SocialCommerce.Algorithms.Draws;

namespace SocialCommerce.Algorithms.Tests.Draws;

/// <summary>The expected values were made by docs/verify-draw.py's rules in Python, not by this code.</summary>
public sealed class LuckyDrawTests
{
    private const string Commitment = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd";

    private static readonly byte[] Seed = [.. Enumerable.Range(0, LuckyDraw.SeedBytes).Select(value => (byte)value)];

    private static readonly string[] Users = ["u_ann", "u_bob", "u_cyn", "u_dan", "u_eve", "u_fay"];

    private static readonly string[] Order =
    [
        "e_9752043aff4818461f1bdf91108587b8", "e_a840c68c5f7690df1cce0f3221e1c55f", "e_fa9e33555a95c41a9a4c0a88e3927e08",
        "e_3ff9a81adc4cd0db2352c2a91d1e5ff1", "e_9451181bbc4881dfc5ad212e47fbd05e", "e_ec89a522f73bbb5b70907049b34913b0",
    ];

    private static string[] Entrants => [.. Users.Select(user => LuckyDraw.EntrantId("g_tea", user))];

    private static DrawProof Proof => new(
        LuckyDraw.Algorithm, Convert.ToHexStringLower(Seed), Commitment, LuckyDraw.List(Entrants),
        LuckyDraw.HashEntrants(Entrants), [.. Order.Take(2)]);

    [Fact]
    public void Draw_OfAKnownSeed_IsWhatAnotherProgramMade()
    {
        Assert.Equal(Commitment, LuckyDraw.Commit(Seed));
        Assert.Equal("1794f9231dbe56489d9a558d519af7ed6fc70064fb4c42720bf1b539de53d4a1", LuckyDraw.HashEntrants(Entrants));
        Assert.Equal(Order, LuckyDraw.Order(Seed, Entrants));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Order_WhateverTheOrderOfEntriesAndRepetitions_IsTheSame(int seed)
    {
        var random = new Random(seed);
        var entries = Entrants.Concat(random.GetItems(Entrants, 20)).ToArray();
        random.Shuffle(entries);

        Assert.Equal(Order, LuckyDraw.Order(Seed, entries));
        Assert.Equal(LuckyDraw.HashEntrants(Entrants), LuckyDraw.HashEntrants(entries));
    }

    [Fact]
    public void Order_WithOneEntrantMore_KeepsTheOthersAmongThemselves()
    {
        var more = LuckyDraw.Order(Seed, [.. Entrants, "e_late"]);

        Assert.Equal(Order, more.Remove("e_late"));
    }

    [Fact]
    public void Order_OverManySeeds_FavoursNobody()
    {
        var random = new Random(7);
        var wins = Entrants.ToDictionary(entrant => entrant, _ => 0);
        var seed = new byte[LuckyDraw.SeedBytes];
        for (var draw = 0; draw < 6_000; draw++)
        {
            random.NextBytes(seed);
            wins[LuckyDraw.Order(seed, Entrants)[0]]++;
        }

        // Chi-squared with 5 degrees of freedom; 20.5 is exceeded by chance once in a thousand.
        Assert.True(wins.Values.Sum(count => Math.Pow(count - 1_000, 2) / 1_000) < 20.5);
    }

    [Fact]
    public void Verify_AnHonestProof_FindsNothing() => Assert.Empty(Proof.Verify());

    [Fact]
    public void Verify_AnyPartChanged_IsFound()
    {
        var otherSeed = Convert.ToHexStringLower([.. Seed.Reverse()]);
        DrawProof[] forged =
        [
            Proof with { Seed = otherSeed },
            Proof with { Seed = otherSeed, Commitment = LuckyDraw.Commit(Convert.FromHexString(otherSeed)) },
            Proof with { Seed = "00" },
            Proof with { Seed = new string('x', 64) },
            Proof with { Entrants = Proof.Entrants.Add("e_zz") },
            Proof with { Entrants = [.. Proof.Entrants.Reverse()] },
            Proof with { Entrants = Proof.Entrants.RemoveAt(0) },
            Proof with { EntrantsHash = Commitment },
            Proof with { Winners = [Order[1], Order[0]] },
            Proof with { Winners = [Order[0], Order[2]] },
            Proof with { Algorithm = "another" },
        ];

        Assert.All(forged, proof => Assert.NotEmpty(proof.Verify()));
    }
}
