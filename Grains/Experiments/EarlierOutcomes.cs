using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Experiments;

namespace SocialCommerce.Grains.Experiments;

/// <summary>Looks up in the log what a unit did before its exposure, which CUPED and the A/A check compare.</summary>
internal sealed class EarlierOutcomes(IInteractionLog log)
{
    private const int PageMax = 500;
    private const int RowsMax = 10 * PageMax;

    private static readonly TimeSpan Period = TimeSpan.FromDays(28);

    /// <summary>
    /// Counts the four weeks before the exposure; of users with a very long log only what is in its first part. The log
    /// has no order by rooms, so that of rooms nothing is known.
    /// </summary>
    public async Task<UnitCounts> CountAsync(ExperimentUnit kind, UnitRecord unit, CancellationToken cancellationToken)
    {
        var counts = default(UnitCounts);
        if (kind != ExperimentUnit.User)
        {
            return counts;
        }

        IReadOnlyList<LogRow> rows;
        var (offset, read) = (0L, 0);
        do
        {
            rows = await log.ReadUserTailAsync(unit.UnitId, offset, PageMax, cancellationToken);
            foreach (var row in rows.Where(row => row.RecordedAt <= unit.ExposedAt && row.RecordedAt > unit.ExposedAt - Period))
            {
                counts = UnitLedger.Add(counts, row.Interaction.Kind);
            }

            read += rows.Count;
            offset = rows.Count == 0 ? offset : rows[^1].Offset;
        }
        while (rows.Count == PageMax && read < RowsMax && rows[^1].RecordedAt <= unit.ExposedAt);

        return counts;
    }
}
