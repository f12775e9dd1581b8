namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>Chance that is the same in every run.</summary>
internal static class Draw
{
    public static Random Of(int seed, int number) => new(unchecked((seed * 486_187_739) + (number * 16_777_619)));
}
