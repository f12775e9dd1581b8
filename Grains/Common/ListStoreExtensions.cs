using System.Runtime.CompilerServices;

namespace SocialCommerce.Grains.Common;

internal static class ListStoreExtensions
{
    private const int ChangesMax = 1_000;

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
