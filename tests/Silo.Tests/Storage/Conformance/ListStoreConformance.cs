using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What grains rely on, whatever keeps the lists.</summary>
public abstract class ListStoreConformance
{
    protected abstract IListStore Lists { get; }

    /// <summary>Opens the same store anew, as the next process does.</summary>
    protected abstract Task ReopenAsync();

    [StoreFact]
    public async Task Apply_Changes_AnswersWhichOnesChangedAnything()
    {
        var first = await ApplyAsync(ListChange.Add("a", "1"), ListChange.Add("a", "1"), ListChange.Remove("a", "2"));
        var second = await ApplyAsync(ListChange.Remove("a", "1"), ListChange.Add("b", "1"), ListChange.Add("b", "1"));

        Assert.Equal([true, false, false], first);
        Assert.Equal([true, true, false], second);
        Assert.Equal(0, await Lists.CountAsync("a", default));
        Assert.Equal(1, await Lists.CountAsync("b", default));
    }

    [StoreFact]
    public async Task Apply_OneChangeThatFails_ChangesNothing()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => ApplyAsync(ListChange.Add("a", "1"), ListChange.Add("a", null!)));

        Assert.Equal(0, await Lists.CountAsync("a", default));
    }

    [StoreFact]
    public async Task Page_NewestFirst_EndsWithoutCursor()
    {
        await AddAsync("a", 5);

        var first = await PageAsync("a", 3, null);
        var second = await PageAsync("a", 3, first.NextCursor);

        Assert.Equal<string>(["5", "4", "3"], first.Ids);
        Assert.NotNull(first.NextCursor);
        Assert.Equal<string>(["2", "1"], second.Ids);
        Assert.Null(second.NextCursor);
    }

    [StoreFact]
    public async Task Page_ExactlyFull_HasNoEmptySuccessor()
    {
        await AddAsync("a", 3);

        Assert.Null((await PageAsync("a", 3, null)).NextCursor);
    }

    [StoreTheory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(1_000, PageLimits.LimitMax)]
    public async Task Page_LimitOutOfRange_IsBounded(int limit, int expected)
    {
        await AddAsync("a", PageLimits.LimitMax + 5);

        Assert.Equal(expected, (await PageAsync("a", limit, null)).Ids.Length);
    }

    [StoreTheory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("' OR 1=1 --")]
    public async Task Page_ForeignCursor_ReadsLikeTheEnd(string cursor)
    {
        await AddAsync("a", 3);

        var page = await PageAsync("a", 3, cursor);

        Assert.Empty(page.Ids);
        Assert.Null(page.NextCursor);
    }

    [StoreFact]
    public async Task Contains_AndCount_FollowTheChanges()
    {
        await ApplyAsync(ListChange.Add("a", "1"), ListChange.Add("a", "2"), ListChange.Add("b", "1"));
        await ApplyAsync(ListChange.Remove("a", "1"));

        Assert.False(await Lists.ContainsAsync("a", "1", default));
        Assert.True(await Lists.ContainsAsync("a", "2", default));
        Assert.True(await Lists.ContainsAsync("b", "1", default));
        Assert.Equal(1, await Lists.CountAsync("a", default));
    }

    [StoreFact]
    public async Task Apply_Acknowledged_SurvivesReopeningInOrder()
    {
        await AddAsync("a", 3);
        await ApplyAsync(ListChange.Remove("a", "3"));
        await ReopenAsync();
        await ApplyAsync(ListChange.Add("a", "4"));

        Assert.Equal<string>(["4", "2", "1"], (await PageAsync("a", 10, null)).Ids);
    }

    /// <summary>Whatever is added and removed while somebody pages: what stays is seen once, nothing is seen twice.</summary>
    [StoreTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Page_WhileTheListChanges_MissesNothingAndRepeatsNothing(int seed)
    {
        var random = new Random(seed);
        await AddAsync("a", 60);
        var stayed = Enumerable.Range(1, 60).Select(Name).ToHashSet();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await PageAsync("a", random.Next(1, 8), cursor);
            seen.AddRange(page.Ids);
            cursor = page.NextCursor;
            foreach (var change in Enumerable.Range(0, 4).Select(_ => RandomChange(random)))
            {
                await ApplyAsync(change);
                stayed.Remove(change.Id);
            }
        }
        while (cursor is not null);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Superset(stayed, seen.ToHashSet());
        Assert.InRange(stayed.Count, 1, 59);
    }

    // Removed ids come back as new ones, which a reader who has passed the top does not meet.
    private static ListChange RandomChange(Random random) => random.Next(2) == 0
        ? ListChange.Remove("a", Name(random.Next(1, 61)))
        : ListChange.Add("a", Name(1_000 + random.Next(1_000)));

    private static string Name(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task<IReadOnlyList<bool>> ApplyAsync(params ListChange[] changes) => Lists.ApplyAsync(changes, default);

    private Task<IReadOnlyList<bool>> AddAsync(string list, int count) =>
        Lists.ApplyAsync([.. Enumerable.Range(1, count).Select(number => ListChange.Add(list, Name(number)))], default);

    private Task<IdPage> PageAsync(string list, int limit, string? cursor) =>
        Lists.PageAsync(list, new PageRequest(limit, cursor), default);
}
