using System.Runtime.InteropServices;
using SocialCommerce.Grains.Interactions;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Gathers rows of the log into what each user touched, in order, without repetitions: the last touch counts.</summary>
internal sealed class TrainingRows
{
    private readonly Dictionary<string, int> _products = new(StringComparer.Ordinal);
    private readonly List<int> _usersOf = [];
    private readonly List<string> _productIds = [];
    private readonly Dictionary<string, List<int>> _users = new(StringComparer.Ordinal);

    public IReadOnlyList<string> ProductIds => _productIds;

    /// <summary>How many users touched each product.</summary>
    public IReadOnlyList<int> UsersOf => _usersOf;

    public IReadOnlyDictionary<string, List<int>> Users => _users;

    public long Count { get; private set; }

    public void Add(LogRow row)
    {
        Count++;
        if (InteractionWeights.Of(row.Interaction.Kind) <= 0)
        {
            return;
        }

        var product = IndexOf(row.Interaction.ProductId);
        ref var items = ref CollectionsMarshal.GetValueRefOrAddDefault(_users, row.UserId, out _);
        items ??= [];
        if (!items.Remove(product))
        {
            _usersOf[product]++;
        }

        items.Add(product);
    }

    private int IndexOf(string productId)
    {
        if (!_products.TryGetValue(productId, out var product))
        {
            product = _productIds.Count;
            _products.Add(productId, product);
            _productIds.Add(productId);
            _usersOf.Add(0);
        }

        return product;
    }
}
