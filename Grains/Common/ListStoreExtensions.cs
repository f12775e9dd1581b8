using System.Runtime.CompilerServices;

namespace SocialCommerce.Grains.Common;

internal static class ListStoreExtensions
{
    private const int ChangesMax = 1_000;

    private const int LookedAtMax = 500;

    /// <summary>All ids of a list, newest first, page by page.</summary>
    public static async IAsyncEnumerable<string> ReadAllAsync(
        this IListStore lists, string list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await lists.PageAsync(list, new PageRequest(PageLimits.LimitMax, cursor), cancellationToken);
            foreach (var id in page.Ids)
            {
                yield return id;
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    /// <summary>
    /// A page of those who answer and are wanted, in the order of the list. Looks at a bounded number of ids, so that a page
    /// may be shorter than asked for and have a next one all the same.
    /// </summary>
    public static async Task<(ImmutableArray<T> Items, string? NextCursor)> FillAsync<T>(
        this IListStore lists,
        string list,
        PageRequest request,
        Func<string, Task<T?>> ask,
        Func<T, bool> isWanted,
        CancellationToken cancellationToken)
        where T : class
    {
        var found = ImmutableArray.CreateBuilder<T>();
        var (cursor, looked) = (request.Cursor, 0);
        do
        {
            // Never more than are missing, so that the cursor stands right behind what is answered.
            var page = await lists.PageAsync(list, new PageRequest(request.Limit - found.Count, cursor), cancellationToken);
            var answers = await Task.WhenAll(page.Ids.Select(ask));
            found.AddRange(answers.OfType<T>().Where(isWanted));
            (cursor, looked) = (page.NextCursor, looked + page.Ids.Length);
        }
        while (cursor is not null && found.Count < request.Limit && looked < LookedAtMax);

        return (found.ToImmutable(), cursor);
    }

    /// <summary>Takes many ids from a list, in commits of a bounded size.</summary>
    public static async Task RemoveAllAsync(
        this IListStore lists, string list, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        foreach (var chunk in ids.Chunk(ChangesMax))
        {
            await lists.ApplyAsync([.. chunk.Select(id => ListChange.Remove(list, id))], cancellationToken);
        }
    }
}
