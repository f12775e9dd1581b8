namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>One request to learn from: a row of numbers per candidate, and which candidate the user then took.</summary>
/// <param name="Rows">The candidates' inputs, one after the other.</param>
/// <param name="Label">The place of the candidate that was taken.</param>
public sealed record RankerExample(float[] Rows, int Label);
