using System.Collections.Concurrent;
using SocialCommerce.Client.Interactions;

namespace SocialCommerce.Crash.Tests;

/// <summary>Everything that was tried, and what the server said to it.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<TriedInteraction> _interactions = new();
    private readonly ConcurrentQueue<TriedComment> _comments = new();

    public IReadOnlyCollection<TriedInteraction> Interactions => _interactions;

    public IReadOnlyCollection<TriedComment> Comments => _comments;

    public void Add(TriedInteraction tried) => _interactions.Enqueue(tried);

    public void Add(TriedComment tried) => _comments.Enqueue(tried);
}

/// <summary>An interaction under an id of the client's own. Without an offset nobody knows whether it was recorded.</summary>
internal sealed class TriedInteraction(string userId, Interaction interaction)
{
    public string UserId => userId;

    public Interaction Interaction => interaction;

    public long? Offset { get; set; }
}

/// <summary>A comment under an id of the client's own. Without an id nobody knows whether it was added.</summary>
internal sealed class TriedComment(string userId, string clientId, string text)
{
    public string UserId => userId;

    public string ClientId => clientId;

    public string Text => text;

    public string? Id { get; set; }

    public long Seq { get; set; }
}
