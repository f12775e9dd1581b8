namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// What one retriever proposes because of one source: a product of the user's history at a place (0 the newest), a person,
/// or nobody. Plain data, so that a list can be made again of what was proposed.
/// </summary>
public sealed record Proposal(Retriever Retriever, string? Source, int Position, ReadOnlyMemory<Weighted<string>> Items)
{
    /// <summary>Puts the items into the pool, as their retriever counts them.</summary>
    public void AddTo(CandidatePool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        switch (Retriever)
        {
            case Retriever.Similar or Retriever.Sequence:
                pool.AddNeighbours(Retriever, Source!, Position, Items.Span);
                break;
            case Retriever.Friend:
                pool.AddFriend(Source!, Items.Span);
                break;
            case Retriever.Trending:
                pool.AddTrending(Items.Span);
                break;
            default:
                pool.Add(Retriever, Items.Span);
                break;
        }
    }
}
