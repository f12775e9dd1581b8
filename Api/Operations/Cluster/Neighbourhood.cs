using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>
/// Whom a user follows, what both touched last, and how the products hang together: what suggestions of friends and of similar
/// products are made of. Bounded. People stand in it by their ids alone.
/// </summary>
internal sealed class Neighbourhood
{
    private const int FolloweesMax = 10;
    private const int OwnProductsMax = 14;
    private const int ProductsPerFollowee = 5;
    private const int TiesPerProduct = 3;
    private const int ProductsMax = 48;

    private readonly Dictionary<string, NodeBody> _nodes = new(StringComparer.Ordinal);
    private readonly List<EdgeBody> _edges = [];

    private Neighbourhood()
    {
    }

    /// <summary>Null when there is no such user.</summary>
    public static async Task<NeighbourhoodResponse?> ReadAsync(
        string userId, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var user = grains.GetGrain<IUserGrain>(userId);
        if (await user.GetProfileAsync(cancellationToken) is null)
        {
            return null;
        }

        var picture = new Neighbourhood();
        picture.Add(userId, "user", null);
        picture.Touch(userId, await user.GetRecentAsync(OwnProductsMax, cancellationToken));
        var own = picture.Products();
        await picture.FollowAsync(user, userId, grains, cancellationToken);
        await picture.TieAsync(own, grains, cancellationToken);
        return await picture.NameAsync(grains, cancellationToken);
    }

    private async Task FollowAsync(IUserGrain user, string userId, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var followees = await user.ListFollowingAsync(new PageRequest(FolloweesMax, Cursor: null), cancellationToken);
        var touched = await Task.WhenAll(followees.Ids.Select(followee =>
            grains.GetGrain<IUserGrain>(followee).GetRecentAsync(ProductsPerFollowee, cancellationToken)));
        foreach (var (followee, recent) in followees.Ids.Zip(touched))
        {
            Add(followee, "followee", null);
            _edges.Add(new EdgeBody(userId, followee, "follows", 1));
            Touch(followee, recent);
        }
    }

    // The strongest ties of what the user touched; a product that is not in the picture yet comes in by its tie.
    private async Task TieAsync(IReadOnlyList<string> products, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var ties = await Task.WhenAll(products.Select(product =>
            grains.GetGrain<IProductGrain>(product).GetNeighboursAsync(cancellationToken)));
        foreach (var (product, neighbours) in products.Zip(ties))
        {
            foreach (var tie in neighbours.OrderByDescending(static tie => tie.Weight).Take(TiesPerProduct))
            {
                if (Add(tie.ProductId, "product", null) && !HasEdge(tie.ProductId, product))
                {
                    _edges.Add(new EdgeBody(product, tie.ProductId, "together", tie.Weight));
                }
            }
        }
    }

    private async Task<NeighbourhoodResponse> NameAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var cards = await Task.WhenAll(Products().Select(product =>
            grains.GetGrain<IProductGrain>(product).GetCardAsync(cancellationToken)));
        foreach (var card in cards.OfType<ProductCard>())
        {
            _nodes[card.ProductId] = _nodes[card.ProductId] with { Label = card.Title };
        }

        return new NeighbourhoodResponse([.. _nodes.Values], [.. _edges]);
    }

    private List<string> Products() =>
        [.. _nodes.Values.Where(static node => node.Kind == "product").Select(static node => node.Id)];

    private void Touch(string userId, ImmutableArray<RecentItem> recent)
    {
        foreach (var item in recent)
        {
            if (item.Kind != InteractionKind.Dismiss && Add(item.ProductId, "product", null))
            {
                _edges.Add(new EdgeBody(userId, item.ProductId, NameOf(item.Kind), WeightOf(item.Kind)));
            }
        }
    }

    private bool Add(string id, string kind, string? label)
    {
        if (kind == "product" && !_nodes.ContainsKey(id) && Products().Count >= ProductsMax)
        {
            return false;
        }

        _nodes.TryAdd(id, new NodeBody(id, kind, label));
        return true;
    }

    private bool HasEdge(string from, string to) => _edges.Any(edge => edge.From == from && edge.To == to);

    private static string NameOf(InteractionKind kind) => kind.ToString().ToLowerInvariant();

    // How thick the line is: the scale that interactions are weighed by (docs/evaluation.md), from a view to a purchase.
    private static double WeightOf(InteractionKind kind) => kind switch
    {
        InteractionKind.Purchase => 5,
        InteractionKind.Cart or InteractionKind.Rating => 3,
        InteractionKind.Like or InteractionKind.Share => 2,
        _ => 1,
    };
}

internal sealed record NeighbourhoodResponse(ImmutableArray<NodeBody> Nodes, ImmutableArray<EdgeBody> Edges);

/// <param name="Kind"><c>user</c>, <c>followee</c> or <c>product</c>.</param>
/// <param name="Label">A product's title; people have none.</param>
internal sealed record NodeBody(string Id, string Kind, string? Label);

/// <param name="Kind"><c>follows</c>, the kind of the newest interaction, or <c>together</c>.</param>
/// <param name="Weight">Of a tie between products, what the recommender weighs it; else how strong the interaction is.</param>
internal sealed record EdgeBody(string From, string To, string Kind, double Weight);
