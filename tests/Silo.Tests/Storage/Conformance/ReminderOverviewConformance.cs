using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What operators are shown of the reminders, whatever keeps them.</summary>
public abstract class ReminderOverviewConformance
{
    private protected static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, 250, TimeSpan.Zero);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private protected abstract IReminderOverview Overview { get; }

    /// <param name="grainId">As <c>type/key</c>.</param>
    private protected abstract Task AddAsync(string grainId, string name, DateTimeOffset startsAt, TimeSpan period);

    [StoreFact]
    public async Task Read_WithoutReminders_IsNothing()
    {
        var figures = await ReadAsync();

        Assert.Equal((0, 0, null), (figures.Count, figures.DueSoon, figures.NextAt));
        Assert.Empty(figures.Groups);
    }

    [StoreTheory]
    [InlineData(0, 0)]
    [InlineData(90, 90)]
    [InlineData(-1, 3_599)]
    [InlineData(-3_599, 1)]
    [InlineData(-3_600, 3_600)]
    [InlineData(-36_000_001, 3_599)]
    public async Task Read_OfOne_NextIsOnTheGridOfItsStart(int startSeconds, int nextSeconds)
    {
        await AddAsync("room/r-1", "close", Now.AddSeconds(startSeconds), Hour);

        Assert.Equal(Now.AddSeconds(nextSeconds), (await ReadAsync()).NextAt);
    }

    [StoreFact]
    public async Task Read_CountsThoseOfTheNextMinute()
    {
        await AddAsync("room/now", "close", Now, Hour);
        await AddAsync("room/last", "close", Now.AddSeconds(60), Hour);
        await AddAsync("room/again", "close", Now.AddSeconds(-3_570), Hour);
        await AddAsync("room/later", "close", Now.AddSeconds(60.001), Hour);

        var figures = await ReadAsync();

        Assert.Equal((4, 3), (figures.Count, figures.DueSoon));
    }

    [StoreFact]
    public async Task Read_GroupsByTypeAndName_WhateverTheKeyLooksLike()
    {
        await AddAsync("order/o-1", "work", Now.AddMinutes(3), Hour);
        await AddAsync("order/a/b c", "work", Now.AddMinutes(2), Hour);
        await AddAsync("order/o-1", "forget", Now.AddMinutes(9), Hour);
        await AddAsync("cart/", "forget", Now.AddMinutes(5), Hour);

        var groups = (await ReadAsync()).Groups;

        Assert.Equal(new ReminderGroup("order", "work", 2, Now.AddMinutes(2)), groups[0]);
        Assert.Equal(
            [new ReminderGroup("cart", "forget", 1, Now.AddMinutes(5)), new ReminderGroup("order", "forget", 1, Now.AddMinutes(9))],
            groups.Skip(1).OrderBy(static group => group.Grain, StringComparer.Ordinal));
    }

    [StoreFact]
    public async Task Read_OfManyKinds_ShowsTheLargestAndCountsAll()
    {
        for (var number = 0; number <= ReminderGroups.Shown; number++)
        {
            await AddAsync($"grain{number}/a", "tick", Now, Hour);
        }

        await AddAsync("grain7/b", "tick", Now, Hour);

        var figures = await ReadAsync();

        Assert.Equal((ReminderGroups.Shown + 2, ReminderGroups.Shown), (figures.Count, figures.Groups.Length));
        Assert.Equal("grain7", figures.Groups[0].Grain);
    }

    private protected Task<ReminderFigures> ReadAsync() => Overview.ReadAsync(Now, default);
}
