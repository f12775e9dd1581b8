using System.Collections.Immutable;

namespace SocialCommerce.Algorithms.Draws;

/// <summary>Everything that a finished draw publishes.</summary>
/// <param name="Seed">64 hexadecimal digits.</param>
/// <param name="Winners">All that were ever drawn, in the order of drawing.</param>
public sealed record DrawProof(
    string Algorithm,
    string Seed,
    string Commitment,
    ImmutableArray<string> Entrants,
    string EntrantsHash,
    ImmutableArray<string> Winners)
{
    /// <summary>What does not hold when the draw is made again; empty when everything does.</summary>
    public ImmutableArray<string> Verify()
    {
        if (Algorithm != LuckyDraw.Algorithm)
        {
            return [$"The algorithm {Algorithm} is not known here; this program verifies {LuckyDraw.Algorithm}."];
        }

        if (!TryReadSeed(out var seed))
        {
            return [$"The seed is not {2 * LuckyDraw.SeedBytes} hexadecimal digits."];
        }

        var problems = ImmutableArray.CreateBuilder<string>();
        Check(LuckyDraw.Commit(seed) == Commitment, "The seed is not the one that was committed to.");
        Check(LuckyDraw.List(Entrants).SequenceEqual(Entrants), "The list of entrants is out of order or names one twice.");
        Check(LuckyDraw.HashEntrants(Entrants) == EntrantsHash, "The list of entrants is not the one that was hashed.");
        Check(
            LuckyDraw.Order(seed, Entrants).Take(Winners.Length).SequenceEqual(Winners),
            "The winners are not those with the lowest tickets.");
        return problems.ToImmutable();

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }

    private bool TryReadSeed(out byte[] seed)
    {
        seed = new byte[LuckyDraw.SeedBytes];
        return Seed.Length == 2 * LuckyDraw.SeedBytes
            && Convert.FromHexString(Seed, seed, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == seed.Length;
    }
}
