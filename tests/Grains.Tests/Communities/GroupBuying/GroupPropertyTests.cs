using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using static SocialCommerce.Grains.Tests.Communities.GroupBuying.GroupSamples;

namespace SocialCommerce.Grains.Tests.Communities.GroupBuying;

public sealed class GroupPropertyTests
{
    private const int Cases = 100_000;

    private static readonly string[] Methods = ["card", "card", "card", "card", "declined", "lost", "pending"];
    private static readonly string[] Users = ["a", "b", "c", "d", "e", "f"];
    private static readonly string[] Groups = ["g", "h", "i"];

    [Fact]
    public void WhateverHappens_UnitsAndMoneyAreWhereTheyBelong_AndNobodyIsInTwoGroups() =>
        Parallel.For(0, Cases, seed => RunAsync(seed).GetAwaiter().GetResult());

    private static async Task RunAsync(int seed)
    {
        try
        {
            await RunAsync(new Random(seed));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed} found something.", exception);
        }
    }

    private static async Task RunAsync(Random random)
    {
        var stock = random.Next(2, 12);
        var shop = new GroupShop(TermsOf(random), stock);
        var steps = random.Next(8, 24);
        for (var step = 0; step < steps; step++)
        {
            if (random.Next(4) == 0)
            {
                shop.CrashAt = shop.Steps + random.Next(1, 20);
            }

            await ActAsync(shop, random);
            GroupLaws.CheckNow(shop);
        }

        if (shop.Stored.Count > 0)
        {
            await shop.FinishAsync();
            GroupLaws.CheckEnd(shop, stock);
        }
    }

    private static async Task ActAsync(GroupShop shop, Random random)
    {
        var (group, user) = (Groups[random.Next(Groups.Length)], Users[random.Next(Users.Length)]);
        var method = Methods[random.Next(Methods.Length)];
        switch (random.Next(10))
        {
            case 0 or 1:
                await shop.OpenAsync(group, Open(user, $"{group}{user}", method: method, isPrivate: random.Next(8) == 0));
                break;
            case 2 or 3 or 4 or 5:
                await shop.JoinAsync(group, Join(user, random.Next(1, 3), method, random.Next(3) == 0 ? $"k{user}" : null, "invite"));
                break;
            case 6:
                await shop.LeaveAsync(group, user);
                break;
            case 7:
                await shop.DriveAsync();
                break;
            default:
                await shop.AdvanceAsync(TimeSpan.FromSeconds(random.Next(1, 400)));
                break;
        }
    }

    private static GroupTerms TermsOf(Random random)
    {
        var size = random.Next(2, 6);
        var first = random.Next(2, size + 1);
        var tiers = Tiers((first, random.Next(100, 200)));
        for (var people = first + 1; people <= size; people++)
        {
            tiers = random.Next(2) == 0 ? tiers : tiers.Add(new GroupTier(people, tiers[^1].AmountMinor - random.Next(1, 20)));
        }

        return Terms with { Size = size, Tiers = tiers, Window = TimeSpan.FromMinutes(10) };
    }
}
