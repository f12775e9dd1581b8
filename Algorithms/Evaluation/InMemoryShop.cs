using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// The recommendation state of a whole shop in one process, built of the same per-node classes, and limited to the same
/// look-ups, as the grains. For measuring and tuning, not for serving.
/// </summary>
public sealed class InMemoryShop
{
    private const int FolloweesMax = 50;
    private const int FolloweeItemsMax = 20;
    private const int CategoriesMax = 3;
    private const int TrendListMax = 200;
    private const int CategoryTrendListMax = 60;
    private const int SuccessorsMax = 20;

    private readonly RankerOptions _options;
    private readonly CoEngagementOptions _ties;
    private readonly TimeSpan _trendHalfLife;
    private readonly CandidatePool _pool;
    private readonly SuggestionRanker _ranker;
    private readonly TrendCounter<string> _trending;
    private readonly Dictionary<string, TrendCounter<string>> _categoryTrending = [];
    private readonly Dictionary<string, ShopUser> _users = [];
    private readonly Dictionary<string, ShopProduct> _products = [];
    private readonly Weighted<string>[] _neighbours = new Weighted<string>[ItemNeighbourhood<string>.DefaultCapacity];
    private readonly float[] _tieWeights;
    private readonly Weighted<string>[] _userTies;
    private readonly string[] _successors = new string[SuccessorsMax];
    private readonly float[] _votes = new float[SuccessorsMax];

    public InMemoryShop(
        RankerOptions? options = null, CoEngagementOptions? ties = null, TimeSpan? trendHalfLife = null, ListOptions? list = null)
    {
        _options = options ?? RankerOptions.Default;
        _ties = ties ?? CoEngagementOptions.Default;
        _trendHalfLife = trendHalfLife ?? TrendHalfLife.Shop;
        _pool = new CandidatePool(_options);
        _ranker = new SuggestionRanker(
            new RecommenderSettings { Ranking = _options, List = list ?? ListOptions.Plain });
        _trending = new TrendCounter<string>(_trendHalfLife);
        _tieWeights = new float[_ties.WindowMax];
        _userTies = new Weighted<string>[_ties.WindowMax];
    }

    /// <summary>Puts a product into the catalogue; products first met in an event have no category.</summary>
    public void AddProduct(string productId, string category) =>
        _products[productId] = new ShopProduct(productId, category);

    /// <summary>Records that one user follows another, up to a limit.</summary>
    public void Follow(string followerId, string followeeId)
    {
        var followees = UserOf(followerId).Followees;
        if (followees.Count < FolloweesMax)
        {
            followees.Add(followeeId);
        }
    }

    public bool HasSeen(string userId, string productId) =>
        _users.TryGetValue(userId, out var user) && user.History.HasSeen(productId);

    /// <summary>What the user is shown now.</summary>
    public IReadOnlyList<RankedSuggestion> Suggest(string userId, DateTimeOffset now, int limit)
    {
        var user = UserOf(userId);
        _pool.Clear();
        AddSimilar(user);
        AddSuccessors(user);
        AddFriends(user, now);
        AddTrending(user, now);
        var shortlist = _pool.Shortlist(user.History.HasSeen);
        var context = new RankingContext(user.Affinity, user.Embedding, user.History.HasSeen);
        return _ranker.Rank(_pool, shortlist.Select(productId => _products[productId].Card), context, limit);
    }

    /// <summary>Recent popularity alone, without what the user has seen: the yardstick.</summary>
    public IReadOnlyList<string> MostPopular(string userId, DateTimeOffset now, int limit)
    {
        var history = UserOf(userId).History;
        var unseen = _trending.Top(TrendListMax, now).Where(entry => !history.HasSeen(entry.Key));
        return [.. unseen.Take(limit).Select(entry => entry.Key)];
    }

    /// <summary>Applies one engagement to everything it touches.</summary>
    public void Record(string userId, string productId, float weight, DateTimeOffset at)
    {
        var user = UserOf(userId);
        var product = ProductOf(productId);
        _trending.Add(productId, weight, at);
        if (product.Category.Length > 0)
        {
            CategoryTrendOf(product.Category).Add(productId, weight, at);
            user.Affinity.Record(product.Category, weight);
        }

        if (!user.History.HasSeen(productId))
        {
            Tie(user.History, product, weight);
        }

        Follow(user.History, product);
        user.History.Record(productId, weight, at);
        Embedding.MoveTowards(user.Embedding, product.Embedding, Embedding.UserRate * weight);
        Embedding.MoveTowards(product.Embedding, user.Embedding, Embedding.ItemRate * weight);
    }

    private void Tie(UserHistory<string> history, ShopProduct product, float weight)
    {
        var earlier = history.Recent;
        var count = CoEngagement.Weigh(earlier, history.Degree + 1, weight, _ties, _tieWeights);
        for (var position = 0; position < count; position++)
        {
            _userTies[position] = new Weighted<string>(earlier[position].Item, _tieWeights[position]);
            ProductOf(earlier[position].Item).Neighbourhood.Add(product.Id, _tieWeights[position]);
        }

        product.Engage(_userTies.AsSpan(0, count));
    }

