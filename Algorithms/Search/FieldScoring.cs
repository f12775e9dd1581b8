using System.Runtime.CompilerServices;

namespace SocialCommerce.Algorithms.Search;

/// <summary>A number for each field of a text.</summary>
[InlineArray(SearchText.FieldCount)]
internal struct FieldValues<T>
    where T : unmanaged
{
#pragma warning disable IDE0044, IDE0051 // The array is this member; it is read by index.
    private T _first;
#pragma warning restore IDE0044, IDE0051
}

/// <summary>
/// BM25 over weighted fields (Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted fields", 2004): how
/// often a term stands in each field, damped by the length of that field, is summed up by weight before it saturates.
/// </summary>
internal static class FieldScoring
{
    /// <summary>What a word counts of which only the beginning was asked for.</summary>
    public const double PrefixFactor = 0.7;

    // Title, brand, category, description.
    private static readonly double[] Weights = [4, 2.5, 2, 1];

    private const double Saturation = 1.2;

    // Less than the usual 0.75: the fields of a shop are short, and a long title is no vice.
    private const double LengthNormalisation = 0.5;

    /// <summary>How much a term tells that stands in so many of the documents.</summary>
    public static double Rarity(int documents, int frequency) =>
        Math.Log(1 + ((documents - frequency + 0.5) / (frequency + 0.5)));

    /// <param name="averages">Mean length of each field, in terms.</param>
    public static double Score(
        double rarity, in FieldValues<byte> counts, in FieldValues<ushort> lengths, in FieldValues<double> averages)
    {
        double frequency = 0;
        for (var field = 0; field < SearchText.FieldCount; field++)
        {
            if (counts[field] > 0)
            {
                var length = 1 - LengthNormalisation + (LengthNormalisation * lengths[field] / averages[field]);
                frequency += Weights[field] * counts[field] / length;
            }
        }

        return rarity * frequency * (Saturation + 1) / (Saturation + frequency);
    }
}
