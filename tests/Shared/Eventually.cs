namespace SocialCommerce.Tests.Shared;

/// <summary>For what another process does in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again until the answer fits; the last answer, fitting or not, when time is up.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> fits)
    {
        var end = DateTime.UtcNow + Limit;
        while (true)
        {
            var answer = await ask();
            if (fits(answer) || DateTime.UtcNow > end)
            {
                return answer;
            }

            await Task.Delay(Step);
        }
    }
}
