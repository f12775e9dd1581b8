namespace SocialCommerce.Tools.Verify;

/// <summary>
/// Holds what clients recorded against what a store has, by the invariants of RELIABILITY: each is judged by itself, so that
/// one broken thing is reported as that thing.
/// </summary>
internal static class OrderChecker
{
    public static Verdict Check(IEnumerable<ClientRecord> history, StoreFacts store)
    {
        var records = new ClientHistory(history);
        List<Finding> findings =
        [
            CheckUnits(store),
            HistoryChecks.CheckExistence(records, store),
            HistoryChecks.CheckKeys(records),
            SettlementChecks.Check(store),
            MovementChecks.Check(store),
            CheckLimits(store),
            CheckChains(store),
            HistoryChecks.CheckPrices(records, store),
        ];
        return new Verdict(findings, records.Count, store.Orders.Count, store.Orders.Count(order => order.OpenTasks > 0));
    }

    /// <summary>What a store says of itself, whoever wrote to it.</summary>
    public static IReadOnlyList<Finding> CheckStore(StoreFacts store) =>
        [CheckUnits(store), SettlementChecks.Check(store), MovementChecks.Check(store), CheckLimits(store), CheckChains(store)];

    private static Finding CheckUnits(StoreFacts store)
    {
        var finding = new Finding("I1", "sold + reserved + available = initial + received, none below zero, after every movement");
        foreach (var ledger in store.Ledgers)
        {
            finding.Add(ledger.Movements, ledger.Mistakes);
        }

        var ledgers = store.Ledgers.ToDictionary(ledger => ledger.Chain, StringComparer.Ordinal);
        foreach (var snapshot in store.Snapshots.Where(snapshot => snapshot.Sequence > 0))
        {
            var mark = ledgers.GetValueOrDefault(snapshot.Chain)?.Marks.GetValueOrDefault(snapshot.Sequence);
            finding.Check(
                mark == (snapshot.Available, snapshot.Sold, snapshot.Received),
                () => $"{snapshot}: the ledger comes to {mark}");
        }

        return finding;
    }

    private static Finding CheckLimits(StoreFacts store)
    {
        var finding = new Finding("I8", "no buyer ever had more units than one buyer can have");
        foreach (var ledger in store.Ledgers)
        {
            finding.Add(ledger.Reservations.Count, ledger.OverLimit);
        }

        return finding;
    }

    private static Finding CheckChains(StoreFacts store)
    {
        var finding = new Finding("I10", "every entry of every chain follows the one before it; every row is as it was written");
        finding.Add(store.ChainEntries + store.Orders.Count, store.Damage);
        return finding;
    }
}
