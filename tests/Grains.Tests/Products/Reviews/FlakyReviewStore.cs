using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;

namespace SocialCommerce.Grains.Tests.Products.Reviews;

/// <summary>Makes writes of reviews fail as a dying disk does: some that never happened, some that did all the same.</summary>
internal sealed class FlakyReviewStore(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    public bool IsBroken { get; set; }

    /// <summary>Writes that failed, whatever became of them.</summary>
    public int Failures { get; private set; }

    public void Decorate(IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IReviewStore));
        services.AddSingleton<IReviewStore>(provider => new Store(
            (IReviewStore)ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!), this));
    }

    private async Task WriteAsync(Func<Task> write)
    {
        var fate = 9;
        lock (_lock)
        {
            fate = IsBroken ? _random.Next(6) : fate;
            Failures += fate < 2 ? 1 : 0;
        }

        if (fate == 0)
        {
            throw new IOException("Nothing was written.");
        }

        await write();
        if (fate == 1)
        {
            throw new IOException("It was written, and nobody knows.");
        }
    }

    private sealed class Store(IReviewStore inner, FlakyReviewStore flaw) : IReviewStore
    {
        public Task WriteAsync(ReviewChanges changes, CancellationToken cancellationToken) =>
            flaw.WriteAsync(() => inner.WriteAsync(changes, cancellationToken));

        public Task<IReadOnlyList<ReviewRow>> FindAsync(
            string productId, IReadOnlyCollection<string> reviewIds, IReadOnlyCollection<string> buyerIds, CancellationToken cancellationToken) =>
            inner.FindAsync(productId, reviewIds, buyerIds, cancellationToken);

        public Task<IReadOnlyList<ReviewVote>> FindVotesAsync(
            IReadOnlyCollection<ReviewVoter> voters, CancellationToken cancellationToken) => inner.FindVotesAsync(voters, cancellationToken);

        public Task<IReadOnlyList<ReviewRow>> ListNewestAsync(
            string productId, bool isHidden, int? rating, long before, int limit, CancellationToken cancellationToken) =>
            inner.ListNewestAsync(productId, isHidden, rating, before, limit, cancellationToken);

        public Task<IReadOnlyList<ReviewRow>> ListHelpfulAsync(
            string productId, bool isHidden, ReviewPlace after, int limit, CancellationToken cancellationToken) =>
            inner.ListHelpfulAsync(productId, isHidden, after, limit, cancellationToken);

        public Task<IReadOnlyList<ReviewRow>> ListUntoldAsync(string productId, int limit, CancellationToken cancellationToken) =>
            inner.ListUntoldAsync(productId, limit, cancellationToken);

        public Task<IReadOnlyList<ReviewRevision>> ListRevisionsAsync(string reviewId, CancellationToken cancellationToken) =>
            inner.ListRevisionsAsync(reviewId, cancellationToken);

        public Task<RatingTotals> SumAsync(string? productId, CancellationToken cancellationToken) =>
            inner.SumAsync(productId, cancellationToken);

        public Task<RatingTotals> SumOfAsync(IReadOnlyCollection<string> productIds, CancellationToken cancellationToken) =>
            inner.SumOfAsync(productIds, cancellationToken);

        public Task<IReadOnlyList<string>> FindMiscountedAsync(string productId, CancellationToken cancellationToken) =>
            inner.FindMiscountedAsync(productId, cancellationToken);
    }
}
