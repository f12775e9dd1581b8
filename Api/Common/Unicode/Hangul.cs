namespace SocialCommerce.Api.Common.Unicode;

/// <summary>Korean syllables are composed by arithmetic (Unicode standard, section 3.12); the names are the standard's.</summary>
internal static class Hangul
{
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TrailCount;

    public static bool TryDecompose(int codePoint, List<int> into)
    {
        var index = codePoint - SyllableBase;
        if (index is < 0 or >= SyllableCount)
        {
            return false;
        }

        into.Add(LeadBase + (index / (VowelCount * TrailCount)));
        into.Add(VowelBase + (index / TrailCount % VowelCount));
        if (index % TrailCount is > 0 and var trail)
        {
            into.Add(TrailBase + trail);
        }

        return true;
    }

    public static int? Compose(int first, int second)
    {
        var lead = first - LeadBase;
        var vowel = second - VowelBase;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            return SyllableBase + (((lead * VowelCount) + vowel) * TrailCount);
        }

        var syllable = first - SyllableBase;
        var trail = second - TrailBase;
        var takesTrail = syllable is >= 0 and < SyllableCount && syllable % TrailCount == 0;
        return takesTrail && trail is > 0 and < TrailCount ? first + trail : null;
    }
}