    private void AddSimilar(ShopUser user)
    {
        var recent = user.History.Recent;
        for (var position = 0; position < Math.Min(recent.Length, _options.HistoryMax); position++)
        {
            var neighbourhood = ProductOf(recent[position].Item).Neighbourhood;
            var count = neighbourhood.CopyTo(_neighbours, _options.Normalisation);
            _pool.AddSimilar(recent[position].Item, position, _neighbours.AsSpan(0, count));
        }
    }

    private void AddSuccessors(ShopUser user)
    {
        var recent = user.History.Recent;
        for (var position = 0; position < Math.Min(recent.Length, SequenceTieOptions.Default.WindowMax); position++)
        {
            var count = ProductOf(recent[position].Item).Sequence.Vote(0, SequenceTieOptions.Default, _successors, _votes);
            for (var slot = 0; slot < count; slot++)
            {
                _neighbours[slot] = new Weighted<string>(_successors[slot], _votes[slot]);
            }

            _pool.AddNeighbours(Retriever.Sequence, recent[position].Item, position, _neighbours.AsSpan(0, count));
        }
    }

    private void Follow(UserHistory<string> history, ShopProduct product)
    {
        var earlier = history.Recent;
        for (var place = 0; place < Math.Min(earlier.Length, SequenceTieOptions.Default.WindowMax); place++)
        {
            var before = earlier[place].Item;
            if (before == product.Id)
            {
                product.Sequence.CameBack(before, place + 1, SequenceTieOptions.Default);
            }
            else
            {
                ProductOf(before).Sequence.FollowedBy(product.Id, place + 1, SequenceTieOptions.Default);
                product.Sequence.PrecededBy(before, place + 1, SequenceTieOptions.Default);
            }
        }
    }

    private void AddFriends(ShopUser user, DateTimeOffset now)
    {
        foreach (var followeeId in user.Followees)
        {
            if (_users.TryGetValue(followeeId, out var followee))
            {
                var recent = followee.History.Recent;
                var count = Math.Min(recent.Length, FolloweeItemsMax);
                for (var position = 0; position < count; position++)
                {
                    var decay = TrendHalfLife.Decay(now - recent[position].At, TrendHalfLife.Friend);
                    _neighbours[position] = new Weighted<string>(recent[position].Item, decay);
                }

                _pool.AddFriend(followeeId, _neighbours.AsSpan(0, count));
            }
        }
    }

    private void AddTrending(ShopUser user, DateTimeOffset now)
    {
        _pool.AddTrending([.. _trending.Top(TrendListMax, now)]);
        foreach (var category in user.Affinity.Top(CategoriesMax))
        {
            _pool.AddTrending([.. CategoryTrendOf(category.Key).Top(CategoryTrendListMax, now)]);
        }
    }

    private TrendCounter<string> CategoryTrendOf(string category)
    {
        if (!_categoryTrending.TryGetValue(category, out var trend))
        {
            _categoryTrending[category] = trend = new TrendCounter<string>(_trendHalfLife);
        }

        return trend;
    }

    private ShopUser UserOf(string userId)
    {
        if (!_users.TryGetValue(userId, out var user))
        {
            _users[userId] = user = new ShopUser();
        }

        return user;
    }

    private ShopProduct ProductOf(string productId)
    {
        if (!_products.TryGetValue(productId, out var product))
        {
            _products[productId] = product = new ShopProduct(productId, category: "");
        }

        return product;
    }

    private sealed class ShopUser
    {
        public UserHistory<string> History { get; } = new();

        public CategoryAffinity Affinity { get; } = new();

        public HashSet<string> Followees { get; } = [];

        public float[] Embedding { get; } = new float[Recommendation.Embedding.Dimensions];
    }

    private sealed class ShopProduct
    {
        public ShopProduct(string productId, string category)
        {
            Embedding = ContentVector.Of(new ProductContent(Title: "", Category: category));
            Neighbourhood = new ItemNeighbourhood<string>();
            Card = new CandidateCard(productId, category, Degree: 0, IsAvailable: true, Embedding);
        }

        public string Id => Card.ProductId;

        public string Category => Card.Category;

        public ItemNeighbourhood<string> Neighbourhood { get; }

        public SequenceNeighbourhood<string> Sequence { get; } = new(SuccessorsMax);

        public float[] Embedding { get; }

        public CandidateCard Card { get; private set; }

        public void Engage(ReadOnlySpan<Weighted<string>> ties)
        {
            Neighbourhood.Engage();
            Neighbourhood.Add(ties, isFirst: true);
            Sequence.Engage();
            Card = Card with { Degree = Neighbourhood.Degree, AudienceFactor = Neighbourhood.AudienceFactor };
        }
    }
}
