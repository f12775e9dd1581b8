namespace SocialCommerce.Grains.Common;

internal static class PersistentStateExtensions
{
    /// <summary>
    /// Writes the next state and keeps the old one when that fails. A failed write may or may not have landed, so the
    /// activation is dropped and the next call reads the truth.
    /// </summary>
    public static async Task SaveAsync<T>(this IPersistentState<T> storage, T next, IGrainBase grain)
        where T : class
    {
        if (ReferenceEquals(next, storage.State))
        {
            return;
        }

        var previous = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            storage.State = previous;
            grain.DeactivateOnIdle();
            throw;
        }
    }
}
