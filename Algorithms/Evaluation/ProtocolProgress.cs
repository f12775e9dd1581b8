namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>How often long evaluations report.</summary>
internal static class ProtocolProgress
{
    public const int Interval = 1_000;

    /// <summary>Reports every so many steps.</summary>
    public static void Step(this IProgress<long>? progress, long done)
    {
        if (done % Interval == 0)
        {
            progress?.Report(done);
        }
    }
}
