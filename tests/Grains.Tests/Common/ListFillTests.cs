using System.Globalization;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Grains.Tests.Common;

public sealed class ListFillTests
{
    [Fact]
    public async Task Fill_WithFewWanted_GoesOnUntilThePageIsFull()
    {
        var (items, next) = await FillAsync(new Numbers(100), new PageRequest(4, null), number => number % 10 == 0);

        Assert.Equal([0, 10, 20, 30], items);
        Assert.Equal("31", next);
    }

    [Fact]
    public async Task Fill_FromPageToPage_MissesNothingAndShowsNothingTwice()
    {
        var numbers = new Numbers(100);
        var seen = new List<int>();
        string? cursor = null;
        do
        {
            var (items, next) = await FillAsync(numbers, new PageRequest(3, cursor), number => number % 7 == 2);
            seen.AddRange(items);
            cursor = next;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 100).Where(number => number % 7 == 2), seen);
    }

    [Fact]
    public async Task Fill_WithNothingWanted_LooksAtABoundedNumber()
    {
        var numbers = new Numbers(10_000);

        var (items, next) = await FillAsync(numbers, new PageRequest(100, null), _ => false);

        Assert.Empty(items);
        Assert.Equal("500", next);
    }

    [Fact]
    public async Task Fill_PastTheEnd_HasNoNextPage()
    {
        var (items, next) = await FillAsync(new Numbers(5), new PageRequest(100, null), _ => true);

        Assert.Equal([0, 1, 2, 3, 4], items);
        Assert.Null(next);
    }

    private static async Task<(IEnumerable<int> Items, string? NextCursor)> FillAsync(
        IListStore lists, PageRequest request, Func<int, bool> isWanted)
    {
        var (items, next) = await lists.FillAsync(
            "numbers",
            request,
            id => Task.FromResult<string?>(id),
            id => isWanted(int.Parse(id, CultureInfo.InvariantCulture)),
            default);
        return (items.Select(id => int.Parse(id, CultureInfo.InvariantCulture)), next);
    }

    /// <summary>A list of numbers; a cursor is the next of them.</summary>
    private sealed class Numbers(int count) : IListStore
    {
        public Task<IdPage> PageAsync(string list, PageRequest request, CancellationToken cancellationToken)
        {
            var from = request.Cursor is null ? 0 : int.Parse(request.Cursor, CultureInfo.InvariantCulture);
            var to = Math.Min(count, from + request.Limit);
            var ids = Enumerable.Range(from, to - from).Select(number => number.ToString(CultureInfo.InvariantCulture));
            return Task.FromResult(new IdPage([.. ids], to == count ? null : to.ToString(CultureInfo.InvariantCulture)));
        }

        public Task<IReadOnlyList<bool>> ApplyAsync(IReadOnlyList<ListChange> changes, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<long> CountAsync(string list, CancellationToken cancellationToken) => Task.FromResult((long)count);

        public Task<bool> ContainsAsync(string list, string id, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
