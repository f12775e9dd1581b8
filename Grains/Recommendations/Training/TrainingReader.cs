using SocialCommerce.Grains.Interactions;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Reads the newest part of the log, up to where it stood when the training began.</summary>
internal static class TrainingReader
{
    private const int PageMax = 2_000;

    /// <param name="pause">Called after each page, so that the reader does not take the store from the shop.</param>
    public static async Task<TrainingRows> ReadAsync(
        IInteractionLog log, ImmutableArray<long> heads, int rowsMax, Func<Task> pause, CancellationToken cancellationToken)
    {
        var rows = new TrainingRows();
        for (var partition = 0; partition < heads.Length; partition++)
        {
            var after = Math.Max(0, heads[partition] - (rowsMax / heads.Length));
            while (after < heads[partition])
            {
                var page = await log.ReadPartitionAsync(partition, after, PageMax, cancellationToken);
                if (page.Count == 0)
                {
                    throw new InvalidDataException($"Partition {partition} of the log ends at {after}, not at {heads[partition]}.");
                }

                foreach (var row in page.TakeWhile(row => row.Sequence <= heads[partition]))
                {
                    rows.Add(row);
                }

                after = page[^1].Sequence;
                await pause();
            }
        }

        return rows;
    }
}
