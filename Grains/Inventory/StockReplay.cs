namespace SocialCommerce.Grains.Inventory;

/// <summary>Reads the part of a stock's ledger that came after its snapshot.</summary>
internal static class StockReplay
{
    /// <summary>Applies it to the book; answers how many movements it had.</summary>
    /// <exception cref="InvalidDataException">An entry is missing, or not as it was written.</exception>
    public static async Task<int> RunAsync(ChainWriter chain, StockBook book, long sequence, CancellationToken cancellationToken)
    {
        if (chain.Sequence < sequence)
        {
            throw new InvalidDataException($"The stock's ledger ends at {chain.Sequence}, before its snapshot at {sequence}.");
        }

        // What a disk hands back otherwise than it was given it is nothing to sell from.
        var before = await chain.ReadAsync(Math.Max(0, sequence - 1), limit: 1, cancellationToken);
        var known = sequence == 0 ? HashChain.Start : before.Count == 0 ? null : before[0];
        var movements = 0;
        while (sequence < chain.Sequence)
        {
            var entries = await chain.ReadAsync(sequence, ChainWriter.PageSize, cancellationToken);
            if (entries.Count == 0)
            {
                throw new InvalidDataException($"The stock's ledger has no entry after {sequence}, and others later.");
            }

            foreach (var entry in entries)
            {
                if (known is null || !HashChain.Follows(chain.Name, known, entry))
                {
                    throw new InvalidDataException($"Entry {entry.Sequence} of the ledger {chain.Name} is damaged in the store.");
                }

                known = entry;
                foreach (var movement in StockEntry.Read(entry).Movements)
                {
                    book.Apply(movement);
                    movements++;
                }

                sequence = entry.Sequence;
            }
        }

        return movements;
    }
}
