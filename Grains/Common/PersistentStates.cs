namespace SocialCommerce.Grains.Common;

/// <summary>The one way in which these grains save: nothing when nothing changed, and never on after a failed write.</summary>
internal static class PersistentStates
{
    /// <param name="giveUp">Drops the activation: after a failed write nobody knows whether it landed.</param>
    public static async Task SaveAsync<TState>(this IPersistentState<TState> storage, TState next, Action giveUp)
        where TState : class
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
            giveUp();
            throw;
        }
    }
}
